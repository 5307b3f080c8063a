"""A text as pieces of words that the encoder knows: WordPiece (Schuster & Nakajima 2012)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_LONGEST = 40
UNKNOWN, BEGIN, END, HIDDEN = "[UNK]", "[CLS]", "[SEP]", "[MASK]"


class Word(msgspec.Struct, frozen=True):
    """One word or sign, ``text[start:end]``, and the numbers of its pieces."""

    start: int
    end: int
    pieces: tuple[int, ...]


class Vocabulary:
    """The pieces by their spelling; a piece inside a word begins with ``##``."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: at for at, piece in enumerate(pieces)}
        self.begin, self.end = self._numbers[BEGIN], self._numbers[END]
        self._split = lru_cache(maxsize=20_000)(self._pieces)

    @property
    def hidden(self) -> int:
        """What stands for a piece that is not shown."""
        return self._numbers[HIDDEN]

    def words(self, text: str) -> list[Word]:
        """The words and signs of the text in order."""
        return [
            Word(match.start(), match.end(), self._split(match.group()))
            for match in _WORD.finditer(text)
        ]

    def _pieces(self, word: str) -> tuple[int, ...]:
        """The longest pieces, from the left; one unknown where none fits."""
        plain = _unaccented(word.lower())
        found: list[int] = []
        start = 0
        while start < len(plain) <= _LONGEST:
            lead = "##" if start else ""
            for end in range(len(plain), start, -1):
                number = self._numbers.get(lead + plain[start:end])
                if number is not None:
                    break
            else:
                break
            found.append(number)
            start = end
        return tuple(found) if found and start == len(plain) else (self._numbers[UNKNOWN],)


def _unaccented(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
