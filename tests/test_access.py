"""What can be read in large type, without colour, or not at all: large print, spoken feedback."""

import contextlib
import io
import os
import pty
import re
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import session as sessions
from mockint.bank import load_bank
from mockint.candidate import Recorded
from mockint.commands import speaking
from mockint.commands.cast import UNPLAYED
from mockint.commands.page import sounds
from mockint.events import Answered, Event, Paused, Rating, Replied, Waiting, Warned
from mockint.interview.aloud import Attended
from mockint.plan import draw as planned
from mockint.report import aloud
from mockint.report.answer import short_feedback
from mockint.report.page import Look, session_page
from mockint.report.screen import draw, open_screen
from mockint.report.style import COLUMNS, console
from mockint.report.terminal import session_report
from mockint.session import Answer, FollowUp, Session
from mockint.sound.clip import Clip
from mockint.sound.level import MUTED
from mockint.voice import speakable
from tests.browser import Opened, serious
from tests.measured import Measured
from tests.practised import practised
from tests.sample_session import HALF, attempt, findings, question, session
from tests.screens import Glass
from tests.soundcard import RATE as CARD_RATE
from tests.soundcard import SoundCard, stop
from tests.test_screen import ASKED, Clock, listening
from tests.test_spoken_interview import spoken, wait_for_question
from tests.wav import write_wav
from tests.wording import share

BANK = "billing-specialist"
SEED = "3"
STORY = (
    "Last March our largest customer was billed twice for the same month, and my manager asked "
    "me to find out why. I compared the payment history with the ledger, found the import that "
    "had run twice, and called the customer to explain it."
)

FEEDBACK = (
    "21 words in 10 seconds.",
    "Heard: the situation and the action.",
    "Not heard: the task and the result.",
    "Marks out of 5: structure 2, result 1.",
    "One thing to mend: say what came of it, best with a figure.",
    "Begin with “In the end”: “And what came of it in the end?”",
)

FOOT_LARGE = """\
All answers ────────────────────────────
1 Tell me about a charge a customer
questioned.
  length: 0:30
  words: 68
  parts: S?AR
  marks: 4.5

2 Tell me about a recurring problem you
solved with another team.
  length: 0:10
  words: 21
  parts: S-A-
  marks: 1.5
"""

NEXT_LARGE = """\
What to do next
1. Answer 2: say what came of it, best
   with a figure. From the outline:
   “What it saved”

2. Answer 2: say what you had to achieve
   before telling what you did. Be ready
   for: “What exactly was your part in
   it?”

3. Of all answers give 2 again: its
   marks are the lowest (1.5 of 5). A
   strong one: “Cause, cure, figure.”
"""

LISTENING_LARGE = """\

Question 1 of 3, behavioral ────────────
Tell me about a charge a customer
questioned.
● Listening  0:42  ██████████░░░░░░░░░░░
  one credit memo for each batch. The
  customer paid within three days and
  our rework went down by forty percent.

Enter done
r repeat
s skip
p pause
a again
q quit
"""


def drawn(width: int = 120, *, large: bool = True, colour: bool = True) -> str:
    """The report on the sample session as a terminal of that width gets it."""
    file = io.StringIO()
    page = console(file, terminal=True, width=width, large=large, colour=colour)
    page.print(session_report(session(), (earlier(),)))
    return file.getvalue()


def earlier() -> Session:
    """The same interview a day before."""
    return replace(session(), name="2026-03-01-0915-billing", started="2026-03-01T09:15:00")


