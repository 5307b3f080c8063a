"""A story, what it is called, and which of its tellings is the best."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import nlargest

import msgspec

from mockint.history.likeness import RARE, Traits, same_stories, traits
from mockint.history.words import stem, words_of
from mockint.stories.telling import Telling

KNOWN_BY = 3
"""Words a story is called by."""
SHARED, LONGEST = 2, 20
"""Stories that may hold a word by which one is called, and its letters, at most."""
OPENING = 8
"""Words of its beginning that call a story in which too little is rare."""


class Choice(msgspec.Struct, frozen=True):
    """The best telling of a story, and in a few words why it is."""

    telling: Telling
    why: str


class Story(msgspec.Struct, frozen=True, dict=True):
    """One event and its tellings, oldest first, at least one; ``words`` of its own, or none."""

    words: tuple[str, ...]
    tellings: tuple[Telling, ...]

    @property
    def title(self) -> str:
        """Its own rare words, or how its newest telling begins."""
        if self.words:
            return ", ".join(self.words)
        return f"“{' '.join(self.tellings[-1].text[:400].split()[:OPENING])} …”"

    @cached_property
    def best(self) -> Choice:
        """The telling with most sure parts, then with a measured result, then with most marks.

        Among equals it is the newest.
        """
        newest_first = self.tellings[::-1]
        best = max(newest_first, key=lambda telling: telling.worth)
        others = [telling for telling in newest_first if telling is not best]
        return Choice(best, _why(best, max(others, key=lambda t: t.worth) if others else None))

    def told(self, sessions: Iterable[str]) -> tuple[Telling, ...]:
        """Its tellings in the sessions of these names."""
        names = frozenset(sessions)
        return tuple(telling for telling in self.tellings if telling.session in names)


def gathered(told: Sequence[Telling]) -> tuple[Story, ...]:
    """The stories among these tellings, given oldest first; the one told last comes first."""
    known = [traits(telling.text, telling.amounts) for telling in told]
    groups = sorted(same_stories(known), key=lambda places: places[-1], reverse=True)
    holders = Counter(each for places in groups for each in _shared(places, known))
    return tuple(
        Story(
            _words([told[at] for at in places], [known[at] for at in places], holders),
            tuple(told[at] for at in places),
        )
        for places in groups
    )


def _shared(places: Sequence[int], known: Sequence[Traits]) -> set[str]:
    return {each for at in places for each in known[at]}


def _words(
    tellings: Sequence[Telling], known: Sequence[Traits], holders: Counter[str]
) -> tuple[str, ...]:
    """What this story alone holds, in most of its tellings, as the newest prints it."""
    counts = Counter(each for one in known for each in one)
    newest, text = known[-1], tellings[-1].text
    said: dict[str, str] = {}
    for word in words_of(text):
        said.setdefault(stem(word), word)
    own = (each for each in said if newest.get(each, 0.0) >= RARE and holders[each] <= SHARED)
    rare = [each for each in own if len(said[each]) <= LONGEST]
    best = nlargest(KNOWN_BY, rare, key=lambda e: counts[e] * newest[e] / holders[e])
    if len(best) < KNOWN_BY - 1:
        return ()
    return tuple(_printed(said[each], text) for each in rare if each in best)


def _printed(word: str, text: str) -> str:
    """The word with its capitals, as it stands in ``text`` first."""
    found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return found[0] if found else word


def _why(best: Telling, other: Telling | None) -> str:
    """What sets the best telling apart from the next one."""
    if other is None:
        return "the only telling"
    parts, measured, marks = best.worth
    next_parts, next_measured, next_marks = other.worth
    if parts != next_parts:
        return f"it has {parts} of 4 parts, the next best {next_parts}"
    if measured != next_measured:
        return "it has as many parts as the next best, and its result is measured"
    if marks != next_marks:
        return f"as complete as the next best, with higher marks ({marks} after {next_marks})"
    return "as good as the next best, and newer"
