"""A candidate who practises what is due: python -m benchmarks.practice [SEED]

Thirty interviews of five questions, one every second day, planned as by
``mockint interview --due``. The answers are the bank's own strong examples without the
parts that the candidate leaves out, and the marks are the real rubric's. One candidate
seldom tells a result and slowly learns to; the other leaves out every part alike, and
seldom. Printed are the share of questions that were asked because the last answer lacked
the result, and when each story came back.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

import msgspec

from mockint import plan
from mockint.bank import Bank, Question, load_bank
from mockint.findings import PARTS, Findings, Part
from mockint.rubric import judge
from mockint.schedule import Agenda, agenda, reviews
from mockint.session import FORMAT, Answer, Attempt, Session, Summary, answer_sound

BANK = "billing-specialist"
INTERVIEWS, QUESTIONS, APART = 30, 5, timedelta(days=2)
FIRST = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
CUTS = 5
"""How often the result is cut out of an answer, since what is left may seem to be one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tells each part of a story with a probability; that of the result grows with each told."""

    name: str
    result: float
    others: float = 0.9
    gain: float = 0.0

    def told(self, stories: int, random: Random) -> frozenset[Part]:
        """The parts of the next story after so many."""
        odds = dict.fromkeys(PARTS, self.others)
        odds["result"] = min(self.result + self.gain * stories, self.others)
        return frozenset(part for part in PARTS if random.random() < odds[part])


WEAK = Candidate("seldom a result", 0.3, gain=0.01)
EVEN = Candidate("no weak spot", 0.9)


@dataclass(frozen=True, slots=True)
class Course:
    """The interviews of one candidate: the ``agendas`` before each, and what was then asked."""

    agendas: tuple[Agenda, ...]
    plans: tuple[tuple[Question, ...], ...]
    sessions: tuple[Summary, ...]

    @property
    def asked(self) -> int:
        """All questions that were asked."""
        return sum(map(len, self.plans))

    @property
    def drills(self) -> int:
        """The interviews before which `mockint due` names a drill of the result."""
        return sum(each.part is not None and each.part.part == "result" for each in self.agendas)

    @property
    def stories(self) -> int:
        """Those that ask for a story."""
        return sum(question.form == "story" for chosen in self.plans for question in chosen)

    @property
    def for_result(self) -> int:
        """Those that went before others since the result is the weakest part and was missing."""
        return sum(
            found.lacks_weakest(due)
            for found, chosen in zip(self.agendas, self.plans, strict=True)
            if found.part is not None and found.part.part == "result"
            for due in (*found.due, *found.later)
            if due.question in chosen
        )

    @property
    def after(self) -> Agenda:
        """What is due, and what later, when all is over."""
        return agenda(load_bank(BANK), self.sessions, FIRST + INTERVIEWS * APART)


def practise(candidate: Candidate, seed: int) -> Course:
    """The interviews of a candidate; the same seed, the same ones."""
    bank, random = load_bank(BANK), Random(seed)
    held: list[Summary] = []
    agendas, plans = [], []
    stories = 0
    for number in range(INTERVIEWS):
        now = FIRST + number * APART
        found = agenda(bank, held, now)
        due, later = ([each.question for each in part] for part in (found.due, found.later))
        chosen = plan.draw_due(bank, due, later, QUESTIONS, (), seed + number)
        answers = []
        for question in chosen:
            told = candidate.told(stories, random) if question.form == "story" else frozenset(PARTS)
            stories += question.form == "story"
            answers.append(_answer(len(answers), question, told))
        held.append(_session(bank, now, chosen, tuple(answers)))
        agendas.append(found)
        plans.append(chosen)
    return Course(tuple(agendas), tuple(plans), tuple(held))


def _answer(index: int, question: Question, told: frozenset[Part]) -> Answer:
    found = marked(question.id, told)
    attempt = Attempt(1, answer_sound(index, 1), 60.0, "key", None, found)
    return Answer(question, question.ask, None, (attempt,))


@cache
def marked(name: str, told: frozenset[Part]) -> Findings:
    """The marks of the strong example of that question, without the parts that are not told."""
    bank = load_bank(BANK)
    question = next(each for each in bank.questions if each.id == name)
    text = question.examples.strong
    found = judge(text, question, bank.terms, bank=BANK, encoder=lambda: None)
    unwanted = set(PARTS) - told if question.form == "story" else set[Part]()
    for _ in range(CUTS):
        cut = [span for span in found.parts if span.part in unwanted]
        for span in reversed(cut):
            text = text[: span.start] + text[span.end :]
        if cut:
            found = judge(text, question, bank.terms, bank=BANK, encoder=lambda: None)
        unwanted &= {"result"}
    return found


def _session(
    bank: Bank, now: datetime, chosen: tuple[Question, ...], answers: tuple[Answer, ...]
) -> Summary:
    """What is read of such a session once it is on disk."""
    session = Session(
        format=FORMAT,
        name=f"{now:%Y-%m-%d-%H%M}-{BANK}",
        started=now.isoformat(timespec="seconds"),
        bank=BANK,
        title=bank.title,
        mode="practice",
        seed=0,
        plan=chosen,
        greeting=bank.greeting,
        closing=bank.closing,
        thanks=bank.thanks,
        answers=answers,
        finished=True,
    )
    return msgspec.json.decode(msgspec.json.encode(session), type=Summary)


def told(course: Course) -> Iterator[str]:
    """What came of it, line by line."""
    total = course.asked
    for what, count in (
        ("asked for want of a result", course.for_result),
        ("asked for a story", course.stories),
    ):
        yield f"  {what}: {count} of {total} questions, {count / total:.0%}"
    yield f"  a drill of the result is named before {course.drills} of {INTERVIEWS} interviews"
    shares = [_in_third(course, third) for third in range(3)]
    yield f"  stories that told the result, by thirds: {', '.join(f'{s:.0%}' for s in shares)}"
    found = course.after
    for due in (*found.due, *found.later):
        if due.question.form == "story":
            yield f"    {due.question.id:<28} {_history(course, due.question)}"


def _in_third(course: Course, third: int) -> float:
    size = INTERVIEWS // 3
    held = course.sessions[third * size : (third + 1) * size]
    stories = [r for r in reviews(BANK, held, FIRST + INTERVIEWS * APART) if r.story]
    return sum("result" not in r.missing for r in stories) / len(stories)


def _history(course: Course, question: Question) -> str:
    """Each review's rating, and the days after which it was to come back."""
    now = FIRST + INTERVIEWS * APART
    given = [r for r in reviews(BANK, course.sessions, now) if r.question == question.id]
    found = course.after
    due = next(d for d in (*found.due, *found.later) if d.question == question)
    pairs = zip(given, due.intervals, strict=True)
    return ", ".join(f"{review.rating} {days}" for review, days in pairs)


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    for candidate in (WEAK, EVEN):
        print(f"{candidate.name}, {INTERVIEWS} interviews (rating, and days until it is due again)")
        for line in told(practise(candidate, seed)):
            print(line)


if __name__ == "__main__":
    main()
