"""Deleting: what was agreed to goes, nothing else is touched, and a kill leaves no half session."""

import contextlib
import ctypes
import os
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from glob import glob
from pathlib import Path

import pytest
from msgspec.structs import replace

from mockint import session as sessions
from mockint.session import Attempt, Session
from tests.measured import Measured
from tests.practised import practised
from tests.sample_session import session
from tests.test_bad_input import mockint, the_sentence
from tests.test_sessions import kept
from tests.unmeasured import unmeasured

FIRST, SECOND, THIRD = "2026-03-02-0915-billing", "2026-03-03-1000-billing", "2026-03-04-1100-b"

CHOSEN_80 = """\
session                  begun             answers  minutes  marks
2026-03-02-0915-billing  2026-03-02 09:15   2 of 4      0.7    3.0
2026-03-03-1000-billing  2026-03-02 09:15   2 of 4      0.7    3.0
2 interviews, 1.4 minutes of answers, 4.3 MB
"""


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """Three sessions below ``r`` with what mockint keeps beside them, 2 MB each, two years old."""
    for name in (FIRST, SECOND, THIRD):
        folder = kept(session(), tmp_path / "r", name)
        for sound in ("01-question.flac", "01-answer.flac", "02-answer.flac", "03-answer-12.wav"):
            (folder / sound).write_bytes(bytes(500_000))
        for page in ("report.html", "shared.html", "report.md", "shared.json"):
            (folder / page).write_bytes(bytes(10_000))
        for rest in (".held", ".session.json.new", ".01-answer.flac.part", ".report.html.new"):
            (folder / rest).touch()
        (folder / "shared-sound").mkdir()
        (folder / "shared-sound" / "01-answer.flac").write_bytes(bytes(100_000))
    return tmp_path / "r"


def delete(recordings: Path, *words: object, **more: object) -> "subprocess.CompletedProcess[str]":
    """``mockint sessions`` with these words and that folder."""
    return mockint("sessions", *words, "--recordings", recordings, timeout=60, **more)


def state(folder: Path) -> dict[str, bytes | str]:
    """Everything below ``folder``: the bytes of files, where links lead."""
    return {
        str(path.relative_to(folder)): os.readlink(path)
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
    }


def test_what_is_named_goes_with_all_that_is_of_mockint_and_the_rest_stays(
    recordings: Path,
) -> None:
    rest = state(recordings / THIRD)
    done = delete(recordings, "--delete", SECOND, f"{FIRST}/", FIRST, "--yes")
    assert done.returncode == 0, done.stderr
    assert "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines()) == (
        CHOSEN_80 + "Deleted 2 interviews, 4.3 MB.\n"
    )
    assert os.listdir(recordings) == [THIRD]
    assert state(recordings / THIRD) == rest


def test_without_a_terminal_nothing_is_deleted_unless_yes_was_said(recordings: Path) -> None:
    before = state(recordings)
    for more in ([], ["--sound-only"]):
        done = delete(recordings, "--delete", FIRST, *more, input="y\n", stdin=None)
        assert "add --yes" in the_sentence(done)
        assert FIRST in done.stdout
    assert state(recordings) == before


