"""A file that is said to be sound, through the whole of ``mockint transcribe``."""

from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path

import msgspec
import soundfile

from benchmarks.fuzz.targets import audio
from mockint.bank import load_bank
from mockint.errors import MockintError
from mockint.recognizer import Recognizer, open_engine
from mockint.report.plain import plain
from mockint.sound.soundfiles import blocks
from mockint.voice import open_voice

LONGEST = 131_072
SAID = "I sent the credit memo on Monday."


def seeds() -> Iterable[bytes]:
    """A spoken sentence in some forms, and what holds no speech."""
    voice = open_voice()
    try:
        clip = voice.render(SAID).clip
    finally:
        voice.close()
    for form, subtype in (
        ("WAV", "PCM_16"),
        ("FLAC", "PCM_16"),
        ("OGG", "VORBIS"),
        ("WAV", "ULAW"),
    ):
        sound = BytesIO()
        soundfile.write(sound, clip.samples, clip.rate, subtype, format=form)
        yield sound.getvalue()
    yield from list(audio.seeds())[-5:]


def feed(data: bytes, folder: Path) -> None:
    """Make out its words."""
    (folder / "a.bin").write_bytes(data)
    try:
        heard = _recognizer().transcribe(blocks(folder / "a.bin"))
    except MockintError:
        return
    print(plain(heard.text), len(msgspec.json.encode(heard)))


@cache
def _recognizer() -> Recognizer:
    return Recognizer(open_engine(), load_bank("billing-specialist").terms)
