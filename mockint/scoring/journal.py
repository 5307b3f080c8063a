"""What was marked, beside the file it goes into: a run that was stopped goes on from here.

The first line says how things are marked, each further one is a file's result with the
stamp the file had. Lines are only ever added, so that a kill spoils the last one at most.
"""

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from mockint.errors import DiskError, MockintError
from mockint.scoring.job import File, Stamp, name_of

FORMAT = 1
_ITSELF = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
SYNCED = 1.0
"""Seconds between two times that the disk is waited for."""


class JournalError(MockintError):
    """What was begun cannot be gone on with."""


class Head(msgspec.Struct, frozen=True):
    """How the files were marked, by flag."""

    journal: int
    told: dict[str, str]


class Entry(msgspec.Struct, frozen=True):
    """The JSON ``line`` of a file, and the stamp it had."""

    file: str
    size: int
    changed: int
    line: str


class _Marked(msgspec.Struct):
    """What every result has."""

    text: str
    rubric: str


class _Place(NamedTuple):
    at: int
    length: int
    stamp: Stamp


class Journal:
    """The results so far. To be closed."""

    def __init__(self, output: Path, told: dict[str, str], *, anew: bool = False) -> None:
        """Open the journal beside ``output``, or begin it; ``anew``: forget what is in it.

        Raises:
            JournalError: it was begun otherwise, somebody else is writing it, or ``output`` is
                there and nothing says where it comes from.
            DiskError: it cannot be written.
        """
        self.path = output.with_name(f"{output.name}.journal")
        self._output = output
        self._places: dict[str, _Place] = {}
        self._synced = time.monotonic()
        if not anew and not self.path.exists() and output.is_file() and output.stat().st_size:
            raise JournalError(
                f"{output} is there already, without its journal: name another file with -o, or"
                " write it anew with --anew."
            )
        self._file = self._opened()
        try:
            with self._told():
                self._begin(told, anew)
        except BaseException:
            self._file.close()
            raise

    def __len__(self) -> int:
        """How many files it knows, whether they are asked for or not."""
        return len(self._places)

    def knows(self, file: File) -> bool:
        """Whether that file, unchanged, has been marked."""
        place = self._places.get(name_of(file.path))
        return place is not None and place.stamp == file.stamp

    def line(self, file: File) -> str:
        """Its JSON line."""
        place = self._places[name_of(file.path)]
        self._file.seek(place.at)
        return msgspec.json.decode(self._file.read(place.length), type=Entry).line

    def add(self, file: File, line: str) -> None:
        """Keep what came of a file; one that nothing could be told of is not kept."""
        if file.stamp is None:
            return
        name = name_of(file.path)
        data = msgspec.json.encode(Entry(name, *file.stamp, line)) + b"\n"
        at = self._append(data)
        self._places[name] = _Place(at, len(data), file.stamp)

    def close(self) -> None:
        """See that all of it is on the disk."""
        with self._file, contextlib.suppress(OSError):
            os.fsync(self._file.fileno())

    def _opened(self) -> BinaryIO:
        with self._told():
            # Nobody else on the machine may read what was said.
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | _ITSELF, 0o600)
        if not stat.S_ISREG(os.fstat(file).st_mode):
            os.close(file)
            raise JournalError(f"{self.path} is no ordinary file: name another file with -o.")
        opened = os.fdopen(file, "r+b")
        if not _alone(file):
            opened.close()
            raise JournalError(f"{self._output} is just being written: wait for that to end.")
        return opened

    def _begin(self, told: dict[str, str], anew: bool) -> None:
        head = b"" if anew else self._file.readline()
        if head.endswith(b"\n"):
            self._compare(_head(head, self.path), told)
            self._read(len(head))
            return
        self._file.seek(0)
        self._file.truncate()
        self._append(msgspec.json.encode(Head(FORMAT, told)) + b"\n")

    def _compare(self, head: Head, told: dict[str, str]) -> None:
        """Refuse to go on with what was begun otherwise."""
        for flag in told:
            before, now = head.told.get(flag, ""), told[flag]
            if before != now:
                raise JournalError(
                    f"{self._output} was begun with {flag} {before or 'left out'}, now it is"
                    f" {now or 'left out'}: give the same again, name another file with -o,"
                    " or mark everything again with --anew."
                )

    def _read(self, at: int) -> None:
        """Learn what is there; a damaged line is passed over, a half one at the end cut off."""
        for data in self._file:
            if not data.endswith(b"\n"):
                self._file.truncate(at)
                return
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                entry = msgspec.json.decode(data, type=Entry)
                msgspec.json.decode(entry.line, type=_Marked)
                stamp = Stamp(entry.size, entry.changed)
                self._places[entry.file] = _Place(at, len(data), stamp)
            at += len(data)

    def _append(self, data: bytes) -> int:
        """Where in the file it begins."""
        with self._told():
            at = self._file.seek(0, os.SEEK_END)
            self._file.write(data)
            self._file.flush()
            if time.monotonic() - self._synced > SYNCED:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        return at

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say in a sentence what the disk refuses in the block."""
        try:
            yield
        except OSError as error:
            raise DiskError(
                f"{self.path} cannot be written ({error.strerror}): make room there, or name"
                " another file with -o; what was marked before is kept."
            ) from error


def _head(line: bytes, path: Path) -> Head:
    try:
        head = msgspec.json.decode(line, type=Head)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise JournalError(
            f"{path} is no journal of mockint: name another file with -o."
        ) from error
    if head.journal != FORMAT:
        raise JournalError(f"{path} is of another mockint: mark everything again with --anew.")
    return head


def _alone(file: int) -> bool:
    """Whether nobody else writes the file; from now on nobody else does."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
