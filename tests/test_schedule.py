"""When a question comes back, and which go first."""

import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import exp, pow
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks import practice
from benchmarks.pupil import WEAK
from mockint.bank import Bank, load_bank
from mockint.errors import BankError
from mockint.findings import Part
from mockint.plan import draw, draw_due
from mockint.schedule import (
    Rating,
    Review,
    agenda,
    rating,
    recall,
    reviews,
    weakest_part,
    weakest_stage,
)
from mockint.schedule.recall import LONGEST
from mockint.session import Summary, summaries
from mockint.session.summary import Asked, Go, Level, Marked, Reply
from tests.measured import Measured
from tests.practised import BANK, many

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
MEANS: dict[Rating, float] = {"again": 1.0, "hard": 2.5, "good": 3.5, "easy": 4.5}


@cache
def bank() -> Bank:
    return load_bank(BANK)


def held(
    days_ago: float, *answers: tuple[str, int, Sequence[str]], bank: str = BANK, **fields: object
) -> Summary:
    """A session with these answers: a question's id, the level of all marks, what was missing."""
    replies = tuple(
        Reply(
            Asked(name, "story"),
            (Go("key", findings=Marked(None, {"structure": Level(level)}, "story", (*missing,))),),
        )
        for name, level, missing in answers
    )
    started = (NOW - timedelta(days=days_ago)).isoformat(timespec="seconds")
    made = Summary(1, started, bank, "Billing", (), answers=replies, finished=True)
    return replace(made, **fields)


def given_on(*days: tuple[int, Rating]) -> list[Review]:
    """Reviews so many days after the first of March."""
    return [
        Review("late-payer", date(2026, 3, 1) + timedelta(days=day), float(day), MEANS[how])
        for day, how in days
    ]


# FSRS 6 as it is published, with its default weights.
W = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
GRADES: dict[Rating, int] = {"again": 1, "hard": 2, "good": 3, "easy": 4}


def remembered(days: int, stability: float) -> float:
    """The probability of recall after so many days."""
    factor = 0.9 ** (-1 / W[20]) - 1
    return float((1 + factor * days / stability) ** -W[20])


def first_difficulty(grade: int) -> float:
    return W[4] - exp(W[5] * (grade - 1)) + 1


def harder(difficulty: float, grade: int) -> float:
    """The difficulty after a review."""
    moved = difficulty - W[6] * (grade - 3) * (10 - difficulty) / 9
    return min(max(W[7] * first_difficulty(4) + (1 - W[7]) * moved, 1.0), 10.0)


def steadier(stability: float, difficulty: float, days: int, grade: int) -> float:
    """The stability after a review so many days after the last."""
    if days < 1:
        grown = exp(W[17] * (grade - 3 + W[18])) * pow(stability, -W[19])
        return stability * (max(grown, 1.0) if grade > 1 else grown)
    forgotten = 1 - remembered(days, stability)
    if grade == 1:
        long = W[11] * pow(difficulty, -W[12]) * (pow(stability + 1, W[13]) - 1)
        return min(long * exp(forgotten * W[14]), stability / exp(W[17] * W[18]))
    bonus = {2: W[15], 3: 1.0, 4: W[16]}[grade]
    gain = exp(W[8]) * (11 - difficulty) * pow(stability, -W[9]) * (exp(forgotten * W[10]) - 1)
    return stability * (1 + gain * bonus)


def by_formula(given: Sequence[Review]) -> tuple[int, ...]:
    """The days that the formula sets after each review."""
    intervals = []
    stability = difficulty = 0.0
    for number, review in enumerate(given):
        grade = GRADES[review.rating]
        if number == 0:
            stability, difficulty = W[grade - 1], min(max(first_difficulty(grade), 1.0), 10.0)
        else:
            days = (review.day - given[number - 1].day).days
            stability = max(steadier(stability, difficulty, days, grade), 0.001)
            difficulty = harder(difficulty, grade)
        intervals.append(min(max(round(stability), 1), LONGEST))
    return tuple(intervals)


HISTORIES = st.lists(
    st.tuples(st.integers(0, 70), st.sampled_from(("again", "hard", "good", "easy"))),
    min_size=1,
    max_size=12,
)


@given(HISTORIES)
def test_the_days_are_those_of_the_published_formula(gaps: list[tuple[int, Rating]]) -> None:
    day, days = 0, []
    for gap, how in gaps:
        day += gap
        days.append((day, how))
    history = given_on(*days)
    kept = recall(history, history[-1].day)
    assert kept.intervals == by_formula(history)
    assert kept.due == history[-1].day + timedelta(days=kept.intervals[-1])


