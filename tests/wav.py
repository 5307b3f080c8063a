"""WAV files for tests, written by the standard library alone."""

import wave
from pathlib import Path

from mockint.sound.clip import Clip


def write_wav(path: Path, clip: Clip) -> Path:
    """``clip`` as a 16-bit mono WAV file; returns ``path``."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate)
        file.writeframes(clip.samples.astype("<i2").tobytes())
    return path