def bare(text: str) -> str:
    """The text without what steers a terminal, and without spaces at the ends of lines."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return "".join(f"{line.rstrip()}\n" for line in text.split("\n"))


def heard_in(sentences: tuple[str, ...]) -> str:
    """What a voice is given to say."""
    return speakable(" ".join(sentences))


# What is said.


def test_the_feedback_is_said_in_short_sentences_with_their_numbers_as_words() -> None:
    half = attempt(HALF)
    answer = Answer(question(2), "Tell me about a problem.", None, (half,))
    assert heard_in(aloud.answered(answer, half)) == speakable(" ".join(FEEDBACK))


def test_what_was_told_in_full_is_said_to_lack_nothing() -> None:
    whole = replace(findings(), parts=tuple(replace(p, sure=True) for p in findings().parts))
    told = aloud.answered(session().answers[0], replace(attempt(), findings=whole))
    assert "No part was missing." in told


def test_an_answer_that_was_not_marked_says_why_and_what_to_do() -> None:
    nothing = replace(findings(), abstained="Nothing was said.")
    told = " ".join(aloud.answered(session().answers[0], replace(attempt(), findings=nothing)))
    assert "This answer was not marked: Nothing was said." in told
    assert "Marks" not in told


@pytest.mark.parametrize("ended", ["skipped", "interrupted"])
def test_nothing_is_said_of_an_answer_that_was_left(ended: str) -> None:
    left = replace(attempt(), ended=ended)
    assert aloud.answered(session().answers[0], left) == ()


def test_the_own_rating_stands_before_the_marks() -> None:
    told = aloud.answered(session().answers[0], replace(attempt(), rated=2))
    rated = next(at for at, line in enumerate(told) if line.startswith("You said 2"))
    assert rated < next(at for at, line in enumerate(told) if line.startswith("Marks"))


def test_in_a_real_interview_no_feedback_is_said_and_every_warning_is() -> None:
    answer = session().answers[0]
    follow_up = FollowUp("result", "And then?", None, attempt())
    events: list[Event] = [Answered(answer, attempt()), Replied(answer, follow_up)]
    assert [aloud.told(event, practice=False) for event in events] == ["", ""]
    assert all(aloud.told(event, practice=True) for event in events)
    asking: list[Event] = [Waiting(), Paused(), Rating("1 to 5?"), Warned("Plug it in.")]
    assert all(aloud.told(event, practice=False) for event in asking)


def test_units_are_said_in_words() -> None:
    assert (
        aloud.said("31 s of 20, the longest 1.5 s") == "31 seconds of 20, the longest 1.5 seconds."
    )
    assert aloud.said("It took 1:05.") == "It took 1 minute 5 seconds."
    assert aloud.said("At 10:30 it was 3/5.") == "At 10:30 it was 3/5."


@given(st.text(max_size=2000))
def test_whatever_stands_there_is_said_as_one_harmless_line(text: str) -> None:
    told = aloud.said(text)
    assert len(told) <= aloud.LINE + 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


def test_the_report_is_said_in_pieces_the_advice_first() -> None:
    pieces = aloud.report(session(), (earlier(),))
    assert pieces[1].startswith("What to do next. First: Answer 2: say what came of it")
    numbers = [piece.split(".")[0] for piece in pieces if piece.startswith("Answer ")]
    assert numbers == ["Answer 1", "Answer 2", "Answer 3", "Answer 4"]
    assert "No answer was given." in pieces[5]
    assert pieces[-1].startswith("This session against the last ones.")


def test_behind_an_interview_it_is_said_what_to_do_and_where_the_report_is() -> None:
    told = aloud.closing(replace(session(), finished=False))
    assert told.index("First:") < told.index("Second:") < told.index("Third:")
    assert aloud.RESUME in told
    assert told.endswith(aloud.REPORT)


# Large print.


def test_large_print_is_forty_columns_wide_however_wide_the_terminal_is() -> None:
    for width in (30, 40, 80, 200):
        lines = bare(drawn(width)).split("\n")
        assert max(map(len, lines)) <= min(width, COLUMNS)


def test_in_large_print_one_thing_stands_under_the_other_with_air_between() -> None:
    text = bare(drawn())
    assert NEXT_LARGE in text
    assert FOOT_LARGE in text


def test_in_large_print_nothing_is_cut_off() -> None:
    text = " ".join(bare(drawn()).split())
    for answer in session().answers:
        assert answer.asked in text
    for figure in ("structure", "this session: 3.0", "the usual: last 3.0"):
        assert figure in text


def test_in_large_print_nothing_is_grey() -> None:
    assert re.search(r"\x1b\[(?:[0-9;]*;)?2[;m]", drawn(large=False))
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?2[;m]", drawn())


def test_short_feedback_fits_large_print() -> None:
    file = io.StringIO()
    page = console(file, terminal=False, width=120, large=True)
    page.print(short_feedback(Answered(session().answers[1], attempt(HALF))))
    assert max(map(len, file.getvalue().split("\n"))) <= COLUMNS


def live(*events: Event, height: int = 24) -> Glass:
    """A wide terminal with large print on which ``events`` were drawn."""
    glass = Glass(120)
    page = console(glass, terminal=True, width=120, large=True)
    page.height = height
    screen = open_screen(page, terminal=True, practice=True, clock=Clock(1.0))
    for event in events:
        draw(screen, event)
    return glass


def test_in_large_print_each_key_stands_on_a_line_of_its_own() -> None:
    assert live(ASKED, listening()).text == LISTENING_LARGE


def test_where_the_terminal_has_few_rows_the_keys_give_way() -> None:
    text = live(ASKED, listening(), height=9).text
    assert "● Listening  0:42" in text
    assert "r repeat · s skip" in text


def test_plain_lines_tell_each_key_on_a_line_of_its_own() -> None:
    file = io.StringIO()
    page = console(file, terminal=False, width=80, large=True)
    screen = open_screen(page, terminal=False, practice=True, clock=Clock(1.0), keys=True)
    draw(screen, ASKED)
    assert "Keys:\nEnter done,\nr repeat,\n" in file.getvalue()


# Without colour.


def test_without_colour_the_layout_stays_and_bold_with_it() -> None:
    coloured, not_coloured = drawn(80, large=False), drawn(80, large=False, colour=False)
    assert bare(coloured) == bare(not_coloured)
    assert re.search(r"\x1b\[(?:[0-9;]*;)?3[0-7][;m]", coloured)
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?(?:3|9)[0-7][;m]", not_coloured)
    assert "\x1b[1m" in not_coloured


# From the command line.


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five interviews without sound."""
    place = tmp_path_factory.mktemp("recordings")
    for day in range(1, 6):
        name = f"2026-03-0{day}-0915-billing"
        (place / name).mkdir()
        held = replace(session(), name=name, started=f"2026-03-0{day}T09:15:00")
        sessions.save(held, place / name)
    return place


