"""The parent's end of the process in which a voice lives."""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import msgspec
import numpy as np

from mockint.errors import VoiceError
from mockint.sound.clip import Clip
from mockint.voice.messages import Reply, Request
from mockint.voice.speech import Speech, SpokenWord, VoiceInfo
from mockint.voice.wording import speakable

LONGEST = 10_000
"""Characters of one text at most: more than ten minutes of speech."""

STOPPED = "The voice stopped; the question is shown in print, and `mockint doctor` tells more."

Answer = tuple[Reply, bytes]


class Child:
    """One speaking process; it is in a session of its own, so Ctrl-C does not reach it."""

    def __init__(self, engine: str, voice: str, rate: int) -> None:
        try:
            self._folder = TemporaryDirectory(prefix="mockint-voice-", ignore_cleanup_errors=True)
            self._errors = Path(self._folder.name, "errors.txt")
            self._process = self._start(engine, voice, str(rate))
        except OSError as fault:
            raise VoiceError(
                f"The voice cannot be started ({fault.strerror}): free memory and disk space."
            ) from fault

    def ask(self, request: Request, timeout: float) -> Answer | None:
        """Its answer, None if it ended instead; raises queue.Empty after ``timeout`` seconds."""
        answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        threading.Thread(target=self._talk, args=(request, answers), daemon=True).start()
        return answers.get(timeout=timeout)

    def last_words(self) -> str:
        """The end of what it said about its trouble."""
        with contextlib.suppress(OSError):
            return self._errors.read_text("utf-8", "replace").strip()[-500:]
        return ""

    def end(self) -> None:
        """Kill it, stopped or hung as it may be, and clear away what it left."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if pipe:
                    pipe.close()
        self._folder.cleanup()

    def _start(self, engine: str, voice: str, rate: str) -> "subprocess.Popen[bytes]":
        # -P: nothing that lies in the current folder is taken for a module.
        command = [sys.executable, "-P", "-m", "mockint.voice.worker"]
        root = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
        with self._errors.open("wb") as errors:
            return subprocess.Popen(
                [*command, engine, voice, rate, self._folder.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,
            )

    def _talk(self, request: Request, answers: "queue.SimpleQueue[Answer | None]") -> None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(msgspec.json.encode(request) + b"\n")
            stdin.flush()
        except (OSError, ValueError):
            pass  # It may have left its reason before it ended.
        try:
            answers.put(_answer(stdout))
        except (OSError, ValueError, msgspec.DecodeError):
            answers.put(None)


class ProcessVoice:
    """A voice in a process of its own, which starts when it is made and after each fault.

    ``timeout``: seconds one text may take, the start included.
    """

    def __init__(self, name: str, engine: str, voice: str, rate: int, timeout: float) -> None:
        self.name = name
        self.rate = rate
        self._identity = (engine, voice, rate)
        self._timeout = timeout
        self._turn = threading.Lock()
        self._child: Child | None = Child(*self._identity)

    def render(self, text: str) -> Speech:
        """The sound of ``text``; raises VoiceError, also if there is nothing in it to say."""
        if len(text) > LONGEST:
            raise VoiceError(f"This text is too long to be spoken: {LONGEST} characters at most.")
        line = speakable(text)
        if not line:
            raise VoiceError("There is nothing in this text that can be spoken.")
        reply, sound = self._ask(Request(line))
        words = tuple(SpokenWord(word, start) for word, start in reply.words)
        return Speech(Clip(np.frombuffer(sound, "<i2").astype(np.int16), reply.rate), words)

    def voices(self) -> tuple[VoiceInfo, ...]:
        """The engine's voices; raises VoiceError."""
        return self._ask(Request(None))[0].voices

    def close(self) -> None:
        """End the process, also in the middle of a ``render``; the next one starts it again."""
        child, self._child = self._child, None
        if child:
            child.end()

    def _ask(self, request: Request) -> Answer:
        with self._turn:
            child = self._child = self._child or Child(*self._identity)
            try:
                reply, sound = self._patiently(child, request)
            except BaseException:
                # Whatever broke in, the next answer must not be this one's.
                self.close()
                raise
            return reply, sound

    def _patiently(self, child: Child, request: Request) -> Answer:
        try:
            answer = child.ask(request, self._timeout)
        except queue.Empty as silence:
            raise VoiceError(
                f"The voice did not answer within {self._timeout:g} s;"
                " the question is shown in print."
            ) from silence
        if answer is None:
            fault = VoiceError(STOPPED)
            if last_words := child.last_words():
                fault.add_note(last_words)
            raise fault
        if answer[0].fault is not None:
            raise VoiceError(answer[0].fault)
        return answer


def _answer(stdout: IO[bytes]) -> Answer | None:
    """One reply and its sound; None where the process ended before they were whole."""
    line = stdout.readline()
    if not line.endswith(b"\n"):
        return None
    reply = msgspec.json.decode(line, type=Reply)
    sound = stdout.read(reply.size)
    return (reply, sound) if len(sound) == reply.size else None
