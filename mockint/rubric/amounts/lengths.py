"""Amounts that an article or a half begins, and what lengthens an amount after its unit."""

from collections.abc import Sequence

from mockint.rubric.amounts.number_words import number_at
from mockint.rubric.amounts.units import DURATIONS, MONEY, cents_at, word_at
from mockint.rubric.words import Token

_OPENERS = frozenset(
    "in within about for under than over after another nearly almost took only every takes take "
    "around by maybe roughly him her me us them like during inside lost waited hold or was of "
    "just spent there's took".split()
)
_CLOSERS = frozenset("ago after before early earlier later late old sooner".split())
_SHORTER = {"hours": "minutes", "years": "months", "days": "hours", "weeks": "days"}
_EACH = frozenset("a an per each every".split())
_FULL = frozenset("whole full".split())

Length = tuple[int, float, str]
"""Where it ends, its value and its unit."""


def length_at(tokens: Sequence[Token], at: int) -> Length | None:
    """ "within a week", "half an hour", "hour and a half", "a whole day"."""
    return _half_of(tokens, at) or _and_half(tokens, at) or _article(tokens, at)


def _half_of(tokens: Sequence[Token], at: int) -> Length | None:
    if tokens[at].text != "half":
        return None
    step = 1 + (word_at(tokens, at + 1) in {"a", "an"})
    unit = DURATIONS.get(word_at(tokens, at + step))
    return (at + step + 1, 0.5, unit) if unit else None


def _and_half(tokens: Sequence[Token], at: int) -> Length | None:
    """ "an hour and a half", "hour and a half", "an hour, hour and a half"."""
    first = at + (tokens[at].text in {"a", "an"})
    unit = DURATIONS.get(word_at(tokens, first) if first > at else tokens[at].text)
    if unit is None:
        return None
    if end := _half_end(tokens, first + 1):
        return end, 1.5, unit
    again = first + 1 + (word_at(tokens, first + 1) in {"a", "an"})
    same = DURATIONS.get(word_at(tokens, again)) == unit
    end = _half_end(tokens, again + 1) if same else None
    return (end, 1.5, unit) if end else None


def _half_end(tokens: Sequence[Token], at: int) -> int | None:
    words = [word_at(tokens, at + step) for step in range(3)]
    if words == ["and", "a", "half"]:
        return at + 3
    return at + 2 if words[:2] == ["and", "half"] else None


def _article(tokens: Sequence[Token], at: int) -> Length | None:
    word, before = tokens[at].text, tokens[at - 1].text if at and not tokens[at].stop else ""
    full = word_at(tokens, at + 1) in _FULL
    last = at + 2 + full
    name = word_at(tokens, last - 1)
    unit = DURATIONS.get(name)
    if unit is None or name.endswith("s"):
        return None
    if word == "the":
        return (last, 1.0, unit) if full or before in {"within", "inside"} else None
    if word not in {"a", "an"}:
        return None
    closed = word_at(tokens, last) in _CLOSERS
    if not (full or closed or before in _OPENERS):
        return None
    if name in {"minute", "second"} and before in {"me", "us", "take", "takes"}:
        return None
    return *longer(tokens, last, 1.0, unit), unit


def longer(tokens: Sequence[Token], at: int, value: float, unit: str) -> tuple[int, float]:
    """The end and the value with "and a half", "and ten minutes", "and ten" after a duration."""
    if end := _half_end(tokens, at):
        return end, value + 0.5
    first = at + (word_at(tokens, at) == "and")
    shorter = _SHORTER.get(unit)
    if not shorter or not word_at(tokens, first) or tokens[first].comma:
        return at, value
    number = number_at(tokens, first)
    if number is None or number.value is None:
        return at, value
    parts = {"minutes": 60.0, "months": 12.0, "hours": 24.0, "days": 7.0}[shorter]
    if DURATIONS.get(word_at(tokens, number.last)) == shorter:
        return number.last + 1, value + number.value / parts
    minutes = unit == "hours" and number.value < 60 and not word_at(tokens, number.last)
    return (number.last, value + number.value / parts) if minutes else (at, value)


def coin_at(tokens: Sequence[Token], at: int) -> Length | None:
    """ "a dollar", "a dollar thirty"."""
    name = word_at(tokens, at + 1)
    if tokens[at].text != "a" or name not in MONEY or name.endswith("s"):
        return None
    if word_at(tokens, at + 2) in {"sign", "amount", "store", "figure"}:
        return None
    last, cents = cents_at(tokens, at + 2) if MONEY[name] != "cents" else (at + 2, 0.0)
    return last, 1.0 + cents, MONEY[name]


def term_at(tokens: Sequence[Token], at: int) -> Length | None:
    """ "net 30", "net thirty": days to pay in."""
    if tokens[at].text != "net" or not word_at(tokens, at + 1):
        return None
    number = number_at(tokens, at + 1)
    whole = number is not None and number.value is not None and 5 <= number.value <= 120
    return (number.last, number.value, "days") if number and number.value and whole else None


def rate_end(tokens: Sequence[Token], at: int) -> int:
    """The end of "a night", "a month", "per day" after a number without a noun."""
    named = word_at(tokens, at + 1) in DURATIONS or word_at(tokens, at + 1) == "night"
    each = word_at(tokens, at) in _EACH and named and not tokens[at].comma
    return at + 2 if each else at