def mockint(*words: object, **more: str) -> "subprocess.CompletedProcess[str]":
    """One command, with nobody at the keys."""
    command = [sys.executable, "-m", "mockint", *map(str, words)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | more,
        timeout=120,
    )


@pytest.mark.parametrize("command", ["report", "sessions", "progress", "due", "replay", "stories"])
def test_every_command_fits_large_print(recordings: Path, command: str) -> None:
    more = ("--speed", "2", "--answer", "2") if command == "replay" else ()
    done = mockint(command, "--large-print", "--recordings", recordings, *more)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines
    assert max(map(len, lines)) <= COLUMNS


def on_terminal(*words: object, columns: int = 80, **more: str) -> str:
    """What a command shows on a terminal, where nothing is typed."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    command = [sys.executable, "-m", "mockint", *map(str, words)]
    child = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=os.environ | more
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # The terminal was let go.
        while data := os.read(ours, 65_536):
            shown += data
    os.close(ours)
    assert child.wait(60) == 0, shown
    return shown.decode()


COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3|9)[0-7][;m]")


@pytest.mark.parametrize(
    ("flags", "more"), [(("--no-colour",), {}), (("--no-color",), {}), ((), {"NO_COLOR": "1"})]
)
def test_a_terminal_shows_no_colour_where_none_is_wanted(
    recordings: Path, flags: tuple[str, ...], more: dict[str, Any]
) -> None:
    where = ("report", "--recordings", recordings)
    usual = on_terminal(*where, TERM="xterm")
    shown = on_terminal(*where, *flags, TERM="xterm", **more)
    assert COLOUR.search(usual)
    assert not COLOUR.search(shown)
    assert bare(shown) == bare(usual)


def test_a_dumb_terminal_gets_plain_lines(recordings: Path) -> None:
    assert "\x1b" not in on_terminal("report", "--recordings", recordings, TERM="dumb")


def test_the_lines_of_a_dumb_terminal_are_no_wider_than_it_is(recordings: Path) -> None:
    shown = on_terminal("report", "--recordings", recordings, columns=60, TERM="dumb", COLUMNS="")
    assert 50 < max(map(len, shown.splitlines())) <= 60


def test_without_a_loudspeaker_one_line_says_that_nothing_can_be_said(recordings: Path) -> None:
    usual = mockint("report", "--recordings", recordings, ALSA_CONFIG_PATH=os.devnull)
    done = mockint(
        "report", "--speak-feedback", "--recordings", recordings, ALSA_CONFIG_PATH=os.devnull
    )
    assert (done.returncode, done.stdout) == (0, usual.stdout)
    assert done.stderr == (
        "Nothing can be said aloud here: there is no loudspeaker (see mockint doctor).\n"
    )


# Pages.

SMALL = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.checkVisibility() && !e.closest('.vh, .skip, svg') && !e.matches('script'))
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => parseFloat(getComputedStyle(e).fontSize) < 24)
    .map(e => e.outerHTML.slice(0, 80))"""
