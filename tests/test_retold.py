"""Stories told more than once, and amounts in them that are told differently."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks import retold as benchmark
from mockint.findings import Quantity, QuantityKind
from mockint.history.amounts import Discrepancy, told_differently
from mockint.history.likeness import same_stories, traits
from mockint.history.measure import Measure
from mockint.history.retold import Story, Telling, retold
from mockint.history.words import everyday, stem, weight, words_of
from mockint.rubric import judge
from mockint.session import Session
from tests.several import FREIGHT, OTHERS, PORTAL, held, told


def again() -> list[Session]:
    """Four sessions in which two events are told twice, the second in one of them."""
    return [
        told(1, [FREIGHT[0], OTHERS[0]]),
        told(2, [PORTAL[0], OTHERS[1]]),
        told(3, [OTHERS[2], FREIGHT[1]]),
        told(4, [PORTAL[1]]),
    ]


def telling(text: str, number: int = 1) -> Telling:
    """The text as an answer without sound."""
    found = judge(text, encoder=lambda: None)
    day = f"2026-03-{number:02}"
    return Telling(f"s{number}", day, number, "?", found.text, None, found.quantities)


def differing(*texts: str) -> tuple[Discrepancy, ...]:
    """What differs where these are tellings of one story."""
    return told_differently([Story((), tuple(telling(t, n) for n, t in enumerate(texts, 1)))])


def quotes(*texts: str) -> list[list[str]]:
    """The same as what was said."""
    return [[said.quote for said in each.said] for each in differing(*texts)]


def test_a_story_told_in_two_sessions_is_found_with_both_tellings() -> None:
    newest, other = retold(again())
    places = [(each.session, each.number, each.asked) for each in other.tellings]
    assert places == [("s01", 1, "Question 1 of day 1?"), ("s03", 2, "Question 2 of day 3?")]
    assert [each.session for each in newest.tellings] == ["s02", "s04"]
    assert other.tellings[0].text == FREIGHT[0]
    assert other.tellings[0].seconds == 2.0


def test_a_story_is_known_by_the_rare_words_its_tellings_share() -> None:
    newest, other = retold(again())
    assert set(newest.words) == {"Brendan", "Saint", "suffix", "macro"}
    assert "Delgado" in other.words
    assert len(other.words) == 4


def test_a_story_told_twice_in_one_interview_counts_as_well() -> None:
    (story,) = retold([told(1, [PORTAL[0], OTHERS[0], PORTAL[1]])])
    assert [each.number for each in story.tellings] == [1, 3]


def test_different_events_of_one_trade_are_different_stories() -> None:
    assert retold([told(1, [FREIGHT[0], *OTHERS]), told(2, [PORTAL[0]])]) == ()


def test_rehearsals_and_answers_to_other_kinds_of_questions_are_no_stories() -> None:
    first, second = told(1, [PORTAL[0]]), told(2, [PORTAL[1]])
    assert retold([first, second]) != ()
    assert retold([first, replace(second, rehearsal=True)]) == ()
    assert retold([first, _as_knowledge(second)]) == ()


def _as_knowledge(session: Session) -> Session:
    answer = session.answers[0]
    given = answer.attempts[0]
    assert given.findings is not None
    assert answer.question is not None
    attempt = replace(given, findings=replace(given.findings, form="knowledge"))
    question = replace(answer.question, form="knowledge")
    return replace(session, answers=(replace(answer, question=question, attempts=(attempt,)),))


def test_an_employer_named_in_every_story_does_not_make_them_one() -> None:
    stories = [
        f"At Kessler Building Supply my boss {rest}"
        for rest in (
            "asked me to chase a roofer whose cheque had bounced, and he paid it at the counter.",
            "wanted the freight audited, so I compared waybills with tariffs for a fortnight.",
            "lost a lien notice, and I drove to the courthouse to file another in person.",
            "let me redesign the statement, so that customers saw the balance at the top.",
            "sent me to train the yard on signing for pallets, which cut the disputes.",
            "found a duplicate vendor, and I merged both after ringing their treasurer.",
        )
    ]
    known = [traits(text, ()) for text in stories]
    assert all("kessler" in each for each in known)
    assert len(same_stories(known)) == len(stories)


def test_two_words_that_are_shared_prove_nothing_of_short_answers() -> None:
    assert len(same_stories([traits("Delgado paid.", ()), traits("Ask Delgado.", ())])) == 2


def test_the_order_of_other_answers_does_not_part_a_story() -> None:
    texts = [*FREIGHT, *PORTAL, *OTHERS]
    random = Random(5)
    for _ in range(10):
        order = random.sample(range(len(texts)), len(texts))
        groups = same_stories([traits(texts[at], ()) for at in order])
        pairs = {tuple(sorted(order[at] for at in group)) for group in groups if len(group) > 1}
        assert pairs == {(0, 1), (2, 3)}


@given(st.lists(st.text(max_size=200), max_size=12))
def test_every_answer_belongs_to_one_story_whatever_was_said(texts: list[str]) -> None:
    groups = same_stories([traits(text, ()) for text in texts])
    assert sorted(at for group in groups for at in group) == list(range(len(texts)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("invoice", "invoices"), ("posted", "posting"), ("company", "companies"), ("shipped", "ship")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_are_bare_and_numbers_are_none() -> None:
    said = "“Forty-two” invoices — they're Delgado's, $1,900!"
    assert words_of(said) == ["invoices", "they're", "delgado's"]


def test_a_word_weighs_the_more_the_fewer_answers_hold_it() -> None:
    total, counts = everyday()
    assert total > 2000
    assert counts["the"] > counts["invoic"] > counts["kind"] > 4
    assert weight("the") < 0.1 < weight("invoic") < weight("delgado")


def test_an_amount_told_differently_is_found_with_both_quotes_and_where_they_stand() -> None:
    (found,) = told_differently(retold(again()))
    assert found.what == "invoices"
    assert [each.quote for each in found.said] == [
        "a hundred and sixty invoices",
        "a hundred and eighty",
    ]
    assert [each.value for each in found.said] == [160.0, 180.0]
    assert [(e.session, e.number, e.seconds) for e in found.said] == [
        ("s01", 1, 16.0),
        ("s03", 2, 12.4),
    ]


OWED = "The contractor owed us {} for lumber, so I called him and he paid half that week."
OPEN = "He had {} open with us, this contractor, and after I called he paid half."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$40,000", "$45,000"),
        ("$40k", "forty-five thousand dollars"),
        ("about forty thousand dollars", "$52,000"),
        ("over $40,000", "$60,000"),
        ("$1,200", "$2,100"),
    ],
)
def test_money_that_cannot_both_be_right_is_told_differently(one: str, other: str) -> None:
    found = differing(OWED.format(one), OPEN.format(other))
    assert [each.kind for each in found] == ["money"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$40,000", "forty thousand dollars"),
        ("$39,800", "about forty thousand dollars"),
        ("$39,800", "forty thousand dollars"),
        ("almost $41,000", "$40,800"),
        ("over forty thousand dollars", "$43,500"),
        ("under fifty thousand dollars", "$46,000"),
        ("$40,000 or so", "$41,500"),
    ],
)
def test_rounding_is_no_difference(one: str, other: str) -> None:
    assert differing(OWED.format(one), OPEN.format(other)) == ()
    assert differing(OPEN.format(other), OWED.format(one)) == ()


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("six weeks", "a month and a half", "three months"),
        ("14 days", "two weeks", "a month"),
    ],
)
def test_the_same_time_in_another_unit_is_no_difference(one: str, other: str, differs: str) -> None:
    text = "I cleared the unapplied cash of that hospital in {} with the lockbox copies."
    assert quotes(text.format(one), text.format(other)) == []
    assert quotes(text.format(one), text.format(differs)) == [[one, differs]]


def test_amounts_of_different_things_are_not_held_against_each_other() -> None:
    assert (
        quotes(
            "The portal took three days to answer, and I keyed forty invoices by hand.",
            "I sat two days with the auditors, and twelve customers were refunded.",
        )
        == []
    )


def test_an_amount_that_agrees_is_not_held_against_another() -> None:
    assert (
        quotes(
            "I called thirty customers and forty customers paid within the month.",
            "Of the customers I called, forty customers paid within the month.",
        )
        == []
    )


def test_of_three_tellings_each_value_is_named_once_by_its_last_telling() -> None:
    text = "I matched {} invoices of the Delgado account with their purchase orders."
    (found,) = differing(*(text.format(count) for count in ("120", "150", "120")))
    assert [(each.value, each.session) for each in found.said] == [(150.0, "s2"), (120.0, "s3")]


def test_dates_and_years_are_not_amounts_of_a_story() -> None:
    text = "In {} I moved the whole Delgado account to the portal and trained their clerk."
    assert quotes(text.format("2019"), text.format("2021")) == []


@pytest.mark.parametrize(
    ("kind", "unit", "value", "other"),
    [("ratio", "of", 0.5, ("percent", "percent", 50.0)), ("duration", "weeks", 2.0, None)],
)
def test_shares_are_per_cent_and_times_are_days(
    kind: QuantityKind, unit: str, value: float, other: tuple[QuantityKind, str, float] | None
) -> None:
    one = Measure(Quantity(0, 1, "x", kind, value, unit, False), "x")
    if other is None:
        assert one.value == 14.0
    else:
        name, of, percent = other
        two = Measure(Quantity(0, 1, "x", name, percent, of, False), "x")
        assert one.dimension == two.dimension
        assert one.agrees(two)


@given(
    st.lists(
        st.builds(
            Quantity,
            st.integers(-50, 400),
            st.integers(-50, 400),
            st.text(max_size=8),
            st.sampled_from(["percent", "money", "duration", "count", "ratio", "other"]),
            st.none() | st.floats(),
            st.sampled_from(["", "days", "dollars", "of", "invoices", "\x1b[2J"]),
            st.booleans(),
        ),
        max_size=8,
    ),
    st.text(max_size=300),
)
def test_amounts_that_stand_nowhere_or_are_no_numbers_are_passed_over(
    amounts: list[Quantity], text: str
) -> None:
    one = Telling("a", "2026", 1, "?", text, None, tuple(amounts))
    two = Telling("b", "2027", 1, "?", text[::-1], None, tuple(reversed(amounts)))
    for found in told_differently([Story((), (one, two))]):
        assert len(found.said) > 1
        assert all(abs(each.value) < 1e12 for each in found.said)


def test_the_labelled_retellings_that_may_be_looked_at_are_found() -> None:
    pairs, amounts, _ = benchmark.measure(benchmark.FOLDER / "01.txt", faults=False)
    assert pairs.right / (pairs.right + pairs.missed) >= 0.95
    assert pairs.right / (pairs.right + pairs.wrong) >= 0.95
    assert amounts.right / (amounts.right + amounts.missed) >= 0.8
    assert amounts.right / (amounts.right + amounts.wrong) >= 0.9


def test_a_session_without_answers_tells_no_story() -> None:
    assert retold([held(1)]) == ()
