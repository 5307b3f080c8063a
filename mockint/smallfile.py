"""A small file that may be anything: a pipe, a folder, a device, far too large.

Nothing is waited for, and never more than the limit is read.
"""

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO, Literal

Why = Literal["folder", "special", "large"]


class Unfit(Exception):
    """What lies there is no small file; ``why`` says what it is instead.

    "special" is a pipe, a device, a socket, or a link where none may be.
    """

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


def contents(path: Path | str, limit: int, *, links: bool = True) -> bytes:
    """Everything in the regular file ``path``, at most ``limit`` bytes.

    Without ``links`` the last part of the path must be none.

    Raises:
        Unfit: it is no regular file, or larger than that.
        OSError: it is not there, or cannot be read.
    """
    _check(os.stat(path, follow_symlinks=links), limit)
    with _opened(path, links=links) as file:
        size = _check(os.fstat(file.fileno()), limit)
        data = file.read(size + 1)
        if len(data) > size:  # It grows, or does not know its size.
            data += file.read(limit + 1 - len(data))
    if len(data) > limit:
        raise Unfit("large")
    return data


def beginning(path: Path | str, limit: int) -> bytes:
    """The first bytes of the regular file ``path``, which is no link; at most ``limit`` of them.

    Raises:
        Unfit: it is no regular file.
        OSError: it is not there, or cannot be read.
    """
    _check(os.stat(path, follow_symlinks=False), sys.maxsize)
    with _opened(path, links=False) as file:
        _check(os.fstat(file.fileno()), sys.maxsize)
        return file.read(limit)


def _opened(path: Path | str, *, links: bool) -> BinaryIO:
    # What lies there may be another file by now, even a pipe to which nobody writes.
    waitless = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    flags = waitless if links else waitless | getattr(os, "O_NOFOLLOW", 0)
    return open(path, "rb", opener=lambda name, _: os.open(name, flags))


def _check(found: os.stat_result, limit: int) -> int:
    """The size in bytes of what ``found`` describes, if it can be read."""
    if stat.S_ISDIR(found.st_mode):
        raise Unfit("folder")
    if not stat.S_ISREG(found.st_mode):
        raise Unfit("special")
    if found.st_size > limit:
        raise Unfit("large")
    return found.st_size
