"""How long an answer may take, and what the interviewer says who goes on behind that.

In practice nobody goes on: the clock is shown, and the answer goes on as long as it takes.
"""

from dataclasses import dataclass
from random import Random
from typing import Final

DRILL = 20.0
"""Seconds for one part of a story when nobody says."""
PAUSE = 0.7
"""Seconds of silence at which a usual speaker is not in mid-sentence."""
BLOCKED = 2
"""So many of the pauses of who speaks otherwise: within one of them they may only be held up."""
LONGER = 20.0
"""Seconds behind the limit at which an interviewer goes on, pause or not."""

GOING_ON: Final[dict[str, tuple[str, ...]]] = {
    "plain": (
        "Thank you, let us go on there.",
        "Let me stop you there, so that we get to the rest.",
        "Thank you. For the sake of time, let us go on.",
        "All right, let us leave it there.",
    ),
    "terse": ("Let us go on.", "Time.", "We have to go on."),
    "friendly": (
        "Thank you. I have to watch the clock a little, so let us go on.",
        "I would gladly hear more, but let us leave it there for the sake of time.",
        "Thank you, that gives me enough to go on with.",
    ),
}
"""What is said behind an answer that was ended, by the interviewer's tone."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``seconds`` that an answer may take. ``strict``: behind them the interviewer goes on.

    ``pause``: seconds of silence at which that can be done without cutting a word off.
    """

    seconds: float
    strict: bool = False
    pause: float = PAUSE

    def over(self, seconds: float) -> bool:
        """Whether an answer of so many seconds has taken its time."""
        return seconds >= self.seconds

    def ends(self, seconds: float, quiet: float) -> bool:
        """Whether the interviewer goes on ``seconds`` into it, ``quiet`` of them silence now."""
        if not self.strict or not self.over(seconds):
            return False
        return quiet >= self.pause or self.over(seconds - LONGER)

    @property
    def notice(self) -> str:
        """What is shown to the candidate once it is over."""
        if self.strict:
            return "Time: the interviewer goes on at your next pause."
        return "Time: come to the end when it suits you; nothing is cut."


def between(pause: float, *, usual: bool) -> float:
    """The seconds of silence to go on at, where a ``pause`` in speech lasts that long."""
    return PAUSE if usual else BLOCKED * pause


def usual(*, real: bool, drill: bool, long: float) -> float | None:
    """Seconds when nobody says; None where nobody minds. ``long``: what is long for an answer."""
    if drill:
        return DRILL
    return long if real else None


def going_on(seed: int, index: int, tone: str = "plain") -> str:
    """What is said behind answer ``index`` that took too long: never the same twice in a row."""
    known = GOING_ON.get(tone, GOING_ON["plain"])
    words = Random(seed).sample(known, len(known))
    return words[index % len(words)]
