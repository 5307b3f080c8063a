"""Words that may be an amount or may be nothing: "none", "all of it", "a third", "a morning".

They are counted only where an outcome is told with them beyond doubt; nothing else is learned
from them.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from mockint.rubric.amounts.number_words import FRACTIONS
from mockint.rubric.amounts.quantity import Amount
from mockint.rubric.amounts.units import DURATIONS, word_at
from mockint.rubric.words import Token

_NONE = frozenset("none nil zero".split())
Phrases = Mapping[str, Sequence[list[str]]]
"""The words of phrases, by their first one."""


def _phrases(*phrases: str) -> Phrases:
    """The first of two that both fit counts."""
    by_first = groupby(map(str.split, phrases), key=lambda words: words[0])
    return {first: tuple(same) for first, same in by_first}


_ALL = _phrases(
    *("all of it", "all of them", "all of 'em", "the lot"),
    *("every one", "every last one", "every single one"),
    *("every dime", "every penny", "every cent", "every last dime"),
)
_NOT_ONE = _phrases("not one", "not a single one", "not a one", "not a single")
_PLACES = {
    word: float(place)
    for place, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)
}
_SMALL = {"penny": 0.01, "nickel": 0.05, "dime": 0.10, "tenner": 10.0, "fiver": 5.0}
_SPANS = {"fortnight": (2.0, "weeks"), "morning": (0.5, "days"), "afternoon": (0.5, "days")}


def hints_of(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
    """What may be an amount besides those, in order, not overlapping."""
    taken = {at for amount in amounts for at in range(amount.first, amount.last)}
    found: list[Amount] = []
    at = 0
    while at < len(tokens):
        hint = None if at in taken else _hint_at(tokens, at)
        if hint is None or not taken.isdisjoint(range(at, hint.last)):
            at += 1
            continue
        found.append(hint)
        at = hint.last
    return found


def _hint_at(tokens: Sequence[Token], at: int) -> Amount | None:
    return _whole(tokens, at) or _article(tokens, at) or _alone(tokens, at)


def _whole(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "all of it", "not one"."""
    if length := _said(tokens, at, _ALL):
        return Amount(at, at + length, "ratio", 1.0, "of")
    length = _said(tokens, at, _NOT_ONE)
    return Amount(at, at + length, "count", 0.0, "") if length else None


def _said(tokens: Sequence[Token], at: int, phrases: Phrases) -> int:
    """The length in words of the phrase that begins there, 0 for none."""
    for words in phrases.get(tokens[at].text, ()):
        ahead = [tokens[at].text, *(word_at(tokens, at + step) for step in range(1, len(words)))]
        if ahead == words:
            return len(words)
    return 0


def _article(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "a third", "a nickel", "a morning", "an hour"."""
    if tokens[at].text not in {"a", "an"}:
        return None
    word = word_at(tokens, at + 1)
    if word in _SMALL:
        return Amount(at, at + 2, "money", _SMALL[word], "dollars")
    if word in FRACTIONS:
        return Amount(at, at + 2, "ratio", FRACTIONS[word], "of")
    value, unit = _SPANS.get(word, (1.0, DURATIONS.get(word, "")))
    told = word in _SPANS or word in {"hour", "quarter"}
    return Amount(at, at + 2, "duration", value, unit) if told and unit else None


def _alone(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "none", "double", "half", "third"."""
    word = tokens[at].text
    if word in _NONE:
        return Amount(at, at + 1, "count", 0.0, "")
    if word in {"double", "half"}:
        return Amount(at, at + 1, "ratio", 2.0 if word == "double" else 0.5, "times")
    return Amount(at, at + 1, "other", _PLACES[word], "") if word in _PLACES else None
