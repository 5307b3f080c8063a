"""What a replay shows: on a terminal of any width, as plain lines, and to whoever leaves it."""

import io
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.replay import Frame, replay
from mockint.report.player import LivePlayer, PlainPlayer
from mockint.report.player.sheet import MOST, Sheet
from mockint.report.style import console
from mockint.session import Attempt
from mockint.track import DELETED, Track, tracks
from mockint.transcript import Word
from tests.sample_session import attempt, session
from tests.screens import Glass
from tests.test_replay import (
    Sitting,
    Time,
    half_an_hour,
    kept,
    missing,
    sitting,
    stage,
    story,
    two_attempts,
)

STORY_80 = """\
Answer 1  playing
Tell me about a charge a customer questioned.
0:15 ━━S━━━━━━━━━━━━━T━━━━━━━━━━━━━━━━A━━────────────────────R───────────── 0:30

 S  In March our largest customer was billed twice for the same <two hundred
 │  orders>.
 T? It was up to me to put that right before the _month-end close_.
    (Um,) let me think.
┃A  I compared▸the _payment history_ with the ledger, found the import that had
┃│  run twice, and wrote one _credit memo_ for each batch.
 R  The customer paid within «three days» and our rework went down by «forty
 │  percent».



space pause · ←→ 5 s · ↑↓ sentence · m finding · ? all keys · q quit
"""

STORY_120 = """\
Answer 1  playing
Tell me about a charge a customer questioned.
0:15 ━━S━━━━━━━━━━━━━━━━━T━━━━━━━━━━━━━━━━━━━━━━A━━──────────────────────────R───────────────── 0:30

 S  In March our largest customer was billed twice for the same <two hundred orders>.
 T? It was up to me to put that right before the _month-end close_.
    (Um,) let me think.
┃A  I compared▸the _payment history_ with the ledger, found the import that had run twice, and wrote
┃│  one _credit memo_ for each batch.
 R  The customer paid within «three days» and our rework went down by «forty percent».





space pause · ←→ 5 s · ↑↓ sentence · m finding · ? all keys · q quit
"""

STORY_40 = """\
Answer 1  playing
Tell me about a charge a customer quest…
0:15 S━━━━━T━━━━━━━A─────────R───── 0:30

 │  before the _month-end close_.
    (Um,) let me think.
┃A  I compared▸the _payment history_
┃│  with the ledger, found the import
┃│  that had run twice, and wrote one
┃│  _credit memo_ for each batch.
 R  The customer paid within «three
 │  days» and our rework went down by
 │  «forty percent».


space pause · ? all keys · q quit
"""

ATTEMPTS_80 = """\
Answer 1, attempt 1 of 2  playing
Tell me about a charge a customer questioned.
0:16 ━━S━━━━━━━━━━━━━T━━━━━━━━━━━━━━━━A━━━───────────────────R───────────── 0:30

▸ Attempt 1  0:30                          Attempt 2  0:10
 │  billed twice for the same <two        S  Two teams were sending us orders
 │  hundred orders>.                      │  in different formats.
 T? It was up to me to put that right     A  I drew up a checklist and walked
 │  before the _month-end close_.         │  both of them through it.
    (Um,) let me think.
┃A  I compared the▸_payment history_
┃│  with the ledger, found the import
┃│  that had run twice, and wrote one
┃│  _credit memo_ for each batch.
 R  The customer paid within «three
 │  days» and our rework went down by
  structure      ●●●●○ 4/5  ●●○○○ 2/5  -2
  result         ●●●●● 5/5  ●○○○○ 1/5  -4

action begins
space pause · ←→ 5 s · ↑↓ sentence · m finding · ? all keys · q quit
"""

