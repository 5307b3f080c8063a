"""``mockint report`` and ``mockint progress`` as they are typed: which form, and where it goes."""

import base64
import contextlib
import fcntl
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from mockint import session as sessions
from mockint.sound.soundfiles import read
from tests.practised import NAME, practised
from tests.test_bad_input import mockint, the_sentence
from tests.test_deletion import less_mighty, state

LATER = "2026-03-05-1000-billing"
SOUNDS = {"01-answer.flac", "01-answer-2.flac", "02-answer.flac", "04-answer.flac"}
SECRET = "credit memo"
"""Said in the answer that counts, and named as to be masked."""
LOOKS = {
    "terminal": "What to do next",
    "md": "# Billing specialist",
    "json": "{",
    "html": "<!DOCTYPE html>",
}
"""How each form begins, or what stands in its first lines."""
EVIL = "\x1b[2J\u202eevil\nname"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two interviews with sound, the one that is called later being the newest."""
    recordings = tmp_path_factory.mktemp("made")
    for day, name in enumerate((NAME, LATER)):
        folder = practised(recordings, name=name)
        os.utime(folder, (1_700_000_000 + day,) * 2)
    return recordings


@pytest.fixture
def recordings(made: Path, tmp_path: Path) -> Path:
    """A copy of them that a test may change, with their dates."""
    copy = tmp_path / "r"
    shutil.copytree(made, copy)
    return copy


def report(recordings: Path, *words: object, **more: object) -> "subprocess.CompletedProcess[str]":
    """``mockint report`` with these words and that folder, without a terminal."""
    return mockint("report", *words, "--recordings", recordings, timeout=60, **more)


def on_terminal(*words: object) -> str:
    """What a command shows on a terminal, where nothing is typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mockint", *map(str, words)]
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # The terminal was let go.
        while data := os.read(ours, 65_536):
            shown += data
    os.close(ours)
    assert child.wait(60) == 0, shown
    return shown.decode(errors="replace")


@pytest.mark.parametrize(
    ("file", "form"),
    [("a.html", "html"), ("a.HTM", "html"), ("a.md", "md"), ("a.json", "json"), ("a", "terminal")],
)
def test_the_ending_of_the_file_tells_the_form(
    recordings: Path, tmp_path: Path, file: str, form: str
) -> None:
    done = report(recordings, NAME, "-o", tmp_path / file)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Written to {tmp_path / file}.\n"
    assert LOOKS[form] in (tmp_path / file).read_text(encoding="utf-8")[:400]


def test_what_is_asked_for_counts_more_than_the_ending(recordings: Path, tmp_path: Path) -> None:
    report(recordings, NAME, "--format", "md", "-o", tmp_path / "a.html")
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith(LOOKS["md"])


