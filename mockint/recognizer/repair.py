"""Terms of the trade that a recogniser misheard, found by their sound and put right.

A recogniser prints "a purchase older" or "net suite". A span of words becomes a
term where it sounds like the term (``likeness``) and where the words as printed
are no ordinary English (``ordinary``); the more terms were heard rightly close
by, the readier the repair. A span that already is a term stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from mockint.bank import Term
from mockint.recognizer.clues import Clues, Passage
from mockint.recognizer.lexicon import Form, Lexicon
from mockint.recognizer.likeness import FAR, Coded, coded, distance
from mockint.recognizer.nearness import Edits, Numbers, Sounds
from mockint.recognizer.ordinary import English
from mockint.recognizer.phones import Pronouncer
from mockint.recognizer.spoken import spoken
from mockint.transcript import Repair

_FARTHEST = 0.40
"""Most weighted edits for each phone of a term."""

_EXTRA_WORDS = 3
_NEAREST = 10.0
"""Nats that one weighted edit outweighs where two spans compete."""


@dataclass(frozen=True, slots=True)
class Find:
    """``words[first:last]`` sound like ``term``, written ``written`` there.

    ``distance`` is in weighted edits for each phone: 0 where the sound is the
    same. ``weight`` is how far beyond doubt the find is, in nats; above 0.
    """

    first: int
    last: int
    term: str
    distance: float
    written: str
    weight: float


@dataclass(frozen=True, slots=True)
class _Candidate:
    first: int
    last: int
    form: Form
    edits: float
    clues: Clues

    @property
    def rank(self) -> float:
        return self.clues.surprise - _NEAREST * self.edits


class Repairer:
    """Finds and mends misheard terms. For one thread at a time."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._pronouncer = Pronouncer()
        self._english = English()
        self._lexicon = Lexicon(terms, self._pronouncer)
        self._sounds = Sounds([form.sound for form in self._lexicon.forms])
        self._sizes = np.array([len(form.said) for form in self._lexicon.forms], np.intp)
        self._said = lru_cache(maxsize=20_000)(self._said_as)
        self._sound = lru_cache(maxsize=20_000)(self._sound_of)

    def mend(self, words: list[str]) -> tuple[list[str], list[Repair]]:
        """``words`` with misheard terms replaced, and what was replaced.

        Punctuation at a span's edges and a capital at its start are kept; a
        repair's ``first`` and ``last`` count in the new words.
        """
        mended: list[str] = []
        repairs: list[Repair] = []
        at = 0
        for find in self.find(words):
            mended += words[at : find.first]
            heard = words[find.first : find.last]
            new = _dressed(find.written, heard, starts=_starts_sentence(words, find.first))
            repairs.append(Repair(len(mended), len(mended) + len(new), " ".join(heard), find.term))
            mended += new
            at = find.last
        return mended + words[at:], repairs

    def find(self, words: Sequence[str]) -> list[Find]:
        """Spans that sound like a term without being one, in order, not overlapping."""
        nearest_first = sorted(
            self.candidates(words), key=lambda each: (-each.rank, each.first, each.last)
        )
        taken: set[int] = set()
        found: list[Find] = []
        for best in nearest_first:
            span = range(best.first, best.last)
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(_find(best))
        return sorted(found, key=lambda find: find.first)

    def candidates(self, words: Sequence[str], above: float = 0.0) -> list[_Candidate]:
        """Every span that comes near a term and whose clues weigh more than ``above``."""
        if not self._lexicon.forms:
            return []
        text = Passage(words, self._lexicon, self._english, [*map(self._said, words)])
        spans = list(self._spans(words, text))
        if not spans:
            return []
        return [
            candidate
            for span, form in self._worth_judging(spans, text, above)
            if (candidate := self._judged(*spans[span], self._lexicon.forms[form], text, above))
        ]

    def _worth_judging(
        self, spans: list[tuple[int, int, Coded]], text: Passage, above: float
    ) -> Iterator[tuple[int, int]]:
        """The numbers of a span and a form, for each pair that sounds alike enough for its words
        to say more; a pair that is spelled alike needs not sound so."""
        heard = [sound for _, _, sound in spans]
        firsts, lasts = (np.array([span[end] for span in spans], np.intp) for end in (0, 1))
        near, forms = self._sounds.near(heard)
        close = self._sounds.within(heard, near, forms, _limits(text, firsts, lasts, above)[near])
        said = text.sizes(firsts, lasts)[near]
        alike = (said == self._sizes[forms]) & (said > 2) | text.named(firsts, lasts)[near]
        kept = np.flatnonzero(close | alike)
        for at, span, form in zip(kept, near[kept].tolist(), forms[kept].tolist(), strict=True):
            first, last, _ = spans[span]
            if close[at] or text.spells(first, last, self._lexicon.forms[form]):
                yield span, form

    def _spans(self, words: Sequence[str], text: Passage) -> Iterator[tuple[int, int, Coded]]:
        longest, loudest = self._lexicon.longest + _EXTRA_WORDS, self._lexicon.loudest * 1.4
        for first in range(len(words)):
            sound: Coded = ()
            for last in range(first + 1, min(len(words), first + longest) + 1):
                sound += self._sound(words[last - 1])
                if len(sound) > loudest:
                    break
                if len(sound) > 1 and text.said[first] and text.said[last - 1]:
                    yield first, last, sound

    def _judged(
        self, first: int, last: int, sound: Coded, form: Form, text: Passage, above: float
    ) -> _Candidate | None:
        if not text.is_open(first, last, form):
            return None
        clues, phones = text.clues(first, last, form), len(form.sound)
        if clues.is_ordinary or clues.weight <= above:
            return None
        farthest = min(_FARTHEST, (clues.weight - above) / clues.per_distance)
        edits = 0.0 if clues.spelled else distance(sound, form.sound, farthest * phones)
        if edits >= FAR:
            return None
        return _Candidate(first, last, form, edits, replace(clues, distance=edits / phones))

    def _said_as(self, word: str) -> tuple[str, ...]:
        """How a printed word is said; "ABLE" is no abbreviation unless it is a term."""
        shouted = len(word) > 1 and word.isupper() and not self._lexicon.named([word])
        return spoken(word.lower() if shouted and self._english.knows(word.lower()) else word)

    def _sound_of(self, word: str) -> Coded:
        return coded(
            tuple(phone for said in self._said(word) for phone in self._pronouncer.word(said)[0])
        )


