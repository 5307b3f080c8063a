"""One setting changed in the file, and everything else in it left as it stands."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mockint.errors import DiskError
from mockint.settings.fault import SettingsError
from mockint.settings.written import SIZE, TOP, Tables, Written

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

_ELSEWHERE = (
    "The file is written in a way that cannot be changed from here: change it in an editor, "
    "`mockint config --path` tells where it is."
)

Kept = bool | int | float | str | list[str]
"""What is written for a setting."""


def with_setting(written: Written, table: str, name: str, value: Kept) -> str:
    """The file's text with that setting in that table; comments stay.

    Raises:
        SettingsError: it cannot be done without touching something else.
    """
    import tomlkit

    document = _document(written.text)
    if table == TOP:
        document[name] = value
    else:
        document.setdefault(table, tomlkit.table())[name] = value
    inside = {**written.tables.get(table, {}), name: value}
    return _sure(tomlkit.dumps(document), {**written.tables, table: inside})


def without_setting(written: Written, table: str, name: str) -> str:
    """The file's text without that setting, which stands in it.

    Raises:
        SettingsError: it cannot be done without touching something else.
    """
    import tomlkit

    document = _document(written.text)
    holder = document if table == TOP else document[table]
    del holder[name]
    inside = {each: raw for each, raw in written.tables[table].items() if each != name}
    return _sure(tomlkit.dumps(document), {**written.tables, table: inside})


def _document(text: str) -> "TOMLDocument":
    """The file's text, which tomllib has read already, so that it can be changed."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(f"{text}\n" if text and not text.endswith("\n") else text)
    except TOMLKitError as error:  # it takes some signs for wrong that tomllib lets pass
        raise SettingsError(_ELSEWHERE) from error


def _sure(text: str, meant: Tables) -> str:
    """``text``, if it says what is meant and nothing else; its last line is a whole one."""
    if text and not text.endswith("\n"):
        text += "\n"
    top, tables = meant.get(TOP, {}), {name: each for name, each in meant.items() if name != TOP}
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        said = None
    if said is None or {name: each for name, each in said.items() if each != {}} != {
        name: each for name, each in {**top, **tables}.items() if each != {}
    }:
        raise SettingsError(_ELSEWHERE)
    if len(text.encode()) > SIZE:
        raise SettingsError("The file would become larger than 100 kB: take something out first.")
    return text


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Two windows that change the file at once do so one after the other: no change is lost.

    Raises:
        DiskError: the file's folder is not there and cannot be made.
    """
    with _told(path):
        folder = path.resolve().parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = _lock(folder)
    try:
        yield
    finally:
        if lock is not None:
            os.close(lock)


def _lock(folder: Path) -> int | None:
    """Wait until nobody else holds the folder; where there are no locks there is no waiting."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def save(path: Path, text: str) -> None:
    """Replace the file, or make it, readable by its owner alone; a link leads on as before.

    Raises:
        DiskError: it cannot be written; the old one stays.
    """
    with _told(path):
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise OSError(None, "it is no ordinary file")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name[:40]}.new")
        beside.unlink(missing_ok=True)  # of a kill
        try:
            _fill(beside, text)
            os.replace(beside, target)
        finally:
            with suppress(OSError):
                beside.unlink()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in a sentence what the disk refuses in the block."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        why = (getattr(error, "strerror", None) or "the link leads nowhere").lower()
        raise DiskError(
            f"{path} cannot be written ({why}): allow writing there, or name another file in "
            "$MOCKINT_SETTINGS."
        ) from error


def _fill(path: Path, text: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
