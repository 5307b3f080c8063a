"""What a command asks of the system that changes a file, and a run that is disturbed at one.

``strace`` counts each kind of call in each thread; a run is repeated with the same count, so
that it is disturbed at the same place as long as the command does the same again.
"""

import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CHANGING = (
    *("openat", "write", "fsync", "fdatasync", "ftruncate", "rename", "renameat", "renameat2"),
    *("link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "utimensat"),
    *("sendfile", "copy_file_range"),
)
ROOM = ("openat", "write", "fsync", "fdatasync", "rename", "link", "mkdir", "copy_file_range")
"""Calls that a full disk can refuse."""
BY_NUMBER = ("write", "fsync", "fdatasync", "ftruncate", "sendfile", "copy_file_range")
"""Calls whose file was opened before; behind it there are bytes."""
_CALL = re.compile(r"(?P<thread>\d+) +(?P<kind>\w+)\((?P<rest>.*)")
_OF = re.compile(r"[\w-]+<([^>]*)>")
_NAME = re.compile(r"(?:[\w-]+<[^>]*>, )?\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Call:
    """The ``count``-th call (from 1) of that kind in its thread, and what it is done to."""

    kind: str
    count: int
    path: str


def missing() -> str:
    """Why no run can be disturbed here; empty if it can."""
    return "" if shutil.which("strace") else "no strace here"


def traced(trace: Path, kinds: Iterable[str] = CHANGING) -> tuple[str, ...]:
    """What is attached to a command whose calls are to be written to ``trace``."""
    return (*_STRACE, "-y", "-o", str(trace), "-e", f"trace={','.join(kinds)}")


def disturbed(call: Call, how: str, trace: Path) -> tuple[str, ...]:
    """What is attached to one that is to be disturbed: "signal=SIGKILL", "error=ENOSPC"."""
    inject = f"inject={call.kind}:{how}:when={call.count}"
    return (*traced(trace, [call.kind]), "-e", inject)


def reached(trace: Path, call: Call, root: Path) -> bool:
    """Whether it came to that call, and it was one below ``root`` in this run as well.

    Where several threads share the work one may make another's call, and a file of Python's own
    be refused.
    """
    found = _counted(trace.read_text(errors="replace"))
    hit = [_path(kind, rest) for kind, count, rest in found if count == call.count]
    return bool(hit) and all(path.startswith(f"{root}/") for path in hit)


_STRACE = ("strace", "-f", "-qq")


def calls(trace: Path, root: Path) -> list[Call]:
    """Those in ``trace`` that change something below ``root``, in order, each place once."""
    return list(dict.fromkeys(_calls(trace.read_text(errors="replace"), str(root))))


def _counted(text: str) -> Iterator[tuple[str, int, str]]:
    """The kind of each call, the how-manieth of its thread's it is, and what is behind its name."""
    counts: dict[tuple[str, str], int] = {}
    for found in map(_CALL.match, text.splitlines()):
        if found is not None:
            made = found["thread"], found["kind"]
            counts[made] = counts.get(made, 0) + 1
            yield found["kind"], counts[made], found["rest"]


def _calls(text: str, root: str) -> Iterator[Call]:
    for kind, count, rest in _counted(text):
        opened = kind != "openat" or re.search(r"O_(CREAT|TRUNC|WRONLY|RDWR)", rest)
        path = _path(kind, rest)
        if opened and path.startswith(f"{root}/"):
            yield Call(kind, count, path.removeprefix(f"{root}/"))


def _path(kind: str, rest: str) -> str:
    """The path that a call is about, from what strace prints behind its bracket."""
    folder, name = _OF.match(rest), None if kind in BY_NUMBER else _NAME.match(rest)
    inside = folder[1] if folder else ""
    return posixpath.join(inside, name[1]) if name else inside


def thinned(found: Iterable[Call], most: int) -> list[Call]:
    """At most so many of a kind at a file, evenly apart: sound is written block by block."""
    alike: dict[tuple[str, str], list[Call]] = {}
    for call in found:
        alike.setdefault((call.kind, call.path), []).append(call)
    return [call for each in alike.values() for call in _evenly(each, most)]


def _evenly(calls: list[Call], most: int) -> list[Call]:
    if len(calls) <= most:
        return calls
    step = (len(calls) - 1) / max(1, most - 1)
    return [calls[round(at * step)] for at in range(most)]
