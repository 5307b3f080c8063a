"""What speaks for a span of words being a misheard term, and what against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mockint.recognizer.lexicon import Form, Lexicon, said_in
from mockint.recognizer.ordinary import English

_MOST_SURPRISE = 40.0
"""Nats beyond which stranger words say no more about a term."""

_LEAST_SURPRISE = 10.0
"""Nats of surprise below which words are left alone."""

_MOST_TOPIC = 1.4

_RARE = 10.0
"""Nats of surprise from which a term speaks for the topic."""

SURPRISE, LINK, BREAK = 0.15, 0.43, 3.0
"""Nats for the term that a nat of surprise and of link weigh, and against it a full stop."""

_ROUNDING = 1e-6
"""Nats by which sums may differ that were added up in another order."""

_BEGINNING = 4
"""Letters that the beginning of a word and the rest of it have at least."""

_ENDINGS = frozenset(",s,d,e,r,y,es,ed,er,al,ing,ion,ies,ied,ally,ation".split(","))


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for and against one span being a term; ``weight`` adds them up.

    ``distance`` is in weighted edits for each phone of the term, ``surprise`` at
    the words that are not the term's own and ``link`` to the word after them in
    nats. ``breaks`` counts full stops inside the span, a comma for half a one;
    ``anchored`` is the share of the term's words heard rightly; ``topic`` grows
    with the terms heard rightly close by. ``spelled``: the words spell the term.
    """

    distance: float
    surprise: float
    link: float
    breaks: float
    anchored: float
    topic: float
    spelled: bool

    @property
    def is_ordinary(self) -> bool:
        """Whether the words are so common that no likeness speaks for a term."""
        return self.surprise < _LEAST_SURPRISE and not self.spelled

    @property
    def per_distance(self) -> float:
        """Nats that one weighted edit for each phone speaks against the term."""
        return 17.9 + 5.0 * self.topic

    @property
    def weight(self) -> float:
        """Nats for the term; the weights were fitted to recognised speech."""
        return (
            -1.3
            - self.per_distance * self.distance
            + SURPRISE * self.surprise
            + LINK * self.link
            - BREAK * self.breaks
            + 0.8 * self.anchored
            + 1.9 * self.topic
        )


class Most(NamedTuple):
    """For each of some spans the best that could be said of it, whichever form it were."""

    surprise: NDArray[np.float64]
    weight: NDArray[np.float64]
    per_distance: float

    @property
    def is_ordinary(self) -> NDArray[np.bool_]:
        """Whether the words are too common, unless they spell a form."""
        return self.surprise < _LEAST_SURPRISE


