"""``mockint config``: what is set, where each value came from, and changing one."""

import json
import os
from argparse import SUPPRESS, Namespace
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from mockint.arguments import parser
from mockint.commands import places
from mockint.settings import (
    NOTHING,
    Key,
    Keys,
    SettingsError,
    Settled,
    Written,
    keys_of,
    read,
    settled,
)
from mockint.settings.change import Kept, alone, save, with_setting, without_setting
from mockint.settings.fault import Unfit
from mockint.settings.written import TOP, checked, no_setting, shown

if TYPE_CHECKING:
    from mockint.report.config import Row

NAMED = 4
"""From how many commands on they are not named one by one."""
SWITCHED = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def run(options: Namespace) -> int:
    """Show the settings, or one; or change one."""
    path, keys = places.settings_file(), keys_of(parser())
    if options.path:
        print(_plain(path))
    elif options.unset is not None:
        with alone(path):
            _unset(options.unset, path, keys)
    elif options.value:
        with alone(path):
            _set(options.key, options.value, path, keys)
    elif options.key is not None:
        _show_one(options, path, keys)
    else:
        _show_all(options, path, keys)
    return 0


def _show_all(options: Namespace, path: Path, keys: Keys) -> None:
    fault = None
    try:
        written = read(path, keys)
    except SettingsError as error:
        written, fault = NOTHING, str(error)
    found = list(_settled(written, keys))
    if options.json:
        print(_json(path, written, found, fault))
        return
    from mockint.commands.drawing import show
    from mockint.report.config import config_view

    place = str(path) if os.path.exists(path) else f"{path} (not there yet)"
    show(options, config_view([_row(each, written, path) for each in found], place, fault))


def _show_one(options: Namespace, path: Path, keys: Keys) -> None:
    """Its value alone where every command has the same, else a line for each."""
    table, name, _ = _known(options.key, keys)
    written = read(path, keys)
    found = [
        each
        for each in _settled(written, keys)
        if each.key.name == name and table in (TOP, each.key.command)
    ]
    if options.json:
        print(_json(path, written, found, None))
        return
    values = [_plain(_text(each)) for each in found]
    if len(set(values)) == 1:
        print(values[0])
        return
    for each, value in zip(found, values, strict=True):
        print(f"{each.key.command}: {value}")


def _set(name: str, words: list[str], path: Path, keys: Keys) -> None:
    table, name, known = _known(name, keys)
    written = read(path, keys)
    try:
        kept, *_ = [_kept(key, words) for key in known]  # every command must be able to take it
    except Unfit as error:
        raise SettingsError(f"{name} was not changed: {error}.") from error
    text = with_setting(written, table, name, kept)
    after = checked(text, path, keys)
    save(path, text)
    place = f"{path}, line {after.line(table, name)}"
    print(_plain(f"{name} is set to {_said(kept)} for {_commands(known)} ({place})."))
    _contradicted(after, table, name, keys, path)


def _unset(name: str, path: Path, keys: Keys) -> None:
    table, name, known = _known(name, keys)
    written = read(path, keys)
    if name not in written.tables.get(table, ()):
        there = [f"{each}.{name}" for each, values in written.tables.items() if name in values]
        remedy = f"try {', '.join(there)}" if there else "`mockint config` shows what is"
        raise SettingsError(f"{name} is not set there: {remedy}.")
    text = without_setting(written, table, name)
    after = checked(text, path, keys)
    save(path, text)
    print(_plain(f"{name} is taken back for {_commands(known)} ({path})."))
    _contradicted(after, table, name, keys, path)


def _contradicted(written: Written, table: str, name: str, keys: Keys, path: Path) -> None:
    """Say where another place still speaks of the setting, and wins."""
    for each in _settled(written, keys):
        key, mine = each.key, table in (TOP, each.key.command)
        own = each.source == ("table" if table else "top")
        if key.name == name and mine and not own and each.source != "default":
            where = _source(each, written, path)
            print(_plain(f"In {key.command} it is {_text(each)}: {where} says so."))


def _known(asked: str, keys: Keys) -> tuple[str, str, list[Key]]:
    """The table, the setting's name and the options it speaks of.

    Raises:
        SettingsError: there is no such setting.
    """
    from mockint.settings.written import knowing

    table, _, name = asked.rpartition(".")
    name = name.removeprefix("--")
    if table and table not in keys:
        raise SettingsError(f"There is no command {shown(table)}: `mockint config` lists them.")
    known = knowing(keys, table, name)
    if not known:
        raise SettingsError(f"{shown(asked)}: {no_setting(table, name, keys)}.")
    return table, name, known


def _kept(key: Key, words: list[str]) -> Kept:
    """What is written to the file for the words typed behind the setting's name."""
    if key.kind == "list":
        return [str(_one(key, word)) for word in words]
    if len(words) > 1:
        raise Unfit("it takes one value; put quotes around several words")
    return _one(key, words[0])


def _one(key: Key, word: str) -> bool | int | float | str:
    if key.kind == "switch":
        if word.lower() not in SWITCHED:
            raise Unfit("say true or false")
        return SWITCHED[word.lower()]
    text = str(Path(word).expanduser().absolute()) if key.path else word
    value = key.read(text)
    value = value[0] if isinstance(value, list) else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else text


def _settled(written: Written, keys: Keys) -> Iterator[Settled]:
    environment = places.environment()
    for command in keys.values():
        for each in settled(command, written, environment).values():
            if each.value is SUPPRESS:
                continue
            if each.key.name == "recordings" and each.value is None:
                yield each._replace(value=places.recordings(None))
            else:
                yield each


def _row(each: Settled, written: Written, path: Path) -> "Row":
    from mockint.report.config import Row

    return Row(
        each.key.command,
        each.key.name,
        _text(each),
        _source(each, written, path),
        each.source != "default",
        each.key.action.help or "",
    )


def _source(each: Settled, written: Written, path: Path) -> str:
    if each.source == "environment":
        return f"${places.VARIABLES[each.key.name]}"
    line = _line(each, written)
    return f"{path.name} line {line}" if line else "default"


def _line(each: Settled, written: Written) -> int | None:
    tables = {"table": each.key.command, "top": TOP}
    if each.source not in tables:
        return None
    return _lines(written.text).get((*filter(None, (tables[each.source],)), each.key.name))


@lru_cache(maxsize=1)
def _lines(text: str) -> dict[tuple[str, ...], int]:
    from mockint.settings.lines import keys

    return dict(reversed(list(keys(text))))


def _text(each: Settled) -> str:
    return "not set" if each.value is None or each.value == [] else _said(each.value)


def _said(value: object) -> str:
    """A value as somebody would type it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _plain(text: object) -> str:
    from mockint.report.plain import plain

    return plain(str(text))


def _commands(known: Sequence[Key]) -> str:
    *most, last = [key.command for key in known]
    if len(most) >= NAMED:
        return "every command that knows it"
    return f"{', '.join(most)} and {last}" if most else last


def _json(path: Path, written: Written, found: Iterable[Settled], fault: str | None) -> str:
    from mockint.report.plain import spelled_out

    settings = [
        {
            "command": each.key.command,
            "name": each.key.name,
            "value": str(each.value) if isinstance(each.value, Path) else each.value,
            "source": {"table": "file", "top": "file"}.get(each.source, each.source),
            "line": _line(each, written),
        }
        for each in found
    ]
    whole = {"file": str(path), "fault": fault, "settings": settings}
    return spelled_out(json.dumps(whole, ensure_ascii=False, indent=1))
