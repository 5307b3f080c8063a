"""Question banks on the terminal, and how much of each was practised."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from mockint.bank import Bank, Question, Term
from mockint.report.indent import Indent
from mockint.report.plain import plain, shortened
from mockint.report.style import HEADING, QUIET, heading
from mockint.session import Answer, Session, Summary
from mockint.session.summary import Reply


class Practice(NamedTuple):
    """How often a question was answered aloud; ``last`` when, ISO 8601.

    ``marks`` is the mean of the marks given then, 1 to 5; None without any.
    """

    times: int
    last: str
    marks: float | None


Practised = Mapping[tuple[str, str], Practice]
"""By the bank's name and the question's id; what is not in it was never answered."""


def practised(sessions: Iterable[Session | Summary]) -> Practised:
    """What the candidate answered aloud in these; a rehearsal's answers are nobody's."""
    found: dict[tuple[str, str], Practice] = {}
    for session in sessions:
        for answer in () if session.rehearsal else session.answers:
            times = sum(bool(go.transcript and go.transcript.words) for go in answer.attempts)
            if answer.question is not None and times:
                key = session.bank, answer.question.id
                now = Practice(times, session.started, _marks(answer))
                found[key] = _added(found.get(key), now)
    return found


def _marks(answer: Answer | Reply) -> float | None:
    findings = answer.last.findings if answer.last else None
    if findings is None or findings.abstained:
        return None
    levels = [mark.level for mark in findings.marks.values() if mark.level is not None]
    return fmean(levels) if levels else None


def _added(before: Practice | None, now: Practice) -> Practice:
    if before is None:
        return now
    newest = max(now, before, key=lambda practice: practice.last)
    return newest._replace(times=before.times + now.times)


def banks_table(banks: Iterable[Bank], practice: Practised) -> RenderableType:
    """Each bank with its title, its sizes, how much was practised, and its stages."""
    lines = [line for bank in banks for line in _bank(bank, practice)]
    return Group(*lines) if lines else Text("There are no banks: `mockint banks new` begins one.")


def _bank(bank: Bank, practice: Practised) -> Iterator[RenderableType]:
    title = Text(plain(bank.name), style=HEADING)
    yield title.append(plain(f"  {bank.title}"), style="not bold")
    yield Indent(", ".join((_share(bank, practice), *_more(bank))))
    yield Indent(f"stages: {', '.join(bank.stages)}", style=QUIET)


def bank_view(bank: Bank, practice: Practised) -> RenderableType:
    """The questions stage by stage, the terms, and how many questions were practised."""
    return Group(
        heading(bank.title),
        Text(", ".join((_count(bank.questions, "question"), *_more(bank)))),
        *(part for stage in bank.stages for part in _stage(bank, stage, practice)),
        *_besides(bank),
        *_terms(bank.terms),
        Text(""),
        heading(f"{_share(bank, practice)}."),
    )


def _more(bank: Bank) -> Iterator[str]:
    """How much it holds besides its questions."""
    if bank.checklist:
        yield _count(bank.checklist, "task")
    if bank.to_ask:
        yield f"{len(bank.to_ask)} to ask the interviewer"
    if bank.terms:
        yield _count(bank.terms, "term")


def _count(things: Collection[object], noun: str) -> str:
    return f"{len(things)} {noun}" + ("" if len(things) == 1 else "s")


def _share(bank: Bank, practice: Practised) -> str:
    done = sum((bank.name, question.id) in practice for question in bank.questions)
    return f"{done} of {_count(bank.questions, 'question')} practised"


def _stage(bank: Bank, stage: str, practice: Practised) -> Iterator[RenderableType]:
    asked = [question for question in bank.questions if question.stage == stage]
    yield from _section(f"{stage}, {_count(asked, 'question')}")
    for number, question in enumerate(asked):
        yield from ([Text("")] if number else [])
        yield Indent(question.ask, "", HEADING)
        yield from _details(question, practice.get((bank.name, question.id)))


def _section(title: str) -> Iterator[RenderableType]:
    yield Text("")
    yield Rule(Text(plain(title), style=HEADING), align="left", style=QUIET)


def _details(question: Question, practice: Practice | None) -> Iterator[RenderableType]:
    yield Indent(f"{question.id}, {question.form}")
    yield _told(practice)
    yield Indent(f"Listens for: {question.listens_for}")
    if question.terms:
        yield Indent(f"Terms: {', '.join(question.terms)}", style=QUIET)
    if question.facts:
        yield Indent("What an expert knows:")
        yield from (Indent(fact, "  - ") for fact in question.facts)


def _told(practice: Practice | None) -> RenderableType:
    if practice is None:
        return Indent("not practised yet", "  [ ] ", QUIET)
    times = {1: "once", 2: "twice"}.get(practice.times, f"{practice.times} times")
    marks = "not marked" if practice.marks is None else f"marks {practice.marks:.1f} of 5"
    when = shortened(practice.last[:10], 10)
    return Indent(f"practised {times}, last on {when}: {marks}", "  [x] ")


def _besides(bank: Bank) -> Iterator[RenderableType]:
    """What a bank holds besides questions, a line each."""
    for title, parts in (
        ("to have ready", [(task.id, task.task) for task in bank.checklist]),
        ("to ask the interviewer", [(asked.id, asked.ask) for asked in bank.to_ask]),
    ):
        yield from _section(title) if parts else ()
        for name, text in parts:
            yield Indent(text, "")
            yield Indent(name, style=QUIET)


def _terms(terms: Sequence[Term]) -> Iterator[RenderableType]:
    yield from _section("terms") if terms else ()
    for term in sorted(terms, key=lambda term: term.term.casefold()):
        yield Indent(term.term, "", HEADING)
        if term.means:
            yield Indent(term.means)
        if term.near:
            yield Indent(f"Not to be confused with: {', '.join(term.near)}", style=QUIET)
        if term.source:
            yield Indent(f"Source: {term.source}", style=QUIET)
