"""What a replay plays when; with a clock of its own, and over a sound card as it is heard."""

import contextlib
import fcntl
import math
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time as clocks
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from platform import machine

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint import session as sessions
from mockint.errors import (
    DeviceLost,
    MockintError,
    NoDevice,
    RecordingError,
    SessionError,
    SoundError,
)
from mockint.replay import Frame, Sound, Stage, replay
from mockint.replay.keys import ACTS, DOWN, END, HOME, LEFT, RIGHT, STOPPED, UP
from mockint.replay.player import ENDED, OVER
from mockint.session import Attempt
from mockint.sound.clip import RATE, Clip, Samples
from mockint.sound.resample import quantised
from mockint.sound.soundfiles import write_flac, write_flac_stream
from mockint.sound.stretch import Stretch
from mockint.sound.tape import Tape
from mockint.track import DELETED, LONGEST, PACE, Track, evenly, in_time, tracks
from mockint.transcript import Word
from tests import sample_session
from tests.measured import Measured
from tests.sample_session import attempt, session
from tests.soundcard import RATE as CARD_RATE
from tests.soundcard import Ear, SoundCard, stop

ENTER = "\n"

needs_stretch = pytest.mark.skipif(
    machine() == "aarch64" and find_spec("python_stretch") is None,
    reason="python-stretch has no wheel for this machine",
)


class Time:
    """A clock that only goes on while somebody sleeps, and keys pressed at given moments."""

    def __init__(self, presses: Sequence[tuple[float, str]] = ()) -> None:
        self.now = 0.0
        self._presses = list(presses)

    def press(self, at: float, key: str) -> None:
        """One more key, after the others."""
        self._presses.append((at, key))

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def read(self, timeout: float = 0.0) -> str | None:
        if self._presses and self._presses[0][0] <= self.now:
            return self._presses.pop(0)[1]
        return None


class Playing:
    """A cassette playing by the clock of a test; ``breaks`` seconds in the device goes."""

    def __init__(self, cassette: "Cassette", second: float, speed: float) -> None:
        self.second, self.speed = second, speed
        self._cassette, self._began = cassette, cassette.time.now
        self._stopped_at: float | None = None

    @property
    def position(self) -> float:
        if self._stopped_at is not None:
            return self._stopped_at
        passed = self._cassette.time.now - self._began
        end = self._cassette.whole
        if self._cassette.breaks is not None:
            end = min(end, self.second + self._cassette.breaks * self.speed)
        return min(self.second + passed * self.speed, end)

    @property
    def error(self) -> MockintError | None:
        passed = self._cassette.time.now - self._began
        if self._cassette.breaks is not None and passed >= self._cassette.breaks:
            return DeviceLost("The loudspeaker has gone.")
        return self._cassette.damage if self.position >= self._cassette.whole else None

    @property
    def done(self) -> bool:
        stopped = self._stopped_at is not None or self.error is not None
        return stopped or self.position >= self._cassette.whole

    def stop(self) -> None:
        self._stopped_at = self.position


class Cassette:
    """A recording of ``seconds`` that plays by the clock of a test; ``whole`` of it is there."""

    def __init__(
        self,
        time: Time,
        seconds: float = 30.7,
        *,
        whole: float | None = None,
        breaks: float | None = None,
        damage: MockintError | None = None,
    ) -> None:
        self.time, self.seconds, self.breaks, self.damage = time, seconds, breaks, damage
        self.whole = seconds if whole is None else whole
        self.played: list[Playing] = []
        self.closed = 0

    def play(self, second: float, speed: float) -> Playing:
        self.played.append(Playing(self, second, speed))
        return self.played[-1]

    def close(self) -> None:
        self.closed += 1


def missing(name: str) -> Cassette:
    """No sound is there."""
    raise SessionError(f"{name} is missing.")


def stage(
    time: Time, sound: Cassette | Callable[[str], Sound] | None = None, *, stays: bool = False
) -> Stage:
    """Everything a replay needs, by the clock of a test; without a loudspeaker if not given."""
    given = (lambda _: sound) if isinstance(sound, Cassette) else sound
    return Stage(given, time.clock, time.sleep, time, stays)


def half(number: int = 1) -> Attempt:
    """An attempt with a situation and an action only."""
    return attempt(sample_session.HALF, number)


def story() -> Track:
    """The first answer of the sample."""
    return tracks(session(), 1)[1]


def two_attempts() -> tuple[Track, ...]:
    """Question and two attempts: the second one has a situation and an action only."""
    first = session().answers[0]
    again = first.with_attempt(msgspec.structs.replace(half(2), sound="01-answer-2.flac"))
    return tracks(msgspec.structs.replace(session(), answers=(again, session().answers[1])))


def at_end(frames: Iterable[Frame]) -> Frame:
    """The last frame of a replay."""
    return list(frames)[-1]


def pressed(*presses: tuple[float, str], of: Sequence[Track] | None = None) -> Frame:
    """The last frame where those keys are pressed; quit half a second later."""
    time = Time([*presses, (presses[-1][0] + 0.5, "q")])
    return at_end(replay([story()] if of is None else of, stage(time, stays=True)))


def test_the_words_come_at_the_seconds_at_which_they_were_said() -> None:
    time = Time()
    for frame in replay([story()], stage(time)):
        words = frame.track.words
        assert all(word.start <= frame.at for word in words[: frame.heard])
        assert all(word.start > frame.at for word in words[frame.heard :])
    assert frame.heard == len(frame.track.words)
    assert time.now == pytest.approx(30.7, abs=0.15)


