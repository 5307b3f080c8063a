"""What a replay plays when, and what it shows; with a clock of its own, and over a sound card."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from platform import machine

import numpy as np
import pytest
from msgspec.structs import replace

from mockint import session as sessions
from mockint.errors import DeviceLost, MockintError, NoDevice, SessionError, SoundError
from mockint.replay import DOWN, LEFT, RIGHT, UP, Frame, Stage, replay
from mockint.report.player import LivePlayer, PlainPlayer, broken
from mockint.report.style import console
from mockint.sound.clip import RATE, Clip
from mockint.sound.soundfiles import write_flac
from mockint.sound.stretch import stretched
from mockint.track import PACE, Track, evenly, tracks
from mockint.transcript import Word
from tests.sample_session import session
from tests.screens import Glass
from tests.soundcard import SoundCard

PLAIN_80 = """\
Question 1  0:03
  0:00 Tell me about a charge a customer questioned.
Answer 1  0:30
  0:01 In March our largest customer was billed twice for the same two hundred
orders.
  0:07 It was up to me to put that right before the month-end close.
  0:12 Um, let me think.
  0:14 I compared the payment history with the ledger, found the import that had
run twice, and wrote one credit memo for each batch.
  0:24 The customer paid within three days and our rework went down by forty
percent.
"""

LIVE_80 = """\
Answer 1  playing
0:15 ━━S━━━━━━━━━━━T━━━━━━━━━━━━━━━━A───────────────────R──────────── 0:30
 In March our largest customer was billed twice for the same two hundred
 orders. It was up to me to put that right before the month-end close. Um, let
 me think. I▸compared the payment history with the ledger, found the import
 that had run twice, and wrote one credit memo for each batch. The customer
 paid within three days and our rework went down by forty percent.
