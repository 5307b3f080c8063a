"""What else stands on the screen is said by the interviewer's voice, for who does not see it.

The interview knows nothing of it: its events pass through here, and behind some of them
something is said before the next thing happens. Nothing is recorded meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import numpy as np

from mockint.bank import Question
from mockint.candidate import NOTHING, Candidate
from mockint.errors import DeviceLost
from mockint.events import (
    Answered,
    Asked,
    Event,
    Key,
    Listening,
    Paused,
    Probed,
    Rating,
    Replied,
    Said,
    Waiting,
    Warned,
)
from mockint.interviewer import Interviewer
from mockint.keyboard import STOPPED
from mockint.sound.clip import Samples
from mockint.sound.level import MUTED, QUIET
from mockint.take import STOPPED as STALLED

UNHEARD = frozenset((MUTED, QUIET))
"""Warnings that may only mean that somebody thinks before they begin."""
THOUGHT = 8.0
"""Seconds without a word after which such a warning breaks in on an answer."""
ASKING = (Waiting, Paused, Rating)
"""Events behind which the interview waits for a key."""
LEAVE, AGAIN = Key.QUIT.value, Key.REPEAT.value
OWN = {key.value: key for key in (Key.DONE, Key.REPEAT, Key.PAUSE)} | {STOPPED: Key.PAUSE}
"""Keys that mean what is being said, and not the interview."""


class Attended:
    """``candidate``, whose hearing can be held from outside while something is said to them."""

    def __init__(self, candidate: Candidate) -> None:
        self.live = candidate.live
        self.heard = False
        self._candidate = candidate
        self._rest: Samples = NOTHING

    @property
    def over(self) -> bool:
        """Whether the recording has ended."""
        return self._candidate.over and not len(self._rest)

    @property
    def level(self) -> float:
        """How loud it is now, in dBFS."""
        return self._candidate.level

    def invite(self, question: Question | None) -> bool:
        """As the candidate's own."""
        return self._candidate.invite(question)

    def begin(self) -> None:
        """From this moment on everything is heard."""
        self.heard = True
        self._candidate.begin()

    def hold(self) -> Samples:
        """Hear nothing; what was heard and not read yet."""
        self.heard = False
        return np.concatenate([self._taken(), self._candidate.hold()])

    def read(self, timeout: float) -> Samples | None:
        """What was kept from before the last word aloud, then the candidate's own."""
        rest = self._taken()
        return rest if len(rest) else self._candidate.read(timeout)

    def leave(self) -> None:
        """Let go of the device or file."""
        self._candidate.leave()

    def break_in(self) -> None:
        """Hear nothing until ``resume``; nothing that was said is lost."""
        with suppress(DeviceLost):  # The next read says it.
            self._rest = np.concatenate([self._rest, self._candidate.hold()])

    def resume(self) -> None:
        """Go on hearing."""
        with suppress(DeviceLost):
            self._candidate.begin()

    def _taken(self) -> Samples:
        rest, self._rest = self._rest, NOTHING
        return rest


