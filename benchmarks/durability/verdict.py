"""What is wrong in a house after a command was disturbed in it; empty where all is well."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from benchmarks.durability.deeds import Deed
from benchmarks.durability.house import House, State
from mockint import session as sessions
from mockint.errors import MockintError
from mockint.session import FILE

UNORDERED = ".journal"
"""Ending of files whose lines have no order."""
OUTSIDE = ("tmp", "home")
"""Folders of the system's, which empties them."""
_PATH = re.compile(r"\S*/\S*")


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> bool:
        """Whether it said in one sentence what is wrong, behind notes it may have given.

        Of several files that are concerned each may have that sentence, once.
        """
        *_, last = self.err.splitlines() or [""]
        starts = ("mockint: ", "Traceback")
        complaints = [line for line in self.err.splitlines() if line.startswith(starts)]
        same = len({_PATH.sub("", line) for line in complaints}) == 1
        once = len(set(complaints)) == len(complaints)
        known = last.startswith("mockint: ") and "unforeseen" not in last
        return self.code == 1 and known and same and once


@dataclass(frozen=True, slots=True)
class Judge:
    """The house as it was before the deed, and as an undisturbed one leaves it."""

    deed: Deed
    before: State
    after: State

    def faults(self, house: House) -> list[str]:
        """Files that are neither the old ones nor the new, are gone, or do not open."""
        now = shown(house.state())
        lost = shown(self.before).keys() & self.after.keys() - now.keys()
        return [
            *(f"{path} is gone" for path in sorted(lost)),
            *(f"{path} is half done" for path in now if not self._whole(path, now[path])),
            *_unopened(house),
        ]

    def ended(self, run: Run, house: House) -> list[str]:
        """Where a call was refused: it says so, or it did without."""
        if run.told:
            return []
        if run.code == 0:
            return self.unfinished(house)
        return [f"exit {run.code}: {run.err.strip()[-300:]}"]

    def unfinished(self, house: House) -> list[str]:
        """What the deed, done again, has not brought about."""
        if self.deed.interview:
            return [
                f"{folder.name} is not finished"
                for folder in sessions.folders(house.recordings)
                if not sessions.load(folder).finished
                and (self._own(folder.name) or self.deed.partly)
            ]
        now, after = shown(house.state()), shown(self.after)
        wrong = [path for path in now.keys() | after.keys() if now.get(path) != after.get(path)]
        return [f"{path} is not as it should be" for path in sorted(wrong)]

    def litter(self, house: House) -> list[str]:
        """Hidden files that an undisturbed run does not leave."""
        known = self.after.keys() | self.before.keys()
        return [
            path
            for path in house.state()
            if _hidden(path) and path not in known and PurePath(path).parts[0] not in OUTSIDE
            if not (path.endswith("/.held") and (house.root / path).with_name(FILE).exists())
        ]

    def _whole(self, path: str, data: bytes) -> bool:
        if data in (self.before.get(path), self.after.get(path)):
            return True
        if path in self.deed.grows:
            return self.after[path].startswith(data)
        inside = [*PurePath(path).parts, ""][1]
        return path.startswith(self.deed.partly or "//") or self._own(inside)

    def holds(self, path: str) -> bool:
        """Whether ``path`` is the file of the interview that is held, and that is not over."""
        parts = PurePath(path).parts
        if len(parts) != 3 or parts[2] != FILE or _hidden(path):
            return False
        return self._own(parts[1]) or path in self.deed.partly

    def _own(self, name: str) -> bool:
        """Whether the session of that name is the one that is being held."""
        return self.deed.interview and f"interviews/{name}" not in self.before


def shown(state: State) -> State:
    """What is not hidden, not the system's, and the same each time."""
    return {
        path: data
        for path, data in state.items()
        if not _hidden(path)
        and PurePath(path).parts[0] not in OUTSIDE
        and not path.endswith(UNORDERED)
    }


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in PurePath(path).parts)


def _unopened(house: House) -> Iterator[str]:
    for folder in sessions.folders(house.recordings):
        try:
            sessions.load(folder)
        except MockintError as error:
            yield str(error)
