"""The interview as the candidate sees it, while it happens.

``open_screen`` gives one of two screens of the same shape: ``LiveScreen``
redraws a few lines at the foot of a terminal; ``PlainScreen`` prints each
change once, for pipes, logs and screen readers.
"""

from collections.abc import Callable
from typing import Protocol

from rich.console import Console

from mockint import events
from mockint.events import Answered, Asked, Listening
from mockint.report.lines import PlainScreen
from mockint.report.live import LiveScreen
from mockint.report.phone import PhoneScreen
from mockint.report.writing import WrittenScreen
from mockint.session import FollowUp


class Screen(Protocol):
    """What an interview can be drawn on; seconds are seconds, levels dBFS."""

    def question(self, asked: Asked) -> None:
        """A question is put."""

    def follow_up(self, text: str) -> None:
        """A follow-up to the answer just given is put."""

    def note(self, text: str) -> None:
        """The interviewer says something that asks for no answer."""

    def remark(self, text: str) -> None:
        """Something that has to be read, whatever else is not."""

    def preparing(self) -> None:
        """The voice is getting ready to say what stands there."""

    def speaking(self, position: float, seconds: float) -> None:
        """The voice is ``position`` into what it says."""

    def listening(self, heard: Listening) -> None:
        """The answer is being recorded."""

    def paused(self) -> None:
        """Nothing is recorded until a key is pressed."""

    def recognising(self, seconds: float) -> None:
        """The answer is over; its last words are being made out."""

    def rating(self, text: str) -> None:
        """The candidate is asked to rate the answer just given."""

    def feedback(self, given: Answered) -> None:
        """An attempt is whole; what was found in it is drawn in practice mode only."""

    def reply(self, follow_up: FollowUp) -> None:
        """A reply is whole; what was found in it is drawn in practice mode only."""

    def waiting(self) -> None:
        """A key goes on."""

    def warning(self, text: str) -> None:
        """Something is wrong that does not end the interview."""

    def close(self) -> None:
        """Nothing more is drawn; the terminal is left as it was."""


def open_screen(
    console: Console,
    *,
    terminal: bool,
    practice: bool,
    clock: Callable[[], float],
    keys: bool = False,
    phone: bool = False,
    typed: bool = False,
) -> Screen:
    """A live screen on a terminal, a plain one elsewhere; a dark one on the ``phone``.

    ``practice`` shows the words as they come and feedback after each answer;
    ``typed``: answers are written, and nothing is redrawn under them;
    ``keys``: somebody can press them; ``clock`` gives seconds that never go back.
    """
    if phone:
        return PhoneScreen(console, keys=keys)
    if typed:
        return WrittenScreen(console, practice=practice, keys=keys)
    if terminal:
        return LiveScreen(console, practice=practice, clock=clock)
    return PlainScreen(console, practice=practice, keys=keys)


def draw(screen: Screen, event: events.Event) -> None:
    """Draw what has just happened."""
    match event:
        case events.Said():
            screen.note(event.line)
        case events.Asked():
            screen.question(event)
        case events.Probed():
            screen.follow_up(event.line)
        case events.Unspoken(text):
            screen.remark(text)
        case events.Preparing():
            screen.preparing()
        case events.Speaking(position, seconds):
            screen.speaking(position, seconds)
        case events.Listening():
            screen.listening(event)
        case events.Paused():
            screen.paused()
        case events.Recognising(seconds):
            screen.recognising(seconds)
        case events.Rating(text):
            screen.rating(text)
        case events.Answered():
            screen.feedback(event)
        case events.Replied(_, follow_up):
            screen.reply(follow_up)
        case events.Waiting():
            screen.waiting()
        case events.Warned(sentence):
            screen.warning(sentence)
