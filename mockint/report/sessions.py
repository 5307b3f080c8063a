"""The sessions there are, one line each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from mockint.errors import MockintError
from mockint.report.plain import LARGEST, figure, plain, shortened, within
from mockint.report.style import HEADING, QUIET, is_large
from mockint.session import Summary

NONE = "-"
UNFINISHED = "* not finished: `mockint interview --resume` goes on with the newest one"
REHEARSED = "+ a rehearsal: a synthetic voice answered, and it counts nowhere"
NAMES = ("session", "begun", "answers", "minutes", "marks", "title")
GAP = "  "
NARROW = 16
"""Columns that are left for a session's name at least; with fewer its figures stand below it."""
TITLED = 24
"""Columns from which a title is shown even if it must be cut."""
TITLE = 40
"""Characters of a title that are shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One session, every cell safe to print; ``signs`` are those explained below the list."""

    name: str
    begun: str
    answers: str = ""
    signs: str = ""
    minutes: str = ""
    marks: str = ""
    title: str = ""

    @property
    def line(self) -> str:
        """The cells in a sentence, for want of columns."""
        if not self.answers:
            return self.begun
        answers = f"{self.answers} {self.signs}".rstrip()
        return f"{self.begun}, answers {answers}, minutes {self.minutes}, marks {self.marks}"


def sessions_table(
    found: Iterable[tuple[Path, Summary | MockintError]], size: int | None = None
) -> RenderableType:
    """Each folder with its session, or why it cannot be opened; what all come to at the foot.

    ``size``: the bytes they take up on the disk, where that is known.
    """
    listed = list(found)
    if not listed:
        return Text("There are no sessions yet: run `mockint interview`.")
    rows = tuple(_row(folder, session) for folder, session in listed)
    broken = [(folder, why) for folder, why in listed if isinstance(why, MockintError)]
    below = [Text(plain(f"! {folder.name}: {why}"), style=QUIET) for folder, why in broken]
    signs = {sign for row in rows for sign in row.signs}
    below += [Text(line) for line in (UNFINISHED, REHEARSED) if line[0] in signs]
    seconds = sum(each.seconds for _, each in listed if isinstance(each, Summary))
    total = _total(kinds(each for _, each in listed), len(broken), seconds, size)
    return _List(rows, (*below, Text(total)))


def _row(folder: Path, session: Summary | MockintError) -> Row:
    name = plain(folder.name)
    if not isinstance(session, Summary):
        return Row(name, "cannot be opened")
    mean = session.mean
    return Row(
        name,
        shortened(session.started[:16].replace("T", " "), 16),
        f"{len(session.heard)} of {len(session.plan) + (session.drill is None)}",
        ("" if session.finished else "*") + ("+" if session.rehearsal else ""),
        NONE if session.typed else figure(session.seconds / 60, 1),
        NONE if mean is None else figure(mean, 1),
        shortened(session.title, TITLE),
    )


def _total(held: str, broken: int, seconds: float, size: int | None) -> str:
    said = [held]
    if broken:
        said.append(f"{broken} of which cannot be opened")
    said.append(f"{_measure(within(seconds / 60, LARGEST))} minutes of answers")
    return ", ".join(said if size is None else [*said, megabytes(size)])


def kinds(found: Iterable[Summary | MockintError]) -> str:
    """ "12 interviews and 3 drills"; what cannot be opened counts as an interview."""
    drilled = [isinstance(each, Summary) and each.drill is not None for each in found]
    drills, interviews = sum(drilled), len(drilled) - sum(drilled)
    told = [counted(interviews, "interview")] if interviews or not drills else []
    return " and ".join([*told, counted(drills, "drill")] if drills else told)


def counted(count: int, noun: str) -> str:
    """ "1 interview", "3 interviews"."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def megabytes(size: int) -> str:
    """That many bytes, "0.3 MB" or "41 MB"."""
    if 0 < size < 50_000:
        return "less than 0.1 MB"
    return f"{_measure(size / 1e6)} MB"


def _measure(value: float) -> str:
    return f"{value:,.{1 if value < 9.95 else 0}f}"


@dataclass(frozen=True, slots=True)
class _List:
    """The rows in columns, as far as there is room for them, and what stands below.

    A table of rich takes ten times as long over hundreds of rows.
    """

    rows: Sequence[Row]
    below: Sequence[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        head, *lines = self._lines(options.max_width, airy=is_large(console))
        yield Segment(head, Style.parse(HEADING))
        yield Segment.line()
        for line in lines:
            yield Segment(line)
            yield Segment.line()
        yield from self.below

    def _lines(self, width: int, *, airy: bool) -> Iterator[str]:
        signs = max(len(row.signs) for row in self.rows)
        cells = [
            (row.begun, f"{row.answers}{row.signs:<{signs}}", row.minutes, row.marks)
            for row in self.rows
        ]
        begun, *figures = (_widest(column) for column in zip(NAMES[1:5], *cells, strict=True))
        left = width - begun - sum(figures) - 4 * len(GAP)
        if left < NARROW:
            yield from self._narrow(width, airy=airy)
            return
        names = min(_widest([NAMES[0], *(row.name for row in self.rows)]), left)
        titles = left - names - len(GAP)
        longest = _widest(row.title for row in self.rows)
        titled = longest > 0 and titles >= min(longest, TITLED)
        for row, (when, *rest) in zip((_HEAD, *self.rows), (NAMES[1:5], *cells), strict=True):
            name, *more = _folded(row.name, names)
            right = (
                _padded(cell, size, right=True) for cell, size in zip(rest, figures, strict=True)
            )
            title = (shortened(row.title, titles),) if titled else ()
            yield GAP.join((_padded(name, names), _padded(when, begun), *right, *title)).rstrip()
            yield from more

    def _narrow(self, width: int, *, airy: bool) -> Iterator[str]:
        yield _HEAD.name
        for row in self.rows:
            yield from [""] * airy
            yield from _folded(row.name, width)
            indent = " " * min(len(GAP), width - 1)
            yield from wrap(row.line, width, initial_indent=indent, subsequent_indent=indent)


_HEAD = Row("session", "begun", title="title")


def _widest(texts: Iterable[str]) -> int:
    return max(map(_cells, texts))


def _cells(text: str) -> int:
    return len(text) if text.isascii() else cell_len(text)


def _padded(text: str, size: int, *, right: bool = False) -> str:
    space = " " * (size - _cells(text))
    return space + text if right else text + space


def _folded(text: str, size: int) -> list[str]:
    """``text`` in lines of at most that many cells; at least one."""
    return [text] if _cells(text) <= size else chop_cells(text, size)
