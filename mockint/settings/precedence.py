"""Which of several places a setting is taken from: the nearest one wins."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from mockint.settings.fault import SettingsError, Unfit
from mockint.settings.key import Key
from mockint.settings.written import TOP, Written

Source = Literal["flag", "environment", "table", "top", "default"]
NEAREST: tuple[Source, ...] = ("flag", "environment", "table", "top", "default")

Environment = Mapping[str, tuple[str, str]]
"""For the name of a setting the variable that speaks of it, and what it says."""


class Settled(NamedTuple):
    """The value a command takes for a setting, and where that came from."""

    key: Key
    value: object
    source: Source


def settled(
    keys: Mapping[str, Key],
    written: Written,
    environment: Environment,
    given: Mapping[str, object] = MappingProxyType({}),
) -> dict[str, Settled]:
    """One command's settings, by name, but for the attributes that were ``given`` as flags.

    Raises:
        SettingsError: a variable says what the flag would not take.
    """
    found = {
        name: _nearest(key, written, environment)
        for name, key in keys.items()
        if key.dest not in given
    }
    sources: dict[str, Source] = {each.key.dest: each.source for each in found.values()}
    sources |= {
        dest: "flag" for dest, said in given.items() if said is not None and said is not False
    }
    return {name: _yielding(each, sources) for name, each in found.items()}


def _nearest(key: Key, written: Written, environment: Environment) -> Settled:
    if key.name in environment:
        return Settled(key, _said(key, *environment[key.name]), "environment")
    if key.name in written.tables.get(key.command, ()):
        return Settled(key, key.read(written.tables[key.command][key.name]), "table")
    if key.name in written.tables.get(TOP, ()):
        return Settled(key, key.read(written.tables[TOP][key.name]), "top")
    return Settled(key, key.default, "default")


def _said(key: Key, variable: str, text: str) -> object:
    try:
        return key.typed(text)
    except Unfit as error:
        raise SettingsError(f"${variable} cannot be used: {error}.") from error


def _yielding(each: Settled, sources: Mapping[str, Source]) -> Settled:
    """The default in the place of what stands back before something nearer."""
    mine = NEAREST.index(each.source)
    nearer = any(
        NEAREST.index(sources[other]) < mine for other in each.key.yields if other in sources
    )
    return Settled(each.key, each.key.default, "default") if nearer else each
