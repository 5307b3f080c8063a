"""A loudspeaker that knows what has been heard, and can fall silent at once."""

import math
import threading
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import numpy as np

from mockint.errors import DeviceLost
from mockint.sound.clip import Clip
from mockint.sound.devices import portaudio
from mockint.sound.resample import resampled
from mockint.sound.stream import STALLED, Stream

_LATENCY = 0.2
_PADDING = 0.4
"""Seconds of silence after a clip: devices that stop with its last sample swallow its end."""

_AUDIBLE = 32
_PATIENCE = 0.25
_BYTES = 2


class Loudspeaker:
    """The device of that number or with that part of a name; a context manager."""

    def __init__(self, device: int | str | None = None) -> None:
        self._device = device
        self._playing: Playback | None = None

    def play(self, clip: Clip) -> "Playback":
        """Start playing a clip of any rate, in place of what is still being played.

        Returns at once. Raises NoDevice or PortAudioMissing.
        """
        self.close()
        self._playing = Playback(clip, self._device)
        return self._playing

    def close(self) -> None:
        """Fall silent and give the device back."""
        if self._playing:
            self._playing.stop()
            self._playing = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Playback:
    """A clip on its way out of the loudspeaker; all seconds are seconds of the clip."""

    def __init__(self, clip: Clip, device: int | str | None = None) -> None:
        self.clip = clip
        self.error: DeviceLost | None = None
        """Why it ended before its time, if it did."""
        self._sent = 0
        self._stopped_at: float | None = None
        self._over = threading.Event()
        self._stream = Stream(
            "output",
            device,
            clip.rate,
            callback=self._give,
            finished_callback=self._over.set,
            latency=_LATENCY,
        )
        self._sound = self._fitted()
        self._sign = self._stream.now
        self._leaves: tuple[float, int] | None = None
        self._stream.start()

    @property
    def position(self) -> float:
        """Seconds that have been heard."""
        if self._stopped_at is not None:
            return self._stopped_at
        if self._leaves is None:
            return 0.0
        at, sent = self._leaves
        heard = sent / self._second + self._stream.now - at
        return min(max(heard, 0.0), self.clip.seconds)

    @cached_property
    def end(self) -> float:
        """When the last audible sample leaves; a voice often renders silence after it."""
        loud = np.flatnonzero(np.abs(self.clip.samples.astype(np.int32)) > _AUDIBLE)
        return (int(loud[-1]) + 1) / self.clip.rate if len(loud) else 0.0

    @property
    def done(self) -> bool:
        """Whether the last audible sample has left, or nothing more will: stopped or failed."""
        return self._stopped_at is not None or self.position >= self.end or self._failed()

    def wait(self, timeout: float = math.inf) -> bool:
        """Wait until it is done, for ``timeout`` seconds at most; whether it is.

        Raises DeviceLost if the device went while it played.
        """
        until = self._stream.now + timeout
        while not self.done and (left := until - self._stream.now) > 0:
            self._over.wait(min(left, _PATIENCE, max(self.end - self.position, 0.001)))
        if self.error:
            raise self.error
        return self.done

    def stop(self) -> None:
        """Fall silent at once and give the device back; ``position`` stays where it was."""
        if self._stopped_at is None:
            position = self.position
            self._stream.close()
            self._stopped_at = position
            self._over.set()

    @property
    def _second(self) -> int:
        """Bytes of sound in one second."""
        return _BYTES * self._stream.channels * self._stream.rate

    def _fitted(self) -> bytes:
        """The clip as the device takes it, with the silence after it."""
        samples = resampled(self.clip, self._stream.rate).samples
        padded = np.concatenate([samples, np.zeros(int(_PADDING * self._stream.rate), np.int16)])
        return np.repeat(padded, self._stream.channels).tobytes()

    def _give(self, out: Any, frames: int, times: Any, status: Any) -> None:
        """Called by the device's own thread: it must never wait."""
        chunk = self._sound[self._sent : self._sent + len(out)]
        out[: len(chunk)] = chunk
        out[len(chunk) :] = bytes(len(out) - len(chunk))
        self._sign = times.currentTime
        self._leaves = (times.outputBufferDacTime, self._sent)
        self._sent += len(chunk)
        if len(chunk) < len(out):
            raise portaudio().CallbackStop

    def _failed(self) -> bool:
        if self._stopped_at is None and self._sent < len(self._sound):
            silent = self._stream.now - self._sign > STALLED
            if silent or self._over.is_set() or not self._stream.active:
                self.error = DeviceLost(
                    "The loudspeaker has gone while it was speaking: plug it in again,"
                    " or choose another one with `mockint doctor`."
                )
                self.stop()
        return self.error is not None
