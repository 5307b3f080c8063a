"""Follow-ups, requests aloud and the words between two questions, through the front door."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import rescue
from mockint import session as sessions
from mockint.bank import load_bank
from mockint.errors import SessionError
from mockint.events import Event, Probed, Replied
from mockint.interview.tone import ACKNOWLEDGEMENTS, MOVING_ON, OF_COURSE, PLAIN, TAKE_YOUR_TIME
from mockint.plan import draw
from mockint.probing import likely, next_probe
from mockint.report.page import Sound, session_page
from mockint.report.terminal import session_report
from mockint.rubric import judge
from mockint.session import Answer, Attempt, FollowUp, Scene, Session
from mockint.sound.clip import RATE, Clip
from mockint.sound.recorder import Recorder
from mockint.sound.soundfiles import duration, read
from mockint.track import tracks
from mockint.transcript import Engine, Transcript
from tests.brief import RESULT, STORY, brief_bank
from tests.doorbell import doorbell, reply
from tests.measured import Measured
from tests.screens import drawn
from tests.soundcard import RATE as CARD_RATE
from tests.soundcard import SoundCard
from tests.speech import package_folder
from tests.test_screen import live, printed
from tests.test_session import sample
from tests.test_spoken_interview import spoken, wait_for_question
from tests.wav import write_wav
from tests.wording import nearest, share

BANK = "billing-specialist"
SEED = 3
QUESTION = draw(load_bank(BANK), 1, ("behavioral",), SEED)[0]
ASKED_BACK = QUESTION.follow_ups["result"]
SAID = {
    "repeat": "Sorry, could you repeat the question, please?",
    "moment": "Sorry, can I have a moment to think, please?",
    "skip": "I'd like to skip this one, please.",
    "story": STORY,
    "result": RESULT,
    "back": "Thank you. How large is the team, and which system do you use for invoices?",
}
SAID["whole"] = f"{SAID['story']} {SAID['result']}"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A recording of each text."""
    place = tmp_path_factory.mktemp("said")
    return {name: spoken(text, place / f"{name}.wav") for name, text in SAID.items()}