def test_with_a_loudspeaker_its_position_is_the_time() -> None:
    time = Time()
    cassette = Cassette(time)
    frames = list(replay([story()], stage(time, cassette)))
    assert [(playing.second, playing.speed) for playing in cassette.played] == [(0.0, 1.0)]
    assert frames[101].at == pytest.approx(5.0, abs=0.01)


@pytest.mark.parametrize("speed", [0.5, 1.5, 2.0])
@pytest.mark.parametrize("aloud", [False, True])
def test_another_speed_takes_that_much_less_time_and_shows_the_same_words(
    speed: float, aloud: bool
) -> None:
    time = Time()
    sound = Cassette(time) if aloud else None
    frames = list(replay([story()], stage(time, sound), speed=speed))
    assert time.now == pytest.approx(30.7 / speed, abs=0.15)
    assert frames[-1].heard == len(story().words)
    assert frames[41].at == pytest.approx(2.0 * speed, abs=0.01)


@pytest.mark.parametrize(
    ("presses", "at"),
    [
        ([(2.0, RIGHT)], 7.5),
        ([(2.0, "\x1bOC")], 7.5),
        ([(7.0, LEFT)], 2.5),
        ([(2.0, LEFT)], 0.5),
        ([(2.0, DOWN)], 7.6),
        ([(9.0, UP)], 7.6),
        ([(7.5, UP)], 1.5),
        ([(5.0, "0")], 0.5),
        ([(5.0, HOME)], 0.5),
        ([(5.0, "\x1b[1~")], 0.5),
        ([(2.0, END)], 25.1),
        ([(0.5, "1")], 1.5),
        ([(0.5, "3")], 15.4),
        ([(0.5, "4")], 25.1),
        ([(2.0, "m")], 5.9),
        ([(8.0, "M")], 5.9),
        ([(2.0, "x")], 2.5),
        ([(2.0, "[")], 2.375),
        ([(2.0, "]"), (2.0, "]")], 2.75),
        ([(2.0, "]"), (2.0, "\x7f")], 2.5),
        ([(20.0, RIGHT), (20.2, RIGHT), (20.4, RIGHT)], 30.7),
    ],
)
@pytest.mark.parametrize("aloud", [False, True])
def test_a_key_goes_where_it_says(presses: list[tuple[float, str]], at: float, aloud: bool) -> None:
    time = Time([*presses, (presses[-1][0] + 0.5, "q")])
    sound = Cassette(time) if aloud else None
    last = at_end(replay([story()], stage(time, sound, stays=True)))
    assert last.at == pytest.approx(at, abs=0.11)


def test_space_pauses_and_goes_on_from_there() -> None:
    time = Time([(2.0, " "), (9.0, " "), (10.0, "q")])
    cassette = Cassette(time)
    frames = list(replay([story()], stage(time, cassette)))
    assert {round(frame.at, 1) for frame in frames if frame.paused} == {2.0}
    assert frames[-1].at == pytest.approx(3.0, abs=0.11)
    assert cassette.played[0].done


def test_a_jump_while_paused_stays_paused() -> None:
    time = Time([(2.0, " "), (2.5, "4"), (3.0, "n"), (3.5, "q")])
    cassette = Cassette(time)
    frames = list(replay(tracks(session())[1:], stage(time, cassette)))
    assert frames[-1].paused
    assert frames[-1].track.title == "Question 2"
    assert 24.6 in {frame.at for frame in frames}
    assert len(cassette.played) == 1


def titles(*presses: tuple[float, str], of: Sequence[Track]) -> list[str]:
    """What is played while those keys are pressed, each once."""
    time = Time([*presses, (presses[-1][0] + 0.4, "q")])
    frames = replay(of, stage(time, stays=True))
    return list(dict.fromkeys(frame.track.title for frame in frames))


def test_n_leaves_a_question_together_with_its_answer() -> None:
    assert titles((0.5, "n"), of=tracks(session())) == ["Question 1", "Question 2"]
    both = two_attempts()[1:]
    assert titles((0.5, "n"), of=both) == ["Answer 1, attempt 1 of 2", "Question 2"]


def test_p_goes_to_the_question_of_the_answer_before_from_wherever_it_is() -> None:
    order = titles((0.5, "n"), (1.0, ENTER), (5.0, "p"), of=tracks(session()))
    assert order == ["Question 1", "Question 2", "Answer 2"]
    time = Time([(0.5, "n"), (1.0, ENTER), (5.0, "p"), (5.5, "q")])
    assert at_end(replay(tracks(session()), stage(time))).track.title == "Question 1"


def test_enter_goes_from_a_question_to_its_answer() -> None:
    assert titles((0.5, ENTER), of=tracks(session())) == ["Question 1", "Answer 1"]


@pytest.mark.parametrize(("key", "at"), [("3", 15.4), ("m", 1.5)])
def test_a_part_or_a_finding_asked_for_during_the_question_is_one_of_its_answer(
    key: str, at: float
) -> None:
    last = pressed((0.5, key), of=tracks(session()))
    assert last.track.title == "Answer 1"
    assert last.at == pytest.approx(at, abs=0.11)


def test_a_sentence_back_from_an_answers_beginning_is_its_question() -> None:
    last = pressed((0.5, ENTER), (1.2, UP), of=tracks(session()))
    assert last.track.title == "Question 1"
    assert titles((0.5, DOWN), of=tracks(session())) == ["Question 1", "Answer 1"]


