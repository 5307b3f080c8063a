"""Corrected words laid against those that were heard, so that each gets its seconds.

A word that stayed keeps its own; words in the place of others share the time of
those, and added ones the gap in which they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import isfinite

from msgspec.structs import replace

from mockint.transcript import Repair, Transcript, Word

THOROUGH = 1_000_000
"""Pairs of words up to which common ones are anchors too; beyond it that would take too long."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """``heard[first:last]`` became ``words[begin:end]``; ``same``: they differ in print only."""

    first: int
    last: int
    begin: int
    end: int
    same: bool


def corrected(raw: Transcript, words: Sequence[str]) -> Transcript:
    """``words`` with the seconds of those of ``raw``, in order, none ending before it begins.

    What the recogniser mended by sound stays noted where the words stayed.
    """
    stretches = aligned(raw, words)
    timed = [word for stretch in stretches for word in _timed(raw, stretch, words)]
    repairs = tuple(_kept(raw, stretches))
    return replace(raw, words=tuple(_in_order(timed)), repairs=repairs)


def differing(raw: Transcript, words: Sequence[str]) -> int:
    """How many words differ, be it only in print; those added and those taken out count too."""
    return sum(
        sum(raw.words[s.first + n].text != words[s.begin + n] for n in range(s.end - s.begin))
        if s.same
        else max(s.last - s.first, s.end - s.begin)
        for s in aligned(raw, words)
    )


def aligned(raw: Transcript, words: Sequence[str]) -> list[Stretch]:
    """The stretches in which ``words`` are those of ``raw``, and the ones between, in order."""
    heard, said = [bare(word.text) for word in raw.words], [bare(word) for word in words]
    head = _common(heard, said)
    tail = _common(heard[head:][::-1], said[head:][::-1])
    inner = heard[head : len(heard) - tail], said[head : len(said) - tail]
    quick = len(inner[0]) * len(inner[1]) > THOROUGH
    found = [Stretch(0, head, 0, head, True)]
    for tag, first, last, begin, end in SequenceMatcher(None, *inner, quick).get_opcodes():
        found.append(Stretch(head + first, head + last, head + begin, head + end, tag == "equal"))
    found.append(Stretch(len(heard) - tail, len(heard), len(said) - tail, len(said), True))
    return [each for each in found if each.first < each.last or each.begin < each.end]


def bare(word: str) -> str:
    """A word in small letters without what stands around it."""
    return printed(word).casefold()


def printed(word: str) -> str:
    """A word without what stands around it; one of signs alone stays."""
    return word.strip(".,;:!?…\"'()[]{}“”‘’«»") or word  # noqa: RUF001


def _common(heard: Sequence[str], said: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(heard, said, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(heard), len(said)))


def _timed(raw: Transcript, stretch: Stretch, words: Sequence[str]) -> Iterator[Word]:
    heard = raw.words[stretch.first : stretch.last]
    new = words[stretch.begin : stretch.end]
    if len(heard) == len(new):
        for text, old in zip(new, heard, strict=True):
            yield replace(old, text=text)
    elif heard:
        yield from _spread(new, heard[0].start, heard[-1].end)
    else:
        before = raw.words[stretch.first - 1].end if stretch.first else 0.0
        left = stretch.first < len(raw.words)
        yield from _spread(new, before, raw.words[stretch.first].start if left else raw.seconds)


def _spread(new: Sequence[str], start: float, end: float) -> Iterator[Word]:
    """The words over these seconds, longer ones longer."""
    length = max(end - start, 0.0)
    total = sum(map(len, new)) or 1
    at = start
    for text in new:
        to = at + length * len(text) / total
        yield Word(text, round(at, 3), round(to, 3))
        at = to


def _in_order(words: Sequence[Word]) -> Iterator[Word]:
    """The words, each beginning no earlier than the one before; seconds that are none are its."""
    last = 0.0
    for word in words:
        last = max(word.start, last) if isfinite(word.start) else last
        end = max(word.end, last) if isfinite(word.end) else last
        yield Word(word.text, last, end)


def _kept(raw: Transcript, stretches: Sequence[Stretch]) -> Iterator[Repair]:
    for repair in raw.repairs:
        for s in stretches:
            if s.same and s.first <= repair.first < repair.last <= s.last:
                by = s.begin - s.first
                yield replace(repair, first=repair.first + by, last=repair.last + by)
