"""Invented words: whether the words of content are in a dictionary.

The dictionary is the list of pieces that the encoder reads with: thirty thousand, of which
twenty-two thousand are whole words. It lacks many a name and term of the trade; those that the
training authors said at least twice stand in a file of their own, which ``training`` makes.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from mockint.rubric.lexicon import is_function
from mockint.rubric.terms.spelling import bases
from mockint.rubric.words import Token, tokens_of

FILE = "said.txt"
_HERE = Path(__file__)
_PREFIXES = ("re", "un", "over", "under", "mis", "pre", "non")
_MOST = 0.45
"""The share of different words of content in no dictionary above which a text is invented; of
1,000 real answers, each weighed without its author's words, none had more than 0.17."""
_LEAST = 5
"""So many different ones at least."""


def is_invented(words: Sequence[Token], terms: int = 0) -> bool:
    """Whether most words of content are in no dictionary; ``terms`` of them belong to terms."""
    content = {word.text for word in words if not is_function(word.text)}
    content = {word for word in content if len(word) > 2 and "'" not in word}
    strange = sum(1 for word in content if not is_known(word)) - terms
    return strange >= _LEAST and strange > _MOST * len(content)


def is_known(word: str) -> bool:
    """Whether a lower-case word, or one that it is made from, is in the dictionary."""
    return _in(word, _known())


def lacking(texts: Iterable[str]) -> str:
    """The file of words that the dictionary lacks, out of answers."""
    tokens = (token for text in texts for token in tokens_of(text) if token.kind == "word")
    words = Counter(token.text for token in tokens if "'" not in token.text)
    known = _dictionary()
    new = {word for word, count in words.items() if count > 1 and not _in(word, known)}
    return "".join(f"{word}\n" for word in sorted(new))


def _in(word: str, known: frozenset[str]) -> bool:
    """Whether a word, what it is an inflection of, or its part after a prefix is known."""
    if word in known or any(base in known for base in bases(_plain(word))):
        return True
    prefix = next((prefix for prefix in _PREFIXES if word.startswith(prefix)), None)
    rest = word.removeprefix(prefix or "")
    return prefix is not None and len(rest) > 3 and _in(rest, known)


def _dictionary() -> frozenset[str]:
    pieces = (_HERE.parents[2] / "encoder" / "vocabulary.txt").read_text(encoding="utf-8")
    return frozenset(piece for piece in pieces.split("\n") if piece.isalpha())


@cache
def _known() -> frozenset[str]:
    said = _HERE.with_name(FILE).read_text(encoding="utf-8")
    return _dictionary() | frozenset(said.split())


def _plain(word: str) -> str:
    """The word without accents, as the dictionary has it."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
