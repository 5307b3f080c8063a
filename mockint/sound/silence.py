"""Sound with stretches of it made silent."""

import math
from collections.abc import Iterable

import numpy as np

from mockint.sound.clip import Clip

FADE = 0.005
"""Seconds before and after a silent stretch over which the sound goes out and comes back."""


def silenced(clip: Clip, spans: Iterable[tuple[float, float]]) -> Clip:
    """``clip`` with digital silence in each of ``spans``, ``(start, end)`` in seconds.

    Beside a span the sound fades over ``FADE``; every other sample stays as it is. What reaches
    beyond the clip is cut off there.
    """
    samples = clip.samples.copy()
    stretches = [_samples(span, len(samples), clip.rate) for span in spans]
    stretches = [(first, last) for first, last in stretches if first < last]
    ramp = np.linspace(0.0, 1.0, max(round(FADE * clip.rate), 1), endpoint=False)
    for first, last in stretches:
        before, after = samples[max(0, first - len(ramp)) : first], samples[last : last + len(ramp)]
        before[:] = np.rint(before * ramp[::-1][len(ramp) - len(before) :])
        after[:] = np.rint(after * ramp[: len(after)])
    for first, last in stretches:
        samples[first:last] = 0
    return Clip(samples, clip.rate)


def _samples(span: tuple[float, float], length: int, rate: int) -> tuple[int, int]:
    """The samples a span takes in, the first and the last one as a whole."""
    if not span[0] < span[1]:  # nor where one of them is no number
        return 0, 0
    start, end = (min(max(second, 0.0), length / rate) for second in span)
    return math.floor(start * rate), min(math.ceil(end * rate), length)
