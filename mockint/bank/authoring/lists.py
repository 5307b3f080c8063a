"""Questions out of a list: CSV, Markdown or plain text."""

import csv
import html
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePath
from typing import Literal, NamedTuple

from mockint.errors import BankError

Kind = Literal["csv", "markdown", "text"]

LINE = 2_000
"""Characters of a line that is looked at; a question is far shorter."""

LINES = 20_000
"""Lines of a list at most; a bank takes five hundred questions."""

_TOO_LONG = f"has more than {LINE} characters"

TERMS = 20
"""Terms taken for one question."""

_ENDINGS: dict[str, Kind] = {
    ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".md": "markdown", ".markdown": "markdown",
}  # fmt: skip
_COLUMNS = {
    "question": "ask", "questions": "ask", "ask": "ask", "stage": "stage", "form": "form",
    "topic": "topic", "terms": "terms", "term": "terms", "hint": "hint",
}  # fmt: skip
_DELIMITERS = ("\t", ";", ",")
_WHOLE_LINE = "\x1f"  # a delimiter that no text holds

_VERBS = (
    "tell describe explain walk take lead talk give share name list define compare discuss outline "
    "suppose imagine picture introduce sell convince say recall think pick choose summarize "
    "summarise show rate how's what's"
).split()
_AUXILIARIES = (
    "is are was were do does did would will can could should have has had motivates makes made "
    "interests attracts kind kinds sort type types steps"
).split()
_ASKING = re.compile(
    rf"(?:please )?(?:(?:{'|'.join(_VERBS)}) \w"
    rf"|(?:what|how|why|when|where|who|which) (?:{'|'.join(_AUXILIARIES)})\b"
    r"|(?:which|how (?:many|much|often|long|well|far)) \w"
    r"|(?:can|could|would|will|do|did|have|are|were) (?:you|we)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[-*+\u2022\u2023\u25aa\u25e6\u00b7\u2013\u2014>] |\d{1,3}[.):] |\[[ xX]?\] "
    r"|q(?:uestion)? ?\d{0,3} ?[.:)] ?)+",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_HEADING = re.compile(r"#{1,6}\s+(.*)")
_MARKUP = (
    (re.compile(r"<!--[^<>]*-->|!\[[^\[\]]*\]\([^()]*\)|</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"\[([^\[\]]+)\]\([^()]*\)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>|-])"), r"\1"),
    (re.compile(r"\*+|`+|~~|(?<!\w)_+(?=\w)|(?<=[\w?.!])_+(?!\w)"), ""),
)


class Entry(NamedTuple):
    """A question as it was listed on ``line`` (from 1), with what was said of it."""

    line: int
    ask: str
    stage: str = ""
    form: str = ""
    topic: str = ""
    terms: tuple[str, ...] = ()
    hint: str = ""


class Omission(NamedTuple):
    """A line that was left out; ``reason`` goes on from its text."""

    line: int
    text: str
    reason: str


class Listing(NamedTuple):
    """What a list holds; ``blank`` lines are only counted."""

    entries: tuple[Entry, ...]
    omitted: tuple[Omission, ...]
    blank: int


def kind_of(name: str, text: str) -> Kind:
    """What a file of that name with that text is."""
    known = _ENDINGS.get(PurePath(name).suffix.lower())
    if known:
        return known
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and len(lines[0]) < LINE and _header(lines[0]):
        return "csv"
    return "markdown" if any(_HEADING.match(line) for line in lines) else "text"


def read_list(text: str, kind: Kind) -> Listing:
    """The questions of a list, and what in it is none.

    Raises:
        BankError: it cannot be taken apart as CSV, or is far too long.
    """
    each = _rows(text) if kind == "csv" else _lines(text, headings=kind == "markdown")
    long = kind != "csv" and len(text.splitlines()) > LINES
    found = [] if long else list(islice(each, LINES + 1))
    if long or len(found) > LINES:
        raise BankError(f"The list has more than {LINES:,} lines: split it, and import each part.")
    return Listing(
        tuple(each for each in found if isinstance(each, Entry)),
        tuple(each for each in found if isinstance(each, Omission)),
        found.count(None),
    )


def is_question(text: str) -> bool:
    """Whether ``text`` asks for something, with a question mark or by how it begins."""
    return any(map(str.isalpha, text)) and ("?" in text or bool(_ASKING.match(text)))


def _tidy(text: str) -> str:
    """One line that can be shown, without a bullet or a number in front."""
    line = " ".join(text.split())
    return _LEAD.sub("", "".join(filter(str.isprintable, line)))


def _entry(line: int, text: str, stage: str) -> Entry | Omission | None:
    if not any(map(str.isalnum, text)):
        return None
    if len(text) > LINE:
        return Omission(line, text[:LINE], _TOO_LONG)
    ask = _tidy(text)
    return Entry(line, ask, stage) if is_question(ask) else Omission(line, ask, "is no question")


def _lines(text: str, *, headings: bool) -> Iterator[Entry | Omission | None]:
    stage = ""
    for number, line in _joined(text.splitlines()) if headings else enumerate(text.splitlines(), 1):
        bare = _without_markup(line) if headings and len(line) <= LINE else line
        heading = _heading(line) if headings else None
        if heading is not None and not is_question(_tidy(bare)):
            stage = heading
        elif line.lstrip().startswith("|") and headings:
            yield Omission(number, _tidy(bare[:LINE]), "is a row of a table: save that as CSV")
        else:
            yield _entry(number, bare.strip().lstrip("#"), stage)


def _joined(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each line with its number; what goes on in the next line, further to the right, with it."""
    number, kept = 0, ""
    for at, line in enumerate(lines, 1):
        goes_on = line[:2].isspace() and line.strip() and not _ITEM.match(line)
        if goes_on and _ITEM.match(kept) and kept.rstrip()[-1:] not in ".?!:":
            kept = f"{kept.rstrip()} {line.strip()}"
            continue
        if number:
            yield number, kept
        number, kept = at, line
    if number:
        yield number, kept


def _heading(line: str) -> str | None:
    """The text of a heading, or of a line in bold alone, which many write for one."""
    bare = line.strip()[:LINE]
    found = _HEADING.match(bare) or re.fullmatch(r"\*\*([^*]+)\*\*:?", bare)
    return _tidy(_without_markup(found[1].rstrip("# :"))) if found else None


def _without_markup(text: str) -> str:
    for mark, instead in _MARKUP:
        text = mark.sub(instead, text)
    return html.unescape(text)


def _rows(text: str) -> Iterator[Entry | Omission | None]:
    delimiter, columns = _layout(text)
    rows = _cells(text, delimiter)
    if columns:
        next(row for row in rows if any(row[1]))
    for line, cells in rows:
        if not any(cells):
            yield None
        elif columns and len(cells) > len(columns):
            reason = "has more columns than the first line: put quotes around text with a "
            reason += {",": "comma", ";": "semicolon"}.get(delimiter, "tab")
            yield Omission(line, _tidy(" ".join(cells)[:LINE]), reason)
        elif columns:
            yield _row(line, dict(zip(columns, cells, strict=False)))
        else:
            yield _entry(line, cells[0], "")


def _row(line: int, cells: dict[str, str]) -> Entry | Omission:
    ask = _tidy(cells.get("ask", "")[: LINE + 1])
    if len(ask) > LINE:
        return Omission(line, ask, f"{_TOO_LONG}: is a quote before it never closed?")
    if not any(map(str.isalpha, ask)):
        return Omission(line, ask, "is no question")
    terms = [_tidy(term) for term in re.split("[;,|]", cells.get("terms", ""))]
    rest = {name: _tidy(cells.get(name, "")[:LINE]) for name in ("stage", "form", "topic", "hint")}
    return Entry(line, ask, terms=tuple(filter(None, terms))[:TERMS], **rest)


def _layout(text: str) -> tuple[str, tuple[str, ...]]:
    """What stands between the columns, and their names where the first line gives them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if header := _header(first[:LINE]):
        return header
    for delimiter in _DELIMITERS:
        rows = [cells for _, cells in _cells(text, delimiter) if any(cells)]
        widths = {len(cells) for cells in rows}
        if min(widths, default=1) < 2 or (delimiter == "," and len(widths) > 1):
            continue
        if not any(cells[1][:1].isspace() for cells in rows):
            return delimiter, ()
    return _WHOLE_LINE, ()


def _header(line: str) -> tuple[str, tuple[str, ...]] | None:
    for delimiter in (*_DELIMITERS, _WHOLE_LINE):
        cells = next(csv.reader([line], delimiter=delimiter), [])
        names = tuple(_COLUMNS.get(cell.strip().lower(), "") for cell in cells)
        if "ask" in names and (len(names) > 1 or delimiter == _WHOLE_LINE):
            return delimiter, names
    return None


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield line, [cell if cell.strip() else "" for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise BankError(
            f"The table cannot be read from line {line} on: look for a quote that is never closed."
        ) from error
