"""Every command from the outside, on an interview that was really held."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mockint import session as sessions
from mockint.sound.soundfiles import duration
from tests.test_bad_input import mockint, the_sentence

STORY = (
    "In March our largest customer was billed twice for the same orders. My job was to put it "
    "right before the month-end close. I compared the payment history with the ledger, found the "
    "import that had run twice, and issued a credit memo. They paid within three days, and our "
    "rework went down by forty percent."
)


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rehearsals: one in practice mode, one in real mode."""
    place = tmp_path_factory.mktemp("recordings")
    for mode in ("practice", "real"):
        done = mockint(
            *("interview", "--rehearse", "-n", "2", "--seed", "1", "--mode", mode),
            *("--recordings", place),
        )
        assert done.returncode == 0, done.stderr
        (place / mode).write_text(done.stdout)
    return place


def newest(recordings: Path) -> Path:
    return sessions.find(recordings, None)


def test_a_rehearsal_says_so_and_why_in_its_first_line(recordings: Path) -> None:
    first = (recordings / "practice").read_text().splitlines()[0]
    assert first == "This is a rehearsal, as you asked: a synthetic candidate answers."


def test_practice_shows_feedback_behind_each_answer_and_real_none(recordings: Path) -> None:
    def between_questions(mode: str) -> str:
        text = (recordings / mode).read_text()
        return text[text.index("Question 1") : text.index("Question 2")]

    assert "structure" in between_questions("practice")
    assert "structure" not in between_questions("real")
    assert "structure" in (recordings / "real").read_text()


def test_the_same_seed_asks_the_same(recordings: Path) -> None:
    first, second = (sessions.load(folder) for folder in sessions.folders(recordings))
    assert first.plan == second.plan


def test_a_session_remembers_voice_rate_and_engine(recordings: Path) -> None:
    session = sessions.load(newest(recordings))
    assert session.voice
    assert session.rate
    assert session.engine == "moonshine"
    assert session.rehearsal


