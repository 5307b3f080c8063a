"""The folder of one interview.

``recordings/NAME/session.json`` is replaced whole at every step, so that a
kill at any moment leaves the state before or after it. Sound lies beside it
under names that ``interview`` gives out; a name of any other shape is refused.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from mockint.errors import DiskError, SessionError
from mockint.session.interview import FORMAT, Session, SoundName
from mockint.session.summary import Summary
from mockint.smallfile import Unfit, contents

FILE = "session.json"
HOLD = ".held"
MAX_BYTES = 64 * 2**20


def new_folder(recordings: Path, bank: str, now: datetime) -> Path:
    """A new folder of its own below ``recordings``, readable by its owner alone.

    Raises:
        DiskError: it cannot be made.
    """
    stem = f"{now:%Y-%m-%d-%H%M}-{bank}"
    try:
        recordings.mkdir(parents=True, exist_ok=True)
        for count in range(1, 1000):
            folder = recordings / (stem if count == 1 else f"{stem}-{count}")
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
                return folder
    except OSError as error:
        raise DiskError(
            f"The interview cannot be kept in {recordings} ({error.strerror}): "
            "name another folder with --recordings."
        ) from error
    raise DiskError(f"{recordings} holds too many sessions of this minute: try again in a minute.")


def save(session: Session, folder: Path) -> None:
    """Replace the folder's ``session.json``, whole or not at all, in today's format.

    Raises:
        DiskError: it cannot be written; the old file stays.
    """
    beside = folder / f".{FILE}.new"
    # One of an older format may hold by now what its reader does not know.
    stamped = replace(session, format=max(session.format, FORMAT))
    data = msgspec.json.format(msgspec.json.encode(stamped), indent=1)
    try:
        # What lies there may be a link out of the folder, put there by somebody else.
        beside.unlink(missing_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, folder / FILE)
    except OSError as error:
        raise DiskError(
            f"{folder / FILE} cannot be written ({error.strerror}): free some space or allow "
            "writing there; what was said so far is kept."
        ) from error


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep the session to this process until the block ends; a killed process lets go.

    Raises:
        SessionError: another process holds it.
        DiskError: the folder cannot be written.
    """
    waitless = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(folder / HOLD, waitless, 0o600)
    except OSError as error:
        raise DiskError(
            f"{folder} cannot be written ({error.strerror}): free some space or allow writing "
            "there; what is kept in it can still be read."
        ) from error
    try:
        _lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SessionError(
            f"{folder.name} is being held in another window: end it there first."
        ) from error


def load(folder: Path) -> Session:
    """The session kept in ``folder``.

    Raises:
        SessionError: there is none, it is newer than this mockint, or it is damaged.
    """
    name = os.fsencode(folder.name).decode(errors="replace")
    return replace(_load(folder, Session), name=name)


def load_summary(folder: Path) -> Summary:
    """What a list needs of the session kept in ``folder``; its other parts are not looked at.

    Raises:
        SessionError: as with ``load``.
    """
    return _load(folder, Summary)


Kept = TypeVar("Kept", Session, Summary)


def _load(folder: Path, kind: type[Kept]) -> Kept:
    path = folder / FILE
    try:
        return _decode(contents(path, MAX_BYTES, links=False), path, kind)
    except Unfit as error:
        unfit = "too large to be a session" if error.why == "large" else "no ordinary file"
        raise SessionError(f"{path} is {unfit}: move it away.") from error
    except OSError as error:
        raise SessionError(
            f"{folder} holds no session that can be read ({error.strerror}): "
            "`mockint sessions` lists the ones there are."
        ) from error


class _Stamp(msgspec.Struct):
    format: int


def _decode(data: bytes, path: Path, kind: type[Kept]) -> Kept:
    try:
        found = msgspec.json.decode(data, type=kind)
    except _DAMAGE as error:
        with suppress(*_DAMAGE):
            _check(msgspec.json.decode(data, type=_Stamp).format, path)
        raise SessionError(
            f"{path} is damaged ({_told(error)}): the sound beside it can still be "
            "read with `mockint transcribe`."
        ) from error
    _check(found.format, path)
    return found


_DAMAGE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def _check(number: int, path: Path) -> None:
    if number > FORMAT:
        raise SessionError(
            f"{path} was written by a newer mockint: install the newest one to open it."
        )


def _told(error: Exception) -> str:
    """What is wrong, which may repeat a piece of the file."""
    text = "".join(sign if sign.isprintable() else "?" for sign in str(error)[:200])
    return text if len(text) < 200 else f"{text}…"


def sound_path(folder: Path, name: SoundName) -> Path:
    """Where that sound lies; links that lead out of the folder are refused.

    Raises:
        SessionError: it is not there, or lies elsewhere.
    """
    path = folder / name
    if not path.is_file():
        raise SessionError(f"{path} is missing: the words of that answer are still in {FILE}.")
    if path.resolve().parent != folder.resolve():
        raise SessionError(f"{path} leads out of its session's folder: it is not opened.")
    return path
