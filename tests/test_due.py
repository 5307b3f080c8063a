"""What is due, from the outside: sessions on disk, recorded answers, and what is then asked."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from mockint import session as sessions
from mockint.bank import load_bank
from mockint.findings import Mark, Part
from mockint.report.due import due_report
from mockint.schedule import agenda
from mockint.session import Answer, Summary
from mockint.sound.soundfiles import write_flac
from mockint.voice import open_voice
from tests.murmur import said, sound
from tests.practised import BANK
from tests.sample_session import attempt, session
from tests.screens import drawn
from tests.test_bad_input import mockint, the_sentence

QUESTIONS = {question.id: question for question in load_bank(BANK).questions}
WITHOUT_RESULT = (
    "In March one of our largest customers was billed twice for the same orders. My job was to"
    " put that right before the month-end close. First I compared the payment history with the"
    " ledger, and I found the import that had run twice. Then I wrote a credit memo for each"
    " batch, and I called their accounts payable clerk."
)


def answered(name: str, level: int, missing: Sequence[Part] = ()) -> Answer:
    """A marked answer to that question: every mark is ``level``."""
    given = attempt()
    found = given.findings
    assert found is not None
    marks = {name: replace(mark, level=level) for name, mark in found.marks.items()}
    found = replace(found, marks=marks, missing=tuple(missing))
    return Answer(QUESTIONS[name], QUESTIONS[name].ask, None, (replace(given, findings=found),))


def ago(days: int) -> str:
    """A time so many days ago as sessions tell it."""
    return (datetime.now().astimezone() - timedelta(days=days)).isoformat(timespec="seconds")


def held(recordings: Path, days_ago: int, *answers: Answer, **fields: object) -> Path:
    """A session on disk that was held so many days ago."""
    plan = tuple(answer.question for answer in answers if answer.question)
    made = replace(session(), bank=BANK, started=ago(days_ago), plan=plan, answers=answers)
    folder = recordings / f"{days_ago:02d}-days-ago-{len(list(recordings.glob('*')))}"
    folder.mkdir(parents=True)
    sessions.save(replace(made, **fields), folder)
    return folder


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """Three sessions that leave three questions due, and one that comes back later."""
    place = tmp_path / "recordings"
    held(place, 12, answered("error-you-found", 3), answered("your-background", 5))
    held(place, 11, answered("busy-month-end", 4, ["result"]))
    held(place, 9, answered("new-system-fast", 3, ["task", "result"]))
    held(place, 2, answered("your-background", 5))
    return place


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording in which nothing is said."""
    path = tmp_path_factory.mktemp("silent") / "answer.flac"
    write_flac(path, sound(said("— — .")))
    return path


Asking = Callable[..., tuple[list[str], list[str]]]


@pytest.fixture
def asked(silent: Path) -> Asking:
    """Holds an interview; the ids of what it asks, and the lines that are printed."""

    def hold(recordings: Path, *words: object) -> tuple[list[str], list[str]]:
        done = mockint("interview", "--answers", silent, *words, "--recordings", recordings)
        assert done.returncode == 0, done.stderr
        made = sessions.load(recordings / done.stdout.split()[-1])
        return [question.id for question in made.plan], done.stdout.splitlines()

    return hold


def day(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def test_what_is_due_is_listed_with_the_reason_and_the_rest_with_its_day(
    recordings: Path,
) -> None:
    done = mockint("due", "--recordings", recordings)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "Due today: 3 of 49 questions, Billing specialist\n"
        "  busy-month-end   10 days late  marks 4.0  no result\n"
        "  new-system-fast  8 days late   marks 3.0  no result\n"
        "  error-you-found  10 days late  marks 3.0\n"
        "Never asked: 45.\n"
        f"Coming back: {day(58)} (1).\n"
        "Your results are the weakest part: missing from 2 of the last 5 stories.\n"
        "Practise what is due with: mockint interview --due\n"
        "Practise results alone with: mockint interview --drill result\n"
    )


def test_what_is_due_is_asked_first_and_one_line_says_why(recordings: Path, asked: Asking) -> None:
    plan, lines = asked(recordings, "--due", "-n", "5", "--seed", "3")
    assert plan[:3] == ["busy-month-end", "new-system-fast", "error-you-found"]
    assert "your-background" not in plan
    assert lines[0] == "3 due, 2 new; your results are the weakest part: they come first."


def test_only_as_many_are_asked_as_are_wanted(recordings: Path, asked: Asking) -> None:
    plan, lines = asked(recordings, "--due", "-n", "1")
    assert plan == ["busy-month-end"]
    assert lines[0] == "1 due; your results are the weakest part: they come first."