def asked(recordings: Path, reply: bytes, *words: str) -> tuple[str, int]:
    """What stands on a terminal on which ``reply`` is typed at the question, and the exit code."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mockint", "sessions", *words, "--recordings", str(recordings)]
    child = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        preexec_fn=lambda: _take_terminal(theirs),
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # The terminal was let go.
        while b"[y/N] " not in shown:
            shown += os.read(ours, 4096)
        until = time.monotonic() + 60
        while not select.select([ours], [], [], 0.5)[0]:
            assert time.monotonic() < until, shown
            os.write(ours, reply)
            reply = reply if reply == b"\x03" else b""  # It may come before it is listened for.
        while data := os.read(ours, 4096):
            shown += data
    os.close(ours)
    return shown.decode(errors="replace"), child.wait(60)


def _take_terminal(descriptor: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(descriptor, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize("reply", [b"y\n", b"YES\n", b" yes \n"])
def test_a_yes_on_the_terminal_deletes(recordings: Path, reply: bytes) -> None:
    shown, code = asked(recordings, reply, "--delete", FIRST, SECOND, THIRD)
    assert "Delete these 3 interviews, 6.5 MB? [y/N] " in shown
    assert "Deleted 3 interviews, 6.5 MB." in shown
    assert code == 0
    assert os.listdir(recordings) == []


@pytest.mark.parametrize(
    ("reply", "code"),
    [(b"n\n", 0), (b"\n", 0), (b"\x04", 0), (b"yess\n", 0), (b"\xff\n", 0), (b"\x03", 130)],
    ids=["no", "enter", "end", "slip", "no text", "interrupt"],
)
def test_any_other_reply_deletes_nothing(recordings: Path, reply: bytes, code: int) -> None:
    before = state(recordings)
    shown, left = asked(recordings, reply, "--delete", FIRST)
    assert "Delete this interview, 2.2 MB? [y/N] " in shown
    assert shown.rstrip().endswith("Nothing was deleted.")
    assert left == code
    assert state(recordings) == before


def test_the_question_about_sound_says_so(recordings: Path) -> None:
    shown, _ = asked(recordings, b"n\n", "--delete", FIRST, SECOND, "--sound-only")
    assert "Delete the sound of these 2 interviews, 4.2 MB? [y/N] " in shown


def aged(recordings: Path, name: str, days: float) -> None:
    """Make the session begin so many days ago."""
    started = datetime.now().astimezone() - timedelta(days=days)
    found = sessions.load(recordings / name)
    sessions.save(replace(found, started=started.isoformat()), recordings / name)


def test_age_is_counted_from_the_beginning_and_damage_has_none(recordings: Path) -> None:
    aged(recordings, FIRST, 30.1)
    aged(recordings, SECOND, 29.9)
    (recordings / "broken").mkdir()
    (recordings / "broken" / sessions.FILE).write_text("{")
    kept(session(), recordings, "undated", started="long ago")
    (recordings / "linked").symlink_to(recordings / FIRST)
    os.utime(recordings / "broken", (0, 0))
    aged(recordings, THIRD, 0)
    done = delete(recordings, "--older-than", "30d", "--yes")
    assert done.returncode == 0, done.stderr
    assert re.search("Left alone, .*: broken, linked, undated.\n", done.stdout)
    assert "Deleted 1 interview, " in done.stdout
    assert sorted(os.listdir(recordings)) == [SECOND, THIRD, "broken", "linked", "undated"]


def test_names_and_age_may_be_combined(recordings: Path) -> None:
    aged(recordings, SECOND, 2)
    aged(recordings, THIRD, 2)
    done = delete(recordings, "--older-than", "1w", "--delete", THIRD, "--yes")
    assert done.returncode == 0, done.stderr
    assert os.listdir(recordings) == [SECOND]


def test_where_nothing_is_old_enough_that_is_said(recordings: Path) -> None:
    for name in (FIRST, SECOND, THIRD):
        aged(recordings, name, 2)
    done = delete(recordings, "--older-than", "1y")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "There is no interview older than 365 days.\n"


def test_sound_only_asks_whose(recordings: Path) -> None:
    assert "--delete" in the_sentence(delete(recordings, "--sound-only", "--yes"))


@pytest.mark.parametrize(
    "name",
    ["../outside", "/tmp", ".", "..", "", "/", f"{FIRST}/..", f"./{FIRST}", ".deleted-x", "a\nb/c"],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_deleted(
    recordings: Path, name: str
) -> None:
    kept(session(), recordings.parent, "outside")
    kept(session(), recordings, ".x")
    before = state(recordings.parent)
    for more in ([], ["--sound-only"]):
        said = the_sentence(delete(recordings, "--delete", FIRST, name, "--yes", *more))
        assert "is no name of an interview" in said
    said = the_sentence(delete(recordings, "--delete", str(recordings / FIRST), "--yes"))
    assert "give it as `mockint sessions` lists it" in said
    assert state(recordings.parent) == before


@pytest.mark.parametrize("name", ["unknown", "x" * 5000, "no-session", "\x1b[31mred"])
def test_a_name_of_no_session_is_refused_and_nothing_is_deleted(
    recordings: Path, name: str
) -> None:
    (recordings / "no-session").mkdir()
    (recordings / "no-session" / "01-answer.flac").touch()
    before = state(recordings)
    said = the_sentence(delete(recordings, "--delete", FIRST, name, "--yes"))
    assert "There is no session called" in said
    assert "\x1b" not in said
    assert state(recordings) == before


def test_a_link_in_the_place_of_a_session_is_refused(recordings: Path) -> None:
    outside = kept(session(), recordings.parent, "outside")
    (recordings / "linked").symlink_to(outside)
    before = state(recordings.parent)
    for more in ([], ["--sound-only"]):
        said = the_sentence(delete(recordings, "--delete", "linked", FIRST, "--yes", *more))
        assert "is a link" in said
    assert state(recordings.parent) == before


@pytest.mark.parametrize("more", [[], ["--sound-only"]], ids=["whole", "sound"])
def test_a_running_interview_is_refused_and_the_others_go(
    recordings: Path, more: list[str]
) -> None:
    with sessions.held(recordings / SECOND):
        before = state(recordings / SECOND)
        done = delete(recordings, "--delete", FIRST, SECOND, THIRD, "--yes", *more)
        assert f"{SECOND} is being held in another window" in the_sentence(done)
        assert "2 interviews, " in done.stdout.splitlines()[-1]
        assert state(recordings / SECOND) == before
    left = {path.name for path in recordings.iterdir() if (path / "01-answer.flac").exists()}
    assert left == {SECOND}


def test_damaged_sessions_go_by_name_and_keep_their_sound_till_then(recordings: Path) -> None:
    (recordings / FIRST / sessions.FILE).write_text("{")
    before = state(recordings)
    said = the_sentence(delete(recordings, "--delete", FIRST, SECOND, "--sound-only", "--yes"))
    assert "is damaged" in said
    assert state(recordings) == before
    done = delete(recordings, "--delete", FIRST, "--yes")
    assert done.returncode == 0, done.stderr
    assert sorted(os.listdir(recordings)) == [SECOND, THIRD]


def test_what_mockint_did_not_make_stays_is_named_and_is_not_followed(recordings: Path) -> None:
    outside = recordings.parent / "outside"
    outside.mkdir()
    (outside / "01-answer.flac").write_text("not yours")
    folder = recordings / FIRST
    (folder / "notes \x1b[31m.txt").write_text("mine")
    (folder / "letter.html").write_text("mine")
    (folder / "01-answer-2.flac").symlink_to(outside / "01-answer.flac")
    (folder / "04-answer.flac").mkdir()
    (folder / "04-answer.flac" / "05-answer.flac").write_text("mine")
    (folder / "linked-sound").symlink_to(outside)
    (folder / "my-sound").mkdir()
    (folder / "my-sound" / "report.html").write_text("mine")
    (folder / "shared-sound" / "cover.png").write_text("mine")
    mine = {name: state(folder)[name] for name in (
        "01-answer-2.flac", "04-answer.flac", "04-answer.flac/05-answer.flac", "letter.html",
        "linked-sound", "my-sound", "my-sound/report.html", "notes \x1b[31m.txt",
        "shared-sound", "shared-sound/cover.png",
    )}  # fmt: skip
    done = delete(recordings, "--delete", FIRST, "--yes")
    assert done.returncode == 0, done.stderr
    assert state(folder) == mine
    assert state(outside) == {"01-answer.flac": b"not yours"}
    assert f"{FIRST} stays with what mockint did not put there: " in done.stdout
    for name in ("01-answer-2.flac", "my-sound/report.html", "notes \N{REPLACEMENT CHARACTER}"):
        assert name in done.stdout
    assert "\x1b" not in done.stdout
    assert sorted(os.listdir(recordings)) == [FIRST, SECOND, THIRD]
    assert FIRST not in mockint("sessions", "--recordings", recordings).stdout


def test_a_thousand_foreign_files_are_not_all_named(recordings: Path) -> None:
    for number in range(1000):
        (recordings / FIRST / f"{number:04d}.txt").touch()
    done = delete(recordings, "--delete", FIRST, "--yes")
    assert "0019.txt, and 980 more." in done.stdout


def test_without_its_sound_a_session_keeps_words_marks_and_lengths(tmp_path: Path) -> None:
    folder = practised(tmp_path)
    before = sessions.load(folder)
    for name in ("report.html", "shared.html", "report.md"):
        (folder / name).write_text("made before")
    (folder / "shared-sound").mkdir()
    shutil.copy(folder / "01-answer.flac", folder / "shared-sound")
    os.utime(folder, (1_000_000, 1_000_000))
    newer = practised(tmp_path, name=SECOND)
    done = delete(tmp_path, "--delete", folder.name, "--sound-only", "--yes")
    assert done.returncode == 0, done.stderr
    assert "Deleted the sound of 1 interview, " in done.stdout
    assert sorted(os.listdir(folder)) == [".held", "report.md", sessions.FILE]
    after = sessions.load(folder)
    assert after == _silent(before)
    assert sessions.find(tmp_path, None) == newer
    said = mockint("report", folder.name, "--recordings", tmp_path)
    assert said.returncode == 0, said.stderr
    assert "credit memo" in said.stdout


def _silent(found: Session) -> Session:
    answers = (
        replace(
            answer,
            question_sound=None,
            attempts=tuple(replace(attempt, sound=None) for attempt in answer.attempts),
        )
        for answer in found.answers
    )
    return replace(found, answers=tuple(answers))


def test_sound_that_is_gone_is_not_deleted_again(recordings: Path) -> None:
    first = delete(recordings, "--older-than", "1d", "--sound-only", "--yes")
    assert "Deleted the sound of 3 interviews, " in first.stdout
    (recordings / FIRST / "report.html").write_text("made again, without sound")
    again = delete(recordings, "--older-than", "1d", "--sound-only", "--yes")
    assert (again.returncode, again.stdout) == (0, "There is no sound in any of these any more.\n")
    assert (recordings / FIRST / "report.html").exists()


def test_answers_that_are_in_the_sound_alone_are_told_of(recordings: Path) -> None:
    found = sessions.load(recordings / FIRST)
    unheard = Attempt(1, "04-answer.flac", 20.0, "interrupted")
    live = Attempt(2, "04-answer-2.wav")
    closing = replace(found.answers[3], attempts=(unheard, live))
    sessions.save(found.with_answer(3, closing), recordings / FIRST)
    done = delete(recordings, "--delete", FIRST, "--sound-only", "--yes")
    assert "The words of 2 answers were never made out" in done.stdout
    first, second = sessions.load(recordings / FIRST).answers[3].attempts
    assert first == replace(unheard, sound=None)
    assert second == replace(live, sound=None, ended="interrupted")
    resumed = mockint("report", FIRST, "--recordings", recordings)
    assert resumed.returncode == 0, resumed.stderr


def test_a_deletion_that_was_broken_off_is_finished_by_the_next(recordings: Path) -> None:
    (recordings / FIRST / "notes.txt").write_text("mine")
    for name in (FIRST, SECOND):
        (recordings / name).rename(recordings / f".deleted-{name}")
    (recordings / f".deleted-{SECOND}" / sessions.FILE).unlink()
    shown = mockint("sessions", "--recordings", recordings).stdout
    assert FIRST not in shown
    assert SECOND not in shown
    done = delete(recordings, "--delete", SECOND, "--yes")
    assert done.returncode == 0, done.stderr
    assert f"{SECOND} is deleted now; that was broken off before.\n" in done.stdout
    assert state(recordings / FIRST) == {"notes.txt": b"mine"}
    assert sorted(os.listdir(recordings)) == [FIRST, THIRD]


def test_a_session_of_the_same_name_is_not_taken_for_the_one_just_finished(
    recordings: Path,
) -> None:
    shutil.copytree(recordings / FIRST, recordings / f".deleted-{FIRST}")
    (recordings / f".deleted-{FIRST}" / "notes.txt").write_text("mine")
    done = delete(recordings, "--delete", FIRST, "--yes")
    assert "Deleted 1 interview, " in done.stdout
    assert set(os.listdir(recordings)) == {SECOND, THIRD, f"{FIRST}-2"}
    assert state(recordings / f"{FIRST}-2") == {"notes.txt": b"mine"}


@pytest.mark.parametrize("name", [".deleted-", ".deleted-.", ".deleted-..", ".deleted-.x"])
def test_hidden_folders_of_others_are_left_alone(recordings: Path, name: str) -> None:
    kept(session(), recordings, name)
    (recordings / f".deleted-{SECOND}").symlink_to(recordings / name)
    before = state(recordings / name)
    done = delete(recordings, "--delete", FIRST, "--yes")
    assert done.returncode == 0, done.stderr
    assert state(recordings / name) == before


def test_one_that_another_window_is_deleting_is_left_to_it(recordings: Path) -> None:
    hidden = (recordings / FIRST).rename(recordings / f".deleted-{FIRST}")
    before = state(hidden)
    with sessions.held(hidden):
        delete(recordings, "--delete", SECOND, "--yes")
        assert state(hidden) == before


@pytest.mark.parametrize("first", ["delete", "sweep"])
def test_two_that_delete_at_once_leave_nothing_behind(tmp_path: Path, first: str) -> None:
    acts = {"delete": "sessions.delete(folder)", "sweep": "sessions.sweep(folder.parent)"}
    for _ in range(8):
        folder = kept(session(), tmp_path / "r", FIRST)
        for number in range(300):
            (folder / f"01-answer-{number}.flac").touch()
        both = [
            subprocess.Popen([sys.executable, "-c", AT_ONCE.format(act), str(folder)])
            for act in (acts[first], acts["delete"])
        ]
        codes = [child.wait(60) for child in both]
        assert os.listdir(tmp_path / "r") == []
        assert 0 in codes
        assert first != "sweep" or codes == [0, 0]


AT_ONCE = """
import sys, time
from pathlib import Path
from mockint import session as sessions
from mockint.errors import MockintError
folder = Path(sys.argv[1])
time.sleep(-time.time() % 0.25)  # Both begin at the same moment.
try:
    {}
