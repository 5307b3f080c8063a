"""Numbers said or printed digit by digit or in groups, and codes of letters and digits."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mockint.masking.words import Word, words_of

_SINGLES = {
    word: str(value)
    for value, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"oh": "0", "nought": "0"}
_TEENS = {
    word: str(value)
    for value, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        10,
    )
}
_TENS = {
    word: str(value)
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TIMES = {"double": 2, "triple": 3}
_BETWEEN = frozenset("dash hyphen slash space comma then um uh er erm".split())
_GAPS = frozenset(" -.,()/+#_\u2010\u2011\u2013")
_MONEY = frozenset("$\u20ac\u00a3\u00a5")
_CODE = re.compile(r"#?(?<![\w$\u20ac\u00a3])[^\W_]+(?:[-/_.][^\W_]+)*")
LONGEST = 40
"""Words that one number has at most."""


class Digits(NamedTuple):
    """``words[first:last]`` is a number. ``text``: its digits and letters, in small letters.

    ``singles``: how many digits were said or printed alone; ``groups``: of how many words.
    """

    first: int
    last: int
    text: str
    singles: int
    groups: int

    @property
    def figures(self) -> int:
        """How many digits it has."""
        return sum(map(str.isdecimal, self.text))

    @property
    def rising(self) -> bool:
        """Whether somebody may only be counting: "three four five six"."""
        known = [int(sign) for sign in self.text if sign.isdecimal()]
        return all(after - before == 1 for before, after in pairwise(known))


class _Piece(NamedTuple):
    last: int
    said: str
    single: bool


def runs(text: str, words: Sequence[Word]) -> Iterator[Digits]:
    """Every run of digits, in order, a letter before or among them included."""
    at = 0
    while at < len(words):
        run = _run(text, words, at)
        if run is not None:
            yield run
        at = run.last if run is not None else at + 1


def _run(text: str, words: Sequence[Word], first: int) -> Digits | None:
    if text[max(0, words[first].start - 1) : words[first].start] in _MONEY:
        return None
    if first and _grouped(text, words, first):
        return None
    at, end, said, singles, groups = first, first, "", 0, 0
    while at < len(words) and at - first < LONGEST and (at == first or _goes_on(words[at])):
        piece = _piece(words, at)
        if piece is None:
            if words[at].low not in _BETWEEN or at == first:
                break
            at += 1
            continue
        if at > first and _grouped(text, words, at):
            return None
        if at > first and _other_manner(words, first, at):
            break
        said, at, end = said + piece.said, piece.last, piece.last
        singles, groups = singles + piece.single, groups + 1
    if not any(map(str.isdecimal, said)) or _measured(text, words, end):
        return None
    return Digits(first, end, said, singles, groups)


def _other_manner(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether what was printed in figures goes on in words: "4500018837, three invoices"."""
    printed = words[at - 1].low.isdecimal() and len(words[at - 1].low) > 2
    return printed and not words[at].low.isdecimal() and len(words[at].low) > 1


def _piece(words: Sequence[Word], at: int) -> _Piece | None:
    low = words[at].low
    following = words[at + 1].low if at + 1 < len(words) and _goes_on(words[at + 1]) else ""
    if low.isdecimal() and low.isascii():
        return _Piece(at + 1, low, len(low) == 1)
    if low in _SINGLES:
        if following == "hundred" and _phoned(words, at + 2):
            return _Piece(at + 2, _SINGLES[low] + "00", False)
        return _Piece(at + 1, _SINGLES[low], True)
    if low in _TEENS:
        return _Piece(at + 1, _TEENS[low], False)
    if low in _TENS:
        unit = _SINGLES.get(following, "0")
        return _Piece(at + 1 + (unit != "0"), _TENS[low] + unit, False)
    if low in _TIMES and following in _SINGLES:
        return _Piece(at + 2, _SINGLES[following] * _TIMES[low], True)
    if len(low) != 1 or not low.isalpha():
        return None
    return _Piece(at + 1 + _example(words, at + 1), low, False)


def _example(words: Sequence[Word], at: int) -> int:
    """How many words tell which letter was said: "as in mary"."""
    said = [word.low for word in words[at : at + 3]]
    return 3 if said[:2] == ["as", "in"] and len(said) == 3 and not words[at].opens else 0


def _phoned(words: Sequence[Word], at: int) -> bool:
    """Whether single digits follow, as in "eight hundred five five five"."""
    ahead = words[at : at + 3]
    return len(ahead) > 2 and all(
        word.low in _SINGLES or (len(word.low) > 2 and word.low.isdecimal()) for word in ahead[:2]
    )


def _goes_on(word: Word) -> bool:
    return not word.opens and set(word.gap) <= _GAPS


def _grouped(text: str, words: Sequence[Word], at: int) -> bool:
    """Whether the comma or the point before the word makes an amount: "1,200", "412.60"."""
    here, before = words[at], words[at - 1]
    if not (here.low.isdecimal() and before.low.isdecimal()):
        return False
    phone = len(before.low) == 3 and len(here.low) in {3, 4}
    return (here.gap == "," and len(here.low) == 3) or (here.gap == "." and not phone)


def _measured(text: str, words: Sequence[Word], last: int) -> bool:
    """Whether a per cent sign, or a clock's colon, follows the digits."""
    end = words[last - 1].end
    after = text[end : end + 2]
    return after[:1] == "%" or (after[:1] == ":" and after[1:].isdecimal())


class Code(NamedTuple):
    """``text[start:end]`` has digits, and letters or signs among them."""

    start: int
    end: int
    text: str

    @property
    def figures(self) -> int:
        """How many digits it has."""
        return sum(map(str.isdecimal, self.text))


def codes(text: str) -> Iterator[Code]:
    """What is printed as one word and holds digits, as "INV-20394" or "#0051187"."""
    for match in _CODE.finditer(text):
        said = match.group()
        if any(map(str.isdecimal, said)) and len(said) <= 64:
            yield Code(match.start(), match.end(), said)


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit that cards have."""
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0 and any(doubled)


def digits_of(said: str) -> str:
    """The digits of what is printed or said, "" where there are none: "four 4 one" is "441"."""
    words = words_of(said)
    return "".join("".join(filter(str.isdecimal, run.text)) for run in runs(said, words))
