"""Terms of the trade that a recogniser misheard, found by their sound and put right.

A recogniser prints "a purchase older" or "net suite". A span of words becomes a
term where it sounds like the term (``likeness``) and where the words as printed
are no ordinary English (``ordinary``); the more terms were heard rightly close
by, the readier the repair. A span that already is a term stays as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from mockint.bank import Term
from mockint.recognizer.lexicon import Form, Lexicon, said_in
from mockint.recognizer.likeness import FAR, Coded, coded, distance, letters_of
from mockint.recognizer.ordinary import English
from mockint.recognizer.phones import Pronouncer
from mockint.recognizer.spoken import spoken
from mockint.transcript import Repair

_FARTHEST = 0.40
"""Most weighted edits for each phone of a term."""

_COARSE = 0.5
"""The same for whole phone classes, in the quick first comparison."""

_MOST_SURPRISE = 40.0
"""Nats beyond which stranger words say no more about a term."""

_EXTRA_WORDS = 3
_NEAREST = 5.0
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
class Clues:
    """What speaks for and against one span being a term; ``weight`` adds them up."""

    distance: float
    surprise: float
    link: float
    phones: float
    breaks: float
    anchored: float
    topic: float
    spelled: float

    @property
    def weight(self) -> float:
        """Nats for the term; the weights were fitted to recognised speech."""
        return (
            -2.3
            - 16.5 * self.distance
            + 0.16 * self.surprise
            + 0.27 * self.link
            - 0.76 * self.phones
            - 0.66 * self.breaks
            + 1.9 * self.anchored
            + 1.7 * self.topic
            + 5.0 * self.spelled
        )


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
        self._classes = [form.classes for form in self._lexicon.forms]
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
        doubtless = [each for each in self.candidates(words) if each.clues.weight > 0]
        taken: set[int] = set()
        found: list[Find] = []
        for best in sorted(doubtless, key=lambda each: (-each.rank, each.first, each.last)):
            span = range(best.first, best.last)
            if taken.isdisjoint(span):
                taken.update(span)
                found.append(_find(best))
        return sorted(found, key=lambda find: find.first)

    def candidates(self, words: Sequence[str]) -> list[_Candidate]:
        """Every span that comes near a term, with its clues."""
        if not self._lexicon.forms:
            return []
        text = _Text(words, self._lexicon, self._english)
        spans = list(self._spans(words, text))
        if not spans:
            return []
        heard = [letters_of(sound) for _, _, sound in spans]
        near = _near(heard, self._classes)
        return [
            candidate
            for span, form in zip(*near, strict=True)
            if (candidate := self._judged(*spans[span], self._lexicon.forms[form], text))
        ]

    def _spans(self, words: Sequence[str], text: "_Text") -> Iterator[tuple[int, int, Coded]]:
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
        self, first: int, last: int, sound: Coded, form: Form, text: "_Text"
    ) -> _Candidate | None:
        if not text.is_open(first, last, form):
            return None
        spelled = self._lexicon.named(text.words[first:last]) == (form.term, form.written)
        limit = _FARTHEST * len(form.sound)
        edits = 0.0 if spelled else distance(sound, form.sound, limit)
        if edits >= FAR:
            return None
        return _Candidate(first, last, form, edits, text.clues(first, last, form, edits, spelled))

    def _sound_of(self, word: str) -> Coded:
        readings = spoken(word.lower()) if self._english.knows(word.lower()) else spoken(word)
        return coded(tuple(phone for said in readings for phone in self._pronouncer.word(said)[0]))


class _Text:
    """One run of recognised words: which of them are terms already, and how ordinary they are."""

    def __init__(self, words: Sequence[str], lexicon: Lexicon, english: English) -> None:
        self.words = words
        self.said = [spoken(word) for word in words]
        self._english = english
        self._exact = dict(self._exact_terms(lexicon))
        self._topic = self._topic_of(set(self._exact.values()))

    def is_open(self, first: int, last: int, form: Form) -> bool:
        """Whether the span may become ``form``: no term heard rightly may be lost in it."""
        inside = {self._exact[at] for at in range(first, last) if at in self._exact}
        for begin, end, _ in inside:
            said = self._said(begin, end)
            if begin < first or end > last or not set(said) <= set(form.said):
                return False
            if len(said) >= len(form.said) or (begin, end) == (first, last):
                return False
        return not self._is_inflected(first, last, form)

    def clues(self, first: int, last: int, form: Form, edits: float, spelled: bool) -> Clues:
        """What the words as printed say about the span."""
        said, wanted = self._said(first, last), set(form.said)
        before = self.said[first - 1][-1:] if first else ()
        after = self.said[last][:1] if last < len(self.said) else ()
        english = self._english
        link = sum(english.after(word, said[-1]) - english.after(word, "") for word in after)
        surprise = english.surprise(list(said), *before)
        return Clues(
            distance=edits / len(form.sound),
            surprise=min(surprise, _MOST_SURPRISE),
            link=link,
            phones=log(len(form.sound)),
            breaks=sum(_break(word) for word in self.words[first : last - 1]),
            anchored=len(wanted & set(said)) / len(wanted),
            topic=self._topic,
            spelled=float(spelled),
        )

    def _said(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(said for words in self.said[first:last] for said in words)

    def _exact_terms(self, lexicon: Lexicon) -> Iterator[tuple[int, tuple[int, int, str]]]:
        at = 0
        while at < len(self.words):
            for last in range(min(len(self.words), at + lexicon.longest), at, -1):
                known = lexicon.spelled.get(self._said(at, last))
                if known:
                    yield from ((place, (at, last, known[0])) for place in range(at, last))
                    break
            else:
                last = at + 1
            at = last

    def _topic_of(self, exact: set[tuple[int, int, str]]) -> float:
        terms = {term for _, _, term in exact}
        rare = sum(self._english.surprise(list(said_in(term))) > _RARE for term in terms)
        return min(2.0, log(1 + rare))

    def _is_inflected(self, first: int, last: int, form: Form) -> bool:
        said = self._said(first, last)
        return len(said) == len(form.said) and all(
            self._english.knows(heard) and _same_stem(heard, meant)
            for heard, meant in zip(said, form.said, strict=True)
        )


_RARE = 10.0
"""Nats of surprise from which a term speaks for the topic."""


def _near(heard: list[str], terms: list[str]) -> tuple[list[int], list[int]]:
    matrix: NDArray[np.float32] = cdist(
        heard, terms, scorer=Levenshtein.normalized_distance, score_cutoff=_COARSE, dtype=np.float32
    )
    spans, forms = np.nonzero(matrix < _COARSE)
    return spans.tolist(), forms.tolist()


def _find(best: _Candidate) -> Find:
    form, clues = best.form, best.clues
    return Find(best.first, best.last, form.term, clues.distance, form.written, clues.weight)


def _same_stem(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    alike = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return one == other or alike >= max(4, shorter - 3)


def _break(word: str) -> float:
    return {".": 1.0, "?": 1.0, "!": 1.0, ",": 0.5, ";": 0.5, ":": 0.5}.get(word[-1:], 0.0)


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
