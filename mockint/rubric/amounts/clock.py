"""Times of day and days of the month: amounts that say when, never how much."""

from collections.abc import Sequence

from mockint.rubric.amounts.number_words import ONES, TENS, Number, number_at, year_at
from mockint.rubric.amounts.units import DURATIONS, unit_at, word_at
from mockint.rubric.words import Token

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept oct nov dec".split()
)
_SEASONS = frozenset("spring summer fall autumn winter".split())
_ORDINALS = {
    word: day + 1
    for day, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
    )
} | {"twentieth": 20, "thirtieth": 30}
_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
_AT = frozenset("at by till until before after since".split())
_ON = frozenset("on by before until till since to for around come came is it's was every".split())
_MOVED = frozenset({"DOWN", "UP"})
_GOES_ON = frozenset("PREP AND BE I THEY YOU WHO HAVE MODAL ADV THIS UM".split())

Moment = tuple[int, float, str]
"""Where it ends, its value (an hour, a day of the month, a year) and "time", "date" or "year"."""


def moment_at(tokens: Sequence[Token], at: int) -> Moment | None:
    """The time of day or the date that begins at ``tokens[at]``."""
    return _date(tokens, at) or _day(tokens, at) or _named_hour(tokens, at) or _hour(tokens, at)


def _date(tokens: Sequence[Token], at: int) -> Moment | None:
    """ "March 3rd", "October 2020", "spring of 2019", "the nineties"."""
    word, following = tokens[at].text, word_at(tokens, at + 1)
    if word == "the" and following in _DECADES:
        return at + 2, float(_DECADES[following]), "year"
    if word not in MONTHS | _SEASONS:
        return None
    after = at + 1 + (following in {"of", "the"})
    if not word_at(tokens, after) or tokens[after].comma:
        return None
    if year := year_at(tokens, after):
        return year[0], year[1], "year"
    if word in _SEASONS:
        return None
    if ordinal := _ordinal(tokens, after):
        return ordinal[0], float(ordinal[1]), "date"
    number = number_at(tokens, after)
    if number is None or (number.value == 1 and not number.digits):
        return None
    if unit_at(tokens, number.last)[0] or (after > at + 1 and not number.digits):
        return None
    day = number.value
    return (number.last, day, "date") if day is not None and _whole(number, 31) else None


def _day(tokens: Sequence[Token], at: int) -> Moment | None:
    """ "the 21st", "the first of April", "first July", "14 of march"."""
    article = tokens[at].text == "the"
    ordinal = _ordinal(tokens, at + article)
    if ordinal is None:
        number = number_at(tokens, at) if not article else None
        if number and _whole(number, 31) and word_at(tokens, number.last) == "of":
            month = word_at(tokens, number.last + 1) in MONTHS
            return (number.last + 2, float(number.value or 0), "date") if month else None
        return None
    last, day = ordinal
    if end := _of_month(tokens, last):
        return end, float(day), "date"
    before = word_at(tokens, at - 1) if at and not tokens[at].stop else ""
    opened = article and (before in _ON or (day > 3 and not before))
    plain = opened and _is_open(tokens, last) and word_at(tokens, last) != "of"
    return (last, float(day), "date") if plain or (article and day > 12) else None


