"""An answer word by word with its labels, so that damage to the words keeps them."""

import random
import re
from collections.abc import Sequence

import msgspec

from corpus.answers import Answer

_SIGNS = re.compile(r"[^\w\s'$€£%.,:/&-]|[.,:/&-](?!\w)|(?<!\w)[.,:/&-]")
_FILLERS = frozenset("um uh er erm uhm hmm".split())
_ALIKE = {
    "their": "there", "there": "their", "to": "too", "and": "an", "then": "than", "than": "then",
    "we": "we'd", "i": "i'd", "had": "have", "it's": "its", "were": "where", "are": "our",
    "our": "are", "for": "four", "in": "and", "a": "the", "the": "a", "that": "the", "is": "as",
    "aging": "ageing", "memo": "mammal", "accrual": "a cruel", "ledger": "letter",
    "invoice": "in voice", "remittance": "remit tens", "dunning": "done in", "dso": "d s o",
    "reconciled": "reckon siled", "receivable": "receive able", "paid": "pay", "called": "call",
}  # fmt: skip
"""What a recogniser prints for a word of the same sound."""


_NUMBERS = (
    "two three four five six seven eight nine ten".split(),
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
    "twenty thirty forty fifty sixty seventy eighty ninety".split(),
    "third fourth fifth sixth seventh eighth ninth tenth".split(),
)
_NUMBER = re.compile(
    rf"(?!(?:19|20)\d\d\b)\d+|\b(?:{'|'.join(word for kind in _NUMBERS for word in kind)})\b", re.I
)
"""Numbers; of a year all but its first digit."""


class Word(msgspec.Struct, frozen=True):
    """One word; ``begins`` a clause; ``amount``: the amount it is of, ``result`` of that amount."""

    text: str
    label: str
    begins: bool
    amount: int | None = None
    result: bool = False


def words_of(answer: Answer) -> list[Word]:
    """The words of the answer as they were written, with the labels of their clauses."""
    words = []
    for span in answer.spans:
        for match in re.finditer(r"\S+", answer.text[span.start : span.end]):
            start, end = span.start + match.start(), span.start + match.end()
            inside = (
                (n, a) for n, a in enumerate(answer.amounts) if a.start < end and start < a.end
            )
            number, amount = next(inside, (None, None))
            result = amount.result if amount else False
            words.append(Word(match.group(), span.label, match.start() == 0, number, result))
    return words


def text_of(words: Sequence[Word]) -> str:
    """The words as one text, a blank between them."""
    return " ".join(word.text for word in words)


def places_of(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where each word stands in ``text_of``."""
    places, start = [], 0
    for word in words:
        places.append((start, start + len(word.text)))
        start += len(word.text) + 1
    return places


def stripped(words: Sequence[Word]) -> list[Word]:
    """Without punctuation and capitals, as a recogniser prints that sets none."""
    kept = [(word, _SIGNS.sub("", word.text).lower()) for word in words]
    return _with_begins([(word, text) for word, text in kept])


def misheard(words: Sequence[Word], rate: float, draw: random.Random) -> list[Word]:
    """Stripped, and with about ``rate`` of the words lost, doubled or heard as others."""
    heard: list[tuple[Word, str]] = []
    for word in stripped(words):
        chance = draw.random()
        if word.text in _FILLERS and chance < 0.6:
            heard.append((word, ""))
        elif chance < rate * 0.35:
            heard.append((word, "" if word.amount is None else word.text))
        elif chance < rate * 0.9 and word.text in _ALIKE:
            heard.append((word, _ALIKE[word.text]))
        elif chance < rate * 0.8 and word.amount is None and len(word.text) > 3:
            heard.append((word, _garbled(word.text, draw)))
        elif chance < rate:
            heard.extend(
                [(word, word.text), (msgspec.structs.replace(word, begins=False), word.text)]
            )
        else:
            heard.append((word, word.text))
    return _with_begins(heard)


def renumbered(words: Sequence[Word], draw: random.Random) -> list[Word]:
    """With other numbers of the same kind, the same one wherever a number comes again."""
    others: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        said = match.group().lower()
        if said not in others:
            others[said] = _other(said, draw)
        return others[said]

    return [msgspec.structs.replace(word, text=_NUMBER.sub(other, word.text)) for word in words]


def _other(number: str, draw: random.Random) -> str:
    if number.isdigit():
        return "".join(draw.choice("123456789") if digit != "0" else digit for digit in number)
    return draw.choice(next(kind for kind in _NUMBERS if number in kind))


def _garbled(word: str, draw: random.Random) -> str:
    """The word with another ending, or without its first sound."""
    return draw.choice((word[:-1], word[1:], word + "s", word[:-2] + "ed", word[:-1] + "ing"))


def _with_begins(kept: Sequence[tuple[Word, str]]) -> list[Word]:
    """The words with their new texts; one that is lost hands its clause's beginning on."""
    words, begins = [], False
    for word, text in kept:
        begins = begins or word.begins
        if text:
            words.append(msgspec.structs.replace(word, text=text, begins=begins))
            begins = False
    return words
