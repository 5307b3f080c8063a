"""Single keys from a terminal, or letters on lines from a pipe; the seam to termios."""

import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TextIO

from mockint.paper import Paper

_KEY = re.compile(r"\x1b(?:\[\[?[0-9;?<]*[~A-Za-z]|O[A-Za-z]|[^\[O]|$)|.", re.DOTALL)
_UNFINISHED = re.compile(r"\x1b(?:\[\[?[0-9;?<]*|O)?\Z")

STOPPED = "\x1a"
"""Given as a key when the program goes on behind Ctrl-Z."""

HANG_UP = "q"
"""Given as a key when the terminal has gone: nobody is left to ask."""

HELD = 0.7
"""Seconds within which the same key again is one that is held down, or was hit twice."""


class Keys(Protocol):
    """Somewhere keys come from."""

    def read(self, timeout: float = 0.0) -> str | None:
        """The next key, or None when none came within ``timeout`` seconds."""


class Keyboard:
    """Keys as they are pressed: ``"\\n"`` for Enter, else the character; Escape sequences whole.

    On a pipe a letter stands on a line of its own, and an empty line is Enter.
    ``leaving`` is called before Ctrl-Z stops the program, to clear what is being drawn.
    """

    def __init__(self, stream: TextIO) -> None:
        self._fd = stream.fileno()
        self._waiting: list[str] = []
        self._unfinished = ""
        self._after_letter = False
        self._ended = False
        self._to_stop = False
        self._before: list[Any] = []
        self.leaving: Callable[[], None] = lambda: None
        self.terminal = stream.isatty()

    @property
    def ended(self) -> bool:
        """Whether no key will come any more."""
        return self._ended and not self._waiting

    def read(self, timeout: float = 0.0) -> str | None:
        """The next key, or None when none came within ``timeout`` seconds."""
        if not self._waiting:
            self._fill(timeout)
        if self._to_stop:
            self._stop()
        return self._waiting.pop(0) if self._waiting else None

    def _fill(self, timeout: float) -> None:
        if not select.select([] if self._ended else [self._fd], [], [], timeout)[0]:
            self._waiting.extend(filter(None, [self._unfinished]))
            self._unfinished = ""
            return
        data = self._received()
        text = data.decode("utf-8", errors="ignore").replace("\r", "\n")
        if self.terminal:
            self._waiting.extend(self._split(text) if data else [HANG_UP])
        else:
            self._waiting.extend(filter(None, map(self._from_line, text)))

    def _received(self) -> bytes:
        try:
            data = os.read(self._fd, 1024)
        except OSError:
            data = b""
        self._ended = not data
        return data

    def _split(self, text: str) -> list[str]:
        """The whole keys in ``text``; a sequence that breaks off waits for its end."""
        text = self._unfinished + text
        broken_off = _UNFINISHED.search(text)
        self._unfinished = broken_off.group() if broken_off else ""
        return _KEY.findall(text.removesuffix(self._unfinished))

    def _from_line(self, character: str) -> str | None:
        ends_letter = character == "\n" and self._after_letter
        self._after_letter = character != "\n"
        return None if ends_letter else character

    @contextmanager
    def unbuffered(self) -> Iterator[None]:
        """Single keys, unechoed, until the block ends; Ctrl-Z stops between two reads."""
        import termios
        import tty

        self._before = termios.tcgetattr(self._fd)
        handler = signal.signal(signal.SIGTSTP, self._ask_to_stop)
        try:
            tty.setcbreak(self._fd)
            yield
        finally:
            signal.signal(signal.SIGTSTP, handler)
            self._set(self._before)

    def _set(self, settings: list[Any]) -> None:
        import termios

        try:
            termios.tcsetattr(self._fd, termios.TCSADRAIN, settings)
        except termios.error:
            self._ended = True  # The terminal has gone, and its settings with it.

    def _ask_to_stop(self, *signalled: object) -> None:
        self._to_stop = True

    def _stop(self) -> None:
        """Leave the terminal as it was while the program is stopped."""
        import termios

        self._to_stop = False
        self.leaving()
        ours = termios.tcgetattr(self._fd)
        self._set(self._before)
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)
        self._set(ours)
        self._waiting.append(STOPPED)


class NoKeyboard:
    """Nobody is at the keys."""

    terminal = False
    ended = True

    def __init__(self) -> None:
        self.leaving: Callable[[], None] = lambda: None

    def read(self, timeout: float = 0.0) -> str | None:
        """None, when ``timeout`` seconds are over."""
        select.select([], [], [], timeout)
        return None


class Presses:
    """``keys`` of which each press counts once, however long it lasts; ``clock`` gives seconds."""

    def __init__(self, keys: Keys, clock: Callable[[], float]) -> None:
        self._keys = keys
        self._clock = clock
        self._last: str | None = None
        self._since = 0.0

    def read(self, timeout: float = 0.0) -> str | None:
        """The next press, or None when none came within ``timeout`` seconds."""
        key = self._keys.read(timeout)
        if key is None:
            return None
        now, held = self._clock(), key == self._last
        held = held and now - self._since < HELD
        self._last, self._since = key, now
        return None if held else key


AnyKeyboard = Keyboard | NoKeyboard | Paper


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
    with keys.unbuffered():
        yield keys