def test_the_days_grow_after_good_answers_and_shrink_after_one_that_went_wrong() -> None:
    history = given_on((0, "good"), (2, "good"), (13, "good"), (60, "again"))
    assert recall(history, history[-1].day).intervals == (2, 11, 46, 3)


def test_no_question_comes_back_on_the_day_it_was_answered() -> None:
    for how in GRADES:
        assert recall(given_on((0, how)), date(2026, 3, 1)).due > date(2026, 3, 1)


def test_what_was_answered_long_ago_is_the_less_likely_to_go_well() -> None:
    history = given_on((0, "good"))
    soon, late = (recall(history, date(2026, month, 1)).retrievability for month in (3, 6))
    assert 0 < late < soon == 1


@pytest.mark.parametrize(
    ("mean", "missing", "rated"),
    [
        *((1.0, (), "again"), (1.99, (), "again"), (2.0, (), "hard"), (2.99, (), "hard")),
        *((3.0, (), "good"), (4.19, (), "good"), (4.2, (), "easy"), (5.0, (), "easy")),
        *((5.0, ("result",), "hard"), (1.5, ("result",), "again"), (5.0, ("task",), "easy")),
    ],
)
def test_an_answer_is_rated_by_its_marks_and_without_a_result_it_is_hard_at_best(
    mean: float, missing: tuple[Part, ...], rated: str
) -> None:
    assert rating(mean, missing) == rated


def test_the_delivery_is_left_out_and_levels_off_the_scale_count_as_its_ends() -> None:
    marks = {"structure": Level(4), "trade": Level(None), "evidence": Level(99)}
    found = Marked(None, marks | {"delivery": Level(1)}, "story", ())
    session = held(1)
    session = replace(session, answers=(Reply(Asked("late-payer"), (Go("key", findings=found),)),))
    assert [review.mean for review in reviews(BANK, [session], NOW)] == [4.5]


def test_rehearsals_other_banks_and_what_was_not_marked_are_no_reviews() -> None:
    answer = ("error-you-found", 4, ())
    counts = held(3, answer)
    abstained = Marked("empty", {"structure": Level(3)}, "story")
    unmarked = Marked(None, {"structure": Level(None)}, "story")
    sessions = [
        counts,
        held(3, answer, rehearsal=True),
        held(3, answer, bank="accounts-payable"),
        held(-1, answer),
        held(3, answer, started="last week"),
        *(
            held(2, answers=(Reply(Asked("error-you-found"), (Go("key", findings=found),)),))
            for found in (abstained, unmarked, None)
        ),
        held(2, answers=(Reply(None, (Go("key", findings=unmarked),)),)),
        held(2, answers=(Reply(Asked("error-you-found"), (Go("skipped"),)),)),
    ]
    assert [review.day for review in reviews(BANK, sessions, NOW)] == [date(2026, 3, 17)]


def test_the_attempt_that_counts_is_the_review() -> None:
    first, second = (
        Go("key", findings=Marked(None, {"structure": Level(level)}, "story")) for level in (1, 5)
    )
    reply = Reply(Asked("error-you-found"), (first, second, Go("skipped")))
    found = agenda(bank(), [held(1, answers=(reply,))], NOW)
    assert [(due.times, due.mean) for due in found.later] == [(1, 5.0)]


def test_a_story_told_where_none_is_asked_for_needs_no_result() -> None:
    found = Marked(None, {"trade": Level(5)}, "story", ("result",))
    reply = Reply(Asked("invoice-to-paid", "process"), (Go("key", findings=found),))
    (review,) = reviews(BANK, [held(1, answers=(reply,))], NOW)
    assert (review.missing, review.rating) == ((), "easy")


def test_every_question_stands_in_one_place() -> None:
    sessions = [held(9, ("error-you-found", 2, ())), held(0, ("your-background", 5, ()))]
    found = agenda(bank(), sessions, NOW)
    assert [due.question.id for due in found.due] == ["error-you-found"]
    assert [due.question.id for due in found.later] == ["your-background"]
    assert len(found.new) == len(bank().questions) - 2
    assert (found.due[0].overdue, found.later[0].overdue) == (8, -8)


def test_the_day_decides_and_not_the_hour() -> None:
    evening = held(0.6, ("error-you-found", 1, ()))
    assert evening.started.startswith("2026-03-19T21:36")
    assert agenda(bank(), [evening], NOW).due
    assert not agenda(bank(), [evening], NOW - timedelta(hours=13)).due


