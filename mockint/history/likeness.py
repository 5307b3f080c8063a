"""Which answers tell the same story: those that share much of what is rare in them.

Names, figures and words that few answers hold weigh much; words of the trade and
of the question are in many answers and weigh little. What stands in several of
a person's stories, an employer's name say, tells less of each: stories are
sorted out roughly first, to see what stands in how many, and then once more.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from math import log, sqrt

from mockint.findings import Quantity
from mockint.history.words import CACHED, stem, weight, words_of

ROUGHLY, LIKE = 0.28, 0.21
"""How much two tellings share of what is rare in them, at least: at first, and in the end."""
TELLING = 2.5
"""What a word must weigh to count: it stands in one answer of twelve at most."""
RARE = 4.0
"""What a word must weigh for answers to be compared because of it."""
LITTLE = 100.0
"""What is rare in an answer of some seventy words; one that holds less proves little."""
FIGURE, LARGE = 6.0, 10
"""What a figure of at least ten weighs; smaller ones are in every story."""
CROWD = 60
"""Stories from which a word is in too many to compare them all."""
NEAREST, REMEMBERED = 3, 3
"""Stories an answer is compared with, and the last tellings of each."""

Traits = dict[str, float]
"""What is rare in an answer, with its weight, which is the same in every answer."""


def traits(text: str, amounts: Iterable[Quantity]) -> Traits:
    """What an answer can be known by."""
    found = dict(pair for pair in map(_trait, dict.fromkeys(words_of(text))) if pair)
    for amount in amounts:
        if amount.value is not None and abs(amount.value) >= LARGE:
            found[f"{amount.kind} {amount.value:.6g}"] = FIGURE
    return found


@lru_cache(CACHED)
def _trait(word: str) -> tuple[str, float] | None:
    """The stem of a word and its weight; None where it is in too many answers to count."""
    base = stem(word)
    weighs = weight(base)
    return (base, weighs) if weighs >= TELLING else None


def alike(one: Traits, other: Traits) -> float:
    """How much two answers share of what is rare in them, from 0 to 1."""
    return _Answer(one).shares(_Answer(other))


class _Answer:
    """What is rare in an answer, and how much that weighs together."""

    __slots__ = ("known", "rare", "total")

    def __init__(self, known: Traits) -> None:
        self.known = known
        self.total = max(sum(known.values()), LITTLE)
        self.rare = [each for each, weighs in known.items() if weighs >= RARE]

    def shares(self, other: "_Answer") -> float:
        """How much both share, from 0 to 1."""
        shared = sum(map(self.known.__getitem__, self.known.keys() & other.known.keys()))
        return shared / sqrt(self.total * other.total) if shared else 0.0


def same_stories(answers: Sequence[Traits]) -> list[list[int]]:
    """The places of the answers that tell the same story, in order; an answer alone is a list."""
    rough = _sorted_out(answers, ROUGHLY)
    counts = Counter(
        each for story in rough for each in {own for at in story for own in answers[at]}
    )
    most = log(len(rough) + 1)
    # The story itself, and one more that may be the same, do not make a word common.
    share = {
        each: log((len(rough) + 1) / max(count - 1, 1)) / most for each, count in counts.items()
    }
    own = [{each: weighs * share[each] for each, weighs in one.items()} for one in answers]
    return _sorted_out(own, LIKE)


def _sorted_out(answers: Sequence[Traits], level: float) -> list[list[int]]:
    """Each answer, in order, put to the story that it is most like, ``level`` at least."""
    known = _Stories(level)
    for at, answer in enumerate(answers):
        known.add(at, _Answer(answer))
    return known.places


class _Stories:
    """The stories so far: ``places`` of their tellings, and by which words they are found."""

    def __init__(self, level: float) -> None:
        self._level = level
        self._told: list[list[_Answer]] = []
        self._holders: dict[str, dict[int, None]] = {}
        self.places: list[list[int]] = []

    def add(self, at: int, answer: _Answer) -> None:
        """Put answer ``at`` to the story it tells, or let it begin one."""
        story = self._story_of(answer)
        if story is None:
            story = len(self.places)
            self.places.append([])
            self._told.append([])
        self.places[story].append(at)
        self._told[story].append(answer)
        for each in answer.rare:
            self._holders.setdefault(each, {})[story] = None

    def _story_of(self, answer: _Answer) -> int | None:
        best, most = None, self._level
        for story in self._nearest(answer):
            for told in self._told[story][-REMEMBERED:]:
                if (share := answer.shares(told)) >= most:
                    best, most = story, share
        return best

    def _nearest(self, answer: _Answer) -> list[int]:
        """The stories that share most of the rare words."""
        shared: dict[int, float] = {}
        for each in answer.rare:
            holders = self._holders.get(each, ())
            if len(holders) <= CROWD:
                weighs = answer.known[each]
                for story in holders:
                    shared[story] = shared.get(story, 0.0) + weighs
        return nlargest(NEAREST, shared, key=shared.__getitem__)