def test_home_goes_to_the_beginning_and_from_there_to_the_question() -> None:
    once = pressed((0.5, ENTER), (5.0, HOME), of=tracks(session()))
    assert once.track.title == "Answer 1"
    assert once.at == pytest.approx(0.5, abs=0.11)
    twice = pressed((0.5, ENTER), (5.0, HOME), (5.1, HOME), of=tracks(session()))
    assert twice.track.title == "Question 1"
    assert twice.at == pytest.approx(0.5, abs=0.11)


@pytest.mark.parametrize(
    ("key", "notice"),
    [
        ("3", "action begins"),
        ("2", "task begins, not clear"),
        ("m", "amount: two hundred orders"),
        ("n", "This is the last answer."),
        ("p", "This is the first answer."),
        ("v", "There is one attempt at this answer."),
        (ENTER, "This is the answer: n goes to the next one."),
        ("x", "? shows the keys."),
        ("é", "? shows the keys."),
        ("\x1b[15~", ""),
    ],
)
def test_a_key_says_what_it_found_or_that_it_leads_nowhere(key: str, notice: str) -> None:
    assert pressed((2.0, key)).notice == notice


def test_a_speed_that_is_the_last_of_its_row_says_so() -> None:
    assert pressed(*[(2.0, "]")] * 4).notice == "2x is the fastest."
    assert pressed(*[(2.0, "[")] * 4).notice == "0.5x is the slowest."


def test_a_part_that_was_not_heard_is_named() -> None:
    second = tracks(session(), 2)[1:]
    assert pressed((2.0, "4"), of=second).notice == "No result was heard."
    unmarked = msgspec.structs.replace(half(), findings=None)
    answer = msgspec.structs.replace(session().answers[0], attempts=(unmarked,))
    bare = tracks(msgspec.structs.replace(session(), answers=(answer,)))
    assert pressed((0.2, "4"), of=bare).notice == "This answer was not marked."
    assert pressed((0.2, "m"), of=bare).notice == "This answer was not marked."
    skipped = tracks(session(), 3)
    assert pressed((0.2, "4"), of=skipped).notice == "No answer was given to this question."


def test_findings_are_gone_through_with_their_names_and_in_a_circle() -> None:
    time = Time([(0.2, " "), *((0.5 + n, "m") for n in range(13)), (14.0, "q")])
    notices = [frame.notice for frame in replay([story()], stage(time)) if frame.notice]
    assert list(dict.fromkeys(notices)) == [
        "situation begins",
        "amount: two hundred orders",
        "task begins, not clear",
        "pause of 1.5 s",
        "term: month-end close",
        "filler: um",
        "action begins",
        "term: payment history",
        "term: credit memo, mended by sound",
        "result begins",
        "result: three days",
        "result: forty percent",
        "From the start again: situation begins",
    ]


def test_what_a_key_did_stands_there_for_some_seconds() -> None:
    time = Time([(1.0, "3"), (9.0, "q")])
    seen = [frame.notice for frame in replay([story()], stage(time))]
    assert 4.5 <= seen.count("action begins") * 0.05 <= 5.5
    assert seen[-1] == ""


def test_ten_keys_at_once_start_the_sound_once() -> None:
    time = Time([(2.0, RIGHT)] * 5 + [(2.0, LEFT)] * 4 + [(3.0, "q")])
    cassette = Cassette(time)
    at_end(replay([story()], stage(time, cassette)))
    assert [playing.second for playing in cassette.played] == [0.0, pytest.approx(7.0, abs=0.1)]


def test_v_goes_to_the_same_part_of_the_other_attempt() -> None:
    there = pressed((0.2, ENTER), (0.5, "3"), (0.7, "v"), of=two_attempts())
    assert there.track.title == "Answer 1, attempt 2 of 2"
    assert there.notice == "Attempt 2, at its action."
    begins = two_attempts()[2].begins("action")[0].second
    assert there.at == pytest.approx(begins + 0.5, abs=0.11)
    assert there.beside is two_attempts()[1] or there.beside == two_attempts()[1]
    assert there.beside_at == two_attempts()[1].begins("action")[0].second


def test_v_goes_to_the_start_where_the_other_attempt_lacks_the_part() -> None:
    there = pressed((0.2, ENTER), (0.5, "4"), (0.7, "\t"), of=two_attempts())
    assert there.at == pytest.approx(0.5, abs=0.11)
    assert there.notice == "Attempt 2, from its start: no result was heard in it."
    assert pressed((0.5, "v"), of=two_attempts()).notice == "Enter goes to the answer."


def test_n_on_the_last_answer_goes_on_playing_it() -> None:
    time = Time([(2.0, "n"), (4.0, "q")])
    assert at_end(replay([story()], stage(time))).at == pytest.approx(4.0, abs=0.11)


def test_at_the_end_it_waits_where_somebody_is_there_to_say_how_it_goes_on() -> None:
    time = Time([(35.0, "0"), (36.0, "q")])
    frames = list(replay([story()], stage(time, stays=True)))
    held = [frame for frame in frames if frame.notice == ENDED]
    assert held
    assert {(frame.at, frame.paused) for frame in held} == {(30.7, True)}
    assert frames[-1].at == pytest.approx(1.0, abs=0.11)
    assert not frames[-1].paused
    time = Time()
    at_end(replay([story()], stage(time)))
    assert time.now == pytest.approx(30.7, abs=0.15)


def test_space_at_the_end_plays_the_answer_again() -> None:
    time = Time([(35.0, " "), (36.0, "q")])
    assert at_end(replay([story()], stage(time, stays=True))).at == pytest.approx(1.0, abs=0.11)