space pause · ←→ 5 s · ↑↓ sentence · [ ] speed · n p next, previous
1-4 situation, task, action, result · m next finding · q quit
"""


needs_stretch = pytest.mark.skipif(
    machine() == "aarch64" and find_spec("python_stretch") is None,
    reason="python-stretch has no wheel for this machine",
)


class Time:
    """A clock that only goes on while somebody sleeps, and keys pressed at given moments."""

    def __init__(self, presses: Sequence[tuple[float, str]] = ()) -> None:
        self.now = 0.0
        self._presses = list(presses)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def read(self, timeout: float = 0.0) -> str | None:
        if self._presses and self._presses[0][0] <= self.now:
            return self._presses.pop(0)[1]
        return None


class Playing:
    """A clip playing by the clock of a test; ``breaks`` seconds in the device goes."""

    def __init__(self, clip: Clip, time: Time, breaks: float | None) -> None:
        self.clip, self._time, self._breaks = clip, time, breaks
        self._began, self._stopped = time.now, False

    @property
    def position(self) -> float:
        passed = self._time.now - self._began
        return min(passed, self.clip.seconds if self._breaks is None else self._breaks)

    @property
    def error(self) -> SoundError | None:
        gone = self._breaks is not None and self._time.now - self._began >= self._breaks
        return DeviceLost("The loudspeaker has gone.") if gone else None

    @property
    def done(self) -> bool:
        return self._stopped or self.error is not None or self.position >= self.clip.seconds

    def stop(self) -> None:
        self._stopped = True


class Box:
    """A loudspeaker that plays by the clock of a test and keeps what it was given."""

    def __init__(self, time: Time, breaks: float | None = None) -> None:
        self.played: list[Playing] = []
        self._time, self._breaks = time, breaks

    def play(self, clip: Clip) -> Playing:
        self.played.append(Playing(clip, self._time, self._breaks))
        return self.played[-1]


def silence(seconds: float) -> Clip:
    """A clip of nothing."""
    return Clip(np.zeros(round(seconds * RATE), np.int16))


def faster(clip: Clip, speed: float) -> Clip:
    """Every so-manieth sample: enough to tell lengths by."""
    count = round(len(clip.samples) / speed)
    return Clip(clip.samples[np.linspace(0, len(clip.samples) - 1, count).astype(int)], clip.rate)


def missing(name: str) -> Clip:
    """No sound is there."""
    raise SessionError(f"{name} is missing.")


def stage(
    time: Time, box: Box | None = None, sound: Callable[[str], Clip] = lambda _: silence(30.7)
) -> Stage:
    """Everything a replay needs, by the clock of a test."""
    return Stage(sound, faster, time.clock, time.sleep, time, box)


def story() -> Track:
    """The first answer of the sample."""
    return tracks(session(), 1)[1]


def at_end(frames: Iterator[Frame]) -> Frame:
    """The last frame of a replay."""
    return list(frames)[-1]


def pressed(*presses: tuple[float, str]) -> Frame:
    """The last frame of the story where those keys are pressed; quit half a second later."""
    time = Time([*presses, (presses[-1][0] + 0.5, "q")])
    return at_end(replay([story()], stage(time)))


def test_the_words_come_at_the_seconds_at_which_they_were_said() -> None:
    time = Time()
    for frame in replay([story()], stage(time)):
        words = frame.track.words
        assert all(word.start <= frame.at for word in words[: frame.heard])
        assert all(word.start > frame.at for word in words[frame.heard :])
    assert frame.heard == len(frame.track.words)
    assert time.now == pytest.approx(30.7, abs=0.1)


def test_with_a_loudspeaker_its_position_is_the_time() -> None:
    time = Time()
    box = Box(time)
    frames = list(replay([story()], stage(time, box)))
    assert [playing.clip.seconds for playing in box.played] == [pytest.approx(30.7)]
    assert frames[100].at == pytest.approx(5.0)


@pytest.mark.parametrize("speed", [0.5, 1.5, 2.0])
def test_another_speed_takes_that_much_less_time_and_shows_the_same_words(speed: float) -> None:
    for box in (None, Box(Time())):
        time = Time()
        box = box and Box(time)
        frames = list(replay([story()], stage(time, box), speed=speed))
        assert time.now == pytest.approx(30.7 / speed, abs=0.1)
        assert frames[-1].heard == len(story().words)
        assert frames[40].at == pytest.approx(2.0 * speed)


@pytest.mark.parametrize(
    ("presses", "at"),
    [
        ([(2.0, RIGHT)], 7.5),
        ([(7.0, LEFT)], 2.5),
        ([(2.0, LEFT)], 0.5),
        ([(2.0, DOWN)], 7.6),
        ([(9.0, UP)], 7.6),
        ([(7.5, UP)], 1.5),
        ([(0.5, "1")], 1.5),
        ([(0.5, "3")], 15.3),
        ([(0.5, "4")], 25.1),
        ([(2.0, "m")], 7.6),
        ([(2.0, "x")], 2.5),
        ([(2.0, "[")], 2.375),
        ([(2.0, "]"), (2.0, "]")], 2.75),
    ],
)
def test_a_key_goes_where_it_says(presses: list[tuple[float, str]], at: float) -> None:
    assert pressed(*presses).at == pytest.approx(at, abs=0.11)


def test_space_pauses_and_goes_on_from_there() -> None:
    time = Time([(2.0, " "), (9.0, " "), (10.0, "q")])
    frames = list(replay([story()], stage(time, Box(time))))
    assert {round(frame.at, 2) for frame in frames if frame.paused} == {2.0}
    assert frames[-1].at == pytest.approx(3.0, abs=0.06)


def test_a_jump_while_paused_stays_paused() -> None:
    time = Time([(2.0, " "), (2.5, "4"), (3.0, "q")])
    box = Box(time)
    last = at_end(replay([story()], stage(time, box)))
    assert last.paused
    assert last.at == pytest.approx(24.6)
    assert len(box.played) == 1


def test_n_and_p_go_to_the_next_and_the_previous_track() -> None:
    time = Time([(0.5, "n"), (1.0, "n"), (1.5, "p"), (2.0, "q")])
    frames = replay(tracks(session()), stage(time))
    titles = list(dict.fromkeys(frame.track.title for frame in frames))
    assert titles == ["Question 1", "Answer 1", "Question 2"]


def test_p_on_the_first_track_begins_it_again() -> None:
    time = Time([(2.0, "p"), (2.5, "q")])
    assert at_end(replay([story()], stage(time))).at == pytest.approx(0.5, abs=0.06)


def test_n_on_the_last_track_ends_the_replay() -> None:
    time = Time([(2.0, "n")])
    at_end(replay([story()], stage(time)))
    assert time.now == pytest.approx(2.0, abs=0.06)


def test_leaving_early_silences_the_loudspeaker() -> None:
    time = Time()
    box = Box(time)
    frames = replay([story()], stage(time, box))
    next(frames)
    frames.close()
    assert box.played[0].done


def test_missing_sound_is_said_and_the_words_go_on() -> None:
    time = Time()
    last = at_end(replay([story()], stage(time, Box(time), missing)))
    assert last.problem == "01-answer.flac is missing. The words go on without sound."
    assert last.heard == len(story().words)


def test_without_a_loudspeaker_nobody_misses_the_sound() -> None:
    assert at_end(replay([story()], stage(Time(), None, missing))).problem == ""


def test_a_loudspeaker_that_goes_in_the_middle_is_said_and_the_words_go_on() -> None:
    time = Time()
    frames = list(replay([story()], stage(time, Box(time, breaks=4.0))))
    assert frames[-1].problem.startswith("The loudspeaker has gone.")
    assert frames[-1].heard == len(story().words)
    assert time.now == pytest.approx(30.7, abs=0.2)


def test_without_a_device_the_words_still_come_in_time() -> None:
    class Nothing:
        def play(self, clip: Clip) -> Playing:
            raise NoDevice("There is no loudspeaker.")

    time = Time()
    outside = Stage(lambda _: silence(30.7), faster, time.clock, time.sleep, time, Nothing())
    last = at_end(replay([story()], outside))
    assert last.heard == len(story().words)
    assert last.problem.startswith("There is no loudspeaker.")


def test_the_words_of_a_question_are_spread_over_its_sound() -> None:
    time = Time()
    asked = tracks(session(), 1)[0]
    frames = list(replay([asked], stage(time, Box(time), lambda _: silence(4.0))))
    assert frames[-1].track.words[-1].end == pytest.approx(4.0)
    assert frames[-1].track.seconds == 4.0


def test_tracks_are_question_and_attempts_in_order_and_a_skipped_one_has_only_a_question() -> None:
    titles = [track.title for track in tracks(session())]
    assert titles == [
        "Question 1", "Answer 1", "Question 2", "Answer 2", "Question 3", "Question 4",
    ]  # fmt: skip


def test_one_answer_can_be_chosen_and_an_unknown_one_is_refused() -> None:
    assert [track.title for track in tracks(session(), 2)] == ["Question 2", "Answer 2"]
    with pytest.raises(SessionError, match="no answer 9"):
        tracks(session(), 9)
    with pytest.raises(SessionError, match="nothing can be played"):
        tracks(replace(session(), answers=()))


def test_both_attempts_are_played_and_numbered() -> None:
    first = session().answers[0]
    again = first.with_attempt(replace(first.attempts[0], number=2))
    titles = [track.title for track in tracks(replace(session(), answers=(again,)))]
    assert titles == ["Question 1", "Answer 1, attempt 1 of 2", "Answer 1, attempt 2 of 2"]


def test_a_sentence_begins_after_a_full_stop_and_after_a_long_pause() -> None:
    said = [("Yes.", 0.0, 0.3), ("then", 0.4, 0.6), ("we", 0.7, 0.8), ("paid", 2.0, 2.4)]
    track = Track("", tuple(Word(*each) for each in said), 3.0)
    assert track.sentences == (0.0, 0.4, 2.0)
    assert track.next_sentence(2.1) == 3.0
    assert Track("", (), 3.0).sentences == ()


def test_findings_are_gone_through_in_a_circle() -> None:
    track = Track("", (), 9.0, findings=(1.0, 5.0))
    assert [track.next_finding(s) for s in (0.0, 1.0, 5.0)] == [1.0, 5.0, 1.0]
    assert Track("", (), 9.0).next_finding(0.0) is None


def test_evenly_gives_longer_words_more_time() -> None:
    short, long = evenly("I reconciled", 2.6)
    assert (short.start, long.end) == (0.0, pytest.approx(2.6))
    assert long.end - long.start > short.end - short.start
    assert evenly("two words", None)[-1].end == pytest.approx(2 * PACE)
    assert evenly("  ", 3.0) == ()


@needs_stretch
@pytest.mark.parametrize("speed", [0.5, 0.8, 1.5, 2.0])
def test_stretching_keeps_the_pitch_and_the_place(speed: float) -> None:
    seconds = np.arange(RATE * 4) / RATE
    tone = np.where(seconds >= 2.0, np.sin(2 * np.pi * 440 * seconds), 0.0)
    clip = stretched(Clip((tone * 12_000).astype(np.int16)), speed)
    assert clip.seconds == pytest.approx(4.0 / speed, abs=0.01)
    loud = np.flatnonzero(np.abs(clip.samples.astype(int)) > 3_000)
    assert loud[0] / RATE * speed == pytest.approx(2.0, abs=0.1)
    middle = clip.samples[round(2.5 / speed * RATE) :][:8_000] * np.hanning(8_000)
    assert np.abs(np.fft.rfft(middle)).argmax() * RATE / 8_000 == pytest.approx(440, abs=5)


def test_a_speed_beyond_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="not within"):
        stretched(silence(1.0), 3.0)


def test_without_a_terminal_each_sentence_is_printed_once() -> None:
    file = io.StringIO()
    player = PlainPlayer(console(file, terminal=False, width=80))
    time = Time()
    for frame in replay(tracks(session(), 1), stage(time)):
        player.draw(frame)
    lines = [line.rstrip() for line in file.getvalue().splitlines()]
    assert "\n".join(lines) + "\n" == PLAIN_80


def test_on_a_terminal_the_word_that_is_heard_is_pointed_at() -> None:
    glass = Glass(80)
    player = LivePlayer(console(glass, terminal=True, width=80))
    time = Time([(15.3, "q")])
    for frame in replay([story()], stage(time)):
        player.draw(frame)
    assert glass.text == LIVE_80
    player.close()
    assert not glass.hidden


def test_a_terminal_is_only_redrawn_when_a_word_or_a_second_has_come() -> None:
    glass = Glass(80)
    player = LivePlayer(console(glass, terminal=True, width=80))
    for frame in replay([story()], stage(Time())):
        player.draw(frame)
    assert glass.raw.count("playing") <= len(story().words) + 32


def test_hostile_words_are_shown_as_text() -> None:
    evil = "\x1b[2J\u202e[bold]"
    track = Track(evil, (Word(evil, 0.0, 0.5), Word("fine", 0.5, 1.0)), 1.0)
    glass = Glass(40)
    player = LivePlayer(console(glass, terminal=True, width=40))
    for frame in replay([track], stage(Time())):
        player.draw(frame)
    assert glass.text.count("�[2J�[bold]") == 2


def test_words_are_broken_into_lines_once_for_a_width() -> None:
    assert broken(["one", "two", "three"], 8) == [(0, 2), (2, 3)]
    assert broken(["enormous" * 9, "x"], 8) == [(0, 1), (1, 2)]
    assert broken([], 8) == []


HEARD_ALOUD = """
import json, sys, time
from pathlib import Path
from mockint import session as sessions
from mockint.keyboard import NoKeyboard
from mockint.replay import Stage, replay
from mockint.sound.loudspeaker import Loudspeaker
from mockint.sound.soundfiles import read
from mockint.sound.stretch import stretched
from mockint.track import tracks

