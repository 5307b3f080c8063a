"""The settings file as it was read: every word of it checked against the command line."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mockint.errors import MockintError
from mockint.settings.fault import SettingsError, Unfit, instead, quoted, spot
from mockint.settings.key import ONCE, Key, Keys
from mockint.smallfile import Unfit as NoSmallFile
from mockint.smallfile import contents

SIZE = 100_000
"""Bytes the file may have."""

DOTS = 30
"""Dots on one line of it, beside those in texts and comments."""
_SAID = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")

TOP = ""
"""Stands for the top level among the tables."""

Tables = dict[str, dict[str, object]]


class Written(NamedTuple):
    """What stands in the file: for each table what is set there, as TOML has it.

    Every value is one that its flag would take. ``text`` is the whole file.
    """

    tables: Tables
    text: str

    def line(self, table: str, name: str) -> int | None:
        """The line on which that setting stands, from 1."""
        from mockint.settings.lines import line_of

        return line_of(self.text, *filter(None, (table,)), name)


NOTHING = Written({}, "")


def read(path: Path, keys: Keys) -> Written:
    """What stands in the settings file ``path``; nothing where there is none.

    Raises:
        SettingsError: it cannot be read, or something in it cannot be set.
    """
    if str(path) == os.devnull:  # as much as to say: no settings
        return NOTHING
    try:
        text = contents(path, SIZE).decode("utf-8-sig")
    except FileNotFoundError:
        return NOTHING
    except NoSmallFile as error:
        raise SettingsError(f"{path} {_UNFIT[error.why]}: move it away.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{path} is no text in UTF-8: save it as such, or move it away."
        ) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "the name is of no use"
        raise SettingsError(
            f"{path} cannot be read ({why}): allow reading it, or move it away."
        ) from error
    return checked(text, path, keys)


def checked(text: str, path: Path, keys: Keys) -> Written:
    """What the text of a settings file says; ``path`` is named where something is wrong.

    Raises:
        SettingsError: it is no TOML, or something in it cannot be set.
    """
    tables: Tables = {TOP: {}}
    for name, raw in _parsed(text, path).items():
        if isinstance(raw, dict) and name in keys:
            tables[name] = raw
        elif isinstance(raw, dict):
            raise _no_table(name, path, text, keys)
        else:
            tables[TOP][name] = raw
    written = Written(tables, text)
    for table, name, raw in _each(tables):
        _check(written, table, name, raw, path, keys)
    return written


def _parsed(text: str, path: Path) -> dict[str, object]:
    import tomllib

    for number, line in enumerate(text.split("\n"), 1):
        # Names of very many parts would fill the memory.
        if line.count(".") > DOTS and _SAID.sub("", line).count(".") > DOTS:
            raise SettingsError(f"{spot(path, number)}, has more than {DOTS} dots: take it out.")
    try:
        return tomllib.loads(f"{text}\n")  # else a fault in the last line has no number
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"^(.*) \(at line (\d+), column (\d+)\)$", str(error), re.DOTALL)
        why = f"{found[1]}, column {found[3]}" if found else str(error)
        raise SettingsError(
            f"{spot(path, int(found[2]) if found else None)}, is no TOML ({why}): mend it; a line "
            'is such as rate = 150, with a text in quotes, voice = "en-gb".'
        ) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(
            f"{path} holds a number or a nesting beyond all bounds: take it out."
        ) from error


def _each(tables: Tables) -> Iterator[tuple[str, str, object]]:
    for table, values in tables.items():
        yield from ((table, name, raw) for name, raw in values.items())


def _check(written: Written, table: str, name: str, raw: object, path: Path, keys: Keys) -> None:
    """Every command that knows the setting must be able to take it."""
    known = knowing(keys, table, name)
    try:
        if not known:
            raise Unfit(no_setting(table, name, keys))
        for key in known:
            key.read(raw)
    except Unfit as error:
        place = f"[{table}] " if table else ""
        where = spot(path, written.line(table, name))
        raise SettingsError(f"{where}: {place}{shown(name)}: {error}.") from error


def knowing(keys: Keys, table: str, name: str) -> list[Key]:
    """The options that a setting speaks of: one of the command ``table``, or those of all."""
    commands: Iterable[str] = (table,) if table else keys
    return [keys[command][name] for command in commands if name in keys.get(command, ())]


def no_setting(table: str, name: str, keys: Keys) -> str:
    """What to do about a name that is no setting there."""
    if name in keys and not table:
        return f"this is a command, write [{name}] on a line of its own"
    if {name, f"{table}.{name}"} & ONCE:
        return "this is no setting, it is typed on the command line each time"
    others = [command for command in keys if name in keys[command]]
    if others:
        return f"mockint {table} knows no such setting, it belongs to [{others[0]}]"
    there = keys[table] if table else {each for command in keys.values() for each in command}
    return f"there is no such setting, {instead(name, list(there))}"


def _no_table(name: str, path: Path, text: str, keys: Keys) -> MockintError:
    from mockint.settings.lines import line_of

    where = spot(path, line_of(text, name))
    if any(name in command for command in keys.values()):
        remedy = f"is a setting and no command, write {name} = and its value"
    else:
        remedy = f"is no command, {instead(name, list(keys))}"
    return SettingsError(f"{where}: [{shown(name)}] {remedy}.")


def shown(name: str) -> str:
    """A name bare where it is an ordinary one, else in quotes."""
    return name if re.fullmatch(r"[\w.-]{1,40}", name, re.ASCII) else quoted(name)


_UNFIT = {
    "folder": "is a folder, and no settings",
    "special": "is no ordinary file",
    "large": "is larger than 100 kB, and no settings",
}
