"""What lies in a session's folder: what mockint put there, and what it did not.

Only regular files are ours, and only under names that mockint gives; a link, or
a folder of such a name, was put there by somebody else.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_SOUND = r"[0-9]{2,3}-(?:question|answer|follow-up|reply)(?:-[0-9]{1,3})?\.(?:wav|flac)"
_PAGE = r"(?:report|shared|compared)\.html"
_TEXT = r"(?:report|shared)\.(?:md|json)|session\.json"


def _or_beside(names: str) -> str:
    """``names``, or what such a file is called until it is whole."""
    return rf"(?:{names})|\.(?:{names})\.(?:new|part)"


_OURS = re.compile(
    rf"(?P<sound>{_or_beside(_SOUND)})|(?P<page>{_or_beside(_PAGE)})"
    rf"|(?P<text>{_or_beside(_TEXT)}|\.held)"
)
_ANSWER = re.compile(r"(?!00)[0-9]{2,3}-answer(?:-[0-9]{1,3})?\.(?:wav|flac)")
_COPIES = re.compile(r".+-sound", re.DOTALL)
"""Folders of sound that a report keeps beside a page."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A file in a session's folder, or in ``inside``, a folder there of copied sound.

    ``kind`` is "sound", "page" (which may hold sound) or "text"; None where
    mockint did not make it. ``size`` is in bytes. Without a ``name`` it is the
    folder ``inside`` itself.
    """

    inside: str
    name: str
    kind: str | None
    size: int = 0

    @property
    def path(self) -> str:
        """Its path in the session's folder."""
        return f"{self.inside}/{self.name}" if self.inside else self.name

    @property
    def sounding(self) -> bool:
        """Whether it is sound, or may hold some."""
        return self.kind in ("sound", "page")


def is_answer(name: str) -> bool:
    """Whether a session's folder holds an answer's sound under that name; a warm-up is none."""
    return _ANSWER.fullmatch(name) is not None


def things(folder: Path) -> tuple[Thing, ...]:
    """Everything in ``folder``, which is no link; a folder's content stands before it.

    Raises:
        OSError: it cannot be read.
    """
    with directory(folder) as opened:
        return tuple(_things(opened))


@contextmanager
def directory(folder: Path | str, inside: int | None = None) -> Iterator[int]:
    """A descriptor of ``folder``, which is no link; of that name in the open folder ``inside``."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
    descriptor = os.open(folder, flags, dir_fd=inside)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _things(folder: int) -> Iterator[Thing]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if _COPIES.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
                with directory(entry.name, folder) as copies:
                    yield from _copies(entry.name, copies)
            else:
                yield _thing("", entry)


def _copies(name: str, folder: int) -> Iterator[Thing]:
    with os.scandir(folder) as entries:
        found = [_thing(name, entry) for entry in entries]
    yield from found
    if not found or any(thing.kind == "sound" for thing in found):
        yield Thing(name, "", "sound")


def _thing(inside: str, entry: os.DirEntry[str]) -> Thing:
    ours = _OURS.fullmatch(entry.name)
    if ours is None or not entry.is_file(follow_symlinks=False):
        return Thing(inside, entry.name, None)
    kind = ours.lastgroup if not inside or ours.lastgroup == "sound" else None
    return Thing(inside, entry.name, kind, entry.stat(follow_symlinks=False).st_size)
