"""The words of a track as a sheet to sing from: in blocks, with parts and marks in place.

Nothing is laid out that is not about to be shown, so that a long answer costs
no more than a short one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rich.cells import cell_len

from mockint.findings import Part
from mockint.report.passage import BRACKETS, Passage, Run, passages
from mockint.report.plain import plain
from mockint.report.style import MARK_STYLE
from mockint.track import Track

MOST = 60
"""Words of one block at most: some recognisers print no full stops."""
LONGEST = 400
"""Characters of one word that are shown at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words ``[first, last)`` of a track: a sentence, or what of it belongs to one part.

    ``begins``: the part of that passage begins here; ``sign`` is its letter.
    """

    first: int
    last: int
    part: Part | None = None
    sure: bool = True
    begins: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Bit:
    """A word, or a piece of one too wide for a line; ``pieces`` are texts and their styles.

    ``head``: the word begins with it, so that a space stands before it.
    """

    word: int
    pieces: tuple[tuple[str, str], ...]
    head: bool = True

    @property
    def cells(self) -> int:
        """Its width with the space."""
        return sum(cell_len(text) for text, _ in self.pieces) + self.head


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block; ``opens``: the block's first."""

    block: Block
    bits: tuple[Bit, ...]
    opens: bool


class Sheet:
    """A track's blocks, and any of its lines at any width."""

    def __init__(self, track: Track) -> None:
        self.track = track
        attempt = track.attempt
        heard = attempt.transcript if attempt is not None else None
        found = attempt.findings if attempt is not None else None
        same = heard is not None and found is not None and heard.text == found.text
        self._spans = heard.spans if heard is not None and same else ()
        self._cut = passages(found) if found is not None and same and not found.abstained else ()
        self._runs = [run for passage in self._cut for run in passage.runs if run.kind is not None]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every word once, in order."""
        passage_of = dict(self._first_words())
        starts = sorted({*self.track.sentences, *passage_of})
        stretches = pairwise([*starts, len(self.track.words)])
        return tuple(self._blocks(stretches, passage_of))

    def block_of(self, word: int) -> int:
        """The number of the block in which that word stands."""
        return max(bisect_right(self.blocks, word, key=lambda block: block.first) - 1, 0)

    def around(self, word: int, width: int, count: int, before: int = 2) -> list[Line]:
        """``count`` lines of ``width`` cells, that of ``word`` behind ``before`` others if it can.

        Fewer where there are no more.
        """
        if not self.blocks or count < 1:
            return []
        word = min(word, len(self.track.words) - 1)
        first = self.block_of(word)
        last = first + 1
        lines = list(self._lines(self.blocks[first], width))
        at = next(i for i, line in enumerate(lines) if word <= line.bits[-1].word)
        while first > 0 and at < before:
            first -= 1
            earlier = list(self._lines(self.blocks[first], width))
            lines, at = [*earlier, *lines], at + len(earlier)
        top = max(at - before, 0)
        while last < len(self.blocks) and len(lines) - top < count:
            lines += self._lines(self.blocks[last], width)
            last += 1
        while first > 0 and len(lines) < count:
            first -= 1
            lines = [*self._lines(self.blocks[first], width), *lines]
        top = min(top, max(len(lines) - count, 0)) if last == len(self.blocks) else top
        return lines[top : top + count]

    def text(self, block: Block) -> str:
        """A block's words, without marks."""
        words = self.track.words[block.first : block.last]
        return plain(" ".join(_shown(word.text) for word in words))

    def _blocks(
        self, stretches: Iterable[tuple[int, int]], passage_of: dict[int, Passage]
    ) -> Iterator[Block]:
        passage: Passage | None = None
        for first, end in stretches:
            begins = first in passage_of
            passage = passage_of.get(first, passage)
            for at in range(first, end, MOST):
                last = min(at + MOST, end)
                if passage is None:
                    yield Block(at, last)
                else:
                    yield Block(
                        at, last, passage.part, passage.sure, begins and at == first, passage.sign
                    )

    def _first_words(self) -> Iterator[tuple[int, Passage]]:
        """Each passage by the place of its first word, as the words are heard."""
        place = {word: index for index, word in enumerate(self.track.order)}
        for passage in self._cut:
            first = bisect_right(self._spans, passage.start, key=lambda span: span[1])
            if first in place:
                yield place[first], passage

    def _lines(self, block: Block, width: int) -> Iterator[Line]:
        bits: list[Bit] = []
        used, opens = 0, True
        for bit in self._bits(block, max(width, 2)):
            if bits and used + bit.cells > width:
                yield Line(block, tuple(bits), opens)
                bits, used, opens = [], 0, False
            bits.append(bit)
            used += bit.cells
        if bits:
            yield Line(block, tuple(bits), opens)

    def _bits(self, block: Block, width: int) -> Iterator[Bit]:
        for word in range(block.first, block.last):
            whole = Bit(word, tuple(self._marked(word)))
            if whole.cells <= width:
                yield whole
            else:
                yield from _folded(whole, width)

    def _marked(self, word: int) -> Iterator[tuple[str, str]]:
        """The pieces of a word, brackets around what is marked."""
        text = _shown(self.track.words[word].text)
        start, end = self._spans[self.track.order[word]] if self._spans else (0, 0)
        at = start
        for run in self._reaching(start, min(end, start + len(text))):
            left, right = max(run.start, start), min(run.end, start + len(text))
            if left > at:
                yield plain(text[at - start : left - start]), ""
            yield _bracketed(run, plain(text[left - start : right - start]), start, end)
            at = right
        if text[at - start :]:
            yield plain(text[at - start :]), ""

    def _reaching(self, start: int, end: int) -> list[Run]:
        """The runs that lie on ``[start, end)``: none lies on another."""
        first = bisect_right(self._runs, start, key=lambda run: run.end)
        last = bisect_left(self._runs, end, key=lambda run: run.start)
        return self._runs[first:last]


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _bracketed(run: Run, text: str, start: int, end: int) -> tuple[str, str]:
    """``text`` with the bracket that opens or closes in the word ``[start, end)``."""
    assert run.kind is not None
    left, right = BRACKETS[run.kind]
    opens, closes = start <= run.start, run.end <= end
    return f"{left * opens}{text}{right * closes}", MARK_STYLE[run.kind]


def _folded(bit: Bit, width: int) -> Iterator[Bit]:
    """A word too wide for a line, in pieces of at most ``width`` cells."""
    piece: list[tuple[str, str]] = []
    used, head = 1, True
    for sign, style in ((sign, style) for text, style in bit.pieces for sign in text):
        if piece and used + cell_len(sign) > width:
            yield Bit(bit.word, tuple(piece), head)
            piece, used, head = [], 0, False
        piece.append((sign, style))
        used += cell_len(sign)
    yield Bit(bit.word, tuple(piece), head)
