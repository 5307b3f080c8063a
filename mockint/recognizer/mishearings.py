"""Terms that a recogniser misheard in a pasted text: found, and left as they stand."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from mockint.bank import Term
from mockint.recognizer.ordinary import English
from mockint.recognizer.repair import Find, Repairer

_WORD = re.compile(r"\S+")
_INSIDE = re.compile(r"[,.;:?!\"\u201c\u201d]")
_BARE = ".,;:?!\"'()\u201c\u201d\u2019"
_TIDY = 0.9
"""The share of sentences with a capital in front from which a text is taken for well written."""
_LONG = 40
"""Words in a sentence, on average, from which nobody set the full stops."""
_LIKELIER, _LIKELY = 2.0, 0.3
"""Nats to be offered where no word of the term is heard rightly: well written, or not."""
_TELLING = 4
"""Letters of a word that tells a term from others."""
_WORD_ALONE = 2.0
"""Nats that one English word must offer to be another."""
_RIVALS = tuple(
    Term(name)
    for name in (
        "accounts payable", "sales order", "work order", "debit memo", "chargeback", "payable",
        "contractor", "contact", "billing", "bill", "ordered it", "we billed", "you billed",
        "I billed", "they billed", "e-billing", "prepayment",
    )
)  # fmt: skip
"""What is said in the same trade, sounds alike and is no term of the bank."""


class Mishearing(msgspec.Struct, frozen=True):
    """``text[start:end]`` sounds like ``term``."""

    start: int
    end: int
    term: str


def misheard(text: str, terms: tuple[Term, ...]) -> tuple[Mishearing, ...]:
    """The places of ``text`` that sound like a term without being one, in order."""
    if not terms:
        return ()
    places = [match.span() for match in _WORD.finditer(text)]
    words = [text[start:end] for start, end in places]
    named = {term.term: term for term in terms}
    tidy = _is_tidy(words)
    return tuple(
        Mishearing(places[find.first][0], places[find.last - 1][1], find.term)
        for find in _repairer(terms).find(words)
        if find.term in named and _is_credible(words, find, tidy, named[find.term])
    )


@lru_cache(maxsize=4)
def _repairer(terms: tuple[Term, ...]) -> Repairer:
    named = {form for term in terms for form in (term.term, *term.variants)}
    return Repairer((*terms, *(rival for rival in _RIVALS if rival.term not in named)))


@lru_cache(maxsize=1)
def _english() -> English:
    return English()


def _is_credible(words: Sequence[str], find: Find, tidy: bool, term: Term) -> bool:
    """Whether somebody else's recogniser may have meant the term."""
    heard = words[find.first : find.last]
    if len(heard) == 1 and find.distance > 0:
        word = heard[0].strip(_BARE)
        if tidy and (_is_name(words, find.first) or _english().knows(word.lower())):
            return False
        return find.weight > _WORD_ALONE
    if tidy and any(_INSIDE.search(word[-1]) for word in heard[:-1]):
        return False
    if _is_anchored(words[max(0, find.first - 1) : find.last + 1], term):
        return True
    return find.weight > (_LIKELIER if tidy else _LIKELY)


def _is_anchored(heard: Sequence[str], term: Term) -> bool:
    """Whether a telling word of the term itself was heard rightly, in the place or beside it."""
    meant = term.term.lower().split()
    said = {word.strip(_BARE).lower() for word in heard}
    return len(heard) <= len(meant) + 3 and any(
        len(word) >= _TELLING and word in said for word in meant
    )


def _is_name(words: Sequence[str], at: int) -> bool:
    """Whether the word has its capital although no sentence begins there."""
    return at > 0 and words[at - 1][-1] not in ".?!" and words[at].strip(_BARE)[:1].isupper()


def _is_tidy(words: Sequence[str]) -> bool:
    """Whether the text has its full stops and its capitals."""
    starts = [0, *(at for at in range(1, len(words)) if words[at - 1][-1] in ".?!")]
    capitals = sum(words[at].strip(_BARE)[:1].isupper() for at in starts if at < len(words))
    return capitals >= _TIDY * len(starts) and len(words) < _LONG * len(starts)
