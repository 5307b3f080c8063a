"""What the history tells, ready for JSON: every field, and what follows from the fields."""

from typing import Any

import msgspec

from mockint.history.comparison import Change, Comparison
from mockint.history.course import Course
from mockint.history.overview import Progress


def recorded(found: Progress | Comparison) -> dict[str, Any]:
    """``found`` by the names of its fields; courses with band and verdict, changes alike."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    if isinstance(found, Progress):
        told["courses"] = [_course(course) for course in found.courses]
    else:
        told["changes"] = [_change(change) for change in found.changes]
    return told


def _course(course: Course) -> dict[str, Any]:
    return {**msgspec.to_builtins(course), "band": course.band, "verdict": course.verdict}


def _change(change: Change) -> dict[str, Any]:
    told = {"difference": change.difference, "verdict": change.verdict}
    return {**msgspec.to_builtins(change), **told}
