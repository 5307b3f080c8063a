"""An answer as a review of its question: the day, the rating, what was missing.

Reviews are read out of the sessions each time. There is no second store, so none
can disagree with them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from math import fsum
from typing import Literal

import msgspec

from mockint.findings import PARTS, Part
from mockint.session import Summary
from mockint.session.summary import Marked

Rating = Literal["again", "hard", "good", "easy"]

HARD, GOOD, EASY = 2.0, 3.0, 4.2
"""Means of the marks for content, 1 to 5, from which an answer is rated so."""


class Review(msgspec.Struct, frozen=True):
    """A marked answer to ``question`` on ``day``, which began at ``moment``, seconds since 1970.

    ``mean`` is that of its marks for content, 1 to 5. ``story`` says whether a story was
    asked for and told, ``missing`` which of its parts were not heard.
    """

    question: str
    day: date
    moment: float
    mean: float
    story: bool = False
    missing: tuple[Part, ...] = ()

    @property
    def rating(self) -> Rating:
        """How well it went."""
        return rating(self.mean, self.missing)


def rating(mean: float, missing: tuple[Part, ...] = ()) -> Rating:
    """How an answer of that mean, 1 to 5, is rated; without its result it is hard at best."""
    if mean < HARD:
        return "again"
    if mean < GOOD or "result" in missing:
        return "hard"
    return "good" if mean < EASY else "easy"


def reviews(bank: str, sessions: Iterable[Summary], now: datetime) -> list[Review]:
    """Every review of a question of that bank until ``now``, in the order they were answered.

    Rehearsals and drills do not count, nor what was not marked, nor a session whose beginning is
    no time or lies after ``now``, which knows its time zone.
    """
    found = [
        (review.moment, number, review.question, review.mean, review)
        for session in sessions
        if session.bank == bank and not session.rehearsal and session.drill is None
        for number, review in enumerate(_of_session(session, now))
    ]
    return [review for *_, review in sorted(found, key=lambda each: each[:-1])]


def _of_session(session: Summary, now: datetime) -> Iterator[Review]:
    began = session.began
    if began is None or began > now.timestamp():
        return
    # The day it was for who answered, wherever that was.
    day = min(datetime.fromisoformat(session.started).date(), now.date())
    for answer in session.answers:
        last = answer.last
        if answer.question is None or last is None or last.findings is None:
            continue
        mean = _mean(last.findings)
        if mean is not None:
            # What is told as a story where none is asked for needs no result.
            story = answer.question.form == last.findings.form == "story"
            missing = _parts(last.findings.missing) if story else ()
            yield Review(answer.question.id, day, began, mean, story, missing)


def _mean(found: Marked) -> float | None:
    """The mean of the marks for content; None where nothing was marked."""
    levels = [
        min(max(mark.level, 1), 5)
        for name, mark in found.marks.items()
        if name != "delivery" and mark.level is not None
    ]
    return fsum(levels) / len(levels) if levels and not found.abstained else None


def _parts(names: tuple[str, ...]) -> tuple[Part, ...]:
    return tuple(part for part in PARTS if part in names)
