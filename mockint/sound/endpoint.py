"""When is an answer over? Decided from (seconds, speech?, last word) alone.

A candidate who thinks is not done. So the wait grows where a sentence hangs
("and", "because", "um"), at the start of an answer, and with the pauses the
candidate has already made and spoken on from.
"""

from dataclasses import dataclass

HANGING = frozenset(
    "a about after also an and as at basically because before but by er erm even except for from "
    "hmm i if in into is it its just like maybe mm my no not of oh okay on or our over plus really "
    "since so than that the their then there they this to uh um until was we well were when where "
    "which while who with would you your".split()
)
"""Words after which a sentence goes on; a silence behind one is thought."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds of silence end an answer; ``silence`` None: none ever do.

    ``silence``: behind a word that can end a sentence. ``hanging``: behind one
    that cannot, or within the first ``opening`` seconds of speech. ``growth``:
    how many times the longest pause so far is waited, up to ``longest``.
    ``empty``: when nothing was said at all. ``countdown``: shown for that long.
    """

    silence: float | None = 3.0
    hanging: float = 5.0
    opening: float = 6.0
    growth: float = 1.5
    longest: float = 7.0
    empty: float = 90.0
    countdown: float = 2.0


PATIENCE = Patience()

MANUAL = Patience(silence=None)
"""Only a key ends the answer."""


class Endpoint:
    """Listens along with one answer.

    ``over``: the answer has ended. ``remaining``: seconds until it ends if the
    silence lasts, once the countdown shows; None while it does not.
    """

    def __init__(self, patience: Patience = PATIENCE) -> None:
        self.patience = patience
        self.over = False
        self.remaining: float | None = None
        self._silent_since = 0.0
        self._first_speech: float | None = None
        self._speaking = False
        self._longest_pause = 0.0

    def hear(self, seconds: float, speech: bool, last_word: str = "") -> None:
        """At ``seconds`` into the answer there is ``speech`` or not, after ``last_word``."""
        if speech:
            self._hear_speech(seconds)
            return
        if self._speaking:
            self._speaking, self._silent_since = False, seconds
        silence = seconds - self._silent_since
        wait = self.wait(last_word)
        if wait is None:
            return
        left = max(0.0, wait - silence)
        self.remaining = left if left <= self.patience.countdown else None
        self.over = left == 0.0

    def wait(self, last_word: str = "") -> float | None:
        """Seconds of silence that would end the answer now; None: none would."""
        patience = self.patience
        if patience.silence is None:
            return None
        if self._first_speech is None:
            return patience.empty
        opening = self._silent_since - self._first_speech < patience.opening
        hangs = opening or last_word.lower().strip(".,?!;:…-\"'") in HANGING
        learnt = min(patience.longest, patience.growth * self._longest_pause)
        return max(patience.hanging if hangs else patience.silence, learnt)

    def _hear_speech(self, seconds: float) -> None:
        if self._first_speech is None:
            self._first_speech = seconds
        elif not self._speaking:
            self._longest_pause = max(self._longest_pause, seconds - self._silent_since)
        self._speaking, self.remaining = True, None
