"""When is an answer over? Decided from (seconds, speech?, the words so far) alone.

A candidate who thinks is not done. So the wait grows where a sentence hangs
("and", "because", "um"), at the start of an answer, behind a pause or a repeated
question, and with the pauses the candidate has already made and spoken on from.
It shrinks only behind words that say that the answer is over.
"""

import re
from dataclasses import dataclass, replace

from mockint.profile import Profile

HANGING = frozenset(
    "a about after also an and as at basically because before but by er erm even except for from "
    "hmm i if in into is it its just like maybe mm my no not of oh okay on or our over plus really "
    "since so than that the their then there they this to uh um until was we well were when where "
    "which while who with would you your".split()
)
"""Words after which a sentence goes on; a silence behind one is thought."""

CLOSING = re.compile(
    r"\b(?:(?:that s|that is|that was) (?:it|all|about it|my answer|my story|the story)"
    r"(?: really| from me| from my side)?|thank you(?: very much| so much)?|thanks|i m done"
    r"|i am done|no (?:further|more) questions)$"
)
"""What candidates say when they are done, at the end of what they said."""

BRIEF = 0.6
"""Seconds of speech, the quarter second it is held included, that end a pause; a cough is less."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds of silence end an answer; ``silence`` None: none ever do.

    ``silence``: behind a word that can end a sentence. ``hanging``: behind one
    that cannot, or within the first ``opening`` seconds of speech. ``start``:
    while less than ``begun`` seconds of speech were heard in all, or nothing yet
    behind a pause or a repeated question. ``closing``: behind words that say it is
    over. ``growth``: how many times the longest pause so far is waited, up to
    ``longest``. ``empty``: when no word was said at all. ``countdown``: shown for
    that long.
    """

    silence: float | None = 3.0
    hanging: float = 5.0
    opening: float = 6.0
    start: float = 12.0
    begun: float = 1.5
    closing: float = 2.4
    growth: float = 1.5
    longest: float = 7.0
    empty: float = 90.0
    countdown: float = 2.0


PATIENCE = Patience()

_SLOW = Patience(6.0, 9.0, 8.0, 20.0, 1.5, 3.5, 2.0, 12.0, 120.0, 3.0)
PATIENCES: dict[Profile, Patience] = {
    "usual": PATIENCE,
    "slow": _SLOW,
    "stutter": replace(_SLOW, silence=7.0, hanging=10.0, closing=4.0, longest=14.0),
    "second-language": replace(
        PATIENCE, silence=5.0, hanging=8.0, start=18.0, closing=3.0, longest=10.0
    ),
}
"""Whose pauses are longer is waited for longer; a key still ends an answer at once."""

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
        self._at = 0.0
        self._first_speech: float | None = None
        self._speech_since: float | None = None
        self._silent_since = 0.0
        self._spoken = 0.0
        self._pause = self._longest_pause = 0.0
        self._anew = False

    def hear(self, seconds: float, speech: bool, words: str = "") -> None:
        """At ``seconds`` into the answer there is ``speech`` or not, after ``words``."""
        self._at = seconds
        if speech:
            self._hear_speech(seconds)
            return
        if self._speech_since is not None:
            self._fall_silent(self._speech_since, seconds)
        wait = self.wait(words)
        if wait is None:
            return
        left = max(0.0, wait - (seconds - self._silent_since))
        self.remaining = left if left <= self.patience.countdown else None
        self.over = left == 0.0

    def wait_anew(self) -> None:
        """Behind a pause or a repeated question, the candidate begins once more."""
        self._silent_since = self._at
        self._anew, self.remaining, self.over = True, None, False

    def wait(self, words: str = "") -> float | None:
        """Seconds of silence that would end the answer now; None: none would."""
        patience = self.patience
        if patience.silence is None:
            return None
        if self._first_speech is None or (self._spoken < patience.begun and not words):
            return patience.empty
        said = " ".join(re.findall(r"[a-z]+", words[-60:].lower()))
        done = CLOSING.search(said) is not None
        if self._spoken < patience.begun or self._anew:
            return patience.hanging if done else max(patience.start, patience.hanging)
        if self._silent_since - self._first_speech < patience.opening:
            return max(patience.hanging, self._learnt)
        if done:
            return min(patience.closing, patience.silence)
        hangs = said.rpartition(" ")[2] in HANGING
        return max(patience.hanging if hangs else patience.silence, self._learnt)

    @property
    def _learnt(self) -> float:
        return min(self.patience.longest, self.patience.growth * self._longest_pause)

    def _hear_speech(self, seconds: float) -> None:
        self.remaining = None
        if self._speech_since is None:
            self._speech_since = seconds
            self._pause = seconds - self._silent_since
        if self._first_speech is None:
            self._first_speech = seconds

    def _fall_silent(self, since: float, seconds: float) -> None:
        """A pause is learnt once what ended it turned out to be more than a cough."""
        lasted = seconds - since
        if lasted >= BRIEF:
            if self._spoken and not self._anew:
                self._longest_pause = max(self._longest_pause, self._pause)
            self._anew = False
        self._spoken += lasted
        self._speech_since, self._silent_since = None, seconds
