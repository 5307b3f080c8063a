"""Lines as they are written: at a terminal with the editing of any prompt, or from a pipe.

Answers are asked for with ``line``. Between them a line may stand for a key: ``read``
gives it as a keyboard would, so that the interview need not know the two apart.
"""

import os
import select
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

LIMIT: Final = 100_000
"""Bytes of a line that are kept; of a longer one so many and one more."""
PROMPT: Final = "> "
PASTED: Final = 0.05
"""Seconds within which more lines behind an empty one were pasted with it."""
HANG_UP: Final = "q"
"""Given as a key when the terminal has gone: nobody is left to ask."""

_NAMED: Final = {
    "": "\n",
    "again": "a",
    "pause": "p",
    "quit": "q",
    "repeat": "r",
    "skip": "s",
}


def as_key(line: str) -> str | None:
    """The key that a line stands for: its one letter, Enter, or the word; None for other text."""
    said = line.strip().lower()
    return said if len(said) == 1 else _NAMED.get(said)


class Paper:
    """Lines of ``stream``. ``terminal``: somebody sits there and sees what they write."""

    def __init__(self, stream: TextIO) -> None:
        self._fd = stream.fileno()
        self._encoding = stream.encoding or "utf-8"
        self._lines: deque[str] = deque()
        self._rest = b""
        self._ended = False
        self.terminal = stream.isatty()
        self.leaving: Callable[[], None] = lambda: None

    def read(self, timeout: float = 0.0) -> str | None:
        """The next key, or None when none came within ``timeout`` seconds.

        At a terminal a line of text, where no answer is asked for, is no key; from a pipe it
        is left for the answer that it belongs to.
        """
        self._fill(timeout)
        if not self._lines:
            return HANG_UP if self._ended and self.terminal else None
        key = as_key(self._lines[0])
        if key is not None or self.terminal:
            self._lines.popleft()
        return key

    def line(self) -> str | None:
        """The next line without its end, waited for; None where there is none."""
        if self.terminal and not self._lines:
            self._edit()
        while not (self._lines or self._ended or self.terminal):
            self._fill(None)
        return self._lines.popleft() if self._lines else None

    @property
    def ended(self) -> bool:
        """Whether ``read`` will give no key: none is left, or not before an answer is read."""
        return self._ended or (not self.terminal and bool(self._lines))

    @property
    def waits(self) -> bool:
        """Whether a line has come that nobody has read."""
        self._fill(0.0)
        return bool(self._lines)

    @property
    def pasted(self) -> bool:
        """Whether more comes at once behind the last line, as only pasting brings it."""
        return self.terminal and (bool(self._lines) or _more(self._fd))

    def _edit(self) -> None:
        """Let a line be written, with the arrow keys where there are such."""
        try:
            written = input(PROMPT)
        except EOFError:
            print()
            return
        except KeyboardInterrupt:
            print()  # What is said of it stands on a line of its own.
            raise
        self._lines.extend(line[: LIMIT + 1] for line in written.split("\n"))

    def _fill(self, timeout: float | None) -> None:
        """Take what has come, unless there are lines still to be read."""
        if self._lines or not select.select([] if self._ended else [self._fd], [], [], timeout)[0]:
            return
        try:
            data = os.read(self._fd, 2**16)
        except OSError:
            data = b""
        self._ended = not data
        self._cut(data)

    def _cut(self, data: bytes) -> None:
        """Add the whole lines, and at the end what stands there without one."""
        *whole, rest = (self._rest + data).split(b"\n")
        if self._ended and rest:
            whole, rest = [*whole, rest], b""
        self._rest = rest[: LIMIT + 1]
        for each in whole:
            text = each[: LIMIT + 1].decode(self._encoding, errors="replace")
            self._lines.append(text.removesuffix("\r"))


@contextmanager
def paper(stream: TextIO | None = None) -> Iterator[Paper]:
    """Lines of ``stream`` (standard input) until the block ends; none where there is no such."""
    stream = stream or sys.stdin
    try:
        sheet = Paper(stream)
    except (OSError, ValueError, AttributeError):
        with Path(os.devnull).open(encoding="utf-8") as empty:
            yield Paper(empty)
        return
    if sheet.terminal:
        _let_edit()
    yield sheet


def _more(terminal: int) -> bool:
    """Whether signs have come there, be it no whole line yet; they are left."""
    import termios

    before = termios.tcgetattr(terminal)
    single = termios.tcgetattr(terminal)
    single[3] &= ~termios.ICANON
    try:
        termios.tcsetattr(terminal, termios.TCSANOW, single)
        return bool(select.select([terminal], [], [], PASTED)[0])
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def _let_edit() -> None:
    """Give ``input`` the arrow keys; what was written before does not come up again."""
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]  # it is a text file
    if sys.stdout.isatty():
        with suppress(ImportError):
            import readline

            readline.set_auto_history(False)
