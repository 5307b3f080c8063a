"""An interview killed at twenty random moments: nothing said is lost beyond a second.

Two are held at a time, for most of their time passes in waiting.
"""

import os
import random
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from mockint import session as sessions
from mockint.session import Answer, Attempt, Session
from mockint.sound.soundfiles import duration, read
from tests.brief import BACK, CLOSING, GREETING, RESULT, STORY, THANKS, brief_bank, question
from tests.measured import Measured
from tests.soundcard import SoundCard
from tests.test_spoken_interview import spoken

KILLS = 20
MOMENTS = range(500, 12_000)
"""Milliseconds after the start of the program at which it may be killed."""
AT_ONCE = 2
One = TypeVar("One")
Other = TypeVar("Other")


def each(do: Callable[[One], Other], these: Iterable[One]) -> list[Other]:
    """What ``do`` makes of each one, two at a time, in order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(do, these))


class Killed:
    """One interview over the sound card, killed; ``owed``: seconds of sound it must have kept."""

    def __init__(
        self, card: SoundCard, bank: Path, recordings: Path, wav: Path, after: float
    ) -> None:
        self.recordings = recordings
        command = [sys.executable, "-u", "-m", "mockint", "interview", str(bank), "--plain"]
        command += ["--recordings", str(recordings)]
        talk = card.say(wav)
        started = time.monotonic()
        process = card.start(*command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        listening = said_at(process, "Listening", started + after)
        time.sleep(max(0.0, started + after - time.monotonic()))
        process.kill()
        self.owed = max(0.0, time.monotonic() - listening) if listening else 0.0
        process.wait()
        talk.kill()
        talk.wait()


def said_at(process: "subprocess.Popen[str]", words: str, until: float) -> float | None:
    """When the interview printed a line that begins so, if it did before ``until``."""
    assert process.stdout is not None
    pipe, line = process.stdout.fileno(), b""
    while (left := until - time.monotonic()) > 0:
        if select.select([pipe], [], [], left)[0]:
            # Byte by byte: select does not see a line that was read ahead into a buffer.
            byte = os.read(pipe, 1)
            line += byte
            if byte == b"\n":
                if line.startswith(words.encode()):
                    return time.monotonic()
                line = b""
            if not byte:
                break
    return None


def killed_while(
    process: "subprocess.Popen[str]", talk: "subprocess.Popen[bytes]", since: float
) -> float:
    """Let it listen five seconds more, then kill it; the seconds since it began to listen."""
    time.sleep(5.0)
    process.kill()
    owed = time.monotonic() - since
    process.wait()
    talk.kill()
    talk.wait()
    return owed


def kept_seconds(folder: Path, session: Session) -> float:
    """Seconds of the candidate's sound on disk."""
    sounds = [folder / str(go.sound) for a in session.answers for go in a.attempts if go.sound]
    return sum(duration(sound) for sound in sounds)


