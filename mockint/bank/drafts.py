"""A bank drafted from bare questions; what nobody has written yet is filled in, and says so."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, get_args

import msgspec

from mockint.bank.lexicon import Lexicon
from mockint.bank.lists import Entry, Listing, Omission
from mockint.bank.question import Bank, Question, Term
from mockint.bank.rules import ASK_WORDS, unspeakable
from mockint.bank.sayings import speakable
from mockint.bank.sheet import write_sheet
from mockint.bank.shelf import SIZE, shared_terms
from mockint.bank.sketch import sketch, slug
from mockint.bank.wordings import form_of
from mockint.findings import Form

QUESTIONS = 500
"""Questions a bank may hold."""

OWN_TERMS = 1_000
"""Terms of the list's own that are taken, of the 2,000 a bank may hold."""

LENGTH = 300
"""Characters of a question or a hint at most; thirty words are shorter."""

NAME = 80
"""Characters of a title, a topic or a term at most."""

NOT_TERMS = frozenset({"example", "experience"})
"""Terms that in a question belong to the asking: "give an example", "your experience"."""

GREETING = "Hello, and thank you for coming in. Take your time, and use real cases where you can."
CLOSING = "That was my last question. What would you like to ask us?"
THANKS = "Thank you for talking with me today. We will be in touch."

_FORMS: dict[str, Form] = {form: form for form in get_args(Form)}


class Draft(NamedTuple):
    """A bank and the text of its file; ``noted``: lines that were taken, but not as they are."""

    bank: Bank
    text: str
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


def draft(listing: Listing, title: str, remark: str) -> Draft:
    """A bank of the listed questions, ``remark`` above it; without questions where none will do."""
    found = list(_chosen(listing.entries, Lexicon(shared_terms().terms)))
    chosen = [each for each in found if isinstance(each, Chosen)]
    bank = bank_of(title, _own_terms(chosen), ())
    questions, text = fitted(_questions(chosen, bank.terms), bank, remark)
    too_many = [Omission(*each.entry[:2], "does not fit into 1 MB") for each in chosen]
    omitted = [each for each in found if isinstance(each, Omission)]
    omitted += [*listing.omitted, *too_many[len(questions) :]]
    return Draft(
        msgspec.structs.replace(bank, questions=questions),
        text,
        tuple(sorted(omitted)),
        tuple(note for each in chosen[: len(questions)] for note in each.notes),
    )


def bank_of(title: str, terms: Iterable[Term], questions: Iterable[Question]) -> Bank:
    """A bank with what an interviewer says around any questions."""
    return Bank(
        title=title[:NAME].strip() or "Questions",
        greeting=GREETING,
        closing=CLOSING,
        thanks=THANKS,
        terms=tuple(terms),
        questions=tuple(questions),
    )


def fitted(
    questions: Iterable[Question], bank: Bank, remark: str
) -> tuple[tuple[Question, ...], str]:
    """As many of the questions as a bank's file can hold, and the file's text with them."""
    parts, kept = [_top(bank, remark)], list[Question]()
    size = len(parts[0].encode())
    for question in questions:
        part = _block(question)
        size += len(part.encode())
        if size > SIZE:
            break
        parts.append(part)
        kept.append(question)
    return tuple(kept), "".join(parts)


def _top(bank: Bank, remark: str) -> str:
    fields = _filled(bank)
    fields.pop("questions", None)
    lines = (f"# {line}".rstrip() for line in remark.splitlines())
    terms = [_filled(term) for term in bank.terms]
    more = write_sheet({"terms": terms}) if terms else ""
    fields.pop("terms", None)
    return "\n".join([*lines, "", f"{write_sheet(fields)}{more}questions:\n"])


def _block(question: Question) -> str:
    fields = _filled(question) | {"terms": list(question.terms)}
    return write_sheet({"questions": [fields]}).replace("questions:\n", "\n", 1)


def _filled(part: Bank | Question | Term) -> dict[str, object]:
    """The fields of ``part`` that hold something."""
    return {name: value for name, value in msgspec.to_builtins(part).items() if value}


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
    said = (mention.term.term for mention in lexicon.mentions(entry.ask))
    named = ((lexicon.called(name), name[:NAME].strip()) for name in entry.terms)
    names = [name for name in said if name not in NOT_TERMS]
    names += [term.term if term else name for term, name in named]
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
