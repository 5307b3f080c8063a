"""What is wrong is one sentence on standard error, a non-zero exit, and nothing lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mockint import session as sessions
from mockint.bank import load_bank
from mockint.sound.clip import RATE, Clip
from mockint.sound.resample import resampled
from mockint.voice import CANDIDATE_VOICE, open_voice
from tests.measured import Measured
from tests.soundcard import SoundCard
from tests.wav import write_wav
from tests.wording import share

SENTENCE = "We sent the corrected invoice to the customer on Monday morning."


def mockint(*words: object, **more: Any) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end, with nobody at the keys."""
    command = [sys.executable, "-m", "mockint", *map(str, words)]
    usual: dict[str, Any] = {"stdin": subprocess.DEVNULL, "text": True, "timeout": 600}
    return subprocess.run(command, **({**usual, "capture_output": True} | more))


def the_sentence(done: "subprocess.CompletedProcess[str]", code: int = 1) -> str:
    """The one line of standard error behind a known fault."""
    assert done.returncode == code, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("mockint: ")
    return lines[0]


@pytest.fixture(scope="module")
def spoken() -> Clip:
    voice = open_voice(CANDIDATE_VOICE)
    try:
        return voice.render(SENTENCE).clip
    finally:
        voice.close()


@pytest.fixture(scope="module")
def answer(spoken: Clip, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wav(tmp_path_factory.mktemp("answers") / "answer.wav", resampled(spoken, RATE))


@pytest.mark.parametrize("closed", [(1,), (1, 2)])
def test_closed_output_takes_what_is_printed(closed: tuple[int, ...], tmp_path: Path) -> None:
    def close() -> None:
        for each in closed:
            os.close(each)

    done = subprocess.run(
        [sys.executable, "-m", "mockint", "sessions", "--recordings", str(tmp_path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=close,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_unknown_bank() -> None:
    assert "billing-specialist" in the_sentence(mockint("interview", "billing-specalist"))


def test_an_unknown_question_and_a_question_without_its_bank(tmp_path: Path) -> None:
    text = tmp_path / "answer.txt"
    text.write_text("I sent the invoice.")
    said = the_sentence(mockint("check", text, "--bank", "billing-specialist", "--question", "x"))
    assert "mockint banks show" in said
    assert "--bank" in the_sentence(mockint("check", text, "--question", "x"))


@pytest.mark.parametrize("text", ["", " \n"])
def test_who_gives_an_empty_text_is_asked_for_words_and_not_for_a_microphone(
    tmp_path: Path, text: str
) -> None:
    file = tmp_path / "answer.txt"
    file.write_text(text)
    for done in (mockint("check", file), mockint("check", stdin=None, input=text)):
        assert (done.returncode, done.stderr) == (0, "")
        assert "type or paste them" in done.stdout
        assert "microphone" not in done.stdout


@pytest.mark.parametrize("command", ["transcribe", "check"])
def test_a_missing_recording_a_folder_and_a_text_that_calls_itself_one(
    command: str, tmp_path: Path
) -> None:
    lies = tmp_path / "answer.wav"
    lies.write_text("This is no sound.")
    empty = tmp_path / "empty.wav"
    empty.touch()
    (tmp_path / "folder.wav").mkdir()
    for file in (tmp_path / "missing.wav", tmp_path / "folder.wav", lies, empty):
        assert file.name in the_sentence(mockint(command, file))


def test_an_answer_that_cannot_be_read_is_said_before_anything_is_asked(
    tmp_path: Path, answer: Path
) -> None:
    recordings = tmp_path / "recordings"
    lies = tmp_path / "lies.wav"
    lies.write_text("no sound")
    done = mockint("interview", "--recordings", recordings, "--answers", answer, lies)
    assert "lies.wav" in the_sentence(done)
    assert not sessions.folders(recordings)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_recording(tmp_path: Path, answer: Path) -> None:
    locked = tmp_path / "locked.wav"
    locked.write_bytes(answer.read_bytes())
    locked.chmod(0)
    assert "locked.wav" in the_sentence(mockint("transcribe", locked))


SHAPES: dict[str, Callable[[Clip, Path], None]] = {}


def shape(write: Callable[[Clip, Path], None]) -> Callable[[Clip, Path], None]:
    SHAPES[write.__name__] = write
    return write


@shape
def stereo(clip: Clip, path: Path) -> None:
    import soundfile

    soundfile.write(path, np.stack([clip.samples, clip.samples], axis=1), clip.rate)


@shape
def eight_bits(clip: Clip, path: Path) -> None:
    import soundfile

    soundfile.write(path, clip.samples, clip.rate, subtype="PCM_U8")


@shape
def ninety_six_times_two_kilohertz(clip: Clip, path: Path) -> None:
    import soundfile

    soundfile.write(path, resampled(clip, 192_000).samples, 192_000)


@pytest.mark.parametrize("name", SHAPES)
def test_recordings_of_other_shapes_are_heard_as_well(
    name: str, spoken: Clip, tmp_path: Path
) -> None:
    path = tmp_path / f"{name}.wav"
    SHAPES[name](spoken, path)
    done = mockint("transcribe", path)
    assert done.returncode == 0, done.stderr
    assert "customer" in done.stdout
    assert "Monday" in done.stdout


def test_a_recording_of_an_hour_is_heard_in_little_memory(
    tmp_path: Path, measured: Measured
) -> None:
    """Six answers, and a quiet room between them."""
    text = load_bank("billing-specialist").questions[0].examples.strong
    voice = open_voice(CANDIDATE_VOICE, 140)
    try:
        speech = resampled(voice.render(text).clip, RATE).samples
    finally:
        voice.close()
    room = np.random.default_rng(1).normal(0, 20, 600 * RATE - len(speech)).astype(np.int16)
    hour = np.tile(np.concatenate([speech, room]), 6)
    path = write_wav(tmp_path / "hour.wav", Clip(hour))
    code = (
        "import sys, mockint.cli as c\n"
        f"code = c.main(['transcribe', {str(path)!r}])\n"
        # Not ru_maxrss: a child has that of its parent from the start.
        "status = open('/proc/self/status').read()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) // 1024, file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) > 0.8 * 6 * len(text.split())
    peak = int(done.stderr.split()[-1])
    measured(f"an hour's recording: {peak} MB of memory at the peak")
    assert peak < 600


def test_a_folder_that_cannot_be_written(tmp_path: Path, answer: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    done = mockint("interview", "--recordings", in_the_way / "below", "--answers", answer)
    assert "--recordings" in the_sentence(done)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path, answer: Path) -> None:
    tmp_path.chmod(0o500)
    done = mockint("interview", "--recordings", tmp_path / "below", "--answers", answer)
    assert "--recordings" in the_sentence(done)


def test_a_full_disk_in_mid_answer_ends_with_a_sentence_and_keeps_what_fits(
    tmp_path: Path, answer: Path
) -> None:
    """The largest file a process may write stands in for the disk: no rights are needed."""
    long = write_wav(tmp_path / "long.wav", Clip(_noise_and_speech(30.0)))
    code = (
        "import resource, signal, sys, mockint.cli as c\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))\n"
        "sys.exit(c.main(sys.argv[1:]))"
    )
    words = ["interview", "--seed", "1", "--recordings", tmp_path / "kept", "--answers", long]
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    the_sentence(done)
    (folder,) = sessions.folders(tmp_path / "kept")
    kept = next(folder.glob("01-answer.*"))
    assert kept.stat().st_size > 400_000
    resumed = mockint(
        "interview", "--resume", "--recordings", tmp_path / "kept", "--answers", answer, answer
    )
    assert resumed.returncode == 0, resumed.stderr
    assert sessions.load(folder).answers[0].attempts[0].seconds > 12


def _noise_and_speech(seconds: float) -> np.ndarray:
    return np.random.default_rng(2).normal(0, 2_000, int(seconds * RATE)).astype(np.int16)


def test_no_device(tmp_path: Path, soundcard: SoundCard) -> None:
    nothing = {**soundcard.environment, "PULSE_SERVER": f"unix:{tmp_path}/nowhere"}
    done = mockint("interview", "--recordings", tmp_path / "r", env=nothing)
    assert "--rehearse" in the_sentence(done)
    done = mockint("interview", "--microphone", "no such thing", env=soundcard.environment)
    assert "mockint doctor" in the_sentence(done)


def test_no_portaudio(tmp_path: Path) -> None:
    """The library is hidden from the process by a loader path that holds a broken one."""
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    hidden = {**os.environ, "PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[1]}"}
    done = mockint("interview", "--recordings", tmp_path / "r", env=hidden)
    assert "libportaudio2" in the_sentence(done)


def test_where_there_is_no_sound_it_rehearses_if_told_to(tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    hidden = {**os.environ, "PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[1]}"}
    done = mockint(
        *("interview", "--or-rehearse", "-n", "1", "--recordings", tmp_path / "r"), env=hidden
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("This is a rehearsal, in which a synthetic candidate answers:")
    assert sessions.load(tmp_path / "r" / done.stdout.split()[-1]).rehearsal


def test_a_microphone_unplugged_in_mid_answer(
    tmp_path: Path, soundcard: SoundCard, answer: Path
) -> None:
    command = [sys.executable, "-u", "-m", "mockint", "interview", "-n", "1", "--plain"]
    command += ["--rate", "300", "--recordings", str(tmp_path)]
    process = soundcard.start(
        *command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        while not process.stdout.readline().startswith("Listening"):
            assert process.poll() is None
        soundcard.say(answer).wait()
        soundcard.unplug_microphone()
        output, complaint = process.communicate(timeout=60)
    finally:
        process.kill()
        soundcard.plug_microphone()
    assert process.returncode == 1, output
    assert "microphone" in complaint
    (folder,) = sessions.folders(tmp_path)
    (attempt,) = sessions.load(folder).answers[0].attempts
    assert attempt.ended == "lost"
    assert attempt.transcript is not None
    assert share(SENTENCE, attempt.transcript.text) > 0.5


def test_wrong_usage_is_exit_two() -> None:
    assert mockint("interview", "-n", "many").returncode == 2
    assert mockint("replay", "--speed", "9").returncode == 2
    assert mockint("nonsense").returncode == 2
