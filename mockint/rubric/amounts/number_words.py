"""Numbers in digits and in words, read from tokens: "$40k", "two and a half", "a dozen"."""

import math
from collections.abc import Sequence

import msgspec

from mockint.rubric.words import Token

ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * (at + 2)
    for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
} | {"fourty": 40}
SCALES = {
    "hundred": 100.0, "thousand": 1e3, "grand": 1e3, "k": 1e3, "million": 1e6, "mil": 1e6,
    "m": 1e6, "billion": 1e9, "dozen": 12.0, "hundreds": 100.0, "thousands": 1e3,
    "millions": 1e6, "dozens": 12.0, "lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7,
}  # fmt: skip
FRACTIONS = {
    "half": 0.5, "quarter": 0.25, "third": 1 / 3, "fourth": 0.25, "fifth": 0.2, "sixth": 1 / 6,
    "eighth": 0.125, "tenth": 0.1, "thirds": 1 / 3, "quarters": 0.25, "fourths": 0.25,
    "fifths": 0.2, "sixths": 1 / 6, "eighths": 0.125, "tenths": 0.1,
}  # fmt: skip
VAGUE = frozenset("few several couple".split())
_BARE_SCALES = frozenset("hundred thousand million dozen".split())
_BELOW = frozenset({"minus", "negative"})
_MORE = frozenset("something some odd ish whatever".split())


class Number(msgspec.Struct, frozen=True):
    """``tokens[first:last]`` is a number; ``value`` None where it is vague ("a few hundred")."""

    first: int
    last: int
    value: float | None
    digits: bool


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """The number that begins exactly at ``tokens[at]``, as long as it can be."""
    if tokens[at].text in _BELOW and _text(tokens, at + 1) not in _BELOW | {""}:
        number = number_at(tokens, at + 1)
        if number is None or number.value is None or tokens[at + 1].comma:
            return None
        return Number(at, number.last, -number.value, number.digits)
    number = _digits(tokens, at) if tokens[at].kind == "number" else _words(tokens, at)
    return _with_more(tokens, number) if number else None


def _digits(tokens: Sequence[Token], at: int) -> Number | None:
    value = _float(tokens[at].text)
    last = at + 1
    if _text(tokens, last) in {"st", "nd", "rd", "th"} and _touches(tokens, last):
        return None
    if _text(tokens, last) in SCALES and (len(tokens[last].text) > 1 or _touches(tokens, last)):
        if value is None or len(tokens[last].text) == 1:
            value = None if value is None else value * SCALES[tokens[last].text]
            return Number(at, last + 1, value, True)
        return _spoken(tokens, at, value, last, digits=True)
    if value is not None and value < 10 and _is_tens(tokens, last):
        return Number(at, last + 1, 100 * value + float(tokens[last].text), True)
    return _with_tail(tokens, Number(at, last, value, True))


def _is_tens(tokens: Sequence[Token], at: int) -> bool:
    """Whether two digits stand there that end a number said in two breaths: "2 40"."""
    word = _text(tokens, at)
    alone = bool(word) and not tokens[at].comma and not tokens[at].joined
    return alone and len(word) == 2 and word.isdecimal() and word[0] != "0"


def _words(tokens: Sequence[Token], at: int) -> Number | None:
    word, following = tokens[at].text, _text(tokens, at + 1)
    if word in VAGUE or (word == "a" and following in VAGUE):
        return _vague(tokens, at)
    if word in {"a", "an"} and following in SCALES:
        return _spoken(tokens, at, 1.0, at + 1)
    if word in {"a", "half", "quarter"} and (part := _part_of_scale(tokens, at)):
        return part
    if word in {"dozens", "hundreds", "thousands", "millions"}:
        return Number(at, at + 1, None, False)
    if word in _BARE_SCALES:
        return _spoken(tokens, at, 1.0, at)
    if word in ONES or word in TENS:
        return _in_two_breaths(tokens, at) or _spoken(tokens, at, None, at)
    return None


