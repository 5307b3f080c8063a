"""The keyword baseline at its best: cue phrases chosen on the authors that may be learned from.

It stays what it is, a count of phrases from a list; but which phrases, how many of them and how
many parts make a story is what does best on training authors it did not take them from.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

import msgspec
import numpy as np

from benchmarks import keywords, scoring
from benchmarks.wordwise import Said, Stretch
from corpus.answers import LABELS, Answer
from corpus.words import Word, places_of, stripped, text_of, words_of

LENGTHS = (1, 2, 3)
"""Words in a cue phrase."""

SIZES = (50, 100, 200, 400, 800, 1600, 3200)
PARTS = (1, 2, 3, 4)
SHARES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8)
RARE = 5
"""A phrase met in fewer stretches is no cue."""

_WORD = re.compile(r"[a-z']+|\d[\d,.]*|[$£€%]")
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million half"
).replace(" ", "|")
_AMOUNT = re.compile(rf"[$£€]?\d[\d,.]*(?: ?%)?|\b(?:{_SMALL})\b(?:[ -](?:{_SMALL})\b)*", re.I)


class Lesson(NamedTuple):
    """One answer as it is read: its words, and its stretches with the cues in each."""

    answer: Answer
    words: Sequence[Word]
    stretches: Sequence[tuple[int, int, str, frozenset[str]]]


class Cues(msgspec.Struct, frozen=True):
    """``phrases`` of each label; a story has ``parts`` parts or more in ``share`` of its words."""

    phrases: dict[str, frozenset[str]]
    parts: int
    share: float

    def labels_of(self, text: str) -> list[Stretch]:
        """(start, end, label) of each stretch: the label whose phrases it has most of."""
        return [
            (start, end, self.label(phrases_in(text[start:end])))
            for start, end in keywords.stretches_of(text)
        ]

    def label(self, met: frozenset[str]) -> str:
        """The label for a stretch with these phrases; "O" where there is none of any part."""
        hits = {label: len(met & phrases) for label, phrases in self.phrases.items()}
        best = max(hits, key=lambda label: hits[label])
        return best if hits[best] else "O"

    def is_story(self, text: str) -> bool:
        """Whether enough parts are there."""
        return self.told([(end - start, label) for start, end, label in self.labels_of(text)])

    def told(self, lengths: Sequence[tuple[int, str]]) -> bool:
        """The same, from the length and label of each stretch."""
        said = sum(length for length, label in lengths if label != "O")
        whole = sum(length for length, _ in lengths)
        return len({label for _, label in lengths} - {"O"}) >= self.parts and (
            said >= self.share * whole
        )


def amounts_of(text: str) -> list[tuple[int, int]]:
    """Where digits and number words stand."""
    return [match.span() for match in _AMOUNT.finditer(text)]


def phrases_in(stretch: str) -> frozenset[str]:
    """Its words, and each two and three in a row."""
    words = _WORD.findall(stretch.lower())
    return frozenset(
        " ".join(words[at : at + length])
        for length in LENGTHS
        for at in range(len(words) - length + 1)
    )


def lessons(answers: Iterable[Answer]) -> Iterator[Lesson]:
    """Each answer as it was written, and the punctuated ones also without their signs."""
    for answer in answers:
        words = words_of(answer)
        yield lesson(answer, words)
        if answer.style == "punctuated":
            yield lesson(answer, stripped(words))


def lesson(answer: Answer, words: Sequence[Word]) -> Lesson:
    """The answer cut into stretches; a stretch is what most of its words are."""
    text, places = text_of(words), places_of(words)
    said = []
    for start, end in keywords.stretches_of(text):
        labels = Counter(
            word.label
            for word, place in zip(words, places, strict=True)
            if place[0] < end and start < place[1]
        )
        most = labels.most_common(1)[0][0] if labels else "O"
        said.append((start, end, most, phrases_in(text[start:end])))
    return Lesson(answer, words, said)


def learned(taught: Sequence[Lesson], size: int) -> dict[str, frozenset[str]]:
    """The ``size`` phrases of each label that tell it best from the others (Dunning 1993)."""
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    stretches = Counter[str]()
    for one in taught:
        for _, _, label, phrases in one.stretches:
            stretches[label] += 1
            met[label].update(phrases)
    whole = sum(met.values(), Counter())
    known = [phrase for phrase, count in whole.items() if count >= RARE]
    return {label: _best(known, met[label], whole, stretches, label, size) for label in LABELS}


def _best(
    known: Sequence[str],
    own: Counter[str],
    whole: Counter[str],
    stretches: Counter[str],
    label: str,
    size: int,
) -> frozenset[str]:
    inside = np.array([own[phrase] for phrase in known], float)
    total = np.array([whole[phrase] for phrase in known], float)
    expected = total * stretches[label] / stretches.total()
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = np.where(inside > expected, inside * np.log(inside / expected), 0.0)
    best = np.argsort(-gain, kind="stable")[:size]
    return frozenset(known[at] for at in best if gain[at] > 0)


def tuned(answers: Sequence[Answer]) -> Cues:
    """The best list by macro-F1 over words on one half of the authors, taken from the other."""
    authors = sorted({answer.author for answer in answers})
    folds = [list(lessons(a for a in answers if a.author in set(authors[n::2]))) for n in (0, 1)]
    totals: defaultdict[tuple[int, int, float], float] = defaultdict(float)
    for taught, asked in (folds, folds[::-1]):
        for size in SIZES:
            phrases = learned(taught, size)
            for setting, value in _tried(phrases, asked):
                totals[size, *setting] += value
    size, parts, share = max(totals, key=lambda each: totals[each])
    return Cues(learned([*folds[0], *folds[1]], size), parts, share)


def _tried(
    phrases: dict[str, frozenset[str]], asked: Sequence[Lesson]
) -> Iterator[tuple[tuple[int, float], float]]:
    plain = Cues(phrases, 0, 0.0)
    labelled = [
        [(start, end, plain.label(met)) for start, end, _, met in one.stretches] for one in asked
    ]
    there = [_confusion(one, tags) for one, tags in zip(asked, labelled, strict=True)]
    none = [_confusion(one, []) for one in asked]
    for parts, share in product(PARTS, SHARES):
        cues = Cues(phrases, parts, share)
        stories = [cues.told([(end - at, label) for at, end, label in tags]) for tags in labelled]
        sums = sum(a if story else b for a, b, story in zip(there, none, stories, strict=True))
        yield (parts, share), scoring.macro_f1(np.asarray(sums))


def _confusion(one: Lesson, tags: Sequence[Stretch]) -> np.ndarray:
    said = Said.tagged(one.answer, one.words, lambda _: tags, lambda _: True)
    return said.confusion
