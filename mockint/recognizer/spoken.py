"""Printed words as they are said: "$12,400" is "twelve thousand four hundred dollars".

Each spoken word is lower case; the name of a letter is the letter with a full
stop ("AR" is "a. r."), as in the CMU pronouncing dictionary.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
_NAMED_SCALES = {(name,) for _, name in _SCALES}
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_SIGNS = {"&": "and", "+": "plus", "@": "at", "#": "number", "=": "equals", "%": "percent"}
_CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros"}
_SUFFIXES = {"k": "thousand", "m": "million", "bn": "billion", "b": "billion"}

_PIECE = re.compile(
    r"(?P<money>[$£€])(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<scale>bn|[kmb])?(?![a-z])"
    r"|(?P<ordinal>\d[\d,]*)(?:st|nd|rd|th)\b"
    r"|(?P<clock>\d{1,2}):(?P<minutes>\d\d)(?!\d)"
    r"|(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"|(?P<dotted>\b(?:[a-z]\.){2,}(?:[a-z]\b)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"  # noqa: RUF001 - recognisers print this apostrophe too
    r"|(?P<sign>[&+@#=%])",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def spoken(word: str) -> tuple[str, ...]:
    """How one printed word is said; empty if nothing of it is said (a dash, say)."""
    return tuple(said for piece in _PIECE.finditer(word) for said in _say(piece))


def spoken_words(words: Sequence[str]) -> list[tuple[str, ...]]:
    """How each of ``words`` is said; "$2 million" is "two" and "million dollars"."""
    if sum(map(str.isupper, words)) > max(3, len(words) // 2):
        words = [word.lower() for word in words]
    said = [spoken(word) for word in words]
    for at, (money, scale) in enumerate(pairwise(said)):
        if words[at][:1] in _CURRENCIES and len(money) > 1 and scale[:1] in _NAMED_SCALES:
            said[at], said[at + 1] = money[:-1], (*scale, money[-1])
    return said


def cardinal(number: int) -> list[str]:
    """A whole number from 0 on in words."""
    if number < 20:
        return [_ONES[number]]
    if number < 100:
        return [_TENS[number // 10], *(cardinal(number % 10) if number % 10 else [])]
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    rest = cardinal(number % size) if number % size else []
    return [*cardinal(number // size), name, *rest]


def letters(text: str) -> list[str]:
    """The names of the letters in ``text``."""
    return [f"{letter}." for letter in text.lower() if letter.isalpha()]


def _say(piece: re.Match[str]) -> Iterator[str]:
    if piece["money"]:
        yield from _money(piece)
    elif piece["ordinal"]:
        yield from _ordinal(piece["ordinal"])
    elif piece["clock"]:
        yield from _clock(piece["clock"], piece["minutes"])
    elif piece["number"]:
        yield from _number(piece["number"])
    elif piece["dotted"]:
        yield from letters(piece["dotted"])
    elif piece["word"]:
        yield from _word(piece["word"], _touches_digit(piece), alone=_is_alone(piece))
    else:
        yield _SIGNS[piece["sign"]]


def _money(piece: re.Match[str]) -> Iterator[str]:
    whole, _, cents = piece["amount"].partition(".")
    scale = _SUFFIXES.get((piece["scale"] or "").lower())
    unit = _CURRENCIES[piece["money"]]
    if scale or len(cents) != 2:
        yield from _number(piece["amount"])
        yield from filter(None, (scale, unit))
        return
    yield from (*_whole(whole), unit, *(_whole(cents) if int(cents) else ()))


def _number(printed: str) -> list[str]:
    whole, _, decimals = printed.partition(".")
    said = _whole(whole)
    return [*said, "point", *(_ONES[int(digit)] for digit in decimals)] if decimals else said


def _whole(digits: str) -> list[str]:
    bare = digits.replace(",", "")
    if len(bare) > 12 or (len(bare) > 1 and bare[0] == "0") or (len(bare) > 6 and bare == digits):
        return [_ONES[int(digit)] for digit in bare]
    number = int(bare)
    if digits == bare and 1100 <= number <= 2099 and not 2000 <= number <= 2009:
        return _year(number)
    return cardinal(number)


def _year(number: int) -> list[str]:
    century, rest = divmod(number, 100)
    if rest == 0:
        return [*cardinal(century), "hundred"]
    return [*cardinal(century), *(["oh"] if rest < 10 else []), *cardinal(rest)]


def _ordinal(digits: str) -> list[str]:
    *before, last = cardinal(int(digits.replace(",", "")[:12]))
    regular = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return [*before, _ORDINALS.get(last, regular)]


def _clock(hours: str, minutes: str) -> list[str]:
    if minutes == "00":
        return [*cardinal(int(hours)), "o'clock"]
    return [*cardinal(int(hours)), *(["oh"] if minutes[0] == "0" else []), *cardinal(int(minutes))]


def _word(word: str, beside_digit: bool, alone: bool) -> list[str]:
    """An abbreviation's letters, or the word itself; "POs" is "p. o's"."""
    word = word.replace("’", "'")  # noqa: RUF001
    stem = word[:-1] if word[-1] == "s" and word[:-1].isupper() and len(word) > 2 else word
    if beside_digit and word.lower() == "k":
        return ["thousand"]
    if is_abbreviation(stem) or (len(stem) == 1 and not alone):
        said = letters(stem)
        return said if stem == word else [*said[:-1], f"{said[-1][0]}'s"]
    return [word.lower()]


def is_abbreviation(word: str) -> bool:
    """Whether a word is said letter by letter: "AR", "GDPR"; not "HIPAA", which may be either."""
    return word.isupper() and 1 < len(word) < 6 and (len(word) < 4 or not set(word) & set("AEIOUY"))


def _touches_digit(piece: re.Match[str]) -> bool:
    text, start, end = piece.string, piece.start(), piece.end()
    return text[start - 1 : start].isdigit() or text[end : end + 1].isdigit()


def _is_alone(piece: re.Match[str]) -> bool:
    return not any(
        character.isalnum()
        for character in piece.string[: piece.start()] + piece.string[piece.end() :]
    )
