"""A candidate who practises what is due: python -m benchmarks.practice [SEED] [--keep DIR]

Thirty interviews of five questions, one every second day, each planned as by
``mockint interview --due`` and held by the program itself, one follow-up to a question. Where
``mockint due`` names a part that is weak, that part is drilled before the interview. The answers
are the bank's own strong examples without what the candidate leaves out, and the marks are the
real rubric's. One candidate seldom tells a result and slowly learns to; the other leaves out every
part alike, and seldom. ``--keep`` leaves the first one's sessions in DIR, the last one of today.
"""

import argparse
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import cast

import msgspec

from benchmarks.pupil import BANK, EVEN, WEAK, Candidate, Pupil, doubts, judged
from mockint import drill, plan
from mockint import session as sessions
from mockint.bank import Question
from mockint.findings import Findings, Part
from mockint.interview import Interview, Manner
from mockint.interviewer import Interviewer
from mockint.recognizer import Recognizer
from mockint.schedule import Agenda, agenda, reviews
from mockint.session import FORMAT, FollowUp, Session, Summary
from mockint.transcript import Transcript

INTERVIEWS, QUESTIONS, FOLLOW_UPS = 30, 5, 1
APART, BEFORE = timedelta(days=2), timedelta(minutes=20)
"""From one interview to the next, and from a drill to the interview behind it."""
MEMORY = "/dev/shm"
FIRST = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Course:
    """One candidate's interviews, the ``agendas`` before each, and the ``drills`` before some."""

    agendas: tuple[Agenda, ...]
    held: tuple[Session, ...]
    drills: tuple[Session | None, ...]
    pupil: Pupil
    first: datetime

    @property
    def end(self) -> datetime:
        """Two days behind the last one."""
        return self.first + len(self.held) * APART

    @property
    def sessions(self) -> tuple[Summary, ...]:
        """All of them as lists read them from the disk, in order."""
        pairs = zip(self.drills, self.held, strict=True)
        return tuple(_summary(each) for pair in pairs for each in pair if each is not None)

    @property
    def asked(self) -> int:
        """All questions that were asked."""
        return sum(len(session.plan) for session in self.held)

    @property
    def stories(self) -> int:
        """Those that ask for a story."""
        return sum(question.form == "story" for each in self.held for question in each.plan)

    @property
    def drilled(self) -> int:
        """The interviews before which the result was drilled."""
        return sum(each is not None and each.drill == "result" for each in self.drills)

    @property
    def untold(self) -> tuple[int, int]:
        """Of the interviews before which a part was weak those without a story, and all."""
        weak = [
            session
            for found, session in zip(self.agendas, self.held, strict=True)
            if found.part is not None
        ]
        without = [all(each.form != "story" for each in session.plan) for session in weak]
        return sum(without), len(weak)

    @property
    def for_result(self) -> int:
        """Those that went before others since the result is the weakest part and was missing."""
        return sum(
            found.lacks_weakest(due)
            for found, session in zip(self.agendas, self.held, strict=True)
            if found.part is not None and found.part.part == "result"
            for due in (*found.due, *found.later)
            if due.question in session.plan
        )

    @property
    def after(self) -> Agenda:
        """What is due, and what later, when all is over."""
        return agenda(BANK, self.sessions, self.end)


@cache
def practised(candidate: Candidate, seed: int, count: int = INTERVIEWS) -> Course:
    """The course of a candidate, of which nothing is left on disk."""
    with scratch() as folder:
        return practise(candidate, seed, Path(folder), count=count)


def scratch() -> "TemporaryDirectory[str]":
    """A folder in memory where there is one: a course waits two thousand times for a disk."""
    return TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None)


def practise(
    candidate: Candidate,
    seed: int,
    recordings: Path,
    first: datetime = FIRST,
    *,
    count: int = INTERVIEWS,
    sound: bool = False,
) -> Course:
    """The ``count`` interviews of a candidate in ``recordings``; the same seed, the same ones.

    ``sound``: each recording is as long as its words would take; else it is a moment.
    """
    pupil = Pupil(candidate, Random(seed), sound)
    held: list[Session] = []
    drills: list[Session | None] = []
    agendas: list[Agenda] = []
    for number in range(count):
        now = first + number * APART
        before = (each for each in (*drills, *held) if each is not None)
        found = agenda(BANK, map(_summary, before), now)
        drilled = None
        if found.part is not None:
            made = drilling(found.part.part, held, now - BEFORE, seed + number)
            drilled = _hold(made, recordings, pupil)
        drills.append(drilled)
        later = [each.question for each in found.later]
        chosen = plan.draw_due(BANK, found.first, later, QUESTIONS, (), seed + number)
        held.append(_hold(_session(now, chosen), recordings, pupil))
        agendas.append(found)
    return Course(tuple(agendas), tuple(held), tuple(drills), pupil, first)


