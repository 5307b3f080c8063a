"""Terms of the trade in a text: as they are written, as they are said, and misheard."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from mockint.findings import Heard
from mockint.rubric.terms.denials import DENIALS, denied
from mockint.rubric.terms.forms import index_of, letters, longest_at
from mockint.rubric.terms.spelling import bases
from mockint.rubric.words import Token, tokens_of
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.bank import Term

__all__ = ["DENIALS", "Mention", "Misheard", "mentions_of"]

_LITTLE = frozenset("it the to is an a of".split())
_SHORT = 3
_NEARBY = 14
"""Tokens within which the other word of a term in two pieces is looked for."""


class Misheard(Protocol):
    """``text[start:end]`` sounds like ``term``."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def term(self) -> str: ...


class Mention(msgspec.Struct, frozen=True):
    """``tokens[first:last]`` is ``term``."""

    first: int
    last: int
    term: str
    heard: Heard


def mentions_of(
    tokens: Sequence[Token],
    text: str,
    terms: "Sequence[Term]",
    transcript: Transcript | None = None,
    misheard: Sequence[Misheard] = (),
) -> list[Mention]:
    """Where terms are said and not denied, longest first, in order, not overlapping."""
    mended = list(_repaired(tokens, transcript)) if transcript else []
    written = _written(tokens, text, tuple(terms), _inside(mended))
    spelled = index_of(tuple(terms)).joined
    sounding = [
        m
        for m in _sounding(tokens, misheard)
        if _is_news(m, written) and letters(tokens[m.first : m.last]) not in spelled
    ]
    taken = _inside(sounding)
    found = [*mended, *sounding, *(m for m in written if taken.isdisjoint(range(m.first, m.last)))]
    outside = denied(tokens) if found else set()
    return sorted((m for m in found if m.first not in outside), key=lambda m: m.first)


def _written(
    tokens: Sequence[Token], text: str, terms: "tuple[Term, ...]", taken: set[int]
) -> list[Mention]:
    index, pieces = index_of(terms), _pieces(terms)
    found = []
    at = 0
    while at < len(tokens):
        known = None if at in taken else longest_at(tokens, text, index, at)
        if known and taken.isdisjoint(range(at, known[0])):
            said = text[tokens[at].start : tokens[known[0] - 1].end]
            term = _whole(tokens, at, known[1], pieces)
            found.append(Mention(at, known[0], term, _heard(said, term)))
            at = known[0]
        else:
            at += 1
    return found


def _heard(said: str, term: str) -> Heard:
    return "exact" if said.casefold() == term.casefold() else "variant"


_Pieces = dict[str, tuple[str, frozenset[str]]]


def _pieces(terms: "Iterable[Term]") -> _Pieces:
    """For a term that ends another ("posting"): that other, and the words that make it."""
    terms = list(terms)
    names = {term.term for term in terms}
    found: _Pieces = {}
    for term in terms:
        _, _, last = term.term.rpartition(" ")
        if last in names and " " in term.term:
            found[last] = (term.term, frozenset(_beside(term, bases(last))))
    return found


def _beside(term: "Term", last: frozenset[str]) -> Iterator[str]:
    """The words that make a form of the term out of an inflection of its ``last`` word."""
    for form in (term.term, *term.variants):
        words = [bases(token.text) for token in tokens_of(form) if token.text not in _LITTLE]
        if any(not last.isdisjoint(word) for word in words):
            for word in words:
                yield from (each for each in word if last.isdisjoint(word) and len(each) > _SHORT)


def _whole(tokens: Sequence[Token], at: int, term: str, pieces: _Pieces) -> str:
    """The longer term whose other word is close by: "the payments … I posted them"."""
    if term not in pieces:
        return term
    whole, words = pieces[term]
    near = tokens[max(0, at - _NEARBY) : at + _NEARBY + 1]
    return whole if any(not bases(token.text).isdisjoint(words) for token in near) else term


def _repaired(tokens: Sequence[Token], transcript: Transcript) -> Iterator[Mention]:
    for repair in transcript.repairs:
        spans = transcript.spans[repair.first : repair.last]
        if spans:
            yield from _covering(tokens, spans[0][0], spans[-1][1], repair.term)


def _sounding(tokens: Sequence[Token], misheard: Iterable[Misheard]) -> Iterator[Mention]:
    for place in misheard:
        yield from _covering(tokens, place.start, place.end, place.term)


def _covering(tokens: Sequence[Token], start: int, end: int, term: str) -> Iterator[Mention]:
    inside = [at for at, token in enumerate(tokens) if token.start < end and token.end > start]
    if inside:
        yield Mention(inside[0], inside[-1] + 1, term, "repaired")


def _is_news(mention: Mention, written: Iterable[Mention]) -> bool:
    """Whether it takes in each written term that it touches, and more."""
    touched = [m for m in written if m.first < mention.last and mention.first < m.last]
    return all(
        mention.first <= m.first
        and m.last <= mention.last
        and m.last - m.first < mention.last - mention.first
        for m in touched
    )


def _inside(mentions: Iterable[Mention]) -> set[int]:
    return {at for mention in mentions for at in range(mention.first, mention.last)}
