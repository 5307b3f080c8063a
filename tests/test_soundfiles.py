import contextlib
import io
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.errors import DiskError, RecordingError
from mockint.sound import soundfiles
from mockint.sound.clip import BLOCK, RATE, Clip, Samples
from mockint.sound.resample import Resampler, floated, quantised, resampled
from mockint.sound.soundfiles import blocks, duration, read, write_flac
from tests.wav import write_wav

SECONDS = 3
HERTZ = 440


def tone(rate: int = RATE, seconds: float = SECONDS) -> Samples:
    """A tone that swells, so that no two stretches of it are alike."""
    at = np.arange(round(rate * seconds)) / rate
    return (np.sin(2 * np.pi * HERTZ * at) * (1000 + 5000 * at)).astype(np.int16)


def same_sound(one: Samples, other: Samples) -> float:
    """Correlation of two stretches of sound, 1.0 where they are the same but for loudness."""
    assert abs(len(one) - len(other)) <= 16
    length = min(len(one), len(other))
    return float(np.corrcoef(one[:length], other[:length])[0, 1])


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "answer.wav", Clip(tone()))


def test_a_recording_at_16_khz_comes_back_bit_by_bit(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(-32768, 32768, 50_001).astype(np.int16)
    write_wav(tmp_path / "noise.wav", Clip(noise))
    write_flac(tmp_path / "noise.flac", Clip(noise))
    for name in ("noise.wav", "noise.flac"):
        assert np.array_equal(read(tmp_path / name).samples, noise)


def test_blocks_are_whole_but_for_the_last_one(wav: Path) -> None:
    lengths = [len(block) for block in blocks(wav)]
    assert set(lengths[:-1]) == {BLOCK}
    assert sum(lengths) == SECONDS * RATE


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_any_rate_is_brought_to_16_khz(tmp_path: Path, rate: int) -> None:
    write_wav(tmp_path / "a.wav", Clip(tone(rate), rate))
    clip = read(tmp_path / "a.wav")
    assert clip.rate == RATE
    assert same_sound(clip.samples, tone()) > 0.9999


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.wav", "PCM_U8"),
        ("a.wav", "PCM_24"),
        ("a.wav", "PCM_32"),
        ("a.wav", "FLOAT"),
        ("a.wav", "DOUBLE"),
        ("a.wav", "ULAW"),
        ("a.flac", "PCM_24"),
        ("a.ogg", "VORBIS"),
        ("a.ogg", "OPUS"),
        ("a.mp3", "MPEG_LAYER_III"),
        ("a.aiff", "PCM_16"),
        ("a.caf", "PCM_16"),
    ],
)
def test_any_form_is_read_also_in_stereo(tmp_path: Path, name: str, form: str) -> None:
    stereo = np.stack([floated(tone(48_000))] * 2, axis=1)
    soundfile.write(tmp_path / name, stereo, 48_000, subtype=form)
    assert same_sound(read(tmp_path / name).samples, tone()) > 0.99


def test_stereo_is_mixed_not_halved(tmp_path: Path) -> None:
    left, right = tone(), np.zeros(SECONDS * RATE, np.int16)
    soundfile.write(tmp_path / "a.wav", np.stack([left, right], axis=1), RATE)
    assert np.abs(read(tmp_path / "a.wav").samples - left / 2).max() <= 1


