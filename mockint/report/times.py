"""Where the time of an answer went: a line from start to end, and a bar for each part."""

from dataclasses import dataclass
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from mockint.report import sentences
from mockint.report.passage import LETTER, Passage, Share, shares, timeline
from mockint.report.plain import clock, figure
from mockint.report.style import PART_STYLE, QUIET

WIDEST: Final = 160
"""Cells of the line and of the longest bar at most."""
BESIDE: Final = 32
"""Cells that stand beside a bar: letter and name, seconds, share."""
REST: Final = "elsewhere"
"""What lay outside all parts."""


@dataclass(frozen=True)
class Timeline:
    """Which part was spoken when, over the whole width; ``short``: and in one line how long."""

    cut: tuple[Passage, ...]
    seconds: float
    short: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        spent = sentences.spent(self.cut, self.seconds)
        if not spent:
            return
        yield Text("")
        end = clock(self.seconds)
        width = max(min(options.max_width, WIDEST) - len(end) - 9, 10)
        bar = Text("0:00 [").append_text(_coloured(timeline(self.cut, self.seconds, width)))
        yield bar.append(f"] {end}")
        if self.short:
            bar = Text("[").append_text(_coloured(shares(self.cut, self.seconds)))
            yield bar.append(f"] {spent}")


@dataclass(frozen=True)
class Bars:
    """A bar for each part that was told, with its seconds and its share of the whole."""

    shares: tuple[Share, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        cells = max(min(options.max_width, WIDEST) - BESIDE, 4)
        table = Table.grid(padding=(0, 2))
        for column in range(4):
            table.add_column(no_wrap=True, justify="right" if column in (1, 2) else "left")
        for share in self.shares:
            table.add_row(*_row(share, cells))
        yield table


def _row(share: Share, cells: int) -> tuple[Text, str, str, Text]:
    style = PART_STYLE[share.part] if share.part else QUIET
    letter = LETTER[share.part] if share.part else "·"
    length = "█" * share.bar(cells) if share.part else "·" * share.bar(cells)
    seconds, percent = f"{figure(share.seconds)} s", f"{figure(100 * share.share)} %"
    name = Text(letter, style=f"bold {style}").append(f" {share.part or REST}", style="not bold")
    return name, seconds, percent, Text(length, style=style)


def _coloured(cells: str) -> Text:
    styles: dict[str, str] = {LETTER[part]: style for part, style in PART_STYLE.items()}
    line = Text()
    for cell in cells:
        line.append(cell, style=styles.get(cell, QUIET))
    return line
