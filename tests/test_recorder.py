import os
import random
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mockint.errors import DiskError, RecordingError
from mockint.sound.clip import BLOCK, RATE, Clip, Samples
from mockint.sound.recorder import Recorder, salvage
from mockint.sound.soundfiles import duration, read
from tests.measured import Measured
from tests.wav import write_wav

KILLS = 10

# Says after each block how many samples it has written, as fast as the disk takes them.
RECORDING_CHILD = """
import sys
import numpy as np
from mockint.sound.clip import BLOCK
from mockint.sound.recorder import Recorder
recorder = Recorder(sys.argv[1])
sound = np.arange(BLOCK, dtype=np.int16)
for written in range(BLOCK, 10**9, BLOCK):
    recorder.write(sound)
    print(written, flush=True)
"""

# Writes until the disk is full; says what it had written and the sentence.
FILLING_CHILD = """
import resource, sys
import numpy as np
from mockint.errors import DiskError
from mockint.sound.clip import BLOCK
from mockint.sound.recorder import Recorder
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
recorder = Recorder(sys.argv[1])
random = np.random.default_rng(1)
try:
    while True:
        recorder.write(random.integers(-9000, 9000, BLOCK).astype(np.int16))
except DiskError as error:
    print(int(recorder.seconds * 16000), error)
try:
    recorder.write(np.zeros(BLOCK, np.int16))
except DiskError:
    print("again")
try:
    print(recorder.close())
except DiskError as error:
    print("kept", error)
"""


def noise(samples: int) -> Samples:
    return np.random.default_rng(samples).integers(-9000, 9000, samples).astype(np.int16)


def record(path: Path, sound: Samples) -> Recorder:
    recorder = Recorder(path)
    for start in range(0, len(sound), BLOCK):
        recorder.write(sound[start : start + BLOCK])
    return recorder


