"""What comes after the interview, as whole processes: seconds, and memory at the peak.

    python -m benchmarks.afterwards [--sessions 500] [--minutes 30] [--rounds 5]

Every command starts anew, as from a shell, all of them in turn in each round; the
first round warms the disk's cache and does not count. Beside the seconds stands how
many times a bare interpreter's start on this machine they are, in the same run.
"""

import argparse
import os
import platform
import pty
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

# A child's peak counts what its parent held when it was started: nothing large is imported here.

ROOT = Path(__file__).parents[1]
FRAME = 40
"""Visible characters after which a replay's first frame stands there."""
TOP = 2**18
"""Bytes of a page in which it must say that it is masked."""
LONGEST = 120.0
"""Seconds after which a command is given up."""
_MAKE = (
    "import sys; from pathlib import Path; from tests.practised import long, many\n"
    "place, count, minutes = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])\n"
    "print(long(place / 'one', minutes).name)\n"
    "many(place / 'many', count, with_sound=True)\n"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One process: ``seconds`` until it ended (a replay: until its first frame), ``peak`` in MB.

    ``work``: seconds of processor time, its children's too.
    """

    seconds: float
    work: float
    peak: float
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to measure: ``aim`` in seconds, None where there is none."""

    name: str
    command: tuple[str, ...]
    aim: float | None
    run: Callable[[Sequence[str]], Run]


def to_its_end(command: Sequence[str]) -> Run:
    """The process until it ends; what it prints is read as by a pipe."""
    with tempfile.TemporaryFile() as told:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told, cwd=ROOT
        )
        assert process.stdout is not None
        with _patience(process):
            while process.stdout.read(2**16):
                pass
            work, peak = _ended(process)
        seconds = time.perf_counter() - began
        told.seek(0)
        words = told.read().decode("utf-8", "replace").strip().splitlines()
    failed = "" if process.returncode == 0 else (words or ["it said nothing"])[-1]
    return Run(seconds, work, peak, failed)


def to_its_first_frame(command: Sequence[str]) -> Run:
    """The process on a terminal until something stands there; then ``q`` is typed."""
    ours, theirs = pty.openpty()
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    os.close(theirs)
    seen = 0
    with _patience(process):
        while seen < FRAME and (piece := _read(ours)):
            seen += sum(chr(byte).isalnum() for byte in piece)
        seconds = time.perf_counter() - began
        os.write(ours, b"q")
        while _read(ours):
            pass
        work, peak = _ended(process)
    os.close(ours)
    return Run(seconds, work, peak, "" if seen >= FRAME else "it ended without a frame")


def to_a_masked_copy(path: Path) -> Callable[[Sequence[str]], Run]:
    """The process until it ends, which counts only if the copy at ``path`` tells what it masked."""

    def run(command: Sequence[str]) -> Run:
        path.unlink(missing_ok=True)
        done = to_its_end(command)
        if done.failed:
            return done
        with path.open("rb") as copy:
            masked = b"Masked" in copy.read(TOP)
        return done if masked else replace(done, failed=f"{path.name} tells of nothing masked")

    return run


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 2**16)
    except OSError:  # Linux says so when the other end is closed
        return b""


