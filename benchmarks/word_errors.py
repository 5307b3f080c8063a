"""Words made comparable, and how many of them differ.

"$4,200", "4200 dollars" and "four thousand two hundred dollars" are one thing
to whoever listens, so they are one thing to the score.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
FILLERS = frozenset({"um", "uh", "er", "erm", "hmm", "mm"})
SAME = {
    "cancelled": "canceled", "colour": "color", "favour": "favor", "organised": "organized",
    "%": "percent", "mr.": "mr", "okay": "ok", "wright": "write",
    "ageing": "aging", "cheque": "check", "e-mail": "email", "judgement": "judgment",
}  # fmt: skip


def comparable(text: str) -> list[str]:
    """The words of ``text`` in lower case, without punctuation, numbers as digits."""
    text = text.lower().replace("\u2019", "'")
    text = re.sub(r"\$\s?([\d,.]*\d)((?: (?:thousand|million))?)", r"\1\2 dollars", text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text).replace("%", " percent ")
    text = text.replace("per cent", "percent")
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    words = re.findall(r"\d+(?:\.\d+)?|[a-z']+|[^\W\d_]+", text)
    words = [SAME.get(word.strip("'"), word.strip("'")) for word in words if word.strip("'")]
    return digits([word for word in words if word not in FILLERS])


def digits(words: list[str]) -> list[str]:
    """The same words with every number in words written as digits."""
    out: list[str] = []
    at = 0
    while at < len(words):
        value, taken = number_at(words, at)
        out.append(words[at] if value is None else f"{value:g}" if value < 1e6 else str(int(value)))
        at += taken
    return out


def number_at(words: list[str], at: int) -> tuple[float | None, int]:
    """The number that starts at ``at`` and how many words it takes; ``(None, 1)`` for none."""
    total, current, taken, room = 0.0, 0.0, 0, 0.0
    for place, word in enumerate(words[at:]):
        value = small_value(word)
        if value is not None and (not taken or value < room):
            current, room = current + value, 10 if word in TENS else 0
        elif word in SCALES and taken and word == "hundred":
            current, room = current * 100, 100
        elif word in SCALES and taken:
            total, current, room = total + current * SCALES[word], 0.0, SCALES[word]
        elif not (word == "and" and room >= 100 and follows(words, at + place + 1, room)):
            break
        taken = place + 1
    return (total + current, taken) if taken else (None, 1)


def small_value(word: str) -> float | None:
    """The value of a number word below a hundred or of digits."""
    if word in SMALL or word in TENS:
        return float(SMALL.get(word, TENS.get(word, 0)))
    return float(word) if re.fullmatch(r"\d+(\.\d+)?", word) else None


def follows(words: list[str], at: int, room: float) -> bool:
    """Whether ``words[at]`` is a number that fits below ``room``."""
    value = small_value(words[at]) if at < len(words) else None
    return value is not None and value < room


def errors(said: str, heard: str) -> tuple[int, int]:
    """How many words were heard wrongly, left out or put in, and how many were said.

    A compound in one word or two ("write off", "writeoff") is no error.
    """
    reference, guess = comparable(said), comparable(heard)
    pairs = {a + b for words in (reference, guess) for a, b in pairwise(words)}
    whole = set(reference) | set(guess)
    joined = pairs & whole
    return (
        Levenshtein.distance(merged(reference, joined), merged(guess, joined)),
        len(reference),
    )


def merged(words: list[str], joined: set[str]) -> list[str]:
    """The words with those pairs written as one that stand in ``joined``."""
    out: list[str] = []
    for word in words:
        if out and out[-1] + word in joined:
            out[-1] += word
        else:
            out.append(word)
    return out


def found(terms: Iterable[str], said: str, heard: str) -> tuple[int, int]:
    """How many mentions of ``terms`` in ``said`` stand verbatim in ``heard``, and of how many."""
    reference, guess = (" " + " ".join(comparable(text)) + " " for text in (said, heard))
    hits = total = 0
    for term in terms:
        form = " ".join(comparable(term))
        pattern = re.compile(rf"(?= {re.escape(form)}s? )")
        spoken = len(pattern.findall(reference))
        hits, total = hits + min(spoken, len(pattern.findall(guess))), total + spoken
    return hits, total
