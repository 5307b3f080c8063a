"""Which questions of a bank are due, which are new, and when the others come back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec

from mockint.bank import Bank, Question
from mockint.findings import Part
from mockint.schedule.drilled import Drilled, drilled
from mockint.schedule.recall import recall
from mockint.schedule.review import Review, reviews
from mockint.schedule.weakness import Weakness, WeakStage, weakest_part, weakest_stage
from mockint.session import Summary


class Due(msgspec.Struct, frozen=True):
    """A question that was answered ``times`` times and comes back on the day ``due``.

    ``overdue`` is in days, below 0 before that day. ``retrievability``, 0 to 1, is the
    probability that it would go well today; ``mean``, 1 to 5, and ``missing`` are those
    of its last answer, ``intervals`` the days between its reviews as they were set.
    """

    question: Question
    due: date
    overdue: int
    retrievability: float
    mean: float
    missing: tuple[Part, ...]
    times: int
    intervals: tuple[int, ...]

    @property
    def last(self) -> date:
        """The day on which it was answered last."""
        return self.due - timedelta(days=self.intervals[-1])

    @property
    def story(self) -> bool:
        """Whether the question asks for a story."""
        return self.question.form == "story"


class Agenda(msgspec.Struct, frozen=True):
    """A bank's questions on the day ``today``: each stands in ``due``, ``new`` or ``later``.

    What is due stands in the order in which it is best asked, what was never asked in
    the bank's. Of what comes back later, that which lacked the weakest part stands first,
    and else what comes back soonest. ``drilled``: how the weakest part did in drills that no
    story has followed yet.
    """

    today: date
    due: tuple[Due, ...]
    new: tuple[Question, ...]
    later: tuple[Due, ...]
    part: Weakness | None
    stage: WeakStage | None
    drilled: Drilled | None = None

    @property
    def early(self) -> Due | None:
        """The story to be asked ahead of time, where a part is weak and no story is due.

        One that lacked the part goes before others, and these come only where no story is left
        that was never asked. What was answered today is none of them.
        """
        if not self._wants_story:
            return None
        untold = any(question.form == "story" for question in self.new)
        told = (each for each in self.later if each.story and each.last < self.today)
        return next((each for each in told if self.lacks_weakest(each) or not untold), None)

    @property
    def story(self) -> Question | None:
        """The story asked behind what is due, where that holds none and a part is weak."""
        if self.early is not None:
            return self.early.question
        untold = (question for question in self.new if question.form == "story")
        return next(untold, None) if self._wants_story else None

    @property
    def first(self) -> tuple[Question, ...]:
        """What an interview begins with: what is due, then the story beside it."""
        due = tuple(each.question for each in self.due)
        return due if self.story is None else (*due, self.story)

    @property
    def _wants_story(self) -> bool:
        return self.part is not None and not any(each.story for each in self.due)

    def lacks_weakest(self, due: Due) -> bool:
        """Whether the last answer to that question lacked the weakest part."""
        return self.part is not None and self.part.part in due.missing

    def in_weakest(self, due: Due) -> bool:
        """Whether that question is of the weakest stage."""
        return self.stage is not None and self.stage.stage == due.question.stage


def agenda(bank: Bank, sessions: Iterable[Summary], now: datetime) -> Agenda:
    """What the sessions held until ``now``, which knows its time zone, leave to be practised.

    First comes what lacked the weakest part, then what is of the weakest stage, then what
    is most overdue.
    """
    known = {question.id: question for question in bank.questions}
    sessions = list(sessions)
    held = [each for each in reviews(bank.name, sessions, now) if each.question in known]
    given: dict[str, list[Review]] = {}
    for review in held:
        given.setdefault(review.question, []).append(review)
    asked = [_due(known[name], given[name], now.date()) for name in known if name in given]
    stages = {question.id: question.stage for question in bank.questions}
    part = weakest_part(held)
    told = max((each.moment for each in held if each.story), default=0.0)
    found = Agenda(
        today=now.date(),
        due=tuple(each for each in asked if each.overdue >= 0),
        new=tuple(question for question in bank.questions if question.id not in given),
        later=tuple(each for each in asked if each.overdue < 0),
        part=part,
        stage=weakest_stage(held, stages),
        drilled=drilled(part.part, bank.name, sessions, told, now.timestamp()) if part else None,
    )
    return msgspec.structs.replace(found, due=_in_order(found), later=_by_day(found))


def _in_order(found: Agenda) -> tuple[Due, ...]:
    def rank(due: Due) -> tuple[bool, bool, int, float]:
        lacks, weak = found.lacks_weakest(due), found.in_weakest(due)
        return not lacks, not weak, -due.overdue, due.retrievability

    return tuple(sorted(found.due, key=rank))


def _by_day(found: Agenda) -> tuple[Due, ...]:
    return tuple(sorted(found.later, key=lambda due: (not found.lacks_weakest(due), due.due)))


def _due(question: Question, given: list[Review], today: date) -> Due:
    kept = recall(given, today)
    return Due(
        question=question,
        due=kept.due,
        overdue=(today - kept.due).days,
        retrievability=kept.retrievability,
        mean=given[-1].mean,
        missing=given[-1].missing,
        times=len(given),
        intervals=kept.intervals,
    )
