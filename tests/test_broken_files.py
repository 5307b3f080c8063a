"""Sound and journals that once broke something: each is read, or refused in one sentence."""

import json
from collections import deque
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockint.errors import RecordingError
from mockint.sound import soundfiles
from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import blocks, write_flac
from tests.test_bad_input import mockint


@pytest.mark.parametrize("values", [(np.inf, -np.inf), (3e38, 3e38)])
def test_samples_that_add_up_to_no_number_are_refused_in_one_sentence(
    values: tuple[float, float], tmp_path: Path
) -> None:
    sound = np.tile(np.array(values, np.float32), (RATE, 1))
    soundfile.write(tmp_path / "a.wav", sound, RATE, subtype="FLOAT")
    done = mockint("transcribe", tmp_path / "a.wav")
    assert done.stderr.startswith("mockint: a.wav holds samples that are no numbers")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr


def test_a_small_file_of_endless_silence_is_not_heard_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_flac(tmp_path / "a.flac", Clip(np.zeros(90 * RATE, np.int16)))
    assert (tmp_path / "a.flac").stat().st_size < 10_000
    monkeypatch.setattr(soundfiles, "MOST", 60)
    heard = blocks(tmp_path / "a.flac")
    assert len(next(heard))
    with pytest.raises(RecordingError, match=r"^a\.flac is longer than"):
        deque(heard, maxlen=0)


@pytest.mark.parametrize("channels", [6, 255, 1024])
def test_many_channels_are_heard_as_one(channels: int, tmp_path: Path) -> None:
    sound = BytesIO()
    soundfile.write(sound, np.full((RATE // 4, channels), 0.25), RATE, "PCM_16", format="WAV")
    (tmp_path / "a.wav").write_bytes(sound.getvalue())
    samples = np.concatenate(list(blocks(tmp_path / "a.wav")))
    assert len(samples) == RATE // 4
    assert set(samples.tolist()) == {8192}


def marked_before(folder: Path, line: str) -> Path:
    """The table of a run that marked one answer, whose journal now keeps that ``line`` of it."""
    table = folder / "marks.csv"
    (folder / "a.txt").write_text("I reconciled 12 invoices.")
    assert mockint("score", folder, "--jobs", 1, "-o", table).returncode == 0
    journal = table.with_name("marks.csv.journal")
    head, entry = journal.read_text().splitlines()
    journal.write_text(f"{head}\n{json.dumps({**json.loads(entry), 'line': line})}\n")
    return table


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"id": 1}', '{"text": "x"'])
def test_a_result_that_is_none_is_made_again(line: str, tmp_path: Path) -> None:
    table = marked_before(tmp_path, line)
    before = table.read_bytes()
    done = mockint("score", tmp_path, "--jobs", 1, "-o", table)
    assert (done.returncode, done.stderr) == (0, "")
    assert table.read_bytes() == before


def test_a_result_of_another_shape_is_one_sentence(tmp_path: Path) -> None:
    table = marked_before(tmp_path, '{"text": "x", "rubric": "4"}')
    done = mockint("score", tmp_path, "--jobs", 1, "-o", table)
    assert done.returncode == 1
    assert "mockint: What is kept of" in done.stderr
    assert "mark everything again with --anew" in done.stderr
    assert mockint("score", tmp_path, "--jobs", 1, "--anew", "-o", table).returncode == 0
