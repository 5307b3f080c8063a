"""The interview as plain lines: each change of state once, nothing redrawn."""

from math import ceil

from rich.console import Console
from rich.text import Text

from mockint.events import Answered, Asked, Listening
from mockint.report.answer import legend, short_feedback
from mockint.report.follow_ups import reply_feedback
from mockint.report.plain import clock, plain
from mockint.report.style import each_key
from mockint.session import FollowUp

LEFT = ("skipped", "interrupted")
"""Endings behind which no feedback is shown at once: the candidate has moved on."""

KEYS = "Keys: Enter done, r repeat, s skip, p pause, a again, q quit."


def title(asked: Asked) -> str:
    """ "Question 2 of 5, behavioral"; without a stage it is the closing one, or 0 the warm-up."""
    bare = "To close" if asked.number else "To warm up"
    stage = plain(asked.stage).replace("-", " ")
    named = f"Question {asked.number} of {asked.of}, {stage}" if stage else bare
    return named if asked.attempt == 1 else f"{named}, attempt {asked.attempt}"


class PlainScreen:
    """Prints to ``console``; a state that goes on is said once.

    ``keys``: somebody is there to press them, so that they are told once.
    """

    def __init__(self, console: Console, *, practice: bool, keys: bool = False) -> None:
        self._console = console
        self._practice = practice
        self._keys = keys
        self._untold = KEYS if keys else ""
        self._state = ""
        self._nudge = ""
        self._counting = False
        self._warned: set[str] = set()
        self._explained = False

    def question(self, asked: Asked) -> None:
        """Print the question."""
        self._warned.clear()
        self._state = self._nudge = ""
        self._print("")
        self._print(f"{title(asked)}: {asked.line}")
        self._tell(self._untold)
        self._untold = ""

    def follow_up(self, text: str) -> None:
        """Print a follow-up to the answer just given."""
        self._state = self._nudge = ""
        self._print(f"Follow-up: {text}")

    def note(self, text: str) -> None:
        """Print what the interviewer says."""
        self._print(text)

    def remark(self, text: str) -> None:
        """Print what has to be read."""
        self.note(text)

    def preparing(self) -> None:
        """Nothing: the question stands there already."""

    def speaking(self, position: float, seconds: float) -> None:
        """Nothing: the question stands there already."""

    def listening(self, heard: Listening) -> None:
        """Say once that the answer is being recorded, and each nudge once."""
        self._change("Listening.")
        if heard.countdown is not None and not self._counting:
            self._print(f"Ending in {max(ceil(heard.countdown), 0)} s: keep talking to go on.")
        self._counting = heard.countdown is not None
        if heard.nudge and heard.nudge != self._nudge:
            self._print(heard.nudge)
        self._nudge = heard.nudge

    def paused(self) -> None:
        """Say once that nothing is recorded."""
        self._change("Paused: nothing is recorded.")

    def recognising(self, seconds: float) -> None:
        """Say how much was recorded."""
        self._change(f"{clock(seconds)} recorded; making out the last words.")

    def rating(self, text: str) -> None:
        """Print once what is asked."""
        self._change(text)

    def feedback(self, given: Answered) -> None:
        """Print what was found."""
        if not self._practice or given.attempt.ended in LEFT:
            return
        if given.attempt.findings is not None and not self._explained:
            self._explained = True
            self._console.print(legend())
        self._console.print(short_feedback(given, keys=self._keys))

    def reply(self, follow_up: FollowUp) -> None:
        """Print what was found in a reply."""
        if self._practice and follow_up.reply and follow_up.reply.ended not in LEFT:
            self._console.print(reply_feedback(follow_up))

    def waiting(self) -> None:
        """Say once which keys go on."""
        self._change("Enter goes on, a gives this answer again, q ends the interview.")

    def warning(self, text: str) -> None:
        """Print a warning once a question."""
        if text not in self._warned:
            self._warned.add(text)
            self._print(f"! {text}")

    def close(self) -> None:
        """Nothing is left to put right."""

    def _tell(self, keys: str) -> None:
        """Print the keys; in large print each on a line of its own."""
        for line in each_key(self._console, keys):
            if line:
                self._print(line)

    def _change(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self._print(state)

    def _print(self, line: str) -> None:
        self._console.print(Text(plain(line)))
