"""A microphone that is open before it is needed, behind a gate.

The stream runs from the moment the microphone is opened; what it gives is dropped
until the gate opens, so that nothing of the first word is lost to a starting device.
"""

import queue
from collections import deque
from types import TracebackType
from typing import Any, Self

import numpy as np

from mockint.errors import DeviceLost
from mockint.sound.clip import BLOCK, RATE, Samples
from mockint.sound.level import Level, level
from mockint.sound.resample import Resampler, floated, quantised
from mockint.sound.stream import STALLED, Stream

_LATENCY = 0.1
_PATIENCE = 0.25
_RECENT = 4
_FIRST_SIGN = 5.0
"""Seconds a device may take to give its first sound: wireless ones change their mode first."""


class Microphone:
    """The device of that number or with that part of a name, opened at once, gate shut.

    Raises NoDevice or PortAudioMissing when made, DeviceLost from ``read`` once the
    device has gone. A context manager; what it gives is 16 kHz mono int16.
    """

    def __init__(self, device: int | str | None = None) -> None:
        self._gate: queue.SimpleQueue[bytes] | None = None
        self._through: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._recent: deque[bytes] = deque(maxlen=_RECENT)
        self._sign = 0.0
        self.overflows = 0
        """How often the machine was too slow and the device dropped sound."""
        self._stream = Stream("input", device, RATE, callback=self._take, latency=_LATENCY)
        self._intake = self._new_intake()
        self._stream.start()
        self._opened = self._stream.now

    def open_gate(self) -> None:
        """Let sound through from this moment on."""
        if self._gate is None:
            self._intake = self._new_intake()
            self._gate = self._through = queue.SimpleQueue()

    def shut_gate(self) -> Samples:
        """Let nothing through any more; what had come and was not read yet is returned."""
        self._gate = None
        while not self._through.empty():
            self._intake.add(self._through.get())
        return self._intake.rest()

    def read(self, timeout: float = 0.5) -> Samples | None:
        """The next ``BLOCK`` samples; None if they did not come within ``timeout`` seconds.

        Raises DeviceLost if the device has gone or says nothing any more.
        """
        until = self._stream.now + timeout
        while (block := self._intake.block()) is None:
            left = until - self._stream.now
            try:
                # In short waits: a device may go while nothing comes.
                self._intake.add(self._through.get(timeout=min(max(left, 0.0), _PATIENCE)))
            except queue.Empty:
                self._look_after()
                if left <= 0:
                    return None
        return block

    @property
    def level(self) -> Level:
        """How loud the last tenth of a second was, gate open or shut."""
        sound = b"".join(list(self._recent))
        return level(_mono(sound, self._intake.channels))

    @property
    def stalled_for(self) -> float:
        """Seconds since the device last gave a sign of life."""
        return max(0.0, self._stream.now - (self._sign or self._opened))

    def close(self) -> None:
        """Give the device back."""
        self._gate = None
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _take(self, sound: Any, frames: int, times: Any, status: Any) -> None:
        """Called by the device's own thread: it must never wait, so it only copies."""
        chunk = bytes(sound)
        self._sign = times.currentTime
        self._recent.append(chunk)
        self.overflows += bool(status.input_overflow)
        gate = self._gate
        if gate is not None:
            gate.put(chunk)

    def _look_after(self) -> None:
        patience = STALLED if self._sign else _FIRST_SIGN
        if not self._stream.active or self.stalled_for > patience:
            raise DeviceLost(
                "The microphone has stopped giving sound: plug it in again,"
                " or choose another one with `mockint doctor`."
            )

    def _new_intake(self) -> "_Intake":
        return _Intake(self._stream.rate, self._stream.channels)


class _Intake:
    """Cuts what a device gives, at its own rate and channels, into blocks."""

    def __init__(self, rate: int, channels: int) -> None:
        self.channels = channels
        self._resampler = None if rate == RATE else Resampler(rate)
        self._left: Samples = np.zeros(0, np.int16)

    def add(self, chunk: bytes) -> None:
        """Take in one chunk of the device."""
        samples = _mono(chunk, self.channels)
        if self._resampler:
            samples = quantised(self._resampler.feed(floated(samples)))
        self._left = np.concatenate([self._left, samples])

    def block(self) -> Samples | None:
        """The next whole block, if there is one."""
        if len(self._left) < BLOCK:
            return None
        block, self._left = self._left[:BLOCK], self._left[BLOCK:]
        return block

    def rest(self) -> Samples:
        """All that is left, once the sound is over."""
        rest = self._left
        if self._resampler:
            rest = np.concatenate([rest, quantised(self._resampler.finish())])
        self._left, self._resampler = np.zeros(0, np.int16), None
        return rest


def _mono(chunk: bytes, channels: int) -> Samples:
    samples: Samples = np.frombuffer(chunk, np.int16)
    if channels > 1:
        samples = samples.reshape(-1, channels).mean(axis=1).astype(np.int16)
    return samples
