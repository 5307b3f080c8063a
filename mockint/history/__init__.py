"""What several sessions tell together: courses, comparisons, stories told again. Pure functions."""

from mockint.history.amounts import Discrepancy, told_differently
from mockint.history.comparison import Comparison, compare
from mockint.history.course import Course, Point, courses
from mockint.history.overview import Progress, progress
from mockint.history.record import recorded
from mockint.history.retold import Story, Telling

__all__ = [
    "Comparison",
    "Course",
    "Discrepancy",
    "Point",
    "Progress",
    "Story",
    "Telling",
    "compare",
    "courses",
    "progress",
    "recorded",
    "told_differently",
]
