"""What the candidate said an answer was worth, beside what the marks for content come to."""

from statistics import fmean
from typing import NamedTuple

from mockint.findings import Findings
from mockint.session import Attempt, Session

MANNER = "delivery"
"""The one mark that is none for content."""


class Rated(NamedTuple):
    """A ``level`` from 1 to 5 given before any mark was seen; ``marks`` of them have that mean."""

    level: int
    mean: float
    marks: int

    @property
    def gap(self) -> float:
        """How much higher than the marks it was rated, -4 to 4; below 0 where lower."""
        return self.level - self.mean


def rated(attempt: Attempt) -> Rated | None:
    """The rating of ``attempt`` beside its marks; None where either is missing."""
    levels = content(attempt.findings)
    if attempt.rated is None or not levels:
        return None
    return Rated(attempt.rated, fmean(levels), len(levels))


def ratings(session: Session) -> tuple[Rated, ...]:
    """Those of the attempts that count, in order."""
    counted = (answer.last for answer in session.answers)
    found = (rated(last) for last in counted if last is not None)
    return tuple(each for each in found if each is not None)


def content(findings: Findings | None) -> list[int]:
    """The levels that were given for what was said, each from 1 to 5."""
    if findings is None or findings.abstained:
        return []
    return [
        min(max(mark.level, 1), 5)
        for name, mark in findings.marks.items()
        if name != MANNER and mark.level is not None
    ]
