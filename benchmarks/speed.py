"""How long it takes until something is there: the help, the marks, the first word.

``python -m benchmarks.speed [start] [check] [word] [texts] [files] [--runs N] [--beside FOLDER]``

Every command is run in a process of its own, the ones compared in turn, so that a busy machine
is busy for all of them alike. Seconds by the clock and of the processor (all threads and
children); the best run says what the work takes, the median what it took here. ``--beside`` names
another checkout, whose commands are run in turn with this one's.
"""

import argparse
import os
import pty
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.answers import every
from tests.soundcard import RATE, SoundCard, missing, sound_card

ROOT = Path(__file__).parents[1]
AUDIBLE = 100
"""Of 32,768: what the loudspeaker plays is a word from here on."""
PATIENCE = 60.0
BANK = "billing-specialist"
ANSWER = (
    "In March our largest customer was billed twice for the same orders. My job was to put it "
    "right before the month-end close. I compared the payment history with the ledger, found the "
    "import that had run twice, and issued a credit memo. They paid within three days, and our "
    "rework went down by forty percent."
)


class Cost(NamedTuple):
    """Seconds by the clock and of the processor; the most memory in MB, at least this one's own."""

    clock: float
    processor: float
    memory: float


class Plan(NamedTuple):
    """One command: ``words`` behind the interpreter, run in the checkout ``tree``."""

    name: str
    words: tuple[str, ...]
    tree: Path = ROOT
    stdin: str = ""