@pytest.mark.parametrize("form", LOOKS)
def test_in_a_pipe_every_form_goes_to_standard_output(recordings: Path, form: str) -> None:
    before = state(recordings)
    done = report(recordings, NAME, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert LOOKS[form] in done.stdout[:400]
    assert state(recordings) == before


def test_on_a_terminal_a_page_is_written_to_the_sessions_folder(recordings: Path) -> None:
    page = recordings / NAME / "report.html"
    shown = on_terminal("report", NAME, "--format", "html", "--recordings", recordings)
    assert "<html" not in shown
    assert "Written to" in shown
    assert page.read_text(encoding="utf-8").startswith(LOOKS["html"])
    told = on_terminal("progress", "--format", "html", "--recordings", recordings)
    assert "Written to" in told
    assert "<h1>Progress</h1>" in (recordings / "progress.html").read_text(encoding="utf-8")


def browser(folder: Path) -> dict[str, str]:
    """An environment whose browser notes the addresses it is given in ``folder/seen``."""
    script = folder / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> "{folder}/seen"\n')
    script.chmod(0o755)
    return {**os.environ, "BROWSER": str(script)}


def test_a_page_is_opened_by_an_address_that_any_name_survives(
    recordings: Path, tmp_path: Path
) -> None:
    place = tmp_path / "a b#c?d%25'é"
    place.mkdir()
    env = browser(tmp_path)
    assert report(recordings, NAME, "--open", env=env).returncode == 0
    assert report(recordings, NAME, "--open", "-o", place / "x #1.html", env=env).returncode == 0
    own = recordings / NAME / "report.html"
    assert (tmp_path / "seen").read_text().splitlines() == [
        own.as_uri(),
        (place / "x #1.html").as_uri(),
    ]


def test_without_a_browser_the_page_is_there_all_the_same(recordings: Path) -> None:
    done = report(recordings, NAME, "--open", env={**os.environ, "BROWSER": "false"})
    assert done.returncode == 0
    assert "No browser could be started" in done.stderr
    assert (recordings / NAME / "report.html").is_file()


@pytest.mark.parametrize("words", [["--format", "md"], ["-o", "x.md"], ["--format", "json"]])
def test_only_a_page_is_opened(recordings: Path, tmp_path: Path, words: list[str]) -> None:
    done = report(recordings, NAME, "--open", *words, cwd=tmp_path)
    assert "Only a page can be opened" in the_sentence(done)
    assert not (tmp_path / "x.md").exists()


def test_sound_lies_inside_beside_or_nowhere(recordings: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    for how, inside, beside in (("inside", 4, set()), ("beside", 0, SOUNDS), ("none", 0, set())):
        assert report(recordings, NAME, "--sound", how, "-o", page).returncode == 0
        text = page.read_text(encoding="utf-8")
        assert text.count("data:audio/flac;base64,") == inside
        assert set(re.findall(r'src="page-sound/([^"]+)"', text)) == beside
        copied = tmp_path / "page-sound"
        assert (set(os.listdir(copied)) if copied.is_dir() else set()) == beside
        shutil.rmtree(copied, ignore_errors=True)


def test_sound_beside_needs_a_page_in_a_file_and_any_sound_a_page(recordings: Path) -> None:
    done = report(recordings, NAME, "--format", "html", "--sound", "beside")
    assert "name one with -o" in the_sentence(done)
    assert "Only a page has sound" in the_sentence(report(recordings, NAME, "--sound", "none"))


@pytest.mark.parametrize("name", ["shared-sound", "shared-sound/.01-answer.flac.part"])
def test_copied_sound_follows_no_link_out_of_the_folder(
    recordings: Path, tmp_path: Path, name: str
) -> None:
    outside = tmp_path / "outside"
    link = recordings / NAME / name
    link.parent.mkdir(exist_ok=True)
    outside.mkdir() if name == "shared-sound" else outside.write_text("not yours")
    link.symlink_to(outside)
    page = recordings / NAME / "shared.html"
    report(recordings, NAME, "--share", "--sound", "beside", "-o", page)
    assert state(tmp_path)["outside"] in ("folder", b"not yours")
    assert not [path for path in state(tmp_path) if path.startswith("outside/")]


def test_a_page_follows_no_link_that_lies_in_a_sessions_folder(
    recordings: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("not yours")
    for name in (".report.html.new", "report.html"):
        (recordings / NAME / name).symlink_to(outside)
    assert report(recordings, NAME, "--open", env=browser(tmp_path)).returncode == 0
    assert outside.read_text() == "not yours"
    assert (recordings / NAME / "report.html").read_text().startswith(LOOKS["html"])


def test_a_link_that_was_named_is_written_through(recordings: Path, tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "file.md")
    assert report(recordings, NAME, "-o", tmp_path / "link.md").returncode == 0
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "file.md").read_text().startswith(LOOKS["md"])


@pytest.mark.parametrize("place", [".", "..", "/", "", "folder", "no/where.html", "pipe"])
@pytest.mark.parametrize("more", [[], ["--format", "html", "--sound", "beside"]])
def test_where_nothing_can_be_written_one_sentence_says_so_and_nothing_is_left(
    recordings: Path, tmp_path: Path, place: str, more: list[str]
) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    before = set(tmp_path.iterdir())
    done = report(recordings, NAME, *more, "-o", place, cwd=tmp_path)
    assert "-o" in the_sentence(done)
    assert "unforeseen" not in done.stderr
    left = {path.name for path in set(tmp_path.iterdir()) - before}
    assert left <= {"pipe-sound"}
    assert os.listdir(tmp_path / "folder") == []


def test_a_report_takes_the_place_of_nothing_that_is_the_interview_itself(
    recordings: Path,
) -> None:
    before = state(recordings)
    for own in ("session.json", "01-answer.flac", "01-answer.wav"):
        for form in ("json", "md"):
            done = report(recordings, NAME, "--format", form, "-o", recordings / NAME / own)
            assert "belongs to the interview itself" in the_sentence(done)
    assert state(recordings) == before


def test_the_old_file_stays_whole_where_the_new_one_cannot_be_written(
    recordings: Path, tmp_path: Path
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "a.html").write_text("old")
    place.chmod(0o555)
    done = report(recordings, NAME, "-o", place / "a.html", preexec_fn=less_mighty)
    place.chmod(0o755)
    assert "Permission denied" in the_sentence(done)
    assert state(place) == {"a.html": b"old"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk here")
def test_a_full_disk_is_a_sentence(recordings: Path) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "mockint", "report", NAME, "--format", "html"]
        done = subprocess.run(
            [*command, "--recordings", str(recordings)],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("mockint: The report cannot be written (No space left")
    assert done.stderr.count("\n") == 1


def test_a_folder_that_must_not_be_written_is_reported_on(recordings: Path) -> None:
    folder = recordings / NAME
    whole = sessions.load(folder)
    live = replace(whole.answers[1].attempts[0], ended="live", transcript=None, findings=None)
    sessions.save(whole.with_answer(1, whole.answers[1].with_attempt(live)), folder)
    before = state(folder)
    folder.chmod(0o555)
    for form, look in LOOKS.items():
        done = report(recordings, NAME, "--format", form, preexec_fn=less_mighty)
        assert (done.returncode, done.stderr) == (0, "")
        assert look in done.stdout[:400]
    done = report(
        recordings, NAME, "--open", preexec_fn=less_mighty, env={**os.environ, "BROWSER": "true"}
    )
    assert "-o" in the_sentence(done)
    folder.chmod(0o755)
    assert state(folder) == before


def test_an_interview_that_is_being_held_is_reported_on_as_it_stands(recordings: Path) -> None:
    folder = recordings / NAME
    whole = sessions.load(folder)
    live = replace(
        whole.answers[1].attempts[0],
        ended="live", sound="02-answer.wav", transcript=None, findings=None,
    )  # fmt: skip
    sessions.save(whole.with_answer(1, whole.answers[1].with_attempt(live)), folder)
    (folder / "02-answer.wav").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt ")  # Its first bytes.
    with (folder / ".held").open("w") as hold:
        fcntl.flock(hold, fcntl.LOCK_EX)
        before = state(folder)
        for form, look in LOOKS.items():
            done = report(recordings, NAME, "--format", form)
            assert (done.returncode, done.stderr) == (0, "")
            assert look in done.stdout[:400]
        assert state(folder) == before


def test_a_page_does_not_make_an_old_interview_the_newest(recordings: Path) -> None:
    env = {**os.environ, "BROWSER": "true"}
    two = ["--compare", LATER, NAME]
    for words in ([NAME, "--open"], [NAME, "--open", "--share"], [*two, "--open"]):
        assert report(recordings, *words, env=env).returncode == 0
        assert json.loads(report(recordings, "--format", "json").stdout)["name"] == LATER
    assert (recordings / NAME / "compared.html").is_file()


@pytest.mark.parametrize("form", LOOKS)
def test_two_interviews_are_compared_in_every_form(
    recordings: Path, tmp_path: Path, form: str
) -> None:
    done = report(recordings, "--compare", NAME, LATER, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    if form == "json":
        assert json.loads(done.stdout)
    elif form == "html":
        assert "<h1>Two interviews side by side</h1>" in done.stdout
    else:
        assert "Two interviews side by side" in done.stdout.splitlines()[0]
    named = report(recordings, "--compare", NAME, LATER, "--format", form, "-o", tmp_path / "a")
    assert named.stdout == f"Written to {tmp_path / 'a'}.\n"
    assert (tmp_path / "a").read_text(encoding="utf-8") == done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--compare", NAME, "nothing"], "no session called nothing"),
        (["--compare", NAME, NAME], "two different"),
        (["--compare", NAME, LATER, NAME], "two sessions and nothing more"),
        (["--compare", NAME, LATER, "--share"], "two sessions and nothing more"),
        (["--compare", NAME, LATER, "--sound", "none"], "two sessions and nothing more"),
        (["--compare", NAME, LATER, "--mask", "x"], "without --share"),
        (["--compare", NAME, LATER, "--open", "--format", "md"], "Only a page"),
        ([NAME, "--mask", "Maria"], "without --share"),
        ([NAME, "--keep", "Maria"], "without --share"),
        ([NAME, "--amounts-above", "5"], "without --share"),
    ],
)
def test_what_does_not_go_together_is_refused(
    recordings: Path, words: list[str], told: str
) -> None:
    before = state(recordings)
    done = report(recordings, *words)
    assert told in the_sentence(done)
    assert done.stdout == ""
    assert state(recordings) == before


@pytest.mark.parametrize("form", LOOKS)
def test_a_copy_to_share_holds_nothing_that_was_masked(recordings: Path, form: str) -> None:
    before = state(recordings)
    whole = report(recordings, NAME, "--format", form).stdout
    done = report(recordings, NAME, "--share", "--mask", SECRET, "--format", form)
    assert done.returncode == 0
    assert "Masked:" in done.stderr
    for original in (SECRET, "48,200", str(recordings)):
        assert original not in flat(done.stdout).lower()
    assert SECRET in flat(whole).lower()
    assert "48,200" in whole
    assert state(recordings) == before


def flat(text: str) -> str:
    """``text`` without sound, elements and the breaks of lines, so that words stand together."""
    silent = re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)
    bare = re.sub(r"<span class=\"vh\">[^<]*</span>|<[^>]*>", "", silent)
    return re.sub(r"[\s|]+", " ", bare)


def test_the_sound_in_a_shared_page_is_silent_where_words_were_masked(
    recordings: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    assert report(recordings, NAME, "--share", "--mask", SECRET, "-o", page).returncode == 0
    found = re.findall(r"data:audio/flac;base64,([^\"]+)", page.read_text(encoding="utf-8"))
    heard = sessions.load(recordings / NAME).answers[0].attempts[1].transcript
    assert heard is not None
    at = next(n for n, word in enumerate(heard.words) if word.text == "credit")
    start, end = heard.words[at].start, heard.words[at + 1].end
    copied = tmp_path / "inside.flac"
    copied.write_bytes(base64.b64decode(found[0]))
    new, old = read(copied), read(recordings / NAME / "01-answer-2.flac")
    span = slice(round(start * new.rate), round(end * new.rate))
    assert not new.samples[span].any()
    assert old.samples[span].any()
    assert np.array_equal(new.samples[: new.rate], old.samples[: new.rate])


def test_names_of_folders_and_files_reach_no_terminal_raw(recordings: Path, tmp_path: Path) -> None:
    (recordings / NAME).rename(recordings / EVIL)
    for words in (["--open"], ["-o", tmp_path / f"{EVIL}.html"], ["-o", tmp_path / EVIL / "x.md"]):
        done = report(recordings, EVIL, *words, env={**os.environ, "BROWSER": "false"})
        assert "\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout + done.stderr
    assert (recordings / EVIL / "report.html").is_file()


def test_progress_is_a_page_or_json_that_says_the_same(recordings: Path, tmp_path: Path) -> None:
    page, data = tmp_path / "p.html", tmp_path / "p.json"
    for path in (page, data):
        done = mockint("progress", "--recordings", recordings, "-o", path, timeout=60)
        assert done.stdout == f"Written to {path}.\n"
    found = json.loads(data.read_text(encoding="utf-8"))
    text = page.read_text(encoding="utf-8")
    assert found["courses"]
    for course in found["courses"]:
        assert course["name"] in text
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["sessions", "progress", "report", "banks"])
def test_a_full_disk_at_the_other_end_of_a_pipe_is_one_sentence(
    command: str, recordings: Path
) -> None:
    with Path("/dev/full").open("w") as full:
        place = () if command == "banks" else ("--recordings", recordings)
        told = [sys.executable, "-m", "mockint", command, *map(str, place)]
        done = subprocess.run(told, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 1
    assert "no room" in done.stderr or "cannot be written" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "unforeseen" not in done.stderr
