"""One question, asked until the candidate moves on: every attempt is kept, marked and shown."""

from typing import Protocol

from msgspec.structs import replace

from mockint.bank import Question
from mockint.events import Answered, Asked, Key, Steps, Warned
from mockint.interview import follow_ups
from mockint.interview.exchange import Exchange
from mockint.interview.manner import NO_RECORDING
from mockint.interview.panel import asking
from mockint.interview.rating import Ratings
from mockint.probing import likely
from mockint.session import Answer, Attempt, answer_sound, question_sound


class Sitting(follow_ups.Sitting, Protocol):
    """What of the interview is needed here."""

    ratings: Ratings | None

    def seat(self, chair: int) -> str:
        """Give the word to the one in that chair; returns their name."""


class Attempts:
    """Puts ``question``, None for the closing one, as ``text``; its answer is number ``index``."""

    def __init__(
        self, interview: Sitting, index: int, question: Question | None, text: str
    ) -> None:
        self._interview = interview
        self._index = index
        self._question = question
        self._text = text

    def run(self) -> Steps:
        """Attempts and their follow-ups; returns the key that ended it."""
        key: Key | None = Key.AGAIN
        while key is Key.AGAIN:
            key = yield from self._attempt()
            if key in (Key.DONE, None):
                key = yield from follow_ups.FollowUps(self._interview, self._index).run()
        return key

    def _attempt(self) -> Steps:
        """One go at it."""
        answer = self._answer
        attempt = next_attempt(answer, self._index, self._interview)
        yield self._asked(attempt)
        exchange = self._exchange(attempt)
        if not exchange.invite():
            return (yield from self._unanswered(answer, exchange, attempt.number))
        self._keep(answer.with_attempt(attempt))
        key = yield from exchange.run()
        answer = replace(answer, question_sound=exchange.kept or answer.question_sound)
        if exchange.said is None:
            self._keep(answer if key is Key.QUIT else passed_over(answer, attempt.number))
            return key
        attempt = self._interview.marked(self._question, exchange.said)
        self._keep(answer.with_attempt(attempt))
        if exchange.lost is not None:
            raise exchange.lost
        return (yield from self._given(key, answer, attempt))

    def _given(self, key: Key | None, answer: Answer, attempt: Attempt) -> Steps:
        """Have it rated where that was asked for, and show it; the closing is only shown."""
        if self._question is None:
            yield Answered(answer.with_attempt(attempt), attempt)
            return key
        if self._interview.ratings is not None:
            key, attempt = yield from self._interview.ratings.ask(key, attempt)
            self._keep(answer.with_attempt(attempt))
        yield Answered(answer.with_attempt(attempt), attempt)
        return (yield from self._interview.wait(key))

    def _unanswered(self, answer: Answer, exchange: Exchange, number: int) -> Steps:
        """There is no recording for it."""
        if self._question is not None:
            yield Warned(NO_RECORDING)
        key = yield from exchange.ask()
        answer = replace(answer, question_sound=exchange.kept or answer.question_sound)
        self._keep(passed_over(answer, number))
        return key

    def _asked(self, attempt: Attempt) -> Asked:
        session = self._interview.session
        who = self._interview.seat(asking(session, self._index))
        place, of = self._index + 1, len(session.plan)
        return Asked(place, of, self._text, self._question, attempt.number, who)

    def _exchange(self, attempt: Attempt) -> Exchange:
        question, follows = self._question, self._interview.manner.follow_ups
        return Exchange(
            *(self._interview.table, self._text, question_sound(self._index), attempt, question),
            behind=likely(question) if question is not None and follows else (),
        )

    @property
    def _answer(self) -> Answer:
        answers = self._interview.session.answers
        given = self._index < len(answers)
        return answers[self._index] if given else Answer(self._question, self._text)

    def _keep(self, answer: Answer) -> None:
        self._interview.keep(self._index, answer)


class Folder(Protocol):
    """Where the sound of attempts lies."""

    def taken(self, name: str) -> bool:
        """Whether sound of that name lies there."""


def next_attempt(answer: Answer, index: int, folder: Folder) -> Attempt:
    """The next one at answer ``index``; sound that lies there already is never written over."""
    number = 1 + max((attempt.number for attempt in answer.attempts), default=0)
    while folder.taken(answer_sound(index, number)):
        number += 1
    return Attempt(number, answer_sound(index, number))


def passed_over(answer: Answer, number: int) -> Answer:
    """``answer`` as it is where it was given already, else skipped."""
    if answer.settled:
        return answer
    return answer.with_attempt(Attempt(number, None, ended="skipped"))
