"""An answer in writing: asked as any other, written line by line, and kept line by line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from msgspec.structs import replace

from mockint import correction, requests
from mockint.events import Event, Key, Said, Speaking, Steps, Warned
from mockint.interview.tone import Wordings
from mockint.interviewer import Interviewer
from mockint.paper import LIMIT, Paper, as_key
from mockint.requests import Request
from mockint.session import Answer, Attempt, Ended, FollowUp, Session
from mockint.transcript import written

NOTHING_YET: Final = "Nothing is written yet: write your answer, or s to skip the question."
TOO_LONG: Final = (
    f"An answer holds {LIMIT // 1000} kB at most: this is not kept any more, so end the answer"
    " with an empty line."
)
NO_SIGN: Final = "That line holds nothing that can be kept: write it in plain letters."
ENDED: Final[dict[Key, Ended]] = {Key.SKIP: "skipped", Key.QUIT: "interrupted"}
"""How an answer ends that was left; any other end is that of the whole."""
ASKED_FOR: Final = {
    Request.REPEAT: Key.REPEAT,
    Request.MOMENT: Key.PAUSE,
    Request.SKIP: Key.SKIP,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where answers are written: ``jot`` puts what is written so far on disk."""

    paper: Paper
    jot: Callable[[Attempt], None]


class Sides(Protocol):
    """What of the table is needed here."""

    @property
    def interviewer(self) -> Interviewer:
        """Who asks."""

    @property
    def wordings(self) -> Wordings:
        """How they speak."""


class Writing:
    """Asks ``text``, its sound kept as the file ``kept``, and has ``attempt`` written.

    ``said`` is the attempt with its words, None where none were written.
    """

    def __init__(self, desk: Desk, table: Sides, text: str, kept: Path, attempt: Attempt) -> None:
        self.said: Attempt | None = None
        self._desk = desk
        self._table = table
        self._text = text
        self._kept = kept
        self._attempt = attempt
        self._words: tuple[str, ...] = ()
        self._granted = 0
        self._length = 0
        self._full = False
        self._hush = False
        self._voice: Steps | None = None

    def run(self) -> Steps:
        """Until the answer is whole or left; returns the key that ended it."""
        yield from self._say(self._text, self._kept)
        key: Key | None = None
        while key is None:
            line = self._desk.paper.line()
            yield from self._fall_silent()
            key = yield from self._heed(line)
        if self._words:
            self.said = self._so_far(ENDED.get(key, "key"))
        return key

    def _heed(self, line: str | None) -> Steps:
        """What a line does; returns the key that ends the answer, if it does."""
        if line is None:
            return Key.DONE if self._words else Key.QUIT
        key = self._key(line)
        if key in (Key.REPEAT, Key.PAUSE) or (key is Key.AGAIN and not self._words):
            yield from self._grant(moment=key is Key.PAUSE)
        elif key is Key.DONE:
            return (yield from self._end())
        elif key is None:
            yield from self._write(line)
        else:
            return key
        return None

    def _key(self, line: str) -> Key | None:
        """The key that a line stands for, None where it belongs to the answer.

        A request in words is one only where nothing is written yet, as aloud.
        """
        pressed = as_key(line)
        for key in Key:
            if key.value == pressed:
                return key
        asked = None if self._words else requests.read(line)
        return None if asked is None else ASKED_FOR[asked]

    def _end(self) -> Steps:
        """An empty line ends the answer, unless it stands in what was pasted."""
        if self._desk.paper.pasted:
            return None
        if self._words:
            return Key.DONE
        if self._desk.paper.terminal:
            yield Warned(NOTHING_YET)
        return None

    def _write(self, line: str) -> Iterator[Event]:
        """Add the line to the answer, and put the answer on disk."""
        words = correction.read(line)
        length = self._length + sum(len(word.encode()) + 1 for word in words)
        if length > LIMIT:
            if not self._full:
                yield Warned(TOO_LONG)
            self._full = True
        elif words:
            self._words, self._length = (*self._words, *words), length
            self._desk.jot(self._so_far("live"))
        else:
            yield Warned(NO_SIGN)

    def _so_far(self, ended: Ended) -> Attempt:
        return replace(
            self._attempt, sound=None, ended=ended, transcript=written(self._words), typed=True
        )

    def _grant(self, *, moment: bool) -> Iterator[Event]:
        """Give a moment, or the question once more, in print and aloud."""
        words = self._table.wordings.granting(self._granted, moment=moment)
        self._granted += 1
        yield Said(words, self._table.interviewer.who)
        if moment:
            return
        yield Said(self._text, self._table.interviewer.who)
        yield from self._say(self._text, self._kept)

    def _say(self, text: str, kept: Path) -> Iterator[Event]:
        """Begin to say it; at a terminal it goes on while the candidate writes."""
        self._hush = False
        self._voice = self._table.interviewer.say(text, self._pressed, kept)
        for event in self._voice:
            yield event
            if isinstance(event, Speaking) and self._desk.paper.terminal:
                return
        self._voice = None

    def _fall_silent(self) -> Iterator[Event]:
        """Break off what is being said: a line of the candidate's has come."""
        self._hush = True
        for event in self._voice or ():
            if not isinstance(event, Speaking):
                yield event
        self._voice = None

    def _pressed(self, timeout: float) -> Key | None:
        paper = self._desk.paper
        return Key.DONE if self._hush or (paper.terminal and paper.waits) else None


def jotted(session: Session, attempt: Attempt) -> Session:
    """The session with ``attempt`` in the place of what was being said when it was saved last."""
    warm_up = session.warm_up and _jotted(session.warm_up, attempt)
    answers = tuple(_jotted(answer, attempt) for answer in session.answers)
    return replace(session, answers=answers, warm_up=warm_up)


def _jotted(answer: Answer, attempt: Attempt) -> Answer:
    attempts = tuple(attempt if each.ended == "live" else each for each in answer.attempts)
    follow_ups = tuple(_replied(each, attempt) for each in answer.follow_ups)
    return replace(answer, attempts=attempts, follow_ups=follow_ups)


def _replied(follow_up: FollowUp, reply: Attempt) -> FollowUp:
    live = follow_up.reply is not None and follow_up.reply.ended == "live"
    return replace(follow_up, reply=reply) if live else follow_up