def test_what_lacked_the_weakest_part_goes_first_then_what_is_most_overdue() -> None:
    sessions = [
        held(12, ("error-you-found", 4, ()), ("busy-month-end", 3, ("result",))),
        held(11, ("new-system-fast", 3, ())),
        held(7, ("report-you-built", 4, ("result",))),
    ]
    found = agenda(bank(), sessions, NOW)
    assert found.part is not None
    assert (found.part.part, found.part.missing, found.part.stories) == ("result", 2, 4)
    assert [(due.question.id, due.overdue) for due in found.due] == [
        ("busy-month-end", 11),
        ("report-you-built", 6),
        ("error-you-found", 10),
        ("new-system-fast", 9),
    ]


def test_of_what_comes_back_later_too_what_lacked_the_weakest_part_goes_first() -> None:
    sessions = [
        held(3, ("busy-month-end", 5, ("result",)), ("report-you-built", 5, ("result",))),
        held(1, ("busy-month-end", 5, ("result",)), ("new-system-fast", 4, ())),
    ]
    found = agenda(bank(), sessions, NOW)
    assert [(due.question.id, due.overdue) for due in found.later] == [
        ("busy-month-end", -3),
        ("new-system-fast", -1),
    ]
    assert [due.question.id for due in found.due] == ["report-you-built"]


def test_a_story_comes_early_where_a_part_is_weak_and_never_twice_a_day() -> None:
    weak = [held(days, ("busy-month-end", 5, ("result",))) for days in (9, 8, 6)]
    found = agenda(bank(), weak, NOW - timedelta(days=5))
    assert (found.due, [each.id for each in found.first]) == ((), ["busy-month-end"])
    assert agenda(bank(), weak, NOW - timedelta(days=6)).early is None
    stories = [each.id for each in bank().questions if each.form == "story"]
    mended = held(5, ("busy-month-end", 5, ()))
    found = agenda(bank(), [*weak, mended], NOW - timedelta(days=4))
    assert found.early is None
    assert found.story is not None
    assert found.story in found.new
    assert found.story.form == "story"
    assert agenda(bank(), [mended], NOW - timedelta(days=4)).story is None
    every = held(9, *((name, 5, ()) for name in stories))
    lacking = held(7, *((name, 5, ("result",)) for name in stories[:4]))
    again = held(6, *((name, 5, ()) for name in stories[:4]))
    found = agenda(bank(), [every, lacking, again], NOW - timedelta(days=5))
    assert found.early is not None
    assert found.early.missing == ()
    assert found.early == next(each for each in found.later if each.story)


def test_what_is_of_the_weakest_stage_goes_before_what_is_more_overdue() -> None:
    weak = [question.id for question in bank().questions if question.stage == "technical"][:3]
    strong = [question.id for question in bank().questions if question.stage == "general"][:3]
    sessions = [
        held(20, *((name, 4, ()) for name in strong)),
        held(3, *((name, 2, ()) for name in weak)),
    ]
    found = agenda(bank(), sessions, NOW)
    assert found.stage is not None
    assert (found.stage.stage, found.stage.mean) == ("technical", 2)
    assert [due.question.stage for due in found.due] == ["technical"] * 3 + ["general"] * 3


def told(*missing: Sequence[Part]) -> list[Review]:
    """Stories that lacked these parts."""
    return [
        Review("error-you-found", date(2026, 3, 1), number, 3.0, True, tuple(parts))
        for number, parts in enumerate(missing)
    ]


def test_a_slip_is_no_weak_spot_and_what_was_long_ago_is_none_any_more() -> None:
    assert weakest_part([]) is None
    assert weakest_part(told(["result"])) is None
    assert weakest_part(told(["task"], ["task"], *[()] * 5)) is None
    lacking: list[Sequence[Part]] = [("result",) if at < 9 else () for at in range(21)]
    assert weakest_part(told(*lacking)) is None
    weak = weakest_part(told(["task"], ["task"], ["task", "result"], ["result"], ["result"]))
    assert weak is not None
    assert (weak.part, weak.missing, weak.stories) == ("result", 3, 5)


def test_a_stage_is_weak_only_where_it_lies_clearly_below_the_others() -> None:
    stages = {"a": "opening", "b": "technical"}

    def marked(first: float, second: float, times: int) -> list[Review]:
        day = date(2026, 3, 1)
        means = (("a", first), ("b", second))
        return [Review(name, day, 0.0, mean) for name, mean in means for _ in range(times)]

    assert weakest_stage(marked(2.0, 4.0, 2), stages) is None
    assert weakest_stage(marked(3.6, 4.0, 5), stages) is None
    assert weakest_stage(marked(2.0, 4.0, 5)[:5], stages) is None
    weak = weakest_stage(marked(4.0, 2.0, 5), stages)
    assert weak is not None
    assert (weak.stage, weak.mean, weak.answers) == ("technical", 2.0, 5)


