"""What ends a program from outside ends an interview as Ctrl-C does: in order, all kept."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

CODES = {"SIGINT": 130, "SIGHUP": 130, "SIGTERM": 143}
"""Signals and the exit codes they lead to; a closed window is a Ctrl-C."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn each signal into KeyboardInterrupt with its exit code, until the block ends.

    After the first the others are ignored, so that nothing breaks in on the
    keeping of what was said.
    """
    before = {name: signal.getsignal(getattr(signal, name)) for name in CODES}
    ours = [name for name in CODES if before[name] is not signal.SIG_IGN]
    for name in ours:
        signal.signal(getattr(signal, name), _interrupt)
    try:
        yield
    finally:
        for name in ours:
            signal.signal(getattr(signal, name), before[name])


def _interrupt(number: int, frame: FrameType | None) -> None:
    for name in CODES:
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    if number == signal.SIGHUP:
        _let_go_of_the_window()
    raise KeyboardInterrupt(CODES[signal.Signals(number).name])


def _let_go_of_the_window() -> None:
    """It is closed: what is still printed to it would be an error."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
