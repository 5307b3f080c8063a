"""Parts and multiples: "half of it", "a third", "nine out of ten", "twice as fast"."""

from collections.abc import Sequence

from mockint.rubric.amounts.number_words import FRACTIONS, ONES, number_at
from mockint.rubric.amounts.units import DURATIONS, word_at
from mockint.rubric.words import Token

_TIMES = {"twice": 2.0, "double": 2.0, "thrice": 3.0, "triple": 3.0}
_FOLD = {"doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0, "halved": 0.5}
_COMPARED = frozenset(
    "fast faster quick quickly many much big large long slow more higher lower better productive "
    "less fewer efficient often likely".split()
)
_NOT_HALVES = frozenset("first second other better last 's my next".split())
_WHOLES = frozenset("it them that those these 'em em us this which".split())
_SPANS = frozenset("time day week year".split())
_OPEN_ENDS = frozenset("up inside maybe good half less more".split())
_GRAMMAR = frozenset("PREP AND BE I THEY YOU WHO HAVE MODAL ADV UM".split())

Share = tuple[int, float, str]
"""Where it ends, its value, and "times" or "of"."""


def share_at(tokens: Sequence[Token], at: int) -> Share | None:
    """ "cut in half", "twice as fast", "doubled", "three times faster", "nine out of ten"."""
    word, following = tokens[at].text, word_at(tokens, at + 1)
    if word in {"in", "by"} and following == "half" and _ends(tokens, at + 2):
        return at + 2, 0.5, "times"
    if word in _FOLD:
        return at + 1, _FOLD[word], "times"
    if word in _TIMES and (following == "as" or (word != "twice" and following == "the")):
        last = at + 3 if following == "as" and at + 2 < len(tokens) else at + 2
        return last, _TIMES[word], "times"
    if word == "twice" or (word == "double" and at and tokens[at - 1].text in {"almost", "nearly"}):
        return at + 1, 2.0, "times"
    return _half(tokens, at) or _of_number(tokens, at) or _fraction(tokens, at)


def _half(tokens: Sequence[Token], at: int) -> Share | None:
    """ "half of them", "half the time", "half the orders", "half up front"."""
    before = tokens[at - 1].text if at and not tokens[at].stop else ""
    if tokens[at].text != "half" or before in _NOT_HALVES:
        return None
    words = [word_at(tokens, at + step) for step in range(1, 4)]
    if words[0] == "of":
        return at + (3 if words[1] in _WHOLES else 4 if words[2] in _SPANS else 1), 0.5, "of"
    if words[0] == "the" and words[1] == "time":
        return at + 3, 0.5, "of"
    named = words[0] in {"the", "our", "my", "as", "that", "these", "those"}
    return (at + 1, 0.5, "of") if named or _ends(tokens, at + 1) else None


def _of_number(tokens: Sequence[Token], at: int) -> Share | None:
    """ "three times faster", "5x", "nine out of ten", "nine times out of ten", "one in six"."""
    number = number_at(tokens, at)
    if number is None or number.value is None:
        return None
    words = [word_at(tokens, number.last + step) for step in range(3)]
    if words[0] in {"times", "x"} and (words[0] == "x" or words[1] in _COMPARED | {"as"}):
        last = number.last + (1 if words[0] == "x" or words[1] == "as" else 2)
        return last, number.value, "times"
    step = _to_whole(words, number.value)
    if not step or not word_at(tokens, number.last + step):
        return None
    other = number_at(tokens, number.last + step)
    if other is None or not other.value:
        return None
    whole = other.value * (1e3 if number.value >= 1e3 > other.value else 1.0)
    return (other.last, number.value / whole, "of") if whole >= number.value else None


def _to_whole(words: Sequence[str], value: float) -> int:
    """How many words lead from a part to its whole, 0 where none is named."""
    if words[:2] == ["out", "of"]:
        return 2
    if words[1:] == ["out", "of"]:
        return 3
    if words[0] == "of":
        return 2 if words[1] == "the" else 1
    return 1 if words[0] in {"in", "from"} and value == 1 else 0


def _fraction(tokens: Sequence[Token], at: int) -> Share | None:
    """ "two thirds", "a third of", "three quarters"."""
    word, name = tokens[at].text, word_at(tokens, at + 1)
    count = 1 if word == "a" else ONES.get(word)
    if not count or name not in FRACTIONS or (count == 1) == name.endswith("s"):
        return None
    following = word_at(tokens, at + 2)
    if word == "a":
        named = following in {"of", "less", "more"}
        open_ended = name not in DURATIONS and _ends(tokens, at + 2)
        return (at + 2, FRACTIONS[name], "of") if name != "half" and (named or open_ended) else None
    if name in DURATIONS and following not in {"of", "the"}:
        return None
    return at + 2, count * FRACTIONS[name], "of"


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows that the part would be only a measure of."""
    if not word_at(tokens, at) or tokens[at].comma:
        return True
    return tokens[at].text in _OPEN_ENDS or not _GRAMMAR.isdisjoint(tokens[at].classes)