def cost(plan: Plan) -> Cost:
    """What one run of it takes."""
    with tempfile.TemporaryFile() as given, open(os.devnull, "wb") as nowhere:
        given.write(plan.stdin.encode())
        given.seek(0)
        begun = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *plan.words], cwd=plan.tree, stdin=given, stdout=nowhere, env=_env()
        )
        _, status, usage = os.wait4(child.pid, 0)
        taken = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, plan
    return Cost(taken, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _env() -> dict[str, str]:
    return {**os.environ, "MOCKINT_SETTINGS": os.devnull, "PYTHONDONTWRITEBYTECODE": ""}


def in_turn(plans: Sequence[Plan], runs: int) -> list[list[Cost]]:
    """What each run of each plan took, after one that does not count."""
    for plan in plans:
        cost(plan)
    found: list[list[Cost]] = [[] for _ in plans]
    for _ in range(runs):
        for plan, costs in zip(plans, found, strict=True):
            costs.append(cost(plan))
    return found


def compared(plans: Sequence[Plan], runs: int) -> None:
    """A row a plan; the last column is how many times the first one's processor time it takes."""
    found = in_turn(plans, runs)
    print("\n| | clock ms: best | median | processor ms: best | median | MB | times the first |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    first = found[0]
    for plan, costs in zip(plans, found, strict=True):
        most = f"{max(each.memory for each in costs):.0f}"
        cells = [*_two(costs, "clock"), *_two(costs, "processor"), most]
        cells.append(f"{_times(costs, first):.2f}")
        print("| " + " | ".join((plan.name, *cells)) + " |", flush=True)


def _two(costs: Sequence[Cost], what: str) -> Iterator[str]:
    values = [getattr(each, what) * 1000 for each in costs]
    yield from (f"{min(values):.0f}", f"{statistics.median(values):.0f}")


def _times(costs: Sequence[Cost], first: Sequence[Cost]) -> float:
    """Of the best, which is what is left when nothing else runs."""
    return min(each.processor for each in costs) / min(each.processor for each in first)


def start(trees: Sequence[tuple[str, Path]], runs: int) -> None:
    """``mockint --help`` beside an interpreter that does nothing."""
    plans = [Plan("python -c pass", ("-c", "pass"))]
    for of, tree in trees:
        script = ("-c", "import sys; from mockint.cli import main; sys.exit(main())")
        plans += [
            Plan(f"python -m mockint --help{of}", ("-m", "mockint", "--help"), tree),
            Plan(f"mockint --help{of}", (*script, "--help"), tree),
            Plan(f"mockint check --help{of}", (*script, "check", "--help"), tree),
        ]
    compared(plans, runs)


def check(trees: Sequence[tuple[str, Path]], runs: int) -> None:
    """``mockint check`` on a text, from a process that is not there yet."""
    plans = []
    for of, tree in trees:
        for name, words in (
            ("check --json", ("--json",)),
            ("check", ()),
            ("check --bank --json", ("--bank", BANK, "--json")),
        ):
            plans.append(Plan(f"{name}{of}", ("-m", "mockint", "check", *words), tree, ANSWER))
    compared(plans, runs)


def texts(trees: Sequence[tuple[str, Path]], runs: int) -> None:
    """What a longer text takes beyond a short one."""
    for size in (1_000, 10_000, 100_000):
        text = long_text(size)
        plans = [
            Plan(f"{size:,} characters{with_bank}{of}", ("-m", "mockint", *words), tree, text)
            for of, tree in trees
            for with_bank, words in (
                ("", ("check", "--json")),
                (", bank", ("check", "--json", "--bank", BANK)),
            )
        ]
        compared(plans, min(runs, 3))


def long_text(size: int) -> str:
    """Labelled answers one behind the other, ``size`` characters of them."""
    text = ""
    for answer in every():
        if len(text) >= size:
            break
        text += f"{answer.text} "
    return text[:size]


def files(trees: Sequence[tuple[str, Path]], runs: int) -> None:
    """What one more transcript takes in ``mockint score``, from 10 and 60 of them."""
    print("\n| processor ms a file | best | median |\n|---|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for count in (10, 60):
            _fill(Path(folder, str(count)), count)
        for of, tree in trees:
            for name, words in (("score", ()), ("score --bank", ("--bank", BANK))):
                few, many = in_turn(
                    [
                        Plan(count, ("-m", "mockint", "score", f"{folder}/{count}", *words), tree)
                        for count in ("10", "60")
                    ],
                    min(runs, 3),
                )
                each = [(b.processor - a.processor) * 20 for a, b in zip(few, many, strict=True)]
                print(f"| {name}{of} | {min(each):.0f} | {statistics.median(each):.0f} |")


def _fill(folder: Path, count: int) -> None:
    folder.mkdir()
    for at, answer in enumerate(every()[7 : 7 + 20 * count : 20]):
        (folder / f"{at:03}.txt").write_text(answer.text, encoding="utf-8")


def word(trees: Sequence[tuple[str, Path]], runs: int) -> None:
    """From the start of an interview to the first sound that leaves the loudspeaker."""
    if reason := missing():
        print(f"\nFirst word: not measured, {reason}.")
        return
    print("\n| seconds to the first sound | best | median | longest |\n|---|--:|--:|--:|")
    ways = [(how, of, tree) for of, tree in trees for how in ("--plain", "terminal")]
    found: dict[str, list[float]] = {f"{how}{of}": [] for how, of, _ in ways}
    with sound_card() as card:
        for turn in range(runs + 1):
            for how, of, tree in ways:
                seconds = first_word(card, tree, plain=how == "--plain")
                if turn:  # the first one does not count
                    found[f"{how}{of}"].append(seconds)
    for name, each in found.items():
        figures = (min(each), statistics.median(each), max(each))
        print(f"| {name} | " + " | ".join(f"{value:.2f}" for value in figures) + " |")


def first_word(card: SoundCard, tree: Path, *, plain: bool) -> float:
    """Seconds until the loudspeaker plays."""
    words = ["-m", "mockint", "interview", BANK, "--seed", "1", *(["--plain"] if plain else [])]
    with tempfile.TemporaryDirectory() as recordings, card.ear() as ear, _screen(plain) as screen:
        before = len(ear.samples)
        begun = time.monotonic()
        child = card.start(
            *(sys.executable, *words, "--recordings", recordings),
            stdin=screen,
            stdout=screen,
            stderr=screen,
            cwd=tree,
            env=card.environment
            | {"PYTHONPATH": str(tree), "TERM": "xterm-256color", "MOCKINT_SETTINGS": os.devnull},
            start_new_session=True,
        )
        try:
            while not (loud := _loud(ear.samples[before:])):
                assert time.monotonic() < begun + PATIENCE, "nothing was said"
                time.sleep(0.02)
        finally:
            child.kill()
            child.wait()
    return loud / RATE


def _loud(samples: "np.ndarray[tuple[int], np.dtype[np.int16]]") -> int:
    """The first audible sample, 0 where there is none."""
    found = np.flatnonzero(np.abs(samples.astype(np.int32)) > AUDIBLE)
    return int(found[0]) if len(found) else 0


@contextmanager
def _screen(plain: bool) -> Iterator[int]:
    """A terminal that somebody reads; for plain lines nothing at all."""
    if plain:
        nowhere = os.open(os.devnull, os.O_RDWR)
        yield nowhere
        os.close(nowhere)
        return
    master, slave = pty.openpty()
    reader = threading.Thread(target=_read_all, args=(master,), daemon=True)
    reader.start()
    yield slave
    os.close(slave)
    reader.join(5)
    os.close(master)


def _read_all(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:  # nobody writes to it any more
        pass


PARTS: dict[str, Callable[[Sequence[tuple[str, Path]], int], None]] = {
    "start": start,
    "check": check,
    "word": word,
    "texts": texts,
    "files": files,
}


def main() -> None:
    """Print the tables that were asked for."""
    line = argparse.ArgumentParser(prog="python -m benchmarks.speed")
    line.add_argument("parts", nargs="*", choices=(*PARTS, []), help="which tables (all)")
    line.add_argument("--runs", type=int, default=15, metavar="N", help="of each command (15)")
    line.add_argument("--beside", type=Path, metavar="FOLDER", help="another checkout")
    asked = line.parse_args()
    trees = [("", ROOT), *([(", beside", asked.beside.resolve())] if asked.beside else [])]
    print(f"load when begun: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for part in asked.parts or PARTS:
        PARTS[part](trees, asked.runs)


if __name__ == "__main__":
    main()