def test_what_is_due_is_asked_first_and_the_rest_is_new() -> None:
    questions = bank().questions
    due, later = questions[7:9], questions[:5]
    asked = draw_due(bank(), due, later, 6, (), 3)
    assert asked[:2] == due
    assert not {question.id for question in asked[2:]} & {q.id for q in (*due, *later)}
    assert asked == draw_due(bank(), due, later, 6, (), 3) != draw_due(bank(), due, later, 6, (), 4)


def test_with_nothing_due_the_questions_are_drawn_as_ever() -> None:
    assert draw_due(bank(), (), (), 5, (), 7) == draw(bank(), 5, (), 7)


def test_where_nothing_is_new_any_more_what_comes_back_soonest_follows() -> None:
    questions = bank().questions
    asked = draw_due(bank(), questions[:2], questions[2:][::-1], 4, (), 1)
    assert asked == (*questions[:2], questions[-1], questions[-2])


def test_only_the_stages_named_are_asked_of_what_is_due() -> None:
    asked = draw_due(bank(), bank().questions[:20], (), 3, ["technical"], 1)
    assert {question.stage for question in asked} == {"technical"}
    with pytest.raises(BankError, match="has no stage 'tecnical'"):
        draw_due(bank(), (), (), 3, ["tecnical"], 1)
    with pytest.raises(BankError, match="ask for fewer with -n"):
        draw_due(bank(), bank().questions, (), 500, (), 1)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_same_sessions_give_the_same_schedule_in_whatever_order(random: Random) -> None:
    sessions = list(practice.practised(WEAK, 7, 8).sessions)
    before = agenda(bank(), sessions, practice.FIRST + timedelta(days=20))
    random.shuffle(sessions)
    assert agenda(bank(), sessions, practice.FIRST + timedelta(days=20)) == before


NAMES = [question.id for question in load_bank(BANK).questions]
ANYTHING = st.builds(
    Summary,
    format=st.just(1),
    started=st.one_of(
        st.datetimes().map(datetime.isoformat),
        st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
        st.text(max_size=30),
    ),
    bank=st.just(BANK),
    title=st.text(max_size=5),
    plan=st.just(()),
    answers=st.lists(
        st.builds(
            lambda name, levels, form, missing: Reply(
                Asked(name, form),
                (
                    Go(
                        "key",
                        findings=Marked(
                            None, {k: Level(v) for k, v in levels.items()}, form, tuple(missing)
                        ),
                    ),
                ),
            ),
            st.sampled_from([*NAMES[:4], "\x1b[2J"]),
            st.dictionaries(st.text(max_size=9), st.one_of(st.none(), st.integers()), max_size=4),
            st.sampled_from(["story", "process", "\u202e"]),
            st.lists(st.sampled_from(["result", "task", "<script>"]), max_size=3),
        ),
        max_size=4,
    ).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANYTHING, max_size=6))
def test_whatever_stands_in_the_sessions_there_is_a_schedule(found: list[Summary]) -> None:
    made = agenda(bank(), found, NOW)
    assert len(made.due) + len(made.new) + len(made.later) == len(bank().questions)
    assert all(due.due <= NOW.date() for due in made.due)
    assert all(NOW.date() < due.due <= NOW.date() + timedelta(LONGEST) for due in made.later)
    assert all(0 <= due.retrievability <= 1 for due in (*made.due, *made.later))


def test_five_hundred_sessions_are_read_and_planned_soon(
    tmp_path: Path, measured: Measured
) -> None:
    many(tmp_path, 500)
    began = time.process_time()
    found = [each for _, each in summaries(tmp_path) if isinstance(each, Summary)]
    read = time.process_time()
    made = agenda(bank(), found, datetime(2026, 1, 1, tzinfo=UTC))
    done = time.process_time()
    measured(f"schedule of 500 sessions: read {read - began:.2f} s, planned {done - read:.2f} s")
    assert sum(due.times for due in made.later) == 2500
    assert done - began < 3


def test_the_newest_stories_are_the_last_ones_answered_whatever_they_are_called() -> None:
    names = ("your-background", "busy-month-end")
    last = [held(1, (names[0], 3, ["result"]), (names[1], 3, ()))]
    before = [held(9 + n, ("error-you-found", 3, ["result"])) for n in range(11)]
    found = reviews(BANK, [*last, *before], NOW)
    assert [review.question for review in found[-2:]] == [*names]
    weak = weakest_part(found)
    assert weak is not None
    assert (weak.missing, weak.stories) == (11, 12)
