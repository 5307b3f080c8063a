"""How things look: shapes that carry the meaning, colours that only repeat it."""

from typing import IO, Final

from rich.console import Console
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


def heading(text: str) -> Text:
    """A line that begins a section."""
    return Text(plain(text), style=HEADING)


def console(
    file: IO[str] | None = None,
    *,
    terminal: bool | None = None,
    width: int | None = None,
    colour: bool = True,
) -> Console:
    """Where reports are printed (standard output); no text is ever taken for markup.

    ``terminal`` and ``width`` (characters) are found out where they are None;
    NO_COLOR is honoured.
    """
    return Console(
        file=file,
        force_terminal=terminal,
        width=width,
        no_color=None if colour else True,
        markup=False,
        emoji=False,
        highlight=False,
    )