except MockintError:
    sys.exit(1)
"""


def less_mighty() -> None:
    """Root may write everywhere; this takes that from a child before its program begins."""
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "prctl"):
        return
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP


def test_what_cannot_be_deleted_keeps_its_name(
    recordings: Path,
) -> None:
    (recordings / FIRST).chmod(0o555)
    before = state(recordings)
    done = delete(recordings, "--delete", FIRST, "--yes", preexec_fn=less_mighty)
    (recordings / FIRST).chmod(0o755)
    assert "allow writing there" in the_sentence(done)
    assert done.stdout.rstrip().endswith("Nothing was deleted.")
    assert state(recordings) == before


# Forks a process for each moment at which it may be killed, with a copy of the session of its own.
KILLED_ANYWHERE = """
import os, shutil, signal, sys
from pathlib import Path
from mockint import session as sessions

EVENTS = ("os.remove", "os.rename", "os.rmdir", "os.utime", "open", "os.scandir")

def killed_at(last, act, folder):
    seen = 0
    def count(event, arguments):
        nonlocal seen
        seen += event in EVENTS
        if seen > last:
            os.kill(os.getpid(), 9)
    sys.addaudithook(count)
    act(folder)
    os._exit(0)

whole, root, act = Path(sys.argv[1]), Path(sys.argv[2]), getattr(sessions, sys.argv[3])
for last in range(10_000):
    folder = root / str(last) / whole.name
    shutil.copytree(whole, folder)
    child = os.fork()
    if not child:
        killed_at(last, act, folder)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
        break
