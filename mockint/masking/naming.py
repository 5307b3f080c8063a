"""What a number is called by the words before it: an account's, a card's, a phone's."""

from collections.abc import Sequence
from itertools import pairwise

from mockint.masking import cues
from mockint.masking.lists import kept
from mockint.masking.rules import Kind
from mockint.masking.words import Word

_NUMBERED = frozenset("number numbers ending ends ended digits".split())
_BACK, NEAR, FAR = 7, 14, 40
"""Words before a number that are looked at: for its name, for what is spoken of, in a passage."""


def called_so(words: Sequence[Word], at: int) -> tuple[str, bool]:
    """What the number at ``at`` is called right before it, and whether "number" is said."""
    numbered = False
    for back in range(at - 1, max(-1, at - 1 - _BACK), -1):
        low = words[back].low
        if low in cues.SOCIALS:
            return "ssn", True
        if low in cues.CARDS:
            return "card", numbered
        if low in cues.PHONES:
            return "phone", numbered
        if low in cues.CODES:
            return "code", numbered
        numbered = numbered or low in _NUMBERED
        if low in cues.ACCOUNTS and low not in cues.LINKS | {"number", "numbers"}:
            return "account", numbered
        if low in {"id", "ids"}:
            return "account", True
        us = low == "for" and words[back + 1].low in {"us", "me", "them", "him", "her", "it"}
        if low not in cues.LINKS and not low.isdecimal() and not us:
            break
    return "", numbered


def near_to(words: Sequence[Word], at: int, far: int = NEAR) -> Kind | None:
    """The kind of number last spoken of within ``far`` words."""
    kinds: tuple[tuple[frozenset[str], Kind], ...] = (
        (cues.SOCIALS, "ssn"),
        (cues.CARDS, "card"),
        (cues.PHONES, "phone"),
        (cues.ACCOUNTS, "account"),
    )
    for back in range(at - 1, max(-1, at - 1 - far), -1):
        for lot, kind in kinds:
            if words[back].low in lot:
                return kind
    return None


def last_four(words: Sequence[Word], at: int) -> bool:
    """Whether "the last four" was asked for shortly before."""
    before = [word.low for word in words[max(0, at - NEAR) : at]]
    return ("last", "four") in pairwise(before) or ("last", "4") in pairwise(before)


def is_acronym(words: Sequence[Word], at: int) -> bool:
    """Whether it is an abbreviation that is no term of the trade."""
    word = words[at]
    upper = word.capital and word.text.isupper() and 1 < len(word.text) < 6
    return upper and not kept().at(words, at) and word.low not in cues.CODES | cues.ACCOUNTS
