"""Two made-up candidates through thirty interviews: what they are asked back and what they drill.

The interviews are held by the program itself; what is right is worked out here once more, from
what the candidate left out and from the bare files on disk.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.practice import (
    APART,
    INTERVIEWS,
    Course,
    follow_ups,
    practise,
    scratch,
    thirds,
)
from benchmarks.pupil import EVEN, QUESTIONS, WEAK, Candidate
from mockint.schedule import Review
from tests.measured import Measured
from tests.test_bad_input import mockint
from tests.test_schedule import by_formula

SEEDS = (7, 8, 9)
SINCE = timedelta(days=4)
"""From the last interview to the day on which it is asked what is due."""
Taken = tuple[Course, Path]
Kept = dict[str, Any]


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder for all courses."""
    with scratch() as folder:
        yield Path(folder)


@pytest.fixture(scope="module", params=SEEDS)
def weak(request: pytest.FixtureRequest, place: Path) -> Taken:
    """The candidate who seldom tells a result; the last interview was four days ago."""
    return course(place, WEAK, request.param)


@pytest.fixture(scope="module", params=SEEDS)
def even(request: pytest.FixtureRequest, place: Path) -> Taken:
    """The candidate who seldom leaves anything out."""
    return course(place, EVEN, request.param)


@pytest.fixture(scope="module", params=[(who, seed) for who in (WEAK, EVEN) for seed in SEEDS])
def anybody(request: pytest.FixtureRequest, place: Path) -> Taken:
    """Either of them."""
    return course(place, *request.param)


@cache
def course(place: Path, who: Candidate, seed: int) -> Taken:
    folder = place / f"{who.name}-{seed}"
    first = datetime.now().astimezone() - SINCE - (INTERVIEWS - 1) * APART
    return practise(who, seed, folder, first), folder


def on_disk(place: Path) -> list[Kept]:
    """Every session as it lies there, oldest first."""
    found = [json.loads(path.read_bytes()) for path in place.glob("*/session.json")]
    return sorted(found, key=lambda each: str(each["started"]))


def interviews(place: Path) -> list[Kept]:
    return [each for each in on_disk(place) if each["drill"] is None]


def answers(sessions: list[Kept], form: str = "") -> Iterator[Kept]:
    """The answers to questions (of that form), in the order given."""
    for session in sessions:
        for answer in session["answers"]:
            if answer["question"] and form in (answer["question"]["form"], ""):
                yield answer


def found_in(answer: Kept) -> Kept:
    """What was found in its only attempt."""
    (attempt,) = answer["attempts"]
    return dict(attempt["findings"])


def keys(answer: Kept) -> list[str]:
    return [each["key"] for each in answer["follow_ups"]]


def check_follow_ups(taken: Taken) -> tuple[int, int, int]:
    """How many stories lacked the result, told it, and were not taken for stories."""
    held, folder = taken
    stories = list(answers(interviews(folder), "story"))
    assert len(stories) == len(held.pupil.told) == held.stories
    counts = [0, 0, 0]
    for told, answer in zip(held.pupil.told, stories, strict=True):
        if found_in(answer)["form"] != "story":
            assert keys(answer) in ([], ["event"], ["more"])
            counts[2] += 1
        elif "result" in told:
            assert "result" not in keys(answer)
            assert len(keys(answer)) <= 1
            counts[1] += 1
        else:
            # A figure that was taken for one of a result is not asked for once more.
            measured = any(amount["result"] for amount in found_in(answer)["quantities"])
            assert measured or keys(answer) == ["result"]
            counts[0] += 1
    return counts[0], counts[1], counts[2]


def test_who_seldom_tells_a_result_is_asked_for_each_that_is_missing_and_for_no_other(
    weak: Taken, measured: Measured
) -> None:
    lacking, told, others = check_follow_ups(weak)
    measured(f"weak: {lacking} stories without a result, all asked for it once; {told} with one")
    assert lacking >= 10
    assert others <= 3


def test_who_has_no_weak_spot_is_asked_for_each_missing_result_as_well(even: Taken) -> None:
    lacking, told, _ = check_follow_ups(even)
    assert told > 5 * lacking


def test_nothing_is_asked_back_where_no_story_was_asked_for(weak: Taken) -> None:
    others = [a for a in answers(interviews(weak[1])) if a["question"]["form"] != "story"]
    assert len(others) > 80
    assert not any(map(keys, others))


def asks_for_a_drill(before: list[Kept]) -> bool:
    """Whether a third of the newest twelve stories, two at least, lacked the result."""
    told = [found_in(answer) for answer in answers(before, "story")]
    stories = [f for f in told if not f["abstained"] and f["marks"]["structure"]["level"]]
    newest = [f["missing"] if f["form"] == "story" else None for f in stories]
    newest = [missing for missing in newest if missing is not None][-12:]
    lacking = sum("result" in missing for missing in newest)
    others = max(
        (sum(part in missing for missing in newest) for part in ("situation", "task", "action")),
        default=0,
    )
    return lacking >= 2 and Fraction(lacking, len(newest)) >= Fraction(1, 3) and lacking >= others


