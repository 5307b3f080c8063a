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
    return (*_STRACE, "-o", str(trace), "-e", f"trace={call.kind}", "-e", inject)


def reached(trace: Path) -> bool:
    """Whether the run came to that call at all."""
    text = trace.read_text(errors="replace")
    return "(INJECTED)" in text or "killed by SIGKILL" in text


_STRACE = ("strace", "-f", "-qq")


def calls(trace: Path, root: Path) -> list[Call]:
    """Those in ``trace`` that change something below ``root``, in order, each place once."""
    return list(dict.fromkeys(_calls(trace.read_text(errors="replace"), str(root))))


def _calls(text: str, root: str) -> Iterator[Call]:
    counts: dict[tuple[str, str], int] = {}
    for found in map(_CALL.match, text.splitlines()):
        if found is None:
            continue
        thread, kind, rest = found["thread"], found["kind"], found["rest"]
        counts[thread, kind] = count = counts.get((thread, kind), 0) + 1
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
