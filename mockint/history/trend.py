"""Whether values change over time more than chance would have them do.

Every value is the mean of some answers. How far single answers spread is judged
from the values themselves and, while they are few, from what is usual.
"""

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from mockint.history.student import critical

LEAST = 5
"""Values from which a trend can be told."""
RECENT = 0.85
"""How much less a step counts with each further session that lies after it."""
BELIEF = 4
"""How many values the usual spread weighs as much as."""


class Mean(NamedTuple):
    """The mean ``value`` of so many ``answers``, one at least."""

    value: float
    answers: float


def band(before: Sequence[Mean], answers: float, usual: float, level: float) -> tuple[float, float]:
    """Where the mean of further ``answers`` would lie if nothing had changed.

    ``usual`` is the standard deviation that is usual among single answers; chance
    alone leads out of the band with the probability ``level``.
    """
    mean, reach = around(before, usual, level)
    total = sum(each.answers for each in before)
    # A session of fewer answers than the others wobbles more.
    reach *= sqrt(1 / min(answers, total / len(before)) + 1 / total)
    return mean - reach, mean + reach


def around(means: Sequence[Mean], usual: float, level: float) -> tuple[float, float]:
    """The mean of at least two means, and how far chance carries a single answer from it."""
    total = sum(each.answers for each in means)
    mean = sum(each.answers * each.value for each in means) / total
    squares = sum(each.answers * (each.value - mean) ** 2 for each in means)
    return mean, _reach(squares, len(means) - 1, usual, level)


def trend(values: Sequence[Mean], usual: float, level: float) -> int:
    """1 where they rise, -1 where they fall, 0 where chance may have put them so.

    They are fitted with a curve that bends towards the newest, so that a rise is seen
    soon after it has begun and what was before it is not in its way.
    """
    if len(values) < LEAST:
        return 0
    total = sum(each.answers for each in values)
    steps = [RECENT**age for age in reversed(range(len(values)))]
    middle = sum(each.answers * step for each, step in zip(values, steps, strict=True)) / total
    mean = sum(each.answers * each.value for each in values) / total
    away = [
        (each.answers, step - middle, each.value - mean)
        for each, step in zip(values, steps, strict=True)
    ]
    lean = sum(weight * step * step for weight, step, _ in away)
    slope = sum(weight * step * value for weight, step, value in away) / lean
    squares = sum(weight * (value - slope * step) ** 2 for weight, step, value in away)
    if abs(slope) * sqrt(lean) <= _reach(squares, len(values) - 2, usual, level):
        return 0
    return 1 if slope > 0 else -1


def _reach(squares: float, degrees: int, usual: float, level: float) -> float:
    """How far chance carries a single answer; ``squares`` have so many ``degrees`` of freedom."""
    known = degrees + BELIEF
    return critical(level, known) * sqrt((squares + BELIEF * usual * usual) / known)