ATTEMPTS_120 = """\
Answer 1, attempt 1 of 2  playing
Tell me about a charge a customer questioned.
0:16 ━━S━━━━━━━━━━━━━━━━━T━━━━━━━━━━━━━━━━━━━━━━A━━━─────────────────────────R───────────────── 0:30

▸ Attempt 1  0:30                                              Attempt 2  0:10
 S  In March our largest customer was billed twice for        S  Two teams were sending us orders in different
 │  the same <two hundred orders>.                            │  formats.
 T? It was up to me to put that right before the              A  I drew up a checklist and walked both of them through
 │  _month-end close_.                                        │  it.
    (Um,) let me think.
┃A  I compared the▸_payment history_ with the ledger,
┃│  found the import that had run twice, and wrote one
┃│  _credit memo_ for each batch.
 R  The customer paid within «three days» and our rework
 │  went down by «forty percent».

  structure      ●●●●○ 4/5  ●●○○○ 2/5  -2
  result         ●●●●● 5/5  ●○○○○ 1/5  -4

action begins
space pause · ←→ 5 s · ↑↓ sentence · m finding · ? all keys · q quit
"""  # noqa: E501

ATTEMPTS_50 = """\
Answer 1, attempt 1 of 2  playing
Tell me about a charge a customer questioned.
0:16 ━S━━━━━━━T━━━━━━━━━A━───────────R─────── 0:30

▸ Attempt 1  0:30
 │  _month-end close_.
    (Um,) let me think.
┃A  I compared the▸_payment history_ with the
┃│  ledger, found the import that had run twice,
┃│  and wrote one _credit memo_ for each batch.
 R  The customer paid within «three days» and our
 │  rework went down by «forty percent».
  Attempt 2  0:10
 S  Two teams were sending us orders in different
 │  formats.
 A  I drew up a checklist and walked both of them
  structure      4/5  2/5  -2
  result         5/5  1/5  -4

action begins
space pause · ? all keys · q quit
"""

KEYS_80 = """\
Answer 1  playing
Tell me about a charge a customer questioned.
0:02 ━━S━━───────────T────────────────A──────────────────────R───────────── 0:30

space   pause, go on         [ ]     slower, faster (Backspace: as spoken)
← →     5 seconds            n p     next, previous answer with its question
↑ ↓     sentence             Enter   from the question to the answer
1 2 3 4 situation, task, action, result; once more: where it is taken up again
m M     next, previous finding
v       the other attempt, at the same part of the story
0 Home  the beginning        End     the last sentence
S T A R a part begins, ? not clear; «measured result» <amount> _term_ (filler)
?       back to the words    q       quit


space pause · ←→ 5 s · ↑↓ sentence · m finding · ? all keys · q quit
"""

PLAIN_80 = """\
Question 1  0:03
  0:00 Tell me about a charge a customer questioned.
Answer 1  0:30
  0:01 Situation: In March our largest customer was billed twice for the same
two hundred orders.
  0:07 Task, not clear: It was up to me to put that right before the month-end
close.
  0:12 Um, let me think.
  0:14 Action: I compared the payment history with the ledger, found the import
that had run twice, and wrote one credit memo for each batch.
  0:24 Result: The customer paid within three days and our rework went down by
forty percent.
"""


def drawn(
    of: Sequence[Track],
    width: int,
    *presses: tuple[float, str],
    until: float,
    height: int = 24,
    silent: bool = False,
) -> str:
    """What stands on the glass ``until`` seconds into the replay."""
    glass = Glass(width)
    page = console(glass, terminal=True, width=width)
    page.height = height
    player = LivePlayer(page)
    time = Time([*presses, (until, "q")])
    for frame in replay(of, stage(time, missing if silent else None, stays=True)):
        player.draw(frame)
    text = glass.text
    player.close()
    assert not glass.hidden
    assert glass.text == ""
    return text


@pytest.mark.parametrize(("width", "screen"), [(80, STORY_80), (120, STORY_120), (40, STORY_40)])
def test_the_sentence_that_is_heard_stands_out_among_parts_and_marks(
    width: int, screen: str
) -> None:
    assert drawn([story()], width, until=15.8) == screen


@pytest.mark.parametrize(
    ("width", "screen"), [(80, ATTEMPTS_80), (120, ATTEMPTS_120), (50, ATTEMPTS_50)]
)
def test_two_attempts_stand_side_by_side_with_the_difference_of_their_marks(
    width: int, screen: str
) -> None:
    assert drawn(two_attempts(), width, (0.1, "\n"), (0.5, "3"), until=2.0) == screen


