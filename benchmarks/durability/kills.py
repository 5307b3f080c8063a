"""Commands killed with all their children at random moments of their own length."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from random import Random

from benchmarks.durability.deeds import DEEDS, Deed
from benchmarks.durability.disturb import Tried, repaired
from benchmarks.durability.forked import preload
from benchmarks.durability.house import House
from benchmarks.durability.verdict import Judge

EARLIEST = 0.1
"""Of a command's length: before that it has loaded nothing and changes nothing."""


def kills(
    count: int, moments: Random, template: House, house: House, only: str = ""
) -> Iterator[Tried]:
    """``count`` kills, spread evenly over the commands whose names contain ``only``."""
    preload()
    deeds = [deed for deed in DEEDS if only in deed.name]
    for place, deed in enumerate(deeds):
        times = count // len(deeds) + (place < count % len(deeds))
        if times:
            yield _killed(deed, times, moments, template, house)


def _killed(deed: Deed, times: int, moments: Random, template: House, house: House) -> Tried:
    tried = Tried(deed)
    house.again(template)
    before, began = house.state(), time.monotonic()
    done = house.run(deed.words, deed.said)
    length = time.monotonic() - began
    assert done.returncode == 0, f"{deed.name}: {done.stderr}"
    judge = Judge(deed, before, house.state())
    for _ in range(times):
        house.again(template)
        tried.count(_end(deed, moments.uniform(EARLIEST, 1.0) * length, house))
        tried.tell("killed", judge.faults(house) + repaired(judge, house))
        tried.stays(judge.litter(house))
    return tried


def _end(deed: Deed, after: float, house: House) -> str:
    """Kill it and all it has started after so many seconds; what came of it."""
    with subprocess.Popen(
        [sys.executable, "-m", "mockint", *deed.words],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=house.made, env=house.environment, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(deed.said.encode())
        process.stdin.close()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        return "killed" if process.wait() < 0 else "over before"
