"""The shared terms, and how a bank that names them comes by them."""

from collections.abc import Iterable, Iterator

import msgspec

from mockint.bank.question import Bank, Glossary, Term

NAME = "glossary"
"""The file's name without its ending."""


def complete(bank: Bank, glossary: Glossary) -> Bank:
    """The bank with the glossary's entry for each term it names and does not explain itself.

    What a bank says of a term goes before the glossary: a form that belongs to one of its own
    terms is taken from the others.
    """
    shared = {term.term: term for term in glossary.terms}
    own = [shared.get(term.term, term) if _bare(term) else term for term in bank.terms]
    known = {term.term for term in own}
    taken = {form.casefold() for term in own for form in term.forms}
    wanted = (shared[name] for name in bank.named if name in shared and name not in known)
    return msgspec.structs.replace(bank, terms=(*own, *_without(wanted, taken)))


def _bare(term: Term) -> bool:
    """Whether nothing but its name is given."""
    return term == Term(term.term)


def _without(terms: Iterable[Term], taken: set[str]) -> Iterator[Term]:
    for term in terms:
        if term.term.casefold() not in taken:
            yield msgspec.structs.replace(
                term, variants=_free(term.variants, taken), spoken=_free(term.spoken, taken)
            )


def _free(forms: tuple[str, ...], taken: set[str]) -> tuple[str, ...]:
    return tuple(form for form in forms if form.casefold() not in taken)
