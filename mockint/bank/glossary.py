"""The shared terms, and how a bank that names them comes by them."""

from collections.abc import Collection

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
    free = (term for term in wanted if term.term.casefold() not in taken)
    return msgspec.structs.replace(bank, terms=(*own, *(without(term, taken) for term in free)))


def _bare(term: Term) -> bool:
    """Whether nothing but its name is given."""
    return term == Term(term.term)


def without(term: Term, taken: Collection[str]) -> Term:
    """The term without those of its forms that are ``taken``, which are in small letters."""
    return msgspec.structs.replace(
        term, variants=_free(term.variants, taken), spoken=_free(term.spoken, taken)
    )


def _free(forms: tuple[str, ...], taken: Collection[str]) -> tuple[str, ...]:
    return tuple(form for form in forms if form.casefold() not in taken)
