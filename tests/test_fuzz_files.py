"""Sessions, transcripts and sound of every kind of damage: read, or refused in one sentence.

``python -m benchmarks.fuzz`` feeds the same targets by the hundred thousand.
"""

import json
import subprocess
import sys
from collections import deque
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.target import load
from benchmarks.fuzz.watch import Watch
from mockint.errors import RecordingError
from mockint.sound import soundfiles
from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import blocks, write_flac
from tests.test_fuzz import like

INPUTS = {"audio": 250, "heard": 40, "lines": 150, "session": 120, "transcript": 30}
"""How many are fed to each target of the fuzzer, of either kind."""


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one; a watch goes into another one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", INPUTS)
def test_what_is_much_like_a_right_file_is_read_or_refused(name: str, watched: Path) -> None:
    target = load(name)
    watch = Watch(target, watched)

    @settings(max_examples=INPUTS[name], deadline=None, suppress_health_check=list(HealthCheck))
    @given(seed=st.integers(0, 2**32), times=st.integers(1, 5))
    def feed(seed: int, times: int) -> None:
        data = like(target, seed, times)
        outcome = watch.feed(data)
        assert not outcome.fault, (data, outcome.trace)

    feed()


@pytest.mark.parametrize("name", INPUTS)
def test_what_may_be_anything_is_read_or_refused(name: str, watched: Path) -> None:
    watch = Watch(load(name), watched)

    @settings(max_examples=INPUTS[name], deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.binary(max_size=300))
    def feed(data: bytes) -> None:
        outcome = watch.feed(data)
        assert not outcome.fault, (data, outcome.trace)

    feed()


@pytest.mark.parametrize("name", INPUTS)
def test_every_seed_is_fed_without_a_fault(name: str, watched: Path) -> None:
    target = load(name)
    watch = Watch(target, watched)
    assert {watch.feed(data).fault for data in target.seeds} == {""}


def mockint(*words: object) -> subprocess.CompletedProcess[str]:
    """One command."""
    told = [sys.executable, "-m", "mockint", *map(str, words)]
    return subprocess.run(told, capture_output=True, text=True, timeout=120)


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
