"""Files cut off, emptied and put in another's place; whoever reads them says what is wrong."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.durability.forked import forked, preload
from benchmarks.durability.house import FIRST, OPEN, SECOND, House
from benchmarks.durability.rooms import Lines
from mockint import session as sessions

PARTS = 50
Words = tuple[str, ...]
LOOKS: tuple[Words, ...] = (
    ("sessions",),
    ("report", SECOND),
    ("report", SECOND, "--format", "html"),
    ("report", "--compare", FIRST, SECOND),
    ("progress",),
    ("due",),
    ("stories",),
)
"""Commands that meet the interview that is damaged."""
SESSION, SOUND = f"interviews/{SECOND}/session.json", f"interviews/{SECOND}/01-answer.flac"
STARTED = "made/scores.jsonl"
SCORE = ("score", "texts", "-o", "scores.jsonl")


@dataclass(frozen=True, slots=True)
class Victim:
    """The file ``path`` below a house, and the commands that read it."""

    path: str
    looks: tuple[Words, ...]


VICTIMS = (
    Victim(SESSION, LOOKS),
    Victim(SOUND, LOOKS[1:4]),
    Victim("settings.toml", (("config",), ("sessions",), ("check", "answer.txt"))),
    Victim("made/bank.yaml", (("banks", "lint", "bank.yaml"), ("banks", "show", "bank.yaml"))),
    Victim("interviews/preparation.json", (("prepare",),)),
    Victim(f"{STARTED}.journal", (SCORE,)),
)
SPOKEN = Victim("story.wav", (("transcribe", "../story.wav"),))


def lines(template: House, root: Path) -> Lines:
    """Every victim in every way."""
    preload()
    yield "| file | how | runs | how they ended | faults |\n|---|---|---|---|---|", []
    yield from written(template, root / "written")
    yield from _heard(template, root / "heard")


def written(template: House, root: Path, every: int = 1) -> Lines:
    """All but what is heard; cut off at every so-manieth fiftieth."""
    whole, house = _whole(template, root), House(root / "house")
    for victim in VICTIMS:
        yield _tried(victim, "cut off", _cuts(victim.path, whole, every), whole, house)
    for one, other in _pairs():
        yield _tried(Victim(other, LOOKS), f"{one} in its place", [_swap(one, other)], whole, house)


def _heard(template: House, root: Path) -> Lines:
    whole, house = _whole(template, root), House(root / "house")
    yield _tried(SPOKEN, "cut off", _cuts(SPOKEN.path, whole, 5), whole, house)
    yield _opened(whole, house)


def _whole(template: House, root: Path) -> House:
    """A house in which more was begun."""
    whole = House(root / "whole")
    whole.again(template)
    for words in (("prepare", "--done", "know-the-company.1"), SCORE):
        assert forked(whole, words).code == 0
    return whole


Change = Callable[[House], None]


def _cuts(path: str, whole: House, step: int) -> list[Change]:
    """Ways to cut it, at nothing first."""
    size = (whole.root / path).stat().st_size

    def cut(at: int) -> Change:
        def change(house: House) -> None:
            file = house.root / path
            file.write_bytes(file.read_bytes()[:at])

        return change

    return [cut(size * part // PARTS) for part in range(0, PARTS, step)]


def _pairs() -> Iterator[tuple[str, str]]:
    """Which file takes which one's place."""
    yield f"interviews/{FIRST}/session.json", SESSION
    yield f"interviews/{OPEN}/session.json", SESSION
    yield f"interviews/{SECOND}/02-answer.flac", SOUND
    yield "interviews/preparation.json", SESSION
    yield SESSION, "interviews/preparation.json"
    yield SESSION, SOUND
    yield SOUND, SESSION
    yield SESSION, "settings.toml"
    yield "settings.toml", SESSION


def _swap(one: str, other: str) -> Change:
    def change(house: House) -> None:
        shutil.copy(house.root / one, house.root / other)

    return change


def _tried(
    victim: Victim, how: str, changes: Sequence[Change], whole: House, house: House
) -> tuple[str, list[str]]:
    ends, faults = Counter[str](), list[str]()
    before = whole.state()
    for number, change in enumerate(changes):
        house.again(whole)
        change(house)
        damaged = house.state()
        for words in victim.looks:
            run = forked(house, words)
            ends[end := _end(run.code, run.out, run.err)] += 1
            if end not in ("fine", "said so"):
                faults.append(f"{victim.path} {how} {number}, {' '.join(words)}: {end} {run.err}")
        faults += _disturbed(victim, f"{how} {number}", before, damaged, house)
    told = ", ".join(f"{count} {end}" for end, count in sorted(ends.items()))
    return f"| {victim.path} | {how} | {ends.total()} | {told} | {len(faults)} |", faults


def _end(code: int, out: str, err: str) -> str:
    """A sentence for each thing that is wrong, be it several, is well."""
    if code not in (0, 1) or "unforeseen" in err or "Traceback" in err:
        return f"exit {code}"
    if code == 1 and not (out + err).strip():
        return "silent"
    return "said so" if code else "fine"


def _disturbed(
    victim: Victim, how: str, before: dict[str, bytes], damaged: dict[str, bytes], house: House
) -> Iterator[str]:
    """What reading has changed; results are made whole again, and are what they were."""
    now = house.state()
    if victim.path.startswith(STARTED):
        if now[STARTED] != before[STARTED]:
            yield f"{victim.path} {how}: the results are others than before"
    elif now != damaged and OPEN not in how:  # one that was broken off is caught up with
        yield f"{victim.path} {how}: reading changed something"


def _opened(whole: House, house: House) -> tuple[str, list[str]]:
    """A recording that a kill left, cut off: the interview goes on with what is there."""
    faults, runs = [], 0
    sound = (whole.root / "story.wav").read_bytes()
    for part in range(0, PARTS, 10):
        house.again(whole)
        folder = house.recordings / OPEN
        _unheard(folder, sound[: len(sound) * part // PARTS])
        words = ("interview", "--resume", OPEN, "--answers", "../story.wav", "../story.wav")
        run, runs = forked(house, words), runs + 1
        if run.code or not sessions.load(folder).finished:
            faults.append(f"01-answer.wav cut off at {part} of {PARTS}: {run.code} {run.err}")
    return f"| 01-answer.wav of a kill | cut off | {runs} | went on | {len(faults)} |", faults


def _unheard(folder: Path, sound: bytes) -> None:
    """Let the answer be one that was spoken until the kill, and so much of it be on disk."""
    from msgspec.structs import replace

    session = sessions.load(folder)
    (answer,) = session.answers
    (live,) = answer.attempts
    spoken = replace(live, sound="01-answer.wav", typed=False, transcript=None)
    answers = (replace(answer, attempts=(spoken,)),)
    scene = replace(session.scene, typed=False)
    sessions.save(replace(session, answers=answers, scene=scene), folder)
    (folder / "01-answer.wav").write_bytes(sound)
