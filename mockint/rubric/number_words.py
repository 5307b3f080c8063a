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
FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "thirds": 1 / 3, "quarters": 0.25}
VAGUE = frozenset("few several couple".split())


class Number(msgspec.Struct, frozen=True):
    """``tokens[first:last]`` is a number; ``value`` None where it is vague ("a few hundred")."""

    first: int
    last: int
    value: float | None
    digits: bool


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """The number that begins exactly at ``tokens[at]``, as long as it can be."""
    if tokens[at].kind == "number":
        return _digits(tokens, at)
    return _words(tokens, at)


def _digits(tokens: Sequence[Token], at: int) -> Number | None:
    value = _float(tokens[at].text)
    last = at + 1
    if _text(tokens, last) in SCALES and (len(tokens[last].text) > 1 or _touches(tokens, last)):
        value = None if value is None else value * SCALES[tokens[last].text]
        last += 1
    elif _text(tokens, last) in {"st", "nd", "rd", "th"} and _touches(tokens, last):
        return None
    half = _half(tokens, last)
    if half and value is not None:
        return Number(at, half, value + 0.5, True)
    return Number(at, last, value, True)


def _words(tokens: Sequence[Token], at: int) -> Number | None:
    word = tokens[at].text
    if word in VAGUE or (word == "a" and _text(tokens, at + 1) in VAGUE):
        return _vague(tokens, at)
    if word in {"a", "an"} and _text(tokens, at + 1) in SCALES:
        return _spoken(tokens, at, 1.0, at + 1)
    if word == "half" and _text(tokens, at + 1) == "a" and _text(tokens, at + 2) in SCALES:
        return Number(at, at + 3, 0.5 * SCALES[tokens[at + 2].text], False)
    if word in {"dozens", "hundreds", "thousands", "millions"}:
        return Number(at, at + 1, None, False)
    if word in ONES or word in TENS:
        return _spoken(tokens, at, None, at)
    return None


def _vague(tokens: Sequence[Token], at: int) -> Number | None:
    last = at + 1 if tokens[at].text in VAGUE else at + 2
    couple = tokens[last - 1].text == "couple"
    if _text(tokens, last) == "of" and couple:
        last += 1
    if _text(tokens, last) in SCALES:
        scale = SCALES[tokens[last].text]
        return Number(at, last + 1, 2 * scale if couple else None, False)
    return Number(at, last, 2.0, False) if couple else None


def _spoken(tokens: Sequence[Token], first: int, total: float | None, at: int) -> Number:
    """Number words from ``at`` on; ``total`` is what an article before them counts for."""
    done, group, last = 0.0, total, at
    while last < len(tokens) and not (last > first and tokens[last].stop):
        word = tokens[last].text
        if word in SCALES and group is not None and len(word) > 1:
            group, done = _scaled(done, group, SCALES[word])
        elif _adds(word, group):
            group = (group or 0.0) + ONES.get(word, TENS.get(word, 0))
        elif not (word == "and" and group and _joins(tokens, last, group + done)):
            break
        last += 1
    value = done + (group or 0.0)
    return _with_tail(tokens, Number(first, last, value, False))


def _scaled(done: float, group: float, scale: float) -> tuple[float, float]:
    if scale in (100.0, 12.0):
        return group * scale, done
    return 0.0, done + (group or 1.0) * scale


def _adds(word: str, group: float | None) -> bool:
    if group is None:
        return word in ONES or word in TENS
    if word in TENS:
        return group % 100 == 0
    units = ONES.get(word)
    if units is None or units == 0:
        return False
    return (group % 100 == 0 and (group > 0 or units > 0)) or (
        units < 10 and group % 10 == 0 and group % 100 >= 20
    )


def _joins(tokens: Sequence[Token], at: int, total: float) -> bool:
    """Whether "and" goes on with the number: "a hundred and ten"."""
    following = _text(tokens, at + 1)
    return total >= 100 and total % 100 == 0 and (following in ONES or following in TENS)


def _with_tail(tokens: Sequence[Token], number: Number) -> Number:
    last, value = number.last, number.value
    if value is None:
        return number
    if _text(tokens, last) == "point" and _text(tokens, last + 1) in ONES:
        value += ONES[tokens[last + 1].text] / 10
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
    return at + 3 if here == ["and", "a", "half"] else None


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
