"""Whether the words stand in an order that English has: how often words of their shapes meet.

The table holds how often one shape followed another in the answers of the training authors.
A frequent word is a shape of its own; of the others the ending alone counts. ``training`` makes it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import log
from pathlib import Path

import msgspec
import numpy as np

from mockint.rubric.words import Token, tokens_of

FILE = "order.npz"
FREQUENT = 300
"""How many words are a shape of their own."""
_PRIOR = 5.0
"""How many meetings a shape is lent, spread as the shapes are on the whole."""
_ENDINGS = ("ed", "ing", "ly", "s")
_NUMBER, _OTHER = "#", "*"


class Order(msgspec.Struct, frozen=True):
    """``shapes`` with how often each came, and how often one came right before another."""

    shapes: dict[str, int]
    counts: Sequence[int]
    meetings: dict[int, int]

    def shape(self, token: Token) -> int:
        """The number of a token's shape."""
        return self.shapes[_shape(token, self.shapes)]

    def gain(self, one: int, other: int) -> float:
        """By how many nats ``other`` is likelier after ``one`` than anywhere."""
        share = self.counts[other] / self.counts[-1]
        met = self.meetings.get(one * len(self.shapes) + other, 0)
        return log((met + _PRIOR * share) / ((self.counts[one] + _PRIOR) * share))

    def score(self, words: Sequence[Token]) -> float:
        """The mean gain of the neighbours in a sentence; 0 where there are none."""
        shapes = [self.shape(word) for word in words]
        gains = [
            self.gain(shapes[at - 1], shapes[at]) for at in range(1, len(words)) if _meet(words, at)
        ]
        return sum(gains) / len(gains) if gains else 0.0


@cache
def shipped() -> Order:
    """The one that comes with the package."""
    return _read(Path(__file__).with_name(FILE).read_bytes())


def learn(texts: Iterable[str]) -> bytes:
    """The file of an order, out of answers."""
    answers = [list(said(tokens_of(text))) for text in texts]
    words = Counter(token.text for answer in answers for token in answer if token.kind == "word")
    names = [word for word, _ in words.most_common(FREQUENT)]
    names += [_NUMBER, _OTHER, *(_OTHER + ending for ending in _ENDINGS)]
    numbers = {name: at for at, name in enumerate(names)}
    counts: Counter[int] = Counter()
    meetings: Counter[int] = Counter()
    for answer in answers:
        shapes = [numbers[_shape(token, numbers)] for token in answer]
        counts.update(shapes)
        pairs = zip(pairwise(shapes), range(1, len(shapes)), strict=True)
        meetings.update(a * len(names) + b for (a, b), at in pairs if _meet(answer, at))
    return _written(names, [counts[at] for at in range(len(names))], meetings)


def said(tokens: Iterable[Token]) -> Iterator[Token]:
    """The words and numbers, without the fillers."""
    return (token for token in tokens if token.kind != "sign" and "UM" not in token.classes)


def _meet(words: Sequence[Token], at: int) -> bool:
    """Whether nothing parts the word from the one before; said twice, it is no order."""
    word = words[at]
    return not (word.stop or word.comma or word.text == words[at - 1].text)


def _shape(token: Token, shapes: dict[str, int]) -> str:
    if token.kind == "number":
        return _NUMBER
    if token.text in shapes:
        return token.text
    ending = next((end for end in _ENDINGS if token.text.endswith(end)), "")
    return _OTHER + ending


def _written(names: Sequence[str], counts: Sequence[int], meetings: Counter[int]) -> bytes:
    keys = sorted(meetings)
    file = BytesIO()
    np.savez_compressed(
        file,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        counts=np.array(counts, np.uint32),
        steps=np.diff(keys, prepend=0).astype(np.uint32),
        meetings=np.array([meetings[key] for key in keys], np.uint16),
    )
    return file.getvalue()


def _read(raw: bytes) -> Order:
    with np.load(BytesIO(raw), allow_pickle=False) as arrays:
        names = arrays["names"].tobytes().decode("utf-8").split("\n")
        counts: list[int] = arrays["counts"].tolist()
        keys: list[int] = np.cumsum(arrays["steps"]).tolist()
        met: list[int] = arrays["meetings"].tolist()
    shapes = {name: at for at, name in enumerate(names)}
    return Order(shapes, [*counts, sum(counts)], dict(zip(keys, met, strict=True)))
