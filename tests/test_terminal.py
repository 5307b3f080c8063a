"""The interview on a real terminal, over the virtual sound card, key by key."""

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockint import session as sessions
from mockint.keyboard import HELD
from mockint.session import Session
from mockint.sound.soundfiles import duration
from tests.screens import Glass
from tests.soundcard import SoundCard
from tests.test_spoken_interview import BANK, SEED, spoken
from tests.wording import share

SAID = "I compared the invoice with the contract, found the duplicate, and issued a credit memo."
ENTER, CTRL_C, CTRL_Z = "\r", "\x03", "\x1a"
FOOT = 9
"""Lines at the end of the glass on which what moves is drawn."""


class Pane(Glass):
    """A glass that wraps what is too wide for it, as terminals do."""

    def _put(self, sign: str) -> None:
        if self._column == self.width:
            super().write("\r\n")
        super()._put(sign)


class Terminal:
    """A terminal in which ``mockint interview`` runs; ``glass`` is what a person sees."""

    def __init__(
        self,
        card: SoundCard,
        recordings: Path,
        *options: str,
        size: tuple[int, int] = (80, 24),
        below: tuple[str, ...] = (),
    ) -> None:
        self.recordings = recordings
        self.glass = Pane(size[0])
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._unseen = ""
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self._before = termios.tcgetattr(theirs)
        command = [
            *below,
            sys.executable,
            "-m",
            "mockint",
            "interview",
            "--recordings",
            str(recordings),
        ]
        self.process = card.start(
            *command,
            *options,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_adopt_terminal,
            env=card.environment | {"TERM": "xterm-256color"},
        )
        self._theirs = theirs

    def see(self, text: str, seconds: float = 60.0) -> None:
        """Wait until ``text`` stands at the foot of the glass."""
        self._until(lambda: text in self.foot, text, seconds)

    def find(self, text: str, seconds: float = 60.0) -> None:
        """Wait until ``text`` stands anywhere on the glass."""
        self._until(lambda: text in self.glass.text, text, seconds)

    def miss(self, text: str, seconds: float = 60.0) -> None:
        """Wait until ``text`` stands there no more."""
        self._until(lambda: text not in self.foot, f"no {text}", seconds)

    def press(self, keys: str) -> None:
        """Press ``keys`` together, no sooner than a person who meant each press of its own."""
        time.sleep(HELD)
        os.write(self._ours, keys.encode())

    def hear(self, seconds: float) -> None:
        """Go on until the clock of the answer shows ``seconds`` more than now."""
        self.see("Listening")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._look()

    def end(self) -> int:
        """Wait for its end; the exit code. The terminal must be as it was."""
        self._until(lambda: self.process.poll() is not None, "the end", 60.0)
        while select.select([self._ours], [], [], 0.1)[0]:
            self._look()
        assert termios.tcgetattr(self._theirs) == self._before
        assert not self.glass.hidden
        return int(self.process.returncode)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for end in (self._ours, self._theirs):
            with contextlib.suppress(OSError):
                os.close(end)

    def shut_window(self) -> None:
        """Close the terminal as a person closes its window."""
        os.close(self._theirs)
        os.close(self._ours)

    @property
    def session(self) -> Session:
        return sessions.load(sessions.find(self.recordings, None))

    @property
    def foot(self) -> str:
        return "\n".join(self.glass.text.splitlines()[-FOOT:])

    def _until(self, done: "object", what: str, seconds: float) -> None:
        assert callable(done)
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, f"waited for {what!r}, saw:\n{self.glass.text}"
            self._look()

    def _look(self) -> None:
        if select.select([self._ours], [], [], 0.05)[0]:
            self._unseen += self._decoder.decode(os.read(self._ours, 65_536))
            broken_off = re.search(r"\x1b[^A-Za-z]*\Z", self._unseen)
            whole = broken_off.start() if broken_off else len(self._unseen)
            self.glass.write(self._unseen[:whole])
            self._unseen = self._unseen[whole:]


def _adopt_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextlib.contextmanager
def terminal(card: SoundCard, recordings: Path, *options: str, **more: Any) -> Iterator[Terminal]:
    opened = Terminal(card, recordings, *options, **more)
    try:
        yield opened
    finally:
        opened.close()


NEW = (BANK, "-n", "1", "--seed", str(SEED), "--rate", "320")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return spoken(SAID, tmp_path_factory.mktemp("said") / "said.wav")


