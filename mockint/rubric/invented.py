"""Invented words: whether the words of content are in a dictionary.

The dictionary is the list of pieces that the encoder reads with: thirty thousand, of which
twenty-two thousand are whole words. It lacks many a name and term of the trade, so that only
a text most of whose words are in none is told to be invented.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from mockint.rubric.lexicon import is_function
from mockint.rubric.spelling import bases
from mockint.rubric.words import Token

_MOST = 0.45
"""The share of different words of content in no dictionary above which a text is invented;
of 1,000 real answers none had more than 0.28."""
_LEAST = 5
"""So many different ones at least."""


def is_invented(words: Sequence[Token], terms: int = 0) -> bool:
    """Whether most words of content are in no dictionary; ``terms`` of them belong to terms."""
    content = {word.text for word in words if not is_function(word.text)}
    content = {word for word in content if len(word) > 2 and "'" not in word}
    strange = sum(1 for word in content if not is_known(word)) - terms
    return strange >= _LEAST and strange > _MOST * len(content)


def is_known(word: str) -> bool:
    """Whether a lower-case word, or one that it is an inflection of, is in the dictionary."""
    known = _dictionary()
    return word in known or any(base in known for base in bases(_plain(word)))


@cache
def _dictionary() -> frozenset[str]:
    pieces = files("mockint.encoder").joinpath("vocabulary.txt").read_text(encoding="utf-8")
    return frozenset(piece for piece in pieces.split("\n") if piece.isalpha())


def _plain(word: str) -> str:
    """The word without accents, as the dictionary has it."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
