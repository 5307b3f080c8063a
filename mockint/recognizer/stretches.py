"""Cutting a recording into stretches a recogniser can take whole, while it is being made.

Where a stretch starts and ends follows from the sound alone, never from when
it came, so that a recording gives the same words whenever it is heard again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mockint.sound.clip import Samples
from mockint.sound.speech import CHUNK, CHUNK_SECONDS

SPEECH = 0.5
"""A chunk this likely is speech."""

EDGE = 0.3
"""A chunk this likely belongs to the speech beside it."""

SILENT_DB = -100.0


class Chunk(NamedTuple):
    """32 ms of sound: how likely it is speech (0 to 1), and its level in dB of full scale."""

    speech: float
    level: float


def levels(samples: Samples) -> list[float]:
    """The level of each whole 32 ms of ``samples``, in dB of full scale."""
    whole = len(samples) // CHUNK * CHUNK
    sound = samples[:whole].astype(np.float32).reshape(-1, CHUNK) / 32768
    power = np.square(sound).mean(axis=1)
    return [float(db) for db in 10 * np.log10(np.maximum(power, 10 ** (SILENT_DB / 10)))]


class Stretch(NamedTuple):
    """``recording[start:end]`` in samples, in which somebody spoke for ``speech`` seconds."""

    start: int
    end: int
    speech: float


@dataclass(frozen=True, slots=True)
class Rules:
    """How stretches are cut. All in seconds."""

    longest: float = 25.0
    """No stretch is longer."""
    shortest: float = 12.0
    """A stretch is not cut earlier, except at a long pause."""
    pause: float = 1.6
    """So long a pause ends a stretch."""
    breath: float = 0.32
    """So long a pause ends one that is not short any more."""
    window: float = 0.16
    """A moment is as quiet as so much sound around it."""
    padding: float = 0.256
    """Kept before the first and after the last speech."""
    least_speech: float = 0.128
    """With less speech nothing was said."""

    @staticmethod
    def chunks(seconds: float) -> int:
        """How many chunks make ``seconds``."""
        return max(1, round(seconds / CHUNK_SECONDS))


class Cutter:
    """Takes a recording chunk by chunk and gives its stretches as soon as they are settled."""

    def __init__(self, rules: Rules | None = None) -> None:
        self._rules = rules or Rules()
        self._piece: list[Chunk] = []
        self._start = 0
        self._quiet = 0
        self._spoken = False

    @property
    def open(self) -> Stretch | None:
        """The last stretch if the recording ended now; None if nothing was said in it."""
        return self._trimmed(self._start, self._piece)

    @property
    def quiet(self) -> int:
        """How many chunks the silence lasts that the sound ends in; 0 while somebody speaks."""
        return self._quiet

    @property
    def oldest(self) -> int:
        """No later stretch starts before this sample."""
        return self._start * CHUNK

    def hear(self, chunks: Iterable[Chunk]) -> list[Stretch]:
        """The stretches settled by further sound."""
        return [stretch for chunk in chunks for stretch in self._hear(chunk)]

    def finish(self) -> list[Stretch]:
        """No sound follows: the last stretch, if something was said in it."""
        last = self._close(len(self._piece))
        return [last] if last else []

    def _hear(self, chunk: Chunk) -> list[Stretch]:
        rules = self._rules
        self._piece.append(chunk)
        edge = chunk.speech >= EDGE
        self._spoken = self._spoken or edge
        self._quiet = 0 if edge else self._quiet + 1
        closed = None
        if not self._spoken:
            self._drop(max(0, len(self._piece) - rules.chunks(rules.padding)))
        elif self._quiet >= rules.chunks(self._enough):
            closed = self._close(len(self._piece) - self._quiet + rules.chunks(rules.padding))
        elif len(self._piece) >= rules.chunks(rules.longest):
            closed = self._close(self._quietest())
        return [closed] if closed else []

    @property
    def _enough(self) -> float:
        """The pause that ends the piece, in seconds."""
        long = len(self._piece) >= self._rules.chunks(self._rules.shortest)
        return self._rules.breath if long else self._rules.pause

    def _quietest(self) -> int:
        """Where in the piece to cut: in the middle of the quietest moment late enough."""
        rules = self._rules
        width = rules.chunks(rules.window) | 1
        first = rules.chunks(rules.shortest)
        loudness = np.array([chunk.level for chunk in self._piece[first - width // 2 :]])
        around = np.convolve(loudness, np.ones(width) / width, "valid")
        return first + int(np.argmin(around))

    def _close(self, at: int) -> Stretch | None:
        """End the piece before its chunk ``at``; what follows starts the next."""
        closed = self._trimmed(self._start, self._piece[:at])
        self._drop(at)
        return closed

    def _drop(self, count: int) -> None:
        del self._piece[:count]
        self._start += count
        self._spoken = any(chunk.speech >= EDGE for chunk in self._piece) if count else self._spoken

    def _trimmed(self, start: int, piece: list[Chunk]) -> Stretch | None:
        """The piece without the silence at both ends, but for some padding."""
        spoken = [at for at, chunk in enumerate(piece) if chunk.speech >= EDGE]
        speech = CHUNK_SECONDS * sum(chunk.speech >= SPEECH for chunk in piece)
        if not spoken or speech < self._rules.least_speech:
            return None
        padding = self._rules.chunks(self._rules.padding)
        first, last = max(0, spoken[0] - padding), min(len(piece), spoken[-1] + 1 + padding)
        return Stretch((start + first) * CHUNK, (start + last) * CHUNK, speech)
