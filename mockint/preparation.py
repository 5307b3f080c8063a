"""What is ticked off before an interview; its file form is ``preparation.json``.

The file lies in the recordings folder and is replaced whole. One that cannot be
read is never written over.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from mockint.errors import DiskError, PreparationError
from mockint.smallfile import Unfit, contents

FORMAT = 1
FILE = "preparation.json"
SIZE = 1_000_000
"""Bytes the file may have."""


class Ticks(msgspec.Struct, frozen=True):
    """The ids of the steps that are done, in the order they were ticked off.

    Ids that no bank knows any more are kept.
    """

    format: int = FORMAT
    done: tuple[str, ...] = ()

    def changed(self, done: Iterable[str], undone: Iterable[str]) -> "Ticks":
        """These ticks with ``done`` added, each once, and then ``undone`` taken away."""
        away = set(undone)
        ticked = dict.fromkeys((*self.done, *done))
        return replace(self, done=tuple(step for step in ticked if step not in away))


def load(recordings: Path) -> Ticks:
    """The ticks kept in that folder; none where there is no file.

    Raises:
        PreparationError: the file cannot be read; it stays as it is.
    """
    path = recordings / FILE
    try:
        data = contents(path, SIZE)
    except FileNotFoundError:
        return Ticks()
    except Unfit as error:
        raise PreparationError(f"{path} {_UNFIT[error.why]}: move it away.") from error
    except OSError as error:
        raise PreparationError(
            f"{path} cannot be read ({error.strerror}): allow reading it, or move it away."
        ) from error
    return _decode(data, path)


def tick(recordings: Path, done: Iterable[str], undone: Iterable[str]) -> Ticks:
    """The ticks in that folder after this change, which is kept there.

    Raises:
        PreparationError: the file cannot be read; it stays as it is.
        DiskError: it cannot be written; the old one stays.
    """
    try:
        recordings.mkdir(parents=True, exist_ok=True)
        with _alone(recordings):
            before = load(recordings)
            after = before.changed(done, undone)
            if after != before:
                _save(after, recordings)
    except OSError as error:
        raise DiskError(
            f"{recordings / FILE} cannot be written ({error.strerror}): free some space, allow "
            "writing there, or name another folder with --recordings."
        ) from error
    return after


@contextmanager
def _alone(recordings: Path) -> Iterator[None]:
    """Two windows that tick at once do so one after the other, so that no tick is lost."""
    import fcntl

    waitless = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
    descriptor = os.open(recordings / f".{FILE}.held", waitless, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _save(ticks: Ticks, recordings: Path) -> None:
    data = msgspec.json.format(msgspec.json.encode(ticks), indent=1)
    if len(data) > SIZE:
        raise PreparationError(
            f"{recordings / FILE} would become larger than 1 MB: delete ids from it first."
        )
    beside = recordings / f".{FILE}.new"
    # What lies there may be a link out of the folder, put there by somebody else.
    beside.unlink(missing_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, recordings / FILE)


def _decode(data: bytes, path: Path) -> Ticks:
    try:
        ticks = msgspec.json.decode(data, type=Ticks)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PreparationError(
            f"{path} is damaged ({error}): mend it, or move it away to begin with no ticks."
        ) from error
    if ticks.format > FORMAT:
        raise PreparationError(
            f"{path} was written by a newer mockint: install the newest one to open it."
        )
    return ticks


_UNFIT = {
    "folder": "is a folder",
    "special": "is no ordinary file",
    "large": "is larger than 1 MB, and no list of ticks",
}
