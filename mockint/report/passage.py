"""A transcript cut into passages and runs, ready to be drawn by any report.

A passage is a stretch of one part, or of none; a run is a stretch inside a
passage that carries at most one mark. Together the runs hold every character
of the text once, in order.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mockint.findings import PARTS, Findings, Part, PartSpan, Seconds
from mockint.report.plain import LONGEST, within
from mockint.transcript import Transcript

Kind = Literal["result", "amount", "term", "filler"]
SHOWN: Final = 40_000
"""Characters of one transcript shown at most: half an hour of speech is some 25,000."""
PASSAGES: Final = 500
"""Passages of one transcript shown at most."""
BAR: Final = 12
"""Cells of the bar that shows how the time was shared."""
_CLOSING: Final = re.compile(r"[.,;:!?…)\]}”\u2019]+")
LETTER: Final[dict[Part, str]] = {part: part[0].upper() for part in PARTS}
BRACKETS: Final[dict[Kind, tuple[str, str]]] = {
    "result": ("«", "»"),
    "amount": ("<", ">"),
    "term": ("_", "_"),
    "filler": ("(", ")"),
}


@dataclass(frozen=True, slots=True)
class Run:
    """``text[start:end]`` of an answer; ``kind`` None is a run without a mark."""

    start: int
    end: int
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` of an answer; ``part`` None belongs to no part of a story."""

    part: Part | None
    sure: bool
    start: int
    end: int
    seconds: Seconds | None
    runs: tuple[Run, ...]

    @property
    def sign(self) -> str:
        """The part's letter, with a question mark where it is not clear; empty without a part."""
        return "" if self.part is None else LETTER[self.part] + ("" if self.sure else "?")


def passages(findings: Findings, transcript: Transcript | None = None) -> tuple[Passage, ...]:
    """The whole text of ``findings``; seconds come from ``transcript`` where it is the same."""
    if transcript is not None and transcript.text != findings.text:
        transcript = None
    marks = _marks(findings)
    cut = []
    for start, end, span in _stretches(findings):
        seconds = span.seconds if span else None
        if transcript is not None:
            seconds = transcript.seconds_of(start, end)
        part, sure = (span.part, span.sure) if span else (None, True)
        cut.append(Passage(part, sure, start, end, seconds, tuple(_runs(marks, start, end))))
    return tuple(cut)


def parts_heard(findings: Findings) -> str:
    """One sign for each of the four parts: its letter, ``?`` not clear, ``-`` not heard."""
    sure = {span.part for span in findings.parts if span.sure}
    told = {span.part for span in findings.parts}
    return "".join(LETTER[part] if part in sure else "?" if part in told else "-" for part in PARTS)


def _stretches(findings: Findings) -> list[tuple[int, int, PartSpan | None]]:
    """The spans of the parts and what lies between; a full stop goes with what it ends."""
    cut: list[tuple[int, int, PartSpan | None]] = []
    for start, end, span in _all_stretches(findings.parts, len(findings.text)):
        begin = start if span is not None or not cut else _first_word(findings.text, start, end)
        if begin > start:
            cut[-1] = (cut[-1][0], begin, cut[-1][2])
        if begin < end:
            cut.append((begin, end, span))
    return cut


def _first_word(text: str, start: int, end: int) -> int:
    """Where ``text[start:end]`` goes on behind what closes the words before it."""
    if not any(map(str.isalnum, text[start:end])):
        return end
    closing = _CLOSING.match(text, start, end)
    return closing.end() if closing else start


def _all_stretches(
    parts: Iterable[PartSpan], length: int
) -> Iterator[tuple[int, int, PartSpan | None]]:
    at = 0
    for span in sorted(parts, key=lambda span: span.start):
        if at <= span.start < span.end <= length:
            if span.start > at:
                yield at, span.start, None
            yield span.start, span.end, span
            at = span.end
    if at < length:
        yield at, length, None


