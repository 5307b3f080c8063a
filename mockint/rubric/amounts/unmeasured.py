"""Numbers that measure nothing: codes, names, "one of them", "one day"."""

from collections.abc import Sequence

from mockint.rubric.amounts.clock import MONTHS
from mockint.rubric.amounts.number_words import ONES, SCALES, TENS, Number, number_at
from mockint.rubric.amounts.units import PIECES, unit_at, word_at
from mockint.rubric.words import Token

_LISTED = frozenset(
    "number step form level option version page route modifier index q store code section "
    "chapter article frequency hymn type unit phase stage tier year room column spur aisle remit "
    "big lean ship ending".split()
)
_FORMS = frozenset({"997", "810", "820", "824", "835", "837", "850", "855", "856", "1099"})
_PREFIXES = frozenset("mid pre post plus minus non sub".split()) | MONTHS
_SPAN_OPENERS = frozenset(
    "in within about for under than over after another nearly almost took only every takes "
    "around by maybe roughly him her me us them to just per least like lost even of".split()
)
_ONLY = frozenset("only just even lost lose losing not".split())
_POINTED = frozenset("the these those".split())


def is_code(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number is part of a name: "W-9", "FBL5N", "S/4", "Route 4", "an 820"."""
    token = tokens[at]
    before = tokens[at - 1].text if at and not token.stop else ""
    if before in _LISTED:
        number = number_at(tokens, at)
        return number is None or not unit_at(tokens, number.last)[0]
    if _one_by_one(tokens, at) or (before == "by" and tokens[at].joined):
        return True
    if token.kind != "number":
        return False
    after = word_at(tokens, at + 1)
    if after == "number" or (after == "s" and tokens[at + 1].joined):
        return True
    alone = not unit_at(tokens, at + 1)[0]
    if alone and (token.text in _FORMS or (before in {"a", "an"} and not _scaled(after))):
        return True
    return bool(before) and _grown_on(tokens, at)


def _one_by_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether "one by one" or "one after one" begins or ends here."""
    if tokens[at].text != "one":
        return False
    back = [token.text for token in tokens[max(0, at - 2) : at]]
    ahead = [word_at(tokens, at + 1), word_at(tokens, at + 2)]
    between = {"by", "after", "behind"}
    return (back[:1] == ["one"] and back[-1] in between) or (
        ahead[0] in between and ahead[1] in {"one", "another", "the"}
    )


def _scaled(word: str) -> bool:
    return word in SCALES or word in {"percent", "st", "nd", "rd", "th"}


def _grown_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word and the number are written as one: "PVS-14", "v3", "S/4"."""
    last = tokens[at - 1]
    if last.kind != "word" or last.text in ONES or last.text in TENS or last.text in SCALES:
        return False
    slashed = len(last.text) == 1 and not tokens[at].comma and tokens[at].start - last.end == 1
    letter = len(last.text) == 1 and last.text in "wsiv"
    return (tokens[at].joined and last.text not in _PREFIXES) or (slashed and letter)


def past_code(tokens: Sequence[Token], at: int) -> int:
    """The index after what stands at ``at`` and is no amount, a spoken number as a whole."""
    number = number_at(tokens, at) if is_code(tokens, at) else None
    return number.last if number else at + 1


def is_loose(tokens: Sequence[Token], number: Number) -> bool:
    """ "one of them", "no one", "the two of us": a number word that measures nothing."""
    at = number.first
    if number.digits:
        return False
    before = tokens[at - 1].text if at and not tokens[at].stop else ""
    if number.last - at == 1 and tokens[at].text == "one":
        return not _lone_one(tokens, at, before)
    bare = not unit_at(tokens, number.last)[0]
    if not bare or number.value is None or number.value >= 10:
        return False
    written = before in {"a", "every"} and number.last - at == 1
    return before in _POINTED or (written and tokens[at].text in ONES)


def _lone_one(tokens: Sequence[Token], at: int, before: str) -> bool:
    """ "only one came back", "one account" after "lost", "One came out wrong"."""
    following = tokens[at + 1] if word_at(tokens, at + 1) else None
    if following is None:
        return before in _ONLY or tokens[at].comma
    if following.text in {"of", "more", "thing", "day", "time", "who", "that", "'s"}:
        return False
    starts = tokens[at].stop or before in {"and", "but"}
    happened = starts and not {"PAST", "WAS"}.isdisjoint(following.classes)
    counted = following.text in PIECES and not following.comma
    return before in _ONLY or happened or counted


def is_once(tokens: Sequence[Token], number: Number, last: int) -> bool:
    """ "one day he came": a time, not a length of time."""
    at = number.first
    single = tokens[at].text == "one" and last == at + 2 and not tokens[last - 1].text.endswith("s")
    before = tokens[at - 1].text if at and not tokens[at].stop else ""
    return single and before not in _SPAN_OPENERS
