"""Words with their seconds, and what follows from them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

import msgspec


class Engine(msgspec.Struct, frozen=True):
    """Which recogniser heard the words."""

    name: str
    model: str
    version: str


class Word(msgspec.Struct, frozen=True):
    """One word as printed; ``start`` and ``end`` are seconds from the start of the recording."""

    text: str
    start: float
    end: float


class Repair(msgspec.Struct, frozen=True):
    """``words[first:last]`` of a transcript were printed as ``heard`` and sound like ``term``."""

    first: int
    last: int
    heard: str
    term: str


class Transcript(msgspec.Struct, frozen=True, dict=True):
    """What was heard in one recording.

    ``seconds`` is the length of the recording; ``speech`` holds the stretches
    ``(start, end)`` in which somebody spoke, in seconds, in order. ``unsure``
    says in one sentence why the words may be wrong (a loop was cut, say).
    ``engine`` None: nobody heard them, they were written, and have no seconds.
    """

    words: tuple[Word, ...]
    seconds: float
    engine: Engine | None
    repairs: tuple[Repair, ...] = ()
    speech: tuple[tuple[float, float], ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def timed(self) -> bool:
        """Whether anybody knows when the words were said."""
        return self.engine is not None

    @cached_property
    def text(self) -> str:
        """The words joined by single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each word stands in ``text``: ``(start, end)`` in code points."""
        spans, at = [], 0
        for word in self.words:
            spans.append((at, at + len(word.text)))
            at += len(word.text) + 1
        return tuple(spans)

    def seconds_of(self, start: int, end: int) -> tuple[float, float] | None:
        """When the characters ``text[start:end]`` were said; None if no word lies there.

        None as well where the words were written.
        """
        if not self.timed:
            return None
        first = bisect_right(self.spans, start, key=lambda span: span[1])
        last = bisect_left(self.spans, end, key=lambda span: span[0])
        return (self.words[first].start, self.words[last - 1].end) if first < last else None

    def paced(self, each: float) -> tuple[Word, ...]:
        """The words with their seconds; if nobody said them, each lasts so long."""
        if self.timed:
            return self.words
        return tuple(
            Word(word.text, at * each, (at + 1) * each) for at, word in enumerate(self.words)
        )

    def pauses(self, at_least: float = 1.0) -> tuple[tuple[float, float], ...]:
        """Silences of ``at_least`` seconds between two words; none where they were written."""
        if not self.timed:
            return ()
        return tuple(
            (before.end, after.start)
            for before, after in pairwise(self.words)
            if after.start - before.end >= at_least
        )


def written(words: Iterable[str]) -> Transcript:
    """Words that nobody said."""
    return Transcript(tuple(Word(word, 0.0, 0.0) for word in words), 0.0, None)
