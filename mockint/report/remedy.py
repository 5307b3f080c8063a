"""What to do about an answer that could not be marked."""

from typing import Final

from mockint.transcript import Transcript

FEW_WORDS: Final = 20
"""Words below which an answer was too short, whatever else."""


def remedy(text: str, transcript: Transcript | None = None) -> str:
    """One sentence to whoever said ``text``, or wrote it as ``transcript`` tells.

    Without a transcript it is a text that was given as it is.
    """
    words = len(text.split())
    if transcript is None and not words:
        return "Give the words of one answer: type or paste them, or name a file that holds them."
    if transcript is None or not transcript.timed:
        return _written(short=words < FEW_WORDS)
    if not words:
        return "Try the microphone with `mockint doctor`, then give the answer again."
    if words < FEW_WORDS:
        return "Give the answer again and tell more: half a minute at least, what happened and how."
    return (
        "If these are not the words you said, try the microphone with `mockint doctor`; if they "
        "are, give the answer again in whole sentences."
    )


def _written(*, short: bool) -> str:
    if short:
        return "Give the answer again and tell more, in some sentences: what happened, and how."
    return "Give the answer again in whole sentences."
