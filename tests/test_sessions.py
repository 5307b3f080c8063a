"""The list of sessions: what stands in it, how soon, and what no folder can do to it."""

import json
import os
import re
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import session as sessions
from mockint.errors import MockintError, SessionError
from mockint.report.advice import judged, mean_level
from mockint.report.sessions import counted, megabytes, sessions_table
from mockint.session import Session, Summary, moment
from mockint.session.summary import Asked, Go, Heard, Level, Marked, Reply
from tests.measured import Measured
from tests.practised import many, practised
from tests.sample_session import session
from tests.screens import drawn
from tests.test_bad_input import mockint, the_sentence
from tests.unmeasured import unmeasured

SESSIONS_80 = """\
session                           begun              answers  minutes  marks
2026-03-02-0915-billing           2026-03-02 09:15  2 of 4        0.7    3.0
2026-03-03-1000-accounts-payable  2026-03-02 09:15  2 of 4*       0.7    3.0
damaged                           cannot be opened
newer                             cannot be opened
rehearsed                         2026-03-02 09:15  2 of 4*+      0.7    3.0
! damaged: r/damaged/session.json is damaged (Input data was truncated): the
sound beside it can still be read with `mockint transcribe`.
! newer: r/newer/session.json was written by a newer mockint: install the newest
one to open it.
* not finished: `mockint interview --resume` goes on with the newest one
+ a rehearsal: a synthetic voice answered, and it counts nowhere
5 interviews, 2 of which cannot be opened, 2.1 minutes of answers, 1.0 MB
"""

# Longer than the lines of this file.
_TITLED = "2 of 4*       0.7    3.0  Accounts payable, for a rather large co…"
_REASON = "is damaged (Input data was truncated): the sound beside it can still be read with"

SESSIONS_120 = f"""\
session                           begun              answers  minutes  marks  title
2026-03-02-0915-billing           2026-03-02 09:15  2 of 4        0.7    3.0  Billing specialist
2026-03-03-1000-accounts-payable  2026-03-02 09:15  {_TITLED}
damaged                           cannot be opened
newer                             cannot be opened
rehearsed                         2026-03-02 09:15  2 of 4*+      0.7    3.0  Billing specialist
! damaged: r/damaged/session.json {_REASON}
`mockint transcribe`.
! newer: r/newer/session.json was written by a newer mockint: install the newest one to open it.
* not finished: `mockint interview --resume` goes on with the newest one
+ a rehearsal: a synthetic voice answered, and it counts nowhere
5 interviews, 2 of which cannot be opened, 2.1 minutes of answers, 1.0 MB
"""

SESSIONS_40 = """\
session
2026-03-02-0915-billing
  2026-03-02 09:15, answers 2 of 4,
  minutes 0.7, marks 3.0
broken
  cannot be opened
! broken: no.
2 interviews, 1 of which cannot be
opened, 0.7 minutes of answers
"""


Found = list[tuple[Path, Summary | MockintError]]


