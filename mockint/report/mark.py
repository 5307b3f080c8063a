"""The marks of one answer on the terminal: level, reason, quotes, and what the levels mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.bank import Question
from mockint.findings import Findings, Mark
from mockint.report import sentences
from mockint.report.plain import clock, dots, excerpt, shortened
from mockint.report.style import QUIET, is_large
from mockint.transcript import Transcript

SHOWN = 40
"""Marks of one answer at most."""
QUOTES = 2
QUOTE, WHY = 100, 2_000
"""Characters of a quote and of a reason at most."""
TOGETHER = 50
"""Characters up to which the quotes share a line."""
NAME = 20
NARROW = 60
"""Columns below which the text stands under the mark instead of beside it."""


@dataclass(frozen=True)
class Marks:
    """Each mark with its level and why; ``whole``: also its quotes and what its levels mean."""

    findings: Findings
    transcript: Transcript | None = None
    question: Question | None = None
    whole: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        marks = list(islice(self.findings.marks.items(), SHOWN))
        if options.max_width < NARROW:
            for number, (name, mark) in enumerate(marks):
                if number and is_large(console):
                    yield Text("")
                yield Text(f"{shortened(name, NAME)} {_level(mark)}")
                for line in self._lines(name, mark):
                    yield Padding(line, (0, 0, 0, 2))
            return
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True, max_width=NAME)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, mark in marks:
            cells = (Text(shortened(name, NAME)), _level(mark))
            for line in self._lines(name, mark):
                table.add_row(*cells, line)
                cells = (Text(""), "")
        yield table

    def _lines(self, name: str, mark: Mark) -> Iterator[Text]:
        yield Text(shortened(mark.why, WHY))
        if not self.whole:
            return
        for quote in quotes(mark, self.transcript):
            yield Text(quote, style=QUIET)
        for line in sentences.rungs(name, mark, self.findings, self.question):
            yield Text(line, style=QUIET)


def _level(mark: Mark) -> str:
    if mark.level is None:
        return "not marked"
    level = min(max(mark.level, 1), 5)
    return f"{dots(level)} {level}/5"


def quotes(mark: Mark, transcript: Transcript | None) -> list[str]:
    """The first words that decided a mark, each behind its second; short ones on one line."""
    lines = []
    for evidence in mark.evidence[:QUOTES]:
        seconds = transcript.seconds_of(evidence.start, evidence.end) if transcript else None
        when = f"{clock(seconds[0])} " if seconds else ""
        lines.append(f"{when}“{excerpt(evidence.quote, QUOTE)}”")
    together = "  ".join(lines)
    return [together] if lines and len(together) <= TOGETHER else lines
