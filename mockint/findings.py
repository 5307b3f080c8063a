"""What the rubric found in one answer; the JSON of ``mockint check`` is this, field by field.

Characters are counted in code points of ``Findings.text``; seconds from the
start of the recording, ``None`` where there was no sound. In every finding
``quote`` is ``text[start:end]``.
"""

from typing import Literal

import msgspec

from mockint.profile import Profile
from mockint.transcript import Engine

Seconds = tuple[float, float]
Part = Literal["situation", "task", "action", "result"]
Form = Literal["story", "process", "knowledge", "motive", "situational", "other"]
QuantityKind = Literal["percent", "money", "duration", "count", "ratio", "other"]
Heard = Literal["exact", "variant", "repaired"]
PARTS: tuple[Part, ...] = ("situation", "task", "action", "result")


class PartSpan(msgspec.Struct, frozen=True):
    """A part of a story. ``sure`` False is shown as a question, never as a tick."""

    part: Part
    start: int
    end: int
    quote: str
    sure: bool
    seconds: Seconds | None = None


class Quantity(msgspec.Struct, frozen=True):
    """A measured amount. ``result``: it measures what was achieved."""

    start: int
    end: int
    quote: str
    kind: QuantityKind
    value: float | None
    unit: str
    result: bool
    seconds: Seconds | None = None
    why: str = ""


class TermUse(msgspec.Struct, frozen=True):
    """A term of the trade; ``term`` is the bank's own form."""

    term: str
    start: int
    end: int
    quote: str
    heard: Heard
    seconds: Seconds | None = None


class Expected(msgspec.Struct, frozen=True, omit_defaults=True):
    """The question's own terms, said and unsaid; both None without a question."""

    said: tuple[str, ...] | None = None
    unsaid: tuple[str, ...] | None = None


class Filler(msgspec.Struct, frozen=True):
    """An "um" and its like; recognisers drop some, so a count of them is "at least"."""

    quote: str
    start: int
    end: int
    seconds: Seconds | None


class Said(msgspec.Struct, frozen=True):
    """Words heard at one place."""

    quote: str
    start: int
    end: int
    seconds: Seconds | None


class Repeat(msgspec.Struct, frozen=True):
    """A phrase said ``count`` times; ``phrase`` as it was said first."""

    phrase: str
    count: int
    places: tuple[Said, ...]


class Delivery(msgspec.Struct, frozen=True):
    """How it was said. ``seconds`` is the recording's length.

    From ``parts`` on everything is shown and never marked. ``parts``: seconds
    spent on each part of a story, empty without one. ``repeats``: phrases said
    again later; ``restarts``: words begun again at once; ``hedges``: phrases that
    soften ("kind of" is a filler as well). ``i`` and ``we``: how often each is
    the subject. ``profile``: by whose measure it is marked and listed.
    """

    seconds: float
    words: int
    words_per_minute: float | None
    fillers: tuple[Filler, ...]
    pauses: tuple[Seconds, ...]
    first_word_after: float | None
    parts: dict[Part, float] = {}
    repeats: tuple[Repeat, ...] = ()
    restarts: tuple[Said, ...] = ()
    hedges: tuple[Said, ...] = ()
    i: int = 0
    we: int = 0
    profile: Profile = "usual"


class Evidence(msgspec.Struct, frozen=True):
    """Words that decided a mark."""

    start: int
    end: int
    quote: str


class Mark(msgspec.Struct, frozen=True):
    """One criterion; ``level`` None means it was not marked, and ``why`` says so."""

    level: int | None
    why: str
    evidence: tuple[Evidence, ...] = ()


class Findings(msgspec.Struct, frozen=True):
    """Everything found in one answer."""

    id: str | None
    bank: str | None
    question: str | None
    text: str
    form: Form
    abstained: str | None
    parts: tuple[PartSpan, ...]
    missing: tuple[Part, ...]
    quantities: tuple[Quantity, ...]
    terms: tuple[TermUse, ...]
    expected: Expected
    delivery: Delivery | None
    marks: dict[str, Mark]
    engine: Engine | None
    rubric: str
