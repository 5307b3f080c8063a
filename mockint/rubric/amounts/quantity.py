"""Amounts: where a measured number stands, of what kind, how much and of what."""

from collections.abc import Sequence

import msgspec

from mockint.findings import QuantityKind
from mockint.rubric.amounts.clock import moment_at
from mockint.rubric.amounts.lengths import coin_at, length_at, longer, rate_end, term_at
from mockint.rubric.amounts.number_words import Number, number_at, year_at
from mockint.rubric.amounts.shares import share_at
from mockint.rubric.amounts.units import DURATIONS, MONEY, PIECES, SIGNS, cents_at, unit_at, word_at
from mockint.rubric.amounts.unmeasured import is_code, is_loose, is_once, past_code
from mockint.rubric.words import Token

_ROUGHLY = frozenset(
    "about around just only under over almost nearly roughly maybe like something some uh "
    "um".split()
)
_BACK = 6
"""How many words may stand between "from X" and its "to"."""


class Amount(msgspec.Struct, frozen=True):
    """``tokens[first:last]`` is an amount.

    A range or a change "from X to Y" has the value it ends at; ``before`` is the one it
    begins at.
    """

    first: int
    last: int
    kind: QuantityKind
    value: float | None
    unit: str
    before: float | None = None
    year: bool = False


def amounts_of(tokens: Sequence[Token]) -> list[Amount]:
    """Every measured amount, in order, not overlapping."""
    found: list[Amount] = []
    at = 0
    while at < len(tokens):
        amount = _dated_at(tokens, at) or _range_at(tokens, at) or _single_at(tokens, at)
        if amount is None:
            at = past_code(tokens, at)
            continue
        found.append(amount)
        at = max(amount.last, at + 1)
    return found


