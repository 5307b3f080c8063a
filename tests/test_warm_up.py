"""A minute to warm up: asked first, kept and replayed, neither marked nor counted."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from mockint import rescue
from mockint import session as sessions
from mockint.commands.sharing import shared
from mockint.errors import DeviceLost
from mockint.events import Asked, Key, Listening, Said
from mockint.history import progress
from mockint.interview import Manner
from mockint.interview.tone import PLAIN
from mockint.interview.warm_up import MINUTE, WARM_UPS, due, planned
from mockint.limit import LONGER
from mockint.recognizer import Recognizer, open_engine
from mockint.report.terminal import session_report
from mockint.report.time_taken import warm_up
from mockint.session import Answer, Attempt, Session
from mockint.sound.clip import RATE
from mockint.sound.endpoint import MANUAL
from mockint.sound.recorder import Recorder
from mockint.sound.soundfiles import duration, read
from mockint.track import tracks
from tests.murmur import said
from tests.sample_session import session as sample
from tests.screens import drawn
from tests.soundcard import SoundCard
from tests.test_bad_input import mockint, the_sentence
from tests.test_interview import BANK as TERMS
from tests.test_interview import AtTheMicrophone, Keys, Room, recorded
from tests.test_limit import BACK, BANK, ONE, STORY, silence, talk
from tests.test_screen import live, printed
from tests.test_spoken_interview import spoken, wait_for_question

YESTERDAY = "Yesterday I met Harriet Oldcastle for lunch. Then I took the train home and read."


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What is said to warm up, a story, and a question back."""
    place = tmp_path_factory.mktemp("warm")
    texts = {"warm": YESTERDAY, "story": STORY, "back": BACK}
    return {name: spoken(text, place / f"{name}.wav") for name, text in texts.items()}


@pytest.fixture(scope="module")
def recognizer() -> Iterator[Recognizer]:
    opened = Recognizer(open_engine("moonshine"), TERMS.terms)
    yield opened
    opened.close()


Held = tuple[Session, Path, str]