def test_nothing_due_is_no_error(tmp_path: Path, asked: Asking) -> None:
    plan, lines = asked(tmp_path, "--due", "-n", "1", "--seed", "3")
    assert lines[0] == "Nothing is due yet: 1 new."
    without, lines = asked(tmp_path, "-n", "1", "--seed", "3")
    assert plan == without
    assert lines[0].startswith("Hello")
    held(tmp_path, 0, answered("your-background", 5))
    done = mockint("due", "--recordings", tmp_path)
    assert done.stdout == (
        "Due today: 0 of 49 questions, Billing specialist\n"
        "Never asked: 48.\n"
        f"Coming back: {day(8)} (1).\n"
        "Nothing is due; `mockint interview --due` asks what is new.\n"
    )


def drilled(recordings: Path, days_ago: int, *levels: int) -> None:
    """A drill of the result with these marks."""
    answers: list[Answer] = []
    for level in levels:
        given = attempt()
        assert given.findings is not None
        found = replace(given.findings, form="other", marks={"result": Mark(level, "")})
        question = replace(QUESTIONS["busy-month-end"], id=f"drill-{len(answers)}", form="other")
        answers.append(Answer(question, "", None, (replace(given, findings=found),)))
    held(recordings, days_ago, *answers, drill="result")


def test_drills_since_the_last_story_are_counted_and_lead_back_to_whole_stories(
    tmp_path: Path,
) -> None:
    names = ("busy-month-end", "error-you-found")
    held(tmp_path, 12, *(answered(name, 5, ["result"]) for name in names))
    drilled(tmp_path, 13, 1, 1)
    assert "In drills" not in mockint("due", "--recordings", tmp_path).stdout
    drilled(tmp_path, 8, 5, 1, 2)
    assert "In drills" in mockint("due", "--recordings", tmp_path).stdout
    drilled(tmp_path, 7, 3, 5)
    weak = (
        "Your results are the weakest part: missing from {} stories.\n"
        "In drills since the newest of them: heard in 3 of 5.\n"
    )
    more = "Practise results alone with: mockint interview --drill result\n"
    shown = mockint("due", "--recordings", tmp_path).stdout
    due = "Practise what is due with: mockint interview --due\n"
    assert shown.endswith(weak.format("2 of the last 2") + due + more)
    held(tmp_path, 9, *(answered(name, 5) for name in names))
    shown = mockint("due", "--recordings", tmp_path).stdout
    assert shown.endswith(
        weak.format("2 of the last 4")
        + "Nothing is due; `mockint interview --due` asks what is new.\n"
        + more
        + "Tell whole stories with: mockint interview --stage behavioral\n"
    )
    held(tmp_path, 1, answered("new-system-fast", 5))
    assert "In drills" not in mockint("due", "--recordings", tmp_path).stdout


def test_where_nothing_is_due_and_nothing_new_it_says_so(recordings: Path) -> None:
    every = [answered(name, 5) for name in QUESTIONS]
    held(recordings, 1, *every)
    lines = mockint("due", "--recordings", recordings).stdout.splitlines()
    assert lines[0] == "Due today: 0 of 49 questions, Billing specialist"
    assert "Never asked" not in " ".join(lines)
    assert lines[-1] == (
        "Nothing is due; `mockint interview --due` asks ahead of time what comes back."
    )


def test_where_a_part_is_weak_and_no_story_is_due_one_comes_ahead_of_time(
    tmp_path: Path, asked: Asking
) -> None:
    names = ("busy-month-end", "report-you-built")
    for days in (3, 1):
        held(tmp_path, days, *(answered(name, 5, ["result"]) for name in names))
    shown = " ".join(mockint("due", "--recordings", tmp_path).stdout.split())
    assert (
        "Nothing is due; `mockint interview --due` asks a story ahead of time for its result, and"
        " what is new." in shown
    )
    plan, lines = asked(tmp_path, "--due", "-n", "3", "--seed", "3")
    assert plan[0] in names
    assert not {*names} & {*plan[1:]}
    assert " ".join(" ".join(lines).split()).startswith(
        f"Nothing is due before {day(3)}: 2 new, 1 ahead of time; your results are the weakest "
        "part: a story comes ahead of time. "
    )


def test_the_weakest_stage_stands_beside_the_others(tmp_path: Path) -> None:
    weak = [name for name, each in QUESTIONS.items() if each.stage == "technical"][:3]
    strong = [name for name, each in QUESTIONS.items() if each.stage == "general"][:3]
    held(tmp_path, 1, *(answered(name, 3) for name in weak), *(answered(n, 4) for n in strong))
    shown = " ".join(mockint("due", "--recordings", tmp_path).stdout.split())
    expected = "Your weakest stage is technical: 3.0 of 5 in its last 3 answers, the others 4.0."
    assert expected in shown


