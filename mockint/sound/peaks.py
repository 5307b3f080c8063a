"""How loud a recording is along its length, as few figures: what a waveform is drawn from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from mockint.sound.clip import BLOCK, RATE, Samples

PEAKS = 400
"""Figures one recording is told in at most."""

_FULL = 32_768
_BATCH = 64

Loudest = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Peaks:
    """The largest amplitude in each of equal stretches, 0 to 1; ``seconds`` is the whole length."""

    values: tuple[float, ...]
    seconds: float


def peaks(blocks: Iterable[Samples], count: int = PEAKS) -> Peaks:
    """The peaks of a recording given in blocks of ``BLOCK`` samples, the last one shorter.

    At most ``count`` of them. Four bytes a block are kept, an hour's sound in 225 kB.
    """
    heard, found = 0, [np.zeros(0, np.int32)]
    for samples in _batches(blocks):
        heard += len(samples)
        found.append(_loudest(samples))
    return Peaks(_shared_out(np.concatenate(found), count), heard / RATE)


def _batches(blocks: Iterable[Samples]) -> Iterator[Samples]:
    """The same sound in longer pieces, each a whole number of blocks but for the last."""
    each = iter(blocks)
    for first in each:
        yield np.concatenate([*chain([first], islice(each, _BATCH - 1))])


def _loudest(samples: Samples) -> Loudest:
    """The largest amplitude of each block."""
    whole = len(samples) - len(samples) % BLOCK
    loud = np.abs(samples.astype(np.int32))
    found: Loudest = loud[:whole].reshape(-1, BLOCK).max(axis=1, initial=0)
    return np.append(found, loud[whole:].max()) if whole < len(loud) else found


def _shared_out(loud: Loudest, count: int) -> tuple[float, ...]:
    """``loud`` in at most ``count`` equal stretches, each its largest, as a share of full scale."""
    if not len(loud):
        return ()
    edges = np.linspace(0, len(loud), min(count, len(loud)), endpoint=False).astype(int)
    shares = np.maximum.reduceat(loud, edges) / _FULL
    return tuple(round(min(float(share), 1.0), 3) for share in shares)