@pytest.fixture(scope="module")
def held(recordings: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Held:
    """An interview with a warm-up that recordings answer: session, folder, what was printed."""
    place = tmp_path_factory.mktemp("held")
    answers = [recordings[name] for name in ("warm", "story", "back")]
    options = [*ONE[2:], "--warm-up", "--recordings", place]
    done = mockint("interview", BANK, *options, "--answers", *answers)
    assert done.returncode == 0, done.stderr
    folder = place / done.stdout.split()[-1]
    return sessions.load(folder), folder, done.stdout


def test_the_first_recording_answers_the_warm_up_and_the_others_the_questions(held: Held) -> None:
    session, _, output = held
    assert session.warm_up is not None
    (attempt,) = session.warm_up.attempts
    assert attempt.transcript is not None
    assert "lunch" in attempt.transcript.text
    assert (attempt.findings, attempt.ended) == (None, "recording")
    assert [len(answer.attempts) for answer in session.answers] == [1, 1, 1]
    first = session.answers[0].attempts[0].transcript
    assert first is not None
    assert "billed twice" in first.text
    assert session.finished
    order = ["To warm up: ", PLAIN.warmed_up, "Question 1 of", "To close"]
    places = [output.index(each) for each in order]
    assert places == sorted(places)


def test_so_many_questions_are_asked_as_recordings_are_left_behind_the_warm_up(held: Held) -> None:
    assert len(held[0].plan) == 2


def test_question_and_answer_are_kept_as_the_first_sounds(held: Held) -> None:
    session, folder, _ = held
    assert session.warm_up is not None
    assert session.warm_up.question_sound == "00-question.flac"
    (attempt,) = session.warm_up.attempts
    assert attempt.sound == "00-answer.flac"
    assert duration(folder / "00-answer.flac") == pytest.approx(attempt.seconds, abs=0.01)
    assert duration(folder / "00-question.flac") > 1.0
    assert not [thing.path for thing in sessions.things(folder) if thing.kind is None]


def test_it_is_told_in_one_line_and_counts_nowhere(held: Held, tmp_path: Path) -> None:
    session, folder, output = held
    assert session.warm_up is not None
    attempt = session.warm_up.attempts[0]
    assert attempt.transcript is not None
    words = len(attempt.transcript.words)
    line = f"Warm-up: 0:0{attempt.seconds:.0f}"[:12]
    told = warm_up(session)
    assert told.startswith(line)
    assert told.endswith(f", {words} words, not marked.")
    assert output.count(told) == 1
    for form in ("md", "html"):
        file = tmp_path / f"report.{form}"
        place = ("--recordings", folder.parent)
        done = mockint("report", folder.name, *place, "--format", form, "-o", file)
        assert done.returncode == 0, done.stderr
        text = file.read_text()
        assert told in text.replace("\\", "")
        assert "lunch" not in text
    without = replace(session, warm_up=None)
    assert progress([session]) == progress([without])
    due_now = mockint("due", "--recordings", folder.parent).stdout
    assert "never asked" in due_now.lower()


def test_a_replay_begins_with_it(held: Held) -> None:
    session, folder, _ = held
    titles = [track.title for track in tracks(session)]
    assert titles[:4] == ["Warm-up", "Warm-up, answer", "Question 1", "Answer 1"]
    assert [track.sound for track in tracks(session)[:2]] == ["00-question.flac", "00-answer.flac"]
    assert tracks(session, 1)[0].title == "Question 1"
    done = mockint("replay", folder.name, "--recordings", folder.parent, "--answer", "0")
    assert done.returncode == 2 or "There is no answer 0" in the_sentence(done)


def test_a_shared_copy_leaves_it_out(held: Held, tmp_path: Path) -> None:
    folder = held[1]
    copy = shared(folder)
    assert copy.session.warm_up is None
    assert not [name for name in copy.sources if name.startswith("00-")]
    assert warm_up(copy.session) == ""
    file = tmp_path / "shared.json"
    done = mockint(
        *("report", folder.name, "--recordings", folder.parent, "--share"),
        *("--format", "json", "-o", file),
    )
    assert done.returncode == 0, done.stderr
    assert "lunch" not in file.read_text()
    assert json.loads(file.read_text())["warm_up"] is None


def with_warm_up(attempt: Attempt) -> Session:
    """The sample session with that said to warm up."""
    asked = replace(planned(1), question_sound="00-question.flac", attempts=(attempt,))
    return replace(sample(), warm_up=asked)


def test_it_goes_with_the_sound_of_its_session(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    sessions.save(with_warm_up(Attempt(1, "00-answer.flac", 8.0, "silence", said("I"))), folder)
    for name in ("00-answer.flac", "00-question.flac"):
        (folder / name).write_bytes(b"sound")
    summary = sessions.load_summary(folder)
    assert summary.sounding[0].sound == "00-answer.flac"
    assert len(summary.heard) == 2
    sessions.delete_sound(folder)
    left = sessions.load(folder).warm_up
    assert left is not None
    assert (left.question_sound, left.attempts[0].sound) == (None, None)
    assert left.attempts[0].transcript is not None
    assert [path.name for path in folder.iterdir() if path.suffix == ".flac"] == []


def killed(folder: Path, recording: Path | None) -> None:
    """A session that was killed while the warm-up was spoken, so much of it on disk."""
    folder.mkdir(parents=True)
    begun = replace(with_warm_up(Attempt(1, "00-answer.wav")), answers=(), finished=False)
    sessions.save(replace(begun, plan=begun.plan[:1]), folder)
    if recording is not None:
        recorder = Recorder(folder / "00-answer.wav")
        recorder.write(read(recording).samples)
        del recorder


def test_what_was_said_survives_a_kill_and_is_not_asked_for_again(
    recordings: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    killed(folder, recordings["warm"])
    session = rescue.secure(sessions.load(folder), folder)
    assert rescue.unheard(session)
    done = mockint(
        *("interview", "--resume", folder.name, "--recordings", tmp_path),
        *("--answers", recordings["story"], recordings["back"]),
    )
    assert done.returncode == 0, done.stderr
    session = sessions.load(folder)
    assert session.finished
    assert session.warm_up is not None
    (attempt,) = session.warm_up.attempts
    assert (attempt.ended, attempt.sound) == ("interrupted", "00-answer.flac")
    assert attempt.seconds == pytest.approx(duration(recordings["warm"]), abs=0.01)
    assert attempt.transcript is not None
    assert "lunch" in attempt.transcript.text
    assert "To warm up" not in done.stdout
    assert "Welcome back." in done.stdout


def test_a_warm_up_of_which_nothing_was_written_is_asked_for_again(
    recordings: dict[str, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    killed(folder, None)
    done = mockint(
        *("interview", "--resume", folder.name, "--recordings", tmp_path, "--answers"),
        *(recordings[name] for name in ("warm", "story", "back")),
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("To warm up") == 1
    session = sessions.load(folder)
    assert session.finished
    assert warm_up(session).endswith("not marked.")


def test_a_terse_interviewer_thanks_nobody_for_it(tmp_path: Path) -> None:
    words = ("--type", "--warm-up", "--tone", "terse", "-n", "1", "--recordings", tmp_path)
    done = mockint("interview", BANK, *words, stdin=None, input="I walked.\n\nq\n")
    assert "\nNow the questions.\n" in done.stdout, done.stderr
    assert "hank" not in done.stdout


def warming(place: Path) -> Room:
    room = Room(place)
    room.session = replace(room.session, warm_up=planned(2))
    return room


def test_a_minute_behind_which_the_next_pause_ends_it(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = warming(tmp_path)
    sound = np.concatenate([talk(62.0), silence(2.0), talk(5.0)])
    happened = room.hold(AtTheMicrophone(sound, talk(2.0), talk(2.0)), recognizer)
    asked = [each.text for each in happened if isinstance(each, Said | Asked)]
    assert asked[1:3] == [planned(2).asked, PLAIN.warmed_up]
    assert room.session.warm_up is not None
    (attempt,) = room.session.warm_up.attempts
    assert attempt.ended == "limit"
    assert 62.0 < attempt.seconds < 64.0
    listening = [each for each in happened if isinstance(each, Listening)]
    assert listening[0].limit == MINUTE.seconds
    assert listening[-1].limit is None
    assert room.session.answers[0].attempts[0].ended == "silence"
    assert np.array_equal(
        read(room.folder / "00-answer.flac").samples, sound[: round(attempt.seconds * RATE)]
    )


def test_where_only_enter_ends_an_answer_the_minute_is_shown_and_cuts_nothing(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = warming(tmp_path)
    keys = Keys((recorded(64.0), Key.DONE), (recorded(1.0), Key.DONE), (recorded(1.0), Key.DONE))
    sound = np.concatenate([talk(61.0), silence(2.0), talk(3.0)])
    microphone = AtTheMicrophone(sound, talk(2.0), talk(2.0))
    happened = room.hold(microphone, recognizer, keys, manner=Manner(MANUAL))
    assert room.session.warm_up is not None
    (attempt,) = room.session.warm_up.attempts
    assert (attempt.ended, attempt.limit) == ("key", MINUTE.seconds)
    assert attempt.seconds >= 64.0
    told = [each.nudge for each in happened if isinstance(each, Listening) and each.seconds > 61.0]
    assert "nothing is cut" in told[0]


def test_enter_ends_it_and_a_key_gives_it_again(tmp_path: Path, recognizer: Recognizer) -> None:
    room = warming(tmp_path)
    keys = Keys((recorded(2.0), Key.AGAIN), (recorded(3.0), Key.DONE))
    room.hold(AtTheMicrophone(*[talk(9.0)] * 4), recognizer, keys)
    assert room.session.warm_up is not None
    first, second = room.session.warm_up.attempts
    assert (first.sound, second.sound) == ("00-answer.flac", "00-answer-2.flac")
    assert (first.ended, second.ended) == ("key", "key")
    assert second.seconds == pytest.approx(3.0, abs=0.2)
    assert [track.title for track in tracks(room.session)][1:3] == [
        "Warm-up, answer, attempt 1 of 2",
        "Warm-up, answer, attempt 2 of 2",
    ]
    assert warm_up(room.session).startswith("Warm-up: 0:03")


def test_it_may_be_skipped_and_then_nothing_is_told_of_it(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = warming(tmp_path)
    keys = Keys((recorded(1.0), Key.SKIP))
    happened = room.hold(AtTheMicrophone(*[talk(4.0)] * 3), recognizer, keys)
    assert warm_up(room.session) == ""
    assert due(room.session) is None
    assert tracks(room.session)[0].title == "Question 1"
    assert sum(isinstance(each, Asked) for each in happened) == 3


def test_whoever_leaves_or_loses_the_microphone_loses_nothing(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = warming(tmp_path)
    room.hold(AtTheMicrophone(talk(9.0)), recognizer, Keys((recorded(2.0), Key.QUIT)))
    assert room.session.warm_up is not None
    assert room.session.warm_up.attempts[0].ended == "interrupted"
    assert room.session.answers == ()
    other = tmp_path / "other"
    other.mkdir()
    room = warming(other)
    with pytest.raises(DeviceLost):
        room.hold(AtTheMicrophone(talk(9.0), lost_after=30), recognizer)
    kept = sessions.load(room.folder).warm_up
    assert kept is not None
    assert kept.attempts[0].ended == "lost"
    assert kept.attempts[0].seconds > 1.5


def test_it_is_drawn_by_the_seed_among_several_that_all_fit_a_minute() -> None:
    drawn_ones = {planned(seed).asked for seed in range(60)}
    assert drawn_ones == {asked for asked, _ in WARM_UPS}
    assert len(drawn_ones) >= 5
    assert planned(7) == planned(7)
    assert MINUTE.ends(60.0 + LONGER, 0.0)


def test_the_screen_shows_that_it_is_for_warming_up_and_the_minute() -> None:
    asked = Asked(0, 0, planned(1).asked, None, 1)
    heard = Listening(12.0, -30.0, "One", None, "", limit=60.0)
    shown = live([asked, heard]).text
    assert "To warm up" in shown
    assert "Listening  0:12 of 1:00" in shown
    assert printed([asked]).lstrip().startswith("To warm up: ")


def test_the_line_says_what_is_known() -> None:
    assert warm_up(sample()) == ""
    assert warm_up(replace(sample(), warm_up=Answer(None, "Tell me."))) == ""
    one = with_warm_up(Attempt(1, "00-answer.flac", 48.4, "key", said("Yes")))
    assert warm_up(one) == "Warm-up: 0:48, 1 word, not marked."
    assert "Warm-up: 0:48, 1 word, not marked." in drawn(session_report(one), 80)
    unheard = with_warm_up(Attempt(1, "00-answer.flac", 48.4, "key"))
    assert warm_up(unheard) == "Warm-up: 0:48, not marked."
    typed = with_warm_up(Attempt(1, None, 0.0, "key", said("Yes"), typed=True))
    assert warm_up(typed) == "Warm-up: 1 word, not marked."


def test_a_drill_has_none_but_a_setting_stands_back_from_it(
    recordings: dict[str, Path], tmp_path: Path
) -> None:
    words = ("interview", BANK, "--recordings", tmp_path, "--answers", recordings["story"])
    sentence = the_sentence(mockint(*words, "--warm-up", "--drill", "result"))
    assert sentence.endswith("A drill has no warm-up: leave out --warm-up, or --drill.")
    assert sessions.folders(tmp_path) == ()
    settings = tmp_path / "settings.toml"
    settings.write_text("[interview]\nwarm-up = true\n")
    done = subprocess.run(
        [sys.executable, "-m", "mockint", *map(str, words), "--drill", "result"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "MOCKINT_SETTINGS": str(settings)},
    )
    assert done.returncode == 0, done.stderr
    assert sessions.load(tmp_path / done.stdout.split()[-1]).warm_up is None


def test_a_rehearsal_warms_up_with_words_that_fit(tmp_path: Path) -> None:
    done = mockint(*("interview", BANK, *ONE, "--rehearse", "--warm-up", "--recordings", tmp_path))
    assert done.returncode == 0, done.stderr
    session = sessions.load(tmp_path / done.stdout.split()[-1])
    assert session.warm_up is not None
    assert session.warm_up.asked == planned(session.seed).asked
    said_then = session.warm_up.attempts[0].transcript
    assert said_then is not None
    written = set(dict(WARM_UPS)[session.warm_up.asked].lower().split())
    heard = said_then.text.lower().split()
    assert sum(word in written for word in heard) > len(heard) / 2


def test_over_a_sound_card_it_is_spoken_heard_and_kept_before_the_first_question(
    soundcard: SoundCard, recordings: dict[str, Path], tmp_path: Path
) -> None:
    place = tmp_path / "recordings"
    command = [sys.executable, "-m", "mockint", "interview", BANK, *ONE, "--warm-up", "--plain"]
    command += ["--follow-ups", "0", "--recordings", str(place)]
    with soundcard.ear() as ear:
        process = soundcard.start(
            *command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        heard = 0
        for name in ("warm", "story", "back"):
            heard = wait_for_question(ear, heard)
            soundcard.say(recordings[name]).wait()
        output, _ = process.communicate(timeout=90)
    assert process.returncode == 0, output
    session = sessions.load(place / output.split()[-1])
    assert session.finished
    assert session.warm_up is not None
    (attempt,) = session.warm_up.attempts
    assert attempt.ended == "silence"
    assert attempt.transcript is not None
    assert "train" in attempt.transcript.text
    first = session.answers[0].attempts[0].transcript
    assert first is not None
    assert "billed twice" in first.text
