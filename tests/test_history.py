"""Courses of figures over sessions, and two sessions compared."""

import json
from math import gamma, pi, sqrt
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks import wobble
from mockint.findings import Delivery, Expected, Filler, Mark
from mockint.history import Course, Point, compare, courses, progress, recorded
from mockint.history.figure import Kind
from mockint.history.student import critical, two_sided
from mockint.history.trend import Mean, trend
from mockint.session import Answer, Attempt, Session
from tests.sample_session import HALF, attempt, findings, question, session
from tests.several import held, marked


def course(*values: float, kind: Kind = "mark", answers: int = 5) -> Course:
    """A course with these values, oldest first."""
    points = (Point(f"s{at:03}", f"2026-{at:03}", v, answers) for at, v in enumerate(values))
    return Course("structure", "of 5", kind, tuple(points))


def of(found: tuple[Course, ...], name: str) -> Course:
    """The course of that name."""
    return next(each for each in found if each.name == name)


@pytest.mark.parametrize(
    ("level", "degrees", "t"),
    [(0.05, 1, 12.706), (0.05, 10, 2.228), (0.01, 4, 4.604), (0.02, 30, 2.457), (0.05, 1e6, 1.960)],
)
def test_what_chance_reaches_agrees_with_the_printed_tables(
    level: float, degrees: float, t: float
) -> None:
    assert critical(level, degrees) == pytest.approx(t, abs=5e-4)


@pytest.mark.parametrize("degrees", [2.0, 3.7, 12.0])
def test_the_tail_of_t_is_the_area_under_its_density(degrees: float) -> None:
    front = gamma((degrees + 1) / 2) / sqrt(degrees * pi) / gamma(degrees / 2)
    step = 1e-3
    inside = sum(
        front * (1 + (x * step) ** 2 / degrees) ** (-(degrees + 1) / 2) * step * 2
        for x in range(2000)
    )
    assert two_sided(2.0, degrees) == pytest.approx(1 - inside, abs=2e-3)
    assert two_sided(0.0, degrees) == 1.0


def test_with_fewer_than_three_sessions_before_it_nobody_can_tell() -> None:
    assert course(1.0).band is None
    assert course(1.0, 1.0, 5.0).verdict == "too few sessions to tell"
    assert course(1.0, 1.0, 5.0).change == 0
    assert course(3.0, 3.0, 3.0, 3.0).band is not None


def test_a_band_is_the_prediction_interval_with_the_usual_spread_worth_four_sessions() -> None:
    before = (3.0, 3.4, 2.6, 3.0)
    squares = 5 * (0.4**2 + 0.4**2)
    spread = sqrt((squares + 4 * 1.1**2) / 7)
    reach = critical(0.015, 7) * spread * sqrt(1 / 5 + 1 / 20)
    assert course(*before, 3.2).band == pytest.approx((3.0 - reach, 3.0 + reach))


def test_a_band_never_leaves_the_scale_and_is_wider_for_a_session_of_one_answer() -> None:
    few = course(*[4.8] * 6)
    assert few.band is not None
    assert few.band[1] == 5.0
    single = Course("s", "", "mark", (*few.points[:-1], replace(few.points[-1], answers=1)))
    assert single.band is not None
    assert single.band[0] < few.band[0]


def test_a_filler_rate_of_next_to_nothing_has_no_band_below_nothing() -> None:
    low = course(0.0, 0.5, 0.0, 0.2, 0.1, kind="fillers").band
    assert low is not None
    assert low[0] == 0.0
    assert low[1] < 6


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((3.0, 3.4, 2.8, 3.2, 3.6), "as usual"),
        ((3.0, 3.0, 3.0, 3.0, 3.4), "as usual"),
        ((3.0, 3.2, 3.0, 3.2, 3.0, 4.8), "above the usual"),
        ((3.0, 3.2, 3.0, 3.2, 3.0, 1.2), "below the usual"),
        ((3.0, 3.0, 3.2, 3.4, 3.8, 4.0, 4.4), "rising over the last 7"),
        ((4.4, 4.0, 3.8, 3.4, 3.2, 3.0, 2.4), "falling over the last 7"),
        ((1.0, *[2.0, 4.0] * 10), "as usual"),
    ],
)
def test_a_verdict_says_in_words_whether_there_is_a_change(
    values: tuple[float, ...], verdict: str
) -> None:
    assert course(*values).verdict == verdict


