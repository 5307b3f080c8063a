"""Which part of the stories, and which stage, has come out weakest of late.

Both are named only where it is more than a slip: nobody is told of a weak spot that
chance alone would make.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean

import msgspec

from mockint.findings import PARTS, Part
from mockint.schedule.review import Review

RECENT = 12
"""Stories, and answers of a stage, that are looked back on."""
SLIPS = 2
"""Stories that must lack a part before it is called weak."""
SHARE = 1 / 3
"""The share of them that must."""
ANSWERS = 3
"""Answers of a stage from which it can be told."""
APART = 0.5
"""Levels that the weakest stage lies below the mean of the others at least."""


class Weakness(msgspec.Struct, frozen=True):
    """A ``part`` that ``missing`` of the newest ``stories`` lacked."""

    part: Part
    missing: int
    stories: int


class WeakStage(msgspec.Struct, frozen=True):
    """A ``stage`` whose ``answers`` have that ``mean`` of marks, 1 to 5."""

    stage: str
    mean: float
    answers: int


def weakest_part(reviews: Sequence[Review]) -> Weakness | None:
    """The part that the newest stories lack most often; the later one of two that are alike."""
    stories = [review for review in reviews if review.story][-RECENT:]
    found = [
        Weakness(part, sum(part in story.missing for story in stories), len(stories))
        for part in reversed(PARTS)
    ]
    weakest = max(found, key=lambda each: each.missing)
    enough = weakest.missing >= max(SLIPS, SHARE * len(stories))
    return weakest if enough else None


def weakest_stage(reviews: Sequence[Review], stages: Mapping[str, str]) -> WeakStage | None:
    """The stage with the lowest marks of late; ``stages`` names that of each question."""
    means: dict[str, list[float]] = {}
    for review in reviews:
        if review.question in stages:
            means.setdefault(stages[review.question], []).append(review.mean)
    told = [
        WeakStage(stage, fmean(each[-RECENT:]), len(each[-RECENT:]))
        for stage, each in means.items()
        if len(each) >= ANSWERS
    ]
    if len(told) < 2:
        return None
    lowest = min(told, key=lambda each: each.mean)
    others = fmean(each.mean for each in told if each is not lowest)
    return lowest if others - lowest.mean >= APART else None
