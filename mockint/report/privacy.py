"""What is kept on this machine, who can read it, and what could leave it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from mockint.report.plain import plain
from mockint.report.style import heading, is_large

NARROW = 60
"""Columns below which what is said of a thing stands below its name."""
INDENT = 4
GAP = 2
STAYS = (
    "What you say, its words and its marks. Speaking, recording, recognising, marking, reports "
    "and everything else are done here; there is no account, no counting of use and no asking "
    "for a newer version."
)
ADMINISTRATOR = "Whoever administers this machine can read everything on it."


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of thing on the disk: where it lies; how much, who reads it and what deletes it."""

    name: str
    path: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """An option under which something could leave, and what; ``on`` tells where it is set."""

    option: str
    says: str
    on: str = ""


def privacy_view(kept: Sequence[Kept], how_long: str, ways: Sequence[Way]) -> RenderableType:
    """All of it in three sections, for whatever width there is."""
    return _View(tuple(kept), how_long, tuple(ways))


@dataclass(frozen=True, slots=True)
class _View:
    kept: tuple[Kept, ...]
    how_long: str
    ways: tuple[Way, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width, airy = options.max_width, is_large(console)
        yield heading("Kept on this machine")
        for each in self.kept:
            yield from _lines(_entry(each.name, _told(each), self._column(width), width), airy)
        yield Text("")
        yield from _lines(wrap(plain(self.how_long), width))
        yield from _lines(wrap(ADMINISTRATOR, width))
        yield from (Text(""), heading("Never leaves it"))
        yield from _lines(wrap(STAYS, width))
        yield from (Text(""), heading("Could leave it, and only where you ask for it"))
        for way in self.ways:
            said = [way.says, f"! {way.on}"] if way.on else [way.says]
            yield from _lines(_entry(way.option, said, 0, width), airy)

    def _column(self, width: int) -> int:
        """The columns of the names; 0 where they stand on lines of their own."""
        longest = max((len(plain(each.name)) for each in self.kept), default=0)
        return 0 if width < NARROW else longest + GAP


def _told(each: Kept) -> list[str]:
    return [each.path, *each.says]


def _entry(name: str, said: Sequence[str], column: int, width: int) -> Iterator[str]:
    """``said`` to the right of the name, or below it where there is no column for names."""
    indent = " " * (column or min(INDENT, width - 1))
    lines = [line for each in said for line in _wrapped(plain(each), width, indent)]
    if not column:
        yield from wrap(plain(name), width)
    else:
        lines[0] = plain(name).ljust(column) + lines[0][column:]
    yield from lines


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _lines(lines: Iterator[str] | Sequence[str], airy: bool = False) -> Iterator[Text]:
    yield from (Text(line, overflow="fold") for line in lines)
    if airy:
        yield Text("")