def test_the_attempt_that_is_played_is_the_one_that_is_lit() -> None:
    second = drawn(two_attempts(), 80, (0.1, "\n"), (0.5, "3"), (0.7, "v"), until=2.0)
    assert "  Attempt 1  0:30" in second
    assert "▸ Attempt 2  0:10" in second
    assert "┃A  I drew up▸a checklist" in second
    assert "Attempt 2, at its action." in second


def test_the_keys_are_shown_for_the_asking_and_go_again() -> None:
    assert drawn([story()], 80, (1.0, "?"), until=2.0) == KEYS_80
    twice = drawn([story()], 80, (1.0, "?"), (1.5, "?"), until=15.8)
    assert twice == STORY_80


@pytest.mark.parametrize(("width", "height"), [(200, 60), (80, 8), (80, 5), (30, 10), (12, 4)])
def test_nothing_is_drawn_beyond_the_terminal(width: int, height: int) -> None:
    for of in ([story()], two_attempts()):
        text = drawn(of, width, (0.1, "\n"), (0.5, "m"), until=5.0, height=height, silent=True)
        lines = text.splitlines()
        assert len(lines) < height
        assert max(map(len, lines)) <= width


def test_why_there_is_no_sound_is_told_in_full() -> None:
    text = drawn([story()], 40, until=3.0, silent=True)
    assert "! 01-answer.flac is missing. The words\ngo on without sound." in text


def test_a_narrower_terminal_is_drawn_anew_at_its_own_width() -> None:
    glass = Glass(80)
    page = console(glass, terminal=True, width=80)
    player = LivePlayer(page)
    for frame in replay(two_attempts(), stage(Time([(0.1, "\n"), (9.0, "q")]))):
        player.draw(frame)
        if frame.at > 3.0 and page.width == 80:
            page.width = 40
            glass.raw = ""
    anew = Glass(40)
    anew.write(glass.raw[glass.raw.index("\x1b[?25l") :])
    assert "▸ Attempt 1" in anew.text


def said(*texts: str) -> Track:
    """A track of those words, one a second."""
    words = tuple(Word(text, float(n), n + 0.9) for n, text in enumerate(texts))
    return Track("Answer 1", words, float(len(texts)))


def test_wide_characters_and_endless_words_are_folded() -> None:
    track = said("在三月我们最大的客户被重复收费两次所以我开始调查", "x" * 5_000, "end.")
    for width in (20, 41, 80):
        sheet = Sheet(track)
        for word in range(3):
            lines = sheet.around(word, width, 30)
            assert all(sum(bit.cells for bit in line.bits) <= width for line in lines)
    everything = "".join(
        t for line in Sheet(track).around(0, 20, 99) for b in line.bits for t, _ in b.pieces
    )
    assert everything.startswith("在三月我们最大的客户被重复收费两次所以我开始调查xxx")
    assert everything.endswith("…end.")


def test_words_without_full_stops_are_still_broken_into_blocks() -> None:
    blocks = Sheet(said(*["word"] * 200)).blocks
    assert [block.last - block.first for block in blocks] == [MOST, MOST, MOST, 20]


@given(st.lists(st.text(max_size=30), max_size=80), st.integers(1, 100), st.integers(0, 90))
@settings(deadline=None)
def test_whatever_was_said_the_word_that_is_heard_is_among_the_lines(
    texts: list[str], width: int, word: int
) -> None:
    sheet = Sheet(said(*texts))
    lines = sheet.around(word, width, 9)
    assert len(lines) <= 9
    if texts:
        assert min(word, len(texts) - 1) in {bit.word for line in lines for bit in line.bits}
    covered = [n for block in sheet.blocks for n in range(block.first, block.last)]
    assert covered == list(range(len(texts)))


def test_a_terminal_is_only_redrawn_when_a_word_or_a_second_has_come() -> None:
    glass = Glass(80)
    player = LivePlayer(console(glass, terminal=True, width=80))
    for frame in replay([story()], stage(Time())):
        player.draw(frame)
    assert glass.raw.count("playing") <= len(story().words) + 34


def test_what_was_taken_away_is_drawn_again() -> None:
    glass = Glass(80)
    player = LivePlayer(console(glass, terminal=True, width=80))
    frame = Frame(story(), 3.0, 4, True, 1.0)
    player.draw(frame)
    player.close()
    assert not glass.hidden
    player.draw(frame)
    assert "paused" in glass.text


