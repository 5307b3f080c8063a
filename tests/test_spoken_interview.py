"""The main job on real sound: a second process hears the questions and answers them aloud."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.word_errors import errors
from mockint import session as sessions
from mockint.bank import load_bank
from mockint.plan import draw
from mockint.session import Session
from mockint.sound.clip import RATE, Clip
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import read
from mockint.voice import CANDIDATE_VOICE, open_voice
from tests.measured import Measured
from tests.soundcard import RATE as CARD_RATE
from tests.soundcard import Ear, SoundCard
from tests.wav import write_wav

BANK = "billing-specialist"
SEED = 4
ASK_BACK = "Thank you. How large is the team, and which system do you use for invoices?"
QUIET = 200
LULL = 1.3
"""Seconds of quiet behind which the second process takes the question to be over."""


def spoken(text: str, path: Path) -> Path:
    """A WAV file of ``text`` in a voice other than the interviewer's."""
    voice = open_voice(CANDIDATE_VOICE, 140)
    try:
        clip = resampled(voice.render(text).clip, RATE)
    finally:
        voice.close()
    lead = np.zeros(RATE // 5, np.int16)
    return write_wav(path, Clip(np.concatenate([lead, clip.samples, lead])))


def offline(command: list[str]) -> list[str]:
    """``command`` in a network namespace of its own, where the system lets us make one."""
    for wrapped in (["unshare", "-n"], ["unshare", "-rn"]):
        if shutil.which("unshare") and subprocess.run([*wrapped, "true"]).returncode == 0:
            return [*wrapped, *command]
    return command


def wait_for_question(ear: Ear, heard: int) -> int:
    """Listen until something was said and a lull follows; the samples heard until then."""
    spoke_at: float | None = None
    end = time.monotonic() + 60
    while time.monotonic() < end:
        time.sleep(0.05)
        samples = ear.samples
        loud = np.flatnonzero(np.abs(samples[heard:].astype(np.int32)) > QUIET)
        if len(loud):
            spoke_at = (heard + loud[-1]) / CARD_RATE
        if spoke_at is not None and len(samples) / CARD_RATE - spoke_at > LULL:
            return len(samples)
    raise AssertionError("no question was heard within a minute")


def hold(card: SoundCard, recordings: Path, answers: list[Path]) -> tuple[str, float]:
    """An interview of one question over the sound card; what it printed, and seconds of voice."""
    command = [sys.executable, "-m", "mockint", "interview", BANK, "-n", "1"]
    command += ["--seed", str(SEED), "--recordings", str(recordings), "--plain"]
    with card.ear() as ear:
        process = card.start(
            *offline(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        heard = 0
        for answer in answers:
            heard = wait_for_question(ear, heard)
            card.say(answer).wait()
        output, _ = process.communicate(timeout=60)
        voiced = np.count_nonzero(np.abs(ear.samples.astype(np.int32)) > QUIET) / CARD_RATE
    assert process.returncode == 0, output
    return output, voiced


def findings_of(session: Session) -> list[dict[str, Any]]:
    """Everything heard and marked, without what belongs to the path of the sound."""
    kept = []
    for answer in session.answers:
        attempt = answer.attempts[-1]
        data = json.loads(json.dumps(_plain(attempt)))
        for detail in ("ended", "warnings"):
            del data[detail]
        kept.append(data)
    return kept


def _plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


@pytest.fixture(scope="module")
def held(soundcard: SoundCard, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, float]:
    """One spoken interview: its folder, what it printed, and the seconds of voice it played."""
    place = tmp_path_factory.mktemp("spoken")
    question = draw(load_bank(BANK), 1, (), SEED)[0]
    answers = [
        spoken(question.examples.strong, place / "answer.wav"),
        spoken(ASK_BACK, place / "back.wav"),
    ]
    output, voiced = hold(soundcard, place / "recordings", answers)
    return place / "recordings" / output.split()[-1], output, voiced


def test_the_right_words_were_heard(held: tuple[Path, str, float], measured: Measured) -> None:
    folder, _, _ = held
    session = sessions.load(folder)
    said = session.plan[0].examples.strong
    transcript = session.answers[0].attempts[0].transcript
    assert transcript is not None
    done = subprocess.run(
        [sys.executable, "-m", "mockint", "transcribe", str(folder.parents[1] / "answer.wav")],
        capture_output=True,
        text=True,
    )
    card, file = (_rate(said, heard) for heard in (transcript.text, done.stdout))
    measured(f"word errors over the sound card {card:.1%}, of the file itself {file:.1%}")
    assert card < 0.2
    assert card <= file + 0.05


def _rate(said: str, heard: str) -> float:
    wrong, words = errors(said, heard)
    return wrong / words


def test_sound_question_and_findings_are_in_the_folder(held: tuple[Path, str, float]) -> None:
    folder, _, _ = held
    session = sessions.load(folder)
    answer = session.answers[0]
    assert session.finished
    assert answer.question_sound is not None
    assert read(folder / answer.question_sound).seconds > 1.0
    (attempt,) = answer.attempts
    assert attempt.ended == "silence"
    assert attempt.sound is not None
    assert read(folder / attempt.sound).seconds == pytest.approx(attempt.seconds, abs=0.01)
    assert attempt.findings is not None
    assert attempt.findings.terms
    assert session.answers[1].question is None
    assert session.answers[1].attempts[0].transcript is not None


def test_the_interviewer_was_heard_through_the_loudspeaker(held: tuple[Path, str, float]) -> None:
    folder, _, voiced = held
    asked = read(folder / "01-question.flac")
    loud = np.count_nonzero(np.abs(asked.samples.astype(np.int32)) > QUIET) / asked.rate
    assert voiced > loud


def test_the_name_is_printed_last_and_the_report_before_it(held: tuple[Path, str, float]) -> None:
    folder, output, _ = held
    assert output.rstrip().splitlines()[-1] == folder.name
    assert sessions.load(folder).plan[0].ask.split()[0] in output


def test_the_same_recordings_give_the_same_result(
    held: tuple[Path, str, float], tmp_path: Path
) -> None:
    folder, _, _ = held
    spoken_session = sessions.load(folder)
    files = [str(folder / str(each.attempts[0].sound)) for each in spoken_session.answers]
    command = [sys.executable, "-m", "mockint", "interview", BANK, "-n", "1", "--seed", str(SEED)]
    done = subprocess.run(
        offline([*command, "--recordings", str(tmp_path), "--answers", *files]),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    again = sessions.load(tmp_path / done.stdout.split()[-1])
    assert findings_of(again) == findings_of(spoken_session)
