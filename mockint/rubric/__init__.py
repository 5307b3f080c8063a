"""Pure functions of (question, transcript): what is in an answer, and its marks."""

from mockint.rubric.anchors import ANCHORS
from mockint.rubric.explanation import explain
from mockint.rubric.verdict import RUBRIC, judge

__all__ = ["ANCHORS", "RUBRIC", "explain", "judge"]
