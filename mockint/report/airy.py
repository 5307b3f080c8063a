"""Lists for few columns and for large print: one thing under the other, and air between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.report.style import HEADING, is_large

NARROW = 60
"""Columns below which the cells of a row stand one under the other."""


@dataclass(frozen=True)
class Airy:
    """A list without heads, with an empty line before each point of it in large print.

    A row without a sign in its first cell belongs to the one before it.
    """

    points: Table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Table]:
        yield _aired(self.points) if is_large(console) else self.points


def _aired(points: Table) -> Table:
    aired = Table.grid(*(column.copy() for column in points.columns), padding=points.padding)
    for number, row in enumerate(_rows(points)):
        if number and str(row[0]):
            aired.add_row()
        aired.add_row(*row)
    return aired


@dataclass(frozen=True)
class Listed:
    """A table; with few columns each row as lines, headed by its first ``titles`` cells."""

    table: Table
    titles: int = 1

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        if options.max_width >= NARROW:
            yield self.table
            return
        heads = [str(column.header) for column in self.table.columns]
        for number, row in enumerate(_rows(self.table)):
            if number and is_large(console):
                yield Text("")
            yield from self._lines(heads, row)

    def _lines(
        self, heads: Sequence[str], row: Sequence[RenderableType]
    ) -> Iterator[Text | Padding]:
        title = Text(" ").join(_folding(cell) for cell in row[: self.titles])
        title.stylize(HEADING)
        yield title
        for head, cell in zip(heads[self.titles :], row[self.titles :], strict=True):
            if str(cell):
                said = Text(f"{head}: " if head else "").append_text(_folding(cell))
                yield Padding(said, (0, 0, 0, 2))


@dataclass(frozen=True)
class Line:
    """A line that is cut where it is too long; with few columns it goes on below instead."""

    text: str

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Text | Padding]:
        if options.max_width >= NARROW:
            yield Text(self.text, no_wrap=True, overflow="ellipsis")
        else:
            bare = self.text.lstrip()
            yield Padding(Text(bare), (0, 0, 0, len(self.text) - len(bare)))


def _rows(table: Table) -> Iterator[tuple[RenderableType, ...]]:
    yield from zip_longest(*(list(column.cells) for column in table.columns), fillvalue="")


def _folding(cell: RenderableType) -> Text:
    """The text of a cell, which may go on in a next line."""
    text = cell.copy() if isinstance(cell, Text) else Text(str(cell))
    text.no_wrap, text.overflow = None, None
    return text
