"""Files of one kind: how many there are, how large, since when, and who else can read them."""

import os
import shlex
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

OTHERS = stat.S_IRGRP | stat.S_IROTH
PASSING = stat.S_IXGRP | stat.S_IXOTH
ALONE = "read by you alone"


@dataclass
class Heap:
    """Files of one kind: how many, their bytes, the earliest moment.

    Others can read ``open`` of them, ``theirs`` belong to another user; ``foreign`` are things
    that mockint did not make, which are not counted otherwise.
    """

    files: int = 0
    size: int = 0
    since: float | None = None
    open: int = 0
    theirs: int = 0
    foreign: int = 0

    def add(self, path: Path, *, passed: bool) -> None:
        """Count that file in; ``passed``: others can come as far as its folder."""
        with suppress(OSError):
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                self.files += 1
                self.size += found.st_size
                self.open += passed and bool(found.st_mode & OTHERS)
                self.theirs += found.st_uid != os.geteuid()
                self.began(found.st_mtime)

    def began(self, moment: float) -> None:
        """That something has lain there since then, in seconds since 1970."""
        self.since = moment if self.since is None else min(self.since, moment)

    @property
    def amount(self) -> str:
        """ "12 files, 0.3 MB, since 2026-03-02"."""
        from mockint.report.sessions import counted, megabytes

        since = ""
        with suppress(OverflowError, OSError, ValueError):
            if self.since is not None:
                since = f", since {datetime.fromtimestamp(self.since):%Y-%m-%d}"
        return f"{counted(self.files, 'file')}, {megabytes(self.size)}{since}"


def mode(path: Path) -> int:
    """The mode of what lies there, a link followed; 0 where nothing can be told."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def passable(folder: Path) -> bool:
    """Whether others can come as far as the inside of ``folder``."""
    try:
        whole = folder.resolve()
    except (OSError, RuntimeError):
        return False
    return all(mode(each) & PASSING for each in (whole, *whole.parents))


def readers(heap: Heap, *paths: Path, named: bool = False) -> str:
    """Who can read it, and what keeps the others out."""
    if heap.theirs:
        return f"! {heap.theirs} of these files belong to another user of this machine"
    if heap.open:
        lock = f"chmod -R go= {shlex.join(map(str, paths))}"
        return f"! others on this machine can read {heap.open} of these files: {lock}"
    if named:
        return f"{ALONE}; others can list the names: chmod 700 {shlex.join(map(str, paths))}"
    return ALONE
