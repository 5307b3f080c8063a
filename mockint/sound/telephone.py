"""Sound as a telephone carries it: a narrow band, few samples, and coarse steps.

A line lets 300 to 3400 Hz through, and its 8000 samples a second are written down in
8 bits each, close together for soft sound and far apart for loud (the mu-law, ITU-T G.711).
"""

import numpy as np
from numpy.typing import NDArray

from mockint.sound.clip import Clip
from mockint.sound.resample import floated, quantised, resampled

RATE = 8_000
"""Samples a second on the line."""
BAND = (300.0, 3_400.0)
"""Hertz; what lies outside does not get through."""
_STEPS = 255
"""Both the mu of the mu-law and the number of its steps."""
_TAPS = 801
_EDGE = 20.0
"""Hertz inside the band at which the filter is half open, so that it is shut at the band's end."""
_LOUDEST = 0.9
"""Of full scale: what a line carries at most."""

_Sound = NDArray[np.float64]
"""One-dimensional mono sound between -1 and 1 at ``RATE``."""


def telephoned(clip: Clip) -> Clip:
    """``clip`` at the other end of the line: 8 kHz, as loud as before, and as long."""
    sound = floated(resampled(clip, RATE).samples).astype(np.float64)
    if not sound.any():
        return Clip(quantised(sound.astype(np.float32)), RATE)
    narrow = _as_loud(_bright(_in_band(sound)), sound)
    return Clip(quantised(_in_band(_stepped(narrow)).astype(np.float32)), RATE)


def _in_band(sound: _Sound) -> _Sound:
    """What of it lies within ``BAND``, with no delay."""
    low, high = BAND[0] + _EDGE, BAND[1] - _EDGE
    at = np.arange(_TAPS) - _TAPS // 2
    taps = _below(high, at) - _below(low, at)
    padded = np.pad(sound, _TAPS // 2)
    return np.convolve(padded, taps * np.kaiser(_TAPS, 6.0), mode="valid")


def _below(hertz: float, at: NDArray[np.int64]) -> _Sound:
    """An ideal filter that lets through what is lower, as its taps ``at`` those places."""
    share = 2 * hertz / RATE
    return np.asarray(share * np.sinc(share * at), dtype=np.float64)


def _bright(sound: _Sound) -> _Sound:
    """It as a handset sends it: high sound is louder, by 8 dB at the end of the band.

    Without that more words are lost.
    """
    return np.asarray(sound - 0.5 * np.concatenate([[0.0], sound[:-1]]))


def _as_loud(sound: _Sound, like: _Sound) -> _Sound:
    """It with the loudness of ``like``, or as much of it as the line carries."""
    power, peak = np.mean(sound**2), np.abs(sound).max()
    if not power:
        return sound
    return np.asarray(sound * min(np.sqrt(np.mean(like**2) / power), _LOUDEST / peak))


def _stepped(sound: _Sound) -> _Sound:
    """It in the 255 steps of the mu-law."""
    squeezed = np.sign(sound) * np.log1p(_STEPS * np.abs(sound)) / np.log1p(_STEPS)
    coarse = np.rint(squeezed * (_STEPS // 2)) / (_STEPS // 2)
    return np.asarray(np.sign(coarse) * np.expm1(np.abs(coarse) * np.log1p(_STEPS)) / _STEPS)
