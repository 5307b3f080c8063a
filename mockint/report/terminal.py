"""A whole session on the terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.report import rating, standing
from mockint.report.advice import mean_level, next_steps
from mockint.report.airy import Airy, Listed
from mockint.report.answer import answer_report, legend
from mockint.report.passage import parts_heard
from mockint.report.plain import plain, shortened
from mockint.report.style import HEADING, QUIET, heading
from mockint.report.time_taken import warm_up
from mockint.report.typed import held
from mockint.report.typed import length as length_of
from mockint.session import Answer, Session

NONE = "-"
"""Stands in a cell that has nothing to say."""
ANSWERS: Final = 100
"""Answers shown at most."""
FIGURES: Final = 40
"""Figures compared with earlier sessions at most."""
TITLE: Final = 200
"""Characters of the title at most."""


def session_report(
    session: Session, earlier: Sequence[Session] = (), masked: Sequence[str] = ()
) -> RenderableType:
    """What to practise next, each answer, this session against ``earlier`` ones, a table of all.

    Of ``earlier`` those count that began before this one. ``masked``: sentences
    saying what was masked in this copy.
    """
    return Group(
        *_head(session, masked),
        *_next(session),
        *_answers(session),
        *_standing(session, earlier),
        *_table(session),
        *rating.lines(rating.over_all(session)),
    )


def _head(session: Session, masked: Sequence[str]) -> Iterator[RenderableType]:
    began = shortened(session.started[:16].replace("T", " "), 16)
    yield Text(f"{shortened(session.title, TITLE)} · {began} · {held(session)}", style=HEADING)
    for sentence in masked:
        yield Text(plain(sentence))
    if session.rehearsal:
        yield Text("A rehearsal: a synthetic voice answered, so that the path could be tried.")
    if told := warm_up(session):
        yield Text(told)
    if not session.finished:
        yield Text("Broken off: `mockint interview --resume` goes on where it stopped.")


def _next(session: Session) -> Iterator[RenderableType]:
    yield Text("")
    yield heading("What to do next")
    table = Table.grid(padding=(0, 1))
    for number, line in enumerate(next_steps(session), 1):
        table.add_row(f"{number}.", Text(plain(line)))
    yield Airy(table)


def _answers(session: Session) -> Iterator[RenderableType]:
    if any(answer.last and answer.last.findings for answer in session.answers):
        yield Text("")
        yield legend()
    for number, answer in enumerate(session.answers[:ANSWERS], 1):
        yield Text("")
        yield answer_report(number, answer)
    if len(session.answers) > ANSWERS:
        yield Text("")
        yield Text(f"… {len(session.answers) - ANSWERS} more answers are not shown.")


def _standing(session: Session, earlier: Sequence[Session]) -> Iterator[RenderableType]:
    if not session.answers:
        return
    yield Text("")
    yield _rule(standing.TITLE)
    found = standing.standings(session, earlier)
    if not found:
        yield Text(standing.why_none(session))
        return
    table = _plain_table()
    for name, side in zip(standing.HEADS, ("left", "right", "right", "left"), strict=True):
        table.add_column(name, justify="right" if side == "right" else "left")
    for each in found[:FIGURES]:
        table.add_row(Text(each.name), each.now, each.usual, Text(each.verdict))
    yield Listed(table)


def _table(session: Session) -> Iterator[RenderableType]:
    if not session.answers:
        return
    table = _plain_table()
    table.add_column("#", justify="right")
    table.add_column("question", overflow="fold", ratio=1)
    table.add_column("length", justify="right", no_wrap=True)
    table.add_column("words", justify="right", no_wrap=True)
    table.add_column("parts", no_wrap=True)
    table.add_column("marks", justify="right", no_wrap=True)
    for number, answer in enumerate(session.answers[:ANSWERS], 1):
        table.add_row(str(number), *_row(answer))
    yield Text("")
    yield _rule("All answers")
    yield Listed(table, titles=2)


def _plain_table() -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=HEADING)


def _rule(title: str) -> Rule:
    return Rule(Text(title, style=HEADING), align="left", style=QUIET)


def _row(answer: Answer) -> tuple[Text, str, str, str, str]:
    last = answer.last
    asked = Text(shortened(answer.asked, 120), no_wrap=True, overflow="ellipsis")
    if last is None or last.transcript is None:
        return asked, NONE, NONE, NONE, NONE
    length, words = length_of(last), str(len(last.transcript.words))
    findings = last.findings
    if findings is None or findings.abstained:
        return asked, length, words, NONE, NONE
    mean = mean_level(findings)
    parts = parts_heard(findings) if findings.form == "story" else NONE
    return asked, length, words, parts, NONE if mean is None else f"{mean:.1f}"