def kept(found: Session, recordings: Path, name: str, **fields: object) -> Path:
    """The folder ``recordings/name`` that holds this session with other ``fields``."""
    folder = recordings / name
    folder.mkdir(parents=True)
    sessions.save(replace(found, **fields), folder)
    return folder


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A folder with five sessions below ``r``: whole, unfinished, rehearsed, damaged, newer."""
    recordings = tmp_path / "r"
    folder = kept(session(), recordings, "2026-03-02-0915-billing")
    (folder / "01-answer.flac").write_bytes(bytes(950_000))
    title = "Accounts payable, for a rather large company of many lands"
    kept(session(), recordings, "2026-03-03-1000-accounts-payable", title=title, finished=False)
    kept(session(), recordings, "rehearsed", rehearsal=True, finished=False)
    (recordings / "damaged").mkdir()
    (recordings / "damaged" / sessions.FILE).write_text("{")
    kept(session(), recordings, "newer", format=99)
    kept(session(), recordings, ".hidden")
    (recordings / "no-session").mkdir()
    (recordings / "preparation.json").write_text("{}")
    return tmp_path


@pytest.mark.parametrize(("width", "screen"), [(80, SESSIONS_80), (120, SESSIONS_120)])
def test_sessions_are_listed_with_those_that_cannot_be_opened(
    listed: Path, width: int, screen: str
) -> None:
    told = {**os.environ, "COLUMNS": str(width)}
    done = mockint("sessions", "--recordings", "r", cwd=listed, env=told)
    assert done.returncode == 0, done.stderr
    lines = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    assert lines == screen
    assert done.stderr == ""


def test_on_a_narrow_screen_the_figures_stand_below_the_names() -> None:
    found: Found = [
        (Path("r/2026-03-02-0915-billing"), summary(session())),
        (Path("r/broken"), SessionError("no.")),
    ]
    assert drawn(sessions_table(found), 40) == SESSIONS_40


def summary(found: Session) -> Summary:
    """What lists see of it."""
    short: Summary = msgspec.json.decode(msgspec.json.encode(found), type=Summary)
    return short


def test_without_sessions_the_list_says_how_to_begin(tmp_path: Path) -> None:
    assert drawn(sessions_table([]), 80) == "There are no sessions yet: run `mockint interview`.\n"
    done = mockint("sessions", "--recordings", tmp_path / "none")
    assert (done.returncode, done.stderr) == (0, "")
    assert "There is no session in" in done.stdout


@pytest.mark.parametrize("colour", [True, False])
def test_colour_only_repeats_what_the_words_say(colour: bool) -> None:
    found: Found = [(Path("a"), summary(session())), (Path("b"), SessionError("no."))]
    assert drawn(sessions_table(found), 80, colour=colour) == drawn(sessions_table(found), 80)


def test_a_summary_tells_what_the_session_tells(tmp_path: Path) -> None:
    for folder in (practised(tmp_path), kept(session(), tmp_path, "sample")):
        whole, short = sessions.load(folder), sessions.load_summary(folder)
        answered = [a.last for a in whole.answers if a.last and a.last.transcript]
        means = [mean_level(each.findings) for each in judged(whole)]
        assert short.mean == pytest.approx(fmean(filter(None, means)))
        assert short.seconds == pytest.approx(sum(attempt.seconds for attempt in answered))
        assert len(short.heard) == len(answered)
        assert len(short.plan) == len(whole.plan)
        assert len(short.sounding) == sum(
            attempt.sound is not None for answer in whole.answers for attempt in answer.attempts
        )
        assert (short.bank, short.title, short.started) == (whole.bank, whole.title, whole.started)
        assert (short.finished, short.rehearsal) == (whole.finished, whole.rehearsal)


def test_a_skipped_attempt_takes_no_answers_place_in_a_summary() -> None:
    given = Go("key", seconds=60.0, transcript=Heard(()), findings=Marked(None, {"a": Level(4)}))
    reply = Reply(Asked("q"), (given, Go("skipped")))
    short = Summary(1, "", "b", "t", (), answers=(reply,))
    assert (short.seconds, short.mean) == (60.0, 4.0)


@pytest.mark.parametrize("seconds", [1e308, -5.0, 1e18])
def test_lengths_that_nobody_can_speak_do_not_widen_the_list(seconds: float) -> None:
    given = Go(
        "key", seconds=seconds, transcript=Heard(()), findings=Marked(None, {"a": Level(10**18)})
    )
    short = Summary(1, "x" * 99, "b", "t", (), answers=(Reply(None, (given,)),) * 3)
    assert max(map(len, drawn(sessions_table([(Path("a"), short)]), 80).splitlines())) <= 80


texts = st.text(max_size=80)


@settings(deadline=None, max_examples=150, derandomize=True)
@given(texts.filter(lambda name: "/" not in name), texts, texts, st.integers(1, 130))
def test_hostile_text_reaches_no_terminal(name: str, title: str, why: str, width: int) -> None:
    short = replace(summary(session()), title=title, started=why)
    found: Found = [(Path("r", name), short), (Path("r", name), SessionError(why))]
    shown = drawn(sessions_table(found), width)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", shown)


@settings(deadline=None, max_examples=300, derandomize=True)
@given(texts | st.datetimes().map(datetime.isoformat))
def test_any_text_is_a_moment_or_none(started: str) -> None:
    found = moment(started)
    assert found is None or isinstance(found, float)


def test_moments_are_compared_across_offsets() -> None:
    here = datetime(2026, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert moment("2026-03-04T09:30:00+01:00") == here.timestamp()
    assert moment("2026-03-04T08:30:00+00:00") == here.timestamp()
    assert moment("2026-03-04T08:30:00") == datetime(2026, 3, 4, 8, 30).timestamp()


def broken(recordings: Path) -> dict[str, str]:
    """Folders of every kind of damage; by their names, words of the reason."""
    folder = kept(session(), recordings, "0-whole")
    data = (folder / sessions.FILE).read_text()
    telling = json.loads(data)
    telling["answers"][0]["attempts"][0]["seconds"] = float("nan")
    texts = {
        "nan": (json.dumps(telling), "is damaged"),
        "empty": ("", "is damaged"),
        "list": ("[1]", "is damaged"),
        "deep": ("[" * 100_000, "is damaged"),
        "half": (data[: len(data) // 2], "is damaged"),
        "newer": (
            data.replace(f'"format": {sessions.FORMAT}', '"format": 99'),
            "written by a newer",
        ),
        "new-form": ('{"format": 99, "answers": 3}', "written by a newer"),
        "escape": (data.replace('"finished": true', '"finished": "\\u001b[31m"'), "is damaged"),
    }
    for name, (text, _) in texts.items():
        (recordings / name).mkdir()
        (recordings / name / sessions.FILE).write_text(text)
    for name in ("pipe", "folder", "large", "link"):
        (recordings / name).mkdir()
    os.mkfifo(recordings / "pipe" / sessions.FILE)
    (recordings / "folder" / sessions.FILE).mkdir()
    with open(recordings / "large" / sessions.FILE, "wb") as file:
        file.truncate(sessions.MAX_BYTES + 1)
    (recordings / "link" / sessions.FILE).symlink_to(folder / sessions.FILE)
    odd = dict.fromkeys(("pipe", "folder", "link"), "is no ordinary file")
    return {name: why for name, (_, why) in texts.items()} | odd | {"large": "is too large"}


def test_every_kind_of_damage_is_listed_with_its_reason_and_nothing_is_waited_for(
    tmp_path: Path,
) -> None:
    reasons = broken(tmp_path)
    told = {**os.environ, "COLUMNS": "1000"}
    done = mockint("sessions", "--recordings", tmp_path, timeout=20, env=told)
    assert done.returncode == 0, done.stderr
    for name, why in reasons.items():
        assert re.search(rf"^{name} +cannot be opened$", done.stdout, re.MULTILINE)
        assert re.search(rf"^! {name}: .*{why}", done.stdout, re.MULTILINE), name
    assert re.search(r"^0-whole +2026-03-02 09:15", done.stdout, re.MULTILINE)
    assert f"{len(reasons) + 1} interviews, {len(reasons)} of which cannot" in done.stdout
    for name in reasons:
        assert (
            "Traceback" not in mockint("report", name, "--recordings", tmp_path, timeout=20).stderr
        )


def test_the_total_tells_drills_from_interviews(tmp_path: Path) -> None:
    kept(session(), tmp_path, "a")
    for name in ("b", "c"):
        kept(session(), tmp_path, name, drill="result")
    assert (
        "\n1 interview and 2 drills, 2.1 minutes"
        in mockint("sessions", "--recordings", tmp_path).stdout
    )
    deleted = mockint("sessions", "--delete", "a", "b", "--yes", "--recordings", tmp_path)
    assert "\nDeleted 1 interview and 1 drill, " in deleted.stdout
    assert "\n1 drill, 0.7 minutes" in mockint("sessions", "--recordings", tmp_path).stdout


def test_steering_characters_in_names_and_titles_reach_no_terminal(tmp_path: Path) -> None:
    name = "a\x1b]0;x\x07\x1b[31m\u202eb\nc"
    kept(session(), tmp_path, name, title="\x1b[2J\u202etitle")
    (tmp_path / f"{name}2").mkdir()
    (tmp_path / f"{name}2" / sessions.FILE).write_text('{"format": "\x1b[31m"}')
    os.makedirs(os.fsencode(tmp_path) + b"/\xff\xfe")
    with open(os.fsencode(tmp_path) + b"/\xff\xfe/session.json", "w") as file:
        file.write((tmp_path / name / sessions.FILE).read_text())
    done = mockint("sessions", "--recordings", tmp_path, env={**os.environ, "COLUMNS": "120"})
    assert done.returncode == 0, done.stderr
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.stdout + done.stderr)
    assert "3 interviews, 1 of which" in done.stdout


def test_a_session_in_a_folder_of_foreign_bytes_can_be_kept_again(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    folder.mkdir()
    sessions.save(session(), folder)
    sessions.save(sessions.load(folder), folder)
    assert sessions.load(folder).name == "\N{REPLACEMENT CHARACTER}" * 2


def test_a_file_in_the_place_of_the_recordings_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = the_sentence(mockint("sessions", "--recordings", tmp_path / "file"))
    assert "cannot be read" in said
    assert "--recordings" in said


AS_ANOTHER = """
import os, sys
from mockint.cli import main
main(["sessions", "--recordings", sys.argv[1]])  # All is imported before it cannot be any more.
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
sys.exit(main(["sessions", "--recordings", sys.argv[2]]))
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_folders_that_must_not_be_read_are_listed_or_a_sentence(listed: Path) -> None:
    with TemporaryDirectory() as name:
        recordings = Path(name)
        recordings.chmod(0o755)
        kept(session(), recordings, "locked").chmod(0)
        command = [sys.executable, "-c", AS_ANOTHER, str(listed / "r"), name]
        wide = unmeasured(COLUMNS="1000")
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=wide)
        assert re.search(r"^locked +cannot be opened$", done.stdout, re.MULTILINE), done.stderr
        assert "Permission denied" in done.stdout
        recordings.chmod(0)
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=wide)
        assert "cannot be read (Permission denied)" in the_sentence(done)


