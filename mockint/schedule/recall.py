"""When a question comes back: FSRS, the free spaced-repetition scheduler, and nothing else of it.

Time is counted in whole days. There are no steps of minutes: after an answer that went
wrong the question comes back tomorrow at the earliest, since it can be given again at
once within the interview.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from mockint.schedule.review import Rating, Review

if TYPE_CHECKING:
    from fsrs import Scheduler

RATINGS: Final[dict[Rating, int]] = {"again": 1, "hard": 2, "good": 3, "easy": 4}


LONGEST = 60
"""Days after which every question comes back: nobody prepares for an interview of next year."""


class Recall(msgspec.Struct, frozen=True):
    """How well an answer is kept in mind.

    ``intervals`` are the days set after each review, the last of them up to ``due``;
    ``retrievability`` is the probability, 0 to 1, that it would go well today.
    """

    due: date
    retrievability: float
    intervals: tuple[int, ...]


def recall(reviews: Sequence[Review], today: date) -> Recall:
    """What follows from the reviews of one question, oldest first, at least one."""
    from fsrs import Card
    from fsrs import Rating as Graded

    scheduler = _scheduler()
    card = Card(card_id=1, due=_midnight(reviews[0].day))
    intervals = []
    for review in reviews:
        at = _midnight(review.day)
        card, _ = scheduler.review_card(card, Graded(RATINGS[review.rating]), at)
        intervals.append((card.due - at).days)
    kept = scheduler.get_card_retrievability(card, _midnight(today))
    return Recall(card.due.date(), kept, tuple(intervals))


@cache
def _scheduler() -> "Scheduler":
    """FSRS as it comes, without chance: the same sessions give the same days."""
    from fsrs import Scheduler

    return Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=LONGEST, enable_fuzzing=False
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
