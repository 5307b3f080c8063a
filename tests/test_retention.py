"""``--keep-for``: what is older than its owner wants goes as an interview begins, and only that."""

import os
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from mockint import session as sessions
from tests.sample_session import session
from tests.test_bad_input import mockint, the_sentence
from tests.test_sessions import kept
from tests.test_typed import BACK, ONE, STORY, command, held

OLD, NEW = "2025-01-02-0915-billing", "2026-03-03-1000-billing"
SAID = f"{STORY}\n{BACK}\n"


def put(recordings: Path, name: str, days: float, **fields: object) -> Path:
    """A session that began so many days ago, with a sound of 1,000 bytes and a page."""
    started = (datetime.now().astimezone() - timedelta(days=days)).isoformat(timespec="seconds")
    folder = kept(session(), recordings, name, started=started, **fields)
    (folder / "01-answer.flac").write_bytes(bytes(1000))
    (folder / "report.html").touch()
    return folder


def begun(recordings: Path, *more: str) -> str:
    """What a short interview prints, in one line."""
    return " ".join(held(recordings, SAID, *ONE, "--follow-ups", "0", *more)[2].split())


def names(recordings: Path) -> set[str]:
    """The interviews there are, but for the newest."""
    return set(sorted(os.listdir(recordings))[:-1])


def test_an_old_interview_goes_as_a_new_one_begins_and_one_sentence_says_so(tmp_path: Path) -> None:
    put(tmp_path, OLD, 200)
    put(tmp_path, NEW, 170)
    (tmp_path / "progress.html").touch()
    printed = begun(tmp_path, "--keep-for", "6m")
    assert (
        f"Interviews are kept for 6 months, as you have set: deleted {OLD} and with them"
        " progress.html."
    ) in printed
    assert sorted(os.listdir(tmp_path))[:1] == [NEW]
    assert len(os.listdir(tmp_path)) == 2


@pytest.mark.parametrize("more", [(), ("--keep-for", "forever"), ("--keep-for", "1y")])
def test_nothing_goes_that_nobody_has_set_to_go(more: tuple[str, ...], tmp_path: Path) -> None:
    old = put(tmp_path, OLD, 364)
    assert "deleted" not in begun(tmp_path, *more)
    assert (old / "01-answer.flac").exists()


def test_the_setting_does_what_the_flag_does_and_the_flag_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "settings.toml"
    monkeypatch.setenv("MOCKINT_SETTINGS", str(settings))
    done = mockint("config", "keep-for", "2W")
    assert done.stdout.startswith("keep-for is set to 2W for interview and sessions")
    assert mockint("config", "keep-for").stdout == "2w\n"
    put(tmp_path / "r", OLD, 20)
    assert "deleted" not in begun(tmp_path / "r", "--keep-for", "forever")
    assert f"kept for 2 weeks, as you have set: deleted {OLD}." in begun(tmp_path / "r")


