"""How ordinary a phrase is in English, by the language model that comes with pocketsphinx.

The model's file is read in place, so that only the pages touched are in memory
(the library itself would load all 27 MB). It is a trie in which a word is
followed by the words that come before it: unigrams, then packed bigrams.
"""

import mmap
import struct
from functools import lru_cache

import numpy as np

from mockint.recognizer.phones import model_file

_MAGIC = b"Trie Language Model"
_UNIGRAM = struct.Struct("<ffI")
_TABLE = 1 << 16
_NATS = float(np.log(1.0001))
"""The file's logarithms have the base 1.0001."""

_ASSUMED = 9.0
"""Nats for a word where there is no model."""

_RARER = 2.0
"""Nats by which an unknown word is rarer than the rarest known one."""


class English:
    """Surprise at a word after another, in nats; one thread at a time."""

    def __init__(self) -> None:
        path = model_file("en-us.lm.bin")
        self._model: _Bigrams | None = None
        if path is not None:
            with path.open("rb") as file:
                self._model = _Bigrams.over(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        self.after = lru_cache(maxsize=50_000)(self._after)

    def surprise(self, words: list[str], before: str = "") -> float:
        """Nats of surprise at ``words`` (lower case) after the word ``before``."""
        return sum(map(self.after, words, [before, *words]))

    def knows(self, word: str) -> bool:
        """Whether the model holds a lower-case word."""
        return self._model is not None and self._model.number(word) is not None

    def _after(self, word: str, before: str) -> float:
        if self._model is None:
            return _ASSUMED
        return -self._model.log_probability(word, before)


class _Bigrams:
    """The first two levels of the model's trie."""

    def __init__(self, data: mmap.mmap, counts: tuple[int, ...]) -> None:
        self._data = data
        at = len(_MAGIC) + 1 + 4 * len(counts) + 4
        self._probabilities = np.frombuffer(data, "<f4", _TABLE, at)
        self._unigrams = at + 4 * _TABLE * (2 * (len(counts) - 2) + 1)
        self._bigrams = self._unigrams + _UNIGRAM.size * (counts[0] + 1)
        self._word_bits = counts[0].bit_length()
        self._bits = self._word_bits + 32 + (counts[2].bit_length() if len(counts) > 2 else 0)
        trigrams = self._bigrams + ((1 + counts[1]) * self._bits + 7) // 8 + 8
        last_bits = self._word_bits + 16
        self._words = trigrams + ((1 + counts[2]) * last_bits + 7) // 8 + 8 + 4
        text = np.frombuffer(data, np.uint8, len(data) - self._words, self._words)
        self._starts = np.concatenate([[0], np.flatnonzero(text == 0) + 1])[:-1].astype(np.int32)
        least = min(self._unigram(number)[0] for number in range(0, counts[0], 97))
        self._unknown = least * _NATS - _RARER

    @classmethod
    def over(cls, data: mmap.mmap) -> "_Bigrams | None":
        """The model in ``data``; None if it has another form than the one known here."""
        order = data[len(_MAGIC)] if data[: len(_MAGIC)] == _MAGIC else 0
        if order != 3:
            return None
        return cls(data, struct.unpack_from(f"<{order}I", data, len(_MAGIC) + 1))

    def log_probability(self, word: str, before: str) -> float:
        """Natural logarithm of the probability of ``word`` after ``before``."""
        number, previous = self.number(word), self.number(before)
        if number is None:
            return self._unknown
        alone, _, first = self._unigram(number)
        if previous is None:
            return alone * _NATS
        together = self._bigram(first, self._unigram(number + 1)[2], previous)
        if together is not None:
            return together * _NATS
        return (alone + self._unigram(previous)[1]) * _NATS

    @lru_cache(maxsize=20_000)  # noqa: B019 - there is one model in a process
    def number(self, word: str) -> int | None:
        """The number of a word, None if the model does not hold it."""
        key, low, high = word.encode(), 1, len(self._starts)
        while low < high:
            middle = (low + high) // 2
            if self._word(middle) < key:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._starts) and self._word(low) == key else None

    def _word(self, number: int) -> bytes:
        start = self._words + int(self._starts[number])
        return self._data[start : self._data.find(b"\0", start)]

    def _unigram(self, number: int) -> tuple[float, float, int]:
        return _UNIGRAM.unpack_from(self._data, self._unigrams + number * _UNIGRAM.size)

    def _bigram(self, low: int, high: int, word: int) -> float | None:
        end = high
        while low < high:
            middle = (low + high) // 2
            if self._packed(middle) & (1 << self._word_bits) - 1 < word:
                low = middle + 1
            else:
                high = middle
        entry = self._packed(low) if low < end else 0
        if entry & (1 << self._word_bits) - 1 != word:
            return None
        return float(self._probabilities[entry >> self._word_bits + 16 & _TABLE - 1])

    def _packed(self, index: int) -> int:
        bit = index * self._bits
        start = self._bigrams + bit // 8
        return int.from_bytes(self._data[start : start + 16], "little") >> bit % 8
