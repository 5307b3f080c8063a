"""Broken files by the hundred thousand: python -m benchmarks.fuzz [TARGET...] [--inputs N].

Each target runs in processes of its own, guided by which edges of mockint an input reaches. After
a crash or a hang it goes on with a new process. Every input that broke something, the slowest and
the heaviest are then fed once more to a process without the counting of edges, whose seconds and
megabytes are those a person meets. Culprits are kept in ``--keep``.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.fuzz import target as targets

HEADS = (
    *("target", "inputs", "edges", "kept", "slowest ms", "again, bare", "MB held", "MB by one"),
    *("vast inputs", "slowest ms", "MB held", "faults", "minutes"),
)
LOG = "log.txt"
RESTARTS = 40
"""Processes that one target may use up."""


def main() -> int:
    """Feed the targets one after another; 1 where something broke."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(targets.names()))
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for culprits and for what was reached")
    options = parser.parse_args()
    strange = set(options.targets) - set(targets.names())
    if strange:
        parser.error(f"there is no target {', '.join(sorted(strange))}")
    keep: Path = (options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))).absolute()
    print("| " + " | ".join(HEADS) + " |\n|" + "---|" * len(HEADS), flush=True)
    told: list[str] = []
    for name in options.targets or targets.names():
        told += campaign(name, keep / name, options.inputs, options.seed)
    print("\n".join(["", *told, f"Everything is in {keep}."]))
    return 1 if told else 0


def campaign(name: str, folder: Path, inputs: int, seed: int) -> list[str]:
    """Feed one target and print its row; what broke, a line each."""
    began = time.monotonic()
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for data in targets.load(name).seeds:
        (folder / "corpus" / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    for turn in range(RESTARTS):
        left = inputs - tried(folder)
        if left <= 0:
            break
        trial(name, folder, left, seed + turn)
    edges, held = reached(folder)
    file = folder / "account.json"
    account: dict[str, Any] = {"slowest": 0.0, "faults": {}}
    if file.exists():
        account |= json.loads(file.read_text())
    large = asked("vast", name)
    faults = list(culprits(name, folder, account["faults"]))
    faults += [f"{name}: a vast input {fault}" for fault in large["faults"]]
    bare = again(name, folder / "slowest").get("seconds", 0)
    heavy = again(name, folder / "heaviest").get("more", 0)
    row = (
        *(
            name,
            f"{tried(folder):,}",
            f"{edges:,}",
            f"{len(list((folder / 'corpus').iterdir())):,}",
        ),
        *(f"{1000 * account['slowest']:.0f}", f"{1000 * bare:.0f}", held, f"{heavy:.0f}"),
        *(large["number"], f"{1000 * large['seconds']:.0f}", f"{large['held']:.0f}"),
        *(len(faults), f"{(time.monotonic() - began) / 60:.1f}"),
    )
    print("| " + " | ".join(map(str, row)) + " |", flush=True)
    return faults


def trial(name: str, folder: Path, inputs: int, seed: int) -> None:
    """Run one process until it ends or breaks."""
    words = [sys.executable, "-m", "benchmarks.fuzz.trial", name, folder, inputs, seed]
    with (folder / LOG).open("ab") as log:
        subprocess.run([str(word) for word in words], stdout=log, stderr=log, check=False)


def reached(folder: Path) -> tuple[int, int]:
    """Edges that were reached, and megabytes that a process held at most, as its log has them."""
    file = folder / LOG
    log = file.read_text(errors="replace") if file.exists() else ""
    edges, held = (re.findall(pattern, log) for pattern in (r"cov: (\d+)", r"rss: (\d+)Mb"))
    return max(map(int, edges), default=0), max(map(int, held), default=0)


def tried(folder: Path) -> int:
    """Inputs fed so far."""
    file = folder / "tried"
    return int.from_bytes(file.read_bytes(), "little") if file.exists() else 0


def culprits(name: str, folder: Path, faults: dict[str, str]) -> list[str]:
    """A line for each fault that is one without the counting of edges as well."""
    lines = []
    for file in [folder / each for each in faults.values()] + sorted(folder.glob("found-*")):
        fault = again(name, file).get("judged")
        if fault:
            lines.append(f"{name}: {fault} ({file}, {file.stat().st_size} bytes)")
    return lines


def again(name: str, file: Path) -> dict[str, Any]:
    """What comes of that input in a process that counts no edges; {} where there is none."""
    return asked("again", name, file) if file.exists() else {}


def asked(module: str, *words: object) -> dict[str, Any]:
    """What that module of this package prints, from a process of its own."""
    broken: dict[str, Any] = {"number": 0, "seconds": 0.0, "held": 0.0}
    command = [sys.executable, "-m", f"benchmarks.fuzz.{module}", *map(str, words)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        return broken | {"judged": "hangs", "faults": ["hangs"]}
    if done.returncode:
        why = f"ended the process with {done.returncode}: {done.stderr[-300:]}"
        return broken | {"judged": why, "faults": [why]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
