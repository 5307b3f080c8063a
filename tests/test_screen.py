"""The interview as it is drawn, event by event, on a terminal and as plain lines."""

import inspect
import io
from collections.abc import Iterable

import pytest

from mockint.events import (
    Answered,
    Asked,
    Event,
    Listening,
    Paused,
    Recognising,
    Said,
    Speaking,
    Waiting,
    Warned,
)
from mockint.report.lines import PlainScreen
from mockint.report.live import METER, PERIOD, LiveScreen
from mockint.report.phone import PhoneScreen
from mockint.report.screen import Screen, draw, open_screen
from mockint.report.style import console
from mockint.report.writing import WrittenScreen
from tests.sample_session import session
from tests.screens import Glass

FIRST = session().answers[0]
WORDS = FIRST.attempts[0].transcript.text if FIRST.attempts[0].transcript else ""
ASKED = Asked(1, 3, FIRST.asked, FIRST.question, 1)

LISTENING_80 = """\

Question 1 of 3, behavioral ────────────────────────────────────────────────────
Tell me about a charge a customer questioned.
● Listening  0:42  ████████████░░░░░░░░░░░░
  me think. I compared the payment history with the ledger, found the import
  that had run twice, and wrote one credit memo for each batch. The customer
  paid within three days and our rework went down by forty percent.
Ending in 2 s - keep talking to go on
Enter done · r repeat · s skip · p pause · a again · q quit
"""

REAL_80 = """\

Question 1 of 3, behavioral ────────────────────────────────────────────────────
Tell me about a charge a customer questioned.
● Listening  0:42  ████████████░░░░░░░░░░░░

Enter done · r repeat · s skip · p pause · a again · q quit
"""

PLAIN_80 = """\
Good morning.

Question 1 of 3, behavioral: Tell me about a charge a customer questioned.
Listening.
! The microphone is very quiet: come closer.
Two minutes: come to the result.
Paused: nothing is recorded.
Listening.
0:30 recorded; making out the last words.
"""


