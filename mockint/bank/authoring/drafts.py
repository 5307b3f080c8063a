"""A bank drafted from bare questions; what nobody has written yet is filled in, and says so."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, get_args

import msgspec

from mockint.bank.authoring.lexicon import Lexicon
from mockint.bank.authoring.lists import Entry, Listing, Omission
from mockint.bank.authoring.page import Page, page
from mockint.bank.authoring.sayings import speakable
from mockint.bank.authoring.sketch import OWN_TERMS, bank_of, sketch, slug
from mockint.bank.authoring.wordings import form_of
from mockint.bank.question import NAME, QUESTIONS, Question, Term
from mockint.bank.rules import ASK_WORDS, unspeakable
from mockint.bank.shelf import shared_terms
from mockint.findings import Form

LENGTH = 300
"""Characters of a question or a hint at most; thirty words are shorter."""

_FORMS: dict[str, Form] = {form: form for form in get_args(Form)}


class Draft(NamedTuple):
    """A bank's page; ``noted``: lines that were taken, but not as they are."""

    page: Page
    omitted: tuple[Omission, ...]
    noted: tuple[Omission, ...]


class Chosen(NamedTuple):
    """An entry as it will be asked."""

    entry: Entry
    ask: str
    form: Form
    terms: tuple[str, ...]

    @property
    def notes(self) -> Iterator[Omission]:
        """What was changed of the entry."""
        line, ask, form = self.entry.line, self.entry.ask, self.entry.form
        if ask != self.ask:
            yield Omission(line, ask, f"is asked as: {self.ask}")
        if form and form.casefold() not in _FORMS:
            yield Omission(line, form, f"is none of {', '.join(_FORMS)}: {self.form} was guessed")


def draft(listing: Listing, title: str, origin: str) -> Draft:
    """A bank of the listed questions; without questions where none will do."""
    found = list(_chosen(listing.entries, Lexicon(shared_terms().terms)))
    chosen = [each for each in found if isinstance(each, Chosen)]
    own = _own_terms(chosen)
    title = title[:NAME].strip() or "Questions"
    made = page(bank_of(title, own, _questions(chosen, own)), origin)
    count = len(made.bank.questions)
    omitted = [each for each in found if isinstance(each, Omission)]
    omitted += [Omission(*each.entry[:2], "does not fit into 1 MB") for each in chosen[count:]]
    return Draft(
        made,
        tuple(sorted((*omitted, *listing.omitted))),
        tuple(note for each in chosen[:count] for note in each.notes),
    )


def _chosen(entries: Iterable[Entry], lexicon: Lexicon) -> Iterator[Chosen | Omission]:
    seen: dict[str, int] = {}
    spelled: dict[str, str] = {}
    for entry in entries:
        ask = speakable(lexicon.spelled_out(entry.ask))
        why = _unfit(ask, seen)
        if why:
            yield Omission(entry.line, entry.ask, why)
            continue
        seen[ask.casefold()] = entry.line
        form = _FORMS.get(entry.form.casefold()) or form_of(ask)
        yield Chosen(entry, ask, form, _terms(entry, lexicon, spelled))


def _unfit(ask: str, seen: dict[str, int]) -> str:
    """Why the question cannot be asked; empty if it can."""
    words, stumble = len(ask.split()), unspeakable(ask)
    if not any(map(str.isalpha, ask)):
        return "is no question"
    if words > ASK_WORDS:
        return f"has {words} words, {ASK_WORDS} at most: shorten or split it"
    if len(ask) > LENGTH:
        return f"has {len(ask)} characters, {LENGTH} at most: shorten it"
    if stumble:
        return f"{stumble[0]}: {stumble[1]}"
    if ask.casefold() in seen:
        return f"is the same as line {seen[ask.casefold()]}"
    return f"comes after the first {QUESTIONS}" if len(seen) >= QUESTIONS else ""


def _terms(entry: Entry, lexicon: Lexicon, spelled: dict[str, str]) -> tuple[str, ...]:
    """The terms said in the question or named beside it, each once and always spelled alike."""
    named = ((lexicon.called(name), name[:NAME].strip()) for name in entry.terms)
    names = [*lexicon.named(entry.ask), *(term.term if term else name for term, name in named)]
    return tuple(dict.fromkeys(spelled.setdefault(name.casefold(), name) for name in names))


def _own_terms(chosen: Iterable[Chosen]) -> tuple[Term, ...]:
    """A term for each name that the glossary does not hold."""
    shared = {term.term for term in shared_terms().terms}
    names = dict.fromkeys(name for each in chosen for name in each.terms if name not in shared)
    return tuple(map(Term, islice(names, OWN_TERMS)))


def _questions(chosen: Iterable[Chosen], own: Iterable[Term]) -> Iterator[Question]:
    known = {term.term for term in (*shared_terms().terms, *own)}
    taken: set[str] = set()
    for entry, ask, form, named in chosen:
        terms = [name for name in named if name in known]
        stage, hint = slug(entry.stage) or "general", entry.hint[:LENGTH].strip()
        made = sketch(ask, form, stage, terms, hint, taken)
        taken.add(made.id)
        yield msgspec.structs.replace(made, topic=entry.topic[:NAME].strip() or "own")