def test_a_slow_steady_rise_is_seen_although_no_session_leaves_its_band() -> None:
    values = [2.4 + 0.12 * at + (0.2 if at % 2 else -0.2) for at in range(12)]
    assert all(course(*values[: end + 1]).outside == 0 for end in range(12))
    assert course(*values).verdict == "rising over the last 12"


def test_what_was_usual_long_ago_is_usual_no_more() -> None:
    assert course(*[1.0] * 200, *[4.0, 4.2, 3.8] * 4, 4.0).verdict == "as usual"


def test_a_fall_below_the_band_is_not_hidden_by_a_rise_before_it() -> None:
    rising = [3.0, 3.0, 3.0, 3.0, 3.2, 3.2, 3.4, 3.6, 3.8, 4.0, 4.2]
    assert course(*rising).verdict == "rising over the last 11"
    assert course(*rising, 1.0).verdict == "below the usual"
    assert course(*rising, 1.0).change == -1


def test_equal_values_and_a_single_step_are_no_trend() -> None:
    assert trend([Mean(3.0, 5.0)] * 12, 1.0, 0.03) == 0
    assert trend([Mean(1.0, 5.0)] * 3 + [Mean(5.0, 5.0)], 1.0, 0.03) == 0


@pytest.mark.parametrize("name", wobble.figures())
def test_where_nothing_changes_at_most_one_session_in_twenty_is_called_a_change(name: str) -> None:
    kind, draw = wobble.figures()[name]
    rounds = 500
    shares = [
        wobble.false_alarms(kind, draw, length, answers, rounds)
        for length, answers in ((6, 5), (13, 5), (13, 2))
    ]
    # Of 1500 courses drawn, chance itself leaves room for some more than 5 %.
    assert sum(shares) / len(shares) <= 0.05
    assert max(shares) <= 0.07


def test_a_rise_of_one_level_over_six_sessions_is_mostly_seen() -> None:
    assert wobble.seen(0.6, before=6, after=0, rounds=150) > 0.7
    assert wobble.seen(0.9, before=6, after=0, rounds=150) > 0.5
    assert wobble.seen(0.9, before=6, after=2, rounds=150) > 0.8
    assert wobble.seen(1.2, before=6, after=3, rounds=150) > 0.65


def test_every_figure_of_a_session_has_a_course() -> None:
    found = courses([session()])
    assert [(each.name, each.unit, each.kind) for each in found] == [
        ("structure", "of 5", "mark"),
        ("result", "of 5", "mark"),
        ("pace", "words a minute", "pace"),
        ("fillers, at least", "a minute", "fillers"),
        ("parts of a story", "of 4", "parts"),
        ("terms of the question", "%", "terms"),
    ]
    assert [each.newest for each in found] == pytest.approx(
        [3.0, 3.0, 138.0, 0.977, 2.5, 33.333], abs=1e-3
    )
    assert {each.points[0].answers for each in found} == {2}


def test_only_parts_that_were_surely_heard_count_and_only_of_stories() -> None:
    told = held(1, findings(), findings(HALF, form="process"))
    assert of(courses([told]), "parts of a story").points[0].value == 3.0
    assert of(courses([told]), "parts of a story").points[0].answers == 1


def test_terms_are_a_share_of_those_the_question_calls_for() -> None:
    one = replace(findings(), expected=Expected(("a", "b"), ("c", "d")))
    none = replace(findings(), expected=Expected((), ("c",)))
    unasked = replace(findings(), expected=Expected())
    assert of(courses([held(1, one, none, unasked)]), "terms of the question").newest == 25.0


