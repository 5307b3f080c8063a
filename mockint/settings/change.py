"""One setting changed in the file, and everything else in it left as it stands."""

import os
import tomllib
from pathlib import Path

from mockint.errors import DiskError
from mockint.settings.fault import SettingsError
from mockint.settings.written import SIZE, TOP, Tables, Written

Kept = bool | int | float | str | list[str]
"""What is written for a setting."""


def with_setting(written: Written, table: str, name: str, value: Kept) -> str:
    """The file's text with that setting in that table; comments stay.

    Raises:
        SettingsError: it cannot be done without touching something else.
    """
    import tomlkit

    document = tomlkit.parse(written.text)
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

    document = tomlkit.parse(written.text)
    holder = document if table == TOP else document[table]
    del holder[name]
    inside = {each: raw for each, raw in written.tables[table].items() if each != name}
    return _sure(tomlkit.dumps(document), {**written.tables, table: inside})


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
        raise SettingsError(
            "The file is written in a way that cannot be changed from here: change it in an "
            "editor, `mockint config --path` tells where it is."
        )
    if len(text.encode()) > SIZE:
        raise SettingsError("The file would become larger than 1 MB: take something out first.")
    return text


def save(path: Path, text: str) -> None:
    """Replace the file, or make it, readable by its owner alone; a link leads on as before.

    Raises:
        DiskError: it cannot be written; the old one stays.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise OSError(None, "it is no ordinary file")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = target.with_name(f".{target.name[:40]}-{os.getpid()}.new")
        try:
            _fill(beside, text)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)
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
