"""Two interviews side by side: what differs, and whether by more than chance would have it."""

from collections.abc import Iterator, Mapping, Sequence
from math import sqrt

import msgspec

from mockint.findings import PARTS, Findings, Part
from mockint.history.course import ENOUGH, counted
from mockint.history.figure import SCALES, Figure, Kind, Marked, figures, marked
from mockint.history.student import critical
from mockint.history.trend import BELIEF, Mean, around
from mockint.session import Session

LEVEL = 0.05
"""How often a figure lies outside its band although nothing has changed."""

Values = Mapping[Figure, tuple[float, ...]]


class Change(msgspec.Struct, frozen=True):
    """A figure of both interviews, in its ``unit``; ``band``: where chance might have put it."""

    name: str
    unit: str
    kind: Kind
    before: float
    after: float
    band: tuple[float, float]

    @property
    def difference(self) -> float:
        """How much has been gained, or lost where it is below 0."""
        return self.after - self.before

    @property
    def outside(self) -> int:
        """1 where it lies above its band, -1 below, 0 within."""
        low, high = self.band
        return (self.after > high) - (self.after < low)

    @property
    def verdict(self) -> str:
        """Whether there is a change, in plain words."""
        return ("no more than chance", "higher", "lower")[self.outside]


class Reply(msgspec.Struct, frozen=True):
    """An answer in short. ``number`` counts from 1, ``parts`` were surely heard, in a ``story``.

    ``fillers`` is at least so many; None without sound.
    """

    number: int
    asked: str
    seconds: float
    story: bool
    parts: tuple[Part, ...]
    fillers: int | None
    marks: dict[str, int | None]


class Pair(msgspec.Struct, frozen=True):
    """A question that was answered in both interviews; ``question`` is its id."""

    question: str
    before: Reply
    after: Reply


class Side(msgspec.Struct, frozen=True):
    """One of the interviews, and its answers to questions that the other has no answer to."""

    session: str
    started: str
    bank: str
    title: str
    rehearsal: bool
    alone: tuple[Reply, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Two interviews, the earlier one first unless they were asked for the other way round."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    pairs: tuple[Pair, ...]


def compare(first: Session, second: Session, others: Sequence[Session] = ()) -> Comparison:
    """What differs from ``first`` to ``second``.

    How far chance reaches is judged from the answers of both and, where there are at
    least 3 ``others``, from how far these lie apart as well.
    """
    named = {first.name, second.name}
    rest = [figures(each) for each in counted(others) if each.name not in named]
    before, after = _replies(first), _replies(second)
    shared = [key for key in before if key in after]
    return Comparison(
        _side(first, [reply for key, reply in before.items() if key not in after]),
        _side(second, [reply for key, reply in after.items() if key not in before]),
        tuple(_changes(figures(first), figures(second), rest)),
        tuple(Pair(key[1], before[key], after[key]) for key in shared),
    )


def _changes(before: Values, after: Values, others: Sequence[Values]) -> Iterator[Change]:
    for figure, values in before.items():
        if figure in after:
            means = sum(values) / len(values), sum(after[figure]) / len(after[figure])
            rest = [other[figure] for other in others if figure in other]
            span = _band(figure, values, after[figure], rest)
            yield Change(figure.name, figure.unit, figure.kind, *means, span)


def _band(
    figure: Figure,
    before: Sequence[float],
    after: Sequence[float],
    others: Sequence[Sequence[float]],
) -> tuple[float, float]:
    """Where the mean of ``after`` might lie by chance, round the mean of ``before``."""
    scale = SCALES[figure.kind]
    root = sqrt if scale.rooted else float
    mean = root(sum(before) / len(before))
    reach = _welch([root(v) for v in before], [root(v) for v in after], scale.spread)
    if len(others) >= ENOUGH:
        means = [Mean(root(sum(other) / len(other)), len(other)) for other in others]
        _, apart = around(means, scale.spread, LEVEL)
        reach = max(reach, apart * sqrt(1 / len(before) + 1 / len(after)))
    low, high = mean - reach, mean + reach
    if scale.rooted:
        low, high = max(low, 0.0) ** 2, high**2
    return max(low, scale.least), min(high, scale.most)


def _welch(before: Sequence[float], after: Sequence[float], usual: float) -> float:
    """How far chance carries two means apart, by the spread of the answers within each.

    Welch's test; ``usual`` stands in for what few answers cannot tell.
    """
    parts = []
    for values in (before, after):
        mean = sum(values) / len(values)
        squares = sum((value - mean) ** 2 for value in values) + BELIEF * usual * usual
        degrees = len(values) - 1 + BELIEF
        parts.append((squares / degrees / len(values), degrees))
    square = sum(part for part, _ in parts)
    degrees_of_both = square**2 / sum(part**2 / degrees for part, degrees in parts)
    return critical(LEVEL, round(degrees_of_both, 1)) * sqrt(square)


def _replies(session: Session) -> dict[tuple[str, str], Reply]:
    """The marked answers by the bank's name and the question's id, in order."""
    found: dict[tuple[str, str], Reply] = {}
    for each in marked(session):
        if each.answer.question is not None:
            found.setdefault((session.bank, each.answer.question.id), _reply(each))
    return found


def _reply(each: Marked) -> Reply:
    findings = each.findings
    marks = {name: mark.level for name, mark in findings.marks.items()}
    spoken = findings.delivery
    fillers = len(spoken.fillers) if spoken else None
    parts = _sure(findings)
    story = findings.form == "story"
    asked = each.answer.asked
    return Reply(each.number, asked, each.attempt.seconds, story, parts, fillers, marks)


def _sure(findings: Findings) -> tuple[Part, ...]:
    heard = {span.part for span in findings.parts if span.sure}
    return tuple(part for part in PARTS if part in heard)


def _side(session: Session, alone: Sequence[Reply]) -> Side:
    started, title = session.started, session.title
    return Side(session.name, started, session.bank, title, session.rehearsal, tuple(alone))
