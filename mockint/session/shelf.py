"""The folders of all interviews, and how one is found among them."""

import gc
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mockint.errors import MockintError, SessionError
from mockint.session.folder import FILE, load, load_summary
from mockint.session.interview import Session, moment
from mockint.session.summary import Summary
from mockint.smallfile import Unfit, beginning

HEAD = 4096
"""Bytes at the beginning of a session's file among which its ``started`` stands."""
EARLIER = 11
"""Sessions that one is held against at most, if nobody says."""

_STARTED = re.compile(rb'"started":\s*"([^"\\]{1,40})"')


def folders(recordings: Path) -> tuple[Path, ...]:
    """Every folder below ``recordings`` that holds a session file, oldest first by name.

    Hidden ones are left out; one that cannot be looked into is not.

    Raises:
        SessionError: ``recordings`` is there and cannot be read.
    """
    try:
        with os.scandir(recordings) as entries:
            found = sorted(entry.name for entry in entries if _holds_session(entry))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SessionError(
            f"{recordings} cannot be read ({error.strerror}): "
            "allow reading it, or name another folder with --recordings."
        ) from error
    return tuple(recordings / name for name in found)


def _holds_session(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith(".") or not entry.is_dir():
        return False
    try:
        os.lstat(f"{entry.path}/{FILE}")
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def find(recordings: Path, name: str | None) -> Path:
    """The folder of the session of that name (or path); the newest without one.

    Raises:
        SessionError: there is none.
    """
    if name is not None:
        return _named(recordings, name)
    newest = next(iter(_newest_first(recordings)), None)
    if newest is None:
        raise SessionError(f"There is no session in {recordings} yet: run `mockint interview`.")
    return newest


def _newest_first(recordings: Path) -> list[Path]:
    """The folders by when something was last written there."""
    written = []
    for folder in folders(recordings):
        with suppress(FileNotFoundError):
            written.append((folder.stat().st_mtime_ns, folder))
    return [folder for _, folder in sorted(written, reverse=True)]


def find_unfinished(recordings: Path, name: str | None) -> Path:
    """The folder of the session to go on with: the newest unfinished one without a name.

    Where all are finished or damaged it is the newest of all.

    Raises:
        SessionError: there is none.
    """
    for folder in _newest_first(recordings) if name is None else ():
        with suppress(SessionError):
            if not load_summary(folder).finished:
                return folder
    return find(recordings, name)


def _named(recordings: Path, name: str) -> Path:
    for folder in (recordings / name, Path(name)):
        if os.path.lexists(folder / FILE):
            return folder
    raise SessionError(f"There is no session called {name}: `mockint sessions` lists them.")


def every(recordings: Path) -> Iterator[tuple[Path, Session | MockintError]]:
    """Each folder with its session, or with what is wrong with it."""
    for folder in folders(recordings):
        try:
            yield folder, load(folder)
        except MockintError as error:
            yield folder, error


def opened(recordings: Path) -> list[Session]:
    """Every session that can be opened; collecting garbage meanwhile would double the time."""
    gc.disable()
    try:
        return [each for _, each in every(recordings) if isinstance(each, Session)]
    finally:
        gc.enable()


def summaries(recordings: Path) -> Iterator[tuple[Path, Summary | MockintError]]:
    """Each folder with the summary of its session, or with what is wrong with it."""
    for folder in folders(recordings):
        try:
            yield folder, load_summary(folder)
        except MockintError as error:
            yield folder, error


def earlier(folder: Path, count: int = EARLIER) -> tuple[Session, ...]:
    """At most ``count`` sessions beside ``folder`` that began before its own, oldest first.

    They are the newest of these. Rehearsals, drills and damaged ones are passed over.

    Raises:
        SessionError: the session in ``folder`` cannot be opened.
    """
    until = load_summary(folder).began
    found: list[Session] = []
    for other in _begun_before(folder, until) if until is not None else ():
        if len(found) >= count:
            break
        with suppress(SessionError):
            session = load(other)
            if not session.rehearsal and session.drill is None:
                found.append(session)
    return tuple(sorted(found, key=lambda session: moment(session.started) or 0.0))


def _begun_before(folder: Path, until: float) -> Iterator[Path]:
    """The folders beside it whose sessions began before then, the newest first."""
    begun = []
    for other in folders(Path(os.path.abspath(folder)).parent):
        began = _began(other)
        if began is not None and began < until:
            begun.append((began, other))
    return (other for _, other in sorted(begun, reverse=True))


def _began(folder: Path) -> float | None:
    """When the session in ``folder`` began; only the head of its file is read where that tells."""
    with suppress(OSError, Unfit, SessionError):
        if found := _STARTED.search(beginning(folder / FILE, HEAD)):
            return moment(found[1].decode(errors="replace"))
        return load_summary(folder).began
    return None