def _part_of_scale(tokens: Sequence[Token], at: int) -> Number | None:
    """ "half a million", "a quarter million", "a quarter of a million"."""
    last = at + (tokens[at].text == "a")
    part = tokens[last].text if last < len(tokens) else ""
    last += 1
    last += _text(tokens, last) == "of"
    last += _text(tokens, last) == "a"
    scale = _text(tokens, last)
    if part not in {"half", "quarter"} or scale not in _BARE_SCALES:
        return None
    return Number(at, last + 1, FRACTIONS[part] * SCALES[scale], False)


def _in_two_breaths(tokens: Sequence[Token], at: int) -> Number | None:
    """A number without its "hundred": "one ninety", "three eighteen", "two oh nine"."""
    hundreds = ONES.get(tokens[at].text, 0)
    following = _text(tokens, at + 1)
    if not 0 < hundreds < 10 or not following or tokens[at + 1].comma:
        return None
    if following == "oh":
        unit = ONES.get(_text(tokens, at + 2), 0)
        return Number(at, at + 3, 100.0 * hundreds + unit, False) if 0 < unit < 10 else None
    if _is_tens(tokens, at + 1):
        return Number(at, at + 2, 100.0 * hundreds + float(following), False)
    if following not in TENS and ONES.get(following, 0) < 10:
        return None
    rest = _spoken(tokens, at + 1, None, at + 1)
    value = rest.value
    if value is None or value >= 1e6 or (100 <= value < 1e3):
        return None
    scale = 1e3 if value >= 1e3 else 1.0
    return Number(at, rest.last, 100.0 * hundreds * scale + value, False)


def _vague(tokens: Sequence[Token], at: int) -> Number | None:
    last = at + 1 if tokens[at].text in VAGUE else at + 2
    couple = tokens[last - 1].text == "couple"
    if _text(tokens, last) == "of" and couple:
        last += 1
    if _text(tokens, last) in SCALES:
        scale = SCALES[tokens[last].text]
        return Number(at, last + 1, 2 * scale if couple else None, False)
    return Number(at, last, 2.0, False) if couple else None


def _spoken(
    tokens: Sequence[Token], first: int, total: float | None, at: int, digits: bool = False
) -> Number:
    """Number words from ``at`` on; ``total`` is what stands before them: an article, digits."""
    done, group, last = 0.0, total, at
    while last < len(tokens) and not (last > first and _breaks(tokens, last)):
        word = tokens[last].text
        if word in SCALES and group is not None and len(word) > 1:
            group, done = _scaled(done, group, SCALES[word])
        elif _adds(tokens, last, group):
            group = (group or 0.0) + _small(tokens[last])
        elif not (word == "and" and group is not None and _joins(tokens, last, group + done)):
            break
        last += 1
    value = done + (group or 0.0)
    if not math.isfinite(value):
        return Number(first, last, None, digits)
    return _with_tail(tokens, Number(first, last, value, digits))


def _breaks(tokens: Sequence[Token], at: int) -> bool:
    """Whether a stop or a comma ends the number, unlike in "two thousand, four hundred"."""
    grouped = tokens[at - 1].text in {"thousand", "million"} and _text(tokens, at + 1) == "hundred"
    return tokens[at].stop or (tokens[at].comma and not grouped)


def _scaled(done: float, group: float, scale: float) -> tuple[float, float]:
    if scale in (100.0, 12.0):
        return group * scale, done
    return 0.0, done + (group or 1.0) * scale


def _small(token: Token) -> float:
    """What one word or a few digits add to a number, 0 where they add nothing."""
    if token.kind == "number":
        return float(token.text) if token.text.isdecimal() and len(token.text) < 4 else 0.0
    return ONES.get(token.text, TENS.get(token.text, 0))


