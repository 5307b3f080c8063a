"""C libraries that talk to the terminal behind Python's back, told to be quiet."""

import contextlib
import os
import threading
from collections.abc import Iterator

_lock = threading.Lock()
_inside = 0
_kept = -1


@contextlib.contextmanager
def hushed() -> Iterator[None]:
    """Nothing that is written to standard error meanwhile reaches the person's screen.

    Meant for moments: it holds for all threads, and may be used by several at once.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _inside, _kept
    with _lock:
        _inside += 1
        if _inside == 1:
            # A program without standard error has nothing to keep from it.
            with contextlib.suppress(OSError):
                _kept = os.dup(2)
                _point_at(os.open(os.devnull, os.O_WRONLY))


def _leave() -> None:
    global _inside, _kept
    with _lock:
        _inside -= 1
        if _inside == 0 and _kept != -1:
            _point_at(_kept)
            _kept = -1


def _point_at(handle: int) -> None:
    os.dup2(handle, 2)
    os.close(handle)
