"""Each command disturbed at each of its calls that change a file, one after the other."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from benchmarks.durability.calls import (
    CHANGING,
    ROOM,
    Call,
    calls,
    disturbed,
    reached,
    thinned,
    traced,
)
from benchmarks.durability.deeds import DEEDS, Deed
from benchmarks.durability.forked import forked, preload
from benchmarks.durability.house import House
from benchmarks.durability.verdict import Judge, Run

HOW = {
    "kill": ("signal=SIGKILL", CHANGING),
    "full": ("error=ENOSPC", ROOM),
    "error": ("error=EIO", CHANGING),
}
"""What strace is told, and at which calls it may happen."""
HEAD = """\
| command | runs | how they ended | faults | hidden files left |
|---|---|---|---|---|"""
ALIKE, SLOW = 8, 1
"""Calls of a kind at one file that are tried at most; where words are to be made out, fewer."""
TRIES = 4
"""Runs in which a call that several threads may make is looked for."""


@dataclass
class Tried:
    """What came of one command: how often it was disturbed, how those runs ended, what was wrong.

    ``staying``: hidden files that are there still when the command was given a second time,
    numbers of processes and dates in their names as N.
    """

    deed: Deed
    runs: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    staying: set[str] = field(default_factory=set)

    def count(self, end: str) -> None:
        """One more run, which ended so."""
        self.runs += 1
        self.ends[end] = self.ends.get(end, 0) + 1

    def tell(self, how: str, faults: list[str]) -> None:
        """Keep what was wrong, and say it at once."""
        self.faults += faults
        for fault in faults:
            print(f"{self.deed.name}, {how}: {fault}", file=sys.stderr, flush=True)

    def stays(self, litter: list[str]) -> None:
        """These were left lying."""
        self.staying.update(re.sub(r"[0-9][0-9-]*", "N", path) for path in litter)

    @property
    def row(self) -> str:
        """As a line of a table."""
        ends = ", ".join(f"{count} {how}" for how, count in sorted(self.ends.items()))
        cells = (self.deed.name, self.runs, ends, len(self.faults), len(self.staying))
        return f"| {' | '.join(map(str, cells))} |"


def disturb(how: str, template: House, root: Path, only: str = "") -> Iterator[Tried]:
    """Every command whose name contains ``only``, disturbed everywhere."""
    preload()
    for deed in DEEDS:
        if only in deed.name:
            yield everywhere(deed, how, template, House(root / "house"))


def everywhere(deed: Deed, how: str, template: House, house: House) -> Tried:
    """One command disturbed at each of its calls."""
    tried = Tried(deed)
    judge, found = rehearsed(deed, template, house)
    told, kinds = HOW[how]
    for call in thinned(found, SLOW if deed.resume else ALIKE):
        if call.kind in kinds:
            _once(call, told, tried, judge, template, house)
    return tried


def rehearsed(deed: Deed, template: House, house: House) -> tuple[Judge, list[Call]]:
    """What the deed does undisturbed, and the calls by which it does that."""
    house.again(template)
    before = house.state()
    trace = house.root.with_name("trace")
    run = forked(house, deed.words, deed.said, traced(trace))
    assert run.code == 0, f"{deed.name}: {run.err}"
    return Judge(deed, before, house.state()), calls(trace, house.root)


def _once(call: Call, told: str, tried: Tried, judge: Judge, template: House, house: House) -> None:
    runs = (_run(call, told, tried.deed, template, house) for _ in range(TRIES))
    run = next(filter(None, runs), None)
    if run is None:
        tried.count("not reached")
        return
    tried.count("killed" if run.code < 0 else "said so" if run.code else "went on")
    faults = judge.faults(house)
    faults += [] if run.code < 0 else judge.ended(run, house)
    tried.tell(f"{call}, {told}", faults + repaired(judge, house))
    tried.stays(judge.litter(house))


def _run(call: Call, told: str, deed: Deed, template: House, house: House) -> Run | None:
    """The deed disturbed at the call; None where that call was another one this time."""
    house.again(template)
    trace = house.root.with_name("trace")
    run = forked(house, deed.words, deed.said, disturbed(call, told, trace))
    return run if reached(trace, call, house.root) else None


def repaired(judge: Judge, house: House) -> list[str]:
    """The list is shown, the command goes on or is given again; what is wrong after that."""
    faults = []
    listed = forked(house, ["sessions"])
    if listed.code:
        faults.append(f"mockint sessions: exit {listed.code}: {listed.err}")
    for words in _once_more(judge, house):
        run = forked(house, words, judge.deed.said)
        if run.code and not run.told:
            faults.append(f"{' '.join(words)}: exit {run.code}: {run.err}")
    return faults + judge.unfinished(house)


def _once_more(judge: Judge, house: House) -> Iterable[tuple[str, ...]]:
    deed = judge.deed
    if not deed.interview:
        return [deed.words]
    held = [PurePath(path).parts[1] for path in house.state() if judge.holds(path)]
    more = deed.resume or ("--follow-ups", "0")
    return [("interview", "--resume", name, *more) for name in held]
