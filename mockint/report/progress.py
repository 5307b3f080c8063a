"""Marks and delivery over the sessions there are.

A change is only called one where the newest session lies outside what the
earlier ones spread over anyway.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.report.advice import judged
from mockint.report.plain import shortened
from mockint.report.style import HEADING, QUIET
from mockint.session import Session

BARS = "▁▂▃▄▅▆▇█"
SHOWN = 20
"""Sessions drawn, the newest ones."""
ENOUGH = 3
"""Earlier sessions from which a spread can be told."""
PACE, FILLERS = "words a minute", "fillers a minute, at least"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure over sessions, oldest first."""

    name: str
    values: tuple[float, ...]

    @property
    def verdict(self) -> str:
        """Whether the newest value lies outside the spread of those before it."""
        *before, last = self.values
        if len(before) < ENOUGH:
            return "too few sessions to tell"
        usual, spread = fmean(before), stdev(before)
        if abs(last - usual) <= spread:
            return "as usual"
        return "above the usual" if last > usual else "below the usual"


def progress_table(sessions: Iterable[Session]) -> RenderableType:
    """A line for each figure: its course, its newest value, and whether that is a change."""
    ordered = [
        each
        for each in sorted(sessions, key=lambda s: s.started)
        if judged(each) and not each.rehearsal
    ]
    if not ordered:
        return Text("No marked session yet: run `mockint interview`.")
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=HEADING)
    for name in ("", "course", "newest", ""):
        table.add_column(name, justify="right" if name == "newest" else "left")
    for series in _all(ordered):
        values = series.values[-SHOWN:]
        row = (Text(shortened(series.name, 26)), sparkline(values), f"{values[-1]:.1f}")
        table.add_row(*row, Text(series.verdict, style=QUIET))
    return Group(Text(_title(ordered), style=HEADING), table)


def _title(sessions: Sequence[Session]) -> str:
    since, until = (shortened(s.started[:10], 10) for s in (sessions[0], sessions[-1]))
    if len(sessions) == 1:
        return f"1 session, {since}"
    return f"{len(sessions)} sessions, {since} to {until}"


def _all(sessions: Sequence[Session]) -> Iterator[Series]:
    gathered: dict[str, list[float]] = {}
    for session in sessions:
        for name, values in figures(session).items():
            gathered.setdefault(name, []).append(fmean(values))
    for name, course in sorted(gathered.items(), key=lambda item: item[0] in (PACE, FILLERS)):
        yield Series(name, tuple(course))


def figures(session: Session) -> dict[str, list[float]]:
    """Every figure of a session, a value for each answer that has it."""
    found: dict[str, list[float]] = {}
    for answer in judged(session):
        for name, mark in answer.findings.marks.items():
            if mark.level is not None:
                found.setdefault(name, []).append(float(mark.level))
        spoken = answer.findings.delivery
        if spoken is not None and spoken.seconds > 0:
            if spoken.words_per_minute is not None:
                found.setdefault(PACE, []).append(spoken.words_per_minute)
            found.setdefault(FILLERS, []).append(len(spoken.fillers) * 60 / spoken.seconds)
    return found


def sparkline(values: Sequence[float]) -> str:
    """One bar a value; the lowest and the highest of them set the scale."""
    low, high = min(values), max(values)
    if low == high:
        return BARS[3] * len(values)
    return "".join(BARS[round((v - low) / (high - low) * (len(BARS) - 1))] for v in values)
