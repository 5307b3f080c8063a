"""Which terms stand in a text, as whole words."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from mockint.bank.question import Term
from mockint.bank.rules import unspeakable

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s/&%\-'\u2010-\u2015\u2019]{0,3}")
"""What may stand between two words of one term: no end of a sentence."""

ASKING = frozenset({"example", "experience"})
"""Terms that in a question belong to the asking: "give an example", "your experience"."""

Said = tuple[str, ...]
"""A form as its words in small letters: "A/R" and "a r" are one."""


class Mention(NamedTuple):
    """A term at ``text[start:end]``, which is ``quote``."""

    term: Term
    start: int
    end: int
    quote: str


class Lexicon:
    """Finds terms in texts; the longest form counts where several begin at one word."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._forms: dict[Said, Term] = {}
        for term in terms:
            for form in term.forms:
                self._forms.setdefault(_said(form), term)
        self._forms.pop((), None)
        self._lengths: dict[str, list[int]] = {}
        for said in sorted(self._forms, key=len, reverse=True):
            lengths = self._lengths.setdefault(said[0], [])
            if len(said) not in lengths:
                lengths.append(len(said))

    def called(self, form: str) -> Term | None:
        """The term with that form."""
        return self._forms.get(_said(form))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Each mention in the order of the text; none lies within another."""
        words = list(_WORD.finditer(text))
        said = tuple(word.group().casefold() for word in words)
        place = 0
        while place < len(words):
            length = self._length(text, words, said, place)
            if length:
                start, end = words[place].start(), words[place + length - 1].end()
                term = self._forms[said[place : place + length]]
                yield Mention(term, start, end, text[start:end])
            place += length or 1

    def named(self, ask: str) -> tuple[str, ...]:
        """The names of the terms in a question, each once, in its order."""
        names = dict.fromkeys(mention.term.term for mention in self.mentions(ask))
        return tuple(name for name in names if name not in ASKING)

    def spelled_out(self, text: str) -> str:
        """``text`` with each form that cannot be spoken as it sounds: "A/R" as "A R"."""
        parts, done = [], 0
        for mention in self.mentions(text):
            sound = next(iter(mention.term.spoken), mention.term.term)
            if unspeakable(mention.quote) and not unspeakable(sound):
                parts += [text[done : mention.start], sound]
                done = mention.end
        return "".join([*parts, text[done:]])

    def _length(self, text: str, words: list[re.Match[str]], said: Said, place: int) -> int:
        """How many words the longest form has that begins at ``words[place]``; 0: none does."""
        for length in self._lengths.get(said[place], ()):
            form = said[place : place + length]
            if form in self._forms and _together(text, words[place : place + length]):
                return len(form)
        return 0


def _said(form: str) -> Said:
    return tuple(word.group().casefold() for word in _WORD.finditer(form))


def _together(text: str, run: list[re.Match[str]]) -> bool:
    gaps = ((one.end(), other.start()) for one, other in pairwise(run))
    return all(_BETWEEN.fullmatch(text, start, end) for start, end in gaps)
