"""Cues: what a rule looks for, in a little language a person can read.

A pattern is words with spaces between them. ``word`` is that word, ``a|b`` either,
``CAPITALS`` any word of that class (see lexicon.py; ``AMOUNT`` is a measured amount,
``CHANGE`` one "from X to Y", ``YEARS`` one in years), ``x?`` may be absent, ``!x`` must
not stand there, ``..`` is up to four words of any kind, and ``^`` in front asks for the
beginning of a clause.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from mockint.rubric.words import Token

GAP = 4


class Element(msgspec.Struct, frozen=True):
    """One place of a pattern."""

    words: frozenset[str]
    classes: frozenset[str]
    optional: bool = False
    absent: bool = False
    gap: bool = False

    def fits(self, token: Token) -> bool:
        """Whether the token may stand here."""
        return token.text in self.words or not self.classes.isdisjoint(token.classes)


class Cue(msgspec.Struct, frozen=True, dict=True):
    """One rule: what it looks for, what that speaks for and how much, and what to advise.

    ``hit`` is an example the pattern meets, ``miss`` one it must not meet.
    """

    pattern: str
    label: str
    weight: float
    advice: str
    hit: str
    miss: str

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The places of the pattern, in order."""
        return tuple(_element(part) for part in self.pattern.removeprefix("^ ").split())

    @property
    def anchored(self) -> bool:
        """Whether it must stand at the beginning of a clause."""
        return self.pattern.startswith("^ ")


class Match(msgspec.Struct, frozen=True):
    """``tokens[first:last]`` met the cue."""

    cue: Cue
    first: int
    last: int


class Cues:
    """A table of cues, ready to be looked up by the word they begin with."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.cues = tuple(cues)
        self._first: dict[str, list[Cue]] = {}
        for cue in self.cues:
            for key in cue.elements[0].words | cue.elements[0].classes:
                self._first.setdefault(key, []).append(cue)

    def matches(self, tokens: Sequence[Token], begin: int = 0) -> Iterator[Match]:
        """Each cue met in ``tokens`` once, where it is met first; ``begin``: where ``^`` is."""
        met: set[int] = set()
        for at, token in enumerate(tokens):
            for cue in self._starting(token):
                if id(cue) in met or (cue.anchored and at > begin):
                    continue
                last = _fit(cue.elements, 0, tokens, at)
                if last is not None:
                    met.add(id(cue))
                    yield Match(cue, at, last)

    def _starting(self, token: Token) -> Iterator[Cue]:
        yield from self._first.get(token.text, ())
        for name in sorted(token.classes):
            yield from self._first.get(name, ())


def _element(part: str) -> Element:
    if part == "..":
        return Element(frozenset(), frozenset(), gap=True)
    names = part.removeprefix("!").removesuffix("?").split("|")
    return Element(
        words=frozenset(name for name in names if not name.isupper()),
        classes=frozenset(name for name in names if name.isupper()),
        optional=part.endswith("?"),
        absent=part.startswith("!"),
    )


def _fit(elements: tuple[Element, ...], place: int, tokens: Sequence[Token], at: int) -> int | None:
    """Where the pattern from ``place`` on ends if it is laid at ``at``; None if it does not fit."""
    if place == len(elements):
        return at
    element = elements[place]
    if element.gap:
        reach = range(at, min(at + GAP, len(tokens)) + 1)
        return next((end for s in reach if (end := _fit(elements, place + 1, tokens, s))), None)
    here = at < len(tokens) and element.fits(tokens[at])
    if element.absent:
        return None if here else _fit(elements, place + 1, tokens, at)
    if here and (end := _fit(elements, place + 1, tokens, _past(element, tokens, at))) is not None:
        return end
    return _fit(elements, place + 1, tokens, at) if element.optional else None


def _past(element: Element, tokens: Sequence[Token], at: int) -> int:
    """The index after what the element took: one word, or the whole of an amount."""
    at += 1
    if "AMOUNT" in element.classes and "AMOUNT" in tokens[at - 1].classes:
        while at < len(tokens) and "AMOUNT" in tokens[at].classes:
            at += 1
    return at