def test_rehearsals_and_unmarked_answers_do_not_count() -> None:
    silent = replace(findings(), abstained="Nothing was heard.", marks={"structure": Mark(5, "")})
    counted = held(1, marked(structure=2), silent, marked(structure=None))
    found = of(courses([counted, held(2, marked(structure=5), rehearsal=True)]), "structure")
    assert [(point.session, point.value, point.answers) for point in found.points] == [
        ("s01", 2.0, 1)
    ]


def test_only_the_attempt_that_counts_is_measured() -> None:
    first, second = replace(attempt(number=1), findings=marked(structure=1)), attempt(number=2)
    again = Answer(question(), "?", None, (first, replace(second, findings=marked(structure=4))))
    whole = replace(session(), answers=(again,))
    assert of(courses([whole]), "structure").newest == 4.0


def test_sessions_come_in_the_order_they_were_held() -> None:
    days = [held(day, marked(structure=1 + day % 5)) for day in (3, 1, 2)]
    assert [point.session for point in courses(days)[0].points] == ["s01", "s02", "s03"]


def test_a_figure_a_session_lacks_has_no_point_of_it() -> None:
    found = courses([held(1, marked(structure=3)), held(2, marked(other=4))])
    assert len(of(found, "structure").points) == 1
    assert of(found, "other").points[0].session == "s02"


def test_values_off_the_scale_are_left_out() -> None:
    spoken = findings().delivery
    assert spoken is not None
    absurd = replace(
        marked(structure=99, result=10**400),
        delivery=replace(spoken, seconds=5e-324, words_per_minute=1e308),
    )
    assert {each.name for each in courses([held(1, absurd)])} == {
        "parts of a story",
        "terms of the question",
    }
    backwards = replace(marked(), delivery=replace(spoken, seconds=-5.0, words_per_minute=-1.0))
    assert not {"pace", "fillers, at least"} & {e.name for e in courses([held(1, backwards)])}
    endless = replace(marked(), delivery=replace(spoken, words_per_minute=float("nan")))
    assert "pace" not in {each.name for each in courses([held(1, endless)])}


@given(
    st.lists(
        st.tuples(
            st.integers(-5, 20) | st.none(),
            st.floats(allow_nan=True),
            st.floats(allow_nan=True),
            st.integers(0, 4),
        ),
        max_size=40,
    ),
    st.text(max_size=12),
)
def test_whatever_stands_in_the_sessions_a_course_stays_on_its_scale(
    drawn: list[tuple[int | None, float, float, int]], name: str
) -> None:
    held_ones = []
    for day, (level, seconds, rate, fillers) in enumerate(drawn):
        said = tuple(Filler("um", 0, 2, None) for _ in range(fillers))
        spoken = Delivery(seconds, 9, rate, said, (), None)
        found = replace(findings(), marks={name: Mark(level, "")}, delivery=spoken)
        held_ones.append(replace(held(1, found), started=f"{day:03}", name=name))
    for each in courses(held_ones):
        least, most = each.limits
        assert all(least <= point.value <= most for point in each.points)
        assert each.band is None or least <= each.band[0] <= each.band[1] <= most
        assert each.verdict


def drawn_session(random: Random, day: int, mean: float, spread: float, answers: int) -> Session:
    """A session whose structure marks lie around ``mean``."""
    levels = [round(min(max(random.gauss(mean, spread), 1), 5)) for _ in range(answers)]
    return held(day, *(marked(structure=level) for level in levels))


def test_two_interviews_are_compared_figure_by_figure() -> None:
    found = compare(held(1, *[marked(structure=1)] * 5), held(2, *[marked(structure=5)] * 5))
    structure = found.changes[0]
    assert (structure.name, structure.before, structure.after) == ("structure", 1.0, 5.0)
    assert (structure.difference, structure.verdict) == (4.0, "higher")
    assert found.changes[1].verdict == "no more than chance"
    back = compare(held(2, *[marked(structure=5)] * 5), held(1, *[marked(structure=1)] * 5))
    assert back.changes[0].verdict == "lower"


def test_one_answer_more_or_less_is_no_change() -> None:
    before = held(1, *(marked(structure=level) for level in (2, 3, 3, 4)))
    after = held(2, *(marked(structure=level) for level in (3, 3, 4, 4)))
    assert compare(before, after).changes[0].verdict == "no more than chance"