class Aloud:
    """Says what ``told`` makes of an event through ``interviewer``; empty is not said.

    The ``keys`` of the interview are read through it. Those that are ``pressed`` while it
    speaks are its own: Enter breaks it off, r says it again, p pauses it; every other one
    breaks it off and goes to the interview.
    """

    def __init__(
        self,
        interviewer: Interviewer,
        candidate: Candidate,
        keys: Callable[[float], str | None],
        pressed: Callable[[float], str | None],
        told: Callable[[Event], str],
        opening: str = "",
    ) -> None:
        self.candidate = Attended(candidate)
        self._interviewer = interviewer
        self._keys = keys
        self._pressed = pressed
        self._told = told
        self._opening = opening
        self._last: Event | None = None
        self._feedback = ""
        self._later: list[str] = []
        self._unheard = ""
        self._ahead: str | None = None
        self._again = False

    def read(self, timeout: float = 0.0) -> str | None:
        """The next key for the interview; r behind feedback says that again instead."""
        pressed = self._ahead
        # What is read without waiting is thrown away there; this one was meant.
        drained = isinstance(self._last, ASKING) and timeout == 0.0 and pressed != LEAVE
        if pressed is None or drained:
            pressed = self._keys(timeout)
        else:
            self._ahead = None
        if isinstance(self._last, Waiting) and pressed is not None and pressed.lower() == AGAIN:
            self._again = True
            return None
        return pressed

    def run(self, events: Iterator[Event], notes: Iterable[str]) -> Iterator[Event]:
        """The ``notes`` and the opening, and every event with what is said behind it."""
        noted = [self._told(Warned(note)) for note in notes]
        yield from self.say(" ".join(filter(None, (*noted, self._opening))))
        for event in events:
            if isinstance(event, Said | Asked | Probed) and self._ahead != LEAVE:
                self._ahead = None  # It was meant for what went before.
            first = type(event) is not type(self._last)
            self._last = event
            yield event
            yield from self._behind(event, first)

    def say(self, text: str) -> Iterator[Event]:
        """Say it to its end, or until a key; nothing where there is no loudspeaker."""
        if text and self._interviewer.loudspeaker is not None:
            yield from self._interviewer.say(text, self._breaking_off)

    def _behind(self, event: Event, first: bool) -> Iterator[Event]:
        if isinstance(event, ASKING):
            yield from self._ask(self._told(event), first)
        elif isinstance(event, Warned):
            yield from self._warn(event)
        elif isinstance(event, Listening) and self._unheard:
            yield from self._complain(event)
        elif isinstance(event, Answered | Replied):
            told = (*self._later, self._unheard, self._told(event))
            self._feedback, self._unheard = " ".join(filter(None, told)), ""
            self._later.clear()
            yield from self.say(self._feedback)

    def _ask(self, text: str, first: bool) -> Iterator[Event]:
        """Say once what asks for a key, and the feedback again where that was asked for."""
        again, self._again = self._again, False
        if again:
            yield from self.say(self._feedback)
        if not text or not (first or again) or self._ahead is not None:
            return
        if self._interviewer.loudspeaker is not None:
            yield from self._interviewer.say(text, self._answering)

    def _warn(self, event: Warned) -> Iterator[Event]:
        """At once, unless an answer is being heard that goes on all the same."""
        text = self._told(event)
        if not self.candidate.heard:
            yield from self.say(text)
        elif event.sentence == STALLED:
            yield from self._break_in(text)
        elif event.sentence in UNHEARD:
            self._unheard = text
        else:
            self._later.append(text)

    def _complain(self, event: Listening) -> Iterator[Event]:
        """Say that nobody is heard once it is clear; behind the answer if somebody was."""
        if event.words:
            self._later.append(self._unheard)
        elif event.seconds >= THOUGHT:
            yield from self._break_in(self._unheard)
        else:
            return
        self._unheard = ""

    def _break_in(self, text: str) -> Iterator[Event]:
        self.candidate.break_in()
        yield from self.say(text)
        self.candidate.resume()

    def _breaking_off(self, timeout: float) -> Key | None:
        pressed = self._pressed(timeout)
        if pressed is None:
            return None
        if (key := OWN.get(pressed.lower())) is not None:
            return key
        self._ahead = pressed.lower()
        return Key.DONE

    def _answering(self, timeout: float) -> Key | None:
        """The first key is the answer to what is being asked."""
        self._ahead = self._pressed(timeout)
        return None if self._ahead is None else Key.DONE


def read_aloud(
    interviewer: Interviewer, keys: Callable[[float], str | None], pieces: Iterable[str]
) -> Iterator[Event]:
    """Say each piece: Enter goes on to the next, r says it again, p pauses, q ends it."""

    def key(timeout: float) -> Key | None:
        pressed = keys(timeout)
        if pressed is None:
            return None
        return Key.QUIT if pressed.lower() == LEAVE else OWN.get(pressed.lower())

    for piece in pieces:
        if (yield from interviewer.say(piece, key)) is Key.QUIT:
            return
