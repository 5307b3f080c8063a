"""An interview on the phone: there is nothing to be read, save whether anything is recorded."""

from rich.console import Console
from rich.text import Text

from mockint.events import Answered, Asked, Listening
from mockint.report.plain import plain
from mockint.report.style import each_key
from mockint.session import FollowUp

ON_THE_PHONE = "On the phone."
PAUSED = "Paused: nothing is recorded until you press p."
KEYS = "Enter done, r repeat, s skip, p pause, a again, q quit."
"""What can be pressed, where somebody is there to do it."""


class PhoneScreen:
    """Prints to ``console`` what cannot be heard; nothing of what was asked, said or found.

    ``keys``: somebody is there to press them, so that they are told once.
    """

    def __init__(self, console: Console, *, keys: bool = False) -> None:
        self._console = console
        self._paused = PAUSED if keys else "Paused."
        self._untold = f"{ON_THE_PHONE} {KEYS}" if keys else ON_THE_PHONE
        self._state = ""
        self._warned: set[str] = set()

    def question(self, asked: Asked) -> None:
        """Nothing: it is heard."""
        self._turn()
        self._warned.clear()

    def follow_up(self, text: str) -> None:
        """Nothing: it is heard."""
        self._turn()

    def note(self, text: str) -> None:
        """Nothing: it is heard."""
        self._turn()

    def remark(self, text: str) -> None:
        """Print what has to be read, since nobody says it."""
        self._print(text)

    def preparing(self) -> None:
        """Nothing: the line is quiet."""

    def speaking(self, position: float, seconds: float) -> None:
        """Nothing: it is heard."""

    def listening(self, heard: Listening) -> None:
        """Say once that it is recorded; a clock, a level and words are on no telephone."""
        self._change("Recording.")

    def paused(self) -> None:
        """Say once that nothing is recorded."""
        self._change(self._paused)

    def recognising(self, seconds: float) -> None:
        """Nothing: the other one thinks."""

    def feedback(self, given: Answered) -> None:
        """Nothing: all of it stands in the report at the end."""

    def reply(self, follow_up: FollowUp) -> None:
        """Nothing: all of it stands in the report at the end."""

    def rating(self, text: str) -> None:
        """Print what the candidate is to press."""
        self._change(text)

    def waiting(self) -> None:
        """Nothing: there is no feedback to be read."""

    def warning(self, text: str) -> None:
        """Print a warning once a question."""
        if text not in self._warned:
            self._warned.add(text)
            self._print(f"! {text}")

    def close(self) -> None:
        """Nothing is left to put right."""

    def _turn(self) -> None:
        """The interviewer has the word; behind it the state is said anew."""
        self._state = ""
        for line in each_key(self._console, self._untold):
            if line:
                self._print(line)
        self._untold = ""

    def _change(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self._print(state)

    def _print(self, line: str) -> None:
        self._console.print(Text(plain(line)))
