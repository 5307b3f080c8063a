"""Something is asked aloud, and something is said to it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mockint import requests
from mockint.bank import Question
from mockint.candidate import Candidate
from mockint.errors import DeviceLost, RecognizerError
from mockint.events import Key, Recognising, Said, Steps, Warned
from mockint.interview.manner import NO_RECORDING, lengthened
from mockint.interview.tone import PLAIN, Wordings
from mockint.interview.turn import Turn
from mockint.interview.writing import Desk, Writing
from mockint.interviewer import Interviewer
from mockint.limit import Limit
from mockint.recognizer import Recognizer
from mockint.requests import Request
from mockint.session import Attempt, SoundName
from mockint.sound.endpoint import Endpoint, Patience
from mockint.take import Take

LEAVING = (Key.SKIP, Key.QUIT)
"""Keys behind which nothing is said any more."""


@dataclass(frozen=True, slots=True)
class Table:
    """Who sits at it: both sides, what hears them, and the folder all is kept in."""

    folder: Path
    interviewer: Interviewer
    candidate: Candidate
    recognizer: Callable[[], Recognizer]
    key: Callable[[float], Key | None]
    patience: Patience
    limit: Limit | None = None
    wordings: Wordings = PLAIN
    desk: Desk | None = None


class Exchange:
    """Asks ``text`` and records what is said as ``attempt``; requests aloud are obeyed.

    ``said`` is the attempt with its sound and words, None where there is none.
    Its ``sound`` holds nothing of a request. ``lost``: the microphone went away.
    ``limit`` takes the place of the table's. ``behind``: what may be asked next, made ready
    while somebody speaks.
    """

    def __init__(
        self,
        table: Table,
        text: str,
        kept: SoundName,
        attempt: Attempt,
        question: Question | None,
        limit: Limit | None = None,
        behind: tuple[str, ...] = (),
    ) -> None:
        self.said: Attempt | None = None
        self.lost: DeviceLost | None = None
        self._partly = False
        self._granted = 0
        self._table = table
        self._text = text
        self._kept = table.folder / kept
        self._attempt = attempt
        self._question = question
        self._patience = table.patience
        self._limit = limit or table.limit
        self._behind = behind

    @property
    def kept(self) -> SoundName | None:
        """The name of what was asked as sound, once it is there."""
        return self._kept.name if self._kept.exists() else None

    def invite(self) -> bool:
        """Let the candidate get ready; False: nothing can be said to this."""
        return self._table.candidate.invite(self._question)

    def ask(self) -> Steps:
        """Say it; returns the key that broke in."""
        return (yield from self._say(self._text, self._kept))

    def run(self) -> Steps:
        """Ask and listen until no request is left; returns the key that ended it."""
        if self._table.desk is not None:
            return (yield from self._write(self._table.desk))
        take = self._take()  # All is made ready before the voice starts, to lose no word.
        key = yield from self.ask()
        if key not in LEAVING:
            self._table.interviewer.prepare(self._behind)
        while key not in LEAVING:
            key = yield from self._hear(take)
            request = self._request(key)
            if request is None:
                return key
            self._forget()
            if request is Request.SKIP:
                return Key.SKIP
            if not self.invite():
                yield Warned(NO_RECORDING)
                return None
            if request is Request.MOMENT:
                self._patience = lengthened(self._table.patience)
            take = self._take()
            key = yield from self._grant(request)
        take.drop()
        return key

    def _write(self, desk: Desk) -> Steps:
        writing = Writing(desk, self._table, self._text, self._kept, self._attempt)
        key = yield from writing.run()
        self.said = writing.said
        return key

    def _take(self) -> Take:
        return Turn(
            self._attempt,
            self._table.folder,
            candidate=self._table.candidate,
            hearing=self._table.recognizer().listen(live=self._table.candidate.live),
            endpoint=Endpoint(self._patience),
            key=self._table.key,
            repeat=self.ask,
            limit=self._limit,
        )

    def _hear(self, take: Take) -> Steps:
        key = yield from take.listen()
        yield Recognising(take.seconds)
        try:
            self.said = take.finish()
        except RecognizerError as error:
            self.said = take.attempt
            yield Warned(
                f"{error} The recording is kept; `mockint interview --resume` tries again."
            )
        self.lost, self._partly = take.lost, take.partly
        return key

    def _request(self, key: Key | None) -> Request | None:
        """What the last turn asks for; the words as they were made out in the end decide."""
        said = self.said
        if said is None or said.transcript is None or self.lost is not None:
            return None
        if self._partly or said.transcript.unsure:
            return None  # More may have been said than is known: no sound of it is taken away.
        return requests.read(said.transcript.text) if key in (Key.DONE, None) else None

    def _forget(self) -> None:
        """Take away the sound of a request."""
        if self.said is not None and self.said.sound is not None:
            (self._table.folder / self.said.sound).unlink(missing_ok=True)
        self.said = None

    def _grant(self, request: Request) -> Steps:
        words = self._table.wordings.granting(self._granted, moment=request is Request.MOMENT)
        self._granted += 1
        yield Said(words, self._table.interviewer.who)
        key = yield from self._say(words)
        if request is Request.REPEAT and key not in LEAVING:
            key = yield from self.ask()
        return key

    def _say(self, text: str, kept: Path | None = None) -> Steps:
        return (yield from self._table.interviewer.say(text, self._table.key, kept))
