"""A piece of sound in memory."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples a second of every recording and of all sound a recogniser hears."""

BLOCK = 1_024
"""Samples in one block from a microphone or a recording: 64 ms."""

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono sound: ``samples`` is a one-dimensional int16 array, ``rate`` in samples a second."""

    samples: Samples
    rate: int = RATE

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate
