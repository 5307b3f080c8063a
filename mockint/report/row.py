"""One answer as a row of a table that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable

from mockint.anchors import NAMES
from mockint.findings import PARTS, Findings, Part
from mockint.report.plain import plain
from mockint.scoring import Failure

_STEERING = ("=", "+", "-", "@")
"""With these a spreadsheet begins a formula."""
_COLUMNS = (
    *("id", "error", "bank", "question", "form", "not marked because", "words"),
    *PARTS,
    *("amounts", "measured results", "terms said", "expected said", "expected unsaid"),
    *("seconds", "words per minute", "fillers at least", "pauses", "first word after"),
    *NAMES,
)
Cell = str | int | float | None


def row(found: Findings) -> str:
    """The answer's row, without a line break."""
    delivery = found.delivery
    said, unsaid = found.expected.said, found.expected.unsaid
    spoken: tuple[Cell, ...] = (None,) * 5
    if delivery is not None:
        pace, first = delivery.words_per_minute, delivery.first_word_after
        counts = (len(delivery.fillers), len(delivery.pauses))
        spoken = (_rounded(delivery.seconds), _rounded(pace), *counts, _rounded(first))
    return _line(
        (
            *(found.id, None, found.bank, found.question, found.form, found.abstained),
            len(found.text.split()),
            *(_heard(found, part) for part in PARTS),
            *(len(found.quantities), sum(each.result for each in found.quantities)),
            len({term.term for term in found.terms}),
            *(None if each is None else len(each) for each in (said, unsaid)),
            *spoken,
            *(found.marks[name].level if name in found.marks else None for name in NAMES),
        )
    )


def failure_row(failure: Failure) -> str:
    """The row of a file that could not be marked."""
    cells = (failure.id, failure.error)
    return _line((*cells, *(None,) * (len(_COLUMNS) - len(cells))))


def _heard(found: Findings, part: Part) -> str:
    if found.abstained or found.form != "story":
        return ""
    sure = [span.sure for span in found.parts if span.part == part]
    return ("yes" if any(sure) else "not clear") if sure else "no"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _line(cells: Iterable[Cell]) -> str:
    kept = io.StringIO()
    csv.writer(kept, lineterminator="").writerow([_safe(cell) for cell in cells])
    return kept.getvalue()


def _safe(cell: Cell) -> Cell:
    """A text that is no formula: an apostrophe stands before what would be one."""
    if not isinstance(cell, str):
        return cell
    text = plain(cell)
    return f"'{text}" if text.startswith(_STEERING) else text


HEADS = _line(_COLUMNS)