def spans_of(amounts: Sequence[Amount], tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """From which character to which each amount stands."""
    return [(tokens[one.first].start, tokens[one.last - 1].end) for one in amounts]


def _range_at(tokens: Sequence[Token], at: int) -> Amount | None:
    return _share(tokens, at) or _pair_at(tokens, at) or _series_at(tokens, at)


def _dated_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """A year, a date or a time of day, which never measures anything."""
    if is_code(tokens, at):
        return None
    year = year_at(tokens, at)
    if year and not unit_at(tokens, year[0])[0]:
        return Amount(at, year[0], "other", year[1], "year", year=True)
    moment = moment_at(tokens, at)
    return Amount(at, moment[0], "other", moment[1], moment[2], year=True) if moment else None


def _share(tokens: Sequence[Token], at: int) -> Amount | None:
    share = None if is_code(tokens, at) else share_at(tokens, at)
    return Amount(at, share[0], "ratio", share[1], share[2]) if share else None


def _pair_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "from 45 to 30 days", "two to three weeks", "between 5 and 10 percent", "5-10"."""
    opened = tokens[at].text in {"from", "between"}
    begin = _skip_rough(tokens, at + 1) if opened else at
    left = _side_at(tokens, begin, opened)
    if left is None:
        return None
    middle = _bridge(tokens, left.last, opened)
    right = _side_at(tokens, middle, True) if middle else None
    if right is None or word_at(tokens, right.last) == "of":
        return None
    if left.kind == "ratio" and right.kind == "percent":
        return Amount(at, right.last, "percent", right.value, "percent", 100 * (left.value or 0))
    if left.unit and right.unit and left.kind != right.kind:
        return None
    named = right if right.unit and right.kind != "other" else left
    kind: QuantityKind = named.kind if named.unit else right.kind
    return Amount(at, right.last, kind, right.value, named.unit, left.value)


def _side_at(tokens: Sequence[Token], at: int, bare: bool) -> Amount | None:
    """One end of a range; where ``bare``, it may be a number alone or a share."""
    if at >= len(tokens) or is_code(tokens, at):
        return None
    share = _share(tokens, at) if bare else None
    amount = share or _single_at(tokens, at)
    return amount or _bare_at(tokens, at)


def _series_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "five, six lines", "15 20 orders": two guesses in a row, the second a little higher."""
    left = _side_at(tokens, at, False)
    if left is None or left.value in {None, 1.0} or left.last >= len(tokens):
        return None
    right = _side_at(tokens, left.last, False)
    if right is None or right.value is None or right.before is not None or tokens[left.last].stop:
        return None
    near = left.value is not None and 0 < right.value - left.value <= max(1.0, left.value * 0.7)
    if not near or tokens[left.last].joined or (left.unit and left.unit != right.unit):
        return None
    return Amount(at, right.last, right.kind, right.value, right.unit, left.value)


def _bare_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """The second number of a pair, which needs no unit of its own: "from nine days to three"."""
    number = _number(tokens, at)
    if number is None:
        return None
    unit, last = unit_at(tokens, number.last)
    return Amount(at, last if unit else number.last, _kind(unit), number.value, unit)


def _skip_rough(tokens: Sequence[Token], at: int) -> int:
    while word_at(tokens, at) in _ROUGHLY:
        at += 1
    return at


def _bridge(tokens: Sequence[Token], at: int, opened: bool) -> int | None:
    """The index after "to", "down to", "or" that joins two numbers."""
    words = [word_at(tokens, at + step) for step in range(_BACK)]
    if opened and "" in words:
        words = words[: words.index("")]
    if opened and words[:1] != ["and"] and "to" in words:
        return _skip_rough(tokens, at + words.index("to") + 1)
    down = words[:1] and words[0] in {"down", "up", "all"} and "from" not in words
    if down and "to" in words[1:4]:
        return _skip_rough(tokens, at + words.index("to") + 1)
    if words[:1] in (["to"], ["or"]) or (opened and words[:1] == ["and"]):
        return _skip_rough(tokens, at + 1)
    joined = at < len(tokens) and tokens[at].joined and tokens[at].kind == "number"
    return at if joined else None


def _single_at(tokens: Sequence[Token], at: int) -> Amount | None:
    if at >= len(tokens) or is_code(tokens, at) or tokens[at].text == "number":
        return None
    sign = SIGNS.get(tokens[at].text) if tokens[at].kind == "sign" else None
    if sign and sign != "percent":
        number = _number(tokens, at + 1)
        return Amount(at, number.last, "money", number.value, sign) if number else None
    number = number_at(tokens, at)
    if number is None:
        return _article_at(tokens, at)
    return _measured(tokens, number)


def _measured(tokens: Sequence[Token], number: Number) -> Amount | None:
    unit, last = unit_at(tokens, number.last)
    if number.value == 1 and any(number_at(tokens, at) for at in range(number.last + 1, last)):
        unit, last = "", number.last  # "one lump ten days later": the days are not one.
    kind, value = _kind(unit), number.value
    if kind == "count" and is_loose(tokens, number):
        return None
    if kind == "duration" and is_once(tokens, number, last):
        return None
    if kind == "money" and unit in {"dollars", "pounds", "euros"}:
        last, cents = cents_at(tokens, last)
        value = None if value is None else value + cents
    if kind == "duration" and value is not None:
        last, value = longer(tokens, last, value, unit)
    if not unit and value == 1 and word_at(tokens, last) in PIECES:
        unit, last = word_at(tokens, last) + "s", last + 1
    if not unit:
        last = rate_end(tokens, last)
    return Amount(number.first, last, kind, value, unit)


def _article_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "a dollar", "net 30", "an hour": an amount that begins with no number."""
    found = coin_at(tokens, at) or term_at(tokens, at) or length_at(tokens, at)
    return Amount(at, found[0], _kind(found[2]), found[1], found[2]) if found else None


def _kind(unit: str) -> QuantityKind:
    if unit == "percent":
        return "percent"
    if unit in MONEY.values():
        return "money"
    return "duration" if unit in DURATIONS.values() else "count"


def _number(tokens: Sequence[Token], at: int) -> Number | None:
    return number_at(tokens, at) if at < len(tokens) and not tokens[at].stop else None


def mark_amounts(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Token]:
    """The tokens, those inside an amount with the class ``AMOUNT`` (and ``CHANGE``, ``YEARS``)."""
    marked = list(tokens)
    for amount in amounts:
        named = {"CHANGE"} if tokens[amount.first].text == "from" else set()
        named |= {"YEARS"} if amount.unit == "years" else set()
        for at in range(amount.first, amount.last):
            classes = marked[at].classes | {"AMOUNT"} | named
            marked[at] = _with_classes(marked[at], classes)
    return marked


def _with_classes(token: Token, classes: frozenset[str]) -> Token:
    return Token(
        token.text, token.start, token.end, token.kind, classes, token.stop, token.comma,
        token.joined, token.pause,
    )  # fmt: skip
