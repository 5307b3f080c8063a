"""Words while they are spoken, from an engine's stream in a thread of its own."""

import queue
import threading

import numpy as np

from mockint.errors import RecognizerError
from mockint.recognizer.engine import Engine, Line
from mockint.sound.clip import RATE, Samples

STEP = RATE // 2
"""Samples the stream takes at once: half a second."""


class LiveWords:
    """Feeds an engine's stream, if it has one. A stream that fails only stops showing words."""

    def __init__(self, engine: Engine) -> None:
        self._lines: tuple[Line, ...] = ()
        self._sound: queue.SimpleQueue[Samples | None] = queue.SimpleQueue()
        self._over = threading.Event()
        self._thread = threading.Thread(
            target=self._run, args=(engine,), name="live words", daemon=True
        )
        self._thread.start()

    def feed(self, samples: Samples) -> None:
        """Further sound; returns at once."""
        self._sound.put(samples)

    def after(self, seconds: float) -> list[str]:
        """The words of the lines spoken for the most part after ``seconds``."""
        lines = [line for line in self._lines if (line.start + line.end) / 2 > seconds]
        return [word for line in lines for word in line.text.split()]

    def close(self) -> None:
        """Stop, and wait for a step that is being heard."""
        self._over.set()
        self._sound.put(None)
        self._thread.join()

    def _run(self, engine: Engine) -> None:
        try:
            stream = engine.live()
            if stream is None:
                return
            try:
                while (step := self._step()) is not None:
                    stream.feed(step)
                    self._lines = tuple(stream.lines)
            finally:
                stream.close()
        except RecognizerError:
            return

    def _step(self) -> Samples | None:
        """At least half a second of sound, or all that waits; None when it is over."""
        parts: list[Samples] = []
        while sum(map(len, parts)) < STEP or not self._sound.empty():
            part = self._sound.get()
            if part is None or self._over.is_set():
                return None
            parts.append(part)
        return np.concatenate(parts)
