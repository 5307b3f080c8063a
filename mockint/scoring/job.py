"""One file to be marked, and what came of it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from mockint.scoring.brief import Brief

TEXT_WEIGHT = 0.1
SOUND_WEIGHT = 2e-6
"""About how many seconds a text takes, and a byte of sound; only their proportion matters."""


class Stamp(NamedTuple):
    """What shows that a file is still the same: its size in bytes, and when it was changed (ns)."""

    size: int
    changed: int


class File(NamedTuple):
    """A file to be marked; ``stamp`` None where nothing can be told of it.

    ``fault`` says why it is not opened at all, where that is so.
    """

    path: str
    stamp: Stamp | None
    sound: bool
    fault: str = ""

    @classmethod
    def at(cls, path: Path, sound: bool) -> "File":
        """The file as it lies there now."""
        try:
            found = path.stat()
        except (OSError, ValueError):
            return cls(str(path), None, sound)
        return cls(str(path), Stamp(found.st_size, found.st_mtime_ns), sound)

    @property
    def weight(self) -> float:
        """About how much work it is, against the others."""
        size = self.stamp.size if self.stamp and self.sound else 0
        return TEXT_WEIGHT + SOUND_WEIGHT * size


class Job(NamedTuple):
    """A file with its place in the order.

    ``path`` is what it is called, ``where`` how it is opened where that differs; with
    ``data`` whoever marks it need not open it.
    """

    at: int
    path: str
    where: str = ""
    data: bytes | None = None

    @property
    def name(self) -> str:
        """What the file is called in its result."""
        return name_of(self.path)


class Outcome(NamedTuple):
    """The one JSON line of the file at that place; not ``good``: it says why there is no more."""

    at: int
    line: str
    good: bool


class Failure(msgspec.Struct, frozen=True):
    """What stands in the place of a result."""

    id: str | None
    error: str


Scorer = Callable[[Brief, Job], Outcome]
"""Marks one file, and never raises for what is wrong with it. Other processes find it by name."""


def failed(job: Job, why: str) -> Outcome:
    """What comes of a file that cannot be marked."""
    return Outcome(job.at, msgspec.json.encode(Failure(job.name, why)).decode(), False)


def name_of(path: str) -> str:
    """The path as text: bytes in it that are no UTF-8 are written as ``\\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
