import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import write_flac
from tests.heard import at_16_khz, noise, place
from tests.measured import Measured
from tests.soundcard import SoundCard

# Plays the file in the first word; the second is what to do meanwhile. Says "playing",
# then how it ended, and keeps the device until it is told to go.
PLAYING_CHILD = """
import sys
import soundfile
from mockint.errors import DeviceLost
from mockint.sound.clip import Clip
from mockint.sound.loudspeaker import Loudspeaker
samples, rate = soundfile.read(sys.argv[1], dtype="int16")
with Loudspeaker() as loudspeaker:
    playback = loudspeaker.play(Clip(samples, rate))
    print("playing", flush=True)
    exec(sys.argv[2])
    try:
        over = playback.wait(20.0)
        print(over, playback.done, playback.error, playback.position, playback.end, flush=True)
    except DeviceLost as error:
        print("lost", playback.done, playback.error is error, error, flush=True)
    sys.stdin.readline()
"""
HALFWAY = "while playback.position < 0.5: assert not playback.wait(0.005)\n"


class Heard:
    """One playing: what the child said of it, and what the loudspeaker gave, at 16 kHz."""

    def __init__(
        self,
        card: SoundCard,
        file: Path,
        meanwhile: str = "",
        act: Callable[[], None] = lambda: None,
        more: float = 0.6,
    ) -> None:
        with card.ear() as ear:
            child = card.python(PLAYING_CHILD, file, meanwhile, stderr=subprocess.DEVNULL)
            assert child.stdin
            assert child.stdout
            assert child.stdout.readline() == "playing\n"
            act()
            self.said = child.stdout.readline().split()
            ear.listen(more)
            child.communicate("\n", timeout=20)
            self.samples = at_16_khz(ear.samples)

    @property
    def audible(self) -> float:
        """Seconds between the first and the last sound heard."""
        loud = np.flatnonzero(np.abs(self.samples.astype(np.int32)) > 64)
        return (int(loud[-1]) - int(loud[0]) + 1) / RATE


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Two seconds of noise."""
    write_flac(tmp_path / "clip.flac", noise(2.0))
    return tmp_path / "clip.flac"


@pytest.mark.parametrize("rate", [16_000, 22_050, 500_000])
def test_a_clip_of_any_rate_is_heard_whole(soundcard: SoundCard, tmp_path: Path, rate: int) -> None:
    # The last rate is one that no device has.
    sound = noise(1.0, rate=rate)
    write_flac(tmp_path / "clip.flac", sound)
    heard = Heard(soundcard, tmp_path / "clip.flac")
    original = noise(1.0)
    assert heard.said[:3] == ["True", "True", "None"]
    assert heard.audible == pytest.approx(1.0, abs=0.02)
    if rate == RATE:
        assert place(original.samples, heard.samples)[1] > 0.98


def test_a_stopped_clip_is_heard_no_further_than_its_position(
    soundcard: SoundCard, clip: Path, measured: Measured
) -> None:
    heard = Heard(soundcard, clip, HALFWAY + "playback.stop()")
    over, done, error, position, _ = heard.said
    assert (over, done, error) == ("True", "True", "None")
    assert 0.5 <= float(position) < 1.5
    assert heard.audible == pytest.approx(float(position), abs=0.1)
    measured(f"a stopped clip was heard {1000 * (heard.audible - float(position)):+.0f} ms on")


def test_a_new_clip_takes_the_place_of_the_old_one(soundcard: SoundCard, clip: Path) -> None:
    again = HALFWAY + "playback = loudspeaker.play(Clip(samples[::-1].copy(), rate))"
    heard = Heard(soundcard, clip, again)
    backwards = noise(2.0).samples[::-1]
    at, likeness = place(backwards, heard.samples)
    assert likeness > 0.95  # a busy machine may tear a gap where the clips change
    assert place(noise(2.0).samples[: RATE // 4], heard.samples)[0] < at


def test_it_is_done_when_the_last_audible_sample_has_left(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    silence = np.zeros(2 * RATE, np.int16)
    sound = Clip(np.concatenate([noise(1.0).samples, silence]))
    write_flac(tmp_path / "clip.flac", sound)
    said = Heard(soundcard, tmp_path / "clip.flac").said
    assert said[:3] == ["True", "True", "None"]
    assert float(said[4]) == pytest.approx(1.0, abs=0.001)
    assert 1.0 - 0.001 <= float(said[3]) < 2.0


def test_silence_and_nothing_at_all_are_done_at_once(soundcard: SoundCard, tmp_path: Path) -> None:
    write_flac(tmp_path / "clip.flac", Clip(np.zeros(RATE, np.int16)))
    assert Heard(soundcard, tmp_path / "clip.flac").said[0] == "True"
    empty = "playback = loudspeaker.play(Clip(samples[:0], rate))"
    assert Heard(soundcard, tmp_path / "clip.flac", empty).said[0] == "True"


def test_a_loudspeaker_pulled_out_is_an_error_and_no_hang(soundcard: SoundCard, clip: Path) -> None:
    try:
        heard = Heard(soundcard, clip, act=soundcard.unplug_loudspeaker, more=0.0)
    finally:
        soundcard.plug_loudspeaker()
    assert heard.said[:3] == ["lost", "True", "True"]
    assert " ".join(heard.said[3:]).startswith("The loudspeaker has gone while it was speaking")
