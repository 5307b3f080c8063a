"""What a bank of the right shape must also keep to."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from mockint.bank.fault import Flaw, Place, nearest, shown
from mockint.bank.question import FOLLOW_UPS, Bank, Glossary, Question, Task, Term, ToAsk

ASK_WORDS = 30
"""Words at most in what the interviewer asks; more are not kept in mind by ear."""

_ADDRESS = re.compile(r"https?:|www\.|[A-Za-z]\.[A-Za-z]{2,}")
_SPOKEN_MARKS = frozenset(" .,?!'\"\u2018\u2019\u201c\u201d:;-\u2013\u2014\u2026")
_SAID = {
    "/": "write 'or' or 'and'",
    "&": "write 'and'",
    "%": "write 'percent'",
    "$": "write 'dollars'",
    "+": "write 'plus'",
    "=": "write 'equals'",
    "#": "write 'number'",
    "@": "write 'at'",
} | dict.fromkeys("()[]{}<>", "leave the brackets out and make it part of the sentence")


def check_rules(bank: Bank, shared: Iterable[Term] = ()) -> Iterator[Flaw]:
    """Each place where ``bank`` breaks a rule; ``shared`` are the glossary's terms."""
    yield from _spoken_lines(bank)
    yield from _terms(bank.terms)
    terms = (*shared, *bank.terms)
    among = "the bank's terms nor in the glossary"
    known = _Known(terms, among, "the terms at the top of the bank")
    yield from _near(bank.terms, known)
    for number, question in enumerate(bank.questions):
        place = ("questions", number)
        yield from _asked(question, place)
        yield from _lacking_follow_ups(question, place)
    for number, asked in enumerate(bank.to_ask):
        yield from _speakable(asked.ask, ("to_ask", number, "ask"))
    parts: dict[str, Sequence[Question | Task | ToAsk]]
    parts = {"questions": bank.questions, "checklist": bank.checklist, "to_ask": bank.to_ask}
    placed = [((name, n), part) for name, group in parts.items() for n, part in enumerate(group)]
    for place, part in placed:
        yield from _unknown(part.terms, (*place, "terms"), known)
        yield from _twice(((*place, "terms", n), term) for n, term in enumerate(part.terms))
    yield from _twice(((*place, "id"), part.id) for place, part in placed)
    asked_lines = [(place, part.ask) for place, part in placed if not isinstance(part, Task)]
    yield from _twice(((*place, "ask"), ask) for place, ask in asked_lines)


def check_glossary(glossary: Glossary) -> Iterator[Flaw]:
    """Each place where the glossary breaks a rule."""
    yield from _terms(glossary.terms)
    known = _Known(glossary.terms, "the terms", "this glossary")
    yield from _near(glossary.terms, known)


def unspeakable(text: str) -> tuple[str, str] | None:
    """What the voice would stumble over in ``text``, and what to write for it."""
    if _ADDRESS.search(text):
        return "holds an address that cannot be heard", "name the page in words"
    for character in text:
        if not (character.isalnum() or character in _SPOKEN_MARKS or _accent(character)):
            remedy = _SAID.get(character, "write it in words")
            return f"the voice cannot say {shown(character)}", remedy
    return None


def _accent(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _spoken_lines(bank: Bank) -> Iterator[Flaw]:
    lines = {"greeting": bank.greeting, "closing": bank.closing, "thanks": bank.thanks}
    for field, text in lines.items():
        yield from _speakable(text, (field,))


def _asked(question: Question, place: Place) -> Iterator[Flaw]:
    asked: dict[Place, str] = {(*place, "ask"): question.ask}
    asked |= {(*place, "follow_ups", part): text for part, text in question.follow_ups.items()}
    for spot, text in asked.items():
        yield from _speakable(text, spot)
        words = len(text.split())
        if words > ASK_WORDS:
            yield Flaw(spot, f"has {words} words, {ASK_WORDS} at most", "shorten or split it")


def _speakable(text: str, place: Place) -> Iterator[Flaw]:
    stumble = unspeakable(text)
    if stumble:
        yield Flaw(place, *stumble)


def _terms(terms: Sequence[Term]) -> Iterator[Flaw]:
    forms: list[tuple[Place, str]] = []
    owners: dict[str, int] = {}
    for number, term in enumerate(terms):
        place = ("terms", number)
        forms.append(((*place, "term"), term.term))
        forms += [((*place, "variants", n), form) for n, form in enumerate(term.variants)]
        for form in (term.term, *term.variants):
            owners.setdefault(form.casefold(), number)
    yield from _twice(forms)
    for number, term in enumerate(terms):
        for n, form in enumerate(term.spoken):
            spot = ("terms", number, "spoken", n)
            yield from _speakable(form, spot)
            if owners.setdefault(form.casefold(), number) != number:
                remedy = "keep it under one of the two"
                yield Flaw(spot, f"{shown(form)} stands under another term", remedy)


class _Known:
    """The terms that may be named: they are ``among`` some, and more go ``to`` some place."""

    def __init__(self, terms: Iterable[Term], among: str, to: str) -> None:
        self.terms = tuple(terms)
        self.names = {term.term for term in self.terms}
        self.among, self.to = among, to

    @cached_property
    def forms(self) -> dict[str, str]:
        """The term of each form in small letters."""
        return {form.casefold(): term.term for term in self.terms for form in term.forms}

    def remedy(self, name: str) -> str:
        """What to do about a name that is not known."""
        meant = self.forms.get(name.casefold())
        return f"write {meant}" if meant else nearest(name, self.names, f"add it to {self.to}")


def _near(terms: Sequence[Term], known: _Known) -> Iterator[Flaw]:
    for number, term in enumerate(terms):
        yield from _unknown(term.near, ("terms", number, "near"), known)


def _unknown(names: Sequence[str], place: Place, known: _Known) -> Iterator[Flaw]:
    for number, name in enumerate(names):
        if name not in known.names:
            message = f"{shown(name)} is not among {known.among}"
            yield Flaw((*place, number), message, known.remedy(name))


def _lacking_follow_ups(question: Question, place: Place) -> Iterator[Flaw]:
    needed = FOLLOW_UPS if question.form == "story" else ("vague",)
    for part in needed:
        if part not in question.follow_ups:
            message = f"is missing, and an answer of the form {question.form} may need it"
            yield Flaw((*place, "follow_ups", part), message, f"add a line '{part}:'")


def _twice(texts: Iterable[tuple[Place, str]]) -> Iterator[Flaw]:
    seen: set[str] = set()
    for place, text in texts:
        if text.casefold() in seen:
            yield Flaw(place, f"{shown(text)} stands in this bank before", "change one of the two")
        seen.add(text.casefold())
