"""A small disk of its own (tmpfs) that is filled up, or on which nothing can be written."""

import os
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.durability.deeds import DEEDS, Deed
from benchmarks.durability.disturb import repaired
from benchmarks.durability.forked import forked, preload
from benchmarks.durability.house import FIRST, House
from benchmarks.durability.verdict import Judge, Run

LEFT = (0, 4, 16, 64, 256)
"""kB that the disk has left when a command begins."""
DISK = 96
"""MB of the disk."""
READING = (
    ("sessions",),
    ("report", FIRST),
    ("report", FIRST, "--format", "html"),
    ("progress",),
    ("due",),
    ("stories",),
    ("config",),
    ("check", "answer.txt"),
    ("banks", "list"),
    ("score", "texts"),
)
"""Commands that need not write anything."""

Lines = Iterator[tuple[str, list[str]]]
"""What is printed, and what was wrong."""


def lines(template: House, root: Path) -> Lines:
    """Every command on such disks."""
    preload()
    yield from tried(DEEDS, LEFT, template, root)


def tried(deeds: Sequence[Deed], room: Sequence[int], template: House, root: Path) -> Lines:
    """These commands, with so many kB left."""
    with _disk(root / "disk") as disk:
        if disk is None:
            yield "A disk of its own may not be mounted here: nothing was tried.", []
            return
        house = House(disk / "house")
        yield "| disk | runs | how they ended | faults |\n|---|---|---|---|", []
        judges = {deed.name: _judge(deed, template, house) for deed in deeds}
        for left in room:
            yield from _filled(left, judges, template, house, disk)
        yield from _read_only(judges, template, house, disk)


@contextmanager
def _disk(folder: Path) -> Iterator[Path | None]:
    """A disk in memory; None where none may be mounted."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _judge(deed: Deed, template: House, house: House) -> Judge:
    house.again(template)
    before = house.state()
    run = forked(house, deed.words, deed.said)
    assert run.code == 0, f"{deed.name}: {run.err}"
    return Judge(deed, before, house.state())


def _filled(
    left: int, judges: dict[str, Judge], template: House, house: House, disk: Path
) -> Lines:
    ends, faults = Counter[str](), list[str]()
    for judge in judges.values():
        house.again(template)
        filler = _fill(disk, left)
        run = forked(house, judge.deed.words, judge.deed.said)
        ends[_end(run)] += 1
        wrong = judge.faults(house) + judge.ended(run, house)
        filler.unlink()
        wrong += repaired(judge, house)
        faults += [f"{left} kB left, {judge.deed.name}: {fault}" for fault in wrong]
    yield f"| {left} kB left | {ends.total()} | {_told(ends)} | {len(faults)} |", faults


def _fill(disk: Path, left: int) -> Path:
    """Take all the room but so many kB."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        room = os.statvfs(disk)
        os.posix_fallocate(file.fileno(), 0, max(1, room.f_bavail * room.f_bsize - left * 1024))
    return filler


def _read_only(judges: dict[str, Judge], template: House, house: House, disk: Path) -> Lines:
    ends, faults = Counter[str](), list[str]()
    for judge in judges.values():
        house.again(template)
        _remount(disk, "ro")
        run = forked(house, judge.deed.words, judge.deed.said)
        ends[_end(run)] += 1
        wrong = [] if run.told else [f"exit {run.code}: {run.err[-300:]}"]
        _remount(disk, "rw")
        wrong += [] if house.state() == judge.before else ["something was changed"]
        faults += [f"read-only, {judge.deed.name}: {fault}" for fault in wrong]
    yield f"| read-only, writing | {ends.total()} | {_told(ends)} | {len(faults)} |", faults
    yield _reading(house, disk)


def _reading(house: House, disk: Path) -> tuple[str, list[str]]:
    _remount(disk, "ro")
    runs = {words: forked(house, words) for words in READING}
    _remount(disk, "rw")
    ends = Counter(_end(run) for run in runs.values())
    faults = [f"read-only, {words}: {run.err}" for words, run in runs.items() if run.code]
    return f"| read-only, reading | {ends.total()} | {_told(ends)} | {len(faults)} |", faults


def _remount(disk: Path, how: str) -> None:
    command = ["mount", "-o", f"remount,{how}", str(disk)]
    for _ in range(100):  # A process of the command before may still be letting go of it.
        if not subprocess.run(command, capture_output=True).returncode:
            return
        time.sleep(0.1)
    raise RuntimeError(f"{disk} stays in use")


def _end(run: Run) -> str:
    return "went on" if run.code == 0 else "said so" if run.told else f"exit {run.code}"


def _told(ends: Counter[str]) -> str:
    return ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
