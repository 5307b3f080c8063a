"""How an interview is held: with what patience, and how much is asked back."""

from dataclasses import dataclass, replace

from mockint.limit import Limit
from mockint.sound.endpoint import PATIENCE, Patience

NO_RECORDING = "There is no recording left for this question: it is skipped."
GENEROUS = 2.5
"""So many times as long a silence ends an answer for which a moment was asked."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How the interview is held. ``stop``: wait for a key after the feedback on each answer.

    ``follow_ups``: how many follow-ups a question may have. ``limit``: how long anything
    said may take; None where nobody minds.
    """

    patience: Patience = PATIENCE
    stop: bool = False
    follow_ups: int = 0
    limit: Limit | None = None


PLAINLY = Manner()
"""No stop and no follow-ups."""


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
