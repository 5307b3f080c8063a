"""Single keys from a terminal, or letters on lines from a pipe; the seam to termios."""

import os
import re
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_KEY = re.compile(r"\x1b[\[O][0-9;]*[~A-Za-z]|.", re.DOTALL)


class Keyboard:
    """Keys as they are pressed: ``"\\n"`` for Enter, else the character; Escape sequences whole.

    On a pipe a letter stands on a line of its own, and an empty line is Enter.
    """

    def __init__(self, stream: TextIO) -> None:
        self._fd = stream.fileno()
        self._waiting: list[str] = []
        self._after_letter = False
        self._ended = False
        self.terminal = stream.isatty()

    def read(self, timeout: float = 0.0) -> str | None:
        """The next key, or None when none came within ``timeout`` seconds."""
        if not self._waiting:
            self._fill(timeout)
        return self._waiting.pop(0) if self._waiting else None

    def _fill(self, timeout: float) -> None:
        if self._ended or not select.select([self._fd], [], [], timeout)[0]:
            return
        data = os.read(self._fd, 64)
        self._ended = not data
        text = data.decode("utf-8", errors="ignore").replace("\r", "\n")
        if self.terminal:
            self._waiting.extend(_KEY.findall(text))
        else:
            self._waiting.extend(filter(None, map(self._from_line, text)))

    def _from_line(self, character: str) -> str | None:
        ends_letter = character == "\n" and self._after_letter
        self._after_letter = character != "\n"
        return None if ends_letter else character


class NoKeyboard:
    """Nobody is at the keys."""

    terminal = False

    def read(self, timeout: float = 0.0) -> str | None:
        """None, always, and at once."""
        return None


AnyKeyboard = Keyboard | NoKeyboard


@contextmanager
def keyboard(stream: TextIO | None = None) -> Iterator[AnyKeyboard]:
    """The keys of ``stream`` (standard input), unbuffered and unechoed until the block ends."""
    stream = stream or sys.stdin
    try:
        keys = Keyboard(stream)
    except (OSError, ValueError, AttributeError):
        yield NoKeyboard()
        return
    if not keys.terminal:
        yield keys
        return
    import termios
    import tty

    before = termios.tcgetattr(keys._fd)
    try:
        tty.setcbreak(keys._fd)
        yield keys
    finally:
        termios.tcsetattr(keys._fd, termios.TCSADRAIN, before)