print(last)
"""


@pytest.mark.parametrize("act", ["delete", "delete_sound"])
def test_killed_at_any_step_a_session_opens_or_is_gone(
    recordings: Path, tmp_path: Path, act: str, measured: Measured
) -> None:
    root = tmp_path / "copies"
    command = [sys.executable, "-c", KILLED_ANYWHERE, recordings / FIRST, root, act]
    words = [*map(str, command)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, env=unmeasured())
    assert done.returncode == 0, done.stderr
    steps = int(done.stdout)
    assert steps > 15
    whole = state(recordings / FIRST)
    for copy in root.iterdir():
        for folder in sessions.folders(copy):
            assert sessions.load(folder).answers
        if act == "delete":
            sessions.sweep(copy)
            assert not os.listdir(copy) or state(copy / FIRST) == whole
        else:
            sessions.delete_sound(copy / FIRST)
            assert sessions.load(copy / FIRST) == replace(_silent(session()), name=FIRST)
            assert not [*(copy / FIRST).rglob("*.flac"), *(copy / FIRST).rglob("*.html")]
    measured(f"{act}: killed at each of {steps} steps, every session opened or was gone")


@pytest.mark.parametrize("more", [[], ["--sound-only"]], ids=["whole", "sound"])
def test_killed_at_random_every_session_opens_or_is_gone(
    tmp_path: Path, more: list[str], measured: Measured
) -> None:
    recordings = tmp_path / "r"
    outside = kept(session(), tmp_path, "outside")
    before = state(outside)
    moments = random.Random(5)
    killed = 0
    for _ in range(10):
        _refill(recordings)
        command = ["sessions", "--older-than", "1d", "--yes", *more, "--recordings", recordings]
        process = subprocess.Popen(
            [sys.executable, "-m", "mockint", *map(str, command)], stdout=subprocess.DEVNULL
        )
        _await_first(recordings, process)
        time.sleep(moments.uniform(0.0, 0.02))
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        for folder in sessions.folders(recordings):
            assert sessions.load(folder).answers
        assert state(outside) == before
    done = delete(recordings, "--older-than", "1d", "--yes")
    assert done.returncode == 0, done.stderr
    assert os.listdir(recordings) == []
    measured(f"deleting {' '.join(more) or 'whole sessions'}: {killed} of 10 kills fell within it")
    assert killed >= 5


SESSIONS, SOUNDS = 10, 98


def _refill(recordings: Path) -> None:
    """Put sessions of many sounds where there are none."""
    for number in range(SESSIONS):
        folder = recordings / f"2026-03-02-{number:04d}-billing"
        if not folder.exists():
            kept(session(), recordings, folder.name)
        for sound in range(SOUNDS):
            (folder / f"{sound:02d}-answer.flac").touch()


def _await_first(recordings: Path, process: "subprocess.Popen[bytes]") -> None:
    """Until something has gone."""
    whole = SESSIONS * SOUNDS
    while process.poll() is None:
        if len(glob(f"{recordings}/2026*/*.flac")) < whole:
            return


def test_pages_over_several_interviews_go_with_any_of_them(recordings: Path) -> None:
    pages = [recordings / name for name in ("progress.html", "stories.html")]
    pages.append(recordings / THIRD / "compared.html")
    for page in pages:
        page.write_text("what was said in the first one")
    assert delete(recordings, "--delete", FIRST, "--sound-only", "--yes").returncode == 0
    assert all(page.exists() for page in pages)
    done = delete(recordings, "--delete", FIRST, "--yes")
    assert done.returncode == 0, done.stderr
    assert not any(page.exists() for page in pages)
    assert f"interviews: {THIRD}/compared.html, progress.html, stories.html." in done.stdout