def test_a_program_that_was_stopped_goes_on_where_it_was() -> None:
    class Stopped(Time):
        def read(self, timeout: float = 0.0) -> str | None:
            key = super().read(timeout)
            self.now += 100.0 if key == STOPPED else 0.0
            return key

    time = Stopped([(2.0, STOPPED), (103.0, "q")])
    assert at_end(replay([story()], stage(time))).at == pytest.approx(3.0, abs=0.2)


def test_leaving_early_silences_the_loudspeaker() -> None:
    time = Time()
    cassette = Cassette(time)
    frames = replay([story()], stage(time, cassette))
    for _ in range(9):
        next(frames)
    frames.close()
    assert cassette.played[0].done
    assert cassette.closed == 1


def test_missing_sound_is_said_and_the_words_go_on() -> None:
    last = at_end(replay([story()], stage(Time(), missing)))
    assert last.problem == "01-answer.flac is missing. The words go on without sound."
    assert last.heard == len(story().words)


def test_deleted_sound_is_said_and_the_words_go_on() -> None:
    kept = msgspec.structs.replace(attempt(), sound=None)
    answer = msgspec.structs.replace(session().answers[0], attempts=(kept,))
    track = tracks(msgspec.structs.replace(session(), answers=(answer,)))[1]
    for sound in (None, missing):
        last = at_end(replay([track], stage(Time(), sound)))
        assert last.problem == DELETED
        assert last.heard == len(track.words)


def test_without_a_loudspeaker_nobody_misses_the_sound() -> None:
    assert at_end(replay([story()], stage(Time()))).problem == ""


def test_damaged_sound_is_heard_as_far_as_it_goes_and_again_behind_a_jump_back() -> None:
    time = Time([(15.0, "1"), (17.0, "q")])
    damage = RecordingError("01-answer.flac is damaged after 12.0 seconds.")
    cassette = Cassette(time, whole=12.0, damage=damage)
    frames = list(replay([story()], stage(time, cassette)))
    assert frames[-1].problem.startswith("01-answer.flac is damaged after 12.0 seconds.")
    assert max(frame.at for frame in frames) == pytest.approx(15.0, abs=0.11)
    assert [playing.second for playing in cassette.played] == [0.0, 1.0]


def test_words_beyond_the_sound_are_waited_for_and_sound_beyond_the_words_is_heard() -> None:
    time = Time()
    frames = list(replay([story()], stage(time, Cassette(time, 12.0))))
    assert frames[-1].problem == OVER
    assert frames[-1].heard == len(story().words)
    assert time.now == pytest.approx(30.2, abs=0.2)
    time = Time()
    frames = list(replay([story()], stage(time, Cassette(time, 40.0))))
    assert frames[-1].problem == ""
    assert time.now == pytest.approx(40.0, abs=0.2)


def test_a_loudspeaker_that_goes_in_the_middle_is_said_and_the_words_go_on() -> None:
    time = Time()
    both = [story(), story()]
    frames = list(replay(both, stage(time, Cassette(time, breaks=4.0))))
    assert frames[-1].problem.startswith("The loudspeaker has gone.")
    assert frames[-1].heard == len(story().words)
    assert time.now == pytest.approx(61.4, abs=0.4)


def failing(error: MockintError) -> Callable[[str], Sound]:
    """A sound that cannot be played, or not at another speed than its own."""

    class Nothing(Cassette):
        def play(self, second: float, speed: float) -> Playing:
            if isinstance(error, NoDevice) or speed != 1.0:
                raise error
            return super().play(second, speed)

    return lambda _: Nothing(Time())


def test_without_a_device_the_words_still_come_in_time() -> None:
    last = at_end(replay([story()], stage(Time(), failing(NoDevice("There is no loudspeaker.")))))
    assert last.heard == len(story().words)
    assert last.problem.startswith("There is no loudspeaker.")


def test_without_what_changes_the_speed_it_plays_as_it_was_spoken() -> None:
    time = Time([(1.0, "q")])
    sound = failing(SoundError("Another speed needs one more package."))
    last = at_end(replay([story()], stage(time, sound), speed=2.0))
    assert (last.speed, last.notice) == (1.0, "Another speed needs one more package.")
    assert last.problem == ""


def test_the_words_of_a_question_are_spread_over_its_sound() -> None:
    time = Time()
    asked = tracks(session(), 1)[0]
    frames = list(replay([asked], stage(time, Cassette(time, 4.0))))
    assert frames[-1].track.words[-1].end == pytest.approx(4.0)
    assert frames[-1].track.seconds == 4.0


def test_tracks_are_question_and_attempts_in_order_and_a_skipped_one_has_only_a_question() -> None:
    assert [track.title for track in tracks(session())] == [
        "Question 1", "Answer 1", "Question 2", "Answer 2", "Question 3", "Question 4",
    ]  # fmt: skip


def test_one_answer_can_be_chosen_and_an_unknown_one_is_refused() -> None:
    assert [track.title for track in tracks(session(), 2)] == ["Question 2", "Answer 2"]
    with pytest.raises(SessionError, match="no answer 9"):
        tracks(session(), 9)
    with pytest.raises(SessionError, match="nothing can be played"):
        tracks(msgspec.structs.replace(session(), answers=()))


def test_both_attempts_are_played_and_numbered() -> None:
    order = [track.title for track in two_attempts()]
    assert order[:3] == ["Question 1", "Answer 1, attempt 1 of 2", "Answer 1, attempt 2 of 2"]


