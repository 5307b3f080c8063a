"""The course of an interview: greeting, warm-up, questions, the closing, thanks."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from msgspec.structs import replace

from mockint.bank import Question
from mockint.candidate import Candidate
from mockint.events import TICK, Event, Key, Said, Steps, Waiting
from mockint.findings import Findings, Part
from mockint.interview.attempts import Attempts
from mockint.interview.exchange import Table
from mockint.interview.follow_ups import FollowUps
from mockint.interview.manner import PLAINLY, Manner
from mockint.interview.panel import asking, chairs, opening
from mockint.interview.rating import Ratings
from mockint.interview.tone import WORDINGS, Wordings
from mockint.interview.warm_up import WarmUp, warm_up_lines
from mockint.interview.writing import Desk, jotted
from mockint.interviewer import Interviewer, Line
from mockint.keyboard import STOPPED
from mockint.limit import going_on
from mockint.paper import Paper
from mockint.recognizer import Recognizer
from mockint.session import Answer, Attempt, Session, question_sound, save
from mockint.transcript import Transcript


def no_doubt(question: Question, transcript: Transcript) -> frozenset[Part]:
    """No part is in doubt."""
    return frozenset()


class Interview:
    """Holds one interview. ``session`` is what has happened so far, and is on disk.

    ``doubts`` names the parts that an answer may hold although no span of them was found.
    ``ratings`` asks how good each answer was; ``keys`` are then read through it. With ``paper``
    the answers are written.
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
        ratings: Ratings | None = None,
        paper: Paper | None = None,
    ) -> None:
        self.session = session
        self.folder = folder
        self.judge = judge
        self.doubts = doubts
        self.manner = manner
        self.table = Table(
            *(folder, interviewer, candidate, recognizer, self._key),
            manner.patience,
            manner.limit,
            self.wordings,
            Desk(paper, self._jot) if paper is not None else None,
        )
        self._read_key = keys
        self.ratings = ratings

    def run(self) -> Iterator[Event]:
        """The interview from where it stands to its end, or to the candidate's leaving it."""
        self.save(self.session)
        returning = bool(self.session.answers or self.session.warmed_up)
        key = yield from self._open(returning)
        if key is not Key.QUIT:
            key = yield from WarmUp(self).run()
        if self.session.answers and key is not Key.QUIT:
            key = yield from self._take_up()
        for question in self.session.remaining:
            if key is not Key.QUIT:
                key = yield from self._put(question, question.ask)
            if key is not Key.QUIT:
                key = yield from self._acknowledge(question)
        if key is not Key.QUIT:
            yield from self._close()

    @property
    def wordings(self) -> Wordings:
        """What is said beside the questions."""
        return WORDINGS[self.session.scene.tone]

    def _open(self, returning: bool) -> Steps:
        """Greet; who has been greeted before is only welcomed back."""
        lines = opening(self.session, self.wordings.welcome_back if returning else None)
        self.table.interviewer.learn([*lines, *self._script()])
        key: Key | None = None
        for line in lines:
            if key is not Key.QUIT:
                key = yield from self._say(line.text, line.chair)
        self.seat(0)
        return key

    def _take_up(self) -> Steps:
        """The follow-ups that were still to be asked when the interview was left."""
        answer = self.session.answers[-1]
        follow_ups = FollowUps(self, len(self.session.answers) - 1)
        if answer.question is None or not answer.settled or not follow_ups.due:
            return None
        chair = asking(self.session, len(self.session.answers) - 1)
        key = yield from self._say(f"The question was: {answer.asked}", chair)
        if key is not Key.QUIT:
            key = yield from follow_ups.run()
        if key is Key.AGAIN:
            key = yield from self._put(answer.question, answer.asked)
        return key if key is Key.QUIT else (yield from self._acknowledge(answer.question))

    def _script(self) -> list[Line]:
        """Everything the interviewers are sure to say from here on, in order."""
        lines = [*warm_up_lines(self)]
        for question in self.session.remaining:
            index = self._index(question)
            chair = asking(self.session, index)
            lines.append(Line(question.ask, self.folder / question_sound(index), chair))
            if self._acknowledging and (words := self._acknowledgement(index)):
                lines.append(Line(words, chair=chair))
        if not self.session.closed:
            kept = self.folder / question_sound(self._index(None))
            lines.append(Line(self.session.closing, kept))
        return [*lines, Line(self.session.thanks)]

    @property
    def _acknowledging(self) -> bool:
        """In practice feedback follows an answer, in a real interview and on the phone a word."""
        return self.session.mode == "real" or self.session.scene.phone

    def _acknowledge(self, question: Question) -> Steps:
        index = self._index(question)
        words = self._acknowledgement(index) if self._acknowledging else ""
        if not words:
            return None
        chair = asking(self.session, index)
        self.table.interviewer.learn([Line(words, chair=chair), *self._script()])
        return (yield from self._say(words, chair))

    def _acknowledgement(self, index: int) -> str:
        """What is said behind answer ``index``, as it stands or as it is hoped for; maybe none."""
        seed, tone = self.session.seed, self.session.scene.tone
        given = self.session.answers[index : index + 1]
        if given and given[0].cut_off:
            return going_on(seed, index, tone)
        ended = [attempt.ended for answer in given for attempt in answer.attempts[-1:]]
        return self.wordings.acknowledgement(seed, index, skipped=ended == ["skipped"])

    def _close(self) -> Iterator[Event]:
        if not self.session.closed:
            key = yield from self._put(None, self.session.closing)
            if key is Key.QUIT:
                return
        self.save(replace(self.session, finished=True))
        yield from self._say(self.session.thanks)

    def _put(self, question: Question | None, text: str) -> Steps:
        """Ask until the candidate moves on; returns the key that ended it."""
        return (yield from Attempts(self, self._index(question), question, text).run())

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

    def _say(self, text: str, chair: int = 0) -> Steps:
        yield Said(text, self.seat(chair))
        return (yield from self.table.interviewer.say(text, self._key))

    def seat(self, chair: int) -> str:
        """Give the word to the one in that chair; returns their name."""
        who = chairs(self.session)[chair]
        self.table.interviewer.seat(chair, who)
        return who

    def _index(self, question: Question | None) -> int:
        ids = [each.id for each in self.session.plan]
        return len(ids) if question is None else ids.index(question.id)

    def taken(self, name: str) -> bool:
        """Whether sound of that name lies there, recorded or being recorded."""
        path = self.folder / name
        return any(path.with_suffix(suffix).exists() for suffix in (".wav", ".flac"))

    def keep(self, index: int, answer: Answer) -> None:
        """Put answer ``index`` into the session and on disk."""
        self.save(self.session.with_answer(index, answer))

    def _jot(self, attempt: Attempt) -> None:
        """Put what is written so far on disk."""
        self.save(jotted(self.session, attempt))

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