class Clock:
    """A clock that goes on by ``step`` seconds each time it is read."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def listening(
    words: str = WORDS, countdown: float | None = None, nudge: str = "", level: float = -30.0
) -> Listening:
    """Forty-two seconds into an answer."""
    return Listening(42.0, level, words, countdown, nudge)


def live(
    events: Iterable[Event], width: int = 80, practice: bool = True, step: float = 1.0
) -> Glass:
    """A terminal on which ``events`` were drawn, ``step`` seconds apart; not closed."""
    glass = Glass(width)
    page = console(glass, terminal=True, width=width)
    screen = open_screen(page, terminal=True, practice=practice, clock=Clock(step))
    for event in events:
        draw(screen, event)
    return glass


def printed(events: Iterable[Event], practice: bool = True) -> str:
    """What ``events`` leave where there is no terminal."""
    file = io.StringIO()
    page = console(file, terminal=False, width=80)
    screen = open_screen(page, terminal=False, practice=practice, clock=Clock(1.0))
    for event in events:
        draw(screen, event)
    screen.close()
    return file.getvalue()


@pytest.mark.parametrize("screen", [Screen, LiveScreen, PlainScreen, PhoneScreen, WrittenScreen])
def test_a_screen_is_handed_what_happened_whole(screen: type) -> None:
    takes = {
        name: len(inspect.signature(told).parameters) - 1
        for name, told in inspect.getmembers(screen, inspect.isfunction)
        if not name.startswith("_")
    }
    assert takes["listening"] == takes["question"] == takes["feedback"] == 1
    assert max(takes.values()) <= 2


def test_an_answer_being_spoken_at_80_columns() -> None:
    assert live([ASKED, listening("One"), listening(countdown=1.4)]).text == LISTENING_80


def test_a_real_interview_shows_no_words_and_no_feedback() -> None:
    assert live([ASKED, listening("One"), listening()], practice=False).text == REAL_80
    answered = Answered(FIRST, FIRST.attempts[0])
    assert "structure" not in live([ASKED, answered], practice=False).text


def test_the_countdown_goes_away_when_a_word_comes() -> None:
    glass = live([ASKED, listening(countdown=2.0), listening()])
    assert "Ending" not in glass.text


def test_a_nudge_stands_until_the_countdown_takes_its_place() -> None:
    nudge = "Two minutes: come to the result."
    assert nudge in live([ASKED, listening(nudge=nudge)]).text
    assert nudge not in live([ASKED, listening(nudge=nudge, countdown=2.0)]).text


@pytest.mark.parametrize(
    ("level", "cells"), [(-90.0, 0), (-60.0, 0), (-30.0, METER // 2), (0.0, METER), (9.0, METER)]
)
def test_the_meter_fills_from_silence_to_the_loudest(level: float, cells: int) -> None:
    assert live([ASKED, listening(level=level)]).text.count("█") == cells


def test_words_do_not_move_between_lines_as_more_of_them_come() -> None:
    before = live([listening("word " * 65)]).text.splitlines()
    after = live([listening("word " * 65 + "and one more")]).text.splitlines()
    assert before[1:3] == after[1:3]


def test_feedback_takes_the_place_of_the_moving_lines_and_stays() -> None:
    answered = Answered(FIRST, FIRST.attempts[0])
    glass = live([ASKED, listening(), Recognising(30.0), answered, Waiting()])
    assert "Listening" not in glass.text
    assert "making out" not in glass.text
    assert "structure  ●●●●○ 4/5   Four parts were heard" in glass.text
    assert glass.text.endswith("Enter next · a again · q quit\n")


def test_the_signs_are_explained_with_the_first_feedback_only() -> None:
    answered = Answered(FIRST, FIRST.attempts[0])
    signs = "S situation  T task  A action  R result"
    assert live([ASKED, answered, ASKED, answered]).text.count(signs) == 1
    assert printed([ASKED, answered, ASKED, answered]).count(signs) == 1


def test_a_warning_stands_above_the_moving_lines_and_comes_once_a_question() -> None:
    warned = Warned("The microphone is very quiet: come closer.")
    glass = live([ASKED, listening(), warned, listening(), warned, listening()])
    lines = glass.text.splitlines()
    assert glass.text.count("very quiet") == 1
    assert lines.index("! The microphone is very quiet: come closer.") == 3
    assert lines[4].startswith("● Listening")


def test_speaking_and_pausing_show_the_keys_that_work() -> None:
    assert "Enter answer now" in live([ASKED, Speaking(1.0, 4.0)]).text
    assert "Speaking   0:01 of 0:04" in live([Said("Good morning."), Speaking(1.0, 4.0)]).text
    assert "Paused: nothing is recorded." in live([ASKED, listening(), Paused()]).text


def test_the_same_state_is_drawn_at_most_ten_times_a_second() -> None:
    often = live([listening("One")] * 64, step=1 / 64)
    assert 0 < often.raw.count("Listening") <= 1 / PERIOD


def test_a_new_second_of_the_countdown_is_drawn_at_once() -> None:
    glass = live([listening(countdown=3.0), listening(countdown=2.0)], step=0.001)
    assert "Ending in 2 s" in glass.text


def test_the_cursor_comes_back_when_the_screen_is_closed() -> None:
    glass = Glass(80)
    screen = open_screen(
        console(glass, terminal=True, width=80), terminal=True, practice=True, clock=Clock(1.0)
    )
    draw(screen, listening())
    assert glass.hidden
    screen.close()
    assert not glass.hidden
    assert glass.text.strip() == ""


def test_a_narrow_terminal_is_not_overrun() -> None:
    glass = live([ASKED, listening(countdown=1.4)], width=40)
    assert "Ending in 2 s" in glass.text
    assert max(map(len, glass.text.splitlines())) <= 40


def test_where_there_is_no_terminal_each_change_is_one_line() -> None:
    warned = Warned("The microphone is very quiet: come closer.")
    nudged = listening(nudge="Two minutes: come to the result.")
    events: list[Event] = [
        Said("Good morning."), ASKED, Speaking(0.1, 2.0), listening("One"), listening(), warned,
        listening(), warned, nudged, nudged, Paused(), Paused(), listening(), Recognising(30.0),
    ]  # fmt: skip
    assert printed(events) == PLAIN_80


def test_plain_lines_carry_no_escape_sequence_and_end_with_feedback_in_practice_only() -> None:
    answered = Answered(FIRST, FIRST.attempts[0])
    assert "\x1b" not in printed([ASKED, listening(), answered, Waiting()])
    assert "structure" in printed([answered])
    assert printed([answered], practice=False) == ""


def test_a_hostile_question_and_hostile_words_are_drawn_as_text() -> None:
    evil = "\x1b[2J\x1b]0;owned\x07\u202e[bold]hi[/bold]"
    glass = live([Asked(1, 2, evil, None, 2), listening(evil), Warned(evil)])
    assert "To close, attempt 2" in glass.text
    assert glass.text.count("�[2J�]0;owned��[bold]hi[/bold]") == 3
    assert not glass.title


def test_a_second_attempt_is_called_one() -> None:
    glass = live([Asked(2, 3, "Why?", FIRST.question, 2)])
    assert "Question 2 of 3, behavioral, attempt 2" in glass.text
