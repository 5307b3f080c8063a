"""What happens in an interview, as it happens; the interview yields these and prints nothing."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum

from mockint.bank import Question
from mockint.session import Answer, Attempt, FollowUp


class Key(Enum):
    """What the candidate can ask for with one key."""

    DONE = "\n"
    REPEAT = "r"
    SKIP = "s"
    PAUSE = "p"
    AGAIN = "a"
    QUIT = "q"


@dataclass(frozen=True, slots=True)
class Said:
    """The interviewer says something that asks for no answer; ``who`` is one of several."""

    text: str
    who: str = ""

    @property
    def line(self) -> str:
        """The text behind the name of who says it, where there are several."""
        return _line(self.text, self.who)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question is put: ``number`` of ``of``; ``question`` None is the closing one.

    ``who`` asks, where there are several.
    """

    number: int
    of: int
    text: str
    question: Question | None
    attempt: int
    who: str = ""

    @property
    def line(self) -> str:
        """The text behind the name of who asks, where there are several."""
        return _line(self.text, self.who)

    @property
    def stage(self) -> str:
        """That of the question; empty for the closing one."""
        return self.question.stage if self.question else ""


@dataclass(frozen=True, slots=True)
class Probed:
    """Follow-up ``number`` (from 1) to the answer just given is asked, by ``who``."""

    number: int
    text: str
    who: str = ""

    @property
    def line(self) -> str:
        """The text behind the name of who asks, where there are several."""
        return _line(self.text, self.who)


def _line(text: str, who: str) -> str:
    return f"{who}: {text}" if who else text


@dataclass(frozen=True, slots=True)
class Unspoken:
    """What was to be heard and nowhere read could not be said: now it has to be read."""

    text: str


@dataclass(frozen=True, slots=True)
class Preparing:
    """The voice is getting ready; the text stands there already."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """The voice is ``position`` of ``seconds`` into what it says."""

    position: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Listening:
    """``seconds`` are recorded, at ``level`` dBFS now; silence ends it in ``countdown`` seconds.

    ``behind``: seconds of sound the recogniser has still to hear; None where it keeps up.
    ``limit``: the seconds it may take, None where nobody minds.
    """

    seconds: float
    level: float
    words: str
    countdown: float | None
    nudge: str
    behind: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    """Nothing is recorded until a key is pressed."""


@dataclass(frozen=True, slots=True)
class Recognising:
    """The answer is over; its last words are being made out."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Rating:
    """The candidate is asked to rate the answer just given, in these words; a key goes on."""

    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An attempt is whole, on disk and marked."""

    answer: Answer
    attempt: Attempt


@dataclass(frozen=True, slots=True)
class Replied:
    """A reply to a follow-up is whole, on disk and marked."""

    answer: Answer
    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class Waiting:
    """Feedback is on the screen; a key goes on."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something is wrong that does not end the interview; ``sentence`` says what to do."""

    sentence: str


Event = (
    Said
    | Asked
    | Probed
    | Unspoken
    | Preparing
    | Speaking
    | Listening
    | Paused
    | Recognising
    | Rating
    | Answered
    | Replied
    | Waiting
    | Warned
)

Steps = Generator[Event, None, Key | None]
"""Yields what happens and returns the key that ended it, None if it ended by itself."""

TICK = 0.1
"""Seconds between two looks at the keys while nothing happens."""


def pause(key: Callable[[float], Key | None]) -> Steps:
    """Nothing goes on until a key is pressed; returns it."""
    yield Paused()
    while (pressed := key(TICK)) is None:
        yield Paused()
    return pressed
