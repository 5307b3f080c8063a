"""A bank's file that was not there before: nothing is overwritten."""

import contextlib
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile

from mockint.bank.glossary import NAME as GLOSSARY
from mockint.errors import DiskError
from mockint.report.plain import plain


class NewFile:
    """Where a bank will be written: the file ``given``, or one named later, in that folder."""

    def __init__(self, given: Path | None) -> None:
        """Find out whether it can be written before somebody has typed for an hour.

        Raises:
            DiskError: it cannot be, or is there already.
        """
        in_folder = given is None or os.path.isdir(given)
        self._given = None if in_folder or given is None else _named(given)
        self._folder = self._given.parent if self._given else given or Path()
        try:
            with TemporaryFile(dir=self._folder):
                pass
            there = self._given is not None and _is_there(self._given)
        except OSError as error:
            spot = self._given or self._folder.absolute()
            raise DiskError(_sentence(spot, error, "name a file in another folder")) from error
        if there:
            raise DiskError(f"{_shown(self._given)} is there already: name another file.")

    def write(self, stem: str, text: Callable[[Path], str]) -> Path:
        """Write what ``text`` makes for the path, whole or not at all; the path.

        Where the name is taken, the next one with a number serves.

        Raises:
            DiskError: it cannot be written; the text is printed then, so that it is not lost.
        """
        default = f"{stem}-bank.yaml" if stem == GLOSSARY else f"{stem}.yaml"
        first = self._given or self._folder / default
        try:
            path = _placed(first, text)
        except OSError as error:
            print(text(first))
            remedy = "the bank's text stands above, copy it into a file of your own"
            raise DiskError(_sentence(first, error, remedy)) from error
        return path


def _named(given: Path) -> Path:
    """``given`` with the ending of a bank where it has none."""
    path = given if given.suffix else given.with_name(f"{given.name}.yaml")
    if path.stem == GLOSSARY:
        raise DiskError(f"{_shown(path)} would be taken for a glossary: name another file.")
    return path


def _is_there(path: Path) -> bool:
    """Whether anything has that name; raises OSError where nothing can have it."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _placed(first: Path, text: Callable[[Path], str]) -> Path:
    """Write to that path, or with the first number that is free; the name comes last."""
    numbered = (first.with_stem(f"{first.stem}-{number}") for number in count(2))
    path = first
    while True:
        while _is_there(path):
            path = next(numbered)
        with contextlib.suppress(FileExistsError):  # Somebody has taken the name meanwhile.
            _fill(path, text(path))
            return path


def _fill(path: Path, text: str) -> None:
    """Write ``text`` under a name of which there is nothing yet, whole or not at all."""
    beside = path.with_name(f".{path.stem[:40]}-{os.getpid()}.new")
    try:
        beside.unlink(missing_ok=True)  # of a process of that number, which was killed
        with beside.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _name(beside, path)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


def _name(beside: Path, path: Path) -> None:
    """Give it its name, where nothing has that name; FileExistsError elsewhere."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # There are disks without links, a stick's say.
        path.open("x").close()
        try:
            os.replace(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                path.unlink()
            raise


def _sentence(path: Path, error: OSError, remedy: str) -> str:
    why = (error.strerror or "the disk refused").lower()
    return f"{_shown(path)} cannot be written ({why}): {remedy}."


def _shown(path: Path | None) -> str:
    return plain(str(path))