class Passage:
    """One run of recognised words: which of them are terms already, and how ordinary they are."""

    def __init__(
        self,
        words: Sequence[str],
        lexicon: Lexicon,
        english: English,
        said: Sequence[tuple[str, ...]],
    ) -> None:
        self.words = words
        self.said = said
        self._english = english
        self._lexicon = lexicon
        self._exact = dict(self._exact_terms())
        self._topic = self._topic_of(set(self._exact.values()))

    def is_open(self, first: int, last: int, form: Form) -> bool:
        """Whether the span may become ``form``: no term heard rightly may be lost in it."""
        inside = {self._exact[at] for at in range(first, last) if at in self._exact}
        if (first, last, form.term) in inside:
            return self.spells(first, last, form) and not self._is_written(first, last)
        for begin, end, _ in inside:
            said = self._said(begin, end)
            if begin < first or end > last:
                return False
            if not _begins(said, form) and not set(said) < set(form.said):
                return False
        return self.spells(first, last, form) or not self._is_inflected(first, last, form)

    def clues(self, first: int, last: int, form: Form) -> Clues:
        """What the words as printed say about the span, were its sound the form's."""
        spelled = self.spells(first, last, form)
        said, wanted = self._said(first, last), frozenset(() if spelled else form.said)
        return Clues(
            distance=0.0,
            surprise=min(self._surprise(first, last, wanted), _MOST_SURPRISE),
            link=self._link(said[-1], last) if said[-1] not in wanted else 0.0,
            breaks=sum(_break(word) for word in self.words[first : last - 1]),
            anchored=len(wanted.intersection(said)) / len(form.said),
            topic=self._topic,
            spelled=spelled,
        )

    def most(self, firsts: NDArray[np.intp], lasts: NDArray[np.intp]) -> Most:
        """The most that the words of each span could weigh, at a distance of 0."""
        surprise, links, breaks = self._sums
        at_words = surprise[lasts] - surprise[firsts] + _ROUNDING
        best = Clues(0.0, 0.0, 0.0, 0.0, anchored=1.0, topic=self._topic, spelled=False)
        weight = (
            best.weight
            + SURPRISE * np.minimum(at_words, _MOST_SURPRISE)
            + LINK * links[lasts]
            - BREAK * (breaks[lasts - 1] - breaks[firsts])
            + _ROUNDING
        )
        return Most(at_words, weight, best.per_distance)

    def sizes(self, firsts: NDArray[np.intp], lasts: NDArray[np.intp]) -> NDArray[np.intp]:
        """How many words are said in each span."""
        said = np.array([0, *accumulate(map(len, self.said))], np.intp)
        sizes: NDArray[np.intp] = said[lasts] - said[firsts]
        return sizes

    def named(self, firsts: NDArray[np.intp], lasts: NDArray[np.intp]) -> NDArray[np.bool_]:
        """For each span whether its letters are those of a form."""
        spans = zip(firsts.tolist(), lasts.tolist(), strict=True)
        names = (self._lexicon.named(self.words[first:last]) for first, last in spans)
        return np.array([name is not None for name in names], bool)

    @cached_property
    def _sums(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Up to each word the surprise at all before it, the link of the last said one to it,
        and the breaks."""
        surprise, links, last = [0.0], [0.0], ""
        for at, said in enumerate(self.said):
            before = (self._said(max(at - 2, 0), at)[-1:] or ("",))[0]
            here = sum(max(0.0, self._english.after(*pair)) for pair in _behind(said, last))
            if before != last:
                other = sum(max(0.0, self._english.after(*pair)) for pair in _behind(said, before))
                here = max(here, other)
            surprise.append(surprise[-1] + here)
            last = said[-1] if said else last
            links.append(max(0.0, self._link(last, at + 1)) if said else 0.0)
        breaks = np.cumsum([0.0, *map(_break, self.words)])
        return np.array(surprise), np.array(links), breaks

    def _surprise(self, first: int, last: int, wanted: frozenset[str]) -> float:
        """Nats of surprise at the words that are none of those ``wanted``."""
        before = self._said(max(first - 2, 0), first)[-1:] or ("",)
        pairs = pairwise((*before, *self._said(first, last)))
        return sum(
            self._english.after(word, previous) for previous, word in pairs if word not in wanted
        )

    def _link(self, word: str, after: int) -> float:
        """Nats by which the word at ``after`` surprises more because of ``word`` before it."""
        follower = self.said[after][:1] if after < len(self.said) else ()
        english = self._english
        return sum(english.after(each, word) - english.after(each, "") for each in follower)

    def spells(self, first: int, last: int, form: Form) -> bool:
        """Whether the letters are the form's, or all its words but for their endings."""
        if self._lexicon.named(self.words[first:last]) == (form.term, form.written):
            return True
        said = self._said(first, last)
        return len(said) == len(form.said) > 2 and all(map(_same_stem, said, form.said))

    def _is_written(self, first: int, last: int) -> bool:
        return self._lexicon.is_written(self.words[first:last])

    def _said(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(said for words in self.said[first:last] for said in words)

    def _exact_terms(self) -> Iterator[tuple[int, tuple[int, int, str]]]:
        at = 0
        while at < len(self.words):
            for last in range(min(len(self.words), at + self._lexicon.longest), at, -1):
                known = self._lexicon.spelled.get(self._said(at, last))
                if known:
                    yield from ((place, (at, last, known[0])) for place in range(at, last))
                    break
            else:
                last = at + 1
            at = last

    def _topic_of(self, exact: set[tuple[int, int, str]]) -> float:
        terms = {term for _, _, term in exact}
        rare = sum(self._english.surprise(list(said_in(term))) > _RARE for term in terms)
        return min(_MOST_TOPIC, log(1 + rare))

    def _is_inflected(self, first: int, last: int, form: Form) -> bool:
        """Whether the words of the form are there, inflected or with others in between."""
        known = iter([word for word in self._said(first, last) if self._english.knows(word)])
        return all(any(_same_stem(heard, meant) for heard in known) for meant in form.said)


def _begins(said: Sequence[str], form: Form) -> bool:
    """Whether a word is said that is but the beginning of the form's one ("remit" ants)."""
    if len(said) != 1 or len(form.said) != 1 or len(said[0]) < _BEGINNING:
        return False
    return form.said[0].startswith(said[0]) and len(form.said[0]) - len(said[0]) >= _BEGINNING


def _same_stem(one: str, other: str) -> bool:
    """Whether two words differ in their endings only."""
    shorter = min(len(one), len(other))
    alike = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return one == other or (alike > 2 and {one[alike:], other[alike:]} <= _ENDINGS)


def _behind(said: Sequence[str], before: str) -> Iterator[tuple[str, str]]:
    """Each word with the one before it."""
    return ((word, previous) for previous, word in pairwise((before, *said)))


def _break(word: str) -> float:
    return {".": 1.0, "?": 1.0, "!": 1.0, ",": 0.5, ";": 0.5, ":": 0.5}.get(word[-1:], 0.0)
