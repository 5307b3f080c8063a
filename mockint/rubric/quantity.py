"""Amounts: where a measured number stands, of what kind, how much and of what."""

from collections.abc import Sequence

import msgspec

from mockint.findings import QuantityKind
from mockint.rubric.number_words import FRACTIONS, ONES, Number, number_at, year_at
from mockint.rubric.units import DURATIONS, MONEY, SIGNS, cents_at, unit_at, word_at
from mockint.rubric.words import Token

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept oct nov dec".split()
)
_ROUGHLY = frozenset("about around just only under over almost nearly roughly maybe".split())
_TIMES = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0}
_FOLD = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
_COMPARED = frozenset(
    "fast faster quick quickly many much big large long slow more higher lower better productive "
    "less fewer efficient often likely".split()
)
_SPAN_OPENERS = frozenset(
    "in within about for under than over after another nearly almost took only every takes "
    "around by maybe roughly him her me us them".split()
)


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
        amount = _fold_at(tokens, at) or _pair_at(tokens, at) or _single_at(tokens, at)
        if amount is None:
            at += 1
            continue
        found.append(amount)
        at = max(amount.last, at + 1)
    return found


def _pair_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "from 45 to 30 days", "two to three weeks", "between 5 and 10 percent", "5-10"."""
    opened = tokens[at].text in {"from", "between"}
    begin = at + 1 if opened else at
    left = _single_at(tokens, begin + (opened and word_at(tokens, begin) in _ROUGHLY))
    if left is None or left.year or (opened and left.kind == "ratio"):
        return None
    middle = _bridge(tokens, left.last, opened)
    right = _single_at(tokens, middle) or _bare_at(tokens, middle) if middle else None
    if right is None or right.year:
        return None
    if left.unit and right.unit and left.kind != right.kind:
        return None
    named = right if right.unit and right.kind != "other" else left
    kind: QuantityKind = named.kind if named.unit else right.kind
    return Amount(at, right.last, kind, right.value, named.unit, left.value)


def _bare_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """The second number of a pair, which needs no unit of its own: "from nine days to three"."""
    number = _number(tokens, at)
    return Amount(at, number.last, "count", number.value, "") if number else None


def _bridge(tokens: Sequence[Token], at: int, opened: bool) -> int | None:
    """The index after "to", "down to", "or" that joins two numbers."""
    words = [word_at(tokens, at + step) for step in range(4)]
    if opened and words[0] in {"a", "an", "per", "each"} and words[1]:
        return _bridge(tokens, at + 2, False)
    if words[0] in {"down", "up", "all"} and "to" in words[1:4]:
        after = at + words.index("to") + 1
        return after + (word_at(tokens, after) in _ROUGHLY)
    if words[0] == "to" and words[1] in _ROUGHLY:
        return at + 2
    if words[0] == "to" or (words[0] == "and" and opened) or words[0] == "or":
        return at + 1
    joined = at < len(tokens) and tokens[at].joined and tokens[at].kind == "number"
    return at if joined else None


def _fold_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "cut in half", "twice as fast", "doubled", "three times faster", "nine out of ten"."""
    word, following = tokens[at].text, word_at(tokens, at + 1)
    if word in {"in", "by"} and following == "half":
        return Amount(at, at + 2, "ratio", 0.5, "times")
    if word in _FOLD:
        return Amount(at, at + 1, "ratio", _FOLD[word], "times")
    if word in _TIMES and (following == "as" or (word != "twice" and following == "the")):
        last = at + 3 if following == "as" and at + 2 < len(tokens) else at + 2
        return Amount(at, last, "ratio", _TIMES[word], "times")
    if word == "half" and following in {"the", "of", "our", "my", "as", "that"}:
        return Amount(at, at + 1, "ratio", 0.5, "of")
    return _share_at(tokens, at)


def _share_at(tokens: Sequence[Token], at: int) -> Amount | None:
    number = number_at(tokens, at)
    if number is None or number.value is None:
        return _fraction_at(tokens, at)
    words = [word_at(tokens, number.last + step) for step in range(3)]
    if words[0] in {"times", "x"} and (words[0] == "x" or words[1] in _COMPARED | {"as"}):
        last = number.last + (1 if words[0] == "x" or words[1] == "as" else 2)
        return Amount(at, last, "ratio", number.value, "times")
    if words[:2] == ["out", "of"] or words[0] == "of":
        other = _number(tokens, number.last + (2 if words[0] == "out" else 1))
        if other and other.value:
            return Amount(at, other.last, "ratio", number.value / other.value, "of")
    return _fraction_at(tokens, at)


