"""Which parts of a story may have been told although no span of them was found."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from mockint.encoder import Encoder, shipped_encoder
from mockint.findings import PARTS, Part
from mockint.rubric.reading import Reading
from mockint.rubric.story import LABELS, likelihoods
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.bank import Question

POSSIBLE = 0.005
"""A part that no clause is at least so likely to tell was not told."""


def doubtful(
    said: str | Transcript,
    question: "Question | None" = None,
    *,
    encoder: Callable[[], Encoder | None] = shipped_encoder,
) -> frozenset[Part]:
    """The parts but the result that some clause of a story may tell; none where nothing is marked.

    The result is left out: it has a bar of its own, below which it was not heard
    (``story.SEEN``), and above which it has a span.
    """
    transcript = said if isinstance(said, Transcript) and said.timed else None
    text = said if isinstance(said, str) else said.text
    reading = Reading(text, transcript, question, (), encoder())
    if reading.unmarked or not reading.clauses:
        return frozenset()
    likeliest = likelihoods(reading.clauses, reading.sense).max(axis=0)
    return frozenset(
        part for part in PARTS if part != "result" and likeliest[LABELS.index(part)] >= POSSIBLE
    )