LOW = """() => [...document.querySelectorAll('button, select, summary, input[type=checkbox]')]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 47.5)
    .map(e => e.outerHTML.slice(0, 80))"""
COLOURED = """() => [...document.querySelectorAll('body *')].flatMap(e => {
    const style = getComputedStyle(e);
    return [style.color, style.backgroundColor, style.fill, style.borderLeftColor]
        .map(each => (each.match(/[0-9.]+/g) || []).slice(0, 3).map(Number))
        .filter(rgb => Math.max(...rgb) - Math.min(...rgb) > 16)
        .map(() => e.outerHTML.slice(0, 80));
})"""


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, False), (1280, True)])
def test_a_page_in_large_print_has_large_type_and_wide_buttons(
    opened: Opened, tmp_path: Path, width: int, dark: bool
) -> None:
    page = session_page(session(), earlier=(earlier(),), look=Look(large=True))
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with opened(tmp_path / "page.html", width=width, dark=dark, reduced_motion=True) as visit:
        for closed in visit.page.locator("summary").all():
            closed.click()
        assert visit.page.evaluate(SMALL) == []
        assert visit.page.evaluate(LOW) == []
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visit.page.evaluate(wide) <= 0
        assert serious(visit.page) == []
        assert visit.messages == []


def test_the_controls_of_a_recording_are_large_too(
    opened: Opened, tmp_path: Path, practised_folder: Path
) -> None:
    held = sessions.load(practised_folder)
    heard = sounds(practised_folder, held, "inside", None)
    page = session_page(held, sounds=heard, look=Look(large=True))
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with opened(tmp_path / "page.html", width=390, reduced_motion=True) as visit:
        assert visit.page.locator("button.play").count()
        assert visit.page.evaluate(SMALL) == []
        assert visit.page.evaluate(LOW) == []
        assert serious(visit.page) == []


