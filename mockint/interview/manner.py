"""How an interview is held, and the few words an interviewer says beside the questions."""

from dataclasses import dataclass, replace
from random import Random

from mockint.sound.endpoint import PATIENCE, Patience

NO_RECORDING = "There is no recording left for this question: it is skipped."
OF_COURSE = "Of course."
TAKE_YOUR_TIME = "Take your time."
ACKNOWLEDGEMENTS = ("Thank you.", "All right.", "I see.", "Okay.", "Thanks for that.")
"""Said between two questions; none of them says how the answer was."""
MOVING_ON = "All right."
"""The same behind a question that was skipped."""
GENEROUS = 2.5
"""So many times as long a silence ends an answer for which a moment was asked."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the interview is held. ``stop``: wait for a key after the feedback on each answer.

    ``follow_ups``: how many follow-ups a question may have.
    """

    patience: Patience = PATIENCE
    stop: bool = False
    follow_ups: int = 0


PLAINLY = Manner()
"""No stop and no follow-ups."""


def acknowledgement(seed: int, index: int) -> str:
    """What is said behind answer ``index``: never the same twice in a row."""
    words = Random(seed).sample(ACKNOWLEDGEMENTS, len(ACKNOWLEDGEMENTS))
    return words[index % len(words)]


def lengthened(patience: Patience) -> Patience:
    """The same for somebody who asked for a moment; where no silence ends an answer, none does."""
    if patience.silence is None:
        return patience
    return replace(
        patience,
        silence=GENEROUS * patience.silence,
        hanging=GENEROUS * patience.hanging,
        start=GENEROUS * patience.start,
        longest=GENEROUS * patience.longest,
        empty=GENEROUS * patience.empty,
    )