@contextmanager
def _patience(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Kill the process if the block lasts too long."""
    timer = threading.Timer(LONGEST, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _ended(process: "subprocess.Popen[bytes]") -> tuple[float, float]:
    """Wait for it: its processor time in seconds and its memory at the peak in MB."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    megabyte = 2**20 if sys.platform == "darwin" else 2**10
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / megabyte


def tasks(place: Path, long: str, names: Sequence[str], sizes: tuple[int, float]) -> Iterator[Task]:
    """What is measured: on ``names`` in ``place/many`` and on ``long`` in ``place/one``."""
    one, many = ("--recordings", str(place / "one")), ("--recordings", str(place / "many"))
    count, minutes = f"{sizes[0]} sessions", f"{sizes[1]:g} minutes"
    page = ("report", long, *one, "--format", "html")
    rows: list[tuple[str, float | None, tuple[str, ...]]] = [
        (f"`sessions`, {count}", 0.5, ("sessions", *many)),
        (f"`report` in the terminal, {minutes}", 2.0, ("report", long, *one)),
        (f"`report --format md`, {minutes}", 2.0, ("report", long, *one, "--format", "md")),
        (f"`report --format json`, {minutes}", 2.0, ("report", long, *one, "--format", "json")),
        (f"`report --format html`, {minutes}, sound inside", 2.0,
         (*page, "--sound", "inside", "-o", str(place / "inside.html"))),
        ("the same, sound beside it in the session's folder", 2.0,
         (*page, "--sound", "beside", "-o", str(place / "one" / long / "report.html"))),
        ("the same, sound beside it elsewhere", 2.0,
         (*page, "--sound", "beside", "-o", str(place / "beside.html"))),
        ("the same without sound", 2.0,
         (*page, "--sound", "none", "-o", str(place / "silent.html"))),
        (f"`report` of the newest of {count}", 2.0, ("report", names[-1], *many)),
        (f"`report --compare`, two of {count}", 2.0,
         ("report", "--compare", names[-2], names[-1], *many)),
        (f"`progress`, {count}", 2.0, ("progress", *many)),
        (f"`progress --format html`, {count}", 2.0,
         ("progress", *many, "--format", "html", "-o", str(place / "progress.html"))),
    ]  # fmt: skip
    yield Task("a bare interpreter: `python -c pass`", ("-c", "pass"), None, to_its_end)
    yield Task("`--help`", ("-m", "mockint", "--help"), None, to_its_end)
    for name, aim, words in rows:
        yield Task(name, ("-m", "mockint", *words), aim, to_its_end)
    for name, how in (("inside", ()), ("left out", ("--sound", "none"))):
        copy = place / f"shared-{len(how)}.html"
        words = ("-m", "mockint", *page, "--share", *how, "-o", str(copy))
        label = f"`report --share --format html`, {minutes}, sound {name}"
        yield Task(label, words, None, to_a_masked_copy(copy))
    words = ("-m", "mockint", "replay", long, *one)
    yield Task(f"`replay` to its first frame, {minutes}", words, 1.0, to_its_first_frame)


def measured(every: Sequence[Task], rounds: int) -> dict[Task, list[Run]]:
    """The runs of each task that count; one that fails is not tried again."""
    runs: dict[Task, list[Run]] = {task: [] for task in every}
    for number in range(rounds + 1):
        print(f"round {number} of {rounds}", file=sys.stderr)
        for task in every:
            if runs[task] and runs[task][-1].failed:
                continue
            run = task.run((sys.executable, *task.command))
            runs[task].append(run)
            if run.failed:
                print(f"  {task.name}: {run.failed}", file=sys.stderr)
    return {task: those[1:] or those for task, those in runs.items()}


def table(runs: dict[Task, list[Run]]) -> str:
    """The figures as Markdown."""
    bare = min(run.seconds for run in next(iter(runs.values())))
    lines = ["| command | seconds | times bare | processor s | peak MB | aim |"]
    lines.append("|---|--:|--:|--:|--:|--:|")
    faults = []
    for task, those in runs.items():
        aim = "" if task.aim is None else f"{task.aim:g}"
        if those[-1].failed:
            lines.append(f"| {task.name} | not there yet | | | | {aim} |")
            faults.append(f"Not there yet: {task.name}: {those[-1].failed}")
            continue
        took, work = min(run.seconds for run in those), min(run.work for run in those)
        peak = max(run.peak for run in those)
        missed = " **missed**" if task.aim is not None and took > task.aim else ""
        figures = f"{took:.2f} | {took / bare:.0f} | {work:.2f} | {peak:.0f}"
        lines.append(f"| {task.name} | {figures} | {aim}{missed} |")
    return "\n".join(lines) + "".join(f"\n\n{fault}" for fault in faults)


def _title(options: argparse.Namespace) -> str:
    words = f"--sessions {options.sessions} --minutes {options.minutes:g} --rounds {options.rounds}"
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return (
        f"# Afterwards\n\n`python -m benchmarks.afterwards {words}`, {date.today():%-d %B %Y}, "
        f"{machine}; the load average was {options.load:.1f} when it began. Whole processes, the "
        f"quickest of {options.rounds} runs after one that does not count, since other programs "
        "can only slow it; memory is the largest of any run, and processor time counts a "
        "command's own children too. Each of the many sessions has five answers of some 200 "
        "words; the long one has ten answers and 5000 words. Aims are in seconds.\n\n"
    )


def main() -> None:
    """Measure, print, and keep the figures in ``benchmarks/afterwards.md``."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--sessions", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    options.load = os.getloadavg()[0]
    sizes = options.sessions, options.minutes
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make = [sys.executable, "-c", _MAKE, folder, *map(str, sizes)]
        done = subprocess.run(make, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        names = sorted(path.name for path in (place / "many").iterdir())
        every = list(tasks(place, done.stdout.strip(), names, sizes))
        figures = table(measured(every, options.rounds))
    print(figures)
    text = f"{_title(options)}{figures}\n"
    (ROOT / "benchmarks/afterwards.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