def interview(recordings: Path, answers: list[Path], *more: str) -> tuple[Session, Path, str]:
    """An interview answered by recordings: the session, its folder, what was printed."""
    command = [sys.executable, "-m", "mockint", "interview", BANK, "--recordings", str(recordings)]
    command += [*more, "--answers", *map(str, answers)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    folder = recordings / done.stdout.split()[-1]
    return sessions.load(folder), folder, done.stdout


ONE = ("-n", "1", "--stage", "behavioral", "--seed", str(SEED))
Held = tuple[Session, Path, str]


@pytest.fixture(scope="module")
def held(said: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Held:
    """The question asked to be repeated, a story without a result, the result as a reply."""
    answers = [said[name] for name in ("repeat", "story", "result", "back")]
    return interview(tmp_path_factory.mktemp("held"), answers, *ONE, "--follow-ups", "1")


def test_a_story_without_a_result_is_asked_for_it_in_the_banks_words(held: Held) -> None:
    session, _, printed = held
    (follow_up,) = session.answers[0].follow_ups
    assert (follow_up.key, follow_up.asked) == ("result", ASKED_BACK)
    assert f"Follow-up: {ASKED_BACK}" in " ".join(printed.split())
    assert session.finished
    assert session.answers[1].question is None


def test_the_feedback_stands_before_the_follow_up_and_the_reply_behind_it(held: Held) -> None:
    _, _, printed = held
    order = ["No result was heard", "Follow-up:", "The result was heard in the reply", "To close"]
    places = [printed.index(each) for each in order]
    assert places == sorted(places)


def test_the_reply_is_judged_on_its_own_text_and_the_answer_says_what_it_supplied(
    held: Held,
) -> None:
    answer = held[0].answers[0]
    reply = answer.follow_ups[0].reply
    assert reply is not None
    assert reply.transcript is not None
    assert reply.findings is not None
    assert reply.findings.text == reply.transcript.text
    assert "forty percent" in reply.transcript.text
    assert answer.last is not None
    assert answer.last.findings is not None
    assert answer.last.findings.missing == ("result",)
    assert answer.supplied == ("result",)


def test_follow_up_and_reply_are_kept_as_sound(held: Held) -> None:
    session, folder, _ = held
    (follow_up,) = session.answers[0].follow_ups
    assert follow_up.sound == "01-follow-up-1.flac"
    assert duration(folder / follow_up.sound) > 1.0
    assert follow_up.reply is not None
    assert follow_up.reply.sound == "01-reply-1.flac"
    assert duration(folder / follow_up.reply.sound) == pytest.approx(
        follow_up.reply.seconds, abs=0.01
    )


def test_nothing_of_a_request_is_left_in_the_answer(held: Held) -> None:
    session, folder, printed = held
    (attempt,) = session.answers[0].attempts
    assert attempt.transcript is not None
    assert "repeat" not in attempt.transcript.text.lower()
    assert attempt.seconds < 20
    assert [path.name for path in sorted(folder.glob("01-*"))] == [
        "01-answer.flac",
        "01-follow-up-1.flac",
        "01-question.flac",
        "01-reply-1.flac",
    ]
    assert printed.count(OF_COURSE) == 1


@pytest.mark.parametrize("form", ["terminal", "md", "html", "json"])
def test_every_report_shows_the_follow_up_where_the_answer_stands(
    held: Held, form: str, tmp_path: Path
) -> None:
    _, folder, _ = held
    file = tmp_path / "report"
    command = [sys.executable, "-m", "mockint", "report", folder.name, "--format", form]
    command += ["--recordings", str(folder.parent)]
    done = subprocess.run(
        [*command, *([] if form == "terminal" else ["-o", str(file)])],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    written = done.stdout if form == "terminal" else file.read_text()
    text = " ".join(re.sub("<[^>]*>", "", written).split())
    assert ASKED_BACK in text.replace("\\", "")
    assert "forty percent" in text
    if form == "json":
        assert json.loads(written)["answers"][0]["follow_ups"][0]["key"] == "result"
    else:
        assert "The result was heard in the reply" in text
        assert "Heard only in the replies: result." in text


def test_the_page_plays_the_reply(held: Held) -> None:
    session, _, _ = held
    name = "01-reply-1.flac"
    page = session_page(session, sounds={name: Sound(name, (0.5,), 7.0)})
    section = page[page.index('id="reply-1-1-said"') :]
    section = section[: section.index("</section>")]
    assert f'src="{name}"' in section
    assert 'data-s="' in section
    assert "Marks" not in section


def test_a_replay_plays_follow_up_and_reply_behind_the_answer(held: Held) -> None:
    found = tracks(held[0])
    titles = [track.title for track in found]
    assert titles[:4] == ["Question 1", "Answer 1", "Answer 1, follow-up 1", "Answer 1, reply 1"]
    reply = found[3]
    assert reply.sound == "01-reply-1.flac"
    assert reply.begins("result")
    assert reply.asked == ASKED_BACK


def test_recordings_answer_one_by_one_where_no_follow_up_is_asked_for(
    said: dict[str, Path], tmp_path: Path
) -> None:
    session, _, printed = interview(tmp_path, [said["story"], said["back"]], *ONE)
    assert session.answers[0].follow_ups == ()
    assert session.answers[1].attempts[0].transcript is not None
    assert "Follow-up" not in printed


def test_a_whole_story_is_asked_for_nothing_and_a_moment_is_given(
    said: dict[str, Path], tmp_path: Path
) -> None:
    answers = [said[name] for name in ("moment", "whole", "back")]
    session, folder, printed = interview(tmp_path, answers, *ONE, "--follow-ups", "2")
    assert session.answers[0].follow_ups == ()
    assert TAKE_YOUR_TIME in printed
    assert len(session.answers[0].attempts) == 1
    assert session.answers[1].attempts[0].transcript is not None
    assert not list(folder.glob("*reply*"))


def test_a_request_to_skip_is_as_the_key(said: dict[str, Path], tmp_path: Path) -> None:
    answers = [said["skip"], said["back"]]
    session, folder, _ = interview(tmp_path, answers, *ONE, "--follow-ups", "2")
    (attempt,) = session.answers[0].attempts
    assert (attempt.ended, attempt.sound, attempt.transcript) == ("skipped", None, None)
    assert session.answers[0].follow_ups == ()
    assert not list(folder.glob("01-answer*"))
    assert session.finished


def test_a_follow_up_may_be_skipped_aloud(said: dict[str, Path], tmp_path: Path) -> None:
    answers = [said["story"], said["skip"], said["back"]]
    session, folder, _ = interview(tmp_path, answers, *ONE, "--follow-ups", "2")
    (follow_up,) = session.answers[0].follow_ups
    assert follow_up.reply is None
    assert not list(folder.glob("*reply*"))
    assert session.answers[0].supplied == ()
    assert session.answers[1].attempts[0].transcript is not None


def test_no_follow_up_is_asked_where_no_recording_is_left(
    said: dict[str, Path], tmp_path: Path
) -> None:
    session, _, printed = interview(tmp_path, [said["story"]], *ONE, "--follow-ups", "2")
    assert session.answers[0].follow_ups == ()
    assert "Follow-up" not in printed


def test_two_follow_ups_are_the_most(said: dict[str, Path], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mockint", "interview", "--follow-ups", "3"]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "--follow-ups" in done.stderr


def test_a_real_interview_says_a_short_varied_word_between_the_questions(
    said: dict[str, Path], tmp_path: Path
) -> None:
    answers = [said["story"], said["skip"], said["story"], said["back"]]
    session, _, printed = interview(
        tmp_path, answers, "-n", "3", "--stage", "behavioral", "--seed", "3", "--mode", "real"
    )
    before = printed[: printed.index("What to do next")].splitlines()
    words = [line for line in before if line in (*ACKNOWLEDGEMENTS, *MOVING_ON)]
    assert words == [
        PLAIN.acknowledgement(session.seed, 0),
        PLAIN.acknowledgement(session.seed, 1, skipped=True),
        PLAIN.acknowledgement(session.seed, 2),
    ]
    assert session.finished


@given(st.integers(0, 10_000))
def test_no_word_comes_twice_in_a_row_and_a_seed_says_the_same_ones(seed: int) -> None:
    words = [PLAIN.acknowledgement(seed, index) for index in range(12)]
    assert all(one != other for one, other in pairwise(words))
    assert set(words) == set(ACKNOWLEDGEMENTS)
    assert words == [PLAIN.acknowledgement(seed, index) for index in range(12)]


def test_a_recording_understood_in_part_keeps_its_sound_though_it_sounds_like_a_request(
    said: dict[str, Path], tmp_path: Path
) -> None:
    """The server hears the request, and fails on what is said behind it."""
    package_folder("openai")
    request, story = read(said["repeat"]), read(said["story"])
    pause = np.zeros(2 * RATE, np.int16)
    both = Clip(np.concatenate([request.samples, pause, story.samples]))
    answer = write_wav(tmp_path / "both.wav", both)
    words = json.dumps({"text": SAID["repeat"]}).encode()

    def first_only(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        answered = reply(200, words) if len(bell.seen) == 1 else reply(500, b"busy")
        answered(handler, body)

    with doorbell(first_only) as bell:
        more = ("--engine", "openai", "--server", bell.url)
        session, folder, printed = interview(tmp_path, [answer], *ONE, *more)
    (attempt,) = session.answers[0].attempts
    assert attempt.transcript is not None
    assert attempt.transcript.text == SAID["repeat"]
    assert attempt.sound is not None
    assert duration(folder / attempt.sound) == pytest.approx(both.seconds, abs=0.1)
    assert any("failed (status 500)" in warning for warning in attempt.warnings)
    assert OF_COURSE not in printed


def with_reply(session: Session, reply: Attempt | None) -> Session:
    """``session`` with a follow-up to its first answer."""
    follow_up = FollowUp("result", "What came of it?", "01-follow-up-1.flac", reply)
    answer = replace(session.answers[0], follow_ups=(follow_up,))
    answers = (answer, *session.answers[1:])
    return replace(session, answers=answers, finished=False, scene=Scene())


@pytest.fixture
def broken_off(said: dict[str, Path], tmp_path: Path) -> Path:
    """The folder of a session killed while a reply was being spoken."""
    folder = tmp_path / "recordings" / "killed"
    folder.mkdir(parents=True)
    sessions.save(with_reply(sample(), Attempt(1, "01-reply-1.wav")), folder)
    recorder = Recorder(folder / "01-reply-1.wav")
    recorder.write(read(said["result"]).samples)
    del recorder
    return folder


def test_a_reply_that_was_being_spoken_is_kept(broken_off: Path, said: dict[str, Path]) -> None:
    session = rescue.secure(sessions.load(broken_off), broken_off)
    reply = session.answers[0].follow_ups[0].reply
    assert reply is not None
    assert (reply.ended, reply.sound) == ("interrupted", "01-reply-1.flac")
    assert reply.seconds == pytest.approx(duration(said["result"]), abs=0.01)
    assert sessions.load(broken_off) == session
    assert rescue.unheard(session)


def test_resuming_makes_out_the_words_of_a_reply_and_goes_on(
    broken_off: Path, said: dict[str, Path]
) -> None:
    command = [sys.executable, "-m", "mockint", "interview", "--resume", broken_off.name]
    command += ["--recordings", str(broken_off.parent), "--answers", *[str(said["back"])] * 3]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    session = sessions.load(broken_off)
    reply = session.answers[0].follow_ups[0].reply
    assert reply is not None
    assert reply.transcript is not None
    assert "forty percent" in reply.transcript.text
    assert session.finished
    assert len(session.answers[0].follow_ups) == 1


def test_a_follow_up_to_which_nothing_was_said_is_taken_out_with_its_sound(tmp_path: Path) -> None:
    for name in ("01-follow-up-1.flac", "01-answer.flac"):
        (tmp_path / name).write_bytes(b"sound")
    session = rescue.secure(with_reply(sample(), Attempt(1, "01-reply-1.wav")), tmp_path)
    assert session.answers[0].follow_ups == ()
    assert [path.name for path in tmp_path.glob("*.flac")] == ["01-answer.flac"]


def unfinished(said: dict[str, Path], held: Held, recordings: Path, *replies: FollowUp) -> Session:
    """The interview ``held``, left behind its first answer, then gone on with by recordings."""
    session, folder, _ = held
    shutil.copytree(folder, recordings / "left")
    first = replace(session.answers[0], follow_ups=replies)
    sessions.save(replace(session, answers=(first,), finished=False), recordings / "left")
    command = [sys.executable, "-m", "mockint", "interview", "--resume", "--follow-ups", "1"]
    command += ["--recordings", str(recordings), "--answers", str(said["result"])]
    command += [str(said["back"])] * 2
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert ("Follow-up: " in text) == (f"The question was: {QUESTION.ask}" in text)
    return sessions.load(recordings / "left")


def test_a_follow_up_left_in_silence_is_asked_again_and_the_silence_is_kept(
    said: dict[str, Path], held: Held, tmp_path: Path
) -> None:
    asked = held[0].answers[0].follow_ups[0]
    silence = Transcript((), 2.0, Engine("moonshine", "tiny-en", "0.1.0"))
    reply = Attempt(1, "01-reply-1.flac", 2.0, "interrupted", silence)
    session = unfinished(said, held, tmp_path, replace(asked, reply=reply))
    first, second = session.answers[0].follow_ups
    assert first.reply == reply
    assert (second.key, second.asked) == (asked.key, asked.asked)
    assert second.reply is not None
    assert second.reply.sound == "01-reply-2.flac"
    assert session.answers[0].supplied == ("result",)
    assert session.finished


def test_an_interview_left_before_the_follow_up_asks_it_later_and_a_skipped_one_never(
    said: dict[str, Path], held: Held, tmp_path: Path
) -> None:
    session = unfinished(said, held, tmp_path / "left before")
    assert session.answers[0].supplied == ("result",)
    skipped = replace(held[0].answers[0].follow_ups[0], reply=None)
    session = unfinished(said, held, tmp_path / "skipped", skipped)
    assert session.answers[0].follow_ups == (skipped,)
    assert session.finished


def test_a_session_from_before_there_were_follow_ups_opens(tmp_path: Path) -> None:
    sessions.save(sample(), tmp_path)
    path = tmp_path / sessions.FILE
    data = json.loads(path.read_text())
    for answer in data["answers"]:
        del answer["follow_ups"]
    path.write_text(json.dumps(data))
    without = tuple(replace(answer, follow_ups=()) for answer in sample().answers)
    assert sessions.load(tmp_path) == replace(sample(), name=tmp_path.name, answers=without)


@pytest.mark.parametrize(
    ("field", "value"),
    [("sound", "../secret.flac"), ("key", "age"), ("asked", 3), ("reply", "x"), ("attempt", "1")],
)
def test_a_damaged_follow_up_is_a_sentence(tmp_path: Path, field: str, value: object) -> None:
    sessions.save(with_reply(sample(), None), tmp_path)
    path = tmp_path / sessions.FILE
    data = json.loads(path.read_text())
    data["answers"][0]["follow_ups"][0][field] = value
    path.write_text(json.dumps(data))
    with pytest.raises(SessionError, match="is damaged"):
        sessions.load(tmp_path)


def test_sound_of_follow_ups_and_replies_is_known_as_ours(tmp_path: Path) -> None:
    for name in ("01-follow-up-1.flac", "01-reply-2.wav", "01-reply-x.wav", "follow-up-1.flac"):
        (tmp_path / name).touch()
    kinds = {thing.name: thing.kind for thing in sessions.things(tmp_path)}
    assert kinds["01-follow-up-1.flac"] == kinds["01-reply-2.wav"] == "sound"
    assert kinds["01-reply-x.wav"] is kinds["follow-up-1.flac"] is None


HOSTILE = "\x1b[2JWhat <script>alert(1)</script> \u202ecame \x07of it?"


@pytest.fixture
def hostile() -> Session:
    """A session whose follow-up and reply hold what steers a terminal or a page."""
    session = sample()
    last = session.answers[0].last
    assert last is not None
    assert last.transcript is not None
    words = tuple(replace(word, text=f"{word.text}{HOSTILE}") for word in last.transcript.words)
    reply = replace(
        last,
        transcript=replace(last.transcript, words=words),
        sound="01-reply-1.flac",
        seconds=float("inf"),
        warnings=(HOSTILE,),
    )
    follow_up = FollowUp("measure", HOSTILE * 5_000, "01-follow-up-1.flac", reply)
    answer = replace(session.answers[0], follow_ups=(follow_up,) * 50)
    return replace(session, answers=(answer, *session.answers[1:]))


def test_a_hostile_follow_up_is_drawn_as_text(hostile: Session) -> None:
    from mockint.report.markdown import session_markdown

    terminal, page = drawn(session_report(hostile), 80), session_page(hostile)
    for text in (terminal, page, session_markdown(hostile)):
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert "\x07" not in text
        assert len(text) < 2_000_000
    assert "<script>alert" not in page
    assert len(tracks(hostile)) > 50


FOLLOW_UP = FollowUp("result", "What came of it?", "01-follow-up-1.flac")

PLAIN_80 = """\
Follow-up: What came of it?
→ No reply was heard.
"""


def replied() -> FollowUp:
    """A reply of a few words, of which nothing could be marked."""
    last = sample().answers[0].last
    assert last is not None
    bare = {"findings": None, "warnings": (), "raw": None, "edited": 0, "typed": False}
    reply = replace(last, seconds=5.5, **bare)
    return replace(FOLLOW_UP, reply=reply)


SHOWN_80 = """\

Follow-up: What came of it?

0:05 We cut our unpaid invoice aging by a third
→ The reply is too short to tell what it holds.
"""


def test_a_follow_up_and_its_reply_at_80_columns() -> None:
    happened: list[Event] = [Probed(1, FOLLOW_UP.asked), Replied(sample().answers[0], replied())]
    assert live(happened).text == SHOWN_80
    assert printed(happened) == SHOWN_80.replace("\n\n", "\n").lstrip("\n")


def test_a_real_interview_shows_the_follow_up_and_nothing_of_the_reply() -> None:
    happened: list[Event] = [Probed(1, FOLLOW_UP.asked), Replied(sample().answers[0], replied())]
    assert live(happened, practice=False).text == "\nFollow-up: What came of it?\n"
    assert printed(happened, practice=False) == "Follow-up: What came of it?\n"


def test_a_hostile_follow_up_reaches_no_terminal() -> None:
    assert "\x1b" not in printed([Probed(1, HOSTILE)])
    assert "<script>" in live([Probed(1, HOSTILE)]).text


def test_what_is_asked_back_mostly_is_made_ready_while_the_answer_is_spoken() -> None:
    bank = load_bank(BANK)
    stories = [each for each in bank.questions if each.form == "story"]
    asked = 0
    for question in stories:
        found = judge(question.examples.weak, question, bank.terms, bank=BANK)
        probe = next_probe(question, found, [])
        if probe is not None:
            asked += 1
            assert probe.text in likely(question)
            assert probe.text not in likely(question, [probe.key])
        assert len(set(likely(question))) == len(likely(question)) <= 4
    assert asked >= len(stories) / 2
    other = next(each for each in bank.questions if each.form != "story")
    assert likely(other) == ()


def test_what_replies_supply_counts_behind_their_own_attempt_alone(held: Held) -> None:
    answer: Answer = held[0].answers[0]
    assert answer.last is not None
    again = answer.with_attempt(replace(answer.last, number=2))
    assert answer.supplied == ("result",)
    assert again.supplied == ()


Speaker = Callable[[list[str], list[str]], tuple[Session, str, list[str]]]


@pytest.fixture(scope="module")
def converse(
    soundcard: SoundCard, said: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Speaker:
    """Answers an interview over the sound card: the session, what was printed, what was heard.

    All but the question and its follow-up is short: what is said aloud takes the time it takes.
    """
    greeting = "Good morning, and thank you for coming in. Let us begin with a question."
    bank = brief_bank(tmp_path_factory.mktemp("bank"), QUESTION.ask, ASKED_BACK, greeting)

    def hold(names: list[str], more: list[str]) -> tuple[Session, str, list[str]]:
        place = tmp_path_factory.mktemp("card")
        command = [sys.executable, "-u", "-m", "mockint", "interview", str(bank), "--plain"]
        command += ["--silence", "2", "--thinking", "3"]
        command += ["--recordings", str(place / "recordings"), *more]
        asked = []
        with soundcard.ear() as ear:
            process = soundcard.start(
                *command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            heard = 0
            for number, name in enumerate(names):
                before, heard = heard, wait_for_question(ear, heard)
                samples = ear.samples[before:heard:3]
                asked.append(write_wav(place / f"{number}.wav", Clip(samples, CARD_RATE // 3)))
                soundcard.say(said[name]).wait()
            output, _ = process.communicate(timeout=300)
        assert process.returncode == 0, output
        folder = place / "recordings" / output.split()[-1]
        return sessions.load(folder), output, understood(asked)

    return hold


def understood(wavs: list[Path]) -> list[str]:
    """The words of each recording."""
    command = [sys.executable, "-m", "mockint", "transcribe", "--json", *map(str, wavs)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["text"].lower() for line in done.stdout.splitlines()]


def meant(heard: str, session: Session) -> str:
    """Which sentence of the interviewer's that was."""
    return nearest(heard, (QUESTION.ask, ASKED_BACK, OF_COURSE, TAKE_YOUR_TIME, session.closing))


def test_asked_aloud_to_repeat_the_question_is_heard_twice_and_the_result_is_asked_for(
    converse: Speaker, measured: Measured
) -> None:
    session, output, heard = converse(["repeat", "story", "result", "back"], [])
    first, again, back, closing = heard
    shares = [share(QUESTION.ask, first), share(QUESTION.ask, again), share(ASKED_BACK, back)]
    measured(f"words heard of the question {shares[0]:.0%}, again {shares[1]:.0%}, "
             f"of the follow-up {shares[2]:.0%}")  # fmt: skip
    assert min(shares) >= 0.5
    assert meant(closing, session) == session.closing
    assert output.count(OF_COURSE) == 1
    (attempt,) = session.answers[0].attempts
    assert attempt.transcript is not None
    assert "repeat" not in attempt.transcript.text.lower()
    (follow_up,) = session.answers[0].follow_ups
    assert follow_up.key == "result"
    assert session.answers[0].supplied == ("result",)


def test_a_moment_is_given_and_a_follow_up_is_skipped_aloud_in_a_real_interview(
    converse: Speaker,
) -> None:
    session, output, heard = converse(["moment", "story", "skip", "back"], ["--mode", "real"])
    assert meant(heard[1], session) == TAKE_YOUR_TIME, output
    assert share(ASKED_BACK, heard[2]) >= 0.5
    assert output.count(TAKE_YOUR_TIME) == 1
    (follow_up,) = session.answers[0].follow_ups
    assert follow_up.reply is None
    assert PLAIN.acknowledgement(session.seed, 0) in output.splitlines()
    assert meant(heard[3], session) == session.closing, heard[3]
    assert session.answers[1].attempts[0].transcript is not None
