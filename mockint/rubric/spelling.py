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
