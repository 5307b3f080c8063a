"""Sessions are deleted here, so that a kill at any moment leaves each whole or gone.

A session that is to go is first given a hidden name, under which nobody finds
it; one that a kill left there is finished by ``sweep``.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from mockint.errors import DiskError, MockintError
from mockint.session.belongings import Thing, directory, things
from mockint.session.folder import HOLD, held, load, save
from mockint.session.interview import Answer, Attempt, Session

DELETED = ".deleted-"
"""How the hidden name of a session that is being deleted begins."""

OVERVIEWS = ("progress.html", "stories.html")
"""Pages over several interviews, which lie beside their folders."""
_WAS_NAMED = re.compile(rf"{re.escape(DELETED)}[^.].*", re.DOTALL)


def delete(folder: Path) -> tuple[str, ...]:
    """Delete all that mockint put into ``folder``; the paths in it of what is not its, and stays.

    The folder goes as well, unless something stays in it.

    Raises:
        SessionError: another process holds the session; it is untouched.
        DiskError: it cannot be deleted, or not all of it.
    """
    hidden = folder.with_name(f"{DELETED}{folder.name}")
    with held(folder):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise DiskError(f"{folder} cannot be deleted: allow writing there.")
        try:
            os.rename(folder, hidden)
        except OSError as error:
            raise DiskError(
                f"{folder} cannot be deleted ({error.strerror}): allow writing in {folder.parent}."
            ) from error
        return _finish(hidden)


def sweep(recordings: Path) -> dict[str, tuple[str, ...]]:
    """Finish every deletion that was broken off; by the sessions' names, what stays of each.

    One that cannot be finished now is left for the next time.
    """
    done = {}
    for hidden in _hidden(recordings):
        with suppress(MockintError), held(hidden):
            done[hidden.name.removeprefix(DELETED)] = _finish(hidden)
    return done


def _hidden(recordings: Path) -> list[Path]:
    with suppress(OSError), os.scandir(recordings) as entries:
        names = [
            entry.name
            for entry in entries
            if _WAS_NAMED.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
        ]
        return [recordings / name for name in sorted(names)]
    return []


def _finish(hidden: Path) -> tuple[str, ...]:
    """Empty a folder that has its hidden name, and take it away or give it its own name back."""
    try:
        found = things(hidden)
        # While its hold lies there nobody else begins to finish it.
        _unlink(hidden, sorted((thing for thing in found if thing.kind), key=_is_hold))
        staying = tuple(thing.path for thing in found if thing.kind is None)
        if staying:
            os.rename(hidden, _free(hidden.with_name(hidden.name.removeprefix(DELETED))))
        else:
            _remove_empty(hidden)
    except FileNotFoundError:
        return ()  # Another window has finished it.
    except OSError as error:
        raise DiskError(
            f"{hidden.name.removeprefix(DELETED)} is deleted only in part ({error.strerror}): "
            f"allow writing in {hidden}, and delete any other session to finish it."
        ) from error
    return staying


def _is_hold(thing: Thing) -> bool:
    return thing.path == HOLD


def _free(folder: Path) -> Path:
    """That folder, or with the first number of which there is none."""
    numbered = (folder.with_name(f"{folder.name}-{number}") for number in count(2))
    while os.path.lexists(folder):
        folder = next(numbered)
    return folder


def _unlink(folder: Path, going: Iterable[Thing]) -> None:
    """Take these away, a folder only where nothing is left in it."""
    with directory(folder) as opened:
        for thing in going:
            with suppress(FileNotFoundError):
                if not thing.name:
                    _remove_empty(thing.inside, opened)
                elif thing.inside:
                    with directory(thing.inside, opened) as copies:
                        os.unlink(thing.name, dir_fd=copies)
                else:
                    os.unlink(thing.name, dir_fd=opened)


def _remove_empty(name: Path | str, inside: int | None = None) -> None:
    """Take that folder away, unless something was put there meanwhile."""
    try:
        os.rmdir(name, dir_fd=inside)
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise


def delete_sound(folder: Path) -> None:
    """Delete the session's sound and the pages that may hold it; words, marks and seconds stay.

    A kill in between leaves a session that names sound which is gone.

    Raises:
        SessionError: another process holds the session, or it cannot be opened; it is untouched.
        DiskError: not all can be deleted, or the session not be written.
    """
    before = _written(folder)
    with held(folder):
        session = load(folder)
        try:
            _unlink(folder, (thing for thing in things(folder) if thing.sounding))
        except OSError as error:
            raise DiskError(
                f"The sound in {folder} cannot be deleted ({error.strerror}): "
                "allow writing there, and try again."
            ) from error
        save(_silent(session), folder)
        with suppress(OSError):  # An old session must not become the newest one by this.
            os.utime(folder, ns=(before, before))


def _written(folder: Path) -> int:
    """When something was last written in the folder, in nanoseconds."""
    try:
        return folder.stat().st_mtime_ns
    except OSError as error:
        raise DiskError(f"{folder} cannot be read ({error.strerror}).") from error


def _silent(session: Session) -> Session:
    answers = (replace(answer, question_sound=None) for answer in session.answers)
    warm_up = session.warm_up and _without_sound(replace(session.warm_up, question_sound=None))
    silent = tuple(_without_sound(answer) for answer in answers)
    return replace(session, answers=silent, warm_up=warm_up)


def _without_sound(answer: Answer) -> Answer:
    follow_ups = (
        replace(each, sound=None, reply=each.reply and _mute(each.reply))
        for each in answer.follow_ups
    )
    attempts = tuple(_mute(attempt) for attempt in answer.attempts)
    return replace(answer, attempts=attempts, follow_ups=tuple(follow_ups))


def _mute(attempt: Attempt) -> Attempt:
    ended = "interrupted" if attempt.ended == "live" else attempt.ended
    return replace(attempt, sound=None, ended=ended)


def delete_overviews(recordings: Path) -> tuple[str, ...]:
    """Delete the pages that tell of several interviews at once; they can be made again.

    Returns their names below ``recordings``.

    Raises:
        DiskError: one cannot be deleted.
    """
    gone = []
    for page in _overviews(recordings):
        try:
            if stat.S_ISREG(page.lstat().st_mode) and not page.parent.is_symlink():
                page.unlink()
                gone.append(str(page.relative_to(recordings)))
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DiskError(
                f"{page} cannot be deleted ({error.strerror}), and nothing else was: delete it "
                "yourself, for it tells of several interviews, and try again."
            ) from error
    return tuple(sorted(gone))


def _overviews(recordings: Path) -> Iterator[Path]:
    """Where such pages may lie, half written ones too."""
    for name in OVERVIEWS:
        yield from (recordings / name, recordings / f".{name}.new")
    for name in ("compared.html", ".compared.html.new"):
        yield from recordings.glob(f"*/{name}")
