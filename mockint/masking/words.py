"""A text cut into words, each with what capitals and punctuation say about it."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mockint.rubric.lexicon import is_function

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+")
_STOP = re.compile(r"\.(?=[\s\"'\u201d\u2019)])|[?!\u2026\n:;\"\u201c\u201d(\[{<>]")
_POSSESSIVE = ("'s", "\u2019s")
_SHORTENED = frozenset("mr mrs ms dr st jr sr prof mx inc co ltd corp vs dept ext".split())
_SHOUTED = 0.6
"""From this share of words in capitals on they say nothing."""


class Word(NamedTuple):
    """A run of letters or of digits; ``text[start:end]``, a possessive ending left out.

    ``capital``: its first letter is one; ``opens``: it begins a sentence or a quotation, where
    every word has a capital; ``gap``: what stands between it and the word before.
    """

    text: str
    start: int
    end: int
    low: str
    capital: bool
    opens: bool
    gap: str

    @property
    def telling(self) -> bool:
        """Whether it has a capital that it would not have as an ordinary word."""
        return self.capital and not self.opens

    @property
    def joined(self) -> bool:
        """Whether nothing that parts names stands before it."""
        return self.gap in {" ", "-", "\u2010", "\u2011", "'", "\u2019", " & ", "&", "/"}


def words_of(text: str) -> list[Word]:
    """The words of ``text`` in order."""
    found: list[Word] = []
    end = 0
    shouted = _shouted(text)
    for match in _WORD.finditer(text):
        said, gap = match.group(), text[end : match.start()]
        if said.lower().endswith(_POSSESSIVE):
            said = said[:-2]
        low = said.lower().replace("\u2019", "'")
        capital = said[0].isupper() and not shouted and low != "i" and low[:2] != "i'"
        opens = not found or _parts(gap, found[-1], low)
        found.append(Word(said, match.start(), match.start() + len(said), low, capital, opens, gap))
        end = match.end()
    return found


def _parts(gap: str, before: Word, low: str) -> bool:
    """Whether a sentence ends in the gap: not after "Mr." or an initial."""
    if not _STOP.search(gap):
        return False
    initial = len(before.text) == 1 and before.capital and not is_function(low)
    return not (gap.strip() == "." and (before.low in _SHORTENED or initial))


def _shouted(text: str) -> bool:
    words = [word for word in text[:20_000].split() if len(word) > 1 and word.isalpha()]
    return len(words) > 4 and sum(map(str.isupper, words)) > _SHOUTED * len(words)


class Phrases:
    """Phrases to be found again among words, in whatever letters; ``across``: over a full stop."""

    def __init__(self, phrases: Sequence[str], *, across: bool = False) -> None:
        self._across = across
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            lows = tuple(word.low for word in words_of(phrase))
            if lows:
                self._by_first.setdefault(lows[0], []).append(lows)
        for first in self._by_first:
            self._by_first[first] = sorted(set(self._by_first[first]), key=len, reverse=True)

    def marked(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Where each of them begins and how many words it has, in order and apart."""
        end = 0
        for at, word in enumerate(words):
            if at >= end and word.low in self._by_first and (length := self.at(words, at)):
                end = at + length
                yield at, length

    def at(self, words: Sequence[Word], at: int) -> int:
        """How many words the longest phrase that begins there has, 0 where none does."""
        for phrase in self._by_first.get(words[at].low, ()):
            rest = words[at + 1 : at + len(phrase)]
            whole = self._across or not any(word.opens for word in rest)
            if whole and tuple(word.low for word in rest) == phrase[1:]:
                return len(phrase)
        return 0
