"""Question banks on the terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.bank import Bank, Question
from mockint.report.plain import plain
from mockint.report.style import HEADING, QUIET, heading


def banks_table(banks: Iterable[Bank]) -> RenderableType:
    """Each bank with its title, stages and number of questions."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=HEADING)
    table.add_column("bank", no_wrap=True)
    table.add_column("title", overflow="fold")
    table.add_column("questions", justify="right", no_wrap=True)
    table.add_column("stages", overflow="fold")
    for bank in banks:
        stages = ", ".join(bank.stages)
        count = str(len(bank.questions))
        table.add_row(Text(plain(bank.name)), Text(plain(bank.title)), count, Text(plain(stages)))
    if not table.row_count:
        return Text("There are no banks: `mockint banks new` begins one.")
    return table


def bank_view(bank: Bank) -> RenderableType:
    """The bank's questions, stage by stage."""
    sizes = (_count(len(bank.questions), "question"), _count(len(bank.terms), "term"))
    title = " · ".join((bank.title, *sizes))
    parts: list[RenderableType] = [heading(title)]
    for stage in bank.stages:
        parts += ["", Rule(Text(plain(stage), style=HEADING), align="left", style=QUIET)]
        asked = [_question(each) for each in bank.questions if each.stage == stage]
        parts += [part for question in asked for part in (question, "")][:-1]
    return Group(*parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _question(question: Question) -> RenderableType:
    return Group(Text(plain(question.ask), style=HEADING), *_details(question))


def _details(question: Question) -> Iterator[Text]:
    yield Text(plain(f"{question.id} · {question.form} · {question.listens_for}"))
    if question.terms:
        yield Text(plain(f"terms: {', '.join(question.terms)}"), style=QUIET)
