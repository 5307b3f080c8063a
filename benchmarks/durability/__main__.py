"""What is left after a kill, a full disk, a refused call, damage: python -m benchmarks.durability

Parts, all of them if none is named:
  kills     --kills N (140) commands killed at random moments (--seed N for others)
  spoken    --spoken N (60) interviews spoken over a virtual sound card killed at random moments
  kill      every command killed at each of its calls that change a file, in turn
  full      the same calls refused as on a full disk, one at a time
  error     the same calls refused as by a broken disk, one at a time
  rooms     each command on a small disk with 0, 4, 16, 64, 256 kB left, and where nothing can
            be written
  damage    files cut off at every fiftieth of their length, emptied, and put in another's place
  times     clocks that go back, sessions from the future, two processes at one session
--only WORDS   only the commands whose names contain these.
It needs Linux and strace; the sound card's part pulseaudio; the small disk the right to mount.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.durability import calls, damage, disturb, kills, rooms, spoken, times
from benchmarks.durability.disturb import HEAD, HOW, Tried
from benchmarks.durability.house import House, furnished
from tests.brief import STORY
from tests.soundcard import missing
from tests.test_spoken_interview import spoken as say

PARTS = ("kills", "spoken", *HOW, "rooms", "damage", "times")
MEMORY = "/dev/shm"


def main() -> int:
    """Print the tables; the number of faults is the exit code, at most 1."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--kills", type=int, default=140)
    parser.add_argument("--spoken", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    if wrong := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(wrong))}")
    os.environ["MOCKINT_SETTINGS"] = os.devnull
    memory = MEMORY if os.path.isdir(MEMORY) else None  # A kill is none of the disk's.
    with TemporaryDirectory(prefix="durability-", dir=memory) as folder:
        root = Path(folder)
        template = furnished(root / "template", say(STORY, root / "story.wav"))
        parts = options.parts or PARTS
        faults = sum(_part(part, options, template, root / part) for part in parts)
        return min(1, faults)


def _part(part: str, options: argparse.Namespace, template: House, root: Path) -> int:
    """Run one and print it; how many faults there were."""
    print(f"\n## {part}\n", flush=True)
    root.mkdir()
    if part in HOW and (why := calls.missing()):
        print(why)
        return 0
    if part in ("kills", "spoken"):
        act = _kills if part == "kills" else _spoken
        return act(options, template, root)
    if part in HOW:
        return _table(disturb.disturb(part, template, root, options.only))
    lines = {"rooms": rooms.lines, "damage": damage.lines, "times": times.lines}[part]
    faults = 0
    for line, wrong in lines(template, root):
        print(line, flush=True)
        print(*wrong, sep="\n", end="\n" * bool(wrong), file=sys.stderr, flush=True)
        faults += len(wrong)
    return faults


def _kills(options: argparse.Namespace, template: House, root: Path) -> int:
    house, moments = House(root / "house"), Random(options.seed)
    return _table(kills.kills(options.kills, moments, template, house, options.only))


def _spoken(options: argparse.Namespace, template: House, root: Path) -> int:
    if why := missing():
        print(f"No interview was spoken: {why}")
        return 0
    held = spoken.spoken_kills(options.spoken, Random(options.seed), template, root)
    print(*spoken.told(held), sep="\n")
    faults = [fault for one in held for fault in one.faults]
    print(*faults, sep="\n", end="\n" * bool(faults), file=sys.stderr)
    return len(faults)


def _table(rows: Iterator[Tried]) -> int:
    """Print them as they come, and their sum."""
    print(HEAD, flush=True)
    runs = faults = 0
    litter: set[str] = set()
    for tried in rows:
        print(tried.row, flush=True)
        runs, faults = runs + tried.runs, faults + len(tried.faults)
        litter |= tried.staying
    print(f"\n{runs} runs, {faults} faults. What stayed behind, hidden: {', '.join(litter) or '-'}")
    return faults


if __name__ == "__main__":
    raise SystemExit(main())
