"""What speaks for a span of words being a misheard term, and what against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from mockint.recognizer.lexicon import Form, Lexicon, said_in
from mockint.recognizer.ordinary import English

_MOST_SURPRISE = 40.0
"""Nats beyond which stranger words say no more about a term."""

_RARE = 10.0
"""Nats of surprise from which a term speaks for the topic."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for and against one span being a term; ``weight`` adds them up."""

    distance: float
    surprise: float
    link: float
    phones: float
    breaks: float
    anchored: float
    topic: float
    spelled: bool

    @property
    def per_distance(self) -> float:
        """Nats that one weighted edit for each phone speaks against the term."""
        return 17.0 + 5.0 * self.topic

    @property
    def weight(self) -> float:
        """Nats for the term; the weights were fitted to recognised speech."""
        return (
            -1.9
            - self.per_distance * self.distance
            + 0.13 * self.surprise
            + 0.28 * self.link
            + 0.15 * self.phones
            - 0.3 * self.breaks
            + 0.5 * self.anchored
            + 1.9 * self.topic
        )


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
            return self._spells(first, last, form) and not self._is_written(first, last)
        for begin, end, _ in inside:
            said = self._said(begin, end)
            if begin < first or end > last or not set(said) <= set(form.said):
                return False
            if len(said) >= len(form.said):
                return False
        return not self._is_inflected(first, last, form)

    def clues(self, first: int, last: int, form: Form) -> Clues:
        """What the words as printed say about the span, were its sound the form's."""
        said, wanted = self._said(first, last), set(form.said)
        before = self.said[first - 1][-1:] if first else ()
        after = self.said[last][:1] if last < len(self.said) else ()
        english = self._english
        link = sum(english.after(word, said[-1]) - english.after(word, "") for word in after)
        surprise = english.surprise(list(said), *before)
        return Clues(
            distance=0.0,
            surprise=min(surprise, _MOST_SURPRISE),
            link=link,
            phones=log(len(form.sound)),
            breaks=sum(_break(word) for word in self.words[first : last - 1]),
            anchored=len(wanted & set(said)) / len(wanted),
            topic=self._topic,
            spelled=self._spells(first, last, form),
        )

    def _spells(self, first: int, last: int, form: Form) -> bool:
        return self._lexicon.named(self.words[first:last]) == (form.term, form.written)

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
        return min(2.0, log(1 + rare))

    def _is_inflected(self, first: int, last: int, form: Form) -> bool:
        said = self._said(first, last)
        return len(said) == len(form.said) and all(
            self._english.knows(heard) and _same_stem(heard, meant)
            for heard, meant in zip(said, form.said, strict=True)
        )


def _same_stem(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    alike = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    return one == other or alike >= max(4, shorter - 3)


def _break(word: str) -> float:
    return {".": 1.0, "?": 1.0, "!": 1.0, ",": 0.5, ";": 0.5, ":": 0.5}.get(word[-1:], 0.0)
