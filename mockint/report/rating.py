"""What a report says of the candidate's own ratings: figures beside figures, none of a person."""

from collections.abc import Iterator
from statistics import fmean
from typing import TYPE_CHECKING

from mockint.history.rating import Rated, rated, ratings
from mockint.report.plain import figure
from mockint.session import Attempt, Session

if TYPE_CHECKING:
    from rich.text import Text

APART = 0.3
"""How much further apart single ratings and marks lie than their means, to be worth saying."""
COURSE = (
    "Own rating: how much higher (+) or lower (-) than the marks for content the answers were "
    "rated before the marks were shown."
)
"""What the figure of that name means."""


def told(attempt: Attempt) -> str:
    """The rating of one attempt against its marks; empty where it was not rated."""
    if attempt.rated is None:
        return ""
    found = rated(attempt)
    if found is not None:
        return f"You said {found.level}; {_marks(found)}"
    waiting = attempt.findings is None
    why = "is not marked yet" if waiting else "could not be marked"
    return f"You said {attempt.rated}; this answer {why}."


def over_all(session: Session) -> str:
    """All ratings of a session against the marks; empty without any."""
    found = ratings(session)
    if not found:
        return ""
    gap = round(fmean(each.gap for each in found), 1)
    way = f"{figure(abs(gap), 1)} {_way(gap)} than the marks" if gap else "as the marks do"
    answers = f"{len(found)} answer{'s' if len(found) > 1 else ''}"
    apart = fmean(abs(each.gap) for each in found)
    singly = f" Taken singly they lie {figure(apart, 1)} apart." if apart > abs(gap) + APART else ""
    return f"You rated yourself {way}, on {answers}.{singly}"


def lines(sentence: str) -> "Iterator[Text]":
    """It as a line of a terminal; none where it is empty."""
    from rich.text import Text  # Pages say the same and need nothing that draws.

    if sentence:
        yield Text(sentence)


def _marks(found: Rated) -> str:
    mean = round(found.mean, 1)  # The difference is that of the figures that are shown.
    gap = round(found.level - mean, 1)
    come = "marks for content come" if found.marks > 1 else "mark comes"
    apart = f"{figure(abs(gap), 1)} {_way(-gap)}" if gap else "the same"
    return f"the {come} to {figure(mean, 1)}: {apart}."


def _way(gap: float) -> str:
    return "higher" if gap > 0 else "lower"
