"""An amount as it can be held against another: how much, of what, how exactly, and beside what."""

import re
from functools import cached_property
from math import floor, log10, sqrt

import msgspec

from mockint.findings import Quantity
from mockint.history.words import stem, weight, words_of

DAYS = {
    "seconds": 1 / 86400, "minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0,
    "weekends": 2.0, "months": 30.4, "quarters": 91.3, "years": 365.25, "decades": 3652.5,
}  # fmt: skip
REACH = 7
"""Words on either side that tell what is measured."""
FADING = 0.85
"""How much less each further word tells."""
NEAR, ROUGH = 0.05, 0.1
"""How far, as a share, a rounded amount may lie from the exact one: said plainly, said as rough."""
SAME_NOUN, BOTH_RESULTS = 0.2, 0.05
"""What it adds that the same is counted, and that both tell what was achieved."""
LIMIT = 0.2
"""How far below "under a thousand", above "over a thousand", the exact amount may lie."""
_ROUGHLY = re.compile(
    r"\b(?:about|around|almost|roughly|nearly|some|maybe|like|approximately|close to|say|"
    r"probably|something like|between|easily|in the neighborhood of|going on|i think|i guess|"
    r"i want to say)\W*(?:an?\W+|the\W+)?$",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\b(?:under|less than|fewer than|not|not even|below|within|inside of|shy of|up to|at most|"
    r"no more than)\W*(?:an?\W+|the\W+)?$",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\b(?:over|more than|at least|above|north of|upwards? of|well past|past|no less than|"
    r"better than)\W*(?:an?\W+|the\W+)?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^\W*(?:or so|ish|or thereabouts|something|give or take|roughly|or maybe)\b", re.IGNORECASE
)
_MORE = re.compile(
    r"^\W*(?:plus|and change|or more|odd|and some|and a (?:bit|little))\b", re.IGNORECASE
)
_KINDRED = {
    stem(word): name
    for name, words in {
        "down": "down drop dropped fall fell cut reduce reduced decrease less lower shrank went",
        "up": "up rise rose grew increase increased raise raised climb more higher",
        "owe": "owe owed open due balance outstanding unpaid past behind exposure",
        "regain": "collect collected recover recovered back got received saved refund credited",
        "pay": "pay paid payment check wire wired sent",
        "charge": "charge charged bill billed invoice invoiced cost price deposit fee",
        "last": "took take lasted long within inside spent",
        "later": "later after afterwards then until since",
        "each": "each every per month week day apiece",
        "count": "count counted total all altogether came",
    }.items()
    for word in words.split()
}
"""Words that tell the same of an amount."""
KIN = 2.0
"""What such a word weighs."""
SAME = 1e-6
"""How far apart, as a share, equal values may lie."""
PHRASE, SENTENCE = 40, 160
"""Characters looked at on either side, for how exactly it is meant and for what is measured."""
_ENDS = re.compile(r"[.!?]\s")


class Measure(msgspec.Struct, frozen=True, dict=True):
    """An amount in its sentence: ``text`` is the whole answer."""

    amount: Quantity
    text: str

    @cached_property
    def value(self) -> float:
        """How much: days for a time, per cent for a share."""
        value = self.amount.value or 0.0
        if self.amount.kind == "duration":
            return value * DAYS.get(self.amount.unit, 1.0)
        return 100 * value if self._share else value

    @cached_property
    def dimension(self) -> str:
        """Only amounts of one dimension can measure the same."""
        if self.amount.kind == "money":
            return self.amount.unit
        return "percent" if self._share else self.amount.kind

    @property
    def _share(self) -> bool:
        return self.amount.kind == "ratio" and self.amount.unit == "of"

    @property
    def key(self) -> tuple[float, str]:
        """The same for the same amount in the same unit."""
        return self.value, self.amount.unit

    @cached_property
    def rough(self) -> bool:
        """Whether it was said to be no exact figure."""
        found = _ROUGHLY.search(_before(self, PHRASE)) or _ABOUT.match(_after(self, PHRASE))
        return found is not None

    @cached_property
    def limit(self) -> int:
        """-1 where less than it was said ("under ten"), 1 where more, else 0."""
        more = _ABOVE.search(_before(self, PHRASE)) or _MORE.match(_after(self, PHRASE))
        return 1 if more else -1 if _BELOW.search(_before(self, PHRASE)) else 0

    @property
    def noun(self) -> str:
        """What is counted, as a stem; empty where nobody says."""
        return stem(self.amount.unit) if self.amount.kind == "count" else ""

    def agrees(self, other: "Measure") -> bool:
        """Whether both, of one dimension, may be one figure, rounded or said as a limit."""
        one, two = abs(self.value), abs(other.value)
        most = max(one, two)
        apart = abs(one - two) / most if most else 0.0
        if apart < SAME or apart > LIMIT:
            return apart < SAME
        if (self.limit and (two > one) == (self.limit > 0)) or (
            other.limit and (one > two) == (other.limit > 0)
        ):
            return True
        converted = self.amount.kind == "duration" and self.amount.unit != other.amount.unit
        if self.rough or other.rough or converted:
            return apart <= ROUGH
        return apart <= NEAR and (_rounded(one, two) or _rounded(two, one))

    @cached_property
    def beside(self) -> dict[str, float]:
        """The stems of the words around it, the nearer the heavier."""
        before = _ENDS.split(_before(self, SENTENCE))[-1]
        after = _ENDS.split(_after(self, SENTENCE))[0]
        found: dict[str, float] = {}
        for side in (words_of(before)[::-1][:REACH], words_of(after)[:REACH]):
            for step, word in enumerate(side):
                base = stem(word)
                named = [(base, weight(base))]
                named += [(f"~{_KINDRED[base]}", KIN)] if base in _KINDRED else []
                for each, weighs in named:
                    found[each] = max(found.get(each, 0.0), weighs * FADING**step)
        if self.noun:
            found |= {stem(word): weight(stem(word)) for word in words_of(self.amount.quote)}
        return found

    def like(self, other: "Measure") -> float:
        """How surely both measure the same thing, from 0 to about 1, by the words around them."""
        if self.noun and other.noun and self.noun != other.noun:
            return 0.0
        one, two = self.beside, other.beside
        shared = sum(min(one[each], two[each]) for each in one.keys() & two.keys())
        likeness = shared / sqrt(sum(one.values()) * sum(two.values())) if shared else 0.0
        likeness += SAME_NOUN * bool(self.noun and other.noun)
        return likeness + BOTH_RESULTS * (self.amount.result and other.amount.result)


def _before(measure: Measure, most: int) -> str:
    return measure.text[max(measure.amount.start - most, 0) : measure.amount.start]


def _after(measure: Measure, most: int) -> str:
    return measure.text[measure.amount.end : measure.amount.end + most]


def _rounded(exact: float, said: float) -> bool:
    """Whether ``said`` is ``exact`` with one or two digits that count."""
    if exact <= 0:
        return False
    places = floor(log10(exact))
    return any(abs(round(exact, digits - places) - said) < SAME * said for digits in (0, 1))
