"""The words by which a story is known again, and how much each of them tells.

A word tells the more the fewer answers it stands in. How many that usually are
is in ``everyday.txt``: stems of words with the number of our own 2,400 practice
answers that hold them, those of all of them first.
"""

import re
from functools import cache, lru_cache
from math import log
from pathlib import Path

EVERYDAY = Path(__file__).with_name("everyday.txt")
SHORTEST = 3
"""Letters that are left of a word at least."""
CACHED = 2**16
"""Words remembered."""
_PARTED = str.maketrans("-/\u2013\u2014\u2026", "     ")
_ODD = re.compile(r"[^\w'\u2019]|[\d_]")
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "ly", "e", "y")
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand million billion half dozen couple percent dollar dollars grand "
    "bucks cents hundreds thousands".split()
)


def words_of(text: str) -> list[str]:
    """The words of ``text`` in small letters, numbers left out: these are told otherwise."""
    said = map(_bare, text.lower().translate(_PARTED).split())
    return [word for word in said if word]


@lru_cache(CACHED)
def _bare(printed: str) -> str:
    """A word without the signs around it; empty for a number."""
    word = _ODD.sub("", printed).strip("'\u2019")
    return "" if word in _NUMBERS else word


@lru_cache(CACHED)
def stem(word: str) -> str:
    """What forms of a word have in common: "invoic" of "invoice" and "invoices"."""
    word = word.replace("\u2019", "'").split("'")[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > SHORTEST and word[-1] == word[-2] else word


@lru_cache(CACHED)
def weight(stem: str) -> float:
    """How much a word with this stem tells: 0 for one that stands everywhere."""
    total, counts = everyday()
    return log(total / min(counts.get(stem, 0) + 1, total))


@cache
def everyday() -> tuple[int, dict[str, int]]:
    """Of how many answers, and in how many of them each stem stands; rare ones are left out."""
    first, *lines = EVERYDAY.read_text(encoding="utf-8").splitlines()
    return int(first), {word: int(count) for word, count in (line.split() for line in lines)}
