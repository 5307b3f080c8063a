"""Slower or faster at the same pitch, a piece at a time; the seam to python-stretch."""

from types import ModuleType

import numpy as np

from mockint.errors import SoundError
from mockint.sound.clip import RATE, Samples
from mockint.sound.resample import Floats, floated

SLOWEST, FASTEST = 0.5, 2.0

# Of the sound that is stretched, in seconds:
_PIECE, _MARGIN = 1.0, 0.2
# Of the sound that comes out, in seconds: two pieces melt into one another over _MELT, where
# within _SHIFT they are most alike.
_MELT, _SHIFT = 0.02, 0.012
_FADE = 0.004


class Stretch:
    """A sound from ``second`` on at ``speed``, piece after piece, without a seam to be heard.

    Raises:
        SoundError: python-stretch is not installed.
        ValueError: ``speed`` is not within 0.5 and 2.
    """

    def __init__(self, speed: float, second: float = 0.0) -> None:
        if not SLOWEST <= speed <= FASTEST:
            raise ValueError(f"a speed of {speed} is not within {SLOWEST} and {FASTEST}")
        self.speed = speed
        self._stretch = None if speed == 1.0 else _signalsmith().Stretch(1)
        if self._stretch is not None:
            self._stretch.preset(1, RATE)
            self._stretch.setTimeFactor(speed)
        self._start = self._at = round(second * RATE)
        self._given = 0
        self._tail = np.zeros(0, np.float32)

    @property
    def wanted(self) -> tuple[int, int]:
        """The samples that ``feed`` needs next: the piece and a margin on both sides."""
        margin = 0 if self._stretch is None else round(_MARGIN * RATE)
        return max(self._at - margin, 0), self._at + round(_PIECE * RATE) + margin

    def feed(self, samples: Samples) -> Floats | None:
        """What ``samples``, those that were wanted, become; None where the sound is over."""
        first, last = self.wanted
        margin = last - self._at - round(_PIECE * RATE)
        end = min(last - margin, first + len(samples))
        if end <= self._at:
            return None
        count = round((end - self._start) / self.speed) - self._given
        made = self._made(samples, self._at - first, count)
        self._at, self._given = end, self._given + count
        return made

    def _made(self, samples: Samples, lead: int, count: int) -> Floats:
        """``count`` samples that begin ``lead`` samples into what was wanted."""
        floats = floated(samples)
        if self._stretch is None:
            made = floats[lead : lead + count]
        else:
            whole = self._stretch.process(floats[None, :])[0]
            made = self._joined(whole, round(lead / self.speed), count)
        if self._given == 0:
            made = _faded_in(made)
        return np.pad(made, (0, count - len(made)))

    def _joined(self, whole: Floats, at: int, count: int) -> Floats:
        """``count`` samples of ``whole`` from about ``at`` on, melted with the piece before."""
        tail, melt = self._tail, round(_MELT * RATE)
        if len(tail) == melt and at + melt <= len(whole):
            at = _most_alike(whole, tail, at)
            rising = np.linspace(0.0, 1.0, melt, dtype=np.float32)
            whole[at : at + melt] = tail * (1 - rising) + whole[at : at + melt] * rising
        self._tail = whole[at + count : at + count + melt].copy()
        return whole[at : at + count]


def _most_alike(whole: Floats, tail: Floats, at: int) -> int:
    """Where near ``at`` the sound goes most like ``tail``, so that their waves do not quarrel."""
    shift = round(_SHIFT * RATE)
    first = max(at - shift, 0)
    near = whole[first : at + shift + len(tail)]
    products = np.correlate(near, tail, "valid")
    energy = np.convolve(near**2, np.ones(len(tail), np.float32), "valid")
    likeness = products / np.sqrt(np.maximum(energy, 1e-6))
    if float(likeness.max()) <= 0.0:
        return at
    return first + int(likeness.argmax())


def _faded_in(sound: Floats) -> Floats:
    """``sound`` from silence on: one that begins in the middle of a word would click."""
    faded = sound.copy()
    count = min(round(_FADE * RATE), len(faded))
    faded[:count] *= np.linspace(0.0, 1.0, count, dtype=np.float32)
    return faded


def _signalsmith() -> ModuleType:
    try:
        from python_stretch import Signalsmith
    except ImportError as error:
        raise SoundError(
            "Another speed needs one more package: run `pip install python-stretch`."
        ) from error
    module: ModuleType = Signalsmith
    return module