def _marks(findings: Findings) -> list[Run]:
    """Every mark in order, none on another: amounts go before terms, terms before fillers."""
    found = [Run(q.start, q.end, "result" if q.result else "amount") for q in findings.quantities]
    found += [Run(term.start, term.end, "term") for term in findings.terms]
    if findings.delivery is not None:
        found += [Run(each.start, each.end, "filler") for each in findings.delivery.fillers]
    taken = bytearray(len(findings.text))
    kept = []
    for run in found:
        if 0 <= run.start < run.end <= len(taken) and taken.find(1, run.start, run.end) < 0:
            taken[run.start : run.end] = b"\x01" * (run.end - run.start)
            kept.append(run)
    return sorted(kept, key=lambda run: run.start)


def _runs(marks: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    at = start
    # None lies on another, so that those in reach stand in a row.
    for index in range(bisect_right(marks, start, key=lambda run: run.end), len(marks)):
        mark = marks[index]
        if mark.start >= end:
            break
        left, right = max(mark.start, start), min(mark.end, end)
        if left > at:
            yield Run(at, left, None)
        yield Run(left, right, mark.kind)
        at = right
    if at < end:
        yield Run(at, end, None)


def seconds_by_part(cut: Iterable[Passage]) -> dict[Part | None, float]:
    """Seconds spoken in each part, and (None) in no part; only what has times counts."""
    spent: dict[Part | None, float] = {}
    for passage in cut:
        if passage.seconds is not None:
            left, right = passage.seconds
            length = within(right - left, LONGEST)
            spent[passage.part] = min(spent.get(passage.part, 0.0) + length, LONGEST)
    return spent


@dataclass(frozen=True, slots=True)
class Share:
    """``seconds`` spent on a part, or (None) outside of all; ``share`` of the whole, 0 to 1."""

    part: Part | None
    seconds: float
    share: float

    def bar(self, cells: int) -> int:
        """How many of ``cells`` it fills: one at least where any time was spent."""
        return max(round(self.share * cells), 1) if self.seconds > 0 else 0


def time_shares(findings: Findings, cut: Iterable[Passage], seconds: float) -> tuple[Share, ...]:
    """Where the ``seconds`` of a story went: each part that was told, then what lay outside.

    The rubric's own seconds go before those of the passages; empty where neither are known.
    """
    counted = findings.delivery.parts if findings.delivery else {}
    known = counted or seconds_by_part(cut)
    told = {part: within(known[part], LONGEST) for part in PARTS if part in known}
    whole = max(within(seconds, LONGEST), sum(told.values()))
    if not told or whole <= 0:
        return ()
    parts = [Share(part, length, length / whole) for part, length in told.items()]
    rest = whole - sum(told.values())
    return (*parts, Share(None, rest, rest / whole))


def shares(cut: Iterable[Passage], seconds: float) -> str:
    """How the ``seconds`` were shared, in ``BAR`` cells: each part's letter, a dot for the rest.

    A part that was told has one cell at least; empty where no times are known.
    """
    known = seconds_by_part(cut)
    told = {part: known[part] for part in PARTS if part in known}
    whole = max(within(seconds, LONGEST), sum(told.values()))
    if whole <= 0 or not told:
        return ""
    cells = {part: max(round(BAR * length / whole), 1) for part, length in told.items()}
    while sum(cells.values()) > BAR:
        cells[max(cells, key=lambda part: cells[part])] -= 1
    return "".join(LETTER[part] * count for part, count in cells.items()).ljust(BAR, "·")


def timeline(cut: Iterable[Passage], seconds: float, width: int) -> str:
    """``width`` cells over ``seconds``: the letter of the part spoken then, else a dot."""
    cells = ["·"] * width
    for passage in cut:
        if passage.seconds is None or passage.part is None or seconds <= 0:
            continue
        left, right = (round(within(s / seconds, 1.0) * width) for s in passage.seconds)
        for cell in range(left, min(max(right, left + 1), width)):
            cells[cell] = LETTER[passage.part]
    return "".join(cells)