def test_a_hold_or_a_half_written_file_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = kept(session(), tmp_path / "r", "a")
    outside = tmp_path / "outside"
    outside.write_text("not yours")
    (folder / ".session.json.new").symlink_to(outside)
    sessions.save(replace(session(), seed=9), folder)
    assert sessions.load(folder).seed == 9
    (folder / ".held").symlink_to(tmp_path / "made")
    mockint("report", "a", "--recordings", tmp_path / "r")
    assert outside.read_text() == "not yours"
    assert not (tmp_path / "made").exists()


def test_the_earlier_sessions_are_the_newest_before_this_one_in_their_order(tmp_path: Path) -> None:
    times = {"z": "09:00", "y": "10:00", "x": "11:00", "w": "12:00", "v": "13:00"}
    for name, hour in times.items():
        kept(session(), tmp_path, name, started=f"2026-03-02T{hour}:00+00:00")
    assert [each.name for each in sessions.earlier(tmp_path / "w", 2)] == ["y", "x"]
    assert [each.name for each in sessions.earlier(tmp_path / "w", 9)] == ["z", "y", "x"]
    assert sessions.earlier(tmp_path / "z", 9) == ()
    assert sessions.earlier(tmp_path / "w", 0) == ()


def test_rehearsals_damage_and_wrong_times_are_no_earlier_sessions(tmp_path: Path) -> None:
    kept(session(), tmp_path, "now", started="2026-03-02T12:00:00+00:00")
    kept(session(), tmp_path, "far", started="2026-03-02T12:30:00+01:00", finished=False)
    kept(session(), tmp_path, "far-later", started="2026-03-02T11:30:00-01:00")
    kept(session(), tmp_path, "rehearsed", started="2026-03-02T11:00:00", rehearsal=True)
    kept(session(), tmp_path, "never", started="at noon")
    file = kept(session(), tmp_path, "half", started="2026-03-02T11:00:00") / sessions.FILE
    file.write_bytes(file.read_bytes()[:2000])
    broken(tmp_path / "broken")
    (tmp_path / "broken" / "0-whole").rename(tmp_path / "0-whole")
    found = sessions.earlier(tmp_path / "now", 9)
    assert [each.name for each in found] == ["0-whole", "far"]
    assert sessions.earlier(tmp_path / "never", 9) == ()
    with pytest.raises(SessionError, match="damaged"):
        sessions.earlier(tmp_path / "half", 9)


