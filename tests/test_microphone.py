import subprocess
from pathlib import Path

import numpy as np
import pytest

from mockint.sound.clip import BLOCK, RATE, Clip, Samples
from mockint.sound.microphone import _Intake
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import read
from tests.heard import at_16_khz, noise, place
from tests.measured import Measured
from tests.soundcard import SoundCard
from tests.wav import write_wav

SPEECH = noise(2.0)

# A recording by the steps in the second word, written where the first one says.
HEARING_CHILD = """
import sys
import numpy as np
from mockint.errors import DeviceLost
from mockint.sound.clip import BLOCK, RATE
from mockint.sound.loudspeaker import Loudspeaker
from mockint.sound.microphone import Microphone
from mockint.sound.recorder import Recorder
from mockint.sound.soundfiles import read

def say(*words):
    print(*words, flush=True)

def keep(microphone, seconds):
    kept = 0
    while kept < seconds * RATE:
        block = microphone.read(1.0)
        if block is not None:
            assert len(block) == BLOCK and block.dtype == np.int16
            recorder.write(block)
            kept += len(block)

recorder = Recorder(sys.argv[1])
with Microphone() as microphone:
    try:
        exec(sys.argv[2])
    except DeviceLost as error:
        say("lost", error)
        recorder.write(microphone.shut_gate())
    recorder.close()
    say("closed")
"""


class Child:
    """A child that records from the microphone by ``steps``."""

    def __init__(self, card: SoundCard, path: Path, steps: str, **environment: str) -> None:
        surroundings = card.environment | environment
        self._process = card.python(
            HEARING_CHILD, path, steps, env=surroundings, stderr=subprocess.DEVNULL
        )
        self.path = path.with_suffix(".flac")

    def hears(self) -> list[str]:
        """The next line it says, in words."""
        assert self._process.stdout
        return self._process.stdout.readline().split()

    def go(self) -> None:
        """Let it go on where it waits for a line."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def recording(self) -> Samples:
        """Wait for its end; what it recorded."""
        assert self._process.wait(30) == 0
        self._process.communicate()
        return read(self.path).samples


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """A file of ``SPEECH``."""
    return write_wav(tmp_path / "speech.wav", SPEECH)


def test_what_is_said_after_the_gate_opened_is_recorded_whole(
    soundcard: SoundCard, tmp_path: Path, speech: Path
) -> None:
    child = Child(
        soundcard,
        tmp_path / "01-answer",
        "microphone.open_gate(); say('open'); keep(microphone, 4.0)",
    )
    assert child.hears() == ["open"]
    soundcard.say(speech).wait()
    assert place(SPEECH.samples, child.recording())[1] > 0.98


def test_behind_a_shut_gate_the_level_is_known_and_nothing_is_kept(
    soundcard: SoundCard, tmp_path: Path, speech: Path
) -> None:
    steps = """
while microphone.level.rms < -40:
    assert microphone.read(0.05) is None
say('loud', microphone.level.peak > microphone.level.rms, microphone.stalled_for < 1)
assert microphone.read(0.2) is None
assert not len(microphone.shut_gate())
sys.stdin.readline()
microphone.open_gate()
keep(microphone, 1.0)
"""
    child = Child(soundcard, tmp_path / "01-answer", steps)
    talk = soundcard.say(speech)
    assert child.hears() == ["loud", "True", "True"]
    talk.wait()
    soundcard.hear(0.5)
    child.go()
    assert np.abs(child.recording()).max() < 64


def test_a_pause_leaves_out_what_is_said_meanwhile_and_nothing_else(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    steps = """
microphone.open_gate()
say('open')
keep(microphone, 1.5)
rest = microphone.shut_gate()
assert microphone.read(0.5) is None
recorder.write(rest)
say(recorder.seconds)
microphone.open_gate()
keep(microphone, 1.0)
"""
    speech = write_wav(tmp_path / "speech.wav", noise(8.0))
    talk = soundcard.say(speech)
    child = Child(soundcard, tmp_path / "01-answer", steps)
    assert child.hears() == ["open"]
    cut = round(float(child.hears()[0]) * RATE)
    recording = child.recording()
    talk.terminate()
    talk.wait()
    # Each side of the cut lies in the speech as one piece, the second one later.
    before, alike = place(recording[:cut], noise(8.0).samples)
    after, alike_too = place(recording[cut:], noise(8.0).samples)
    assert min(alike, alike_too) > 0.98
    assert after - (before + cut) > 0.4 * RATE


def test_the_gate_opens_at_the_end_of_the_question(
    soundcard: SoundCard, tmp_path: Path, measured: Measured
) -> None:
    # The microphone hears the loudspeaker, on which another noise runs all the time: it is
    # the common measure of where the question ended and where the recording began.
    steps = """
