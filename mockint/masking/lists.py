"""The lists that come with the package: names, ordinary words, places, what is kept."""

from functools import cache
from importlib.resources import files

from mockint.bank import shared_terms
from mockint.masking.words import Phrases

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("ly", ""), ("er", ""), ("er", "e"), ("est", ""), ("ers", ""), ("ers", "e"),
    ("ment", ""), ("ness", ""), ("able", ""), ("tion", "te"), ("al", ""),
)  # fmt: skip
_CONTRACTED = ("n't", "'ll", "'ve", "'re", "'d", "'m", "'em", "o'clock", "'am", "y'all")
_BEGINNINGS = ("un", "re", "non", "pre", "over", "under", "mis", "out")
_NUMERALS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion first second third fourth fifth sixth seventh eighth ninth "
    "tenth".split()
)


@cache
def first_names() -> frozenset[str]:
    """First names."""
    return frozenset(_text("first_names").split())


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """The whole first names that a short form may stand for."""
    whole: dict[str, set[str]] = {}
    for line in _text("nicknames").splitlines():
        for short in line.split():
            whole.setdefault(short, set()).add(line.split()[0])
    return {short: frozenset(names) for short, names in whole.items()}


@cache
def surnames() -> frozenset[str]:
    """The more frequent surnames."""
    return frozenset(_text("surnames").split())


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(_text("ordinary").split()) | _NUMERALS


@cache
def places() -> Phrases:
    """Places, peoples, languages."""
    return Phrases(_phrases("places"))


@cache
def companies() -> Phrases:
    """Companies everybody knows."""
    return Phrases(_phrases("companies"))


@cache
def worded_companies() -> frozenset[str]:
    """Companies with the name of an ordinary word."""
    return frozenset(_phrases("worded_companies"))


@cache
def kept() -> Phrases:
    """What is never a name: the terms of the trade, programs, feasts, offices."""
    forms = [form for term in shared_terms().terms for form in term.forms]
    return Phrases([*_phrases("kept"), *forms])


@cache
def bare() -> frozenset[str]:
    """Words that stand after "at" without an article though they name nothing."""
    return frozenset(_text("bare").split())


@cache
def pairs() -> frozenset[str]:
    """Two words each that are an ordinary thing, though the second ends names of companies."""
    return frozenset(_phrases("pairs"))


def is_numeral(low: str) -> bool:
    """Whether it is a number in words."""
    return low in _NUMERALS


@cache
def is_ordinary(low: str) -> bool:
    """Whether a word in small letters is ordinary English, endings aside."""
    if low in _ordinary() or low.endswith(_CONTRACTED):
        return True
    if low in first_names() or low in surnames():
        return False
    return any(stem in _ordinary() for stem in _stems(low))


def _stems(low: str) -> list[str]:
    stems = [low[: -len(end)] + instead for end, instead in _ENDINGS if low.endswith(end)]
    stems += [stem[:-1] for stem in stems if len(stem) > 3 and stem[-1:] == stem[-2:-1]]
    stems += [low[len(begin) :] for begin in _BEGINNINGS if low.startswith(begin)]
    return [stem for stem in stems if len(stem) > 2]


def _phrases(name: str) -> list[str]:
    return [
        phrase.strip() for phrase in _text(name).replace("\n", ",").split(",") if phrase.strip()
    ]


def _text(name: str) -> str:
    lines = files("mockint.masking").joinpath(f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return "\n".join(line for line in lines if not line.startswith("#"))
