"""What an interview is made of, and why: drawn by chance, what is due first, or a drill."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from msgspec.structs import replace

from mockint import plan
from mockint import session as sessions
from mockint.bank import Bank, Question
from mockint.commands import places
from mockint.commands.manner import limited
from mockint.errors import MockintError
from mockint.findings import Findings
from mockint.session import Session, Summary
from mockint.transcript import Transcript

LOOKED_BACK = 30
"""Interviews, the newest ones, among whose stories a drill looks for situations."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The ``questions`` in their order, what frames them, and what is to be said of them before."""

    questions: tuple[Question, ...]
    title: str
    greeting: str
    thanks: str
    notes: tuple[str, ...] = ()


def planned(options: Namespace, bank: Bank, count: int, seed: int, now: datetime) -> Plan:
    """What the interview is made of.

    Raises:
        BankError: a stage is unknown, there are fewer questions than asked for, or there
            is nothing to drill.
        SessionError: the sessions are needed, and their folder cannot be read.
    """
    if options.drill:
        return _drill(options, bank, seed)
    if options.due:
        return _due(options, bank, count, seed, now)
    return _framed(bank, plan.draw(bank, count, options.stage, seed))


def _framed(bank: Bank, questions: tuple[Question, ...], *notes: str) -> Plan:
    return Plan(questions, bank.title, bank.greeting, bank.thanks, notes)


def _due(options: Namespace, bank: Bank, count: int, seed: int, now: datetime) -> Plan:
    from mockint.report.due import why_asked
    from mockint.schedule import agenda

    found = agenda(bank, held(options), now)
    later = [each.question for each in found.later]
    chosen = plan.draw_due(bank, found.first, later, count, options.stage, seed)
    return _framed(bank, chosen, why_asked(found, chosen))


def held(options: Namespace) -> Iterator[Summary]:
    """The sessions there are; one that cannot be opened tells nothing."""
    for _, found in sessions.summaries(places.recordings(options.recordings)):
        if isinstance(found, Summary):
            yield found


def _drill(options: Namespace, bank: Bank, seed: int) -> Plan:
    from mockint import drill
    from mockint.rubric import judge

    def marked(said: str | Transcript, question: Question) -> Findings:
        return judge(said, question, bank.terms, bank=bank.name)

    if options.stage:
        plan.draw(bank, 1, options.stage, seed)  # It says which stage there is not.
        chosen = tuple(each for each in bank.questions if each.stage in options.stage)
        bank = replace(bank, questions=chosen)
    part = options.drill
    count = options.count or len(options.answers or ()) or drill.COUNT
    limit = limited(options)
    seconds = limit.seconds if limit else None
    found = drill.situations(bank, _newest(options), part, count, seed, marked, seconds)
    own = sum(question.ask.startswith(drill.OWN) for question in found)
    sources = ((own, "of your own"), (len(found) - own, "from the bank"))
    told = ", ".join(f"{number} {source}" for number, source in sources if number)
    return Plan(
        found,
        f"Drill: {part}s",
        f"Let us practise {part}s alone. Each time, tell only the {part}.",
        "That was the last one. Thank you.",
        (f"A drill of the {part} alone: {told}. It counts in no other report.",),
    )


def _newest(options: Namespace) -> Iterator[Session]:
    folders = sessions.folders(places.recordings(options.recordings))
    for folder in islice(reversed(folders), LOOKED_BACK):
        with suppress(MockintError):
            yield sessions.load(folder)
