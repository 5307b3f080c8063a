"""Killed, refused, cut off, of a later format: every session opens, or says what is wrong with it.

The short version of ``python -m benchmarks.durability``.
"""

import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from benchmarks.durability import calls, damage, rooms, times
from benchmarks.durability.deeds import DEEDS, Deed
from benchmarks.durability.disturb import everywhere
from benchmarks.durability.forked import preload
from benchmarks.durability.house import FIRST, House, furnished
from tests.measured import Measured
from tests.test_bad_input import mockint, the_sentence
from tests.test_deletion import less_mighty

QUICK = (
    *(
        "config",
        "banks import",
        "banks new",
        "edit --text",
        "prepare --done",
        "report -o report.md",
    ),
    *("sessions --delete", "sessions --sound-only"),
)
"""Commands that are over at once."""
needs_strace = pytest.mark.skipif(bool(calls.missing()), reason=calls.missing())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> House:
    preload()
    return furnished(tmp_path_factory.mktemp("durability") / "template")


def deed(name: str) -> Deed:
    (found,) = (each for each in DEEDS if each.name == name)
    return found


@needs_strace
@pytest.mark.parametrize("name", QUICK)
def test_killed_at_any_call_that_changes_a_file_it_is_done_or_undone(
    name: str, template: House, tmp_path: Path
) -> None:
    tried = everywhere(deed(name), "kill", template, House(tmp_path / "house"))
    assert tried.faults == []
    assert tried.ends["killed"] >= 4


@needs_strace
@pytest.mark.parametrize(
    ("how", "name"), [*product(("full", "error"), QUICK[:6]), ("error", "score -o")]
)
def test_any_call_that_is_refused_is_one_sentence_and_costs_nothing(
    how: str, name: str, template: House, tmp_path: Path
) -> None:
    tried = everywhere(deed(name), how, template, House(tmp_path / "house"))
    assert tried.faults == []
    assert tried.ends["said so"] >= 3


def amiss(lines: Iterator[tuple[str, list[str]]], measured: Measured) -> list[str]:
    """What was wrong in all of them."""
    faults = []
    for line, wrong in lines:
        measured(f"durability: {line}")
        faults += wrong
    return faults


def test_a_file_cut_off_emptied_or_in_anothers_place_is_told_and_touches_nothing_else(
    template: House, tmp_path: Path, measured: Measured
) -> None:
    assert amiss(damage.written(template, tmp_path, every=25), measured) == []


def test_a_disk_that_is_full_or_read_only_ends_a_command_in_a_sentence(
    template: House, tmp_path: Path, measured: Measured
) -> None:
    quick = [deed(name) for name in (*QUICK, "interview --type", "score -o")]
    lines = list(rooms.tried(quick, (0, 8), template, tmp_path))
    if len(lines) == 1:
        pytest.skip(lines[0][0])
    assert amiss(iter(lines), measured) == []


def test_a_session_of_a_later_format_is_refused_and_stays(template: House, tmp_path: Path) -> None:
    _, faults = times.later(template, House(tmp_path / "house"))
    assert faults == []


def test_what_cannot_be_written_is_told_with_what_to_do(template: House, tmp_path: Path) -> None:
    house = House(tmp_path / "house")
    house.again(template)
    (house.recordings / FIRST / ".held").unlink(missing_ok=True)
    (house.recordings / FIRST).chmod(0o500)
    done = mockint(
        *("edit", FIRST, "--answer", "2", "--text", house.made / "answer.txt"),
        env=house.environment, preexec_fn=less_mighty,
    )  # fmt: skip
    assert "allow writing there" in the_sentence(done)
    assert mockint("report", FIRST, env=house.environment).returncode == 0


def test_two_settings_changed_at_once_are_both_kept(tmp_path: Path, template: House) -> None:
    house = House(tmp_path / "house")
    changes = (("config", "rate", "190"), ("config", "engine", "moonshine"))
    for _ in range(3):
        house.again(template)
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "mockint", *words],
                env=house.environment, cwd=house.made, stdout=subprocess.DEVNULL,
            )
            for words in changes
        ]  # fmt: skip
        assert [each.wait(60) for each in started] == [0, 0]
        text = house.settings.read_text()
        assert "rate = 190" in text
        assert 'engine = "moonshine"' in text
        assert text.startswith("# mine\n")
