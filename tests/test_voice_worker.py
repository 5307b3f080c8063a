"""The process in which a voice lives, asked as its parent asks it, and let go in good order."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import msgspec
import numpy as np
import pytest

from mockint.voice.messages import Reply, Request

PLAIN = "How many invoices were open?"
LONG = "Tell me about an invoice that nobody had paid. What did you do first, and what came of it?"


def answered(folder: Path, *texts: str | None, voice: str = "en-gb") -> list[tuple[Reply, bytes]]:
    """What the process replies to these requests, each with its sound; then it has ended."""
    requests = b"".join(msgspec.json.encode(Request(text)) + b"\n" for text in texts)
    command = [sys.executable, "-P", "-m", "mockint.voice.worker", "system", voice, "165"]
    done = subprocess.run([*command, str(folder)], input=requests, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return list(_replies(BytesIO(done.stdout), len(texts)))


def _replies(stream: BytesIO, count: int) -> "list[tuple[Reply, bytes]]":
    found = []
    for _ in range(count):
        reply = msgspec.json.decode(stream.readline(), type=Reply)
        found.append((reply, stream.read(reply.size)))
    assert not stream.read()
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    scratch = tmp_path / "voice"
    scratch.mkdir()
    return scratch


def test_each_text_comes_back_as_sound_with_its_words_in_time(folder: Path) -> None:
    for reply, sound in answered(folder, PLAIN, LONG):
        assert reply.fault is None
        samples = np.frombuffer(sound, "<i2")
        assert np.abs(samples).max() > 1000
        starts = [start for _, start in reply.words]
        assert starts == sorted(starts)
        assert starts[-1] < len(samples) / reply.rate


def test_a_longer_text_lasts_longer_and_says_every_word(folder: Path) -> None:
    (short, brief), (long, sound) = answered(folder, PLAIN, LONG)
    assert len(sound) > 2 * len(brief)
    assert [word for word, _ in short.words] == ["How", "many", "invoices", "were", "open?"]
    assert len(long.words) == len(LONG.split())


def test_the_list_of_voices_holds_english_ones_alone(folder: Path) -> None:
    ((reply, sound),) = answered(folder, None)
    assert not sound
    assert {"en-gb", "en-us"} <= {voice.name for voice in reply.voices}
    assert all(voice.name.startswith("en") for voice in reply.voices)


def test_its_scratch_files_go_with_it(folder: Path) -> None:
    answered(folder, PLAIN)
    assert not folder.exists()
