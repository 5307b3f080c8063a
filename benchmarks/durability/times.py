"""Clocks that go back, sessions of a later format, and two processes at one session."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations_with_replacement
from pathlib import Path
from shutil import rmtree

import msgspec

from benchmarks.durability.damage import Words
from benchmarks.durability.forked import forked, preload
from benchmarks.durability.house import FIRST, OPEN, SECOND, House, state
from benchmarks.durability.rooms import Lines
from benchmarks.durability.verdict import Run
from mockint import session as sessions
from mockint.errors import MockintError
from tests.brief import STORY

LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
"""Debian's package libfaketime."""
TYPED = f"{STORY}\n\nThank you.\n\n"
HELD = ("interview", "../brief.yaml", "--type", "--follow-ups", "0")
AT_ONCE = 4
"""How often two commands are started at the same moment."""
FROM_LATER: tuple[Words, ...] = (
    ("sessions",),
    ("report", SECOND),
    ("report", SECOND, "-o", "page.html"),
    ("report", SECOND, "--share", "--format", "md"),
    ("report", "--compare", FIRST, SECOND),
    ("report", "--compare", SECOND, FIRST),
    ("progress",),
    ("due",),
    ("stories",),
    ("edit", SECOND, "--answer", "1", "--text", "answer.txt"),
    ("replay", SECOND),
    ("interview", "--resume", SECOND, "--type"),
    ("sessions", "--delete", SECOND, "--sound-only", "--yes"),
    ("sessions", "--older-than", "1d", "--yes"),
    (*HELD, "--keep-for", "1d"),
    (*HELD, "--due"),
)
MUST_REFUSE = range(1, 6)
"""Of those: they are about that very session."""


def lines(template: House, root: Path) -> Lines:
    """All three."""
    preload()
    house = House(root / "house")
    yield "| what | runs | how they ended | faults |\n|---|---|---|---|", []
    yield later(template, house)
    if LIBRARY.exists():
        yield _backwards(template, house)
    else:
        yield "| a clock that goes back | 0 | no libfaketime here | 0 |", []
    yield from _together(template, house)


def _row(what: str, ends: Counter[str], faults: list[str]) -> tuple[str, list[str]]:
    told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    return f"| {what} | {ends.total()} | {told} | {len(faults)} |", faults


def _end(run: Run) -> str:
    return "went on" if run.code == 0 else "said so" if run.told else f"exit {run.code}"


def later(template: House, house: House) -> tuple[str, list[str]]:
    """A session of the next format."""
    ends, faults = Counter[str](), list[str]()
    for number, words in enumerate(FROM_LATER):
        house.again(template)
        file = house.recordings / SECOND / sessions.FILE
        values = msgspec.json.decode(file.read_bytes())
        values.update(format=sessions.FORMAT + 1, plan="elsewhere", weather="fine")
        file.write_bytes(msgspec.json.encode(values))
        before = state(file.parent)
        run = forked(house, words, TYPED)
        ends[end := _end(run)] += 1
        if state(file.parent).items() - {(".held", b"")} != before.items() - {(".held", b"")}:
            faults.append(f"later, {' '.join(words)}: the session was changed")
        refused = run.told and "newer mockint" in run.err
        if end.startswith("exit") or (number in MUST_REFUSE and not refused):
            faults.append(f"later, {' '.join(words)}: {run.code} {run.err}")
    return _row(f"a session of format {sessions.FORMAT + 1}", ends, faults)


def _backwards(template: House, house: House) -> tuple[str, list[str]]:
    """Interviews held years ago by the clock, beside those of later: none goes, each opens."""
    ends, faults = Counter[str](), list[str]()
    house.again(template)
    clock = house.root / "clock"
    for back in ("-0d", "-2000d", "-3000d", "-6000d"):
        clock.write_text(back)
        for words in ((*HELD, "--keep-for", "1w"), ("sessions",), ("progress",), ("due",)):
            run = _at(clock, house, words) if back != "-0d" else forked(house, words[:5], TYPED)
            ends[end := _end(run)] += 1
            if end != "went on":
                faults.append(f"clock {back}, {' '.join(words)}: {run.code} {run.err[-300:]}")
        missing = {FIRST, SECOND, OPEN} - {path.name for path in house.recordings.iterdir()}
        faults += [f"clock {back}: {name} is gone" for name in missing]
    faults += _while_it_runs(house, clock)
    held = sessions.folders(house.recordings)
    faults += [f"{len(held)} interviews in place of 8"] if len(held) != 8 else []
    return _row("a clock that goes back", ends, faults)