def test_a_session_whose_fields_stand_in_another_order_is_earlier_too(tmp_path: Path) -> None:
    kept(session(), tmp_path, "now", started="2026-03-03T12:00:00")
    file = kept(session(), tmp_path, "turned") / sessions.FILE
    turned = dict(reversed(json.loads(file.read_text()).items()))
    file.write_text(json.dumps(turned | {"greeting": turned["greeting"]}))
    turned["greeting"] = "Hello. " * 1000
    file.write_text(json.dumps(dict(sorted(turned.items(), reverse=True))))
    assert [each.name for each in sessions.earlier(tmp_path / "now", 1)] == ["turned"]


def test_a_name_too_long_for_any_folder_is_a_name_of_no_session(tmp_path: Path) -> None:
    said = the_sentence(mockint("report", "x" * 5000, "--recordings", tmp_path))
    assert "There is no session called" in said


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0.0 MB"),
        (300_000, "0.3 MB"),
        (9_960_000, "10 MB"),
        (41_300_000, "41 MB"),
        (7, "less than 0.1 MB"),
        (4_100_000_000, "4,100 MB"),
    ],
)
def test_sizes_are_said_in_megabytes(size: int, said: str) -> None:
    assert megabytes(size) == said


def test_one_is_no_plural() -> None:
    assert counted(1, "interview") == "1 interview"
    assert counted(1500, "interview") == "1,500 interviews"


def test_five_hundred_sessions_are_listed_in_half_a_second(
    tmp_path: Path, measured: Measured
) -> None:
    many(tmp_path, 500, with_sound=True)
    took, worked = [], []
    for _ in range(5):
        before, begun = os.times(), time.monotonic()
        done = mockint("sessions", "--recordings", tmp_path)
        took.append(time.monotonic() - begun)
        after = os.times()
        spent = after.children_user + after.children_system
        worked.append(spent - before.children_user - before.children_system)
    assert "\n500 interviews, " in done.stdout
    size = sum(file.stat().st_size for file in tmp_path.glob(f"*/{sessions.FILE}")) / 500_000
    measured(
        f"sessions over 500 sessions of {size:.0f} kB: {min(took):.2f} s, whole process, "
        f"of which {min(worked):.2f} s of work"
    )
    begun = time.monotonic()
    assert len(sessions.earlier(sessions.folders(tmp_path)[-1], 10)) == 10
    measured(f"the ten earlier ones of 500: {(time.monotonic() - begun) * 1000:.0f} ms")
    assert min(worked) < 1.0  # Half a second on a usual machine; others may be at work as well.
