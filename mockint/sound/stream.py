"""One open stream of a microphone or a loudspeaker, safe to ask after it was closed."""

import contextlib
import threading
from typing import Any

from mockint.errors import NoDevice
from mockint.sound.devices import Direction, find, portaudio, refused
from mockint.sound.hush import hushed

STALLED = 1.5
"""Seconds without a sign of life after which an open device counts as lost."""


class Stream:
    """16-bit frames at ``rate`` if the device has it, else at its own; made but not started.

    ``rate`` and ``channels`` tell what became of it. Raises NoDevice or PortAudioMissing.
    """

    def __init__(
        self, direction: Direction, wanted: int | str | None, rate: int, **settings: Any
    ) -> None:
        self._fault = portaudio().PortAudioError
        self._device = find(direction, wanted)
        self._direction: Direction = direction
        self._lock = threading.Lock()
        self._now = 0.0
        self._closed = self._mute = False
        self._stream = self._opened(rate, settings)
        self.rate = int(self._stream.samplerate)
        self.channels = int(self._stream.channels)

    @property
    def now(self) -> float:
        """Seconds on the device's own clock; it stands still once the device is closed or gone."""
        with self._lock:
            self._look()
            return self._now

    @property
    def active(self) -> bool:
        """Whether the device still takes or gives sound."""
        with self._lock:
            self._look()
            return not (self._closed or self._mute) and bool(self._stream.active)

    def start(self) -> None:
        """Set it going; raises NoDevice."""
        try:
            with hushed():
                self._stream.start()
        except self._fault as fault:
            self.close()
            raise NoDevice(refused(self._direction, self._device.name)) from fault

    def close(self) -> None:
        """Fall silent at once and give the device back."""
        with self._lock:
            if self._closed:
                return
            self._look()
            self._closed = True
            with contextlib.suppress(self._fault):
                self._stream.abort()
            with contextlib.suppress(self._fault):
                self._stream.close()

    def _look(self) -> None:
        """Read the clock while there is one: a device that has gone may not tell any more."""
        if not self._closed:
            try:
                self._now = float(self._stream.time)
            except self._fault:
                self._mute = True

    def _opened(self, rate: int, settings: dict[str, Any]) -> Any:
        refusal: Exception | None = None
        for channels in (1, 2):
            for asked in dict.fromkeys((rate, self._device.rate)):
                try:
                    with hushed():
                        return self._made(asked, channels, settings)
                except self._fault as fault:
                    refusal = fault
        raise NoDevice(refused(self._direction, self._device.name)) from refusal

    def _made(self, rate: int, channels: int, settings: dict[str, Any]) -> Any:
        sounddevice = portaudio()
        listens = self._direction == "input"
        kind = sounddevice.RawInputStream if listens else sounddevice.RawOutputStream
        return kind(
            samplerate=rate,
            channels=channels,
            device=self._device.index,
            dtype="int16",
            blocksize=0,
            **settings,
        )
