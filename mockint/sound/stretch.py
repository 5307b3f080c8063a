"""Slower or faster at the same pitch; the seam to python-stretch."""

from types import ModuleType

import numpy as np

from mockint.errors import SoundError
from mockint.sound.clip import Clip

SLOWEST, FASTEST = 0.5, 2.0
_FULL = 32_767


def stretched(clip: Clip, speed: float) -> Clip:
    """``clip`` at ``speed`` times its pace, its pitch unchanged; second t comes at t / speed.

    Raises:
        SoundError: python-stretch is not installed.
        ValueError: ``speed`` is not within 0.5 and 2.
    """
    if not SLOWEST <= speed <= FASTEST:
        raise ValueError(f"a speed of {speed} is not within {SLOWEST} and {FASTEST}")
    if speed == 1.0 or not len(clip.samples):
        return clip
    stretch = _signalsmith().Stretch(1)
    stretch.preset(1, clip.rate)
    stretch.setTimeFactor(speed)
    sound = stretch.process(clip.samples.astype(np.float32)[None, :] / _FULL)[0]
    return Clip(np.round(np.clip(sound, -1.0, 1.0) * _FULL).astype(np.int16), clip.rate)


def _signalsmith() -> ModuleType:
    try:
        from python_stretch import Signalsmith
    except ImportError as error:
        raise SoundError(
            "Another speed needs one more package: run `pip install python-stretch`."
        ) from error
    module: ModuleType = Signalsmith
    return module