def test_a_sentence_begins_after_a_full_stop_and_after_a_long_pause() -> None:
    said = [("Yes.", 0.0, 0.3), ("then", 0.4, 0.6), ("we", 0.7, 0.8), ("paid", 2.0, 2.4)]
    track = Track("", tuple(Word(*each) for each in said), 3.0)
    assert track.sentences == (0, 1, 3)
    assert track.starts == (0.0, 0.4, 2.0)
    assert track.next_sentence(2.1) is None
    assert Track("", (), 3.0).sentences == ()


def test_evenly_gives_longer_words_more_time() -> None:
    short, long = evenly("I reconciled", 2.6)
    assert short.start == 0.0
    assert long.end == pytest.approx(2.6)
    assert long.end - long.start > short.end - short.start
    assert evenly("two words", None)[-1].end == pytest.approx(2 * PACE)
    assert evenly("  ", 3.0) == ()


def test_words_at_seconds_that_cannot_be_come_with_the_word_before() -> None:
    said = [("a", 1.0, 2.0), ("b", math.nan, math.nan), ("c", -5.0, 1e308), ("d", 0.5, 0.1)]
    timed = in_time([Word(*each) for each in said])
    assert [(index, word.text, word.start) for index, word in timed] == [
        (3, "d", 0.5), (0, "a", 1.0), (1, "b", 1.0), (2, "c", 1.0),
    ]  # fmt: skip
    assert all(word.end >= word.start for _, word in timed)


def test_a_word_long_after_the_recording_is_not_waited_for() -> None:
    given = attempt()
    assert given.transcript is not None
    words = (*given.transcript.words, Word("late", 7_000.0, 7_000.5))
    heard = msgspec.structs.replace(given.transcript, words=words)
    late = msgspec.structs.replace(given, transcript=heard)
    answer = msgspec.structs.replace(session().answers[0], attempts=(late,))
    track = tracks(msgspec.structs.replace(session(), answers=(answer,)))[1]
    assert track.seconds == pytest.approx(30.7, abs=0.1)
    assert track.words[-1].text == "late"


SECONDS = st.one_of(st.floats(-1.0, 40.0), st.sampled_from([math.nan, math.inf, -1e308, 1e308]))
KEY = st.one_of(st.sampled_from([*ACTS, "\x1b[99~", "", "\x00"]), st.text(min_size=1, max_size=3))


@given(st.lists(st.tuples(SECONDS, SECONDS), max_size=12), SECONDS, st.lists(KEY, max_size=30))
@settings(max_examples=60, deadline=None)
def test_whatever_the_seconds_and_the_keys_it_stays_within_the_track(
    times: list[tuple[float, float]], length: float, keys: list[str]
) -> None:
    words = tuple(Word(f"w{index}.", *span) for index, span in enumerate(times))
    heard = msgspec.structs.replace(attempt(), seconds=length)
    assert heard.transcript is not None
    heard = msgspec.structs.replace(
        heard, transcript=msgspec.structs.replace(heard.transcript, words=words)
    )
    whole = session().answers[0].with_attempt(heard).with_attempt(half(2))
    of = tracks(msgspec.structs.replace(session(), answers=(whole, *session().answers)))
    for sound in (None, Cassette):
        time = Time([(0.1 * n, key) for n, key in enumerate(keys) if key not in ("\x1b", "\x03")])
        time.press(0.1 * len(keys), "q")
        made = None if sound is None else (lambda _, time=time: Cassette(time))
        for frame in replay(of, stage(time, made)):
            assert 0.0 <= frame.at <= frame.track.seconds <= LONGEST
            assert 0 <= frame.heard <= len(frame.track.words)


def test_the_sound_of_a_folder_is_an_error_of_mockint_where_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MockintError, match="missing"):
        sessions.sound_path(tmp_path, "01-answer.flac")


def stretched(clip: Clip, speed: float, second: float = 0.0) -> Clip:
    """A whole clip from ``second`` on, piece by piece."""
    stretch = Stretch(speed, second)
    pieces = [np.zeros(0, np.float32)]
    while (piece := stretch.feed(clip.samples[slice(*stretch.wanted)])) is not None:
        pieces.append(piece)
    return Clip(quantised(np.concatenate(pieces)))


@needs_stretch
@pytest.mark.parametrize("speed", [0.5, 0.8, 1.5, 2.0])
def test_stretching_keeps_the_pitch_and_the_place(speed: float) -> None:
    seconds = np.arange(RATE * 4) / RATE
    sound = np.where(seconds >= 2.0, np.sin(2 * np.pi * 440 * seconds), 0.0)
    clip = stretched(Clip((sound * 12_000).astype(np.int16)), speed)
    assert clip.seconds == pytest.approx(4.0 / speed, abs=0.01)
    loud = np.flatnonzero(np.abs(clip.samples.astype(int)) > 3_000)
    assert loud[0] / RATE * speed == pytest.approx(2.0, abs=0.1)
    middle = clip.samples[round(2.5 / speed * RATE) :][:8_000] * np.hanning(8_000)
    assert np.abs(np.fft.rfft(middle)).argmax() * RATE / 8_000 == pytest.approx(440, abs=5)


