"""The settings, each with its value and where that came from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from textwrap import wrap

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from mockint.report.plain import plain
from mockint.report.style import ALERT, HEADING, heading

MARK = {True: "* ", False: "  "}
FOOT = (
    "* is not the default",
    "Set one:       mockint config rate 150",
    "For a command: mockint config interview.rate 150",
    "Take it back:  mockint config --unset rate",
)
EXPLAINED = 110
"""Columns from which there is room to say what each is for."""
NARROW = 60
"""Columns below which a value's source stands on a line of its own."""
NAME = 24
SOURCE = 24
"""Columns of each at most."""
SAYS = 40
"""Columns a help takes at least."""
GAP = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One setting of one command; ``changed`` where it is not the default, ``says`` its help."""

    command: str
    name: str
    value: str
    source: str
    changed: bool
    says: str

    @property
    def shown(self) -> str:
        """The value, safe to print."""
        return plain(self.value)


def config_view(rows: Sequence[Row], place: str, fault: str | None = None) -> RenderableType:
    """Every setting by command, below the file's ``place`` and what is at ``fault`` there."""
    head = [Text(plain(place), overflow="fold")]
    if fault:
        head.append(Text(plain(f"! {fault} Until then no setting in it counts."), style=ALERT))
    return Group(*head, *_tables(rows), Text(""), *map(Text, FOOT))


def _tables(rows: Sequence[Row]) -> Iterator[RenderableType]:
    for command, group in groupby(rows, key=lambda row: row.command):
        yield Text("")
        yield heading(command)
        yield _Section(tuple(group), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Section:
    """One command's settings, in columns as wide as those of ``all``."""

    rows: Sequence[Row]
    all: Sequence[Row]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = options.max_width
        sizes = self._sizes(width)
        for row in self.rows:
            lines = _stacked(row, width) if width < NARROW else _columns(row, sizes)
            style = HEADING if row.changed else ""
            yield Text("\n".join(lines), style=style, overflow="fold")

    def _sizes(self, width: int) -> tuple[int, ...]:
        """Columns of the name, the value, its source and, where there is room, the help."""
        says = SAYS if width >= EXPLAINED else 0
        name = _widest((_name(row) for row in self.all), NAME)
        source = _widest((row.source for row in self.all), SOURCE)
        left = width - name - source - (3 if says else 2) * GAP
        value = _widest((row.shown for row in self.all), left - says)
        return (name, value, source, left - value) if says else (name, value, source)


def _columns(row: Row, sizes: Sequence[int]) -> Iterator[str]:
    name, value, source, *says = sizes
    cells = [chop_cells(_name(row), name), chop_cells(row.shown, value)]
    cells.append(chop_cells(plain(row.source), source))
    cells += (wrap(plain(row.says), size) for size in says)
    for line in zip_longest(*cells, fillvalue=""):
        parts = (set_cell_size(cell, size) for cell, size in zip(line, sizes, strict=True))
        yield (" " * GAP).join(parts).rstrip()


def _stacked(row: Row, width: int) -> Iterator[str]:
    yield from wrap(f"{_name(row)}: {row.shown}", width)
    yield from wrap(plain(row.source), width, initial_indent="    ", subsequent_indent="    ")


def _name(row: Row) -> str:
    return f"{MARK[row.changed]}{plain(row.name)}"


def _widest(texts: Iterable[str], most: int) -> int:
    return min(max(map(cell_len, texts)), most)