@pytest.mark.parametrize(
    "value", ["6", "0d", "-1m", "6 months", "m", "200y", "1.5y", "٣", "9" * 90 + "d"]
)
def test_a_value_that_is_no_age_is_refused_and_named(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCKINT_SETTINGS", str(tmp_path / "settings.toml"))
    told = the_sentence(mockint("config", "keep-for", "--", value))
    assert "no age such as 30d, 6w, 3m or 1y, nor forever" in told
    assert not (tmp_path / "settings.toml").exists()


def test_what_is_not_over_or_not_known_stays(tmp_path: Path) -> None:
    put(tmp_path, "a-unfinished", 900, finished=False)
    unheard = session()
    first = unheard.answers[0]
    mute = replace(first, attempts=(replace(first.attempts[0], transcript=None, findings=None),))
    put(tmp_path, "b-not-made-out", 900, answers=(mute, *unheard.answers[1:]))
    kept(session(), tmp_path, "c-no-date", started="long ago")
    damaged = put(tmp_path, "d-damaged", 900)
    (damaged / "session.json").write_text("{")
    elsewhere = put(tmp_path.with_name(f"{tmp_path.name}-else"), "e", 900)
    (tmp_path / "e-link").symlink_to(elsewhere)
    put(tmp_path, "f-tomorrow", -400)
    before = set(os.listdir(tmp_path))
    assert "deleted" not in begun(tmp_path, "--keep-for", "1d")
    assert before <= set(os.listdir(tmp_path))
    assert (elsewhere / "01-answer.flac").exists()


def test_one_that_is_held_in_another_window_stays_and_the_rest_goes(tmp_path: Path) -> None:
    busy = put(tmp_path, "2025-01-01-0900-busy", 300)
    put(tmp_path, OLD, 299)
    with sessions.held(busy):
        printed = begun(tmp_path, "--keep-for", "6m")
    assert f"deleted {OLD}." in printed
    assert names(tmp_path) == {busy.name}


def test_what_mockint_did_not_make_stays_and_is_told(tmp_path: Path) -> None:
    put(tmp_path, OLD, 300).joinpath("my-notes.txt").write_text("mine")
    printed = begun(tmp_path, "--keep-for", "6m")
    assert f"deleted {OLD}. What mockint did not put there stays in {OLD}." in printed
    assert os.listdir(tmp_path / OLD) == ["my-notes.txt"]


def test_what_cannot_be_deleted_keeps_no_interview_from_beginning(tmp_path: Path) -> None:
    stuck = put(tmp_path, OLD, 300)
    put(tmp_path, NEW, 300)
    with sessions.held(put(tmp_path, f".deleted-{OLD}", 300)):  # the name it would get first
        printed = begun(tmp_path, "--keep-for", "6m")
    assert f"deleted {NEW}. " in printed
    assert "cannot be deleted (Directory not empty): allow writing in" in printed
    assert (stuck / "01-answer.flac").exists()


@pytest.mark.parametrize("more", [(), ("--keep-for", "6m")])
def test_a_deletion_that_was_broken_off_is_finished_and_told(
    more: tuple[str, ...], tmp_path: Path
) -> None:
    put(tmp_path, f".deleted-{OLD}", 100)
    assert f"{OLD} is deleted now; that was broken off before." in begun(tmp_path, *more)
    assert len(os.listdir(tmp_path)) == 1


def test_it_is_said_even_where_the_interview_does_not_come_about(tmp_path: Path) -> None:
    put(tmp_path, OLD, 300)
    more = (*ONE[:2], "--drill", "result", "--stage", "no-such-stage", "--keep-for", "6m")
    done = subprocess.run(
        command(tmp_path, *more), input=SAID, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert f"deleted {OLD}" in done.stdout
    assert not (tmp_path / OLD).exists()


def test_going_on_with_an_interview_deletes_nothing(tmp_path: Path) -> None:
    put(tmp_path, OLD, 300)
    put(tmp_path, NEW, 300, finished=False)
    done = subprocess.run(
        [*command(tmp_path, "--keep-for", "6m"), "--resume", NEW],
        input=SAID, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "deleted" not in done.stdout
    assert (tmp_path / OLD).exists()


def test_the_list_tells_what_the_next_interview_deletes_and_deletes_nothing(
    tmp_path: Path,
) -> None:
    for number in range(5):
        put(tmp_path, f"s{number}", 100 + number)
    told = mockint("sessions", "--keep-for", "3m", "--recordings", tmp_path).stdout.splitlines()
    assert (
        told[-1] == "The next interview deletes what is older than 3 months: s0, s1, s2 and 2 more."
    )
    quiet = mockint("sessions", "--keep-for", "1y", "--recordings", tmp_path).stdout.splitlines()
    assert quiet[-1] == "No interview is to go for being older than 1 year."
    bare = mockint("sessions", "--recordings", tmp_path).stdout
    assert "older" not in bare
    assert len(os.listdir(tmp_path)) == 5
