"""The sessions there are, one line each."""

from collections.abc import Iterable
from pathlib import Path
from statistics import fmean

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.errors import MockintError
from mockint.report.advice import judged, mean_level
from mockint.report.plain import plain, shortened
from mockint.report.style import HEADING, QUIET
from mockint.session import Session

NONE = "-"
UNFINISHED = "* not finished: `mockint interview --resume` goes on with the newest one"


def sessions_table(found: Iterable[tuple[Path, Session | MockintError]]) -> RenderableType:
    """Each folder with its session, or with the reason why it cannot be opened."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=HEADING)
    table.add_column("session", overflow="fold")
    table.add_column("begun", no_wrap=True)
    table.add_column("answers", justify="right", no_wrap=True)
    table.add_column("minutes", justify="right", no_wrap=True)
    table.add_column("marks", justify="right", no_wrap=True)
    broken, unfinished = [], False
    for folder, session in found:
        if isinstance(session, Session):
            unfinished = unfinished or not session.finished
            table.add_row(Text(plain(folder.name)), *_row(session))
        else:
            broken.append(_broken(folder, session))
            table.add_row(Text(plain(folder.name)), Text("cannot be opened", style="bold"))
    if not table.row_count:
        return Text("There are no sessions yet: run `mockint interview`.")
    return Group(table, *broken, *([Text(UNFINISHED)] if unfinished else []))


def _row(session: Session) -> tuple[Text, str, str, str]:
    begun = Text(shortened(session.started[:16].replace("T", " "), 16))
    answered = [a.last for a in session.answers if a.last and a.last.transcript is not None]
    minutes = sum(attempt.seconds for attempt in answered) / 60
    mean = session_mean(session)
    count = f"{len(answered)} of {len(session.plan) + 1}" + ("" if session.finished else "*")
    return begun, count, f"{minutes:.1f}", NONE if mean is None else f"{mean:.1f}"


def _broken(folder: Path, error: MockintError) -> Text:
    return Text(plain(f"! {folder.name}: {error}"), style=QUIET)


def session_mean(session: Session) -> float | None:
    """The mean of all marks given in a session, answers weighing alike; None without any."""
    means = [mean for each in judged(session) if (mean := mean_level(each.findings)) is not None]
    return fmean(means) if means else None