def test_a_drill_of_the_result_stands_before_the_interviews_that_call_for_one_and_no_others(
    anybody: Taken,
) -> None:
    drilled: set[str] = set()
    held: list[dict[str, Any]] = []
    wanted: set[str] = set()
    for session in on_disk(anybody[1]):
        day = session["started"][:10]
        if session["drill"] is not None:
            drilled |= {day} if session["drill"] == "result" else set()
            continue
        wanted |= {day} if asks_for_a_drill(held) else set()
        held.append(session)
    assert drilled == wanted
    assert len(held) == INTERVIEWS


def test_a_drill_gives_the_own_stories_that_lacked_the_result_first(weak: Taken) -> None:
    before: list[Kept] = []
    for session in on_disk(weak[1]):
        if session["drill"] is None:
            before.append(session)
        if session["drill"] != "result":
            continue
        newest = {a["question"]["id"]: found_in(a) for a in answers(before, "story")}
        lacking = {name for name, found in newest.items() if "result" in found["missing"]}
        own = [q for q in session["plan"] if q["ask"].startswith("Here is a story of yours.")]
        assert session["plan"][: len(own)] == own
        assert {f"drill-{name}" for name in lacking} <= {q["id"] for q in own} or len(own) == 5


def rated(answer: Kept) -> str | None:
    """How an answer is rated, by the table in docs/practice.md; None where it was not marked."""
    found = found_in(answer)
    levels = [m["level"] for n, m in found["marks"].items() if n != "delivery" and m["level"]]
    if found["abstained"] or not levels:
        return None
    mean = Fraction(sum(levels), len(levels))
    if mean < 2:
        return "again"
    story = answer["question"]["form"] == found["form"] == "story"
    if mean < 3 or (story and "result" in found["missing"]):
        return "hard"
    return "good" if mean < Fraction(42, 10) else "easy"


MEANS = {"again": 1.0, "hard": 2.5, "good": 3.5, "easy": 4.5}


def histories(place: Path) -> dict[str, list[Review]]:
    """The reviews of each question, out of the files."""
    found: dict[str, list[Review]] = {}
    for session in interviews(place):
        day = date.fromisoformat(session["started"][:10])
        for answer in answers([session]):
            if (how := rated(answer)) is not None:
                name = answer["question"]["id"]
                found.setdefault(name, []).append(Review(name, day, 0.0, MEANS[how]))
    return found


def test_every_question_comes_back_on_the_day_of_the_published_formula(anybody: Taken) -> None:
    found, folder = anybody[0].after, anybody[1]
    after = {due.question.id: due for due in (*found.due, *found.later)}
    given = histories(folder)
    assert after.keys() == given.keys()
    for name, history in given.items():
        days = by_formula(history)
        assert after[name].intervals == days
        assert after[name].due == history[-1].day + timedelta(days=days[-1])


def test_due_names_on_the_command_line_what_the_formula_makes_due(weak: Taken) -> None:
    folder = weak[1]
    done = mockint("due", "--recordings", folder)
    assert done.returncode == 0, done.stderr
    last = {name: (h[-1].day, by_formula(h)[-1]) for name, h in histories(folder).items()}
    due = {name for name, (day, days) in last.items() if day + timedelta(days) <= date.today()}
    assert f"Due today: {len(due)} of {len(QUESTIONS)} questions" in done.stdout
    listed = re.findall(r"^  (\S+) +(?:since today|\d+ days? late)", done.stdout, re.MULTILINE)
    assert set(listed) == due
    wanted = asks_for_a_drill(interviews(folder))
    assert ("--drill result" in done.stdout) is wanted


def shares(taken: Taken) -> tuple[int, list[int], list[int]]:
    """Follow-ups for the result in all, and by thirds; drills of it by thirds."""
    found = taken[0]
    asked = [sum(f.key == "result" for f in follow_ups(held)) for held in thirds(found)]
    size = INTERVIEWS // 3
    kinds = [None if each is None else each.drill for each in found.drills]
    drilled = [kinds[third * size : (third + 1) * size].count("result") for third in range(3)]
    return sum(asked), asked, drilled


def test_a_weak_spot_gets_more_follow_ups_and_drills_and_fewer_once_it_is_none(
    weak: Taken, measured: Measured
) -> None:
    asked, by_third, drilled = shares(weak)
    measured(f"weak: for the result {asked} follow-ups {by_third}, {sum(drilled)} drills {drilled}")
    assert asked >= 10
    assert sum(drilled) >= 8
    assert by_third[0] > by_third[2]
    assert drilled[0] >= 5 > drilled[2]


def test_no_weak_spot_gets_hardly_any(even: Taken, measured: Measured) -> None:
    asked, by_third, drilled = shares(even)
    measured(f"even: for the result {asked} follow-ups {by_third}, {sum(drilled)} drills {drilled}")
    assert asked <= 5
    assert sum(drilled) <= 3


def test_what_lacked_the_result_is_asked_sooner_where_that_is_the_weak_spot(
    anybody: Taken, measured: Measured
) -> None:
    found = anybody[0]
    who, count = found.pupil.who, found.for_result
    measured(f"{who.name}: for want of a result {count} of {found.asked} questions")
    assert count >= 5 if who is WEAK else count <= 2


def test_the_same_seed_gives_the_same_course(tmp_path: Path) -> None:
    once, again = (practise(WEAK, 7, tmp_path / name, count=6) for name in ("once", "again"))
    assert once.held == again.held
    assert once.drills == again.drills
    assert any(once.drills)
