"""Text that stands to the right of the margin, however narrow the terminal is."""

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions
from rich.text import Text

from mockint.report.plain import plain


class Indent:
    """``text`` made plain behind ``lead``, ASCII; its later lines stand under its first.

    Where ``lead`` would take more than a third of the width its spaces are left out.
    """

    def __init__(self, text: str, lead: str = "  ", style: str = "") -> None:
        self._text = Text(plain(text), style=style)
        self._lead = lead

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        wide = len(self._lead) * 3 <= options.max_width
        lead = self._lead if wide else self._lead.lstrip()
        for line in self._text.wrap(console, max(options.max_width - len(lead), 1)):
            line.rstrip()
            yield Text(lead) + line
            lead = " " * len(lead)
