"""A transcript cut for a page: passages of stretches of pieces, each word with its seconds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from mockint.findings import Findings, Part
from mockint.report.passage import PASSAGES, SHOWN, Kind, Passage, Run, passages
from mockint.transcript import Transcript, Word

_CLOSING = re.compile(r"[^\w\s]+(?=\s|$)")
_OPENING = re.compile(r"(?<!\S)[^\w\s]+$")
_NEAR = 8
"""Signs looked back on for what opens a word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text within a stretch. ``word`` gives its seconds; None is what stands between words."""

    text: str
    word: Word | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces with at most one mark on them."""

    kind: Kind | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A passage as it is drawn. ``at``: the second it begins at, None where that is not known."""

    part: Part | None
    sure: bool
    sign: str
    at: float | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Words:
    """What was said in one attempt, and what was found in it."""

    findings: Findings | None
    transcript: Transcript | None

    @cached_property
    def text(self) -> str:
        """The text that was marked, or what was heard where nothing was."""
        if self.findings is not None and not self.findings.abstained:
            return self.findings.text
        heard = self.transcript.text if self.transcript else ""
        return heard or (self.findings.text if self.findings else "")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of ``text``."""
        if self.findings is not None and not self.findings.abstained:
            return passages(self.findings, self.transcript)
        whole = Run(0, len(self.text), None)
        timed = self.transcript.seconds_of(0, len(self.text)) if self.transcript else None
        return (Passage(None, True, 0, len(self.text), timed, (whole,)),) if self.text else ()

    @property
    def left_out(self) -> int:
        """Characters at the end that are not drawn."""
        return len(self.text) - self._end

    @property
    def _end(self) -> int:
        shown = self.passages[:PASSAGES]
        return min(shown[-1].end, SHOWN) if shown else 0

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The first ``SHOWN`` characters, ready to be drawn."""
        cut = _Cut(self.text, self.transcript)
        shown = self.passages[:PASSAGES]
        runs = [run for passage in shown for run in passage.runs]
        begun = [run.start for run in runs]
        bounds = accumulate((_moved(self.text, passage.start) for passage in shown), max)
        made = []
        for each, (start, end) in zip(shown, pairwise([*bounds, self._end]), strict=True):
            near = runs[max(bisect_right(begun, start) - 1, 0) : bisect_left(begun, end)]
            stretches = tuple(cut.stretches(near, start, min(end, SHOWN)))
            if stretches:
                at = each.seconds[0] if each.seconds else None
                made.append(Block(each.part, each.sure, each.sign, at, stretches))
        return tuple(made)


def _moved(text: str, at: int) -> int:
    """A place between passages, moved so that no sign is torn from the word it belongs to."""
    closing = _CLOSING.match(text, at) if at and not text[at - 1].isspace() else None
    if closing is not None:
        return closing.end()
    before = text[max(at - _NEAR, 0) : at]
    opening = _OPENING.search(before) if not text[at : at + 1].isspace() else None
    return at if opening is None else at - len(opening[0])


class _Cut:
    """Cuts runs of ``text`` where its words begin and end."""

    def __init__(self, text: str, transcript: Transcript | None) -> None:
        known = transcript is not None and transcript.timed and transcript.text == text
        self._text = text
        self._words: Sequence[Word] = transcript.words if transcript and known else ()
        self._spans = transcript.spans if transcript and known else ()

    def stretches(self, runs: Iterable[Run], start: int, end: int) -> Iterator[Stretch]:
        """What of the runs lies in ``text[start:end]``."""
        for run in runs:
            left, right = max(run.start, start), min(run.end, end)
            if left < right:
                yield Stretch(run.kind, tuple(self._pieces(left, right)))

    def _pieces(self, start: int, end: int) -> Iterator[Piece]:
        at = start
        first = max(bisect_right(self._spans, (start, len(self._text))) - 1, 0)
        for index in range(first, len(self._spans)):
            left, right = self._spans[index]
            if left >= end:
                break
            # A mark may begin or end within a word: it goes where its middle is.
            if start <= (left + right - 1) // 2 < end:
                if max(left, start) > at:
                    yield Piece(self._text[at : max(left, start)], None)
                at = min(right, end)
                yield Piece(self._text[max(left, start) : at], self._words[index])
        if at < end:
            yield Piece(self._text[at:end], None)