def drilling(part: Part, held: Iterable[Session], now: datetime, seed: int) -> Session:
    """A drill of that part, as yet without answers."""
    asked = drill.situations(BANK, held, part, drill.COUNT, seed, judged)
    return msgspec.structs.replace(_session(now, asked), drill=part, title=f"Drill: {part}s")


def _session(now: datetime, chosen: tuple[Question, ...]) -> Session:
    return Session(
        format=FORMAT,
        name="",
        started=now.isoformat(timespec="seconds"),
        bank=BANK.name,
        title=BANK.title,
        mode="practice",
        seed=0,
        plan=chosen,
        greeting=BANK.greeting,
        closing=BANK.closing,
        thanks=BANK.thanks,
        terms=BANK.terms,
    )


def _hold(session: Session, recordings: Path, pupil: Pupil) -> Session:
    """The session once it was held to its end."""

    def judge(question: Question, said: Transcript) -> Findings:
        if session.drill is not None:
            return drill.marked(question, said, session.drill, judged)
        return judged(said, question)

    now = datetime.fromisoformat(session.started)
    folder = sessions.new_folder(recordings, BANK.name, now)
    interview = Interview(
        msgspec.structs.replace(session, name=folder.name),
        folder,
        interviewer=Interviewer(None, None),
        candidate=pupil,
        recognizer=lambda: cast(Recognizer, pupil.hearing()),
        judge=judge,
        doubts=doubts,
        keys=lambda timeout: None,
        manner=Manner(follow_ups=0 if session.drill else FOLLOW_UPS),
    )
    for event in interview.run():
        pupil.listen(event, interview)
    return interview.session


def _summary(session: Session) -> Summary:
    """What is read of such a session once it is on disk."""
    return msgspec.json.decode(msgspec.json.encode(session), type=Summary)


def follow_ups(held: Iterable[Session]) -> list[FollowUp]:
    """Every follow-up, in the order asked."""
    return [each for session in held for answer in session.answers for each in answer.follow_ups]


def thirds(course: Course) -> list[tuple[Session, ...]]:
    """The interviews of its beginning, middle and end."""
    size = INTERVIEWS // 3
    return [course.held[third * size : (third + 1) * size] for third in range(3)]


def told(course: Course) -> Iterator[str]:
    """What came of it, line by line."""
    yield f"  asked for want of a result: {_of(course.for_result, course.asked)} questions"
    yield f"  asked for a story: {_of(course.stories, course.asked)} questions"
    yield f"  begun with a drill of the result: {_of(course.drilled, INTERVIEWS)} interviews"
    others = [each.drill for each in course.drills if each and each.drill != "result"]
    yield f"  begun with a drill of another part: {_of(len(others), INTERVIEWS)} interviews"
    without, weak = course.untold
    yield f"  without a story though a part was weak: {_of(without, weak)} interviews"
    asked = follow_ups(course.held)
    yield f"  follow-ups for the result: {_of(_for_result(asked), len(asked))}"
    named = ("first", "second", "last")
    for name, held in zip(named, thirds(course), strict=True):
        yield f"  {name} ten: {', '.join(_third(course, held))}"
    yield from _days(course)


def _third(course: Course, held: tuple[Session, ...]) -> Iterator[str]:
    stories = [r for r in reviews(BANK.name, map(_summary, held), course.end) if r.story]
    lacking = sum("result" in story.missing for story in stories)
    asked = follow_ups(held)
    yield f"{_of(len(stories) - lacking, len(stories))} stories told the result"
    yield f"{_of(_for_result(asked), len(asked))} follow-ups asked for it"
    begun = [d for d, s in zip(course.drills, course.held, strict=True) if s in held]
    yield f"{sum(d is not None and d.drill == 'result' for d in begun)} drills of it"


def _for_result(asked: Iterable[FollowUp]) -> int:
    return sum(each.key == "result" for each in asked)


def _of(count: int, total: int) -> str:
    return f"{count} of {total}" + (f" ({count / total:.0%})" if total else "")


def _days(course: Course) -> Iterator[str]:
    """Of each question for a story its ratings, and the days after which it was to come back."""
    given = reviews(BANK.name, course.sessions, course.end)
    found = course.after
    for due in (*found.due, *found.later):
        if due.question.form == "story":
            rated = [review.rating for review in given if review.question == due.question.id]
            pairs = zip(rated, due.intervals, strict=True)
            listed = ", ".join(f"{rating} {days}" for rating, days in pairs)
            yield f"    {due.question.id:<28} {listed}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", nargs="?", type=int, default=7)
    parser.add_argument("--keep", type=Path, metavar="DIR")
    options = parser.parse_args()
    if options.keep:
        first = datetime.now().astimezone() - (INTERVIEWS - 1) * APART
        practise(WEAK, options.seed, options.keep, first, sound=True)
        return
    for candidate in (WEAK, EVEN):
        print(f"{candidate.name}, {INTERVIEWS} interviews (rating, and days until it is due again)")
        for line in told(practised(candidate, options.seed)):
            print(line)


if __name__ == "__main__":
    main()
