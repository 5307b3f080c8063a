"""The process in which a voice lives: ``python -m mockint.voice.worker ENGINE VOICE RATE FOLDER``.

It reads one request a line from standard input and answers each on standard
output with one line, followed by the sound it announces. When its input ends, or
after a fault, it ends.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from mockint.errors import MockintError
from mockint.voice.messages import Reply, Request
from mockint.voice.speech import Speech, VoiceInfo


class Speaker(Protocol):
    """One engine with one voice, in this process."""

    def render(self, text: str) -> Speech: ...

    def voices(self) -> list[VoiceInfo]: ...


def main(engine: str, voice: str, rate: str, folder: str) -> None:
    """Serve requests until there are no more."""
    replies = _own_output()
    requests = sys.stdin.buffer
    try:
        speaker = _speaker(engine, voice, int(rate), Path(folder))
        for line in requests:
            _serve(speaker, msgspec.json.decode(line, type=Request), replies)
    except MockintError as fault:
        _send(replies, Reply(fault=str(fault)))
    # Whoever would have cleared it away may have been killed.
    shutil.rmtree(folder, ignore_errors=True)
    # espeak does not survive an orderly end of Python in every build.
    os._exit(0)


def _own_output() -> BinaryIO:
    """Standard output for replies alone: pyttsx3 prints to it."""
    replies = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    return replies


def _speaker(engine: str, voice: str, rate: int, folder: Path) -> Speaker:
    if engine == "piper":
        from mockint.voice.piper import Piper

        return Piper(voice, rate)
    from mockint.voice.synthesizer import Synthesizer

    return Synthesizer(voice, rate, folder)


def _serve(speaker: Speaker, request: Request, replies: BinaryIO) -> None:
    if request.text is None:
        _send(replies, Reply(voices=tuple(speaker.voices())))
        return
    speech = speaker.render(request.text)
    sound = speech.clip.samples.astype("<i2").tobytes()
    words = tuple((word.text, word.start) for word in speech.words)
    _send(replies, Reply(size=len(sound), rate=speech.clip.rate, words=words), sound)


def _send(replies: BinaryIO, reply: Reply, sound: bytes = b"") -> None:
    replies.write(msgspec.json.encode(reply) + b"\n" + sound)
    replies.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
