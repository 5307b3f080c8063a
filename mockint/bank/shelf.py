"""Where banks lie, and how one is taken from there."""

import os
import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from mockint.bank import glossary
from mockint.bank.fault import Fault, Flaw, Unreadable, nearest, printable, spell_place
from mockint.bank.question import Bank, Glossary
from mockint.bank.rules import check_glossary, check_rules
from mockint.errors import BankError
from mockint.smallfile import Unfit, contents

if TYPE_CHECKING:  # YAML is loaded when a bank is read: most who import this only name its types
    from mockint.bank.sheet import Sheet

SIZE = 1_000_000
"""Bytes a bank's file may have."""

FAULTS = 100
"""Faults that one reading lists at most."""

ENDINGS = (".yaml", ".yml")

Kind = TypeVar("Kind", Bank, Glossary)

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_HERE = Path(__file__).parent.parent


def load_bank(name_or_path: str | Path) -> Bank:
    """The bank of that name (shipped with mockint) or in that file.

    Raises:
        BankError: there is none, or its file has a fault; the message names
            file, line and field.
    """
    bank, faults = _read(name_or_path)
    if bank is None:
        raise BankError(_sentence(faults))
    return bank


def lint(name_or_path: str | Path) -> list[Fault]:
    """The faults of a bank's file in the order of its lines, at most ``FAULTS``; [] if none.

    A file named ``glossary.yaml`` is held to what a glossary is.
    """
    if Path(name_or_path).stem == glossary.NAME:
        return _read_glossary(name_or_path)[1]
    return _read(name_or_path)[1]


@cache
def shared_terms() -> Glossary:
    """The glossary shipped with mockint; empty where there is none.

    Raises:
        BankError: its file has a fault.
    """
    path = _shelf() / f"{glossary.NAME}.yaml"
    if not path.is_file():
        return Glossary(())
    found, faults = _read_glossary(path)
    if found is None:
        raise BankError(_sentence(faults))
    return found


def bank_names() -> tuple[str, ...]:
    """The names of the banks shipped with mockint, in alphabetical order."""
    files = (file.stem for file in _shelf().glob("*.yaml") if file.is_file())
    return tuple(sorted(name for name in files if name != glossary.NAME))


def to_yaml(bank: Bank) -> str:
    """The text of the bank's file; its name is the file's and not in it."""
    fields = msgspec.to_builtins(bank)
    del fields["name"]
    from mockint.bank.sheet import write_sheet

    return write_sheet(fields)


def _shelf() -> Path:
    """The folder of the shipped banks: inside the package, or beside it in a checkout."""
    inside = _HERE / "banks"
    return inside if inside.is_dir() else _HERE.parent / "banks"


def _read(name_or_path: str | Path) -> tuple[Bank | None, list[Fault]]:
    shared = shared_terms()
    bank, faults = _checked(name_or_path, Bank, lambda bank: check_rules(bank, shared.terms))
    if bank is None:
        return None, faults
    named = msgspec.structs.replace(bank, name=printable(Path(name_or_path).stem))
    return glossary.complete(named, shared), faults


def _read_glossary(path: str | Path) -> tuple[Glossary | None, list[Fault]]:
    return _checked(path, Glossary, check_glossary)


def _checked(
    name_or_path: str | Path, kind: type[Kind], rules: Callable[[Kind], Iterable[Flaw]]
) -> tuple[Kind | None, list[Fault]]:
    """What is in the file, or None and its faults."""
    from mockint.bank.shape import check_shape
    from mockint.bank.sheet import read_sheet

    try:
        sheet: Sheet = read_sheet(_text(_find(name_or_path)))
    except Unreadable as error:
        return None, [_fault(name_or_path, error.flaw, error.flaw.line or 0)]
    flaws = [*sheet.flaws, *islice(check_shape(sheet.values, kind), FAULTS)]
    if flaws:
        return None, _faults(name_or_path, sheet, flaws)
    made = msgspec.convert(sheet.values, kind)
    flaws = list(islice(rules(made), FAULTS))
    return (None if flaws else made), _faults(name_or_path, sheet, flaws)


def _faults(file: str | Path, sheet: "Sheet", flaws: list[Flaw]) -> list[Fault]:
    found = [_fault(file, flaw, flaw.line or sheet.line(flaw.place)) for flaw in flaws[:FAULTS]]
    return sorted(found, key=lambda fault: fault.line)


def _fault(file: str | Path, flaw: Flaw, line: int) -> Fault:
    name = "".join(character if character.isprintable() else "?" for character in str(file))
    return Fault(name or "''", line, spell_place(flaw.place), flaw.message, flaw.remedy)


def _sentence(faults: list[Fault]) -> str:
    first, more = str(faults[0]), len(faults) - 1
    if not more:
        return first if first.endswith("?") else f"{first}."
    return f"{first.rstrip('?')} (and {more} more: 'mockint banks lint' lists them)."


def _find(name_or_path: str | Path) -> Path:
    if isinstance(name_or_path, str) and _NAME.fullmatch(name_or_path):
        shipped = _shelf() / f"{name_or_path}.yaml"
        return shipped if shipped.is_file() else _on_disk(Path(name_or_path), "no such bank")
    return _on_disk(Path(name_or_path), "no such file")


def _on_disk(path: Path, absent: str) -> Path:
    if os.path.lexists(path):
        return path
    names = bank_names()
    remedy = nearest(path.stem, names, f"the banks shipped are {', '.join(names)}")
    raise Unreadable(Flaw((), f"there is {absent}", remedy))


def _text(path: Path) -> str:
    """The text of a file that may be anything at all.

    Raises:
        Unreadable: it is no small text file in UTF-8.
    """
    try:
        data = _bytes(path)
        return data.decode("utf-8-sig")
    except OSError as error:
        why = (error.strerror or "it failed").lower()
        remedy = "check its name and your right to read it"
        raise Unreadable(Flaw((), f"cannot be opened ({why})", remedy)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        remedy = "save it as UTF-8 text in your editor"
        raise Unreadable(Flaw((), "is no text in UTF-8", remedy, line)) from error


def _bytes(path: Path) -> bytes:
    try:
        return contents(path, SIZE)
    except Unfit as error:
        raise Unreadable(Flaw((), *_UNFIT[error.why])) from error


_UNFIT = {
    "folder": ("is a folder", "name the bank's file in it"),
    "special": ("is no ordinary file", "name a YAML file"),
    "large": ("is larger than 1 MB", "a bank is a short text: name another"),
}
"""What is said of a file that can be no bank, and what to do about it."""
