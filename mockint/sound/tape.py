"""Sound from any place on, at any speed: nothing is done to a whole recording.

A ``Tape`` is read while it is played, and a ``Reel`` stretches it a second at a time, a few
seconds ahead of what is heard.
"""

import math
from collections import deque
from pathlib import Path
from threading import Event, Thread
from typing import Any

import numpy as np

from mockint.errors import DeviceLost, MockintError, RecordingError, SoundError
from mockint.sound.clip import RATE, Samples
from mockint.sound.resample import Floats, Resampler, quantised
from mockint.sound.soundfiles import LONGEST, blocks, duration
from mockint.sound.stream import STALLED, Stream
from mockint.sound.stretch import Stretch

AHEAD = 3.0
"""Seconds of sound made ready at most before they are heard."""

_LOST = (
    "The loudspeaker has gone while it was speaking: plug it in again,"
    " or choose another one with `mockint doctor`."
)
_LATENCY = 0.2
_PADDING = 0.15
"""Seconds of silence after the end: devices that stop with its last sample swallow it."""
_PATIENCE = 0.02
_BYTES = 2
_CHUNK = 8_192


class Tape:
    """The sound of a file, read while it is played by ``device``, a number or part of a name.

    ``seconds`` is its length as far as is known; ``error`` tells why it ends before its time.
    Raises RecordingError if it is no sound or longer than ``LONGEST``.
    """

    def __init__(self, path: Path, device: int | str | None = None) -> None:
        self.seconds = duration(path)
        self.error: MockintError | None = None
        if self.seconds > LONGEST:
            raise RecordingError(
                f"{path.name} is longer than {LONGEST // 3600} hours: cut it into single answers."
            )
        self._device = device
        self._reel: Reel | None = None
        self._read = bytearray()
        self._whole = self._closed = False
        Thread(target=self._fill, args=(path,), daemon=True).start()

    def play(self, second: float, speed: float) -> "Reel":
        """Start playing at ``second``, in place of what is still being played of it.

        Returns at once. Raises NoDevice or PortAudioMissing, or as ``Stretch``.
        """
        self._fall_silent()
        self._reel = Reel(self, second, speed, self._device)
        return self._reel

    def piece(self, first: int, last: int) -> Samples | None:
        """Samples ``[first, last)`` at ``RATE``, fewer where it ends; None if not read yet."""
        if not self._whole and len(self._read) < last * _BYTES:
            return None
        return np.frombuffer(self._read[first * _BYTES : last * _BYTES], np.int16)

    def close(self) -> None:
        """Fall silent, give the device back and read no further."""
        self._closed = True
        self._fall_silent()

    def _fall_silent(self) -> None:
        if self._reel is not None:
            self._reel.stop()
            self._reel = None

    def _fill(self, path: Path) -> None:
        try:
            for block in blocks(path):
                self._read += block.tobytes()
                if self._closed or len(self._read) > LONGEST * RATE * _BYTES:
                    break
        except MockintError as error:
            self.error = error
        finally:
            if not self._closed:
                self.seconds = len(self._read) / _BYTES / RATE
            self._whole = True


class Reel:
    """A tape on its way out of the loudspeaker; all seconds are seconds of the tape."""

    def __init__(self, tape: Tape, second: float, speed: float, device: int | str | None) -> None:
        self.error: MockintError | None = None
        """Why it ended before its time, if it did."""
        self._tape, self._second, self._speed = tape, second, speed
        # The thread alone holds it, so that it is gone when the program ends.
        self._thread = Thread(target=self._prepare, args=(Stretch(speed, second),), daemon=True)
        self._ready: deque[bytes] = deque()
        self._left = b""
        self._made = self._sent = 0
        self._all_made = False
        self._leaves = (math.inf, 0)
        self._stopped_at: float | None = None
        self._begun, self._stopped = Event(), Event()
        self._stream = Stream("output", device, RATE, callback=self._give, latency=_LATENCY)
        self._sign = self._stream.now
        self._thread.start()
        # A stream that begins empty takes in its own latency's worth of silence first.
        self._begun.wait(_PATIENCE * 5)
        try:
            self._stream.start()
        except SoundError:
            self._stopped.set()
            raise

    @property
    def position(self) -> float:
        """The second of the tape that is heard."""
        if self._stopped_at is not None:
            return self._stopped_at
        heard = min(max(self._passed, 0.0), self._sent / self._second_of_bytes)
        return self._second + heard * self._speed

    @property
    def done(self) -> bool:
        """Whether the last of it has been heard, or nothing more will: stopped or failed."""
        if self._stopped_at is None:
            silent = self._stream.now - self._sign > STALLED
            if silent or not self._stream.active:
                self.error = DeviceLost(_LOST)
                self.stop()
            elif self._all_made and self._passed > self._made / self._second_of_bytes + _PADDING:
                self.error = self._tape.error
                self.stop()
        return self._stopped_at is not None

    def stop(self) -> None:
        """Fall silent at once and give the device back; ``position`` stays where it was."""
        if self._stopped_at is None:
            position = self.position
            self._stream.close()
            self._stopped_at = position
            self._stopped.set()
            if self._thread.is_alive():
                self._thread.join()

    @property
    def _second_of_bytes(self) -> int:
        return _BYTES * self._stream.channels * self._stream.rate

    @property
    def _passed(self) -> float:
        """Seconds since its first sample left the loudspeaker; they go on behind its last."""
        at, sent = self._leaves
        return sent / self._second_of_bytes + self._stream.now - at

    def _prepare(self, stretch: Stretch) -> None:
        """Make ready what will be heard, ``AHEAD`` seconds of it at most."""
        resampler = Resampler(RATE, self._stream.rate)
        while not self._stopped.is_set():
            samples = None
            if self._made - self._sent < AHEAD * self._second_of_bytes:
                samples = self._tape.piece(*stretch.wanted)
            if samples is None:
                self._stopped.wait(_PATIENCE)
            elif (piece := stretch.feed(samples)) is not None:
                self._lay_ready(resampler.feed(piece))
            else:
                self._lay_ready(resampler.finish())
                self._all_made = True
                return

    def _lay_ready(self, floats: Floats) -> None:
        sound = np.repeat(quantised(floats), self._stream.channels).tobytes()
        self._made += len(sound)
        self._ready.extend(sound[at : at + _CHUNK] for at in range(0, len(sound), _CHUNK))
        self._begun.set()

    def _give(self, out: Any, frames: int, times: Any, status: Any) -> None:
        """Called by the device's own thread: it must never wait."""
        self._sign = times.currentTime
        while len(self._left) < len(out) and self._ready:
            self._left += self._ready.popleft()
        chunk, self._left = self._left[: len(out)], self._left[len(out) :]
        out[: len(chunk)] = chunk
        out[len(chunk) :] = bytes(len(out) - len(chunk))
        if chunk:
            self._leaves = (times.outputBufferDacTime, self._sent)
            self._sent += len(chunk)