def test_hostile_words_are_shown_as_text() -> None:
    evil = "\x1b[2J\u202e[bold]"
    track = Track(evil, (Word(evil, 0.0, 0.5), Word("fine", 0.5, 1.0)), 1.0)
    glass = Glass(40)
    player = LivePlayer(console(glass, terminal=True, width=40))
    for frame in replay([track], stage(Time())):
        player.draw(frame)
    assert glass.text.count("�[2J�[bold]") == 2


def test_marks_that_lie_nowhere_are_left_out() -> None:
    given = attempt()
    assert given.findings is not None
    far = [msgspec.structs.replace(each, start=-5, end=10**9) for each in given.findings.quantities]
    found = msgspec.structs.replace(given.findings, quantities=tuple(far))
    assert "«" not in drawn([of(msgspec.structs.replace(given, findings=found))], 80, until=25.0)


def of(given: Attempt) -> Track:
    """The track of that attempt at the first question."""
    answer = msgspec.structs.replace(session().answers[0], attempts=(given,))
    return tracks(msgspec.structs.replace(session(), answers=(answer,)))[1]


def test_findings_on_another_text_than_the_words_are_not_drawn() -> None:
    given = attempt()
    assert given.findings is not None
    other = msgspec.structs.replace(given.findings, text="Something else.")
    text = drawn([of(msgspec.structs.replace(given, findings=other))], 80, until=15.8)
    assert "I compared▸the payment history" in text


def test_an_answer_without_words_says_so() -> None:
    bare = msgspec.structs.replace(attempt(), transcript=None, findings=None)
    assert "No words were made out." in drawn([of(bare)], 80, until=1.0)
    again = msgspec.structs.replace(bare, number=2)
    answer = msgspec.structs.replace(session().answers[0], attempts=(attempt(), again))
    both = tracks(msgspec.structs.replace(session(), answers=(answer,)))
    for keys in ([(0.1, "\n")], [(0.1, "\n"), (0.5, "v")]):
        assert drawn(both, 80, *keys, until=2.0).count("No words were made out") == 1


def printed(of: Sequence[Track], *presses: tuple[float, str]) -> str:
    """The plain lines of a replay."""
    file = io.StringIO()
    player = PlainPlayer(console(file, terminal=False, width=80))
    time = Time(presses)
    for frame in replay(of, stage(time)):
        player.draw(frame)
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def test_without_a_terminal_each_sentence_is_printed_once_with_its_part_in_words() -> None:
    assert printed(tracks(session(), 1)) == PLAIN_80


def test_a_sentence_that_is_heard_again_is_not_printed_again() -> None:
    text = printed([story()], (6.0, "1"), (12.0, "\x1b[D"))
    assert text.count("In March") == text.count("It was up to me") == 1


def test_what_was_skipped_is_printed_when_it_is_heard() -> None:
    text = printed([story()], (2.0, "4"), (3.0, "2"))
    order = [text.index(each) for each in ("In March", "The customer paid", "It was up to me")]
    assert order == sorted(order)


def test_plain_lines_tell_what_a_key_did() -> None:
    text = printed([story()], (2.0, " "), (3.0, " "), (4.0, "m"), (5.0, "n"), (6.0, "?"))
    assert "> Paused.\n> Playing.\n> amount: two hundred orders\n" in text
    assert "> This is the last answer.\n" in text
    assert text.count("Keys: space pause") == 1


def test_plain_lines_tell_that_the_sound_was_deleted() -> None:
    silent = of(msgspec.structs.replace(attempt(), sound=None))
    assert f"! {DELETED}\n" in printed([silent])
    assert "!" not in printed([story()])