def kept_seconds(recordings: Path) -> float:
    folder = sessions.find(recordings, None)
    session = sessions.load(folder)
    sounds = [a.sound for each in session.answers for a in each.attempts if a.sound]
    return sum(duration(folder / sound) for sound in sounds)


def test_a_whole_interview_at_40_by_12_with_every_key(
    soundcard: SoundCard, tmp_path: Path, said: Path
) -> None:
    with terminal(soundcard, tmp_path, *NEW, size=(40, 12)) as seen:
        seen.see("Speaking")
        seen.press("p")
        seen.see("Paused")
        seen.press("pr\x1b[A")
        seen.see("Speaking")
        seen.press(ENTER)
        seen.see("Question 1 of 1")
        seen.see("Enter answer now")
        seen.press(ENTER)
        seen.see("Listening")
        seen.press("p")
        seen.see("Paused")
        time.sleep(HELD)
        seen.press("p")
        seen.see("Listening")
        soundcard.say(said).wait()
        seen.press("a")
        seen.see("attempt 2")
        seen.press(ENTER)
        seen.see("Listening")
        soundcard.say(said).wait()
        seen.press(ENTER * 5)
        seen.see("Enter next")
        assert "words in" in seen.glass.text
        seen.press(ENTER)
        seen.see("Speaking")
        seen.press("s")
        assert seen.end() == 0
        session = seen.session
        assert session.finished
        first, second = session.answers[0].attempts
        assert (first.ended, second.ended) == ("key", "key")
        assert second.transcript is not None
        assert share(SAID, second.transcript.text) > 0.5
        assert "Listening" not in seen.glass.text
        assert "Speaking" not in seen.glass.text


def test_interrupted_at_every_moment_it_goes_on_from_there(
    soundcard: SoundCard, tmp_path: Path, said: Path
) -> None:
    """One interview, ended by Ctrl-C wherever it is, and taken up again each time."""
    moments = (
        ("Speaking",),
        ("Speaking", "Enter answer now"),
        ("Speaking", "Enter answer now", "Listening"),
        ("Speaking", "Enter answer now", "Listening", "p", "Paused"),
        ("Speaking", "Enter answer now", "Listening", ENTER, "Enter next"),
    )
    for number, moment in enumerate(moments):
        options = NEW if number == 0 else ("--resume",)
        with terminal(soundcard, tmp_path, *options) as seen:
            reach(seen, moment)
            seen.press(CTRL_C)
            assert seen.end() == 130
            assert "go on with: mockint interview --resume" in " ".join(
                seen.glass.text.lower().split()
            )
            assert "Traceback" not in seen.glass.text
            assert "Listening" not in seen.foot
            assert not seen.session.finished
    with terminal(soundcard, tmp_path, "--resume") as seen:
        reach(seen, ("Speaking",))
        seen.see("To close")
        reach(seen, ("Enter answer now", "Listening"))
        seen.press(CTRL_C)
        assert seen.end() == 130
    assert len(sessions.folders(tmp_path)) == 1
    attempts = sessions.load(sessions.find(tmp_path, None)).answers[0].attempts
    assert [attempt.ended for attempt in attempts] == ["interrupted", "interrupted", "key"]


def reach(seen: Terminal, moment: tuple[str, ...]) -> None:
    """Wait for each of ``moment`` in turn; Enter leads from one to the next, single keys act."""
    for step, following in zip(moment, (*moment[1:], ""), strict=True):
        if len(step) == 1:
            seen.press(step)
            continue
        seen.see(step)
        if len(following) > 1:
            seen.press(ENTER)
        elif step == "Listening":
            seen.hear(1.0)


def test_on_the_phone_the_keys_do_what_they_say_and_nothing_is_to_be_read(
    soundcard: SoundCard, tmp_path: Path, said: Path
) -> None:
    with terminal(soundcard, tmp_path, *NEW, "--phone", "--follow-ups", "0") as seen:
        seen.find("On the phone. Enter done, r repeat, s skip, p pause, a again, q quit.")
        seen.press(ENTER)  # The greeting is not waited for.
        seen.find("Recording.")
        seen.press("p")
        seen.find("Paused: nothing is recorded until you press p.")
        time.sleep(1.0)
        seen.press("p")
        seen.find("until you press p.\nRecording.")
        soundcard.say(said).wait()
        seen.press(ENTER)
        seen.find("press p.\nRecording.\nRecording.")  # the closing question
        asked = seen.session.answers[0].asked
        assert asked[:20] not in " ".join(seen.glass.text.split())
        assert "contract" not in seen.glass.text
        seen.press("q")
        assert seen.end() == 0
        (attempt,) = seen.session.answers[0].attempts
        assert attempt.ended == "key"
        assert attempt.transcript is not None
        assert share(SAID, attempt.transcript.text) > 0.5
        assert "What to do next" in seen.glass.text