def _adds(tokens: Sequence[Token], at: int, group: float | None) -> bool:
    word, value = tokens[at].text, _small(tokens[at])
    if group is None:
        return word in ONES or word in TENS
    if not value:
        return False
    if tokens[at].kind == "number" and group == 0:
        return True
    if value >= 10:
        return group % 100 == 0 and value < 100
    return group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20)


def _joins(tokens: Sequence[Token], at: int, total: float) -> bool:
    """Whether "and" goes on with the number: "a hundred and ten"."""
    inside = bool(_text(tokens, at + 1)) and not tokens[at + 1].comma
    return inside and total >= 100 and total % 100 == 0 and 0 < _small(tokens[at + 1]) < 1e3


def _with_tail(tokens: Sequence[Token], number: Number) -> Number:
    last, value = number.last, number.value
    if value is None:
        return number
    tenths = _text(tokens, last + 1)
    if _text(tokens, last) == "point" and (tenths.isdecimal() or ONES.get(tenths, 10) < 10):
        value += float(f"0.{tenths if tenths.isdecimal() else ONES[tenths]}")
        last += 2
    elif _text(tokens, last) == "point" and tenths == "something":
        last += 2
    elif half := _half(tokens, last):
        scale = SCALES.get(tokens[last - 1].text, 1.0)
        last, value = half, value + 0.5 * (scale if scale >= 1e3 else 1.0)
    if _text(tokens, last) in {"thousand", "million", "billion", "grand"}:
        value, last = value * SCALES[tokens[last].text], last + 1
    return Number(number.first, last, value, number.digits)


def _half(tokens: Sequence[Token], at: int) -> int | None:
    """The end of "and a half" at ``at``."""
    here = [_text(tokens, at + step) for step in range(3)]
    if here == ["and", "a", "half"]:
        return at + 3
    return at + 2 if here[:2] == ["and", "half"] else None


def _with_more(tokens: Sequence[Token], number: Number) -> Number:
    """The number with "and change", "-some", "something": its value is what is sure of it."""
    last, value = number.last, number.value
    also = _text(tokens, last) == "and"
    more = _text(tokens, last + also)
    if also and more == "some" and _text(tokens, last + 2) == "change":
        last += 3
    elif also and more in {"something", "change", "whatever"}:
        last += 2
    elif more in _MORE and (value or 0) >= 20:
        last += 1 + also
    elif more == "something" and _touches(tokens, last):
        last += 1
    else:
        return number
    if value is not None and _text(tokens, last) in {"thousand", "million", "hundred"}:
        value, last = value * SCALES[tokens[last].text], last + 1
    return Number(number.first, last, value, number.digits)


def _float(text: str) -> float | None:
    parts = text.split(",")
    grouped = all(len(part.split(".")[0]) == 3 for part in parts[1:])
    plain = text.replace(",", "") if grouped else text.replace(",", ".")
    if plain.count(".") > 1:
        return None
    value = float(plain)
    return value if math.isfinite(value) else None


def _text(tokens: Sequence[Token], at: int) -> str:
    inside = at < len(tokens) and not tokens[at].stop
    return tokens[at].text if inside else ""


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].joined


def year_at(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Where a year at ``at`` ends, and which it is: "2019", "nineteen ninety eight"."""
    token = tokens[at]
    if token.kind == "number":
        value = float(token.text[:9]) if token.text.isdecimal() else 0.0
        return (at + 1, value) if 1950 <= value <= 2059 else None
    century = {"twenty": 2000.0, "nineteen": 1900.0}.get(token.text)
    following = _text(tokens, at + 1)
    if century == 2000.0 and ONES.get(following, 0) >= 10:
        return at + 2, century + ONES[following]
    if century and following in TENS and (century == 1900.0 or following == "twenty"):
        unit = ONES.get(_text(tokens, at + 2), 0)
        more = unit if 0 < unit < 10 else 0
        return at + (3 if more else 2), century + TENS[following] + more
    return None
