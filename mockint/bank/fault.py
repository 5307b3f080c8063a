"""What is wrong with a bank's file, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

Place = tuple[str | int, ...]
"""The way to a field from the top of the file: ``("questions", 3, "form")``."""

SHOWN = 40
"""Characters of somebody's own text that a message repeats."""


ALIKE = 70
"""Percent of their letters that two words share in order if one is a slip of the other."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault before the file and the line are known; ``line`` counts from 1."""

    place: Place
    message: str
    remedy: str
    line: int | None = None


class Unreadable(Exception):
    """Reading stopped at ``flaw``; nothing behind it was looked at."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.message)
        self.flaw = flaw


class Fault(msgspec.Struct, frozen=True):
    """One fault of a bank's file; ``str()`` is the sentence shown.

    ``line`` counts from 1, 0 where the whole file is meant; ``field`` reads
    ``questions[3].form``, counted from 0, and is empty at the top of the file.
    """

    file: str
    line: int
    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        where = [self.file, f"line {self.line}" if self.line else "", self.field]
        return f"{', '.join(filter(None, where))}: {self.message}; {self.remedy}"


def spell_place(place: Place) -> str:
    """``("questions", 3, "form")`` as ``questions[3].form``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{printable(step)}" for step in place)
    return "".join(steps).removeprefix(".")


def printable(text: str) -> str:
    """``text`` on one line, short, and harmless to a terminal."""
    seen = "".join(character if character.isprintable() else "?" for character in text)
    return seen if len(seen) <= SHOWN else f"{seen[: SHOWN - 1]}…"


def shown(text: str) -> str:
    """``text`` in quotes, as a message repeats it."""
    return f"'{printable(text)}'"


def nearest(word: str, among: Iterable[str], otherwise: str) -> str:
    """The remedy for a word that is none of ``among``: the one meant, or else ``otherwise``."""
    meant = near(word, among)
    return f"did you mean {meant}?" if meant else otherwise


def near(word: str, among: Iterable[str]) -> str | None:
    """The one of ``among`` that differs from ``word`` by a slip of the pen."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word[:80], list(among), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return None if found is None else found[0]
