"""A file that is said to be sound, as far as the recogniser and the recorder would read it."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import numpy as np
import soundfile

from mockint.commands.marking import is_recording, is_sound
from mockint.errors import MockintError
from mockint.sound import wavheader
from mockint.sound.peaks import peaks
from mockint.sound.recorder import salvage
from mockint.sound.soundfiles import blocks, duration

FORMS = (
    *(("WAV", form) for form in ("PCM_16", "PCM_24", "PCM_U8", "FLOAT", "ULAW", "IMA_ADPCM")),
    *(("WAV", "GSM610"), ("FLAC", "PCM_16"), ("FLAC", "PCM_24"), ("OGG", "VORBIS")),
    *(("OGG", "OPUS"), ("MP3", "MPEG_LAYER_III"), ("AIFF", "PCM_16"), ("CAF", "ALAC_16")),
    *(("AU", "G721_32"), ("W64", "PCM_16"), ("RF64", "PCM_16"), ("WAVEX", "PCM_16")),
)
"""Kinds of file and ways of writing samples, one seed each."""
LONGEST = 8_192
SAMPLES = 1_600


def seeds() -> Iterable[bytes]:
    """A tenth of a second in each form, mono and stereo, and what a killed recorder leaves."""
    at = np.arange(SAMPLES)
    tone = np.sin(at / 9.0) * np.linspace(0.1, 0.6, SAMPLES)
    for form, subtype in FORMS:
        rate = 8_000 if subtype in ("GSM610", "G721_32") else 48_000
        channels = 1 if subtype in ("GSM610", "G721_32", "IMA_ADPCM") else 2
        sound = BytesIO()
        soundfile.write(sound, np.stack([tone] * channels, axis=1), rate, subtype, format=form)
        yield sound.getvalue()
    samples = (tone * 20_000).astype("<i2").tobytes()
    yield from (wavheader.header(0) + samples, wavheader.header(len(samples)) + samples)
    yield from (wavheader.header(0), b"RIFF\0\0\0\0WAVEfmt ", b"")


def feed(data: bytes, folder: Path) -> None:
    """Read it as an answer is read, draw it as a page does, and save it as a resume does."""
    is_sound(data[:16])
    wavheader.mended(data[:65_536])
    for name in ("a.bin", "01-answer.wav"):
        (folder / name).write_bytes(data)
    for read in (is_recording, _heard, _drawn, duration, _saved):
        try:
            read(folder / ("01-answer.wav" if read is _saved else "a.bin"))
        except MockintError:
            continue


def _heard(path: Path) -> None:
    for _ in blocks(path):
        pass


def _drawn(path: Path) -> None:
    peaks(blocks(path))


def _saved(path: Path) -> None:
    saved = salvage(path)
    if saved is not None:
        saved.unlink()
