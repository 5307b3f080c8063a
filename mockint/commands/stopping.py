"""What ends a program from outside ends an interview as Ctrl-C does: in order, all kept."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

CODES = {signal.SIGINT: 130, signal.SIGHUP: 130, signal.SIGTERM: 143}
"""Signals and the exit codes they lead to; a closed window is a Ctrl-C."""


_asked: list[int] = []


def heed() -> None:
    """End the interview if a signal has asked for it.

    To be called again and again: an exception that a signal raises inside a callback of
    Python's own (a finalizer, say) is lost.
    """
    if _asked:
        raise KeyboardInterrupt(_asked[0])


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn each signal into KeyboardInterrupt with its exit code, until the block ends.

    After the first the others are ignored, so that nothing breaks in on the
    keeping of what was said.
    """
    _asked.clear()
    # Asked now: a window that is closed says that it never was one.
    windows = [stream.fileno() for stream in (sys.stdout, sys.stderr) if stream.isatty()]

    def interrupt(number: int, frame: FrameType | None) -> None:
        for each in ours:
            signal.signal(each, signal.SIG_IGN)
        hung_up = number == signal.SIGHUP  # it may come before the window says so itself
        _let_go([window for window in windows if hung_up or not os.isatty(window)])
        _asked.append(CODES[signal.Signals(number)])
        heed()

    before = {number: signal.getsignal(number) for number in CODES}
    ours = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in ours:
        signal.signal(number, interrupt)
    try:
        yield
    except OSError as error:
        if not _is_closed(error, windows):
            raise
        _let_go(windows)
        raise KeyboardInterrupt(CODES[signal.SIGHUP]) from error
    finally:
        for number in ours:
            signal.signal(number, before[number])


def _is_closed(error: OSError, windows: list[int]) -> bool:
    """Whether nothing could be written because the window is closed: its signal comes later."""
    return error.errno == errno.EIO and any(not os.isatty(window) for window in windows)


def _let_go(windows: list[int]) -> None:
    """They are closed: what is still printed to them would be an error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for window in windows:
        os.dup2(nowhere, window)
