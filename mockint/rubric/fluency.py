"""A word that was begun several times, read as the one word it is: "b-b-billing", "ten, ten days".

Whoever stutters, or searches for a word, says the same as somebody who does not, and is to be
marked for the same. How often a word was begun is delivery's business, which reads all tokens.
Only what cannot be meant is left out: words doubled for stress, names, compounds such as
"no-nonsense" and years ("twenty twenty-two") stay.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from mockint.rubric.amounts.number_words import ONES, SCALES, TENS
from mockint.rubric.lexicon import classes_of, is_function
from mockint.rubric.refusals.invented import is_known
from mockint.rubric.words import Token

_LONGEST = 4
"""Letters of a beginning at most."""
_CERTAIN = 2
"""A beginning of so many letters, cut off by a hyphen or dots, is no word of its own."""
_CUT_OFF = re.compile(r"-+\s*|\u2011\s*|\.{2,}\s*|\u2026\s*")
_PREFIXES = frozenset("anti co de ex non no pre re so un up".split())
_COMPOUNDS = frozenset("day test tests".split())
"""What one letter and a hyphen stand before: D-day, t-test."""
_WITHIN_AMOUNTS = frozenset("a and by from of the to".split())
_YEARS = frozenset({"twenty"})
_NO_COUNT = frozenset({"nineteen", "zero"})
_FIGURES = frozenset({*ONES, *TENS})
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}(?!\1)(.+)")


def fluent(tokens: Sequence[Token], text: str) -> list[Token]:
    """The tokens of ``text`` without beginnings of the word that follows.

    The word takes over what stood before its first beginning: a full stop, a comma, a pause.
    """
    kept: list[Token] = []
    for at in reversed(range(len(tokens))):
        if kept and (_begun(tokens, at, kept[-1], text) or _said_again(tokens, at, kept)):
            first = tokens[at]
            kept[-1] = replace(
                kept[-1], stop=first.stop, comma=first.comma, joined=first.joined, pause=first.pause
            )
        else:
            kept.append(_drawn_in(tokens[at]))
    return kept[::-1]


def smooth(text: str, heard: Sequence[Token], kept: Sequence[Token]) -> str:
    """``text`` with blanks over beginnings that are no words, every place where it was.

    Whole words said again stay: the encoder has learnt from people who do that.
    """
    wholes = {token.start: token.text for token in kept}
    signs, whole, end = list(text), "", len(text)
    for token in reversed(heard):
        whole = wholes.get(token.start, whole)
        if token.start not in wholes and token.text != whole:
            signs[token.start : end] = " " * (end - token.start)
        end = token.start
    return "".join(signs)


def _begun(tokens: Sequence[Token], at: int, whole: Token, text: str) -> bool:
    """Whether it is the beginning of the ``whole`` word behind it: "b-b-", "re- ", "li li"."""
    part, after = tokens[at], tokens[at + 1]
    begins = len(part.text) < len(whole.text) and whole.text.startswith(part.text)
    if part.kind != "word" or len(part.text) > _LONGEST or not begins:
        return False
    gap = text[part.end : after.start]
    twice = part.text in {after.text, tokens[at - 1].text if at else ""}
    if is_function(part.text):
        return (twice and part.text == "a") or (gap == "-" and len(part.text) == 1)
    if twice:
        return True
    return _cut_off(part, whole, gap, text) if _CUT_OFF.fullmatch(gap) else _no_word(part, gap)


def _cut_off(part: Token, whole: Token, gap: str, text: str) -> bool:
    """Whether a single beginning with a hyphen or dots behind it is no word and no prefix."""
    if gap[-1:] in "-\u2011" and (part.text in _PREFIXES or whole.text in _COMPOUNDS):
        return False
    short = text[part.start : part.end]
    if len(short) > 1 and short.isupper():
        return False
    return len(part.text) <= _CERTAIN or not is_known(part.text)


def _no_word(part: Token, gap: str) -> bool:
    return gap.isspace() and not is_known(part.text)


def _said_again(tokens: Sequence[Token], at: int, kept: Sequence[Token]) -> bool:
    """Whether a number, or a little word within amounts, is said once more at once."""
    word, again = tokens[at], tokens[at + 1]
    if not word.text == again.text == kept[-1].text or again.stop or again.joined:
        return False
    if word.text in SCALES and len(word.text) > 1:
        return True
    if word.text in _WITHIN_AMOUNTS:
        return at == 0 or len(tokens[at - 1].text) > 1
    following = kept[-2] if len(kept) > 1 else None
    if again.comma and (following is None or is_function(following.text) or word.text == "one"):
        return False
    return _counts_again(word, following, certain=not again.comma)


def _counts_again(word: Token, following: Token | None, *, certain: bool) -> bool:
    """Whether a number said twice is one: no year, no code, no range such as "ten, ten to one"."""
    if word.text in TENS and certain:
        return word.text not in _YEARS
    numbered = word.kind == "number" or word.text in _FIGURES
    if not numbered or word.text in _NO_COUNT or following is None:
        return False
    return following.kind == "word" and not following.joined and following.text not in _FIGURES


def _drawn_in(token: Token) -> Token:
    """ "ssso" as "so", where that is a word."""
    drawn = _DRAWN_OUT.fullmatch(token.text)
    word = drawn[1] + drawn[2] if drawn and token.kind == "word" else ""
    if not word or not (is_function(word) or is_known(word)):
        return token
    return replace(token, text=word, classes=classes_of(word))