def _fraction_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "two thirds", "a third of", "three quarters"."""
    count, name = ONES.get(tokens[at].text), word_at(tokens, at + 1)
    if tokens[at].text == "a":
        count = 1 if word_at(tokens, at + 2) in {"of", "less", "more"} and name != "half" else None
    if not count or name not in FRACTIONS or (count == 1) == name.endswith("s"):
        return None
    if name == "quarters" and word_at(tokens, at + 2) not in {"of", "the"}:
        return None
    return Amount(at, at + 2, "ratio", count * FRACTIONS[name], "of")


def _single_at(tokens: Sequence[Token], at: int) -> Amount | None:
    if at >= len(tokens):
        return None
    year = year_at(tokens, at)
    if year and not _named(tokens, year[0]):
        return Amount(at, year[0], "other", year[1], "year", year=True)
    if _clock(tokens, at) or _listed(tokens, at) or tokens[at].text == "number":
        return None
    sign = SIGNS.get(tokens[at].text) if tokens[at].kind == "sign" else None
    if sign and sign != "percent":
        number = _number(tokens, at + 1)
        return Amount(at, number.last, "money", number.value, sign) if number else None
    number = number_at(tokens, at)
    if number is None:
        return _article_span(tokens, at)
    return _measured(tokens, number)


def _measured(tokens: Sequence[Token], number: Number) -> Amount | None:
    unit, last = unit_at(tokens, number.last)
    kind = _kind(unit)
    if kind == "count" and _is_loose(tokens, number):
        return None
    if kind == "duration" and _is_once(tokens, number, last):
        return None
    if kind == "money" and unit in {"dollars", "pounds", "euros"}:
        last, cents = cents_at(tokens, last)
        return Amount(
            number.first, last, kind, None if number.value is None else number.value + cents, unit
        )
    half = [word_at(tokens, last + step) for step in range(3)] == ["and", "a", "half"]
    value = number.value
    if half and kind == "duration" and value is not None:
        value, last = value + 0.5, last + 3
    return Amount(number.first, last, kind, value, unit)


def _kind(unit: str) -> QuantityKind:
    if unit == "percent":
        return "percent"
    if unit in MONEY.values():
        return "money"
    return "duration" if unit in DURATIONS.values() else "count"


def _is_loose(tokens: Sequence[Token], number: Number) -> bool:
    """ "one of them", "no one", "the two of us": a number word that measures nothing."""
    if number.digits:
        return False
    if number.last - number.first == 1 and tokens[number.first].text == "one":
        return True
    bare = not unit_at(tokens, number.last)[0]
    small = number.value is not None and number.value < 10 and tokens[number.first].text != "zero"
    return bare and small and word_at(tokens, number.last) not in {"to", "or", "down"}


def _is_once(tokens: Sequence[Token], number: Number, last: int) -> bool:
    """ "one day he came": a time, not a length of time."""
    single = tokens[number.first].text == "one" and not tokens[last - 1].text.endswith("s")
    before = tokens[number.first - 1].text if number.first else ""
    return single and before not in _SPAN_OPENERS | {"to", "just", "per", "least"}


def _article_span(tokens: Sequence[Token], at: int) -> Amount | None:
    """ "within a week", "took an hour", "half an hour"."""
    word = tokens[at].text
    if word == "half" and word_at(tokens, at + 1) in {"a", "an"}:
        unit = DURATIONS.get(word_at(tokens, at + 2))
        return Amount(at, at + 3, "duration", 0.5, unit) if unit else None
    unit = DURATIONS.get(word_at(tokens, at + 1))
    opened = at > 0 and tokens[at - 1].text in _SPAN_OPENERS and not tokens[at].stop
    after = [word_at(tokens, at + step) for step in range(2, 5)]
    if word in {"a", "an"} and unit and after == ["and", "a", "half"]:
        return Amount(at, at + 5, "duration", 1.5, unit)
    within = word == "the" and at > 0 and tokens[at - 1].text in {"within", "inside"}
    if (
        ((word in {"a", "an"} and opened) or within)
        and unit
        and not word_at(tokens, at + 1).endswith("s")
    ):
        return Amount(at, at + 2, "duration", 1.0, unit)
    return None


def _clock(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time of day or a day of the month stands here: "at 5 pm", "March 3"."""
    before = tokens[at - 1].text if at else ""
    after = word_at(tokens, at + 1)
    if before in MONTHS - {"may", "march"} and tokens[at].kind == "number":
        return True
    return after in {"am", "pm", "o", "oclock", "o'clock"} or (before == "q" and tokens[at].joined)


def _listed(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number only numbers: "number one", "step 2", "net 30", "form 1099"."""
    before = tokens[at - 1].text if at else ""
    return before in {"number", "day", "step", "net", "form", "level", "option", "version", "page"}


def _named(tokens: Sequence[Token], at: int) -> bool:
    """Whether something is counted after a number that could be a year: "2000 invoices"."""
    return bool(unit_at(tokens, at)[0])


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
