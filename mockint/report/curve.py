"""A course drawn in a few letters: a bar a session, and where the newest lies against the usual."""

from collections.abc import Sequence

from mockint.history.comparison import Change
from mockint.history.course import Course
from mockint.report.plain import LARGEST, figure, shortened, signed, within

BARS = "▁▂▃▄▅▆▇█"
NEWEST = "●"
LEAST_PACE, LEAST_FILLERS = 60.0, 10.0
"""Words and fillers a minute that a scale spans at least, so that a wobble looks like one."""
LEAST_APART = 2.0
"""Levels by which a scale of ratings against marks reaches to either side at least."""
LABELS = {
    "pace": "words a minute",
    "fillers": "fillers a minute",
    "parts": "parts of a story",
    "terms": "terms said",
}


def label(measured: Course | Change) -> str:
    """What is measured, in a few words."""
    return LABELS.get(measured.kind) or shortened(measured.name, 60)


def told(measured: Course | Change, value: float) -> str:
    """A value of the figure with its unit, "4.6 of 5"."""
    match measured.kind:
        case "pace":
            return figure(value)
        case "fillers":
            return figure(value, 1)
        case "terms":
            return f"{figure(value)} %"
        case "own":
            return signed(value)
        case _:
            return f"{figure(value, 1)} {measured.unit}"


def scale(course: Course, shown: int) -> tuple[float, float]:
    """The values at the foot and the top of the drawing of the newest ``shown`` sessions.

    Where a figure has limits it is drawn between them, save that a difference is seldom large.
    """
    low, high = course.limits
    if course.kind not in ("pace", "fillers", "own"):
        return low, high
    values = [*(point.value for point in course.points[-shown:]), *(course.band or ())]
    if course.kind == "own":
        reach = max(LEAST_APART, *(abs(within(value, high, low)) for value in values))
        return -reach, reach
    values = [within(value, LARGEST) for value in values]
    if course.kind == "fillers":
        return 0.0, max(*values, LEAST_FILLERS)
    spare = max(LEAST_PACE - (max(values) - min(values)), 0.0) / 2
    return min(values) - spare, max(values) + spare


def curve(course: Course, width: int) -> str:
    """A bar for each of the newest ``width`` sessions."""
    span = scale(course, width)
    return "".join(BARS[_cell(point.value, span, len(BARS))] for point in course.points[-width:])


def gauge(course: Course, width: int) -> str:
    """``width`` cells from foot to top: brackets round the band, a dot for the newest.

    A dot outside the brackets is outside the band.
    """
    span = scale(course, width)
    cells = ["·"] * width
    newest = _cell(course.newest, span, width)
    if course.band is not None:
        left, right = (_cell(value, span, width) for value in course.band)
        left, right, newest = _apart(left, right, newest, course.outside, width)
        cells[left : right + 1] = ["[", *" " * (right - left - 1), "]"]
    cells[newest] = NEWEST
    return "".join(cells)


def _apart(left: int, right: int, newest: int, outside: int, width: int) -> tuple[int, int, int]:
    """The cells moved as little as it takes to tell inside from outside."""
    if outside > 0:
        newest = max(newest, 2)
        return min(left, newest - 2), min(max(right, left + 1), newest - 1), newest
    if outside < 0:
        newest = min(newest, width - 3)
        return max(min(left, right - 1), newest + 1), max(right, newest + 2), newest
    newest = min(max(newest, 1), width - 2)
    return min(left, newest - 1), max(right, newest + 1), newest


def _cell(value: float, span: Sequence[float], count: int) -> int:
    low, high = span
    share = (within(value, LARGEST, low) - low) / (high - low)
    return min(max(round(share * (count - 1)), 0), count - 1)
