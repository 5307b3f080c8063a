"""Words of a recording while it is being made: most are settled before it ends."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from mockint.bank import Term
from mockint.errors import RecognizerError
from mockint.recognizer.engine import Engine
from mockint.recognizer.fillers import with_fillers
from mockint.recognizer.live import LiveWords
from mockint.recognizer.scribe import Heard, Scribe, joined
from mockint.recognizer.stretches import Chunk, Cutter, Stretch, levels
from mockint.sound.clip import BLOCK, RATE, Samples
from mockint.sound.speech import CHUNK, Speaking, SpeechDetector
from mockint.transcript import Transcript

AHEAD = 9
"""After so many chunks without speech (288 ms) the open stretch is written down in advance."""

WAITING = 3
"""So many stretches may wait while a recording is read faster than it is understood."""


class PartlyHeard(RecognizerError):
    """The engine failed on part of a recording; ``transcript`` holds the rest."""

    def __init__(self, message: str, transcript: Transcript) -> None:
        super().__init__(message)
        self.transcript = transcript


class _Task(NamedTuple):
    stretch: Stretch
    heard: Future[Heard]


class Recognizer:
    """An engine that listens for ``terms``; several recordings one after another."""

    def __init__(self, engine: Engine, terms: Sequence[Term] = ()) -> None:
        self._engine = engine
        self._scribe = Scribe(engine, terms)
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="recogniser")
        self._live_desk = ThreadPoolExecutor(1, thread_name_prefix="live words")

    def listen(self, live: bool = True) -> "Hearing":
        """Hear a new recording from its start; with ``live`` also words while they are spoken."""
        return Hearing(self._engine, self._scribe, self._desk, self._live_desk, live)

    def transcribe(self, sound: Samples | Iterable[Samples]) -> Transcript:
        """The words of a whole recording: 16 kHz samples, or blocks of them however long.

        Raises:
            RecognizerError: the engine failed; ``PartlyHeard`` where some words are known.
        """
        blocks = _blocks(sound) if isinstance(sound, np.ndarray) else sound
        hearing = self.listen(live=False)
        try:
            for block in blocks:
                hearing.feed(block)
                hearing.catch_up()
            return hearing.finish()
        finally:
            hearing.close()

    def close(self) -> None:
        """Give back the engine; what waits to be recognised is dropped."""
        self._live_desk.shutdown(wait=True, cancel_futures=True)
        self._desk.shutdown(wait=True, cancel_futures=True)
        self._engine.close()


def _never() -> bool:
    return False


def _blocks(samples: Samples) -> Iterable[Samples]:
    return (samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK))


class Hearing:
    """Hears one recording. ``feed`` returns at once; the words are made in other threads."""

    def __init__(
        self,
        engine: Engine,
        scribe: Scribe,
        desk: ThreadPoolExecutor,
        live_desk: ThreadPoolExecutor,
        live: bool,
    ) -> None:
        self._note = engine.note
        self._scribe = scribe
        self._desk = desk
        self._detector = SpeechDetector()
        self._speaking = Speaking()
        self._cutter = Cutter()
        self._sound: Samples = np.empty(0, np.int16)
        self._sound_start = 0
        self._fed = 0
        self._settled: list[_Task] = []
        self._ahead: _Task | None = None
        self._in_advance = live
        quick = engine.live()
        busy = self._busy if live else _never
        self._live = LiveWords(quick, live_desk, busy, partial=live) if quick else None

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks now."""
        return self._speaking.now

    @property
    def seconds(self) -> float:
        """The length of the sound heard so far."""
        return self._fed / RATE

    @property
    def last_speech(self) -> float | None:
        """The end of the latest speech, in seconds; None before the first."""
        return self._speaking.last

    @property
    def live_words(self) -> str:
        """The words so far: settled ones, then those of the engine's stream, which may change."""
        settled: list[str] = []
        until = 0.0
        for task in self._settled:
            if not task.heard.done() or task.heard.cancelled() or task.heard.exception():
                break
            settled.extend(word.text for word in task.heard.result().words)
            until = task.stretch.end / RATE
        return " ".join(settled + (self._live.after(until) if self._live else []))

    def feed(self, block: Samples) -> None:
        """Hear further sound of any length."""
        heard = self._fed // CHUNK * CHUNK
        self._fed += len(block)
        self._sound = np.concatenate((self._sound, block))
        fresh = self._sound[heard - self._sound_start :]
        fresh = fresh[: len(fresh) // CHUNK * CHUNK]
        chunks = list(map(Chunk, self._detector.hear(block), levels(fresh)))
        self._speaking.hear(chunk.speech for chunk in chunks)
        if self._live:
            self._live.feed(fresh, chunks)
        for chunk in chunks:
            self._hear(chunk)
        self._forget()

    def _hear(self, chunk: Chunk) -> None:
        for stretch in self._cutter.hear([chunk]):
            self._settle(stretch)
        if self._in_advance and self._cutter.quiet >= AHEAD and not self._busy():
            self._write_ahead()

    def _settle(self, stretch: Stretch) -> None:
        if self._ahead and self._ahead.stretch == stretch:
            self._settled.append(self._ahead)
        else:
            self._settled.append(self._task(stretch))
        self._ahead = None

    def _busy(self) -> bool:
        """Whether a stretch is being written down or waits for it."""
        last = self._ahead or (self._settled[-1] if self._settled else None)
        return last is not None and not last.heard.done()

    def _write_ahead(self) -> None:
        stretch = self._cutter.open
        if stretch and not (self._ahead and self._ahead.stretch == stretch):
            self._ahead = self._task(stretch)

    def _task(self, stretch: Stretch) -> _Task:
        sound = self._sound[stretch.start - self._sound_start : stretch.end - self._sound_start]
        start = stretch.start / RATE
        return _Task(
            stretch, self._desk.submit(self._scribe.write, sound.copy(), start, stretch.speech)
        )

    def _forget(self) -> None:
        """Let go of sound that no later stretch can hold."""
        done = min(self._cutter.oldest, self._fed // CHUNK * CHUNK) - self._sound_start
        self._sound, self._sound_start = self._sound[done:], self._sound_start + done

    def catch_up(self) -> None:
        """Wait until few stretches are waiting, so that a long recording takes little memory."""
        if len(self._settled) > WAITING:
            task = self._settled[-1 - WAITING]
            task.heard.exception()
        if self._live:
            self._live.catch_up()

    def finish(self) -> Transcript:
        """No sound follows: every word. Waits for the stretches not yet written down.

        Raises:
            RecognizerError: the engine failed; ``PartlyHeard`` where some words are known.
        """
        for stretch in self._cutter.finish():
            self._settle(stretch)
        faults = [fault for task in self._settled if (fault := task.heard.exception())]
        known = [task.heard.result() for task in self._settled if not task.heard.exception()]
        lines = self._live.finish() if self._live else []
        transcript = self._transcript(with_fillers(joined(known), lines))
        for fault in faults:
            if not isinstance(fault, RecognizerError):
                raise fault
            raise PartlyHeard(str(fault), transcript) from fault
        return transcript

    def _transcript(self, heard: Heard) -> Transcript:
        return Transcript(
            words=heard.words,
            seconds=self.seconds,
            engine=self._note,
            repairs=heard.repairs,
            speech=self._speaking.intervals,
            unsure=heard.unsure,
        )

    def close(self) -> None:
        """Drop what is still being made; after ``finish`` there is nothing to drop."""
        for task in [*self._settled, *([self._ahead] if self._ahead else [])]:
            task.heard.cancel()
        if self._live:
            self._live.stop()