@pytest.fixture(scope="module")
def practised_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interview with sound."""
    return practised(tmp_path_factory.mktemp("practised"))


def test_a_usual_page_has_smaller_type(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(session_page(session()), encoding="utf-8")
    with opened(tmp_path / "page.html") as visit:
        assert visit.page.evaluate(SMALL) != []


@pytest.mark.parametrize("dark", [False, True])
def test_a_page_without_colour_has_none(opened: Opened, tmp_path: Path, dark: bool) -> None:
    page = session_page(session(), earlier=(earlier(),), look=Look(colour=False))
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with opened(tmp_path / "page.html", dark=dark, reduced_motion=True) as visit:
        assert visit.page.evaluate(COLOURED) == []
        assert serious(visit.page) == []


def test_the_flags_reach_every_page(recordings: Path, tmp_path: Path) -> None:
    for words in (("report",), ("progress",), ("stories",)):
        file = tmp_path / "page.html"
        done = mockint(
            *words, "--large-print", "--no-colour", "--recordings", recordings, "-o", file
        )
        assert done.returncode == 0, done.stderr
        text = file.read_text(encoding="utf-8")
        assert "font-size: 180%" in text, words
        assert "--situation: var(--ink)" in text, words


# Aloud.


def test_nothing_of_an_answer_is_lost_where_a_warning_breaks_in(tmp_path: Path) -> None:
    whole = np.random.default_rng(1).integers(-9_000, 9_000, 16_000).astype(np.int16)
    candidate = Attended(Recorded([write_wav(tmp_path / "answer.wav", Clip(whole))]))
    assert candidate.invite(None)
    candidate.begin()
    heard = []
    while (samples := candidate.read(0.0)) is not None:
        heard.append(samples)
        candidate.break_in()
        candidate.resume()
    assert np.array_equal(np.concatenate(heard), whole)
    assert candidate.over


class Listener:
    """Somebody who hears a command and presses keys, and sees nothing."""

    def __init__(self, card: SoundCard, place: Path, *words: object) -> None:
        self.card, self.place = card, place
        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "mockint", *map(str, words)]
        self.log = place / "shown"
        with self.log.open("wb") as log:
            self.process = card.start(*command, stdin=theirs, stdout=log, stderr=log)
        os.close(theirs)
        self._at = 0
        self._ears = contextlib.ExitStack()
        self._ear = self._ears.enter_context(card.ear())

    def press(self, key: str) -> None:
        """Press one key."""
        os.write(self._ours, key.encode())

    def begun(self) -> None:
        """Wait until something is being said."""
        _until(lambda: bool((abs(self._ear.samples[self._at :].astype("int32")) > 200).any()))

    def hear(self) -> str:
        """The words that are said until a lull, in small letters."""
        start, self._at = self._at, wait_for_question(self._ear, self._at)
        clip = Clip(self._ear.samples[start : self._at].copy(), CARD_RATE)
        return _words(write_wav(self.place / "heard.wav", clip))

    def rest(self, seconds: float) -> str:
        """The words that were said since, and are in the next ``seconds``."""
        self._ear.listen(seconds)
        clip = Clip(self._ear.samples[self._at :].copy(), CARD_RATE)
        return _words(write_wav(self.place / "heard.wav", clip))

    def end(self) -> int:
        """Wait for the end; the exit code."""
        return int(self.process.wait(60))

    def __enter__(self) -> "Listener":
        return self

    def __exit__(self, *fault: object) -> None:
        if self.process.poll() is None:
            stop(self.process)
        self._ears.close()
        os.close(self._ours)


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def _words(file: Path) -> str:
    command = [sys.executable, "-m", "mockint", "transcribe", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.lower()


def test_an_interview_can_be_held_without_seeing(
    soundcard: SoundCard, tmp_path: Path, measured: Measured
) -> None:
    asked = planned(load_bank(BANK), 1, ("behavioral",), int(SEED))[0].ask
    story = spoken(STORY, tmp_path / "story.wav")
    with Listener(
        *(soundcard, tmp_path, "interview", BANK, "-n", "1", "--stage", "behavioral"),
        *("--seed", SEED, "--follow-ups", "0", "--plain", "--speak-feedback"),
        *("--recordings", tmp_path / "recordings"),
    ) as listener:
        listener.begun()
        listener.press("\n")  # The keys need not be heard again.
        assert share(asked, listener.hear()) > 0.5
        assert share(MUTED, listener.hear()) > 0.4  # There was nothing but silence so far.
        soundcard.say(story).wait()
        told = listener.hear()
        assert "microphone" not in told  # It was said once.
        listener.press("r")
        again = listener.hear()
        listener.press("a")
        assert share(asked, listener.hear()) > 0.5  # once more
        listener.press("q")
        closing = listener.hear()
        listener.press("q")
        assert listener.end() == 0
        folder = tmp_path / "recordings" / listener.log.read_text().split()[-1]
        answer = sessions.load(folder).answers[0]
        first = answer.attempts[0]
        meant = aloud.told(Answered(answer, first), practice=True)
        assert {"structure", "mend"} <= set(re.findall(r"\w+", meant))
        shares = [share(meant, heard) for heard in (told, again)]
        measured(f"words of the feedback that were heard: {shares[0]:.0%}, again {shares[1]:.0%}")
        assert min(shares) > 0.6
        assert share(aloud.closing(sessions.load(folder)), closing) > 0.5
        assert first.transcript is not None
        assert "marks" not in first.transcript.text.lower()
        assert "microphone" not in first.transcript.text.lower()


def test_where_recordings_answer_nothing_is_said_unless_the_questions_are_played(
    soundcard: SoundCard, tmp_path: Path
) -> None:
    story = spoken(STORY, tmp_path / "story.wav")
    options = ("-n", "1", "--stage", "behavioral", "--seed", SEED, "--follow-ups", "0")
    with soundcard.ear() as ear:
        process = soundcard.start(
            *(sys.executable, "-m", "mockint", "interview", BANK, "--speak-feedback", *options),
            *("--recordings", str(tmp_path), "--answers", str(story)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        printed, faults = process.communicate(timeout=120)
        assert not ear.samples.any()
    assert (process.returncode, faults) == (0, "")
    assert printed.splitlines()[0] == UNPLAYED


def test_a_report_is_heard_piece_by_piece(
    soundcard: SoundCard, tmp_path: Path, recordings: Path
) -> None:
    with Listener(
        *(soundcard, tmp_path, "report", "--speak-feedback", "--recordings", recordings)
    ) as listener:
        listener.begun()
        listener.press("\n")
        told = listener.rest(6.0)
        assert share(aloud.next_time(session()), told) > 0.2  # as much as is said in that time
        listener.press("q")
        assert listener.end() == 0
        assert speaking.KEYS in listener.log.read_text()
