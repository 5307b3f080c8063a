"""The interview: a generator of what happens. It asks, listens and judges; it prints nothing.

All state is on disk at every moment, so that an interview killed anywhere goes
on from there (see ``mockint.rescue``).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from mockint.bank import Question
from mockint.candidate import Candidate
from mockint.errors import RecognizerError
from mockint.events import (
    TICK,
    Answered,
    Asked,
    Event,
    Key,
    Recognising,
    Said,
    Steps,
    Waiting,
    Warned,
)
from mockint.findings import Findings
from mockint.interviewer import Interviewer, Line
from mockint.keyboard import STOPPED
from mockint.recognizer import Recognizer
from mockint.session import Answer, Attempt, Session, answer_sound, question_sound, save
from mockint.sound.endpoint import PATIENCE, Endpoint, Patience
from mockint.take import Take
from mockint.transcript import Transcript

NO_RECORDING = "There is no recording left for this question: it is skipped."


@dataclass(frozen=True, slots=True)
class Manner:
    """How the interview is held. ``stop``: wait for a key after the feedback on each answer."""

    patience: Patience = PATIENCE
    stop: bool = False


class Interview:
    """Holds one interview. ``session`` is what has happened so far, and is on disk."""

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
        manner: Manner = Manner(),
    ) -> None:
        self.session = session
        self.folder = folder
        self._interviewer = interviewer
        self._candidate = candidate
        self._recognizer = recognizer
        self._judge = judge
        self._read_key = keys
        self._manner = manner

    def run(self) -> Iterator[Event]:
        """The interview from where it stands to its end, or to the candidate's leaving it."""
        self._save(self.session)
        returning = bool(self.session.answers)
        greeting = "Welcome back. Let us go on." if returning else self.session.greeting
        self._interviewer.learn(self._script(greeting))
        yield Said(greeting)
        key = yield from self._interviewer.say(greeting, self._key)
        for question in self.session.remaining:
            if key is Key.QUIT:
                return
            key = yield from self._put(question, question.ask)
        if key is not Key.QUIT:
            yield from self._close()

    def _script(self, greeting: str) -> list[Line]:
        """Everything the interviewer will say, in order."""
        asked = [(self._index(question), question.ask) for question in self.session.remaining]
        asked.append((self._index(None), self.session.closing))
        lines = [Line(text, self.folder / question_sound(index)) for index, text in asked]
        return [Line(greeting), *lines, Line(self.session.thanks)]

    def _close(self) -> Iterator[Event]:
        if not self.session.closed:
            key = yield from self._put(None, self.session.closing)
            if key is Key.QUIT:
                return
        self._save(replace(self.session, finished=True))
        yield Said(self.session.thanks)
        yield from self._interviewer.say(self.session.thanks, self._key)

    def _put(self, question: Question | None, text: str) -> Steps:
        """Ask until the candidate moves on; returns the key that ended it."""
        while True:
            key = yield from self._attempt(question, text)
            if key is not Key.AGAIN:
                return key

    def _attempt(self, question: Question | None, text: str) -> Steps:
        """One go at one question; all is made ready before the voice starts, to lose no word."""
        index = self._index(question)
        answer = self._answer(index, question, text)
        number = self._number(index, answer)
        yield Asked(index + 1, len(self.session.plan), text, question, number)
        if not self._candidate.invite(question):
            return (yield from self._unanswered(index, answer, number))
        attempt = Attempt(number, answer_sound(index, number))
        self._keep(index, answer.with_attempt(attempt))
        take = self._take(attempt, index, text)
        key = yield from self._say(index, text)
        if key in (Key.SKIP, Key.QUIT):
            take.drop()
            answer = self._with_question_sound(index, answer)
            self._keep(index, answer if key is Key.QUIT else _passed_over(answer, number))
            return key
        return (yield from self._answering(index, answer, take))

    def _number(self, index: int, answer: Answer) -> int:
        """The next attempt's; sound that lies there from before is never written over."""
        number = 1 + max((attempt.number for attempt in answer.attempts), default=0)
        while any(
            (self.folder / answer_sound(index, number)).with_suffix(suffix).exists()
            for suffix in (".wav", ".flac")
        ):
            number += 1
        return number

    def _unanswered(self, index: int, answer: Answer, number: int) -> Steps:
        if answer.question is not None:
            yield Warned(NO_RECORDING)
        key = yield from self._say(index, answer.asked)
        answer = self._with_question_sound(index, answer)
        self._keep(index, _passed_over(answer, number))
        return key

    def _say(self, index: int, text: str) -> Steps:
        kept = self.folder / question_sound(index)
        return (yield from self._interviewer.say(text, self._key, kept))

    def _with_question_sound(self, index: int, answer: Answer) -> Answer:
        kept = self.folder / question_sound(index)
        return replace(answer, question_sound=kept.name) if kept.exists() else answer

    def _answering(self, index: int, answer: Answer, take: Take) -> Steps:
        key = yield from take.listen()
        yield Recognising(take.seconds)
        try:
            attempt = self._marked(answer.question, take.finish())
        except RecognizerError as error:
            attempt = take.attempt
            yield Warned(
                f"{error} The recording is kept; `mockint interview --resume` tries again."
            )
        answer = self._with_question_sound(index, answer.with_attempt(attempt))
        self._keep(index, answer)
        if take.lost is not None:
            raise take.lost
        yield Answered(answer, attempt)
        if self._manner.stop and answer.question is not None and key in (Key.DONE, None):
            key = yield from self._wait()
        return key

    def _take(self, attempt: Attempt, index: int, asked: str) -> Take:
        return Take(
            attempt,
            self.folder,
            candidate=self._candidate,
            hearing=self._recognizer().listen(live=self._candidate.live),
            endpoint=Endpoint(self._manner.patience),
            key=self._key,
            repeat=lambda: self._say(index, asked),
        )

    def _marked(self, question: Question | None, attempt: Attempt) -> Attempt:
        if question is None or attempt.transcript is None:
            return attempt
        return replace(attempt, findings=self._judge(question, attempt.transcript))

    def _wait(self) -> Steps:
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

    def _index(self, question: Question | None) -> int:
        ids = [each.id for each in self.session.plan]
        return len(ids) if question is None else ids.index(question.id)

    def _answer(self, index: int, question: Question | None, text: str) -> Answer:
        answers = self.session.answers
        return answers[index] if index < len(answers) else Answer(question, text)

    def _keep(self, index: int, answer: Answer) -> None:
        self._save(self.session.with_answer(index, answer))

    def _save(self, session: Session) -> None:
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
