"""Answers as they come from somebody who stutters, in the ways in which recognisers print it.

Made by chance out of written answers. Nobody stuttered them: real stuttering comes before
certain words rather than others, and real recognisers print most of it as other words.
"""

import re
from collections.abc import Callable
from random import Random

_ONSET = re.compile(r"[^aeiou\W\d]{1,2}", re.IGNORECASE)
_SYLLABLE = re.compile(r"[^aeiouy\W\d]*[aeiouy]+(?=\w)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

Stumble = Callable[[str, Random], str]


def _onset(word: str) -> str:
    found = _ONSET.match(word)
    return found[0] if found else word[0]


def _syllable(word: str) -> str:
    found = _SYLLABLE.match(word)
    return found[0] if found else _onset(word)


def _again(part: Callable[[str], str], behind: str, least: int, most: int) -> Stumble:
    """``part`` of the word, ``least`` to ``most`` times with ``behind`` it, before the word."""
    return lambda word, draw: (part(word) + behind) * draw.randint(least, most) + word


def _whole(word: str) -> str:
    found = _LETTERS.match(word)
    return found[0] if found else word


STUMBLES: dict[str, Stumble] = {
    "I I I reconciled": _again(_whole, " ", 1, 3),
    "I, I reconciled": _again(_whole, ", ", 1, 2),
    "b-b-billing": _again(_onset, "-", 1, 3),
    "b b billing": _again(_onset, " ", 2, 3),
    "re- re- reconciled": _again(_syllable, "- ", 1, 2),
    "re re reconciled": _again(_syllable, " ", 1, 2),
    "re... reconciled": _again(_syllable, "... ", 1, 2),
    "rrreconciled": lambda word, draw: (
        _onset(word)[0] * draw.randint(2, 4) + word if _ONSET.match(word) else word
    ),
}


def mixed(word: str, draw: Random) -> str:
    """One of all ways by chance."""
    return draw.choice(list(STUMBLES.values()))(word, draw)


def stuttered(text: str, stumble: Stumble, seed: int, share: float = 0.1) -> str:
    """``text`` with a stumble at a ``share`` of its words."""
    draw = Random(seed)
    return " ".join(
        stumble(word, draw) if draw.random() < share and word[0].isalpha() else word
        for word in text.split()
    )
