"""Time limits: what is shown, when a real interviewer goes on, what is kept and said of it."""

import subprocess
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import drill
from mockint import session as sessions
from mockint.arguments import parser
from mockint.arguments.shared import limit as seconds_of
from mockint.commands.manner import limited
from mockint.events import Answered, Asked, Event, Key, Listening, Paused, Said
from mockint.findings import Mark
from mockint.interview import Manner
from mockint.limit import GOING_ON, LONGER, PAUSE, Limit, going_on, usual
from mockint.recognizer import Recognizer, open_engine
from mockint.report.advice import RULES, judged
from mockint.report.aloud import answered
from mockint.report.answer import short_feedback
from mockint.report.attempts import side_by_side
from mockint.report.rules import Marked
from mockint.report.sentences import ending
from mockint.report.terminal import session_report
from mockint.session import Session, answer_sound
from mockint.sound.clip import RATE, Clip, Samples
from mockint.sound.endpoint import MANUAL
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import duration, read
from mockint.take import NUDGES, UNHEARD
from mockint.voice import CANDIDATE_VOICE, open_voice
from tests.murmur import said
from tests.sample_session import session as sample
from tests.screens import drawn
from tests.soundcard import SoundCard
from tests.test_bad_input import mockint
from tests.test_drill import BEGINNING, RESULT, UNMEASURED, bank, marked
from tests.test_interview import BANK as TERMS
from tests.test_interview import AtTheMicrophone, Keys, Room, paused, recorded
from tests.test_screen import ASKED, live, printed
from tests.test_spoken_interview import spoken, wait_for_question
from tests.wav import write_wav

BANK = "billing-specialist"
ONE = ("-n", "1", "--stage", "behavioral", "--seed", "3")
STORY = (
    "Last March our largest customer was billed twice for the same month, and my manager "
    "asked me to find out why. I compared the payment history with the ledger, found the "
    "import that had run twice, and called the customer to explain it."
)
DEEDS = (
    "I compared the payment history with the ledger, found the import that had run twice, and "
    "then I called the customer to explain it and wrote one credit memo."
)
BACK = "Thank you. How large is the team, and which system do you use for invoices?"
STRICT = Limit(10.0, strict=True)


@pytest.mark.parametrize(
    ("seconds", "quiet", "ends"),
    [
        (9.9, 9.9, False),
        (10.0, PAUSE - 0.1, False),
        (10.0, PAUSE, True),
        (29.9, 0.0, False),
        (10.0 + LONGER, 0.0, True),
    ],
)
def test_an_interviewer_goes_on_at_a_pause_or_twenty_seconds_later(
    seconds: float, quiet: float, ends: bool
) -> None:
    assert STRICT.ends(seconds, quiet) is ends
    assert not Limit(10.0).ends(seconds, quiet)


def test_none_is_written_as_zero_and_what_is_no_limit_is_told_that() -> None:
    assert [seconds_of("0"), seconds_of("0.0"), seconds_of("10")] == [0.0, 0.0, 10.0]
    for other in ("5", "901", "nan", "-0"):
        with pytest.raises(ArgumentTypeError, match="from 10 to 900, and not 0 for none"):
            seconds_of(other)


def test_real_has_three_minutes_a_drill_twenty_seconds_and_practice_none() -> None:
    assert usual(real=True, drill=False, long=180.0) == 180.0
    assert usual(real=True, drill=False, long=300.0) == 300.0
    assert usual(real=True, drill=True, long=180.0) == 20.0
    assert usual(real=False, drill=False, long=180.0) is None


@given(st.integers(0, 10_000), st.sampled_from(sorted(GOING_ON)))
def test_the_words_that_go_on_vary_and_a_seed_says_the_same_ones(seed: int, tone: str) -> None:
    words = [going_on(seed, index, tone) for index in range(9)]
    assert all(one != other for one, other in pairwise(words))
    assert set(words) == set(GOING_ON[tone])
    assert words == [going_on(seed, index, tone) for index in range(9)]


