"""How loud the sound is, and a warning while the microphone is silent or overdriven."""

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from mockint.sound.clip import RATE, Samples

FLOOR = -96.0
"""dBFS of digital silence, and the least that is ever told."""

QUIETEST = -60.0
"""dBFS: a microphone whose peaks stay below this hears nobody."""

_FULL = 32_768
_CLIPPED = 32_700
_SHARE = 0.002
_BEFORE_SILENT = 3 * RATE
_BEFORE_MUTED = 8 * RATE
_MEMORY = 2 * RATE

MUTED = "The microphone gives no sound at all: switch it on, or choose another one."
QUIET = "The microphone hears next to nothing: turn its level up, or choose another one."
CLIPPED = "The microphone is overdriven: move away from it, or turn its level down."


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a stretch of sound is, in dBFS between ``FLOOR`` and 0."""

    peak: float
    rms: float


def level(samples: Samples) -> Level:
    """The level of 16-bit ``samples``; ``FLOOR`` of none."""
    if not len(samples):
        return Level(FLOOR, FLOOR)
    sound = samples.astype(np.float64)
    return Level(_dbfs(float(np.abs(sound).max())), _dbfs(math.sqrt(float(np.mean(sound**2)))))


def dbfs(samples: Samples) -> float:
    """How loud ``samples`` are on the whole: their root mean square in dBFS."""
    return level(samples).rms


def meter(dbfs: float, width: int = 20) -> str:
    """A bar of ``width`` characters from ``QUIETEST`` to full scale, read without colour."""
    share = min(1.0, max(0.0, 1.0 - dbfs / QUIETEST))
    filled = round(share * width)
    return "#" * filled + "-" * (width - filled)


class LevelWatch:
    """Hears what a microphone gives and says what is wrong with it, while it is wrong."""

    def __init__(self) -> None:
        self._heard = 0
        self._alive = False
        self._zeros = 0
        self._recent: deque[tuple[int, int]] = deque()

    def hear(self, samples: Samples) -> str | None:
        """One sentence while something is wrong with the sound so far, else None."""
        self._heard += len(samples)
        self._alive = self._alive or level(samples).peak > QUIETEST
        self._count_zeros(samples)
        self._count_clipped(samples)
        return self._silent() or self._clipped()

    def _silent(self) -> str | None:
        if self._zeros >= (_BEFORE_MUTED if self._alive else _BEFORE_SILENT):
            return MUTED
        return QUIET if not self._alive and self._heard >= _BEFORE_SILENT else None

    def _clipped(self) -> str | None:
        heard = sum(length for length, _ in self._recent)
        clipped = sum(count for _, count in self._recent)
        return CLIPPED if clipped > _SHARE * max(heard, _MEMORY // 2) else None

    def _count_zeros(self, samples: Samples) -> None:
        loud = np.flatnonzero(samples)
        self._zeros = len(samples) - 1 - int(loud[-1]) if len(loud) else self._zeros + len(samples)

    def _count_clipped(self, samples: Samples) -> None:
        clipped = np.count_nonzero((samples >= _CLIPPED) | (samples <= -_CLIPPED))
        self._recent.append((len(samples), int(clipped)))
        while sum(length for length, _ in self._recent) - self._recent[0][0] >= _MEMORY:
            self._recent.popleft()


def _dbfs(amplitude: float) -> float:
    return FLOOR if amplitude <= 0 else max(FLOOR, 20 * math.log10(amplitude / _FULL))
