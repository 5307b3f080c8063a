"""Fillers that long stretches lose and short lines keep, put back where they were said.

A recogniser given half a minute of speech tidies it up: "um" and "uh" go. Given
the few seconds of a line it prints most of them, but more other words wrongly.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace
from rapidfuzz.distance import Indel

from mockint.recognizer.scribe import Heard
from mockint.transcript import Repair, Word

FILLERS = frozenset({"um", "umm", "uh", "uhm", "erm", "hmm", "mm"})

FAR = 2
"""A filler is placed by a word both heard, at most so many words away."""

SLACK = 0.5
"""Seconds by which the words of a line may lie outside it."""


class Line(NamedTuple):
    """Words heard in a few seconds of sound; ``start`` and ``end`` in seconds of the recording."""

    text: str
    start: float
    end: float


def with_fillers(heard: Heard, lines: Sequence[Line]) -> Heard:
    """``heard`` with the fillers of ``lines`` that it lacks."""
    missing: dict[int, str] = {}
    for line in lines:
        missing.update(_missing(heard.words, line))
    inside = {at for repair in heard.repairs for at in range(repair.first + 1, repair.last)}
    missing = {at: filler for at, filler in missing.items() if at not in inside}
    if not missing:
        return heard
    words = tuple(_inserted(heard.words, missing))
    return replace(heard, words=words, repairs=tuple(_moved(heard.repairs, missing)))


def _bare(word: str) -> str:
    return word.lower().strip(".,;:!?\"'-")


def _missing(words: Sequence[Word], line: Line) -> Iterator[tuple[int, str]]:
    """Fillers of ``line`` not in ``words``: the place to put each before, and its word."""
    near = [
        at
        for at, word in enumerate(words)
        if line.start - SLACK < (word.start + word.end) / 2 < line.end + SLACK
    ]
    spoken = line.text.split()
    tokens = [_bare(word) for word in spoken]
    same = _same(tokens, [_bare(words[at].text) for at in near])
    for at, token in enumerate(tokens):
        place = _place(same, at) if token in FILLERS and at not in same else None
        if place is not None and not _has_filler(words, near[0] + place):
            yield near[0] + place, token


def _same(tokens: list[str], others: list[str]) -> dict[int, int]:
    """Which of ``others`` each token is, for those that both heard."""
    blocks = Indel.opcodes(tokens, others)
    return {
        block.src_start + step: block.dest_start + step
        for block in blocks
        if block.tag == "equal"
        for step in range(block.src_end - block.src_start)
    }


def _place(same: dict[int, int], at: int) -> int | None:
    """Before which of the other words the token ``at`` belongs; None if no word near tells."""
    for far in range(1, FAR + 1):
        if at - far in same:
            return same[at - far] + far
        if at + far in same:
            return same[at + far] - far + 1
    return None


def _has_filler(words: Sequence[Word], place: int) -> bool:
    return any(_bare(word.text) in FILLERS for word in words[max(0, place - 1) : place + 1])


def _inserted(words: Sequence[Word], missing: dict[int, str]) -> Iterator[Word]:
    """The words, each filler in the time between its neighbours."""
    for at in range(len(words) + 1):
        if at in missing:
            start = words[at - 1].end if at else max(0.0, words[0].start - SLACK)
            yield Word(missing[at], start, words[at].start if at < len(words) else start)
        if at < len(words):
            yield words[at]


def _moved(repairs: Sequence[Repair], missing: dict[int, str]) -> Iterator[Repair]:
    """The repairs, counting the fillers put before them."""
    for repair in repairs:
        by = sum(at <= repair.first for at in missing)
        yield replace(repair, first=repair.first + by, last=repair.last + by)
