"""An interview killed at twenty random moments: nothing said is lost beyond a second."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mockint import session as sessions
from mockint.session import Session
from mockint.sound.soundfiles import duration
from tests.measured import Measured
from tests.soundcard import SoundCard
from tests.test_spoken_interview import BANK, SEED, spoken

KILLS = 20
MOMENTS = range(500, 14_000)
"""Milliseconds after the start of the program at which it may be killed."""

STORY = (
    "In March our largest customer was billed twice for the same month, and nobody had noticed. "
    "I compared the payment history with the ledger, found the duplicate, issued a credit memo "
    "for "
    "four thousand dollars, and called them the same day. They paid within a week."
)


class Killed:
    """One interview over the sound card, killed; ``owed``: seconds of sound it must have kept."""

    def __init__(self, card: SoundCard, recordings: Path, wav: Path, after: float) -> None:
        command = [sys.executable, "-u", "-m", "mockint", "interview", BANK, "-n", "1", "--plain"]
        command += ["--rate", "320", "--seed", str(SEED), "--recordings", str(recordings)]
        talk = card.say(wav)
        started = time.monotonic()
        process = card.start(*command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        listening = _listening_since(process, started + after)
        time.sleep(max(0.0, started + after - time.monotonic()))
        process.kill()
        self.owed = max(0.0, time.monotonic() - listening) if listening else 0.0
        process.wait()
        talk.kill()
        talk.wait()


def _listening_since(process: "subprocess.Popen[str]", until: float) -> float | None:
    """When the interview said that it listens, if it did before ``until``."""
    import select

    assert process.stdout is not None
    while (left := until - time.monotonic()) > 0:
        if select.select([process.stdout], [], [], left)[0]:
            line = process.stdout.readline()
            if line.startswith("Listening"):
                return time.monotonic()
            if not line:
                break
    return None


def kept_seconds(folder: Path, session: Session) -> float:
    """Seconds of the candidate's sound on disk."""
    sounds = [folder / str(a.sound) for each in session.answers for a in each.attempts if a.sound]
    return sum(duration(sound) for sound in sounds)


def resume(recordings: Path, answer: Path) -> Session:
    """Go on where the interview stopped, with a recording for each answer."""
    command = [sys.executable, "-m", "mockint", "interview", "--resume", "--recordings"]
    command += [str(recordings), "--answers", *[str(answer)] * 2]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return sessions.load(recordings / done.stdout.split()[-1])


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return spoken(STORY, tmp_path_factory.mktemp("story") / "story.wav")


def test_killed_anywhere_the_session_opens_and_goes_on(
    soundcard: SoundCard, tmp_path: Path, story: Path, measured: Measured
) -> None:
    moments = random.Random(20).sample(MOMENTS, KILLS)
    lost, interrupted = [], 0
    for number, milliseconds in enumerate(moments):
        recordings = tmp_path / str(number)
        killed = Killed(soundcard, recordings, story, milliseconds / 1_000)
        folders = sessions.folders(recordings)
        if not folders:
            assert killed.owed == 0.0
            continue
        session = sessions.load(folders[0])
        (heard,) = _sound_left(folders[0]) or (0.0,)
        lost.append(killed.owed - heard)
        again = resume(recordings, story)
        assert again.finished
        assert len(again.plan) == len(session.plan)
        assert all(answer.settled for answer in again.answers)
        interrupted += any(a.ended == "interrupted" for e in again.answers for a in e.attempts)
        assert kept_seconds(folders[0], again) >= heard
    measured(
        f"{KILLS} kills: {len(lost)} sessions, {interrupted} in mid-answer, "
        f"at most {max(lost):.2f} s of sound lost"
    )
    assert interrupted >= 5
    assert max(lost) <= 1.0


def test_killed_while_recordings_answer_nothing_is_lost_either(
    tmp_path: Path, story: Path, measured: Measured
) -> None:
    """The quick path: most of its time goes into saving, compressing and recognising."""
    command = [sys.executable, "-m", "mockint", "interview", BANK, "--seed", str(SEED), "-n", "1"]
    finished = 0
    for number, milliseconds in enumerate(random.Random(21).sample(range(300, 4_000), KILLS)):
        recordings = tmp_path / str(number)
        process = subprocess.Popen(
            [*command, "--recordings", str(recordings), "--answers", *[str(story)] * 2],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(milliseconds / 1_000)
        process.kill()
        process.wait()
        for folder in sessions.folders(recordings):
            session = sessions.load(folder)
            finished += session.finished
            if not session.finished:
                assert resume(recordings, story).finished
    measured(f"{KILLS} kills while recordings answered: all sessions opened, {finished} were over")


def _sound_left(folder: Path) -> list[float]:
    """The length of the answer that was being spoken."""
    return [duration(path) for path in folder.glob("*-answer*.wav") if path.stat().st_size > 44]