def resume(recordings: Path, *answers: Path, more: Iterable[str] = ()) -> Session:
    """Go on where the interview stopped, with a recording for each answer."""
    command = [sys.executable, "-m", "mockint", "interview", "--resume", "--recordings"]
    command += [str(recordings), *more, "--answers", *map(str, answers)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return sessions.load(recordings / done.stdout.split()[-1])


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return brief_bank(tmp_path_factory.mktemp("bank"))


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return spoken(STORY, tmp_path_factory.mktemp("story") / "story.wav")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reply that goes on for a while."""
    return spoken(f"{RESULT} {STORY} " * 3, tmp_path_factory.mktemp("result") / "result.wav")


def test_killed_anywhere_the_session_opens_and_goes_on(
    soundcard: SoundCard, bank: Path, tmp_path: Path, story: Path, measured: Measured
) -> None:
    def killed(number: int) -> Killed:
        after = moments[number] / 1_000
        return Killed(soundcard, bank, tmp_path / str(number), story, after)

    def gone_on(one: Killed) -> tuple[float, bool] | None:
        """Seconds lost, and whether it was killed in mid-answer; None without a folder."""
        folders = sessions.folders(one.recordings)
        if not folders:
            assert one.owed == 0.0
            return None
        session = sessions.load(folders[0])
        (heard,) = _sound_left(folders[0]) or (0.0,)
        again = resume(one.recordings, story, story)
        assert again.finished
        assert len(again.plan) == len(session.plan)
        assert all(answer.settled for answer in again.answers)
        assert kept_seconds(folders[0], again) >= heard
        goes = (go for answer in again.answers for go in answer.attempts)
        return one.owed - heard, any(go.ended == "interrupted" for go in goes)

    moments = random.Random(20).sample(MOMENTS, KILLS)
    left = [one for one in each(gone_on, each(killed, range(KILLS))) if one is not None]
    interrupted = sum(mid for _, mid in left)
    most = max(lost for lost, _ in left)
    measured(
        f"{KILLS} kills: {len(left)} sessions, {interrupted} in mid-answer, "
        f"at most {most:.2f} s of sound lost"
    )
    assert interrupted >= 5
    assert most <= 1.0


def test_killed_while_recordings_answer_nothing_is_lost_either(
    bank: Path, tmp_path: Path, story: Path, measured: Measured
) -> None:
    """The quick path: most of its time goes into saving, compressing and recognising."""
    command = [sys.executable, "-m", "mockint", "interview", str(bank)]

    def killed(number: int) -> bool:
        recordings = tmp_path / str(number)
        process = subprocess.Popen(
            [*command, "--recordings", str(recordings), "--answers", *[str(story)] * 2],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(moments[number] / 1_000)
        process.kill()
        process.wait()
        over = [sessions.load(folder).finished for folder in sessions.folders(recordings)]
        assert all(over) or resume(recordings, story, story).finished
        return bool(over) and all(over)

    moments = random.Random(21).sample(range(300, 4_000), KILLS)
    finished = sum(each(killed, range(KILLS)))
    measured(f"{KILLS} kills while recordings answered: all sessions opened, {finished} were over")


def the_reply(session: Session) -> Attempt:
    """What was said to the only follow-up."""
    (follow_up,) = session.answers[0].follow_ups
    assert follow_up.asked == BACK
    assert follow_up.reply is not None
    return follow_up.reply


def words_of(attempt: Attempt) -> str:
    assert attempt.transcript is not None
    return attempt.transcript.text.lower()


def test_killed_in_a_reply_from_a_recording_all_that_was_read_is_kept_and_made_out(
    bank: Path, tmp_path: Path, story: Path, result: Path
) -> None:
    command = [sys.executable, "-m", "mockint", "interview", str(bank), "--follow-ups", "1"]
    command += ["--recordings", str(tmp_path), "--answers", str(story), str(result)]
    null = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=null, stdout=null)
    reply, end = "*/01-reply-1.wav", time.monotonic() + 60
    while not any(duration_left(path) > 5.0 for path in tmp_path.glob(reply)):
        assert time.monotonic() < end
        assert process.poll() is None
        time.sleep(0.005)
    (wav,) = tmp_path.glob(reply)
    read = duration_left(wav)
    process.kill()
    process.wait()
    assert sessions.load(wav.parent).answers[0].follow_ups[0].reply == Attempt(1, wav.name)
    again = resume(tmp_path, story, more=("--follow-ups", "1"))
    made_out = the_reply(again)
    assert (made_out.ended, made_out.sound) == ("interrupted", "01-reply-1.flac")
    assert made_out.seconds == duration(wav.with_suffix(".flac")) >= read
    assert "three days" in words_of(made_out)
    assert again.finished


def test_killed_before_and_in_a_reply_spoken_aloud_the_follow_up_is_asked_again_and_the_reply_kept(
    soundcard: SoundCard,
    bank: Path,
    tmp_path: Path,
    story: Path,
    result: Path,
    measured: Measured,
) -> None:
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-u", "-m", "mockint", "interview", "--plain", "--silence", "1.5"]
    command += ["--thinking", "2.5", "--recordings", str(tmp_path)]
    process = soundcard.start(*command, str(bank), **pipes)
    assert said_at(process, "Listening", time.monotonic() + 60)
    soundcard.say(story).wait()
    assert said_at(process, "Follow-up: ", time.monotonic() + 60)
    process.kill()
    process.wait()
    (folder,) = sessions.folders(tmp_path)
    assert sessions.load(folder).answers[0].follow_ups[0].asked == BACK

    process = soundcard.start(*command, "--resume", **pipes)
    assert said_at(process, "Follow-up: ", time.monotonic() + 60)
    talk = soundcard.say(result)
    since = said_at(process, "Listening", time.monotonic() + 60)
    assert since is not None
    owed = killed_while(process, talk, since)
    (left,) = map(duration_left, folder.glob("01-reply-*.wav"))
    measured(f"killed {owed:.1f} s into a reply: {owed - left:.2f} s of it lost")
    assert owed - left <= 1.0

    again = resume(tmp_path, story, more=("--follow-ups", "1"))
    reply = the_reply(again)
    asked = again.answers[0].follow_ups[0].sound
    assert asked == "01-follow-up-1.flac"
    assert duration(folder / asked) > 1.0
    assert reply.ended == "interrupted"
    assert reply.seconds == pytest.approx(left, abs=0.2)
    assert {"customer", "paid", "days"} & set(words_of(reply).replace(",", " ").split())
    assert again.finished
    assert again.answers[1].asked == CLOSING


def test_killed_in_a_warm_up_spoken_aloud_it_is_kept_and_not_asked_for_again(
    soundcard: SoundCard, bank: Path, tmp_path: Path, story: Path, measured: Measured
) -> None:
    command = [sys.executable, "-u", "-m", "mockint", "interview", str(bank), "--plain"]
    command += ["--warm-up", "--seed", "2", "--recordings", str(tmp_path)]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    process = soundcard.start(*command, stdin=null, stdout=pipe, text=True)
    since = said_at(process, "Listening", time.monotonic() + 60)
    assert since is not None
    talk = soundcard.say(story)
    owed = killed_while(process, talk, since)
    (left,) = map(duration_left, tmp_path.glob("*/00-answer.wav"))
    measured(f"killed {owed:.1f} s into a warm-up: {owed - left:.2f} s of it lost")
    assert owed - left <= 1.0

    again = resume(tmp_path, story, story)
    assert again.finished
    assert again.warm_up is not None
    (attempt,) = again.warm_up.attempts
    assert (attempt.ended, attempt.sound) == ("interrupted", "00-answer.flac")
    assert attempt.seconds == pytest.approx(left, abs=0.2)
    assert "customer" in words_of(attempt)
    assert "ledger" in words_of(again.answers[0].attempts[0])


def broken_off(bank: Path, folder: Path) -> Path:
    """A session killed in its first answer; the path of that answer's recording."""
    asked = question(bank)
    live = Answer(asked, asked.ask, None, (Attempt(1, "01-answer.wav"),))
    session = Session(
        format=sessions.FORMAT, name=folder.name, started="2026-03-02T09:15:00", bank="brief",
        title="Brief", mode="practice", seed=1, plan=(asked,), greeting=GREETING,
        closing=CLOSING, thanks=THANKS, answers=(live,),
    )  # fmt: skip
    folder.mkdir()
    sessions.save(session, folder)
    return folder / "01-answer.wav"


def test_a_recording_whose_header_is_not_ours_is_made_whole_and_made_out(
    bank: Path, tmp_path: Path, story: Path
) -> None:
    import soundfile

    wav = broken_off(bank, tmp_path / "killed")
    heard = read(story)
    both = np.repeat(np.column_stack([heard.samples, heard.samples]), 3, axis=0)
    soundfile.write(wav, both, 3 * heard.rate, subtype="PCM_24")  # 48 kHz, two channels, 24 bits
    again = resume(tmp_path, story, story)
    first = again.answers[0].attempts[0]
    assert (first.ended, first.sound) == ("interrupted", "01-answer.flac")
    assert first.seconds == pytest.approx(heard.seconds, abs=0.01)
    assert "ledger" in words_of(first)
    assert not wav.exists()
    assert again.finished


def test_a_recording_that_is_no_sound_stays_as_it_is_and_the_interview_goes_on(
    bank: Path, tmp_path: Path, story: Path
) -> None:
    wav = broken_off(bank, tmp_path / "killed")
    wav.write_bytes(b"No sound at all, but it may be somebody's. " * 99)
    before = wav.read_bytes()
    again = resume(tmp_path, story, story)
    first, second = again.answers[0].attempts
    assert (first.ended, first.sound, first.transcript) == ("interrupted", None, None)
    assert first.warnings == (
        "Its recording 01-answer.wav cannot be read: no words could be made out.",
    )
    assert wav.read_bytes() == before
    assert second.sound == "01-answer-2.flac"
    assert "ledger" in words_of(second)


def duration_left(wav: Path) -> float:
    """Seconds of sound in a WAV file that is being written, by its size."""
    return (wav.stat().st_size - 44) / 32_000


def _sound_left(folder: Path) -> list[float]:
    """The length of the answer that was being spoken."""
    return [duration(path) for path in folder.glob("*-answer*.wav") if path.stat().st_size > 44]