def _limits(text: Passage, firsts: Numbers, lasts: Numbers, above: float) -> Edits:
    """Most weighted edits a phone by which a form may be apart from each span, whichever form it
    is; less than nothing where the words leave no room for any."""
    most = text.most(firsts, lasts)
    room = np.minimum(_FARTHEST, (most.weight - above) / most.per_distance)
    room[most.is_ordinary] = -1.0
    return room.astype(np.float32)


def _find(best: _Candidate) -> Find:
    form, clues = best.form, best.clues
    return Find(best.first, best.last, form.term, clues.distance, form.written, clues.weight)


def _starts_sentence(words: Sequence[str], at: int) -> bool:
    return at == 0 or words[at - 1].rstrip("\"')")[-1:] in {".", "?", "!"}


def _dressed(written: str, heard: Sequence[str], starts: bool) -> list[str]:
    """``written`` with the punctuation around what was heard, and its capital."""
    front = heard[0][: _first_letter(heard[0])]
    back = heard[-1][len(heard[-1]) - _first_letter(heard[-1][::-1]) :]
    if starts and heard[0][len(front) : len(front) + 1].isupper():
        written = written[0].upper() + written[1:]
    return f"{front}{written}{back}".split()


def _first_letter(text: str) -> int:
    return next((at for at, character in enumerate(text) if character.isalnum()), len(text))
