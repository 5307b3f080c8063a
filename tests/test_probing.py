"""Which follow-up is asked next: each rule met once and missed once."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint.bank import Question, bank_names, load_bank
from mockint.findings import PARTS, Delivery, Findings, Mark, PartSpan, Quantity
from mockint.probing import MOST, Key, next_probe
from mockint.probing.wordings import GENERIC, asks_for_number, wording
from mockint.report.replies import outcome
from mockint.rubric import judge
from mockint.rubric.doubt import doubtful
from mockint.session import Attempt, FollowUp, Wanted
from mockint.transcript import Engine, Transcript, Word

QUESTIONS = {each.id: each for each in load_bank("billing-specialist").questions}
STORY = next(each for each in QUESTIONS.values() if each.form == "story")
PROCESS = next(each for each in QUESTIONS.values() if each.form == "process")

SCENE = "In March our largest customer was billed twice for the same month."
TASK = "My manager asked me to find out why and to win them back."
DEEDS = "I compared the payment history with the ledger, and I called the customer."
WE = "We compared the payment history with the ledger, and we called the customer."
RESULT = "In the end they stayed with us and paid everything."
MEASURED = "In the end our duplicate invoices went down by forty percent."
HABIT = (
    "I usually check every invoice twice before it goes out. I always look at the rate and the "
    "quantity first, and then I compare it with the contract, and I never send one without that."
)


def asked(*sentences: str, question: Question = STORY, before: tuple[str, ...] = ()) -> str | None:
    """What is asked for behind these sentences."""
    text = " ".join(sentences)
    found = judge(text, question)
    probe = next_probe(question, found, before, (), doubtful(text, question))
    return probe.key if probe else None


def test_a_story_without_a_result_is_asked_for_it() -> None:
    assert asked(SCENE, TASK, DEEDS) == "result"


def test_a_story_with_all_parts_and_a_figure_is_asked_for_nothing() -> None:
    assert asked(SCENE, TASK, DEEDS, MEASURED) is None


def test_a_habit_in_place_of_a_story_is_asked_for_one_time() -> None:
    assert asked(HABIT) == "event"


def test_a_habit_where_a_way_of_working_is_wanted_is_asked_for_nothing() -> None:
    assert asked(HABIT, question=PROCESS) is None


def test_a_result_without_any_figure_is_asked_how_it_was_measured() -> None:
    assert asked(SCENE, TASK, DEEDS, RESULT) == "measure"


def test_a_figure_near_the_result_is_doubt_enough_not_to_ask_for_one() -> None:
    assert asked(SCENE, TASK, DEEDS, RESULT, "That was two weeks later.") is None


def test_a_story_told_with_we_throughout_is_asked_for_ones_own_part() -> None:
    assert asked(SCENE, WE, WE, MEASURED) == "task"


def test_a_story_with_own_deeds_is_not_asked_for_ones_own_part() -> None:
    assert asked(SCENE, TASK, DEEDS, WE, MEASURED) is None


def test_the_result_goes_before_ones_own_part() -> None:
    assert asked(SCENE, WE, WE) == "result"


def test_a_few_words_are_asked_for_more_once() -> None:
    short = judge("I did that.", STORY)
    probe = next_probe(STORY, short, ())
    assert probe is not None
    assert probe.key == "more"
    assert "more" in probe.text
    assert next_probe(STORY, short, ("more",)) is None


def test_behind_more_words_it_is_asked_for_what_these_lack() -> None:
    short, reply = judge("I did that.", STORY), judge(f"{SCENE} {TASK} {DEEDS}", STORY)
    probe = next_probe(STORY, short, ("more",), (reply,))
    assert probe is not None
    assert probe.key == "result"


@pytest.mark.parametrize("text", ["", "asdf qwer zxcv asdf qwer zxcv jkl jkl poi poi", "Um."])
def test_what_was_not_marked_for_another_reason_is_asked_for_nothing(text: str) -> None:
    found = judge(text, STORY)
    assert found.abstained
    probe = next_probe(STORY, found, ())
    assert probe is None or "short" in found.abstained


def test_a_part_that_a_reply_told_is_not_asked_for() -> None:
    answer = judge(f"{SCENE} {TASK} {DEEDS}", STORY)
    reply = judge(f"{MEASURED} I was glad, since they had nearly left.", STORY)
    assert any(span.part == "result" for span in reply.parts)
    assert next_probe(STORY, answer, ("task",), (reply,)) is None


def test_a_reply_that_tells_a_result_without_a_figure_is_asked_for_one() -> None:
    answer = judge(f"{SCENE} {TASK} I wrote to the customer.", STORY)
    reply = judge(f"{RESULT} My manager was relieved about that.", STORY)
    probe = next_probe(STORY, answer, ("result",), (reply,))
    assert probe is not None
    assert probe.key == "measure"
    assert probe.text in GENERIC["measure"]


def findings(form: str, spans: list[str], figures: list[bool], own: int | None) -> Findings:
    """Findings as free as they can be."""
    return Findings(
        id=None,
        bank=None,
        question=None,
        text="We did it. " * 3,
        form=form,  # type: ignore[arg-type]
        abstained=None,
        parts=tuple(PartSpan(p, i, i + 1, "x", i % 2 == 0) for i, p in enumerate(spans)),  # type: ignore[arg-type]
        missing=tuple(p for p in PARTS if form == "story" and p not in spans),
        quantities=tuple(
            Quantity(i, i + 1, "x", "count", 1.0, "", r) for i, r in enumerate(figures)
        ),
        terms=(),
        expected=judge("", STORY).expected,
        delivery=Delivery(1.0, 1, None, (), (), None),
        marks={"ownership": Mark(own, "")},
        engine=None,
        rubric="3",
    )


FOUND = st.builds(
    findings,
    st.sampled_from(["story", "process", "knowledge", "motive", "situational", "other"]),
    st.lists(st.sampled_from(PARTS), max_size=6),
    st.lists(st.booleans(), max_size=3),
    st.sampled_from([None, 1, 2, 3, 5]),
)


@given(st.sampled_from(list(QUESTIONS.values())), FOUND, st.sets(st.sampled_from(PARTS)))
def test_never_what_has_a_span_never_twice_never_more_than_two(
    question: Question, found: Findings, doubts: set[str]
) -> None:
    keys: list[str] = []
    texts: list[str] = []
    while probe := next_probe(question, found, keys, (), doubts):  # type: ignore[arg-type]
        told = {span.part for span in found.parts}
        if "we" not in probe.why:
            assert probe.key not in told
            assert probe.key not in doubts
        assert probe.key not in keys
        assert probe.text not in texts
        assert question.form == "story"
        keys.append(probe.key)
        texts.append(probe.text)
    assert len(keys) <= MOST


@given(FOUND, st.lists(FOUND, max_size=2))
def test_replies_never_make_more_to_ask_for(found: Findings, replies: list[Findings]) -> None:
    alone = next_probe(STORY, found, ())
    if alone is None and found.form == "story":
        more = next_probe(STORY, found, (), replies)
        assert more is None or more.key in ("task", "measure")


@pytest.mark.parametrize("name", bank_names())
def test_every_story_question_of_a_bank_can_ask_for_everything(name: str) -> None:
    for question in load_bank(name).questions:
        for key in get_args(Key):
            text = wording(key, question)
            assert text.endswith(("?", "."))
            if key == "result" and "result" in question.follow_ups:
                assert text == question.follow_ups["result"]
            if key == "measure" and text not in GENERIC["measure"]:
                assert asks_for_number(text)


def test_a_bank_without_follow_ups_is_asked_back_in_plain_words_that_vary() -> None:
    bare = [replace(each, follow_ups={}) for each in QUESTIONS.values()]
    for key, lines in GENERIC.items():
        assert {wording(key, question) for question in bare} == set(lines)


def test_the_bank_is_only_asked_for_a_measure_where_it_asks_for_a_number() -> None:
    number = replace(STORY, follow_ups={"result": "How many days did that save?"})
    none = replace(STORY, follow_ups={"result": "How did that end?"})
    assert wording("measure", number) == "How many days did that save?"
    assert wording("measure", none) in GENERIC["measure"]


def test_what_a_session_keeps_is_what_can_be_asked_for() -> None:
    assert set(get_args(Wanted)) == set(get_args(Key))


@pytest.mark.parametrize("name", bank_names())
def test_no_strong_example_of_a_bank_is_asked_back_and_every_weak_one_is(name: str) -> None:
    bank = load_bank(name)
    for question in (each for each in bank.questions if each.form == "story"):
        for text, strong in ((question.examples.strong, True), (question.examples.weak, False)):
            found = judge(text, question, bank.terms)
            probe = next_probe(question, found, (), (), doubtful(text, question))
            assert (probe is None) is strong, f"{question.id}: {probe}"


@pytest.mark.parametrize("name", bank_names())
def test_behind_we_throughout_it_is_asked_who_did_it_and_not_what_there_was_to_do(
    name: str,
) -> None:
    for question in (each for each in load_bank(name).questions if each.form == "story"):
        found = judge(f"{SCENE} {WE} {WE} {MEASURED}", question)
        probe = next_probe(question, found, ())
        assert probe is not None
        assert probe.key == "task"
        assert probe.text in GENERIC["own"]
        assert "you" in probe.text


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (DEEDS, "The reply tells what was done."),
        (WE, "Only \u201cwe\u201d was heard in the reply."),
        (f"{TASK} {DEEDS}", "The reply tells what there was to do."),
        ("It was a nice team, everybody was happy there, and it was a good time.", "No own part"),
    ],
)
def test_of_a_reply_about_ones_own_part_it_is_said_whether_it_tells_one(
    reply: str, said: str
) -> None:
    words = tuple(Word(w, n * 0.4, n * 0.4 + 0.3) for n, w in enumerate(reply.split()))
    heard = Transcript(words, 9.0, Engine("none", "none", "0"))
    given = Attempt(1, None, 9.0, "key", heard, judge(heard, STORY))
    assert outcome(FollowUp("task", "Which of that did you do yourself?", None, given)).startswith(
        said
    )
