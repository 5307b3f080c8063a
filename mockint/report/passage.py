"""A transcript cut into passages and runs, ready to be drawn by any report.

A passage is a stretch of one part, or of none; a run is a stretch inside a
passage that carries at most one mark. Together the runs hold every character
of the text once, in order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from mockint.findings import PARTS, Findings, Part, PartSpan, Seconds
from mockint.transcript import Transcript

Kind = Literal["result", "amount", "term", "filler"]
BAR: Final = 12
"""Cells of the bar that shows how the time was shared."""
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


def _stretches(findings: Findings) -> list[tuple[int, int, PartSpan | None]]:
    """The spans of the parts and what lies between; a full stop alone goes with what it ends."""
    cut: list[tuple[int, int, PartSpan | None]] = []
    for start, end, span in _all_stretches(findings.parts, len(findings.text)):
        if span is not None or any(map(str.isalnum, findings.text[start:end])):
            cut.append((start, end, span))
        elif cut:
            cut[-1] = (cut[-1][0], end, cut[-1][2])
    return cut


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
        if 0 <= run.start < run.end <= len(taken) and not any(taken[run.start : run.end]):
            taken[run.start : run.end] = b"\x01" * (run.end - run.start)
            kept.append(run)
    return sorted(kept, key=lambda run: run.start)


def _runs(marks: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    at = start
    for mark in marks:
        left, right = max(mark.start, start), min(mark.end, end)
        if left >= right:
            continue
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
            spent[passage.part] = spent.get(passage.part, 0.0) + max(right - left, 0.0)
    return spent


def shares(cut: Iterable[Passage], seconds: float) -> str:
    """How the ``seconds`` were shared, in ``BAR`` cells: each part's letter, a dot for the rest.

    A part that was told has one cell at least; empty where no times are known.
    """
    known = seconds_by_part(cut)
    told = {part: known[part] for part in PARTS if part in known}
    whole = max(seconds, sum(told.values()))
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
        left, right = (min(max(round(s / seconds * width), 0), width) for s in passage.seconds)
        for cell in range(left, max(right, min(left + 1, width))):
            cells[cell] = LETTER[passage.part]
    return "".join(cells)
