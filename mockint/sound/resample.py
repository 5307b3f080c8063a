"""Sound at another rate, as a stream or whole; the seam to libsamplerate."""

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mockint.sound.clip import RATE, Clip, Samples

Floats = NDArray[np.float32]
"""One-dimensional mono sound between -1 and 1."""

FULL_SCALE = 32_768
_FLUSH = 4_096


def quantised(floats: Floats) -> Samples:
    """``floats`` as 16-bit samples, rounded to the nearest, clipped at full scale."""
    scaled = np.rint(floats.astype(np.float64) * FULL_SCALE)
    return np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def floated(samples: Samples) -> Floats:
    """16-bit samples as numbers between -1 and 1."""
    return samples.astype(np.float32) / np.float32(FULL_SCALE)


class Resampler:
    """A stream of mono sound brought from ``source`` to ``target`` samples a second.

    The same sound gives the same samples however it is cut into pieces, and
    ``feed`` and ``finish`` together give length times ``target`` / ``source``.
    """

    def __init__(self, source: int, target: int = RATE) -> None:
        self._ratio = Fraction(target, source)
        self._taken = self._given = 0
        self._converter = None if source == target else _converter()

    def feed(self, floats: Floats) -> Floats:
        """What can be said already once ``floats`` has come; it may be nothing."""
        self._taken += len(floats)
        return self._convert(floats)

    def finish(self) -> Floats:
        """What is left when the sound is over."""
        rest = [np.zeros(0, np.float32)]
        whole = round(self._taken * self._ratio)
        while self._given < whole:
            rest.append(self._convert(np.zeros(_FLUSH, np.float32)))
        tail = np.concatenate(rest)
        return tail[: len(tail) - (self._given - whole)]

    def _convert(self, floats: Floats) -> Floats:
        if self._converter is None or not len(floats):
            out = floats
        else:
            out = np.array(self._converter.process(floats, float(self._ratio)), np.float32)
        self._given += len(out)
        return out


def resampled(clip: Clip, rate: int) -> Clip:
    """``clip`` at ``rate`` samples a second; the same clip if it has that rate already."""
    if clip.rate == rate:
        return clip
    stream = Resampler(clip.rate, rate)
    parts = [stream.feed(floated(clip.samples)), stream.finish()]
    return Clip(quantised(np.concatenate(parts)), rate)


def _converter() -> Any:
    import samplerate

    return samplerate.Resampler("sinc_medium", 1)
