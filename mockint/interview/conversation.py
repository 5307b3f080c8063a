"""The course of an interview: greeting, questions, follow-ups, the closing, thanks."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from msgspec.structs import replace

from mockint.bank import Question
from mockint.candidate import Candidate
from mockint.events import TICK, Answered, Asked, Event, Key, Said, Steps, Waiting, Warned
from mockint.findings import Findings, Part
from mockint.interview.exchange import Exchange, Table
from mockint.interview.follow_ups import FollowUps
from mockint.interview.manner import MOVING_ON, NO_RECORDING, PLAINLY, Manner, acknowledgement
from mockint.interviewer import Interviewer, Line
from mockint.keyboard import STOPPED
from mockint.recognizer import Recognizer
from mockint.session import Answer, Attempt, Session, answer_sound, question_sound, save
from mockint.transcript import Transcript


def no_doubt(question: Question, transcript: Transcript) -> frozenset[Part]:
    """No part is in doubt."""
    return frozenset()


class Interview:
    """Holds one interview. ``session`` is what has happened so far, and is on disk.

    ``doubts`` names the parts that an answer may hold although no span of them was found.
    """

    def __init__(
        self,
        session: Session,
        folder: Path,
        *,
        interviewer: Interviewer,
        candidate: Candidate,
        recognizer: Callable[[], Recognizer],
        judge: Callable[[Question, Transcript], Findings],
        keys: Callable[[float], str | None],
        manner: Manner = PLAINLY,
        doubts: Callable[[Question, Transcript], Collection[Part]] = no_doubt,
    ) -> None:
        self.session = session
        self.folder = folder
        self.judge = judge
        self.doubts = doubts
        self.manner = manner
        self.table = Table(folder, interviewer, candidate, recognizer, self._key, manner.patience)
        self._read_key = keys

    def run(self) -> Iterator[Event]:
        """The interview from where it stands to its end, or to the candidate's leaving it."""
        self.save(self.session)
        returning = bool(self.session.answers)
        greeting = "Welcome back. Let us go on." if returning else self.session.greeting
        self.table.interviewer.learn(self._script(greeting))
        yield Said(greeting)
        key = yield from self._say(greeting)
        for question in self.session.remaining:
            if key is not Key.QUIT:
                key = yield from self._put(question, question.ask)
            if key is not Key.QUIT:
                key = yield from self._acknowledge(question)
        if key is not Key.QUIT:
            yield from self._close()

    def _script(self, first: str) -> list[Line]:
        """``first``, and everything the interviewer is sure to say behind it, in order."""
        lines = [Line(first)]
        for question in self.session.remaining:
            index = self._index(question)
            lines.append(Line(question.ask, self.folder / question_sound(index)))
            if self._acknowledging:
                lines.append(Line(acknowledgement(self.session.seed, index)))
        if not self.session.closed:
            kept = self.folder / question_sound(self._index(None))
            lines.append(Line(self.session.closing, kept))
        return [*lines, Line(self.session.thanks)]

    @property
    def _acknowledging(self) -> bool:
        """In practice feedback follows an answer, in a real interview a word."""
        return self.session.mode == "real"

    def _acknowledge(self, question: Question) -> Steps:
        if not self._acknowledging:
            return None
        index = self._index(question)
        skipped = self.session.answers[index].attempts[-1].ended == "skipped"
        words = MOVING_ON if skipped else acknowledgement(self.session.seed, index)
        self.table.interviewer.learn(self._script(words))
        yield Said(words)
        return (yield from self._say(words))

    def _close(self) -> Iterator[Event]:
        if not self.session.closed:
            key = yield from self._put(None, self.session.closing)
            if key is Key.QUIT:
                return
        self.save(replace(self.session, finished=True))
        yield Said(self.session.thanks)
        yield from self._say(self.session.thanks)

    def _put(self, question: Question | None, text: str) -> Steps:
        """Ask until the candidate moves on; returns the key that ended it."""
        while True:
            key = yield from self._attempt(question, text)
            if key in (Key.DONE, None):
                key = yield from FollowUps(self, self._index(question)).run()
            if key is not Key.AGAIN:
                return key

    def _attempt(self, question: Question | None, text: str) -> Steps:
        """One go at one question."""
        index = self._index(question)
        answer = self._answer(index, question, text)
        attempt = self._new_attempt(index, answer)
        yield Asked(index + 1, len(self.session.plan), text, question, attempt.number)
        exchange = Exchange(self.table, text, question_sound(index), attempt, question)
        if not exchange.invite():
            return (yield from self._unanswered(index, answer, exchange, attempt.number))
        self.keep(index, answer.with_attempt(attempt))
        key = yield from exchange.run()
        answer = replace(answer, question_sound=exchange.kept or answer.question_sound)
        if exchange.said is None:
            left = answer if key is Key.QUIT else _passed_over(answer, attempt.number)
            self.keep(index, left)
            return key
        attempt = self.marked(question, exchange.said)
        self.keep(index, answer := answer.with_attempt(attempt))
        if exchange.lost is not None:
            raise exchange.lost
        yield Answered(answer, attempt)
        return (yield from self.wait(key)) if question is not None else key

    def _new_attempt(self, index: int, answer: Answer) -> Attempt:
        """The next one; sound that lies there from before is never written over."""
        number = 1 + max((attempt.number for attempt in answer.attempts), default=0)
        while self.taken(answer_sound(index, number)):
            number += 1
        return Attempt(number, answer_sound(index, number))

    def _unanswered(self, index: int, answer: Answer, exchange: Exchange, number: int) -> Steps:
        if answer.question is not None:
            yield Warned(NO_RECORDING)
        key = yield from exchange.ask()
        answer = replace(answer, question_sound=exchange.kept or answer.question_sound)
        self.keep(index, _passed_over(answer, number))
        return key

    def marked(self, question: Question | None, attempt: Attempt) -> Attempt:
        """The attempt with its findings, where a question was asked and words were heard."""
        if question is None or attempt.transcript is None:
            return attempt
        return replace(attempt, findings=self.judge(question, attempt.transcript))

    def wait(self, key: Key | None) -> Steps:
        """Let the feedback be read, where the manner is so; returns the key that goes on."""
        if not self.manner.stop or key not in (Key.DONE, None):
            return key
        yield Waiting()
        key = self._typed_ahead()
        while key not in (Key.DONE, Key.AGAIN, Key.QUIT, Key.SKIP):
            yield Waiting()
            key = self._key(TICK)
        return key

    def _typed_ahead(self) -> Key | None:
        """Keys from before the feedback stood there were not meant for it; only leaving is."""
        while (pressed := self._read_key(0.0)) is not None:
            if _meaning(pressed) is Key.QUIT:
                return Key.QUIT
        return None

    def _say(self, text: str) -> Steps:
        return (yield from self.table.interviewer.say(text, self._key))

    def _index(self, question: Question | None) -> int:
        ids = [each.id for each in self.session.plan]
        return len(ids) if question is None else ids.index(question.id)

    def _answer(self, index: int, question: Question | None, text: str) -> Answer:
        answers = self.session.answers
        return answers[index] if index < len(answers) else Answer(question, text)

    def taken(self, name: str) -> bool:
        """Whether sound of that name lies there, recorded or being recorded."""
        path = self.folder / name
        return any(path.with_suffix(suffix).exists() for suffix in (".wav", ".flac"))

    def keep(self, index: int, answer: Answer) -> None:
        """Put answer ``index`` into the session and on disk."""
        self.save(self.session.with_answer(index, answer))

    def save(self, session: Session) -> None:
        """The session as it is from now on."""
        save(session, self.folder)
        self.session = session

    def _key(self, timeout: float = 0.0) -> Key | None:
        pressed = self._read_key(timeout)
        return None if pressed is None else _meaning(pressed)


def _meaning(pressed: str) -> Key | None:
    if pressed == STOPPED:
        return Key.PAUSE
    return next((key for key in Key if key.value == pressed.lower()), None)


def _passed_over(answer: Answer, number: int) -> Answer:
    """``answer`` as it is where it was given already, else skipped."""
    if answer.settled:
        return answer
    return answer.with_attempt(Attempt(number, None, ended="skipped"))
