"""A whole session on the terminal."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.findings import PARTS, Findings
from mockint.report.advice import mean_level, next_steps
from mockint.report.answer import answer_report, legend
from mockint.report.passage import LETTER
from mockint.report.plain import clock, plain, shortened
from mockint.report.style import HEADING, QUIET, heading
from mockint.session import Answer, Session

NONE = "-"
"""Stands in a cell that has nothing to say."""


def session_report(session: Session) -> RenderableType:
    """What to practise next, each answer, and a table of them all."""
    return Group(*_head(session), *_next(session), *_answers(session), *_table(session))


def _head(session: Session) -> Iterator[RenderableType]:
    title = f"{session.title} · {session.started[:16].replace('T', ' ')} · {session.mode}"
    yield Text(plain(title), style=HEADING)
    if session.rehearsal:
        yield Text("A rehearsal: a synthetic voice answered, so that the path could be tried.")
    if not session.finished:
        yield Text("Broken off: `mockint interview --resume` goes on where it stopped.")


def _next(session: Session) -> Iterator[RenderableType]:
    yield Text("")
    yield heading("What to do next")
    table = Table.grid(padding=(0, 1))
    for number, line in enumerate(next_steps(session), 1):
        table.add_row(f"{number}.", Text(plain(line)))
    yield table


def _answers(session: Session) -> Iterator[RenderableType]:
    if any(answer.last and answer.last.findings for answer in session.answers):
        yield Text("")
        yield legend()
    for number, answer in enumerate(session.answers, 1):
        yield Text("")
        yield answer_report(number, answer)


def _table(session: Session) -> Iterator[RenderableType]:
    if not session.answers:
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=HEADING)
    table.add_column("#", justify="right")
    table.add_column("question", overflow="fold", ratio=1)
    table.add_column("length", justify="right", no_wrap=True)
    table.add_column("words", justify="right", no_wrap=True)
    table.add_column("parts", no_wrap=True)
    table.add_column("marks", justify="right", no_wrap=True)
    for number, answer in enumerate(session.answers, 1):
        table.add_row(str(number), *_row(answer))
    yield Text("")
    yield Rule(Text("All answers", style=HEADING), align="left", style=QUIET)
    yield table


def _row(answer: Answer) -> tuple[Text, str, str, str, str]:
    last = answer.last
    asked = Text(shortened(answer.asked, 120), no_wrap=True, overflow="ellipsis")
    if last is None or last.transcript is None:
        return asked, NONE, NONE, NONE, NONE
    length, words = clock(last.seconds), str(len(last.transcript.words))
    findings = last.findings
    if findings is None or findings.abstained:
        return asked, length, words, NONE, NONE
    mean = mean_level(findings)
    parts = _heard(findings) if findings.form == "story" else NONE
    return asked, length, words, parts, NONE if mean is None else f"{mean:.1f}"


def _heard(findings: Findings) -> str:
    """One sign for each of the four parts: its letter, ``?`` not clear, ``-`` not heard."""
    sure = {span.part for span in findings.parts if span.sure}
    return "".join(
        "-" if part in findings.missing else LETTER[part] if part in sure else "?" for part in PARTS
    )
