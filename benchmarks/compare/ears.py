"""One engine hears a folder of WAV files, in a process of its own.

    python -m benchmarks.compare.ears ENGINE FOLDER [MODEL]

It is given the sound alone, never the words that were said. The last line it prints is the JSON
of ``Ears``; a fault that a person can mend ends it with that sentence and exit code 1.
"""

import resource
import sys
import time
from collections.abc import Callable
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import msgspec

from benchmarks.voices import read_wave
from mockint.bank import load_bank
from mockint.errors import MockintError
from mockint.recognizer import Engine, Recognizer, open_engine
from mockint.sound.clip import RATE, Samples
from mockint.transcript import Engine as Note
from mockint.transcript import Transcript

BANK = "billing-specialist"
WARM_UP = 3 * RATE
"""Samples heard before the clock starts: what an engine loads at its first words is loading."""


class Took(msgspec.Struct, frozen=True):
    """Seconds by the clock, and of all the process's threads on a processor."""

    clock: float
    cpu: float


class Heard(msgspec.Struct, frozen=True):
    """One recording's words as the engine printed them, and after our repair by sound."""

    printed: str
    mended: str


class Ears(msgspec.Struct, frozen=True):
    """What one engine heard and cost.

    ``whole`` is everything between sound and words; ``around`` the part of it that is ours and
    the same for every engine (detecting speech, repair, the seconds of each word). ``peak`` is
    the most memory of the whole process, in MB.
    """

    model: str
    loading: Took
    whole: Took
    around: Took
    peak: float
    heard: tuple[Heard, ...]


class Remembering:
    """An engine that keeps what it printed for each stretch."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.note = engine.note
        self.printed: dict[bytes, str] = {}

    def recognize(self, samples: Samples) -> str:
        text = self._engine.recognize(samples)
        self.printed[_key(samples)] = text
        return text

    def live(self) -> Callable[[Samples], str] | None:
        return self._engine.live()

    def close(self) -> None:
        self._engine.close()


class Parrot:
    """Prints what another engine printed for the same sound, at no cost."""

    def __init__(self, note: Note, printed: dict[bytes, str]) -> None:
        self.note = note
        self._printed = printed

    def recognize(self, samples: Samples) -> str:
        return self._printed[_key(samples)]

    def live(self) -> None:
        return None

    def close(self) -> None:
        return None


def _key(samples: Samples) -> bytes:
    return blake2b(samples.tobytes(), digest_size=16).digest()


def hear(name: str, folder: Path, model: str | None) -> Ears:
    """Everything in ``folder``, in the order of its names."""
    files = sorted(folder.glob("*.wav"))
    began = _now()
    engine = Remembering(open_engine(name, model))
    recognizer = Recognizer(engine, load_bank(BANK).terms)
    recognizer.transcribe(read_wave(files[0])[:WARM_UP])
    loading = _since(began)
    with closing(recognizer):
        whole, transcripts = _all(recognizer, files)
        peak = _peak()
    with closing(Recognizer(Parrot(engine.note, engine.printed), load_bank(BANK).terms)) as again:
        around, _ = _all(again, files)
    heard = tuple(Heard(printed(each), each.text) for each in transcripts)
    return Ears(f"{engine.note.model} {engine.note.version}", loading, whole, around, peak, heard)


def _all(recognizer: Recognizer, files: list[Path]) -> tuple[Took, list[Transcript]]:
    began = _now()
    transcripts = [recognizer.transcribe(read_wave(file)) for file in files]
    return _since(began), transcripts


def printed(transcript: Transcript) -> str:
    """Its words as they were before the repair by sound."""
    words = [word.text for word in transcript.words]
    for repair in reversed(transcript.repairs):
        words[repair.first : repair.last] = repair.heard.split()
    return " ".join(words)


def _now() -> Took:
    return Took(time.perf_counter(), time.process_time())


def _since(began: Took) -> Took:
    now = _now()
    return Took(now.clock - began.clock, now.cpu - began.cpu)


def _peak() -> float:
    """In MB: the kernel's own high-water mark, which a process does not inherit."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> None:
    """Hear and print."""
    name, folder, *model = sys.argv[1:]
    try:
        ears = hear(name, Path(folder), model[0] if model else None)
    except MockintError as fault:
        sys.exit(str(fault))
    print(msgspec.json.encode(ears).decode())


if __name__ == "__main__":
    main()
