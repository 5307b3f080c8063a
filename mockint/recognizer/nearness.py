"""Which of many spans of sound come near which of many forms, all compared at once.

What is left out here could never become a find; what is left in is looked at one by one.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from mockint.recognizer.likeness import LOSS, SWAP, Coded, letters_of

Numbers = NDArray[np.intp]
Edits = NDArray[np.float32]

MARGIN = 1e-3
"""Weighted edits by which single precision may be wrong here."""
_BATCH = 4096
"""Spans, or pairs, that are compared at once: so much memory and no more."""
_SWAP, _LOSS = np.array(SWAP, np.float32), np.array(LOSS, np.float32)


class Sounds:
    """The sounds of all forms, the shortest first."""

    def __init__(self, sounds: Sequence[Coded]) -> None:
        self._letters = [letters_of(sound) for sound in sounds]
        self._lengths = np.array([len(sound) for sound in sounds], np.intp)
        self._codes = _padded(sounds)

    def near(self, heard: Sequence[Coded]) -> tuple[Numbers, Numbers]:
        """Each pair of a span and a form of which fewer than half the phone classes differ:
        the spans' numbers in order, and the forms'."""
        letters = [letters_of(sound) for sound in heard]
        found = [pair for batch in _by_length(letters) for pair in self._alike(letters, batch)]
        spans = np.concatenate([np.empty(0, np.intp), *(pair[0] for pair in found)])
        forms = np.concatenate([np.empty(0, np.intp), *(pair[1] for pair in found)])
        order = np.lexsort((forms, spans))
        return spans[order], forms[order]

    def _alike(
        self, letters: Sequence[str], batch: Sequence[int]
    ) -> Iterator[tuple[Numbers, Numbers]]:
        size = len(letters[batch[0]])
        # One more than twice as long differs in half of it at least.
        low = int(np.searchsorted(self._lengths, size / 2, "right"))
        high = int(np.searchsorted(self._lengths, size * 2, "left"))
        if low == high:
            return
        apart = cdist(
            [letters[at] for at in batch],
            self._letters[low:high],
            scorer=Levenshtein.distance,
            dtype=np.uint16,
        )
        longer = np.maximum(self._lengths[low:high], size)
        spans, forms = np.nonzero(2 * apart < longer)
        yield np.array(batch, np.intp)[spans], forms + low

    def within(
        self, heard: Sequence[Coded], spans: Numbers, forms: Numbers, limits: Edits
    ) -> NDArray[np.bool_]:
        """For each pair whether the form may be at most so many weighted edits a phone away."""
        most = limits * self._lengths[forms] + MARGIN
        sizes = np.array([len(sound) for sound in heard], np.intp)[spans]
        codes = _padded(heard)
        close = np.zeros(len(spans), bool)
        for size in sorted(set(sizes.tolist())):
            same = np.flatnonzero((sizes == size) & (limits >= 0))
            for at in range(0, len(same), _BATCH):
                pairs = same[at : at + _BATCH]
                edits = self._edits(codes[spans[pairs], :size], forms[pairs])
                close[pairs] = edits <= most[pairs]
        return close

    def _edits(self, heard: NDArray[np.uint8], forms: Numbers) -> Edits:
        """The weighted edits of each pair, as ``likeness.distance`` counts them one by one."""
        lengths = self._lengths[forms]
        meant = self._codes[forms, : lengths.max(initial=0)]
        lost = np.zeros((len(forms), meant.shape[1] + 1), np.float32)
        np.cumsum(_LOSS[meant], axis=1, out=lost[:, 1:])
        row = lost.copy()
        for code in heard.T:
            below = row + _LOSS[code][:, None]
            np.minimum(below[:, 1:], row[:, :-1] + _SWAP[code[:, None], meant], out=below[:, 1:])
            # The cheapest way from the left, all columns at once.
            row = np.minimum.accumulate(below - lost, axis=1) + lost
        return row[np.arange(len(forms)), lengths]


def _by_length(letters: Sequence[str]) -> Iterator[Sequence[int]]:
    """The numbers of those of one length, a batch at a time."""
    same: dict[int, list[int]] = {}
    for at, each in enumerate(letters):
        same.setdefault(len(each), []).append(at)
    for numbers in same.values():
        yield from (numbers[at : at + _BATCH] for at in range(0, len(numbers), _BATCH))


def _padded(sounds: Sequence[Coded]) -> NDArray[np.uint8]:
    """A row a sound; what is behind its end says nothing."""
    rows = np.zeros((len(sounds), max(map(len, sounds), default=0)), np.uint8)
    for row, sound in zip(rows, sounds, strict=True):
        row[: len(sound)] = sound
    return rows
