"""The last look: whether anything that was masked can still be found in the copy."""

import json
import re
from collections.abc import Iterable, Iterator

from mockint.masking import lists
from mockint.masking.cues import MONTHS
from mockint.masking.digits import digits_of
from mockint.masking.rules import Found
from mockint.masking.words import words_of

_BETWEEN = re.compile(r"(?<=\d)[\s.\-()/,]+(?=\d)")
_SIGN = re.compile(r"[$€£¥]\s?\d")
_NO_WORD = re.compile(r"[^\w]+")
_SHORTEST = 4
_DIGITS = 6
"""From so many digits on a number is looked for however it is parted."""
_LABEL = re.compile(r"\[[a-z ]+[0-9?]*\]")


def originals(said: Iterable[tuple[str, Found]]) -> tuple[str, ...]:
    """What must not be found in the copy, from what was found in which words: these, and digits.

    A name that is also a word ("Bill") is left to those who look at what stands beside it.
    """
    listed: dict[str, None] = {}
    for phrase, one in said:
        if may_stand(phrase, one):
            continue
        listed[phrase] = None
        digits = digits_of(phrase) if one.kind in {"phone", "account", "card", "ssn"} else ""
        if len(digits) >= _DIGITS:
            listed[digits] = None
    return tuple(listed)


def may_stand(phrase: str, one: Found) -> bool:
    """Whether the same words may rightly stand elsewhere."""
    if one.kind == "also":
        return False
    if one.kind == "amount":
        return not _SIGN.match(phrase)
    words = [word.low for word in words_of(phrase)]
    if one.kind not in {"person", "company"}:
        return sum(map(len, words)) < _SHORTEST
    if len(words) > 1:
        return all(lists.is_ordinary(word) for word in words)
    return not words or len(words[0]) < 3 or lists.is_ordinary(words[0]) or _stays(words[0])


def _stays(word: str) -> bool:
    """Whether it is also a place or a month, or a program."""
    words = words_of(word)
    listed = not words or lists.places().at(words, 0) or lists.kept().at(words, 0)
    return bool(listed) or word in MONTHS


def leaks(masked_json_text: str, originals: Iterable[str]) -> list[str]:
    """Those of ``originals`` that stand as whole words in the values of a JSON document.

    Capitals and what parts digits make no difference; a text that is no JSON is searched as it is.
    """
    listed = [one for one in originals if one]
    seen = _Seen(_LABEL.sub("[]", text) for text in _texts(masked_json_text))
    return [one for one in listed if seen.any([one])] if seen.any(listed) else []


def spaced(said: str) -> str:
    """What is said with one blank wherever there is no letter and no digit."""
    return _NO_WORD.sub(" ", said).strip()


class _Seen:
    """Texts in which originals are looked for, all at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = " \n ".join(texts).casefold()
        self._words = _NO_WORD.sub(" ", self._texts)
        self._digits = _BETWEEN.sub("", self._texts)

    def any(self, originals: Iterable[str]) -> bool:
        """Whether one of ``originals`` stands there."""
        lows = [one.casefold() for one in originals]
        signed = [low for low in lows if _SIGN.match(low)]
        digits = [low for low in lows if low.isdecimal()]
        said = [spaced(low) for low in lows if low not in {*signed, *digits}]
        return (
            _stands(signed, "", r"(?![\d.,]*\d)", self._texts)
            or _stands(digits, r"(?<!\d)", r"(?!\d)", self._digits)
            or _stands(said, r"(?<!\w)", r"(?!\w)", self._words)
        )


def _stands(lot: Iterable[str], before: str, after: str, text: str) -> bool:
    one_of = "|".join(re.escape(one) for one in dict.fromkeys(lot) if one)
    return bool(one_of) and re.search(f"{before}(?:{one_of}){after}", text) is not None


def _texts(document: str) -> Iterator[str]:
    try:
        yield from _strings(json.loads(document))
    except (ValueError, RecursionError):
        yield document


def _strings(value: object) -> Iterator[str]:
    """Every text in it; the keys of a session are mockint's own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
