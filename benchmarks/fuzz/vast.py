"""Inputs as large as a command takes any, which no mutation of a small one reaches.

``python -m benchmarks.fuzz.vast TARGET`` feeds those of one target and prints what came of them;
a target that has none gives no ``vast() -> Iterable[bytes]``.
"""

import json
import sys
from collections.abc import Iterator
from itertools import count

from benchmarks.fuzz import target as targets
from benchmarks.fuzz.watch import Outcome, Watch, place_for

SIZE = 1_000_000
"""Bytes of a file that is still read."""


def filled(text: str, head: str = "", end: str = "", size: int = SIZE) -> bytes:
    """``head``, then ``text`` again and again, and ``end``; of just that size."""
    room = size - len(head.encode()) - len(end.encode())
    data = text.encode()
    return head.encode() + (data * (room // len(data) + 1))[:room] + end.encode()


def numbered(text: str, head: str = "", end: str = "", size: int = SIZE) -> bytes:
    """``head``, then ``text`` with each number in the place of "%d", and ``end``."""
    room, parts = size - len(head.encode()) - len(end.encode()), list[bytes]()
    for number in count():
        part = (text % number).encode()
        room -= len(part)
        if room < 0:
            return head.encode() + b"".join(parts) + end.encode()
        parts.append(part)
    raise AssertionError


def outcomes(name: str) -> Iterator[Outcome]:
    """What comes of each vast input of that target."""
    target = targets.load(name, vast=True)
    watch = Watch(target, place_for(name))
    watch.feed(target.seeds[0])
    for data in target.vast:
        yield watch.feed(data)


def main() -> None:
    """Print the slowest in seconds, the peak in megabytes, how many there were, and the faults."""
    found = list(outcomes(sys.argv[1]))
    told = {
        "number": len(found),
        "seconds": max((each.seconds for each in found), default=0.0),
        "held": max((each.held for each in found), default=0.0),
        "faults": sorted({each.judged for each in found if each.judged}),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