def test_a_request_to_end_keeps_what_was_said(
    soundcard: SoundCard, tmp_path: Path, said: Path
) -> None:
    with terminal(soundcard, tmp_path, *NEW) as seen:
        reach(seen, ("Speaking", "Enter answer now", "Listening"))
        soundcard.say(said).wait()
        seen.process.terminate()
        assert seen.end() == 143
        assert seen.session.answers[0].attempts[0].ended == "interrupted"
        assert kept_seconds(tmp_path) > 3.0


def test_a_closed_window_keeps_what_was_said(
    soundcard: SoundCard, tmp_path: Path, said: Path
) -> None:
    with terminal(soundcard, tmp_path, *NEW) as seen:
        reach(seen, ("Speaking", "Enter answer now", "Listening"))
        soundcard.say(said).wait()
        seen.shut_window()
        assert seen.process.wait(30) == 130
        assert seen.session.answers[0].attempts[0].ended == "interrupted"
        assert kept_seconds(tmp_path) > 3.0


SHOWN, HIDDEN = "\x1b[?25h", "\x1b[?25l"
"""What makes the cursor come and go."""
SHELL = ("sh", "-c", 'set -m; "$@"; echo stopped; stty -a; sleep 2; fg', "sh")
"""Only a job of a shell can be stopped; this one takes it up again two seconds later."""


def test_ctrl_z_leaves_the_terminal_as_it_was_and_comes_back_paused(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    with terminal(soundcard, tmp_path, *NEW, below=SHELL) as seen:
        reach(seen, ("Speaking", "Enter answer now", "Listening"))
        seen.press(CTRL_Z)
        seen.find("stopped")
        seen.find(" icanon")
        before, _, _ = seen.glass.raw.partition("stopped")
        assert before.rfind(SHOWN) > before.rfind(HIDDEN)
        assert "Listening" not in seen.glass.text
        seen.see("Paused")
        seen.press("p")
        seen.see("Listening")
        seen.hear(1.0)
        seen.press("q")
        assert seen.end() == 0
        assert seen.session.answers[0].attempts[0].seconds > 1.5


def test_a_voice_that_hangs_holds_nobody_up(soundcard: SoundCard, tmp_path: Path) -> None:
    with terminal(soundcard, tmp_path, *NEW) as seen:
        voice = voice_of(seen.process.pid)
        os.kill(voice, signal.SIGSTOP)
        seen.see("The voice is getting ready")
        started = time.monotonic()
        seen.press(ENTER)
        seen.see("Question 1 of 1")
        seen.see("The voice is getting ready")
        time.sleep(HELD)
        seen.press(ENTER)
        seen.see("Listening")
        assert time.monotonic() - started < 15.0
        seen.press("q")
        assert seen.end() == 0


def _read(path: str) -> bytes:
    """What a file of /proc holds; nothing once its process has gone."""
    try:
        return Path(path).read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task").glob("*")
    return [int(pid) for task in tasks for pid in _read(f"{task}/children").split()]


def voice_of(parent: int) -> int:
    """The child process of ``parent`` that speaks."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for pid in _children(parent):
            if b"voice.worker" in _read(f"/proc/{pid}/cmdline"):
                return pid
        time.sleep(0.01)
    raise AssertionError("no voice was started")


def test_real_mode_shows_neither_words_nor_marks_before_the_end(
    soundcard: SoundCard, tmp_path: Path, said: Path
) -> None:
    with terminal(soundcard, tmp_path, *NEW, "--mode", "real") as seen:
        reach(seen, ("Speaking", "Enter answer now", "Listening"))
        soundcard.say(said).wait()
        seen.hear(1.0)
        seen.press(ENTER)
        seen.see("To close")
        assert "credit" not in seen.glass.text
        assert "structure" not in seen.glass.text
        seen.see("Speaking")
        seen.press("s")
        assert seen.end() == 0
        assert "credit" in seen.glass.text
        assert "structure" in seen.glass.text