folder = Path(sys.argv[1])
session = sessions.load(folder)
with Loudspeaker() as loudspeaker:
    stage = Stage(lambda name: read(sessions.sound_path(folder, name)), stretched,
                  time.monotonic, time.sleep, NoKeyboard(), loudspeaker)
    for frame in replay(tracks(session, 1), stage, speed=float(sys.argv[2])):
        last = frame
print(json.dumps([last.heard, last.problem]))
"""


@needs_stretch
@pytest.mark.parametrize("speed", [1.0, 2.0])
def test_question_and_answer_are_heard_through_the_loudspeaker(
    soundcard: SoundCard, tmp_path: Path, speed: float
) -> None:
    whole = session()
    short = replace(whole.answers[0].attempts[0], seconds=2.0, transcript=None, findings=None)
    answers = (replace(whole.answers[0], attempts=(short,)),)
    sessions.save(replace(whole, answers=answers), tmp_path)
    write_flac(tmp_path / "01-question.flac", tone(440, 1.0))
    write_flac(tmp_path / "01-answer.flac", tone(880, 2.0))
    with soundcard.ear() as ear:
        child = soundcard.python(HEARD_ALOUD, tmp_path, speed)
        out, _ = child.communicate(timeout=30)
        heard = ear.samples
    assert child.returncode == 0
    assert json.loads(out)[1] == ""
    assert sounding(heard, 440) == pytest.approx(1.0 / speed, abs=0.15)
    assert sounding(heard, 880) == pytest.approx(2.0 / speed, abs=0.15)


def tone(pitch: float, seconds: float) -> Clip:
    """A tone of ``pitch`` Hz."""
    at = np.arange(round(RATE * seconds)) / RATE
    return Clip((np.sin(2 * np.pi * pitch * at) * 12_000).astype(np.int16))


def sounding(heard: np.ndarray, pitch: float) -> float:
    """Seconds of 48 kHz sound in which ``pitch`` is what is loudest."""
    window = 2_400
    pieces = heard[: len(heard) // window * window].reshape(-1, window) * np.hanning(window)
    spectrum = np.abs(np.fft.rfft(pieces, axis=1))
    loudest = spectrum.argmax(axis=1) * 48_000 / window
    return float(((np.abs(loudest - pitch) < 25) & (spectrum.max(axis=1) > 1e5)).sum() * 0.05)


def test_the_sound_of_a_folder_is_an_error_of_mockint_where_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MockintError, match="missing"):
        sessions.sound_path(tmp_path, "01-answer.flac")
