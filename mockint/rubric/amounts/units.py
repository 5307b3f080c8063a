"""What an amount is counted in: money, time, percent or a noun."""

from collections.abc import Sequence

from mockint.rubric.amounts.number_words import number_at
from mockint.rubric.words import Token

DURATIONS = {
    unit + ending: unit + "s"
    for unit in "second minute hour day week weekend month quarter year decade".split()
    for ending in ("", "s")
} | {"min": "minutes", "mins": "minutes", "hr": "hours", "hrs": "hours", "yrs": "years"}
MONEY = {
    "dollar": "dollars", "dollars": "dollars", "bucks": "dollars", "usd": "dollars",
    "euro": "euros", "euros": "euros", "eur": "euros", "pounds": "pounds", "quid": "pounds",
    "gbp": "pounds", "cents": "cents", "pence": "pence", "rupees": "rupees", "rand": "rand",
    "yen": "yen", "pesos": "pesos", "francs": "francs", "buck": "dollars", "cent": "cents",
    "pound": "pounds", "kroner": "kroner", "cedis": "cedis", "hryvnias": "hryvnias",
}  # fmt: skip
SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "%": "percent"}
PIECES = frozenset(
    "account box cent check customer degree digit dollar pallet percent teller truck".split()
)
"""What one of is worth counting; "one page", "one guy" are more often an article than a count."""
_MEASURES = frozenset("feet foot inch degree mile ounce".split())
_NO_PLURALS = frozenset(
    "goes gets stays sits comes depends thats pays says takes does has was needs "
    "makes looks always sometimes perhaps besides is his hers ours theirs yours this".split()
)
_BETWEEN = frozenset("business working calendar full whole more extra solid straight".split())
_LOOK_AHEAD = 3


def cents_at(tokens: Sequence[Token], at: int) -> tuple[int, float]:
    """ "2 dollars 14", "a dollar thirty", "ten dollars and six cents": the part after the unit."""
    joined = word_at(tokens, at) == "and"
    first = at + joined
    if not word_at(tokens, first) or tokens[first].comma:
        return at, 0.0
    number = number_at(tokens, first)
    if number is None or number.value is None or not 0 < number.value < 100:
        return at, 0.0
    if word_at(tokens, number.last) in {"cents", "cent", "pence", "p"}:
        return number.last + 1, number.value / 100
    alone = not _noun(tokens, number.last)[0] and word_at(tokens, number.last) != "percent"
    return (number.last, number.value / 100) if number.value >= 10 and alone else (at, 0.0)


def unit_at(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """What is counted, and the end of the words that say so."""
    word = word_at(tokens, at)
    if word in {"percent", "percentage", "pct"}:
        return "percent", at + (2 if word_at(tokens, at + 1) in {"points", "point"} else 1)
    if word == "per" and word_at(tokens, at + 1) == "cent":
        return "percent", at + 2
    if at < len(tokens) and tokens[at].text == "%":
        return "percent", at + 1
    if word in MONEY:
        return MONEY[word], at + 1
    step = 1 if word in _BETWEEN else 0
    if word_at(tokens, at + step) in DURATIONS:
        return DURATIONS[word_at(tokens, at + step)], at + step + 1
    return _noun(tokens, at)


def _noun(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The counted noun, at most three words on: "two hundred open invoices"."""
    last = at
    for step in range(_LOOK_AHEAD):
        word = word_at(tokens, at + step)
        if not word or not _may_modify(tokens[at + step]):
            break
        last = at + step + 1
        if _plural(word):
            return word, last
    return "", at


def _may_modify(token: Token) -> bool:
    grammar = {"PREP", "AND", "DET", "I", "THEY", "YOU", "BE", "HAVE", "MODAL", "WHO", "ADV"}
    return token.kind == "word" and grammar.isdisjoint(token.classes) and not token.comma


def _plural(word: str) -> bool:
    irregular = {"people", "children", "staff", "men", "women", "clients", "calls"} | _MEASURES
    return word in irregular or (
        word not in _NO_PLURALS
        and word.endswith("s")
        and len(word) > 3
        and not word.endswith(("ss", "us", "is", "'s"))
    )


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word there, "" past the end or the sentence."""
    inside = at < len(tokens) and not tokens[at].stop
    return tokens[at].text if inside else ""
