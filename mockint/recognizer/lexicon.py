"""The forms in which a bank's terms are written, and how each of them sounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from mockint.bank import Term
from mockint.recognizer.likeness import Coded, coded
from mockint.recognizer.phones import Pronouncer
from mockint.recognizer.spoken import spoken

_SHORTEST = 3
"""A form of fewer phones is never found by its sound."""

_STAND_INS = frozenset({"it", "the", "to", "on", "someone"})
"""A form with one of these is a way to put a term in a sentence, not a name to be misheard."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write ``term`` and one way to say it."""

    term: str
    written: str
    said: tuple[str, ...]
    sound: Coded


class Lexicon:
    """All forms of some terms: by their spelling, and as a list to be compared by sound."""

    def __init__(self, terms: Sequence[Term], pronouncer: Pronouncer) -> None:
        self.spelled: dict[tuple[str, ...], tuple[str, str]] = {}
        """Said words of a form to its term and its writing."""
        self.written = {_tidy(form) for term in terms for form in _written(term)}
        self.joined: dict[str, tuple[str, str]] = {}
        """The letters and digits of a form to its term and its writing."""
        sounds: dict[tuple[str, Coded], Form] = {}
        for term in terms:
            for form in _forms(term, pronouncer):
                sounds.setdefault((form.term, form.sound), form)
                self._spell(form)
        forms = (form for form in sounds.values() if _is_name(form))
        self.forms = sorted(forms, key=lambda form: len(form.sound))
        self.longest = max((len(said) for said in self.spelled), default=0)
        self.loudest = max((len(form.sound) for form in self.forms), default=0)

    def _spell(self, form: Form) -> None:
        self.spelled.setdefault(form.said, (form.term, form.written))
        self.spelled.setdefault((form.written.lower(),), (form.term, form.written))
        self.joined.setdefault(_joined(form.written), (form.term, form.written))
        self.joined.setdefault(_joined("".join(form.said)), (form.term, form.written))

    def is_written(self, words: Sequence[str]) -> bool:
        """Whether these printed words are a form, hyphens and case aside."""
        return _tidy(" ".join(words)) in self.written

    def named(self, words: Sequence[str]) -> tuple[str, str] | None:
        """Term and writing of the form that these printed words spell, gaps and case aside."""
        return self.joined.get(_joined("".join(words)))


def _is_name(form: Form) -> bool:
    return len(form.sound) >= _SHORTEST and _STAND_INS.isdisjoint(form.said)


def said_in(text: str) -> tuple[str, ...]:
    """The spoken words of a printed text."""
    return tuple(said for word in text.split() for said in spoken(word))


def _forms(term: Term, pronouncer: Pronouncer) -> Iterator[Form]:
    for text in _written(term):
        yield from _sounding(term.term, text, text, pronouncer)
    for text in term.spoken:
        same = (form for form in _written(term) if _joined(form) == _joined(text))
        yield from _sounding(term.term, next(same, term.term), text, pronouncer)


def _written(term: Term) -> list[str]:
    plain = [term.term, *term.variants]
    return [*plain, *chain.from_iterable(map(_inflected, plain))]


def _sounding(term: str, written: str, said: str, pronouncer: Pronouncer) -> Iterator[Form]:
    words = said_in(said)
    for phones in pronouncer.variants(said):
        sound = coded(phones)
        yield Form(term, written, words, sound)


def _inflected(text: str) -> Iterator[str]:
    """Plural or singular of a form that ends in a plain word."""
    last = text.split()[-1]
    if not last.isalpha() or len(last) < 4 or last.endswith(("ed", "ing", "ss", "is", "us")):
        return
    if last.endswith("ies"):
        yield text[:-3] + "y"
    elif last.endswith("s"):
        yield text[:-1]
    elif last.endswith("y") and last[-2] not in "aeiou":
        yield text[:-1] + "ies"
    else:
        yield text + ("es" if last.endswith(("x", "ch", "sh")) else "s")


def _tidy(text: str) -> str:
    bare = "".join(sign if sign.isalnum() else " " for sign in text.lower())
    return " ".join(bare.split())


def _joined(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