NOTHING = {"PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}


def silent_place() -> dict[str, str]:
    """An environment without a sound device."""
    return {**os.environ, **NOTHING}


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A folder with the sample's story, of which no sound is kept."""
    return kept(tmp_path / "recordings", {}, [attempt()])


def begun(seat: Sitting) -> None:
    """Wait until the answer is drawn."""
    seat.see("Question 1")
    seat.press("\r")
    seat.see("Answer 1")


def flags(seat: Sitting) -> object:
    """How the terminal is set: input, output, control and local modes."""
    return termios.tcgetattr(seat.theirs)[:4]


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("\x1b", 0), ("\x03", 130)])
def test_whoever_leaves_gets_the_terminal_back(recordings: Path, key: str, code: int) -> None:
    with sitting(recordings, environment=silent_place()) as seat:
        begun(seat)
        assert flags(seat) != seat.before[:4]
        assert seat.leave(key) == code
        assert flags(seat) == seat.before[:4]
        assert seat.raw.rindex("\x1b[?25h") > seat.raw.rindex("\x1b[?25l")
        assert "Traceback" not in seat.raw


def test_a_closed_window_ends_it(recordings: Path) -> None:
    with sitting(recordings, environment=silent_place()) as seat:
        begun(seat)
        assert seat.shut() in (0, 130)


def test_a_signal_to_end_gives_the_terminal_back(recordings: Path) -> None:
    with sitting(recordings, environment=silent_place()) as seat:
        begun(seat)
        os.kill(seat.process.pid, signal.SIGTERM)
        assert seat.process.wait(20) == 143
        assert flags(seat) == seat.before[:4]


def test_keys_typed_on_a_terminal_do_what_they_say(recordings: Path) -> None:
    with sitting(recordings, environment=silent_place()) as seat:
        begun(seat)
        for key, seen in (
            ("4", "result begins"),
            ("m", "result: three days"),
            (" ", "paused"),
            ("\x1bOD", "0:2"),
            ("?", "next, previous finding"),
            ("?", "┃"),
            (" ", "playing"),
            ("]", "at 1.25x"),
            ("n", "This is the last answer."),
            ("\x1b[H", "0:00"),
        ):
            seat.press(key)
            seat.see(seen)
        assert seat.leave() == 0


def test_on_a_terminal_it_waits_at_the_end(recordings: Path) -> None:
    with sitting(recordings, "--speed", "2", environment=silent_place()) as seat:
        begun(seat)
        seat.press("4")
        seat.see("This is the end")
        assert seat.process.poll() is None
        seat.press("p")
        seat.see("This is the first answer.")
        assert seat.leave() == 0


@pytest.mark.parametrize(("term", "more"), [("dumb", ()), ("xterm", ("--plain",))])
def test_plain_lines_come_where_nothing_can_be_redrawn(
    recordings: Path, term: str, more: tuple[str, ...]
) -> None:
    with sitting(recordings, *more, environment=silent_place(), term=term) as seat:
        seat.see("Question 1")
        seat.press("\r")
        seat.see("Situation: In March")
        seat.press("4")
        seat.see("Result: The customer paid")
        assert seat.leave() == 0
    assert "\x1b" not in seat.raw


def test_an_answer_of_half_an_hour_is_drawn_at_once(tmp_path: Path) -> None:
    recordings = kept(tmp_path / "recordings", {}, [half_an_hour()])
    waited = []
    with sitting(recordings, environment=silent_place()) as seat:
        seat.see("Question 1")
        for key, seen in (
            ("\r", "Answer 1"),
            ("\x1b[F", "29:5"),
            ("\x1b[H", "0:00"),
            ("]", "1.25x"),
        ):
            seat.look(0.3)
            seat.press(key)
            waited.append(seat.see(seen))
        assert seat.leave() == 0
    assert sorted(waited)[1] < 0.1


def test_a_million_letters_do_not_hold_it_up(tmp_path: Path) -> None:
    heard = attempt().transcript
    assert heard is not None
    words = (Word("x" * 1_000_000, 0.0, 0.5), *(Word("y" * 9, 0.5, 0.6) for _ in range(100_000)))
    huge = msgspec.structs.replace(heard, words=words, seconds=1.0)
    given = msgspec.structs.replace(attempt(), seconds=1.0, transcript=huge, findings=None)
    recordings = kept(tmp_path / "recordings", {}, [given])
    with sitting(recordings, environment=silent_place()) as seat:
        begun(seat)
        assert seat.leave() == 0


def test_a_folder_that_holds_no_answer_is_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mockint", "replay", "--recordings", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=silent_place(), timeout=60)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
