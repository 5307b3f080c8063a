"""What each level of each criterion sounds like."""

from mockint.anchors import ANCHORS, NAMES

__all__ = ["ANCHORS", "NAMES"]
