"""Rate yourself first: what is asked, when it is kept, and what the reports say of it."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import session as sessions
from mockint.bank import load_bank
from mockint.candidate import Recorded
from mockint.errors import SessionError
from mockint.events import Answered, Event, Key, Rating, Waiting
from mockint.findings import Mark
from mockint.history import Course, Point, compare, progress, recorded
from mockint.history.rating import rated
from mockint.interview import Interview, Manner
from mockint.interview.rating import ASKED, BELONGS, UNANSWERED, Ratings
from mockint.interviewer import Interviewer
from mockint.plan import draw
from mockint.recognizer import Recognizer, open_engine
from mockint.report.comparison import comparison_report
from mockint.report.live import KEYS_RATING
from mockint.report.markdown import session_markdown
from mockint.report.page.progress import progress_page
from mockint.report.page.session import session_page
from mockint.report.plain import signed
from mockint.report.progress import progress_report
from mockint.report.rating import COURSE, over_all, told
from mockint.report.terminal import session_report
from mockint.rubric import judge
from mockint.session import Attempt, Session
from mockint.session.summary import Summary
from tests.measured import Measured
from tests.sample_session import attempt, findings, session
from tests.screens import drawn
from tests.several import held
from tests.soundcard import SoundCard
from tests.test_screen import ASKED as QUESTION_ASKED
from tests.test_screen import Clock, live, printed
from tests.test_spoken_interview import spoken
from tests.test_terminal import ENTER, terminal

BANK = "billing-specialist"
SAID = {
    "story": (
        "Last March our largest customer was billed twice for the same month, and my manager "
        "asked me to find out why. I compared the payment history with the ledger, found the "
        "import that had run twice, and called the customer to explain it."
    ),
    "result": (
        "In the end the customer paid within three days, and our duplicate invoices went down "
        "by forty percent."
    ),
    "back": "Thank you. How large is the team, and which system do you use for invoices?",
}
SAID["whole"] = f"{SAID['story']} {SAID['result']}"
TWO = ("-n", "2", "--stage", "behavioral", "--seed", "3")
DRILL = ("--drill", "result", "--seed", "1", "-n", "1")
ONE = ("-n", "1", "--stage", "behavioral", "--seed", "3")


class Pressed:
    """Keys that come one a read, None where none comes; behind the last one none ever does."""

    def __init__(self, *keys: str | None) -> None:
        self.left = list(keys)

    def read(self, timeout: float = 0.0) -> str | None:
        return self.left.pop(0) if self.left else None

    def over(self) -> bool:
        return not self.left


def given_by(
    steps: Generator[Event, None, tuple[Key | None, Attempt]],
) -> tuple[int, Key | None, int | None]:
    """How often it was asked, the key that goes on, and the rating."""
    asked = 0
    while True:
        try:
            assert next(steps) == Rating(ASKED)
            asked += 1
        except StopIteration as done:
            key, kept = done.value
            return asked, key, kept.rated


def at_terminal(*keys: str | None) -> tuple[int, Key | None, int | None]:
    """The same where these keys are pressed at a terminal, None once before the question."""
    ratings = Ratings(Pressed(*keys), terminal=True, clock=Clock(0.1))
    return given_by(ratings.ask(Key.DONE, attempt()))


@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_level_is_kept(level: int) -> None:
    asked, key, kept = at_terminal(None, str(level))
    assert asked > 0
    assert (key, kept) == (Key.DONE, level)


@pytest.mark.parametrize("key", ["\n", "s", "S"])
def test_enter_and_skip_leave_it_out(key: str) -> None:
    assert at_terminal(None, key)[1:] == (Key.DONE, None)


def test_quitting_leaves_the_interview_and_rates_nothing() -> None:
    assert at_terminal(None, "q")[1:] == (Key.QUIT, None)
    assert at_terminal("q")[1:] == (Key.QUIT, None)


def test_wrong_keys_do_nothing() -> None:
    wrong = ("0", "6", "9", "x", "r", "p", "a", " ", "\x1b[A", "\x1a", "é", None)
    assert at_terminal(None, *wrong, "2", "5")[1:] == (Key.DONE, 2)


def test_what_was_typed_at_a_terminal_before_it_was_asked_is_no_rating() -> None:
    assert at_terminal("5", "\n", None, "2")[1:] == (Key.DONE, 2)


@pytest.mark.parametrize("key", [Key.AGAIN, Key.SKIP, Key.QUIT])
def test_an_answer_that_was_left_or_is_given_again_at_once_is_not_rated(key: Key) -> None:
    ratings = Ratings(Pressed(None, "3"), terminal=True)
    assert given_by(ratings.ask(key, attempt())) == (0, key, None)


def test_silence_is_not_rated_and_an_answer_whose_words_are_not_made_out_is() -> None:
    heard = attempt().transcript
    assert heard is not None
    silent = replace(attempt(), transcript=replace(heard, words=()))
    unknown = replace(attempt(), transcript=None, findings=None)
    for each, level in ((silent, None), (unknown, 3)):
        ratings = Ratings(Pressed(None, "3"), terminal=True)
        assert given_by(ratings.ask(None, each))[2] == level


def test_enter_typed_out_of_habit_behind_a_level_ends_nothing_else() -> None:
    clock = Clock(0.0)
    ratings = Ratings(Pressed(None, "4", "\n", "\n"), terminal=True, clock=clock)
    clock.now = 10.0
    assert given_by(ratings.ask(None, attempt()))[2] == 4
    clock.now += BELONGS / 2
    assert ratings.read() is None
    clock.now += BELONGS
    assert ratings.read() == "\n"


def test_levels_written_ahead_into_a_pipe_belong_to_the_next_answers_in_order() -> None:
    ratings = Ratings(Pressed("4", "r", "2"), terminal=False, clock=Clock(UNANSWERED))
    assert [ratings.read() for _ in range(3)] == [None, "r", None]
    assert [given_by(ratings.ask(None, attempt()))[2] for _ in range(3)] == [4, 2, None]


def test_where_no_key_can_come_it_is_not_asked() -> None:
    keys = Pressed()
    ratings = Ratings(keys, terminal=False, over=keys.over)
    assert given_by(ratings.ask(None, attempt())) == (0, None, None)


def test_a_pipe_into_which_nobody_writes_holds_the_interview_up_once() -> None:
    ratings = Ratings(Pressed(), terminal=False, clock=Clock(UNANSWERED / 4))
    asked, _, kept = given_by(ratings.ask(None, attempt()))
    assert (asked > 1, kept) == (True, None)
    assert given_by(ratings.ask(None, attempt())) == (0, None, None)


LIVE_80 = f"""\

