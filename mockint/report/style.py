"""How things look: shapes that carry the meaning, colours that only repeat it."""

import codecs
import sys
import unicodedata
from io import TextIOWrapper
from typing import IO, Final

from rich.console import Console, ConsoleDimensions
from rich.style import Style
from rich.text import Text

from mockint.findings import Part
from mockint.report.plain import plain

PART_STYLE: Final[dict[Part, str]] = {
    "situation": "cyan",
    "task": "magenta",
    "action": "green",
    "result": "yellow",
}
MARK_STYLE: Final = {
    "result": "bold yellow",
    "amount": "yellow",
    "term": "underline",
    "filler": "dim",
}
HEADING: Final = "bold"
QUIET: Final = "dim"
ALERT: Final = "bold red"
COLUMNS: Final = 40
"""Columns of large print: about as many as a screen has when its type is twice as high."""
_BRIGHT: Final = Style(dim=False)


_LIKE: Final = str.maketrans(
    "●○·•«»“”„‘’…–—−─━│┃▸▶←→↑↓×▁▂▃▄▅▆▇█░▒▓✓✗",  # noqa: RUF001
    '*.-*{}"""\'\'.----=||>><>^vx_.-~=+%#.:#vx',
)
"""What a shape is drawn as where only letters of old can be printed: as wide, and as distinct."""


def _alike(error: UnicodeError) -> tuple[str, int]:
    """Put a likeness in the place of what an encoding lacks: a shape, a letter without accents."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(_LIKE)
    return "".join(_ascii(sign) for sign in signs), error.end


def _ascii(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign)[:1]
    return base if base.isascii() else "?"


codecs.register_error("mockint.alike", _alike)


def heading(text: str) -> Text:
    """A line that begins a section."""
    return Text(plain(text), style=HEADING)


class LargePrint(Console):
    """A terminal whose type is large: few columns, whatever it has, and nothing in grey."""

    @property
    def size(self) -> ConsoleDimensions:
        """Its columns and rows, of which no more columns are written on than are easy to read."""
        size = super().size
        return ConsoleDimensions(min(size.width, COLUMNS), size.height)

    @size.setter
    def size(self, size: tuple[int, int]) -> None:
        """Take it to have so many."""
        self._width, self._height = size

    def get_style(self, name: str | Style, *, default: Style | str | None = None) -> Style:
        """The style of that name, as bright as the others."""
        style = super().get_style(name, default=default)
        return style + _BRIGHT if style.dim else style


def is_large(console: Console) -> bool:
    """Whether it is laid out for large print."""
    return isinstance(console, LargePrint)


def each_key(console: Console, keys: str) -> list[str]:
    """A sentence that tells keys as lines: one, or in large print one for each key."""
    if not is_large(console):
        return [keys]
    for stop in (". ", ", ", ": "):
        keys = keys.replace(stop, f"{stop[0]}\n")
    return keys.split("\n")


def console(
    file: IO[str] | None = None,
    *,
    terminal: bool | None = None,
    width: int | None = None,
    colour: bool = True,
    large: bool = False,
) -> Console:
    """Where reports are printed (standard output); no text is ever taken for markup.

    ``terminal`` and ``width`` (characters) are found out where they are None;
    NO_COLOR is honoured. ``large``: laid out for large print. A stream that is not written
    in Unicode gets likenesses of the signs it lacks.
    """
    stream = sys.stdout if file is None else file
    if isinstance(stream, TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
        stream.reconfigure(errors="mockint.alike")
    kind = LargePrint if large else Console
    return kind(
        file=file,
        force_terminal=terminal,
        width=width,
        no_color=None if colour else True,
        markup=False,
        emoji=False,
        highlight=False,
    )
