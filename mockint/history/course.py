"""The course of a figure over sessions, and whether it has changed.

Two things are called a change: the newest session lies outside the band in which
it would lie if nothing had changed, or the last sessions rise or fall more
steadily than chance would have it. A wobble is neither.
"""

from collections.abc import Iterable
from functools import cached_property
from math import sqrt

import msgspec

from mockint.history.figure import SCALES, Figure, Kind, figures
from mockint.history.trend import Mean, band, trend
from mockint.session import Session

ENOUGH = 3
"""Earlier sessions from which a band can be told."""
WINDOW = 12
"""Sessions looked back on, the newest ones: what was usual long ago is usual no more."""
OUTSIDE = 0.015
"""How often a session lies outside its band although nothing has changed."""
STEADY = 0.03
"""How often the last sessions look like a trend although nothing has changed."""


class Point(msgspec.Struct, frozen=True):
    """The mean ``value`` of a session's ``answers``, which are a count; ``started`` is ISO 8601."""

    session: str
    started: str
    value: float
    answers: int


class Course(msgspec.Struct, frozen=True, dict=True):
    """A figure over sessions, oldest first, at least one; ``unit`` follows its value."""

    name: str
    unit: str
    kind: Kind
    points: tuple[Point, ...]

    @property
    def newest(self) -> float:
        """The value of the newest session."""
        return self.points[-1].value

    @property
    def limits(self) -> tuple[float, float]:
        """What the lowest and the highest value can be, in the figure's unit."""
        return SCALES[self.kind].least, SCALES[self.kind].most

    @cached_property
    def band(self) -> tuple[float, float] | None:
        """Where the newest would lie if nothing had changed; None with fewer than 3 before it."""
        before = self.points[-1 - WINDOW : -1]
        if len(before) < ENOUGH:
            return None
        scale = SCALES[self.kind]
        answers = self.points[-1].answers
        low, high = band(self._means(before), answers, scale.spread, OUTSIDE)
        if scale.rooted:
            low, high = max(low, 0.0) ** 2, high**2
        return max(low, scale.least), min(high, scale.most)

    @property
    def outside(self) -> int:
        """1 where the newest lies above its band, -1 below it, 0 within or without one."""
        if self.band is None:
            return 0
        low, high = self.band
        return (self.newest > high) - (self.newest < low)

    @cached_property
    def trend(self) -> int:
        """1 where the last sessions rise steadily, -1 where they fall, else 0."""
        means = self._means(self.points[-WINDOW:])
        return trend(means, SCALES[self.kind].spread, STEADY)

    def _means(self, points: tuple[Point, ...]) -> list[Mean]:
        """The points on the scale of their spread."""
        rooted = SCALES[self.kind].rooted
        return [Mean(sqrt(p.value) if rooted else p.value, p.answers) for p in points]

    @property
    def change(self) -> int:
        """1 where the figure has gone up, -1 where it has gone down, 0 where nobody can tell."""
        return self.outside or (self.trend if self.band else 0)

    @property
    def verdict(self) -> str:
        """Whether there is a change, in plain words."""
        if self.band is None:
            return "too few sessions to tell"
        if self.trend and self.outside in (0, self.trend):
            way = "rising" if self.trend > 0 else "falling"
            return f"{way} over the last {min(len(self.points), WINDOW)}"
        return ("as usual", "above the usual", "below the usual")[self.outside]


def courses(sessions: Iterable[Session]) -> tuple[Course, ...]:
    """The course of every figure over the sessions in order of ``started``, marks first.

    Rehearsals and answers without marks do not count; a figure that no session has is left out.
    """
    gathered: dict[Figure, list[Point]] = {}
    for session in counted(sessions):
        for figure, values in figures(session).items():
            mean = sum(values) / len(values)
            point = Point(session.name, session.started, mean, len(values))
            gathered.setdefault(figure, []).append(point)
    in_order = sorted(gathered, key=lambda figure: figure.kind != "mark")
    return tuple(
        Course(figure.name, figure.unit, figure.kind, tuple(gathered[figure]))
        for figure in in_order
    )


def counted(sessions: Iterable[Session]) -> list[Session]:
    """The sessions that count, oldest first: no rehearsals, and no drills of one part."""
    real = [each for each in sessions if not each.rehearsal and each.drill is None]
    return sorted(real, key=lambda session: (session.started, session.name))