@needs_stretch
@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 2.0])
def test_where_two_pieces_meet_nothing_can_be_heard(speed: float) -> None:
    clip = stretched(tone(440, 6.0), speed)
    inner = clip.samples[RATE // 4 : -RATE // 4].astype(float)
    loudness = np.abs(inner[: len(inner) // 80 * 80].reshape(-1, 80)).max(axis=1)
    assert loudness.min() > 0.95 * 12_000
    assert loudness.max() < 1.05 * 12_000
    spectrum = np.abs(np.fft.rfft(inner * np.hanning(len(inner))))
    away = np.abs(np.fft.rfftfreq(len(inner), 1 / RATE) - 440) > 20
    assert spectrum[away].max() < spectrum.max() / 100


@needs_stretch
@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_it_can_begin_anywhere_without_what_comes_before(speed: float) -> None:
    clip = rising(20.0)
    part = stretched(clip, speed, 12.3)
    assert part.seconds == pytest.approx(7.7 / speed, abs=0.01)
    assert place(part.samples[: RATE // 4], RATE) == pytest.approx(12.3 + speed / 8, abs=0.05)


def test_a_speed_beyond_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="not within"):
        Stretch(3.0)


def test_a_tape_is_read_while_it_is_there_already(tmp_path: Path) -> None:
    write_flac(tmp_path / "a.flac", rising(3.0))
    tape = Tape(tmp_path / "a.flac")
    assert tape.seconds == pytest.approx(3.0)
    read = until(lambda: tape.piece(RATE, 9 * RATE))
    assert len(read) == 2 * RATE
    assert np.array_equal(read, rising(3.0).samples[RATE:])
    assert tape.error is None


def test_a_tape_that_is_cut_off_tells_why_and_where(tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    write_flac(path, rising(30.0))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    tape = Tape(path)
    until(lambda: tape.piece(0, 99 * RATE))
    assert "damaged" in str(tape.error)
    assert 1.0 < tape.seconds < 29.0


def test_what_is_no_sound_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.flac").write_bytes(b"")
    with pytest.raises(RecordingError):
        Tape(tmp_path / "a.flac")


def test_a_recording_of_more_than_two_hours_is_refused_before_it_is_read(tmp_path: Path) -> None:
    second = np.zeros(RATE, np.int16)
    write_flac_stream(tmp_path / "a.flac", (second for _ in range(7_201)), RATE)
    with pytest.raises(RecordingError, match="longer than 2 hours"):
        Tape(tmp_path / "a.flac")


def tone(pitch: float, seconds: float) -> Clip:
    """A tone of ``pitch`` Hz."""
    at = np.arange(round(RATE * seconds)) / RATE
    return Clip((np.sin(2 * np.pi * pitch * at) * 12_000).astype(np.int16))


def rising(seconds: float) -> Clip:
    """A tone whose pitch tells the second: 300 Hz and 60 more for each one."""
    at = np.arange(round(RATE * seconds)) / RATE
    return Clip((np.sin(2 * np.pi * (300 * at + 30 * at**2)) * 12_000).astype(np.int16))


def place(samples: Samples, rate: int = CARD_RATE) -> float:
    """The second of ``rising`` in the middle of ``samples``; below 0 where nothing is heard."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), 8 * len(samples)))
    if spectrum.max() < 100 * len(samples):
        return -1.0
    return float(spectrum.argmax() * rate / (8 * len(samples)) - 300) / 60


def places(samples: Samples) -> list[float]:
    """The same for each twentieth of a second."""
    window = CARD_RATE // 20
    return [place(samples[at : at + window]) for at in range(0, len(samples) - window, window)]


def sounding(heard: Samples, pitch: float) -> float:
    """Seconds of 48 kHz sound in which ``pitch`` is what is loudest."""
    window = 2_400
    pieces = heard[: len(heard) // window * window].reshape(-1, window) * np.hanning(window)
    spectrum = np.abs(np.fft.rfft(pieces, axis=1))
    loudest = spectrum.argmax(axis=1) * 48_000 / window
    return float(((np.abs(loudest - pitch) < 25) & (spectrum.max(axis=1) > 1e5)).sum() * 0.05)


def until(get: Callable[[], Samples | None]) -> Samples:
    """What ``get`` gives as soon as it gives anything."""
    end = clocks.monotonic() + 20
    while clocks.monotonic() < end:
        if (found := get()) is not None:
            return found
        clocks.sleep(0.005)
    raise AssertionError("nothing came in 20 s")


class Sitting:
    """``mockint replay`` in a terminal of 80 columns; ``raw`` is all that was written to it."""

    def __init__(
        self,
        recordings: Path,
        *options: str,
        environment: dict[str, str],
        term: str = "xterm",
        below: Sequence[str] = (),
    ) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self.theirs = theirs
        sizes = {"COLUMNS", "LINES", "NO_COLOR"}
        program = [*below, sys.executable, "-m", "mockint"]
        command = [*program, "replay", "--recordings", str(recordings)]
        self.process = subprocess.Popen(
            [*command, *options],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={k: v for k, v in environment.items() if k not in sizes} | {"TERM": term},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.raw = ""

    def press(self, keys: str) -> None:
        """Type ``keys``."""
        os.write(self._ours, keys.encode())

    def look(self, seconds: float) -> None:
        """Take in what is written for so long."""
        end = clocks.monotonic() + seconds
        while (left := end - clocks.monotonic()) > 0:
            self._take(left)

    def see(self, text: str, seconds: float = 20.0) -> float:
        """Take in what is written until it holds ``text``; how long that took."""
        began = clocks.monotonic()
        since = len(self.raw)
        while text not in self.raw[since:]:
            assert clocks.monotonic() - began < seconds, f"no {text!r} in {self.raw[-3000:]!r}"
            assert self._take(0.2) or self.process.poll() is None, self.raw[-3000:]
        return clocks.monotonic() - began

    def leave(self, key: str = "q") -> int:
        """Press ``key`` and wait for the end; the exit code."""
        self.press(key)
        end = clocks.monotonic() + 20
        while self.process.poll() is None and clocks.monotonic() < end:
            self._take(0.05)
        self.look(0.1)
        return self.process.wait(1)

    def shut(self) -> int:
        """Close the window; the exit code."""
        os.close(self.theirs)
        os.close(self._ours)
        self._ours = self.theirs = -1
        return self.process.wait(20)

    def close(self) -> None:
        """End it, if it has not ended."""
        stop(self.process)
        for end in (self._ours, self.theirs):
            if end >= 0:
                os.close(end)

    def _take(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        with contextlib.suppress(OSError):
            self.raw += os.read(self._ours, 65_536).decode(errors="replace")
        return True


@contextlib.contextmanager
def sitting(
    recordings: Path,
    *options: str,
    environment: dict[str, str],
    term: str = "xterm",
    below: Sequence[str] = (),
) -> Iterator[Sitting]:
    """A sitting that is ended with the block."""
    opened = Sitting(recordings, *options, environment=environment, term=term, below=below)
    try:
        yield opened
    finally:
        opened.close()


def kept(recordings: Path, sounds: dict[str, Clip], attempts: Sequence[Attempt]) -> Path:
    """A session of one question with those attempts and sounds; returns ``recordings``."""
    whole = session()
    answers = (msgspec.structs.replace(whole.answers[0], attempts=tuple(attempts)),)
    folder = recordings / whole.name
    folder.mkdir(parents=True)
    sessions.save(msgspec.structs.replace(whole, answers=answers), folder)
    for name, clip in sounds.items():
        write_flac(folder / name, clip)
    return recordings


def spoken(recordings: Path) -> Path:
    """The story, with a sound that tells the second, and a second attempt in a high tone."""
    sounds = {
        "01-question.flac": tone(200, 0.5),
        "01-answer.flac": rising(30.7),
        "01-answer-2.flac": tone(4_000, 12.0),
    }
    again = msgspec.structs.replace(half(2), sound="01-answer-2.flac")
    return kept(recordings, sounds, [attempt(), again])


@needs_stretch
@pytest.mark.parametrize("speed", [0.5, 1.0, 2.0])
def test_question_and_answer_are_heard_as_long_as_they_should_be_at_their_own_pitch(
    soundcard: SoundCard, tmp_path: Path, speed: float
) -> None:
    short = msgspec.structs.replace(attempt(), seconds=2.0, transcript=None, findings=None)
    sounds = {"01-question.flac": tone(440, 1.0), "01-answer.flac": tone(880, 2.0)}
    recordings = kept(tmp_path / "rec", sounds, [short])
    command = [sys.executable, "-m", "mockint", "replay", "--recordings", str(recordings)]
    with soundcard.ear() as ear:
        child = soundcard.start(
            *command, "--speed", str(speed), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        out, _ = child.communicate(timeout=60)
        heard = ear.samples
    assert child.returncode == 0
    assert b"!" not in out
    assert sounding(heard, 440) == pytest.approx(1.0 / speed, abs=0.15)
    assert sounding(heard, 880) == pytest.approx(2.0 / speed, abs=0.15)


@contextlib.contextmanager
def listening(
    card: SoundCard, recordings: Path, *options: str, below: Sequence[str] = ()
) -> Iterator[tuple[Sitting, Ear]]:
    """A sitting over the sound card that has come to the answer."""
    opened = sitting(recordings, *options, environment=card.environment, below=below)
    with card.ear() as ear, opened as seat:
        seat.see("playing")
        seat.press("\r")
        seat.see("Answer 1")
        seat.look(0.3)
        yield seat, ear


def test_a_pause_is_silent_at_once_and_goes_on_at_the_same_place(
    soundcard: SoundCard, tmp_path: Path, measured: Measured
) -> None:
    with listening(soundcard, spoken(tmp_path / "rec")) as (seat, ear):
        seat.look(1.5)
        paused = len(ear.samples)
        seat.press(" ")
        seat.look(1.0)
        went_on = len(ear.samples)
        seat.press(" ")
        seat.look(1.5)
        heard = ear.samples
        seat.leave()
    before, silent = places(heard[:paused]), places(heard[paused:went_on])
    lasted = sum(at >= 0 for at in silent)
    measured(f"a pause is silent {lasted * 0.05:.2f} s after its key")
    assert lasted * 0.05 <= 0.2
    assert all(at < 0 for at in silent[lasted:])
    last = [at for at in (*before, *silent) if at >= 0][-1]
    again = next(at for at in places(heard[went_on:]) if at >= 0)
    assert again == pytest.approx(last, abs=0.15)


@pytest.mark.parametrize(("key", "second"), [("3", 14.9), ("4", 24.6), ("\x1b[F", 24.6)])
def test_a_jump_is_heard_where_it_says(
    soundcard: SoundCard, tmp_path: Path, measured: Measured, key: str, second: float
) -> None:
    with listening(soundcard, spoken(tmp_path / "rec")) as (seat, ear):
        seat.look(1.0)
        pressed_at = len(ear.samples)
        seat.press(key)
        seat.look(1.2)
        heard = places(ear.samples[pressed_at:])
        seat.leave()
    first = next(i for i, at in enumerate(heard) if at > 10)
    measured(f"a jump to {second} s is heard {first * 0.05:.2f} s later at {heard[first]:.2f} s")
    # The first window may hold silence and sound; the second is all sound.
    assert heard[first + 1] - 0.075 == pytest.approx(second, abs=0.15)
    assert first * 0.05 <= 0.5


@needs_stretch
@pytest.mark.parametrize(("keys", "speed"), [("[[", 0.5), ("]]]", 2.0)])
def test_another_speed_goes_on_at_the_same_place_and_as_much_faster(
    soundcard: SoundCard, tmp_path: Path, keys: str, speed: float
) -> None:
    with listening(soundcard, spoken(tmp_path / "rec")) as (seat, ear):
        seat.look(1.0)
        pressed_at = len(ear.samples)
        seat.press(keys)
        seat.look(3.0)
        heard = [at for at in places(ear.samples[pressed_at:]) if at >= 0]
        before = places(ear.samples[:pressed_at])[-1]
        seat.leave()
    assert "nanobind" not in seat.raw
    later = heard[10:50]
    pace = (later[-1] - later[0]) / (0.05 * (len(later) - 1))
    assert pace == pytest.approx(speed, abs=0.1)
    assert later[0] == pytest.approx(before + 0.5 * speed, abs=0.35)


def test_the_other_attempt_is_heard_at_the_same_part(soundcard: SoundCard, tmp_path: Path) -> None:
    with listening(soundcard, spoken(tmp_path / "rec")) as (seat, ear):
        seat.press("3")
        seat.look(0.7)
        switched = len(ear.samples)
        seat.press("v")
        seat.look(1.0)
        back = len(ear.samples)
        seat.press("v")
        seat.look(1.0)
        high, low = ear.samples[switched + CARD_RATE // 3 : back], ear.samples[back:]
        seat.leave()
    assert sounding(high, 4_000) > 0.4
    assert places(low)[-3] == pytest.approx(14.9 + 0.7, abs=0.3)


def test_skipping_ten_times_in_a_second_breaks_nothing(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    with listening(soundcard, spoken(tmp_path / "rec")) as (seat, ear):
        seat.press("]")
        for key in ("\x1b[C", "\x1b[C", "\x1b[D", "\x1b[C", "\x1b[D") * 4:
            seat.press(key)
            seat.look(0.05)
        skipped = len(ear.samples)
        seat.look(1.5)
        heard = [at for at in places(ear.samples[skipped:]) if at >= 0]
        assert seat.leave() == 0
    assert len(heard) > 20
    steps = [later - earlier for earlier, later in pairwise(heard[8:])]
    assert all(0 < step < 0.2 for step in steps)


SHELL = ("sh", "-c", 'set -m; "$@"; echo stopped; stty -a; sleep 2; fg', "sh")
"""Only a job of a shell can be stopped; this one takes it up again two seconds later."""


def test_a_program_that_was_stopped_is_heard_again_where_it_was(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    with listening(soundcard, spoken(tmp_path / "rec"), below=SHELL) as (seat, ear):
        seat.look(0.5)
        seat.press("\x1a")
        seat.see(" icanon")
        assert seat.raw.rindex("\x1b[?25h") > seat.raw.rindex("\x1b[?25l")
        seat.look(1.0)
        stopped = len(ear.samples)
        seat.see("playing")
        seat.look(1.0)
        before, after = places(ear.samples[:stopped]), places(ear.samples[stopped:])
        assert seat.leave() == 0
    last = [at for at in before if at >= 0][-1]
    assert next(at for at in after if at >= 0) == pytest.approx(last, abs=0.4)
    assert "has gone" not in seat.raw


def test_sound_that_is_cut_off_is_heard_to_its_end_and_the_words_go_on(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    recordings = spoken(tmp_path / "rec")
    path = recordings / session().name / "01-answer.flac"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 4])
    with listening(soundcard, recordings, "--speed", "2") as (seat, ear):
        seat.see("is damaged after", 30)
        heard = [at for at in places(ear.samples) if at >= 0]
        seat.press("4")
        seat.see("result begins")
        assert seat.leave() == 0
    assert 3.0 < max(heard[5:]) < 20.0


def half_an_hour() -> Attempt:
    """An answer of 30 minutes: 4500 words, a full stop behind each fifteenth."""
    words = tuple(
        Word(f"word{n}" + ("." if n % 15 == 14 else ""), n * 0.4, n * 0.4 + 0.3)
        for n in range(4_500)
    )
    heard = attempt().transcript
    assert heard is not None
    long = msgspec.structs.replace(heard, words=words, seconds=1_800.0)
    return msgspec.structs.replace(attempt(), seconds=1_800.0, transcript=long, findings=None)


@needs_stretch
def test_keys_act_at_once_in_an_answer_of_half_an_hour(
    soundcard: SoundCard, tmp_path: Path, measured: Measured
) -> None:
    piece = rising(30.0).samples
    sounds = {"01-answer.flac": Clip(np.tile(piece, 60)), "01-question.flac": tone(200, 0.5)}
    recordings = kept(tmp_path / "rec", sounds, [half_an_hour()])
    waited = []
    with sitting(recordings, environment=soundcard.environment) as seat:
        seat.see("playing")
        seat.press("\r")
        waited.append(seat.see("Answer 1"))
        for key, seen in (("[", "0.75x"), ("[", "0.5x"), ("\x1b[F", "29:5"), ("]", "0.75x")):
            seat.look(0.4)
            seat.press(key)
            waited.append(seat.see(seen))
        memory = Path(f"/proc/{seat.process.pid}/status").read_text()
        assert seat.leave() == 0
    peak = int(memory.split("VmHWM:")[1].split()[0]) / 1024
    measured(f"half an hour: a key acts after {max(waited) * 1000:.0f} ms, {peak:.0f} MiB")
    assert sorted(waited)[len(waited) // 2] < 0.1
    assert peak < 300
