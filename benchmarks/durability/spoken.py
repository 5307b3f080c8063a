"""Interviews spoken over a virtual sound card, killed at random moments: what is lost of them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree
from statistics import median

from benchmarks.durability.house import FIRST, House, state
from mockint import session as sessions
from mockint.errors import MockintError
from mockint.sound.soundfiles import duration
from tests.soundcard import SoundCard, sound_card
from tests.test_kill import duration_left, resume, said_at

AT_ONCE = 4
"""Interviews held at a time: most of their time passes in waiting."""
MOMENTS = (500, 15_000)
"""Milliseconds after its start at which one may be killed."""
LEAST = 0.001
"""Seconds by which two lengths may differ."""


@dataclass(frozen=True, slots=True)
class Loss:
    """Seconds of an answer that was being spoken: said until the kill, and found on disk."""

    said: float
    kept: float

    @property
    def lost(self) -> float:
        return max(0.0, self.said - self.kept)


@dataclass(frozen=True, slots=True)
class Killed:
    """One interview: whether it had begun, what it lost, whether it went on, what was wrong."""

    begun: bool
    loss: Loss | None
    faults: tuple[str, ...] = ()


def spoken_kills(count: int, moments: Random, template: House, root: Path) -> list[Killed]:
    """Hold and kill so many, and go on with each."""
    after = [moments.randint(*MOMENTS) / 1_000 for _ in range(count)]
    with sound_card() as card, ThreadPoolExecutor(AT_ONCE) as pool:
        held = [
            pool.submit(_one, card, template, root / str(number), seconds)
            for number, seconds in enumerate(after)
        ]
        return [one.result() for one in held]


def _one(card: SoundCard, template: House, recordings: Path, after: float) -> Killed:
    recordings.mkdir(parents=True)
    copytree(template.recordings / FIRST, recordings / FIRST)
    before = state(recordings / FIRST)
    said = _killed(card, template, recordings, after)
    faults = list(_changed(before, recordings))
    held = [folder for folder in sessions.folders(recordings) if folder.name != FIRST]
    if not held:
        return Killed(False, Loss(said, 0.0) if said else None, tuple(faults))
    wavs = [path for path in held[0].glob("*-answer*.wav") if path.stat().st_size > 44]
    loss = Loss(said, duration_left(wavs[0]) if wavs else 0.0) if said else None
    faults += _gone_on(held[0], template.root / "story.wav")
    return Killed(True, loss, (*faults, *_changed(before, recordings)))


def _killed(card: SoundCard, template: House, recordings: Path, after: float) -> float:
    """Seconds that had been listened to when it was killed with all it had started."""
    command = [sys.executable, "-u", "-m", "mockint", "interview", str(template.bank), "--plain"]
    command += ["--recordings", str(recordings), "--follow-ups", "0"]
    began = time.monotonic()
    process = card.start(
        *command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    talk = card.say(template.root / "story.wav")
    listening = said_at(process, "Listening", began + after)
    time.sleep(max(0.0, began + after - time.monotonic()))
    os.killpg(process.pid, signal.SIGKILL)
    said = time.monotonic() - listening if listening else 0.0
    process.wait()
    talk.kill()
    talk.wait()
    return said


def _gone_on(folder: Path, story: Path) -> Iterator[str]:
    """What is wrong with the session once it was taken up again."""
    heard = _seconds(folder)
    try:
        again = resume(folder.parent, story, story, more=("--follow-ups", "0"))
    except (AssertionError, MockintError) as error:
        yield f"{folder.name} does not go on: {error}"
        return
    if not again.finished or not all(answer.settled for answer in again.answers):
        yield f"{folder.name} is not finished"
    if _seconds(folder) < heard - LEAST:
        yield f"{folder.name} has less sound than before"


def _seconds(folder: Path) -> float:
    """Seconds of the candidate's sound on disk; a file that has a header alone holds none."""
    found: dict[str, float] = {}  # Both may be there where a kill came between the two.
    for path in folder.glob("*-answer*"):
        length = duration(path) if path.suffix == ".flac" else duration_left(path)
        found[path.stem] = max(found.get(path.stem, 0.0), length)
    return sum(found.values())


def _changed(before: dict[str, bytes], recordings: Path) -> Iterator[str]:
    if state(recordings / FIRST) != before:
        yield f"{recordings.name}: the interview beside it was changed"


def told(killed: list[Killed]) -> Iterator[str]:
    """The figures, a line each."""
    lost = [one.loss.lost for one in killed if one.loss]
    yield f"{len(killed)} spoken interviews killed, {sum(one.begun for one in killed)} had a folder"
    yield f"{len(lost)} in mid-answer: at most {max(lost):.2f} s lost, median {median(lost):.2f} s"
    yield f"faults: {sum(len(one.faults) for one in killed)}"
