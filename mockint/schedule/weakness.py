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
    """A ``stage`` whose newest ``answers`` have that ``mean`` of marks, 1 to 5.

    ``others`` is the mean of the other stages, each weighing alike.
    """

    stage: str
    mean: float
    answers: int
    others: float


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
    newest = {stage: each[-RECENT:] for stage, each in means.items() if len(each) >= ANSWERS}
    if len(newest) < 2:
        return None
    told = {stage: fmean(each) for stage, each in newest.items()}
    lowest = min(told, key=lambda stage: told[stage])
    others = fmean(mean for stage, mean in told.items() if stage != lowest)
    if others - told[lowest] < APART:
        return None
    return WeakStage(lowest, told[lowest], len(newest[lowest]), others)