def _ordinal(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Where an ordinal ends and which it is: "first", "twenty fifth", "3rd"."""
    word = tokens[at].text if at < len(tokens) else ""
    following = word_at(tokens, at + 1)
    if word in _ORDINALS:
        return at + 1, _ORDINALS[word]
    if word in {"twenty", "thirty"} and _ORDINALS.get(following, 10) < 10:
        return at + 2, TENS[word] + _ORDINALS[following]
    ending = following in {"st", "nd", "rd", "th"} and tokens[at + 1].joined
    return (at + 2, int(word)) if ending and word.isdecimal() and len(word) < 3 else None


def _of_month(tokens: Sequence[Token], at: int) -> int | None:
    """The end of "of April", "of the month", "July" after a day."""
    words = [word_at(tokens, at + step) for step in range(3)]
    if words[0] in MONTHS - {"may", "march"}:
        return at + 1
    if words[0] == "of" and words[1] in MONTHS:
        return at + 2
    months = words[0] == "of" and words[1] in {"the", "next", "each", "every", "that", "this"}
    return at + 3 if months and words[2] == "month" else None


def _named_hour(tokens: Sequence[Token], at: int) -> Moment | None:
    """ "noon", "half past two", "quarter to seven in the morning"."""
    words = [word_at(tokens, at + step) if step else tokens[at].text for step in range(2)]
    if words[0] in {"noon", "midnight"} and at and _tells_when(tokens[at - 1]):
        return at + 1, 12.0 if words[0] == "noon" else 0.0, "time"
    part = {"half": 0.5, "quarter": 0.25}.get(words[0])
    if part is None or words[1] not in {"past", "to", "till"} or at + 2 >= len(tokens):
        return None
    number = number_at(tokens, at + 2)
    if number is None or number.value is None or not _whole(number, 12):
        return None
    value = number.value + part if words[1] == "past" else number.value - part
    return _part_of_day(tokens, number.last) or number.last, value, "time"


def _tells_when(token: Token) -> bool:
    return token.text in _AT or token.text == "tomorrow" or "TIME" in token.classes


def _hour(tokens: Sequence[Token], at: int) -> Moment | None:
    """ "5 pm", "four o'clock", "7:30", "oh six thirty", "two in the night", "by five"."""
    before = tokens[at - 1].text if at and not tokens[at].stop else ""
    if before == "by" and at > 1 and tokens[at - 2].text == "divisible":
        return None
    if early := _army(tokens, at):
        return early
    hour = _of_clock(tokens, at, 24)
    if hour is None:
        return None
    minutes = _minutes(tokens, at + 1)
    last = at + 1 if minutes is None else minutes[0]
    value = hour + (0.0 if minutes is None else minutes[1] / 60)
    if end := _oclock(tokens, last) or _part_of_day(tokens, last):
        return end, value, "time"
    if minutes and _colon(tokens, at + 1):
        return last, value, "time"
    if (
        _is_range(tokens, last)
        or unit_at(tokens, last)[0]
        or word_at(tokens, last) in {"of", "hundred"}
    ):
        return None
    quarter = minutes is not None and minutes[1] in {15, 30, 45}
    if hour <= 12 and not tokens[at].joined and (quarter or (minutes and hour > 9 and not before)):
        return last, value, "time"
    if hour > 12 and minutes is None:
        return None
    number = number_at(tokens, at)
    whole = number is not None and (number.last == at + 1 or minutes is not None)
    moved = before == "by" and at > 1 and not _MOVED.isdisjoint(tokens[at - 2].classes)
    if before in _AT and whole and not moved and _is_open(tokens, last):
        return last, value, "time"
    return None


def _is_range(tokens: Sequence[Token], at: int) -> bool:
    """Whether another number follows: "by two or three"."""
    after = word_at(tokens, at) in {"or", "to"} and bool(word_at(tokens, at + 1))
    return after and number_at(tokens, at + 1) is not None


def _army(tokens: Sequence[Token], at: int) -> Moment | None:
    """ "oh six thirty", "oh five hundred", "0 500"."""
    inside = bool(word_at(tokens, at + 1)) and not tokens[at + 1].comma
    if tokens[at].text not in {"oh", "0"} or not inside:
        return None
    following = tokens[at + 1].text
    if len(following) == 3 and following.isdecimal() and not tokens[at + 1].comma:
        return at + 2, int(following[0]) + int(following[1:]) / 60, "time"
    hour = _of_clock(tokens, at + 1, 9)
    if hour is None or tokens[at].text == "0":
        return None
    if word_at(tokens, at + 2) == "hundred":
        return at + 3, hour, "time"
    minutes = _minutes(tokens, at + 2)
    return (minutes[0], hour + minutes[1] / 60, "time") if minutes else (at + 2, hour, "time")


def _of_clock(tokens: Sequence[Token], at: int, most: int) -> float | None:
    """The hour one word or one or two digits say."""
    text = tokens[at].text
    value = float(text) if text.isdecimal() and len(text) < 3 else float(ONES.get(text, 0))
    return value if 0 < value <= most else None


def _minutes(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Where the minutes after an hour end, and how many: "thirty", "fifty-two", ":05"."""
    word = word_at(tokens, at)
    if not word or (tokens[at].comma and not _colon(tokens, at)):
        return None
    if len(word) == 2 and word.isdecimal() and int(word) < 60:
        return at + 1, int(word)
    number = number_at(tokens, at) if word in TENS or ONES.get(word, 0) >= 10 else None
    if number and number.value and 10 <= number.value < 60 and number.value == int(number.value):
        return number.last, int(number.value)
    return None


def _colon(tokens: Sequence[Token], at: int) -> bool:
    """Whether one sign and no space stands between two numbers: "7:30"."""
    tight = at < len(tokens) and tokens[at].start - tokens[at - 1].end == 1
    return tight and tokens[at].comma and tokens[at].kind == "number"


def _oclock(tokens: Sequence[Token], at: int) -> int | None:
    """The end of "o'clock", "pm", "p.m." with what part of the day it is."""
    words = [word_at(tokens, at + step) for step in range(2)]
    last = None
    if words[0] in {"am", "pm", "oclock", "o'clock"}:
        last = at + 1
    elif (words[0] == "o" and words[1] == "clock") or (words[0] in {"a", "p"} and words[1] == "m"):
        last = at + 2
    return (_part_of_day(tokens, last) or last) if last else None


def _part_of_day(tokens: Sequence[Token], at: int) -> int | None:
    """The end of "in the morning", "at night"."""
    words = [word_at(tokens, at + step) for step in range(3)]
    if words[0] == "in" and words[1] == "the":
        return at + 3 if words[2] in {"morning", "afternoon", "evening", "night"} else None
    return at + 2 if words[0] in {"at", "in"} and words[1] == "night" else None


def _is_open(tokens: Sequence[Token], at: int) -> bool:
    """Whether nothing is counted or named there: the end, a comma, a word of grammar."""
    if not word_at(tokens, at) or tokens[at].comma:
        return True
    word = tokens[at]
    return word.text not in DURATIONS and not _GOES_ON.isdisjoint(word.classes | {word.kind})


def _whole(number: Number, most: int) -> bool:
    value = number.value
    return value is not None and 0 < value <= most and value == int(value)