Question 1 of 3, behavioral ────────────────────────────────────────────────────
Tell me about a charge a customer questioned.
{ASKED}
{KEYS_RATING}
"""
PLAIN_80 = f"""\

Question 1 of 3, behavioral: Tell me about a charge a customer questioned.
{ASKED}
You said 3; the marks for content come to 4.5: 1.5 higher.
"""


def rating(level: int | None, **marks: int | None) -> Attempt:
    """An attempt that was rated, with these marks and no others."""
    found = replace(findings(), marks={name: Mark(each, "") for name, each in marks.items()})
    return replace(attempt(), findings=found if marks else findings(), rated=level)


def test_the_question_stands_on_both_screens_and_goes_when_the_feedback_comes() -> None:
    answer = replace(session().answers[0], attempts=(rating(3),))
    happened: list[Event] = [QUESTION_ASKED, Rating(ASKED), Rating(ASKED)]
    assert live(happened).text == LIVE_80
    done = [*happened, Answered(answer, answer.attempts[0])]
    assert ASKED not in live(done).text
    shown = printed(done).splitlines()
    wanted = PLAIN_80.splitlines()
    assert shown[:3] == wanted[:3]
    assert shown.count(ASKED) == 1
    place = shown.index(wanted[3])
    assert shown[place + 1].startswith("structure")


def test_in_40_columns_the_question_is_whole() -> None:
    seen = live([QUESTION_ASKED, Rating(ASKED)], width=40).text
    assert ASKED in " ".join(seen.split())
    assert "q quit" in seen


def test_a_real_interview_asks_and_shows_nothing_of_the_marks() -> None:
    answer = replace(session().answers[0], attempts=(rating(3),))
    happened: list[Event] = [QUESTION_ASKED, Rating(ASKED), Answered(answer, answer.attempts[0])]
    assert "You said" not in live(happened, practice=False).text
    assert "You said" not in printed(happened, practice=False)


def test_rating_and_marks_for_content_stand_side_by_side() -> None:
    marks = {"structure": 3, "result": 2, "trade": 3, "delivery": 5, "evidence": None}
    assert told(rating(4, **marks)) == "You said 4; the marks for content come to 2.7: 1.3 lower."
    assert told(rating(1, **marks)) == "You said 1; the marks for content come to 2.7: 1.7 higher."
    level = rating(3, structure=4, result=2)
    assert told(level) == "You said 3; the marks for content come to 3.0: the same."
    assert told(rating(3, result=5)) == "You said 3; the mark comes to 5.0: 2.0 higher."
    assert told(rating(None)) == ""


def test_an_answer_that_was_not_marked_says_only_that() -> None:
    refused = replace(findings(), abstained="This is too short to mark.", marks={})
    assert told(replace(rating(4), findings=refused)) == (
        "You said 4; this answer could not be marked."
    )
    assert told(replace(rating(4), findings=None)) == "You said 4; this answer is not marked yet."
    assert over_all(of([replace(rating(4), findings=refused)])) == ""


@given(st.integers(1, 5), st.lists(st.integers(-9, 99), min_size=2, max_size=7))
def test_the_difference_is_that_of_the_figures_shown(level: int, levels: list[int]) -> None:
    each = rating(level, **{f"mark{at}": value for at, value in enumerate(levels)})
    found = re.fullmatch(
        r"You said (\d); the marks for content come to (\d\.\d): (?:(\d\.\d) (\w+)|the same)\.",
        told(each),
    )
    assert found is not None
    said, mean, apart, way = found.groups()
    assert 1.0 <= float(mean) <= 5.0
    difference = int(said) - float(mean)
    assert abs(abs(difference) - float(apart or 0.0)) < 1e-9
    assert way == (None if apart is None else "lower" if difference > 0 else "higher")
    given_to = rated(each)
    assert given_to is not None
    assert -4.0 <= given_to.gap <= 4.0


@given(st.floats(), st.integers(0, 2))
def test_a_difference_has_a_sign_unless_nothing_is_left_of_it(value: float, places: int) -> None:
    shown = signed(value, places)
    assert re.fullmatch(r"[+-]\d+(\.\d+)?|0(\.0+)?", shown)
    assert (shown[0] in "+-") == (float(shown) != 0.0)


def of(attempts: Sequence[Attempt]) -> Session:
    """A session with an answer for each attempt."""
    return held(1, *[findings()] * len(attempts), answers=_answers(attempts))


def _answers(attempts: Sequence[Attempt]) -> Any:
    base = held(1, *[findings()] * len(attempts)).answers
    pairs = zip(base, attempts, strict=True)
    return tuple(replace(answer, attempts=(each,)) for answer, each in pairs)


def test_one_line_sums_up_a_session() -> None:
    higher = of([rating(4, result=3), rating(5, result=4), rating(3, result=3), rating(None)])
    assert over_all(higher) == "You rated yourself 0.7 higher than the marks, on 3 answers."
    lower = of([rating(1, result=3)])
    assert over_all(lower) == "You rated yourself 2.0 lower than the marks, on 1 answer."
    assert over_all(of([rating(3, result=3)])) == "You rated yourself as the marks do, on 1 answer."
    assert over_all(session()) == ""


def test_ratings_too_high_and_too_low_do_not_pass_for_right_ones() -> None:
    apart = of([rating(5, result=3), rating(1, result=3)])
    assert over_all(apart) == (
        "You rated yourself as the marks do, on 2 answers. Taken singly they lie 2.0 apart."
    )


def days() -> list[Session]:
    """Nine days on which the ratings come down to the marks, which stay."""
    gaps = (2, 2, 2, 1, 1, 1, 0, 0, -1)
    sessions = []
    for day, gap in enumerate(gaps, 1):
        answers = _answers([rating(3 + gap, result=3, delivery=5)] * 3)
        sessions.append(held(day, *[findings()] * 3, answers=answers))
    return sessions


OWN_80 = "own rating        ▇▇▇▆▆▆▅▅▃      -1.0  "
OWN_40 = """\
own rating: -1.0, falling over the last
9
"""


def test_progress_shows_the_course_of_the_difference_as_that_of_other_figures() -> None:
    shown = drawn(progress_report(days()), 80)
    line = next(line for line in shown.splitlines() if line.startswith("own rating"))
    assert line.startswith(OWN_80)
    assert line.endswith("  falling over the last 9")
    assert COURSE in " ".join(shown.split())
    assert OWN_40 in drawn(progress_report(days()), 40)


def test_without_a_rating_there_is_no_such_figure() -> None:
    unrated = [
        replace(each, answers=tuple(replace(a, attempts=(rating(None),)) for a in each.answers))
        for each in days()
    ]
    assert "own rating" not in drawn(progress_report(unrated), 80)
    assert "own rating" not in progress_page(unrated).lower()


def test_a_difference_below_nothing_is_one_everywhere() -> None:
    found = next(course for course in progress(days()).courses if course.kind == "own")
    assert [point.value for point in found.points] == [2, 2, 2, 1, 1, 1, 0, 0, -1]
    assert found.trend == -1
    told_json = recorded(progress(days()))
    (own,) = (course for course in told_json["courses"] if course["kind"] == "own")
    assert own["points"][-1]["value"] == -1.0
    text = " ".join(re.sub("<[^>]*>", " ", progress_page(days())).split())
    assert "own rating -1.0 vs marks falling over the last 9" in text
    assert COURSE in text
    standing = drawn(session_report(days()[-1], days()[:-1]), 80)
    assert re.search(r"own rating \(vs marks\) +-1\.0 +-1\.\d to \+3\.\d", standing)
    beside = drawn(comparison_report(compare(days()[0], days()[-1])), 80)
    assert re.search(r"own rating +\+2\.0 +-1\.0 +-3\.0", beside)


def test_the_chart_of_a_difference_lies_within_its_picture() -> None:
    page = progress_page(days())
    chart = page[page.index(">own rating<") :]
    spots = re.findall(r'cy="([\d.]+)"', chart[: chart.index("</svg>")])
    assert len(spots) == 9
    heights = [float(spot) for spot in spots]
    assert heights == sorted(heights)
    assert all(8.0 <= height <= 64.0 for height in heights)
    assert heights[0] < 36.0 < heights[-1]


def made_up(seed: int, higher: Sequence[float]) -> list[Course]:
    """The course up to each session of five answers, rated so much higher than they are worth."""
    chance, points, courses = Random(seed), [], []
    for day, gap in enumerate(higher):
        gaps = []
        for _ in range(5):
            worth = chance.gauss(3.4, 0.7)
            level = min(max(round(worth + gap + chance.gauss(0, 0.8)), 1), 5)
            gaps.append(level - min(max(worth, 1.0), 5.0))
        points.append(Point(f"{day:02}", f"{day:02}", sum(gaps) / 5, 5))
        courses.append(Course("own rating", "vs marks", "own", tuple(points)))
    return courses


def test_a_wobble_is_no_change_and_ratings_that_come_down_are_one(measured: Measured) -> None:
    still = [course for seed in range(200) for course in made_up(seed, [0.8] * 30) if course.band]
    wrong = sum(course.change != 0 for course in still) / len(still)
    after = []
    for seed in range(200):
        seen = [course.change < 0 for course in made_up(seed, [1.0] * 10 + [0.0] * 20)[10:]]
        after.append(seen.index(True) + 1 if True in seen else 99)
    measured(
        f"own rating: {wrong:.1%} called a change although nothing changed; one level less is"
        f" seen after {median(after):.0f} interviews in half of the series"
    )
    assert 0.0 < wrong <= 0.03
    assert median(after) <= 3


def interview(
    recordings: Path, answers: Sequence[Path], *more: str, keys: str | None = None
) -> tuple[Session, Path, str]:
    """An interview answered by recordings, these ``keys`` written ahead into a pipe."""
    command = [sys.executable, "-m", "mockint", "interview", BANK, "--recordings", str(recordings)]
    command += [*more, "--rate-yourself", "--answers", *map(str, answers)]
    pressed: dict[str, Any] = {"stdin": subprocess.DEVNULL} if keys is None else {"input": keys}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, **pressed)
    assert done.returncode == 0, done.stderr
    folder = recordings / done.stdout.split()[-1]
    return sessions.load(folder), folder, done.stdout


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A recording of each text."""
    place = tmp_path_factory.mktemp("said")
    return {name: spoken(text, place / f"{name}.wav") for name, text in SAID.items()}


