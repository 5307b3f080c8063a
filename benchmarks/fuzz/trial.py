"""One process of the fuzzer: ``python -m benchmarks.fuzz.trial TARGET FOLDER INPUTS SEED``.

It fills ``FOLDER/corpus`` with the inputs that reached something new, and keeps its account in
``FOLDER/account.json`` and ``FOLDER/tried`` at every step, for it may not come to its own end.
"""

import hashlib
import json
import mmap
import os
import random
import sys
from pathlib import Path

import atheris

from benchmarks.fuzz import target as targets
from benchmarks.fuzz.mutation import mutated
from benchmarks.fuzz.watch import Outcome, Watch, place_for

HANG = 20
"""Seconds by the clock after which an input is taken to hang; the machine may be busy."""


class Account:
    """What was tried so far, kept in the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "account.json"
        self._tried = _counter(folder / "tried")
        known = json.loads(self._file.read_text()) if self._file.exists() else {}
        self.slowest: float = known.get("slowest", 0.0)
        self.heaviest: float = known.get("heaviest", 0.0)
        self.faults: dict[str, str] = known.get("faults", {})

    def enter(self, data: bytes, outcome: Outcome) -> None:
        """One more input, and what came of it."""
        self._tried[:] = (int.from_bytes(self._tried[:], "little") + 1).to_bytes(8, "little")
        if outcome.seconds > self.slowest:
            self.slowest = outcome.seconds
            self._keep("slowest", data)
        if outcome.more > self.heaviest:
            self.heaviest = outcome.more
            self._keep("heaviest", data)
        fault = outcome.judged
        if fault and fault not in self.faults:
            name = f"fault-{hashlib.sha256(fault.encode()).hexdigest()[:12]}"
            self.faults[fault] = name
            (self.folder / f"{name}.txt").write_text(f"{fault}\n\n{outcome.trace}")
            self._keep(name, data)

    def _keep(self, name: str, data: bytes) -> None:
        (self.folder / name).write_bytes(data)
        told = {"slowest": self.slowest, "heaviest": self.heaviest, "faults": self.faults}
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(told))
        os.replace(beside, self._file)


def _counter(file: Path) -> mmap.mmap:
    """Eight bytes that outlive the process."""
    if not file.exists():
        file.write_bytes(bytes(8))
    with file.open("r+b") as opened:
        return mmap.mmap(opened.fileno(), 8)


def main() -> None:
    """Feed so many inputs; the process ends with it."""
    name, folder, inputs, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    # Much is imported only when it is needed, so the door stays open.
    atheris.instrument_imports(include=list(targets.traced(name))).__enter__()
    target = targets.load(name)
    watch = Watch(target, place_for(name))
    watch.feed(target.seeds[0])  # what is loaded once is not this input's
    account = Account(folder)

    def feed(data: bytes) -> None:
        account.enter(data, watch.feed(data))

    def mutate(data: bytes, most: int, chance: int) -> bytes:
        made = mutated(
            *(data, target.form, target.words, target.seeds, random.Random(chance)),
            lambda old, limit: atheris.Mutate(old, min(limit, most)),
        )
        return made[:most]

    flags = (
        *(f"-runs={inputs}", f"-seed={seed}", f"-max_len={target.longest}", "-len_control=0"),
        *(f"-timeout={HANG}", "-rss_limit_mb=500", "-print_final_stats=1"),
        *(f"-artifact_prefix={folder}/found-", f"{folder}/corpus"),
    )
    atheris.Setup(["fuzz", *flags], feed, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
