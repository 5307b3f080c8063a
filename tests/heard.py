"""Finding a piece of sound in what was heard, without a clock."""

import numpy as np
from numpy.typing import NDArray

from mockint.sound.clip import RATE, Clip, Samples
from mockint.sound.resample import resampled
from tests.soundcard import RATE as CARD_RATE


def noise(seconds: float, seed: int = 1, rate: int = RATE) -> Clip:
    """Noise in the band of speech, of which no two stretches are alike."""
    white = np.random.default_rng(seed).normal(0, 1, round(seconds * rate))
    spectrum = np.fft.rfft(white)
    spectrum[np.fft.rfftfreq(len(white), 1 / rate) > 3_000] = 0
    band = np.fft.irfft(spectrum, len(white))
    return Clip((band * 8_000 / np.abs(band).max()).astype(np.int16), rate)


def at_16_khz(heard: NDArray[np.int16]) -> Samples:
    """What an ear heard, at the rate of recordings."""
    return resampled(Clip(heard, CARD_RATE), RATE).samples


def place(part: Samples, whole: Samples) -> tuple[int, float]:
    """Where ``part`` begins in ``whole``, and how like it the sound there is (1.0: the same)."""
    one, two = part.astype(np.float64), whole.astype(np.float64)
    size = 1 << (len(one) + len(two)).bit_length()
    products = np.fft.irfft(np.fft.rfft(two, size) * np.conj(np.fft.rfft(one, size)), size)
    starts = len(two) - len(one) + 1
    assert starts > 0, f"{len(two)} samples were heard, too few for {len(one)}"
    energy = np.concatenate([[0.0], np.cumsum(two**2)])
    windows = energy[len(one) :] - energy[:starts]
    likeness = products[:starts] / np.sqrt(np.maximum(windows, 1.0) * np.sum(one**2))
    at = int(np.argmax(likeness))
    return at, float(likeness[at])