say('ready')
sys.stdin.readline()
with Loudspeaker() as loudspeaker:
    assert loudspeaker.play(read(QUESTION)).wait(20)
    microphone.open_gate()
    keep(microphone, 1.0)
"""
    question = write_wav(tmp_path / "question.wav", noise(1.0, seed=2))
    backdrop = write_wav(tmp_path / "backdrop.wav", noise(20.0, seed=3))
    child = Child(
        soundcard,
        tmp_path / "01-answer",
        steps.replace("QUESTION", repr(str(question))),
        PULSE_SOURCE="speaker.monitor",
    )
    assert child.hears() == ["ready"]
    with soundcard.ear() as ear:
        running = soundcard.start("paplay", "-d", "speaker", str(backdrop))
        ear.listen(0.3)
        child.go()
        recording = child.recording()
        heard = at_16_khz(ear.samples)
    running.terminate()
    running.wait()
    asked, alike = place(noise(1.0, seed=2).samples, heard)
    began, alike_too = place(recording[RATE // 4 :], heard)
    assert alike > 0.5
    assert alike_too > 0.9
    late = (began - RATE // 4 - asked) / RATE - 1.0
    measured(f"recording was on {1000 * late:+.0f} ms after the question's last sample")
    assert abs(late) < 0.25


@pytest.mark.parametrize("gone", ["unplugged", "suspended"])
def test_a_microphone_gone_in_mid_answer_is_told_and_what_was_said_is_kept(
    soundcard: SoundCard, tmp_path: Path, speech: Path, gone: str
) -> None:
    steps = "microphone.open_gate(); say('open'); keep(microphone, 1.0); say('on')\n"
    child = Child(soundcard, tmp_path / "01-answer", steps + "keep(microphone, 60)")
    assert child.hears() == ["open"]
    talk = soundcard.say(speech)
    assert child.hears() == ["on"]
    talk.wait()
    lose, mend = {
        "unplugged": (soundcard.unplug_microphone, soundcard.plug_microphone),
        "suspended": (
            soundcard.suspend_microphone,
            lambda: soundcard.suspend_microphone(False),
        ),
    }[gone]
    lose()
    try:
        said = " ".join(child.hears())
    finally:
        mend()
    assert said.startswith("lost The microphone has stopped giving sound: plug it in again")
    assert place(SPEECH.samples[: 3 * RATE // 2], child.recording())[1] > 0.98


@pytest.mark.parametrize(("rate", "channels"), [(44_100, 1), (48_000, 2), (16_000, 2)])
def test_a_device_with_its_own_rate_and_channels_gives_16_khz_mono(
    rate: int, channels: int
) -> None:
    intake, blocks = _Intake(rate, channels), []
    frames = np.repeat(noise(1.0, rate=rate).samples, channels)
    for start in range(0, len(frames), 1_000 * channels):
        intake.add(frames[start : start + 1_000 * channels].tobytes())
        while (block := intake.block()) is not None:
            assert len(block) == BLOCK
            blocks.append(block)
    sound = np.concatenate([*blocks, intake.rest()])
    assert len(sound) == RATE
    straight = Clip(noise(1.0, rate=rate).samples, rate)
    at, alike = place(resampled(straight, RATE).samples, sound)
    assert at == 0
    assert alike > 0.9999
    assert not len(intake.rest())
