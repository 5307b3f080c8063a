"""Amounts that are told differently when a story is told again.

The amounts of each telling are laid beside those told before. One that agrees
with an earlier one, rounding allowed for, is the same. Of those left over, two
of one kind between the same words measure the same thing, differently.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from mockint.findings import QuantityKind
from mockint.history.measure import Measure
from mockint.history.retold import Story, Telling

ALIKE = 0.2
"""How surely two amounts that differ measure the same thing, at least."""
ALONE = {"percent": 0.0, "money": 0.05, "count": 0.05, "duration": 0.1, "ratio": 0.1}
"""The same where each telling has no other amount left that it could be."""
LASTING, CLOSE = ("money", "percent"), 2.0
"""Kinds that few amounts in a story have, and how far apart two that are left may be."""
FAR = 3.0
"""How many times as large an amount may be as one of the same thing."""
AMOUNTS, WILD = 100, 1e12
"""Amounts of one telling that are looked at, and values that nobody means."""
REMEMBERED = 3
"""Tellings that an amount is held against, the last ones."""


class Figure(msgspec.Struct, frozen=True):
    """An amount as it was said; ``seconds`` is where it begins, None without a recording."""

    quote: str
    value: float
    unit: str
    session: str
    started: str
    number: int
    seconds: float | None


class Discrepancy(msgspec.Struct, frozen=True):
    """One thing with different amounts, told in ``story``, the oldest telling first."""

    what: str
    kind: QuantityKind
    story: tuple[str, ...]
    said: tuple[Figure, ...]


class _Told(NamedTuple):
    """An amount and the telling it stands in."""

    measure: Measure
    telling: Telling


class _Fact:
    """What was told of one thing, oldest first."""

    def __init__(self, first: _Told) -> None:
        self.told = [first]
        self.kinds = {first.measure.key: first.measure}

    def add(self, told: _Told) -> None:
        """Put a further amount to it."""
        self.told.append(told)
        self.kinds.setdefault(told.measure.key, told.measure)

    def agrees(self, measure: Measure) -> bool:
        """Whether the same amount was told before."""
        return any(measure.agrees(known) for known in self.kinds.values())

    def like(self, told: _Told) -> float:
        """How surely the amount measures this; 0 for one that is told beside it."""
        if self.told[-1].telling is told.telling:
            return 0.0
        return max(_likeness(told.measure, other.measure) for other in self.told[-REMEMBERED:])

    @property
    def differing(self) -> list[_Told]:
        """The last telling of each value that agrees with no other, oldest first."""
        kept: list[_Told] = []
        for told in reversed(self.told) if len(self.kinds) > 1 else ():
            if not any(told.measure.agrees(other.measure) for other in kept):
                kept.append(told)
        return kept[::-1]


def told_differently(stories: Iterable[Story]) -> tuple[Discrepancy, ...]:
    """The amounts that differ between tellings of one story, in the order of the stories."""
    return tuple(found for story in stories for found in _differing(story))


def _differing(story: Story) -> Iterator[Discrepancy]:
    facts: dict[str, list[_Fact]] = {}
    for telling in story.tellings:
        told: dict[str, list[_Told]] = {}
        for measure in _measures(telling):
            told.setdefault(measure.dimension, []).append(_Told(measure, telling))
        for dimension, amounts in told.items():
            _lay(facts.setdefault(dimension, []), amounts)
    for fact in chain.from_iterable(facts.values()):
        if len(said := fact.differing) > 1:
            amount = said[0].measure.amount
            what = next((told.measure.amount.unit for told in said if told.measure.amount.unit), "")
            yield Discrepancy(what, amount.kind, story.words, tuple(map(_figure, said)))


def _lay(facts: list[_Fact], amounts: Iterable[_Told]) -> None:
    """Put each amount of a telling to the fact it tells, or let it begin one."""
    taken: set[int] = set()
    left: list[_Told] = []
    for told in amounts:
        if same := _agreeing(facts, told.measure):
            best = same[0] if len(same) == 1 else max(same, key=lambda at: facts[at].like(told))
            taken.add(best)
            facts[best].add(told)
        else:
            left.append(told)
    still = [fact for at, fact in enumerate(facts) if at not in taken]
    matched = dict(_matches(left, still)) or _last(left, still)
    for row, told in enumerate(left):
        if row in matched:
            still[matched[row]].add(told)
        else:
            facts.append(_Fact(told))


def _last(left: Sequence[_Told], still: Sequence[_Fact]) -> dict[int, int]:
    """The only amount of money or share that is left on either side, whatever stands around it."""
    if len(left) != 1 or len(still) != 1 or left[0].measure.amount.kind not in LASTING:
        return {}
    ratio = abs(left[0].measure.value / still[0].told[-1].measure.value)
    return {0: 0} if 1 / CLOSE <= ratio <= CLOSE else {}


def _agreeing(facts: Sequence[_Fact], measure: Measure) -> list[int]:
    """The facts of that very amount; else those of one that is it, rounded."""
    same = [at for at, fact in enumerate(facts) if measure.key in fact.kinds]
    return same or [at for at, fact in enumerate(facts) if fact.agrees(measure)]


def _matches(left: Sequence[_Told], still: Sequence[_Fact]) -> Iterator[tuple[int, int]]:
    """Which amounts left over measure what an open fact does, the surest first."""
    pairs = [
        (alike, row, column)
        for row, told in enumerate(left)
        for column, fact in enumerate(still)
        if (alike := fact.like(told)) > 0
    ]
    rows, columns = (Counter(pair[side] for pair in pairs) for side in (1, 2))
    placed: set[int] = set()
    filled: set[int] = set()
    for alike, row, column in sorted(pairs, reverse=True):
        alone = rows[row] == columns[column] == 1
        least = ALONE.get(left[row].measure.amount.kind, ALIKE) if alone else ALIKE
        if alike >= least and row not in placed and column not in filled:
            placed.add(row)
            filled.add(column)
            yield row, column


def _measures(telling: Telling) -> list[Measure]:
    """The amounts that can be held against others; offsets past the text and wild values cannot."""
    return [
        Measure(amount, telling.text)
        for amount in telling.amounts[:AMOUNTS]
        if amount.value and amount.kind != "other" and abs(amount.value) < WILD
        if 0 <= amount.start < amount.end <= len(telling.text)
    ]


def _likeness(one: Measure, other: Measure) -> float:
    ratio = abs(one.value / other.value)
    return one.like(other) if 1 / FAR <= ratio <= FAR else 0.0


def _figure(told: _Told) -> Figure:
    amount, telling = told.measure.amount, told.telling
    seconds = amount.seconds[0] if amount.seconds else None
    place = (telling.session, telling.started, telling.number, seconds)
    return Figure(amount.quote, amount.value or 0.0, amount.unit, *place)