def test_sound_over_full_scale_is_clipped_not_wrapped(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", np.array([2.0, -2.0, 0.5]), RATE, subtype="FLOAT")
    assert read(tmp_path / "a.wav").samples.tolist() == [32767, -32768, 16384]


def test_reading_twice_gives_the_same_samples(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", Clip(tone(44_100), 44_100))
    assert np.array_equal(read(tmp_path / "a.wav").samples, read(tmp_path / "a.wav").samples)


@pytest.mark.parametrize("claimed", [0, 2**31 - 1, 2**32 - 1, 2**32 - 16])
def test_a_header_left_wrong_by_a_killed_recorder_hides_no_sound(wav: Path, claimed: int) -> None:
    with wav.open("r+b") as file:
        for place in (4, 40):
            file.seek(place)
            file.write(struct.pack("<I", claimed))
    assert np.array_equal(read(wav).samples, tone())
    assert duration(wav) == SECONDS


def test_a_wav_file_cut_short_gives_what_is_there(wav: Path) -> None:
    wav.write_bytes(wav.read_bytes()[: 44 + 2 * 10_000])
    assert np.array_equal(read(wav).samples, tone()[:10_000])


def test_an_empty_stretch_of_sound_before_other_chunks_is_not_taken_for_sound(
    tmp_path: Path,
) -> None:
    chunks = b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    chunks += b"data" + bytes(4) + b"LIST" + struct.pack("<I", 400) + bytes(400)
    (tmp_path / "a.wav").write_bytes(b"RIFF" + struct.pack("<I", len(chunks)) + chunks)
    with pytest.raises(RecordingError, match=r"^a\.wav holds no sound"):
        read(tmp_path / "a.wav")


def test_durations_are_told_without_reading(tmp_path: Path, wav: Path) -> None:
    assert duration(wav) == SECONDS
    write_flac(tmp_path / "a.flac", Clip(tone()))
    assert duration(tmp_path / "a.flac") == SECONDS


def bad_files(folder: Path) -> dict[str, str]:
    """Files nobody can read, each with a word of the sentence it deserves."""
    random = np.random.default_rng(2).bytes(20_000)
    (folder / "text.wav").write_text("I compared the ledger with the bank.\n" * 50)
    (folder / "random.flac").write_bytes(random)
    (folder / "empty.wav").write_bytes(b"")
    (folder / "head.wav").write_bytes(b"RIFF\0\0\0\0WAVEfmt ")
    (folder / "riff.wav").write_bytes(b"RIFF" + random)
    (folder / "phone.m4a").write_bytes(b"\0\0\0\x18ftypM4A " + random)
    (folder / "folder.wav").mkdir()
    os.mkfifo(folder / "pipe.wav")
    write_wav(folder / "nothing.wav", Clip(tone()[:0]))
    write_wav(folder / "slow.wav", Clip(tone(), 100))
    soundfile.write(folder / "nan.wav", np.array([0.1, np.nan, 0.1]), RATE, subtype="FLOAT")
    write_flac(folder / "whole.flac", Clip(tone(seconds=60)))
    flac = (folder / "whole.flac").read_bytes()
    (folder / "half.flac").write_bytes(flac[: len(flac) // 2])
    unread = dict.fromkeys(
        ["text.wav", "random.flac", "empty.wav", "head.wav", "riff.wav", "phone.m4a"],
        "not a sound file that can be read",
    )
    return unread | {
        "folder.wav": "is a folder",
        "pipe.wav": "no ordinary file",
        "nothing.wav": "holds no sound",
        "slow.wav": "claims 100 samples a second",
        "nan.wav": "samples that are no numbers",
        "half.flac": "damaged after",
        "missing.wav": "No such file",
    }


def test_bad_files_are_refused_in_one_sentence_with_their_name(tmp_path: Path) -> None:
    for name, words in bad_files(tmp_path).items():
        with pytest.raises(RecordingError) as caught:
            read(tmp_path / name)
        message = str(caught.value)
        assert message.startswith(name)
        assert words in message
        assert message.endswith(".")
        assert "\n" not in message


def test_a_damaged_mp3_file_is_read_as_far_as_it_goes_and_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    soundfile.write(tmp_path / "a.mp3", floated(tone()), RATE)
    data = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(data[: len(data) // 2])
    assert RATE < len(read(tmp_path / "a.mp3").samples) < 2 * RATE
    assert capfd.readouterr() == ("", "")
    print("still there", file=sys.stderr)
    assert capfd.readouterr().err == "still there\n"


def test_a_device_is_refused_and_not_read_for_ever() -> None:
    with pytest.raises(RecordingError, match=r"^zero is no ordinary file"):
        read("/dev/zero")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_without_the_right_to_read_it_is_refused(wav: Path) -> None:
    wav.chmod(0)
    with pytest.raises(RecordingError, match="Permission denied"):
        read(wav)


def test_a_recording_too_long_for_memory_is_refused(
    wav: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soundfiles, "LONGEST", SECONDS - 1)
    with pytest.raises(RecordingError, match="cut it into single answers"):
        read(wav)
    assert sum(map(len, blocks(wav))) == SECONDS * RATE


def test_an_hour_is_read_in_little_memory(tmp_path: Path) -> None:
    minute = np.random.default_rng(3).integers(-9000, 9000, 60 * RATE).astype(np.int16)
    soundfiles.write_flac_stream(tmp_path / "hour.flac", (minute for _ in range(60)))
    code = (
        "import sys\n"
        "from mockint.sound.soundfiles import blocks\n"
        "first = next(blocks(sys.argv[1]))\n"
        # Not ru_maxrss: a child has that of its parent from the start.
        "peak = lambda: int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])\n"
        "before = peak()\n"
        "print(sum(map(len, blocks(sys.argv[1]))))\n"
        "print(peak() - before)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "hour.flac")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    samples, grown = map(int, done.stdout.split())
    assert samples == 3600 * RATE
    assert grown < 20_000, "kB more for an hour than for a moment"


def test_a_flac_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_flac(tmp_path / "a.flac", Clip(tone()))
    before = (tmp_path / "a.flac").read_bytes()

    def failing() -> Iterator[Samples]:
        yield tone()
        raise RecordingError("the second half is gone.")

    with pytest.raises(RecordingError, match="second half"):
        soundfiles.write_flac_stream(tmp_path / "a.flac", failing())
    assert (tmp_path / "a.flac").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["a.flac"]


def test_a_flac_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match=r"cannot be written \(No such file or directory\)"):
        write_flac(tmp_path / "gone" / "a.flac", Clip(tone()))


def test_a_clip_keeps_its_rate_in_a_flac_file(tmp_path: Path) -> None:
    write_flac(tmp_path / "a.flac", Clip(tone(22_050), 22_050))
    assert soundfile.info(tmp_path / "a.flac").samplerate == 22_050
    assert duration(tmp_path / "a.flac") == SECONDS


@settings(max_examples=25, deadline=None)
@given(
    source=st.sampled_from([8_000, 11_025, 16_000, 44_100, 48_000]),
    cuts=st.lists(st.integers(0, 20_000), max_size=6),
)
def test_resampling_does_not_depend_on_how_the_sound_is_cut(source: int, cuts: list[int]) -> None:
    sound = floated(tone(source, 0.4))
    whole, pieces = Resampler(source), Resampler(source)
    expected = np.concatenate([whole.feed(sound), whole.finish()])
    parts = [pieces.feed(part) for part in np.split(sound, sorted(cuts))]
    assert np.array_equal(np.concatenate([*parts, pieces.finish()]), expected)
    assert len(expected) == round(0.4 * RATE)


def test_resampling_to_the_same_rate_changes_nothing() -> None:
    clip = Clip(tone())
    assert resampled(clip, RATE) is clip
    assert np.array_equal(quantised(floated(clip.samples)), clip.samples)


def test_random_bytes_behind_a_good_header_never_do_more_than_raise(tmp_path: Path) -> None:
    good = io.BytesIO()
    soundfile.write(good, tone(seconds=0.2), RATE, format="WAV")
    rng = np.random.default_rng(4)
    for trial in range(200):
        data = bytearray(good.getvalue())
        for place in rng.integers(0, 60, 3):
            data[place] = rng.integers(0, 256)
        path = tmp_path / f"{trial}.wav"
        path.write_bytes(data)
        with contextlib.suppress(RecordingError):
            assert len(read(path).samples) > 0