def test_two_interviews_of_the_same_person_rarely_seem_to_differ() -> None:
    random, rounds = Random(3), 300
    alarms = sum(
        compare(
            drawn_session(random, 1, 3.2, 1.0, 5), drawn_session(random, 2, 3.2, 1.0, 5)
        ).changes[0].outside
        != 0
        for _ in range(rounds)
    )  # fmt: skip
    assert alarms / rounds <= 0.05


def test_a_difference_of_two_levels_is_mostly_seen() -> None:
    random, rounds = Random(4), 100
    seen = sum(
        compare(
            drawn_session(random, 1, 2.0, 0.9, 5), drawn_session(random, 2, 4.0, 0.9, 5)
        ).changes[0].outside
        == 1
        for _ in range(rounds)
    )  # fmt: skip
    assert seen / rounds > 0.7


def test_where_other_sessions_lie_far_apart_so_may_these() -> None:
    before, after = held(1, *[marked(structure=2)] * 5), held(2, *[marked(structure=4)] * 5)
    assert compare(before, after).changes[0].verdict == "higher"
    restless = [held(day, *[marked(structure=1 + 4 * (day % 2))] * 5) for day in range(3, 11)]
    assert compare(before, after, restless).changes[0].verdict == "no more than chance"
    assert compare(before, after, restless[:2]).changes[0].verdict == "higher"


def test_the_two_themselves_are_none_of_the_others() -> None:
    before, after = held(1, *[marked(structure=1)] * 5), held(2, *[marked(structure=4)] * 5)
    assert compare(before, after, [before, after] * 5) == compare(before, after)


def test_questions_answered_in_both_stand_side_by_side() -> None:
    first, second = session(), replace(session(), name="later", answers=session().answers[:1])
    found = compare(first, second)
    (pair,) = found.pairs
    assert pair.question == "charge-1"
    assert pair.before == pair.after
    assert (pair.before.number, pair.before.seconds, pair.before.fillers) == (1, 30.7, 1)
    assert pair.before.parts == ("situation", "action", "result")
    assert pair.before.marks == {"structure": 4, "result": 5, "relevance": None}
    assert [reply.asked for reply in found.before.alone] == [
        "Tell me about a recurring problem you solved with another team."
    ]
    assert found.after.alone == ()


def test_questions_of_different_banks_are_different_questions() -> None:
    found = compare(session(), replace(session(), name="other", bank="other"))
    assert found.pairs == ()
    assert len(found.before.alone) == len(found.after.alone) == 2


def test_a_skipped_question_was_not_answered() -> None:
    skipped = replace(session(), answers=session().answers[2:])
    found = compare(session(), replace(skipped, name="later"))
    assert found.pairs == ()
    assert found.changes == ()


def test_a_record_holds_the_fields_and_what_follows_from_them() -> None:
    five = [held(day, marked(structure=3)) for day in range(1, 6)]
    told = json.loads(msgspec.json.encode(recorded(progress(five))))
    assert told["courses"][0]["verdict"] == "as usual"
    assert told["courses"][0]["points"][0] == {
        "session": "s01",
        "started": "2026-03-01T09:15:00",
        "value": 3.0,
        "answers": 1,
    }
    assert len(told["courses"][0]["band"]) == 2
    compared = recorded(compare(five[0], held(9, marked(structure=4))))
    assert compared["changes"][0]["difference"] == 1.0
    assert compared["changes"][0]["verdict"] == "no more than chance"


def test_progress_counts_the_sessions_that_were_marked() -> None:
    empty = replace(session(), answers=(), started="2020-01-01")
    found = progress([held(2, findings()), held(1, findings()), empty])
    assert (found.sessions, found.first[:10], found.last[:10]) == (2, "2026-03-01", "2026-03-02")
    assert progress([empty]).sessions == 0


def test_an_attempt_without_findings_is_passed_over() -> None:
    bare = replace(session(), answers=(Answer(question(), "?", None, (Attempt(1, None),)),))
    assert courses([bare]) == ()