def _at(clock: Path, house: House, words: Words) -> Run:
    more = {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }
    done = house.run(words, TYPED, more=more)
    return Run(done.returncode, done.stdout, done.stderr)


def _while_it_runs(house: House, clock: Path) -> Iterator[str]:
    """The clock is put back a day between two answers."""
    clock.write_text("-1000d")
    more = {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "mockint", *HELD], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        cwd=house.made, env={**house.environment, **more}, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        while "Question" not in process.stdout.readline():
            pass
        clock.write_text("-1001d")
        process.stdin.write(TYPED)
        process.stdin.close()
        name = process.stdout.read().split()[-1]
    if process.returncode or not sessions.load(house.recordings / name).finished:
        yield f"the clock was put back in mid-interview: exit {process.returncode}"


AT_ONE_SESSION: tuple[Words, ...] = (
    ("interview", "--resume", OPEN, "--follow-ups", "0"),
    ("edit", OPEN, "--answer", "1", "--text", "answer.txt"),
    ("report", OPEN, "-o", "report.html"),
    ("report", OPEN, "--format", "html", "-o", f"../interviews/{OPEN}/report.html"),
    ("sessions", "--delete", OPEN, "--yes"),
    ("sessions", "--delete", OPEN, "--sound-only", "--yes"),
)
ELSEWHERE = (
    ((*HELD,), (*HELD,)),
    ((*HELD, "--keep-for", "1d"), ("sessions", "--delete", FIRST, "--yes")),
    (("config", "rate", "190"), ("config", "engine", "moonshine")),
    (("prepare", "--done", "know-the-company.1"), ("prepare", "--done", "know-the-company.2")),
    (("banks", "import", "asked.csv", "-o", "b.yaml"),) * 2,
    (("score", "texts", "-o", "scores.jsonl"),) * 2,
    (("progress", "-o", "progress.html"),) * 2,
)
KEPT = {
    "config": ("settings.toml", ("rate = 190", 'engine = "moonshine"')),
    "prepare": ("interviews/preparation.json", ("know-the-company.1", "know-the-company.2")),
    "banks": ("made/b.yaml", ("refund", "late invoice")),
    "score": ("made/scores.jsonl", tuple(f"{number}.txt" for number in range(6))),
    "progress": ("made/progress.html", ("<!DOCTYPE html>", "</html>")),
}
"""What both together must have left, by command."""


def _together(template: House, house: House) -> Lines:
    pairs = list(combinations_with_replacement(AT_ONE_SESSION, 2))
    for what, found in (("two processes at one session", pairs), ("two elsewhere", ELSEWHERE)):
        ends, faults = Counter[str](), list[str]()
        for one, other in found:
            for _ in range(AT_ONCE if what == "two elsewhere" else 1):
                house.again(template)
                told = f"{' '.join(one)} | {' '.join(other)}"
                for run in _both(house, one, other):
                    ends[end := _end(run)] += 1
                    faults += [f"{told}: {run.err[-300:]}"] if end.startswith("exit") else []
                faults += [f"{told}: {fault}" for fault in _amiss(house, one, other)]
        yield _row(what, ends, faults)


def _both(house: House, *commands: Words) -> list[Run]:
    """Run them at the same moment."""
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "mockint", *words], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=house.made,
            env=house.environment, text=True,
        )
        for words in commands
    ]  # fmt: skip
    for process in started:
        assert process.stdin is not None
        process.stdin.write(TYPED)
        process.stdin.flush()
    ended = [process.communicate(timeout=120) for process in started]
    return [Run(each.returncode, *end) for each, end in zip(started, ended, strict=True)]


def _amiss(house: House, one: Words, other: Words) -> Iterator[str]:
    for folder in sessions.folders(house.recordings):
        try:
            sessions.load(folder)
        except MockintError as error:
            yield str(error)
    if not any("--delete" in words for words in (one, other)) and OPEN not in os.listdir(
        house.recordings
    ):
        yield "the session is gone"
    if one[0] in KEPT:
        path, wanted = KEPT[one[0]]
        text = (house.root / path).read_text()
        yield from (f"{path} lacks {words}" for words in wanted if words not in text)
    page = house.made / "report.html"
    if not page.read_text().endswith(("</html>\n", "an older report")):
        yield "report.html is half done"
    rmtree(house.root / "tmp")
    (house.root / "tmp").mkdir()