def python(code: str, *words: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_closed_recording_is_a_flac_file_with_every_sample(tmp_path: Path) -> None:
    sound = noise(3 * RATE + 77)
    path = record(tmp_path / "01-answer", sound).close()
    assert path == tmp_path / "01-answer.flac"
    assert np.array_equal(read(path).samples, sound)
    assert list(tmp_path.iterdir()) == [path]


def test_an_abandoned_recording_is_a_wav_file_that_anything_reads(tmp_path: Path) -> None:
    sound = noise(RATE)
    recorder = record(tmp_path / "01-answer.wav", sound)
    assert recorder.seconds == 1.0
    with wave.open(str(recorder.abandon()), "rb") as file:
        assert file.getparams()[:4] == (1, 2, RATE, RATE)
        assert np.array_equal(np.frombuffer(file.readframes(RATE), "<i2"), sound)


def test_the_file_can_be_read_while_it_is_recorded(tmp_path: Path) -> None:
    sound = noise(BLOCK)
    recorder = Recorder(tmp_path / "01-answer")
    for count in range(1, 4):
        recorder.write(sound)
        assert len(read(recorder.path).samples) == count * BLOCK
    recorder.abandon()


def test_a_recording_of_nothing_leaves_nothing(tmp_path: Path) -> None:
    assert Recorder(tmp_path / "01-answer").close() is None
    assert not list(tmp_path.iterdir())


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    record(tmp_path / "01-answer", noise(BLOCK)).abandon()
    with pytest.raises(DiskError, match="File exists"):
        Recorder(tmp_path / "01-answer")
    salvage(tmp_path / "01-answer.wav")
    with pytest.raises(DiskError, match="there is a recording of that name"):
        Recorder(tmp_path / "01-answer")
    assert len(read(tmp_path / "01-answer.flac").samples) == BLOCK


def test_killed_at_any_moment_it_loses_less_than_a_second(
    tmp_path: Path, measured: Measured
) -> None:
    rng, lost = random.Random(1), []
    for attempt in range(KILLS):
        path = tmp_path / f"{attempt:02}-answer.wav"
        child = python(RECORDING_CHILD, path)
        assert child.stdout
        child.stdout.readline()
        time.sleep(rng.uniform(0.0, 0.3))
        child.send_signal(signal.SIGKILL)
        # The last line may have been cut by the kill.
        whole = [line for line in child.stdout.read().splitlines(keepends=True) if "\n" in line]
        child.wait()
        written = int(whole[-1]) if whole else BLOCK
        flac = salvage(path)
        assert flac
        sound = read(flac).samples
        lost.append(written - len(sound))
        assert np.array_equal(sound[:BLOCK], np.arange(BLOCK))
    assert max(lost) < RATE
    measured(f"{KILLS} recordings killed: at most {max(0, *lost) / RATE:.3f} s lost of any")


@pytest.mark.parametrize("header", [b"", bytes(8), b"\xff" * 8])
def test_salvage_believes_the_file_and_not_its_header(tmp_path: Path, header: bytes) -> None:
    sound = noise(RATE)
    path = record(tmp_path / "01-answer", sound).abandon()
    with path.open("r+b") as file:
        file.seek(4)
        file.write(header[:4])
        file.seek(40)
        file.write(header[4:])
        file.seek(0, os.SEEK_END)
        file.write(b"\x07")
    flac = salvage(path)
    assert flac == tmp_path / "01-answer.flac"
    assert np.array_equal(read(flac).samples, sound)
    assert not path.exists()


def test_salvage_leaves_a_whole_recording_alone(tmp_path: Path) -> None:
    flac = record(tmp_path / "01-answer", noise(RATE)).close()
    assert flac
    before = flac.read_bytes()
    with pytest.raises(RecordingError, match="whole already"):
        salvage(flac)
    assert flac.read_bytes() == before


def test_salvage_after_a_kill_between_its_own_steps_goes_on(tmp_path: Path) -> None:
    sound = noise(RATE)
    path = record(tmp_path / "01-answer", sound).abandon()
    (tmp_path / ".01-answer.flac.part").write_bytes(b"fLaC half")
    (tmp_path / "01-answer.flac").write_bytes(b"fLaC old")
    flac = salvage(path)
    assert flac
    assert np.array_equal(read(flac).samples, sound)
    assert list(tmp_path.iterdir()) == [flac]


def test_salvage_of_a_file_from_elsewhere(tmp_path: Path) -> None:
    sound = noise(RATE)
    flac = salvage(write_wav(tmp_path / "other.wav", Clip(sound)))
    assert flac
    assert np.array_equal(read(flac).samples, sound)
    (tmp_path / "text.wav").write_text("No sound at all, but quite a few words." * 9)
    with pytest.raises(RecordingError, match=r"^text\.wav is not a sound file"):
        salvage(tmp_path / "text.wav")
    assert (tmp_path / "text.wav").exists()
    with pytest.raises(RecordingError, match="cannot be opened"):
        salvage(tmp_path / "missing.wav")


def test_a_file_that_may_not_grow_further_keeps_what_it_has(tmp_path: Path) -> None:
    limit = 100_001
    child = python(FILLING_CHILD, tmp_path / "01-answer", limit)
    lines = child.communicate()[0].splitlines()
    written, sentence = lines[0].split(" ", 1)
    assert sentence.startswith(f"{tmp_path / '01-answer.wav'} cannot be written (File too large)")
    assert lines[1] == "again"
    kept = tmp_path / "01-answer.flac"
    assert lines[2] == str(kept)
    assert int(written) <= len(read(kept).samples) <= (limit - 44) // 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "mockint", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_one_sentence_and_loses_nothing(small_disk: Path) -> None:
    child = python(FILLING_CHILD, small_disk / "01-answer", 0)
    lines = child.communicate()[0].splitlines()
    written, sentence = lines[0].split(" ", 1)
    assert "No space left on device" in sentence
    assert lines[2].startswith("kept ")
    assert [path.name for path in small_disk.iterdir()] == ["01-answer.wav"]
    assert int(written) <= len(read(small_disk / "01-answer.wav").samples)
    assert duration(small_disk / "01-answer.wav") > 1


def test_a_disk_that_is_full_from_the_start_is_one_sentence(small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(bytes(64 * 1024))
    with pytest.raises(DiskError, match="No space left on device"):
        Recorder(small_disk / "01-answer")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DiskError, match=r"cannot be written \(Not a directory\): make room"):
        Recorder(tmp_path / "file" / "01-answer")
