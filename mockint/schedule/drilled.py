"""What the drills of a part came to that no story has followed yet."""

from collections.abc import Iterable, Iterator

import msgspec

from mockint.findings import Part
from mockint.session import Summary

HEARD = 3
"""The level from which a drill has heard the part."""


class Drilled(msgspec.Struct, frozen=True):
    """In drills of ``part`` it was ``heard`` in so many of the ``answers`` that were marked."""

    part: Part
    heard: int
    answers: int


def drilled(
    part: Part, bank: str, sessions: Iterable[Summary], since: float, until: float
) -> Drilled | None:
    """The drills of that part begun behind ``since``, until ``until``, in seconds since 1970.

    None where nothing was marked in any.
    """
    levels = [
        level
        for session in sessions
        if session.bank == bank and session.drill == part and not session.rehearsal
        if session.began is not None and since < session.began <= until
        for level in _levels(part, session)
    ]
    return Drilled(part, sum(level >= HEARD for level in levels), len(levels)) if levels else None


def _levels(part: Part, session: Summary) -> Iterator[int]:
    for answer in session.answers:
        found = answer.last.findings if answer.last is not None else None
        mark = found.marks.get(part) if found is not None else None
        if mark is not None and mark.level is not None:
            yield mark.level
