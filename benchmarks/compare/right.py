"""How much of what was said was heard: words, numbers, terms of the trade."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz.distance import Levenshtein

from benchmarks.repair import terms_in
from benchmarks.terms import LISTED
from benchmarks.word_errors import comparable, errors
from corpus.answers import Answer
from corpus.terms import Marked
from mockint.bank import Term
from mockint.rubric.reading import Reading

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def _counted_up(ordinal: re.Match[str]) -> str:
    """ "twenty eighth" as "twenty 8"; ``word_errors`` puts the two together."""
    *tens, last = ordinal.groups()
    return " ".join([*tens, str(_ORDINALS.index(last) + 1)])


_ALIKE: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?<![\w'])'em\b"), "them"),
    (re.compile(r"\bgotta\b"), "got to"),
    (re.compile(r"\bgonna\b"), "going to"),
    (re.compile(r"\bwanna\b"), "want to"),
    (re.compile(r"(?<![\w'])'?cause\b"), "because"),
    (re.compile(r"\b(?:a|an|one) (?=(?:hundred|thousand|million)\b)"), "1 "),
    (re.compile(r"(?<=\d) ?k\b"), " thousand"),
    (re.compile(r"\b([ap])\.m\b\.?"), r"\1m"),
    (re.compile(r"(?<=\d)([ap]m)\b"), r" \1"),
    (re.compile(r"(\w{3})is(e|es|ed|ing|ation)\b"), r"\1iz\2"),
    (re.compile(r"\b1st\b"), "first"),
    (re.compile(r"\b2nd\b"), "second"),
    (re.compile(r"(?<=\d)s\b"), ""),
    (re.compile(r"\b(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b"), r"\1y"),
    (re.compile(rf"\b(\w+ty)[- ]({'|'.join(_ORDINALS)})\b"), _counted_up),
    (re.compile(rf"\b({'|'.join(_ORDINALS[2:])})\b"), _counted_up),
)
"""Spellings of the same sound: an engine that prints the one is no better than the other's."""


def alike(text: str) -> str:
    """``text`` in small letters with one spelling of each; ``word_errors`` does the rest."""
    text = text.lower().replace("\u2019", "'")
    for pattern, instead in _ALIKE:
        text = pattern.sub(instead, text)
    return text


def words_wrong(said: str, heard: str) -> np.ndarray:
    """(wrong, left out or put in; said)."""
    return np.array(errors(alike(said), alike(heard)), float)


def numbers_right(answer: Answer, heard: str) -> np.ndarray:
    """(right, said): the numbers of the labelled amounts, each at its own place."""
    said, marked = _said(answer)
    guess = comparable(alike(heard))
    met: set[int] = set()
    for block in Levenshtein.editops(said, guess).as_matching_blocks():
        met.update(range(block.a, block.a + block.size))
    return np.array([len(marked & met), len(marked)], float)


def _said(answer: Answer) -> tuple[list[str], set[int]]:
    """The answer's words, made comparable, and which of them are numbers of amounts."""
    words: list[str] = []
    numbers: set[int] = set()
    at = 0
    for amount in answer.amounts:
        words += comparable(alike(answer.text[at : amount.start]))
        within = comparable(alike(answer.text[amount.start : amount.end]))
        numbers.update(len(words) + n for n, word in enumerate(within) if word[0].isdigit())
        words += within
        at = amount.end
    return words + comparable(alike(answer.text[at:])), numbers


def terms_right(one: Marked, heard: str, terms: Sequence[Term]) -> np.ndarray:
    """(heard, made up, said): places of terms as the marks find them in the words heard.

    Each term counts as often as it is said; what could be argued either way counts for nothing.
    """
    reading = Reading(heard, None, None, tuple(terms))
    found = Counter(mention.term for mention in reading.mentions if mention.term in LISTED)
    said = Counter(place.term for place in one.places if place.sort != "unsure")
    open_ = Counter(place.term for place in one.places if place.sort == "unsure")
    return _counted(said, found, open_)


def listed_terms_right(said: str, heard: str, terms: Sequence[Term]) -> np.ndarray:
    """The same for sentences nobody marked: said is what the marks find in their own words."""
    return _counted(terms_in(said, terms), terms_in(heard, terms), Counter())


def _counted(said: Counter[str], found: Counter[str], open_: Counter[str]) -> np.ndarray:
    made_up = (found - said - open_).total()
    return np.array([(said & found).total(), made_up, said.total()], float)
