"""British and American spelling made one, and endings taken off."""

import re
from functools import lru_cache

_PAIRS = {
    "cheque": "check", "cheques": "checks", "centre": "center", "programme": "program",
    "catalogue": "catalog", "licence": "license", "ageing": "aging", "judgement": "judgment",
    "instalment": "installment", "instalments": "installments", "enrol": "enroll",
    "defence": "defense", "grey": "gray", "fulfil": "fulfill", "travelling": "traveling",
    "labelling": "labeling", "cancelled": "canceled", "cancelling": "canceling",
    "modelling": "modeling", "analyse": "analyze", "analysed": "analyzed",
    "analysing": "analyzing",
}  # fmt: skip
_ISE = re.compile(r"(?<=[a-z]{3})is(e|es|ed|ing|ation|ations|er|ers)$")
_OUR = re.compile(r"^(lab|col|fav|behavi|hon|harb|neighb|rum|hum|flav)our")
_ENDINGS = (
    "ations", "ation", "ating", "ated", "ates", "ate", "ies", "ied", "ying", "ings", "ing", "ed",
    "es", "s", "e", "y",
)  # fmt: skip
_KEEP = 4
_IRREGULAR = {
    "wrote": "write", "written": "write", "paid": "pay", "sent": "send", "held": "hold",
    "built": "build", "kept": "keep", "caught": "catch", "bought": "buy", "sold": "sell",
}  # fmt: skip
_VERBS_OF = (("iliation", "ile"), ("ization", "ize"), ("ation", "ate"))
"""The endings of nouns whose verbs show themselves as such."""


@lru_cache(maxsize=8192)
def usual(word: str) -> str:
    """The word in one spelling: "reconciliation" as it is, "organise" as "organize"."""
    word = word.removesuffix("'s")
    if word in _PAIRS:
        return _PAIRS[word]
    return _OUR.sub(r"\1or", _ISE.sub(r"iz\1", word))


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The word without its ending, never shorter than four letters ("invoices": "invoic")."""
    if len(word) <= _KEEP:
        return word.removesuffix("s") if len(word) == _KEEP else word
    if word.endswith("ss"):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEEP:
            return word.removesuffix(ending).rstrip("i")
    return word


@lru_cache(maxsize=8192)
def singular(word: str) -> frozenset[str]:
    """The word in the usual spelling, and what it may be the plural of."""
    word = usual(word)
    if len(word) < _KEEP - 1 or word[-1:] != "s" or word.endswith(("ss", "us", "is")):
        return frozenset({word})
    if word.endswith("ies") and len(word) > _KEEP:
        return frozenset({word, word[:-3] + "y", word[:-1]})
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return frozenset({word, word[:-2], word[:-1]})
    return frozenset({word, word[:-1]})


@lru_cache(maxsize=8192)
def bases(word: str) -> frozenset[str]:
    """Every word of which this may be an inflection, itself too ("posted": "post")."""
    found = set(singular(word))
    for each in tuple(found):
        found |= _verbs(each)
    return frozenset(found)


def _verbs(word: str) -> set[str]:
    if word in _IRREGULAR:
        return {_IRREGULAR[word]}
    if word.endswith("ied") and len(word) > _KEEP:
        return {word[:-3] + "y"}
    ending = next((end for end in ("ing", "ed") if word.endswith(end)), "")
    short = word.removesuffix(ending)
    if not ending or len(short) < _KEEP - 1:
        return set()
    doubled = len(short) > _KEEP - 1 and short[-1] == short[-2]
    return {short, short + "e"} | ({short[:-1]} if doubled else set())


def verb_of(noun: str) -> str | None:
    """The verb of a noun of an act: "reconcile" of "reconciliation"; None where unsure."""
    for ending, verb in _VERBS_OF:
        if noun.endswith(ending) and len(noun) - len(ending) >= _KEEP - 1:
            return noun.removesuffix(ending) + verb
    return None