Held = tuple[Session, Path, str]


@pytest.fixture(scope="module")
def rated_four_and_two(said: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Held:
    """A whole story rated 4, one without its result rated 2."""
    answers = [said["whole"], said["story"], said["back"]]
    return interview(tmp_path_factory.mktemp("rated"), answers, *TWO, keys="4\n2\n")


def test_each_answer_is_rated_before_its_feedback_and_the_closing_is_not(
    rated_four_and_two: Held,
) -> None:
    made, _, output = rated_four_and_two
    assert [answer.attempts[0].rated for answer in made.answers] == [4, 2, None]
    assert output.count(ASKED) == 2
    steps = ["recorded; making out", ASKED, "You said 4;", "structure", ASKED, "You said 2;"]
    at = 0
    for step in steps:
        at = output.index(step, at)
    for answer in made.answers[:2]:
        assert told(answer.attempts[0]) in output
    assert over_all(made) in output[output.index("All answers") :]
    assert "onfiden" not in output


@pytest.mark.parametrize("form", ["terminal", "md", "html", "json"])
def test_every_report_shows_rating_and_marks(
    rated_four_and_two: Held, form: str, tmp_path: Path
) -> None:
    made, folder, _ = rated_four_and_two
    written = report(folder, form, tmp_path)
    if form == "json":
        answers = json.loads(written)["answers"]
        assert [answer["attempts"][0]["rated"] for answer in answers] == [4, 2, None]
        return
    text = " ".join(re.sub("<[^>]*>", " ", written).split())
    for answer in made.answers[:2]:
        assert text.count(told(answer.attempts[0])) == 1
    assert text.count(over_all(made)) == 1


def report(folder: Path, form: str, place: Path, *more: str) -> str:
    """The report of that form."""
    command = [sys.executable, "-m", "mockint", "report", folder.name, "--format", form]
    command += ["--recordings", str(folder.parent), *more, "-o", str(place / "report")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return (place / "report").read_text()


def test_a_copy_to_be_shared_keeps_the_ratings(rated_four_and_two: Held, tmp_path: Path) -> None:
    shared = json.loads(report(rated_four_and_two[1], "json", tmp_path, "--share"))
    assert [answer["attempts"][0]["rated"] for answer in shared["answers"]] == [4, 2, None]


def test_lists_progress_and_what_is_due_open_a_rated_session(rated_four_and_two: Held) -> None:
    _, folder, _ = rated_four_and_two
    outputs = {}
    for name in ("sessions", "progress", "due"):
        command = [sys.executable, "-m", "mockint", name, "--recordings", str(folder.parent)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        outputs[name] = done.stdout
    assert "own rating" in outputs["progress"]
    assert "rated" not in Summary.__struct_fields__


def test_a_real_interview_asks_too_but_behind_no_reply_and_tells_it_in_the_report(
    said: dict[str, Path], tmp_path: Path
) -> None:
    answers = [said["story"], said["result"], said["back"]]
    real = ("--mode", "real", "--follow-ups", "1")
    made, _, output = interview(tmp_path, answers, *ONE, *real, keys="2\n5\n")
    answer = made.answers[0]
    (follow_up,) = answer.follow_ups
    assert follow_up.reply is not None
    assert (answer.attempts[0].rated, follow_up.reply.rated) == (2, None)
    before, after = output.split("What to do next")
    assert before.count(ASKED) == 1
    assert before.index(ASKED) < before.index("Follow-up:")
    assert "You said" not in before
    assert told(answer.attempts[0]) in after


def test_a_drill_is_rated_against_its_one_mark(said: dict[str, Path], tmp_path: Path) -> None:
    made, _, output = interview(tmp_path, [said["result"]], *DRILL, keys="3\n")
    assert made.answers[0].attempts[0].rated == 3
    assert "You said 3; the mark comes to 5.0: 2.0 higher." in output
    assert progress([made]).courses == ()


def test_answers_that_are_written_are_rated_by_a_line_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mockint", "interview", BANK, *TWO, "--type"]
    command += ["--rate-yourself", "--recordings", str(tmp_path), "--follow-ups", "0"]
    lines = f"{SAID['whole']}\n\n4\n{SAID['story']}\n\n{SAID['back']}\n\n"
    done = subprocess.run(command, input=lines, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    made = sessions.load(tmp_path / done.stdout.split()[-1])
    assert made.finished
    assert [answer.attempts[0].rated for answer in made.answers] == [4, None, None]
    assert done.stdout.count(ASKED) == 1
    assert over_all(made) in done.stdout


def test_where_nobody_is_at_the_keys_it_is_not_asked(said: dict[str, Path], tmp_path: Path) -> None:
    made, _, output = interview(tmp_path, [said["result"]], *DRILL)
    assert made.finished
    assert ASKED not in output
    assert made.answers[0].attempts[0].rated is None
    assert "You said" not in output
    assert "You rated" not in output


def test_killed_behind_the_question_the_answer_is_kept_and_behind_the_rating_so_is_it(
    said: dict[str, Path], tmp_path: Path
) -> None:
    command = [sys.executable, "-u", "-m", "mockint", "interview", BANK, *TWO, "--rate-yourself"]
    command += ["--recordings", str(tmp_path), "--answers", str(said["whole"])]
    first = killed([*command, str(said["story"])], "4\n", 2)
    assert [answer.attempts[0].rated for answer in first.answers] == [4, None]
    waiting = first.answers[1].attempts[0]
    assert waiting.findings is not None
    assert (waiting.ended, waiting.transcript is not None) == ("recording", True)
    resume = [sys.executable, "-m", "mockint", "interview", "--resume", "--recordings"]
    resume += [str(tmp_path), "--answers", str(said["back"])]
    done = subprocess.run(resume, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    again = sessions.load(tmp_path / done.stdout.split()[-1])
    assert again.finished
    assert [answer.attempts[0].rated for answer in again.answers] == [4, None, None]


def killed(command: list[str], keys: str, asked: int) -> Session:
    """The session of an interview that is killed where the rating is asked for that often."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(keys)
    process.stdin.flush()
    for line in process.stdout:
        asked -= line.startswith(ASKED[:30])
        if not asked:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    recordings = Path(command[command.index("--recordings") + 1])
    return sessions.load(sessions.find(recordings, None))


@pytest.mark.parametrize("level", [0, 6, -1, 2.5, "4", True])
def test_a_level_that_nobody_can_have_given_is_damage(tmp_path: Path, level: object) -> None:
    sessions.save(of([rating(3)]), tmp_path)
    assert sessions.load(tmp_path).answers[0].attempts[0].rated == 3
    path = tmp_path / sessions.FILE
    data = json.loads(path.read_text())
    data["answers"][0]["attempts"][0]["rated"] = level
    path.write_text(json.dumps(data))
    with pytest.raises(SessionError, match="is damaged"):
        sessions.load(tmp_path)


def test_a_session_from_before_opens_without_ratings(tmp_path: Path) -> None:
    sessions.save(of([rating(3)]), tmp_path)
    path = tmp_path / sessions.FILE
    data = json.loads(path.read_text())
    del data["answers"][0]["attempts"][0]["rated"]
    path.write_text(json.dumps(data))
    assert sessions.load(tmp_path).answers[0].attempts[0].rated is None


def test_attempts_side_by_side_each_have_their_own_rating() -> None:
    answer = replace(
        session().answers[0], attempts=(rating(2), replace(rating(4), number=2)), follow_ups=()
    )
    whole = replace(session(), answers=(answer,))
    assert re.search(r"own rating +2 +4", drawn(session_report(whole), 80))
    assert "| own rating | 2 | 4 |" in session_markdown(whole)
    page = " ".join(re.sub("<[^>]*>", " ", session_page(whole)).split())
    assert "own rating 2 4" in page
    assert page.count("You said 2;") == page.count("You said 4;") == 1


@pytest.fixture(scope="module")
def recognizer() -> Iterator[Recognizer]:
    opened = Recognizer(open_engine("moonshine"), load_bank(BANK).terms)
    yield opened
    opened.close()


class Fingers:
    """Presses each next key once its event has happened; ``None`` where none is due."""

    def __init__(self, *script: tuple[type[Event], str]) -> None:
        self._script = list(script)
        self._due: str | None = None

    def see(self, event: Event) -> None:
        if self._due is None and self._script and isinstance(event, self._script[0][0]):
            self._due = self._script.pop(0)[1]

    def read(self, timeout: float = 0.0) -> str | None:
        due, self._due = self._due, None
        return due


def test_a_second_attempt_is_rated_anew_and_the_rating_is_on_disk_before_the_marks_are_shown(
    recognizer: Recognizer, said: dict[str, Path], tmp_path: Path
) -> None:
    bank = load_bank(BANK)
    planned = replace(session(), plan=draw(bank, 1, ("behavioral",), 3), answers=(), finished=False)
    early = (Waiting, "x")  # What is typed before the feedback stands there does nothing.
    fingers = Fingers(
        *((Rating, "2"), early, (Waiting, "a")), *((Rating, "4"), early, (Waiting, "s"))
    )
    ratings = Ratings(fingers, terminal=True)
    held_interview = Interview(
        replace(planned, name=tmp_path.name, bank=BANK),
        tmp_path,
        interviewer=Interviewer(None, None),
        candidate=Recorded([said[name] for name in ("story", "whole", "back")]),
        recognizer=lambda: recognizer,
        judge=lambda question, heard: judge(heard, question, bank.terms, bank=BANK),
        keys=ratings.read,
        manner=Manner(stop=True),
        ratings=ratings,
    )
    kept = []
    for number, event in enumerate(held_interview.run()):
        assert number < 50_000, "it waits for a key that does not come"
        fingers.see(event)
        if isinstance(event, Answered) and event.answer.question is not None:
            kept.append([each.rated for each in sessions.load(tmp_path).answers[0].attempts])
    assert kept == [[2], [2, 4]]
    assert [each.rated for each in sessions.load(tmp_path).answers[0].attempts] == [2, 4]


def test_at_a_terminal_over_the_sound_card_one_key_rates_and_enter_goes_on(
    soundcard: SoundCard, said: dict[str, Path], tmp_path: Path
) -> None:
    options = (BANK, *ONE, "--rate", "320", "--rate-yourself", "--follow-ups", "0")
    with terminal(soundcard, tmp_path, *options) as seen:
        seen.see("Speaking")
        seen.press(ENTER)
        seen.see("Enter answer now")
        seen.press(ENTER)
        seen.see("Listening")
        soundcard.say(said["result"]).wait()
        seen.press(ENTER)
        seen.see(ASKED)
        assert "structure" not in seen.glass.text
        recorded_until = seen.session.answers[0].attempts[0].seconds
        seen.press("x7" + "4" + ENTER)
        seen.see("Enter next")
        assert "You said 4; " in seen.glass.text
        attempts = seen.session.answers[0].attempts
        assert [(each.rated, each.seconds) for each in attempts] == [(4, recorded_until)]
        seen.press("q")
        assert seen.end() == 0
