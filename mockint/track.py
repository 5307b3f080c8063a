"""What a replay can play: a question or an attempt, its words in time, and places to jump to."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from mockint.errors import SessionError
from mockint.findings import PARTS, Findings
from mockint.session import Answer, Attempt, Session
from mockint.transcript import Word

PAUSE = 1.0
"""Seconds of silence after which a new sentence begins, punctuation or not."""
PACE = 0.4
"""Seconds a word is shown for where there is no sound to go by: 150 words a minute."""
NEAR = 1.0
"""Seconds into a sentence within which "back" means the sentence before it."""


@dataclass(frozen=True)
class Track:
    """One thing to play. ``seconds`` is its length; ``sound`` a file's name in the folder, or None.

    ``parts`` holds the second at which each part of a story begins, in the
    order situation, task, action, result, None where it was not heard.
    ``findings`` holds the seconds of everything found, in order. ``spread``: nobody knows when
    each word is said, they are spread evenly.
    """

    title: str
    words: tuple[Word, ...]
    seconds: float
    sound: str | None = None
    parts: tuple[float | None, ...] = (None,) * len(PARTS)
    findings: tuple[float, ...] = ()
    spread: bool = False

    def lasting(self, seconds: float) -> "Track":
        """This track over ``seconds`` of sound, which may be longer than its words."""
        if not self.spread:
            return replace(self, seconds=max(seconds, self.seconds))
        text = " ".join(word.text for word in self.words)
        return replace(self, words=evenly(text, seconds), seconds=seconds)

    def heard(self, second: float) -> int:
        """How many words have begun by ``second``."""
        return bisect_right(self.words, second, key=lambda word: word.start)

    @cached_property
    def sentences(self) -> tuple[float, ...]:
        """The second at which each sentence begins: after a full stop, or after a long pause."""
        starts = [self.words[0].start] if self.words else []
        for before, word in pairwise(self.words):
            if before.text.endswith((".", "?", "!")) or word.start - before.end >= PAUSE:
                starts.append(word.start)
        return tuple(starts)

    def next_sentence(self, second: float) -> float:
        """Where the sentence after ``second`` begins; the end if there is none."""
        return next((start for start in self.sentences if start > second), self.seconds)

    def sentence_before(self, second: float) -> float:
        """Where this sentence begins; just after its beginning, the one before it."""
        return next((s for s in reversed(self.sentences) if s < second - NEAR), 0.0)

    def next_finding(self, second: float) -> float | None:
        """The second of the first finding after ``second``; from the start again after the last."""
        later = next((found for found in self.findings if found > second), None)
        return self.findings[0] if later is None and self.findings else later


def tracks(session: Session, only: int | None = None) -> tuple[Track, ...]:
    """Question and attempts of every answer, or of answer ``only`` (from 1), in order.

    Raises:
        SessionError: there is no such answer, or nothing to play.
    """
    if only is not None and not 1 <= only <= len(session.answers):
        raise SessionError(f"There is no answer {only}: {session.name} has {len(session.answers)}.")
    chosen = enumerate(session.answers, 1)
    found = [t for number, answer in chosen if only in (None, number) for t in _of(number, answer)]
    if not found:
        raise SessionError(f"{session.name} holds no answer yet: nothing can be played.")
    return tuple(found)


def _of(number: int, answer: Answer) -> Iterator[Track]:
    words = evenly(answer.asked, None)
    length = words[-1].end if words else 0.0
    yield Track(f"Question {number}", words, length, answer.question_sound, spread=True)
    for attempt in answer.attempts:
        if attempt.sound is not None or attempt.transcript is not None:
            yield _attempt(number, attempt, len(answer.attempts))


def _attempt(number: int, attempt: Attempt, of: int) -> Track:
    title = f"Answer {number}" + (f", attempt {attempt.number} of {of}" if of > 1 else "")
    words = attempt.transcript.words if attempt.transcript else ()
    in_order = tuple(sorted(words, key=lambda word: word.start))
    seconds = max(attempt.seconds, in_order[-1].end if in_order else 0.0)
    if attempt.findings is None:
        return Track(title, in_order, seconds, attempt.sound)
    places = (_parts(attempt.findings), _findings(attempt.findings))
    return Track(title, in_order, seconds, attempt.sound, *places)


def evenly(text: str, seconds: float | None) -> tuple[Word, ...]:
    """The words of ``text`` over ``seconds``, longer ones longer; at a usual pace without them."""
    words = text.split()
    total = sum(len(word) + 1 for word in words)
    unit = (len(words) * PACE if seconds is None else seconds) / max(total, 1)
    timed, at = [], 0.0
    for word in words:
        end = at + (len(word) + 1) * unit
        timed.append(Word(word, at, end))
        at = end
    return tuple(timed)


def _parts(findings: Findings) -> tuple[float | None, ...]:
    begins: dict[str, float] = {}
    for span in findings.parts:
        if span.seconds is not None:
            begins.setdefault(span.part, span.seconds[0])
    return tuple(begins.get(part) for part in PARTS)


def _findings(findings: Findings) -> tuple[float, ...]:
    found: Sequence[object] = (*findings.parts, *findings.quantities, *findings.terms)
    seconds = (getattr(each, "seconds", None) for each in found)
    return tuple(sorted({span[0] for span in seconds if span is not None}))