def test_sessions_lists_them_and_shows_a_damaged_one_with_its_reason(
    recordings: Path, tmp_path: Path
) -> None:
    shutil.copytree(newest(recordings), tmp_path / "whole")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "session.json").write_text("{")
    done = mockint("sessions", "--recordings", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "whole" in done.stdout
    assert "damaged" in done.stdout
    assert "run `mockint interview`" in mockint("sessions", "--recordings", tmp_path / "no").stdout


@pytest.mark.parametrize("width", [80, 120])
def test_the_report_fits_its_width(recordings: Path, width: int) -> None:
    done = mockint("report", "--recordings", recordings, env={**os.environ, "COLUMNS": str(width)})
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= width


def test_the_report_as_markdown_and_json_and_into_a_file(recordings: Path, tmp_path: Path) -> None:
    session = sessions.load(newest(recordings))
    assert (
        f"# {session.title}"
        in mockint("report", "--recordings", recordings, "--format", "md").stdout
    )
    file = tmp_path / "report.json"
    done = mockint("report", "--recordings", recordings, "--format", "json", "-o", file)
    assert done.returncode == 0, done.stderr
    assert json.loads(file.read_text())["name"] == session.name
    done = mockint("report", "--recordings", recordings, "-o", tmp_path / "no" / "report.txt")
    assert "-o" in the_sentence(done)


def test_replay_without_a_loudspeaker_shows_the_words_in_time(recordings: Path) -> None:
    folder = newest(recordings)
    nothing = {**os.environ, "PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}
    done = mockint(
        *("replay", "--recordings", recordings, "--answer", "3", "--speed", "2"), env=nothing
    )
    assert done.returncode == 0, done.stderr
    last = sessions.load(folder).answers[2].attempts[0].transcript
    assert last is not None
    assert last.words[-1].text in done.stdout


def test_replay_of_an_answer_that_is_not_there(recordings: Path) -> None:
    done = mockint("replay", "--recordings", recordings, "--answer", "9")
    assert "There is no answer 9" in done.stderr.splitlines()[-1]
    assert done.returncode == 1


def test_progress_shows_the_marks_over_time(recordings: Path) -> None:
    done = mockint("progress", "--recordings", recordings)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_transcribe_prints_words_and_with_json_their_seconds(recordings: Path) -> None:
    folder = newest(recordings)
    sound = folder / "01-answer.flac"
    kept = sessions.load(folder).answers[0].attempts[0].transcript
    assert kept is not None
    assert mockint("transcribe", sound).stdout.strip() == kept.text
    line = json.loads(mockint("transcribe", sound, "--json").stdout)
    assert line["text"] == kept.text
    assert 0 <= line["transcript"]["words"][0]["start"] < duration(sound)


def test_checking_the_recording_again_gives_the_marks_in_the_session(recordings: Path) -> None:
    folder = newest(recordings)
    answer = sessions.load(folder).answers[1]
    assert answer.question is not None
    done = mockint(
        *("check", folder / "02-answer.flac", "--bank", "billing-specialist"),
        *("--question", answer.question.id, "--json"),
    )
    assert done.returncode == 0, done.stderr
    kept = json.loads((folder / "session.json").read_text())
    assert json.loads(done.stdout) == kept["answers"][1]["attempts"][0]["findings"]


def test_check_marks_a_text_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_text(STORY)
    from_file = mockint("check", file, "--json", "--bank", "billing-specialist").stdout
    piped = mockint("check", "--json", "--bank", "billing-specialist", stdin=None, input=STORY)
    assert from_file == piped.stdout
    found = json.loads(from_file)
    assert found["text"] == STORY
    assert found["form"] == "story"
    assert found["missing"] == []
    for span in (*found["parts"], *found["quantities"], *found["terms"]):
        assert span["quote"] == STORY[span["start"] : span["end"]]


def test_check_explains_and_draws(tmp_path: Path) -> None:
    done = mockint("check", "--explain", stdin=None, input=STORY)
    assert done.returncode == 0, done.stderr
    assert "structure" in done.stdout


def test_check_by_lines_keeps_order_and_goes_on_behind_a_bad_one() -> None:
    lines = [
        json.dumps({"id": "a", "text": STORY, "bank": "billing-specialist"}),
        "not json",
        json.dumps({"id": "c", "text": 5}),
        json.dumps({"id": "d", "text": "x", "bank": "none such"}),
        json.dumps({"id": "e", "text": STORY}),
    ]
    done = mockint("check", "--jsonl", stdin=None, input="\n".join(lines))
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in found] == ["a", None, "c", "d", "e"]
    assert ["error" in line for line in found] == [False, True, True, True, False]


def test_score_writes_a_line_for_each_file_in_order_whatever_the_jobs(
    recordings: Path, tmp_path: Path
) -> None:
    shutil.copy(newest(recordings) / "03-answer.flac", tmp_path / "b.flac")
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "c.wav").write_text("no sound")
    one = mockint("score", tmp_path)
    two = mockint("score", tmp_path, "--jobs", "2")
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout
    lines = [json.loads(line) for line in one.stdout.splitlines()]
    assert [Path(line["id"]).name for line in lines] == ["a.txt", "b.flac", "c.wav"]
    assert "error" in lines[2]
    assert lines[0]["form"] == "story"


def test_banks_are_listed_shown_and_linted(tmp_path: Path) -> None:
    assert "billing-specialist" in mockint("banks").stdout
    assert "credit memo" in mockint("banks", "show", "billing-specialist").stdout
    broken = tmp_path / "broken.yaml"
    broken.write_text("title: x\nquestons: []\n")
    done = mockint("banks", "lint", broken)
    assert done.returncode == 1
    assert "line 2" in done.stdout


def test_the_doctor_tries_everything_and_names_the_mend(tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    hidden = {**os.environ, "PYTHONPATH": f"{tmp_path}:{Path(__file__).parents[1]}"}
    done = mockint("doctor", "--recordings", tmp_path, env=hidden)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "libportaudio2" in done.stdout
    assert re.search("ok  recogniser: moonshine is here and heard: .*Monday", done.stdout)
    assert "ok  disk" in done.stdout
    assert "en-us" in mockint("doctor", "--voices").stdout


def test_python_m_mockint_is_the_same_and_says_its_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mockint", "--version"], capture_output=True, text=True
    )
    assert done.stdout.startswith("mockint 0.")
