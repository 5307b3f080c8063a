"""What lists need of a session: its fields by their own names, most of them left out.

Reading only these is some ten times as quick as reading all. A session that is
damaged in a field left out here counts as whole.
"""

from math import fsum

import msgspec

from mockint.session.interview import counting, moment

LONGEST = 86_400.0
"""Seconds an attempt may count for: more than a day can only be damage."""


class Level(msgspec.Struct, frozen=True, gc=False):
    """One mark, 1 to 5; None where it was not given."""

    level: int | None


class Marked(msgspec.Struct, frozen=True, gc=False):
    """The marks of one attempt; ``abstained`` says why there are none.

    ``form`` and ``missing`` are those of its findings.
    """

    abstained: str | None
    marks: dict[str, Level]
    form: str = "other"
    missing: tuple[str, ...] = ()

    @property
    def mean(self) -> float | None:
        """The mean of the marks that were given; None where there were none."""
        given = (mark.level for mark in self.marks.values())
        levels = [min(max(level, 1), 5) for level in given if level is not None]
        return None if self.abstained or not levels else fsum(levels) / len(levels)


class _Word(msgspec.Struct, frozen=True, gc=False):
    pass


class Heard(msgspec.Struct, frozen=True, gc=False):
    """What was heard in an attempt; its words are only counted."""

    words: tuple[_Word, ...]


class Go(msgspec.Struct, frozen=True, gc=False):
    """An attempt. ``seconds`` is the length of its ``sound``."""

    ended: str
    sound: str | None = None
    seconds: float = 0.0
    transcript: Heard | None = None
    findings: Marked | None = None
    typed: bool = False


class Asked(msgspec.Struct, frozen=True, gc=False):
    """A question; ``form`` is the kind of answer it asks for."""

    id: str
    form: str = "other"


class Back(msgspec.Struct, frozen=True, gc=False):
    """A follow-up, of which only the reply is looked at."""

    reply: Go | None = None


class Reply(msgspec.Struct, frozen=True, gc=False):
    """A question and every attempt at it; ``question`` None is the closing."""

    question: Asked | None
    attempts: tuple[Go, ...] = ()
    follow_ups: tuple[Back, ...] = ()

    @property
    def said(self) -> tuple[Go, ...]:
        """Everything that was said to it: attempts, then replies to follow-ups."""
        return (*self.attempts, *(back.reply for back in self.follow_ups if back.reply))

    @property
    def last(self) -> Go | None:
        """The attempt that counts, as in an ``Answer``."""
        return counting(self.attempts)


class Summary(msgspec.Struct, frozen=True, gc=False):
    """A session as lists show it; ``started`` is ISO 8601 local time."""

    format: int
    started: str
    bank: str
    title: str
    plan: tuple[Asked, ...]
    rehearsal: bool = False
    answers: tuple[Reply, ...] = ()
    finished: bool = False
    drill: str | None = None
    warm_up: Reply | None = None

    @property
    def began(self) -> float | None:
        """When, in seconds since 1970; None where ``started`` is no time."""
        return moment(self.started)

    @property
    def heard(self) -> tuple[Go, ...]:
        """The attempts that count and whose words were made out."""
        counted = (answer.last for answer in self.answers)
        return tuple(go for go in counted if go is not None and go.transcript is not None)

    @property
    def sounding(self) -> tuple[Go, ...]:
        """All attempts and replies that have sound, the warm-up's before them."""
        spoken = self.answers if self.warm_up is None else (self.warm_up, *self.answers)
        return tuple(go for answer in spoken for go in answer.said if go.sound)

    @property
    def seconds(self) -> float:
        """How long was spoken in these, in seconds."""
        return fsum(min(max(go.seconds, 0.0), LONGEST) for go in self.heard)

    @property
    def typed(self) -> bool:
        """Whether all that was said was written, and took no time that is known."""
        return bool(self.heard) and all(go.typed for go in self.heard)

    @property
    def mean(self) -> float | None:
        """The mean of all marks, answers weighing alike; None without any."""
        counted = (answer.last for answer in self.answers)
        found = (go.findings.mean for go in counted if go is not None and go.findings is not None)
        means = [mean for mean in found if mean is not None]
        return fsum(means) / len(means) if means else None
