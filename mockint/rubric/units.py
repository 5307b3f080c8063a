"""What an amount is counted in: money, time, percent or a noun."""

from collections.abc import Sequence

from mockint.rubric.words import Token

DURATIONS = {
    unit + ending: unit + "s"
    for unit in "second minute hour day week month quarter year decade".split()
    for ending in ("", "s")
} | {"min": "minutes", "mins": "minutes", "hr": "hours", "hrs": "hours", "yrs": "years"}
MONEY = {
    "dollar": "dollars", "dollars": "dollars", "bucks": "dollars", "usd": "dollars",
    "euro": "euros", "euros": "euros", "eur": "euros", "pounds": "pounds", "quid": "pounds",
    "gbp": "pounds", "cents": "cents", "pence": "pence", "rupees": "rupees", "rand": "rand",
    "yen": "yen", "pesos": "pesos", "francs": "francs",
}  # fmt: skip
SIGNS = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "%": "percent"}
_BETWEEN = frozenset("business working calendar full whole more extra solid straight".split())
_LOOK_AHEAD = 3


def cents_at(tokens: Sequence[Token], at: int) -> tuple[int, float]:
    """ "2 dollars 14": the cents after the unit, as a part of it."""
    word = word_at(tokens, at)
    if len(word) == 2 and word.isdecimal() and not tokens[at].comma:
        return at + 1, float(word) / 100
    return at, 0.0


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
    irregular = {"people", "children", "staff", "men", "women", "clients", "calls"}
    return word in irregular or (
        word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "'s"))
    )


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word there, "" past the end or the sentence."""
    inside = at < len(tokens) and not tokens[at].stop
    return tokens[at].text if inside else ""