@pytest.fixture(scope="module")
def recognizer() -> Iterator[Recognizer]:
    opened = Recognizer(open_engine("moonshine"), TERMS.terms)
    yield opened
    opened.close()


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.int16)


@cache
def whole_story() -> Samples:
    """Somebody who tells a story and hardly takes a breath."""
    voice = open_voice(CANDIDATE_VOICE, 140)
    try:
        return resampled(voice.render(f"{STORY} {RESULT}").clip, RATE).samples
    finally:
        voice.close()


def talk(seconds: float) -> Samples:
    """Speech of that length without a pause worth the name."""
    return np.resize(whole_story(), round(seconds * RATE))


def hold(
    place: Path,
    recognizer: Recognizer,
    sound: Samples,
    limit: Limit,
    keys: Keys | None = None,
    manual: bool = False,
) -> tuple[Room, list[Event]]:
    """An interview of one question that ``sound`` answers at the microphone."""
    room = Room(place)
    room.session = replace(room.session, mode="real" if limit.strict else "practice")
    manner = Manner(MANUAL, limit=limit) if manual else Manner(limit=limit)
    return room, room.hold(AtTheMicrophone(sound, talk(2.0)), recognizer, keys, manner=manner)


def test_behind_the_limit_the_next_pause_ends_an_answer_and_nothing_before_it_is_lost(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    sound = np.concatenate([talk(5.0), silence(1.5), talk(7.0), silence(1.2), talk(20.0)])
    room, happened = hold(tmp_path, recognizer, sound, STRICT)
    attempt = room.session.answers[0].attempts[0]
    assert (attempt.ended, attempt.limit) == ("limit", 10.0)
    assert 13.5 + PAUSE - 0.3 <= attempt.seconds <= 13.5 + PAUSE + 0.5
    assert attempt.transcript is not None
    assert attempt.findings is not None
    assert duration(room.folder / str(attempt.sound)) == pytest.approx(attempt.seconds, abs=0.01)
    kept = read(room.folder / str(attempt.sound)).samples
    assert np.array_equal(kept, sound[: len(kept)])
    asked = [each.text for each in happened if isinstance(each, Said | Asked)]
    assert asked[2] == going_on(room.session.seed, 0)


def test_who_never_pauses_is_heard_twenty_seconds_more(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room, _ = hold(tmp_path, recognizer, talk(40.0), STRICT)
    attempt = room.session.answers[0].attempts[0]
    assert attempt.ended == "limit"
    assert attempt.seconds == pytest.approx(10.0 + LONGER, abs=0.2)


def test_a_limit_holds_where_only_enter_ends_an_answer_too(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room, _ = hold(tmp_path, recognizer, talk(3.0), STRICT, manual=True)
    attempt = room.session.answers[0].attempts[0]
    assert (attempt.ended, round(attempt.seconds)) == ("limit", 10)


def test_a_pause_that_was_asked_for_takes_no_time(tmp_path: Path, recognizer: Recognizer) -> None:
    keys = Keys((recorded(3.0), Key.PAUSE), (paused, Key.PAUSE))
    sound = np.concatenate([talk(11.5), silence(5.0)])
    room, happened = hold(tmp_path, recognizer, sound, STRICT, keys)
    assert any(isinstance(each, Paused) for each in happened)
    attempt = room.session.answers[0].attempts[0]
    assert attempt.ended == "limit"
    assert 11.5 <= attempt.seconds < 13.0


def test_in_practice_nothing_is_cut_and_the_time_is_told_when_it_is_over(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    limit = Limit(10.0)
    sound = np.concatenate([talk(8.0), silence(1.5), talk(8.0)])
    room, happened = hold(tmp_path, recognizer, sound, limit)
    attempt = room.session.answers[0].attempts[0]
    assert (attempt.ended, attempt.limit) == ("silence", 10.0)
    assert attempt.seconds > 19.0
    heard = [each for each in happened if isinstance(each, Listening)][: round(attempt.seconds)]
    assert {each.limit for each in heard} == {10.0}
    listening = (each for each in happened if isinstance(each, Listening))
    told = [(each.seconds >= 10.0, each.nudge) for each in listening]
    assert set(told) == {(False, ""), (True, limit.notice)}


def test_without_a_limit_the_nudges_stay() -> None:
    assert [seconds for seconds, _ in NUDGES] == [180.0, 120.0]


def test_the_clock_stands_beside_the_limit_and_the_time_is_called() -> None:
    shown = live([ASKED, Listening(12.0, -30.0, "One", None, "", limit=20.0)]).text
    assert "● Listening  0:12 of 0:20  ████" in shown
    over = Listening(31.0, -30.0, "One", None, Limit(20.0).notice, limit=20.0)
    assert "● Listening  0:31 of 0:20  ████" in live([ASKED, over]).text
    assert "Time: come to the end when it suits you; nothing is cut." in live([ASKED, over]).text
    assert printed([ASKED, over, over]).count("Time:") == 1
    assert " of 0:20" not in live([ASKED, Listening(12.0, -30.0, "One", None, "")]).text
    assert max(map(len, live([ASKED, over], width=40).text.splitlines())) <= 40


def with_limit(seconds: float, limit: float | None, ended: sessions.Ended = "silence") -> Session:
    """The sample session, its first answer so long and so limited."""
    made = sample()
    attempt = made.answers[0].attempts[0]
    assert attempt.findings is not None
    assert attempt.findings.delivery is not None
    delivery = replace(attempt.findings.delivery, seconds=seconds)
    findings = replace(attempt.findings, delivery=delivery)
    attempt = replace(attempt, seconds=seconds, limit=limit, ended=ended, findings=findings)
    return made.with_answer(0, made.answers[0].with_attempt(attempt))


def endings(session: Session) -> list[str]:
    return list(ending(session.answers[0].attempts[0]))


def test_a_report_says_how_long_it_took_and_that_the_interviewer_went_on() -> None:
    assert endings(with_limit(31.4, 20.0)) == ["31 s of 20: 11 s over."]
    assert endings(with_limit(20.4, 20.0)) == []
    assert endings(with_limit(31.4, None)) == []
    cut = with_limit(187.0, 180.0, "limit")
    (line,) = endings(cut)
    assert line == (
        "187 s of 180: the interviewer went on; what was said until then is kept and marked."
    )
    assert line[:40] in " ".join(drawn(session_report(cut), 80).split())


def advised(session: Session) -> list[str]:
    """Everything that may be advised on the first answer."""
    return [rule.line for rule in RULES if rule.applies(judged(session)[0])]


def test_an_answer_within_a_short_limit_is_not_called_short_and_one_beyond_it_is_told() -> None:
    assert "take more time" in advised(with_limit(16.0, None))
    assert "take more time" not in advised(with_limit(16.0, 20.0))
    assert "take more time" in advised(with_limit(9.0, 20.0))
    assert "come to the end in the time there is" in advised(with_limit(31.0, 20.0))
    assert "come to the end in the time there is" not in advised(with_limit(20.2, 20.0))


@pytest.mark.parametrize(
    ("seconds", "limit", "line"),
    [
        (16.0, None, "take more time"),
        (16.0, 20.0, ""),
        (31.0, 20.0, "come to the end in the time there is"),
    ],
)
def test_the_one_thing_to_mend_behind_an_answer_knows_its_limit_too(
    seconds: float, limit: float | None, line: str
) -> None:
    answer = with_limit(seconds, limit).answers[0]
    attempt = answer.attempts[0]
    assert attempt.findings is not None
    # All is told and clear; where all of it is strong nothing is named.
    parts = tuple(replace(span, sure=True) for span in attempt.findings.parts)
    marks = {**attempt.findings.marks, "trade": Mark(3, "One of the terms.")}
    attempt = replace(attempt, findings=replace(attempt.findings, parts=parts, marks=marks))
    feedback = short_feedback(Answered(answer, attempt))
    shown = " ".join(drawn(feedback, 80).split())
    heard = " ".join(answered(answer, attempt))
    for told in (shown, heard):
        assert ("One thing to mend" in told) == bool(line)
        assert line in told


def test_an_attempt_for_which_the_time_was_up_does_not_stand_as_whole_beside_another() -> None:
    answer = with_limit(187.0, 180.0, "limit").answers[0]
    together = side_by_side(answer.with_attempt(replace(answer.attempts[0], number=2, ended="key")))
    assert together is not None
    assert [row.cells for row in together.rows if row.name == "ended"] == [("time was up", "whole")]


def test_one_part_told_alone_is_never_too_short() -> None:
    question = drill.asking(bank().questions[0], "result", drill.OWN, BEGINNING)
    found = drill.marked(question, said(RESULT), "result", marked)
    assert found.delivery is not None
    assert found.delivery.seconds < 20
    lines = [rule.line for rule in RULES if rule.applies(Marked(1, question, found))]
    assert "take more time" not in lines


def test_a_drill_asks_for_the_seconds_it_gives_and_knows_what_it_gave() -> None:
    for seconds, told in (
        (20.0, "in twenty seconds"),
        (30.0, "in thirty seconds"),
        (45.0, "in 45"),
    ):
        question = drill.asking(bank().questions[0], "result", drill.OWN, BEGINNING, seconds)
        assert told in question.ask
        (mark,) = drill.marked(question, said(RESULT), "result", marked).marks.values()
        assert mark.level == 5
    free = drill.asking(bank().questions[0], "result", drill.OWN, BEGINNING, None)
    assert free.ask.endswith("What came of it? Tell only the result, with a figure.")


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A question back, deeds alone, and longer ones with pauses of more than a second."""
    place = tmp_path_factory.mktemp("limited")
    story, back = (
        read(spoken(text, place / f"{name}.wav"))
        for name, text in (("story", STORY), ("back", BACK))
    )
    parts = np.concatenate([back.samples, silence(1.5), story.samples, silence(1.5), back.samples])
    write_wav(place / "long.wav", Clip(parts))
    spoken(DEEDS, place / "deeds.wav")
    happy = read(spoken(UNMEASURED, place / "happy.wav")).samples
    parts = np.concatenate([happy, *[silence(1.5), back.samples] * 4])
    write_wav(place / "reply.wav", Clip(parts))
    return {name: place / f"{name}.wav" for name in ("back", "deeds", "long", "happy", "reply")}


def interview(place: Path, answers: list[Path], *more: str) -> tuple[Session, str]:
    """What was kept of an interview that recordings answer, and what it printed."""
    command = [sys.executable, "-m", "mockint", "interview", BANK, "--recordings", str(place)]
    command += [*ONE, *more, "--answers", *map(str, answers)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return sessions.load(place / done.stdout.split()[-1]), done.stdout


def test_a_recording_longer_than_the_limit_is_cut_at_a_pause_and_this_is_said(
    recordings: dict[str, Path], tmp_path: Path
) -> None:
    options = ("--mode", "real", "--limit", "10", "--follow-ups", "2")
    answers = [recordings["long"], recordings["back"], recordings["back"]]
    session, output = interview(tmp_path, answers, *options)
    assert session.scene.limit == 10.0
    attempt = session.answers[0].attempts[0]
    assert (attempt.ended, attempt.warnings) == ("limit", (UNHEARD,))
    whole = duration(recordings["long"])
    assert 10.0 <= attempt.seconds < whole - 5
    assert attempt.findings is not None
    assert "result" in attempt.findings.missing
    assert session.answers[0].follow_ups == ()
    assert UNHEARD in " ".join(output.split())
    assert going_on(session.seed, 0) in output
    assert session.finished


def test_the_same_recording_is_heard_to_its_end_in_practice_and_without_a_limit(
    recordings: dict[str, Path], tmp_path: Path
) -> None:
    for options in (("--limit", "10"), ("--mode", "real", "--limit", "0")):
        session, output = interview(tmp_path, [recordings["long"], recordings["back"]], *options)
        attempt = session.answers[0].attempts[0]
        assert attempt.ended == "recording"
        assert attempt.seconds == pytest.approx(duration(recordings["long"]), abs=0.01)
        practised = session.mode == "practice"
        assert session.scene.limit == (10.0 if practised else None)
        assert ("nothing is cut" in output) is practised
        assert (f"{attempt.seconds:.0f} s of 10: " in output) is practised


def test_a_reply_that_was_cut_is_not_asked_about_again_as_a_whole_one_is(
    recordings: dict[str, Path], tmp_path: Path
) -> None:
    options = ("--mode", "real", "--limit", "20", "--follow-ups", "2")
    for name, ended, asked in (("reply", "limit", 1), ("happy", "recording", 2)):
        answers = [recordings["deeds"], recordings[name], *[recordings["back"]] * asked]
        session, output = interview(tmp_path, answers, *options)
        follow_ups = session.answers[0].follow_ups
        assert len(follow_ups) == asked
        assert follow_ups[0].reply is not None
        assert (follow_ups[0].reply.ended, follow_ups[0].reply.limit) == (ended, 20.0)
        assert (going_on(session.seed, 0) in output) is (ended == "limit")
        assert session.answers[1].attempts[0].transcript is not None


def test_an_interview_goes_on_under_the_limit_it_was_begun_under(
    recordings: dict[str, Path], tmp_path: Path
) -> None:
    for name, limit in (("limited", 10.0), ("free", None)):
        folder = tmp_path / name
        folder.mkdir()
        begun = replace(sample(), mode="real", finished=False, answers=())
        begun = replace(begun, scene=replace(begun.scene, limit=limit), plan=begun.plan[:1])
        sessions.save(begun, folder)
        answers = [str(recordings["long"]), str(recordings["back"])]
        done = mockint(
            *("interview", "--resume", name, "--recordings", str(tmp_path), "--answers"), *answers
        )
        assert done.returncode == 0, done.stderr
        attempt = sessions.load(folder).answers[0].attempts[0]
        assert (attempt.ended, attempt.limit) == ("limit" if limit else "recording", limit)


def test_an_answer_over_a_sound_card_is_ended_at_a_pause_and_all_of_it_is_kept(
    soundcard: SoundCard, recordings: dict[str, Path], tmp_path: Path
) -> None:
    place = tmp_path / "recordings"
    command = [sys.executable, "-m", "mockint", "interview", BANK, *ONE, "--mode", "real"]
    command += ["--limit", "10", "--follow-ups", "0", "--plain", "--recordings", str(place)]
    with soundcard.ear() as ear:
        process = soundcard.start(
            *command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        heard = wait_for_question(ear, 0)
        talking = soundcard.say(recordings["long"])
        wait_for_question(ear, len(ear.samples))  # "Let us go on", and the closing question.
        talking.kill()
        talking.wait()
        soundcard.say(recordings["back"]).wait()
        output, _ = process.communicate(timeout=90)
    assert heard > 0
    assert process.returncode == 0, output
    session = sessions.load(place / output.split()[-1])
    attempt = session.answers[0].attempts[0]
    assert attempt.ended == "limit"
    assert 10.0 <= attempt.seconds <= 10.0 + LONGER + 1
    assert duration(place / session.name / answer_sound(0, 1).replace("wav", "flac")) > 9.9
    assert going_on(session.seed, 0) in output
    assert session.finished


@pytest.mark.parametrize(("profile", "pause"), [("usual", 0.7), ("stutter", 4.0), ("slow", 4.0)])
def test_whoever_is_held_up_in_mid_sentence_is_not_taken_to_have_paused(
    profile: str, pause: float
) -> None:
    line = ["interview", "--mode", "real", "--limit", "60", "--profile", profile]
    limit = limited(parser().parse_args(line))
    assert limit is not None
    assert not limit.ends(61.0, pause - 0.1)
    assert limit.ends(61.0, pause)
    assert limit.ends(60.0 + LONGER, 0.0)