def test_of_the_days_on_which_questions_come_back_the_first_five_are_named(
    tmp_path: Path,
) -> None:
    for days, name in enumerate(list(QUESTIONS)[:7]):
        held(tmp_path, days, answered(name, 5))
    shown = " ".join(mockint("due", "--recordings", tmp_path).stdout.split())
    named = ", ".join(f"{day(days)} (1)" for days in range(2, 7))
    assert f"Coming back: {named}, later (2)." in shown


def test_stages_without_anything_due_say_so(recordings: Path, asked: Asking) -> None:
    plan, lines = asked(recordings, "--due", "-n", "1", "--stage", "technical")
    assert QUESTIONS[plan[0]].stage == "technical"
    assert lines[0] == "Nothing is due in these stages: 1 new."


def test_a_rehearsal_and_an_answer_that_was_not_heard_move_nothing(
    recordings: Path, asked: Asking
) -> None:
    before = mockint("due", "--recordings", recordings).stdout
    asked(recordings, "--due", "-n", "1")
    held(recordings, 0, answered("busy-month-end", 5), rehearsal=True)
    assert mockint("due", "--recordings", recordings).stdout == before


def test_a_damaged_session_and_one_of_another_time_are_passed_over(recordings: Path) -> None:
    before = mockint("due", "--recordings", recordings).stdout
    (recordings / "damaged").mkdir()
    (recordings / "damaged" / sessions.FILE).write_text("{")
    held(recordings, -3, answered("error-you-found", 5))
    held(recordings, 1, answered("error-you-found", 5), started="\x1b[2J")
    done = mockint("due", "--recordings", recordings)
    assert (done.stdout, done.stderr) == (before, "")


def test_an_unknown_bank_and_a_stage_that_is_not_there_are_refused_in_one_sentence(
    recordings: Path,
) -> None:
    assert "billing-specialist" in the_sentence(
        mockint("due", "biling", "--recordings", recordings)
    )
    done = mockint(
        "interview", "--due", "--or-rehearse", "--stage", "x", "--recordings", recordings
    )
    assert "has no stage 'x'" in the_sentence(done)
    assert len(sessions.folders(recordings)) == 4


def test_many_that_are_due_fill_no_screen_and_no_line_is_wider_than_the_terminal() -> None:
    bank = load_bank(BANK)
    questions = tuple(
        replace(q, id=f"{'a-long-name' * 5}-{n}") for n, q in enumerate(bank.questions)
    )
    bank = replace(bank, questions=questions)
    answers = tuple(replace(answered("error-you-found", 1), question=q) for q in questions)
    made = replace(session(), bank=BANK, started="2026-03-01T10:00:00+00:00", answers=answers)
    found = msgspec.json.decode(msgspec.json.encode(made), type=Summary)
    screen = drawn(due_report(agenda(bank, [found], datetime.now().astimezone()), "T\x1b[2J"), 80)
    lines = screen.splitlines()
    assert len(lines) == 1 + 12 + 1 + 1
    assert lines[-2] == "  and 37 more"
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in screen


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A recording of a story without a result."""
    voice = open_voice("en-us")
    path = tmp_path_factory.mktemp("recorded") / "answer.flac"
    write_flac(path, voice.render(WITHOUT_RESULT).clip)
    yield path
    voice.close()


def test_a_story_told_aloud_without_a_result_comes_back_first(
    tmp_path: Path, recorded: Path
) -> None:
    place = tmp_path / "recordings"
    held(place, 30, answered("error-you-found", 3))
    plans = []
    for days in (5, 3):
        done = mockint(
            *("interview", "--due", "-n", "1", "--stage", "behavioral", "--seed", days),
            *("--answers", recorded, "--recordings", place),
        )
        assert done.returncode == 0, done.stderr
        folder = place / done.stdout.split()[-1]
        plans.append(done.stdout.splitlines()[0])
        kept = json.loads((folder / sessions.FILE).read_text())
        (folder / sessions.FILE).write_text(json.dumps(kept | {"started": ago(days)}))
    assert plans == ["1 due.", f"Nothing is due before {day(17)}: 1 new."]
    assert mockint("due", "--recordings", place).stdout == (
        "Due today: 1 of 49 questions, Billing specialist\n"
        "  duplicate-charge-questioned  2 days late  marks 4.0  no result\n"
        "Never asked: 47.\n"
        f"Coming back: {day(17)} (1).\n"
        "Your results are the weakest part: missing from 2 of the last 3 stories.\n"
        "Practise what is due with: mockint interview --due\n"
        "Practise results alone with: mockint interview --drill result\n"
    )
