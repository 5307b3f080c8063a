"""What the rubric finds in answers written for it."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from mockint.bank import Anchors, Examples, Question
from mockint.findings import PARTS, Findings, Form
from mockint.rubric import ANCHORS, RUBRIC, explain, judge
from tests.rubric_answers import OTHERS, STORIES, UNMARKED

ANSWERS = STORIES + OTHERS
"""Written by one hand before anything was learned; the corpus measures other hands' answers."""


def initials(findings: Findings) -> str:
    heard = {span.part for span in findings.parts}
    return "".join(part[0].upper() for part in PARTS if part in heard)


def stripped(text: str) -> str:
    return re.sub(r"[.,!?;:]", "", text.lower())


@pytest.mark.parametrize("damage", [str, stripped], ids=["punctuated", "no punctuation"])
def test_form_and_parts_of_answers_are_found(damage: Callable[[str], str]) -> None:
    wrong_forms, wrong_parts = [], []
    for sample in ANSWERS:
        findings = judge(damage(sample.text))
        assert findings.abstained is None
        if findings.form != sample.form:
            wrong_forms.append(f"{sample.name}: {findings.form}")
        differing = set(initials(findings)) ^ set(sample.parts)
        wrong_parts += [f"{sample.name}: {part}" for part in sorted(differing)]
    assert len(wrong_forms) <= 0.08 * len(ANSWERS), wrong_forms
    assert len(wrong_parts) <= 0.06 * len(PARTS) * len(ANSWERS), wrong_parts


def test_amounts_that_measure_an_outcome_are_results() -> None:
    right = found = there = 0
    mistakes = []
    for sample in ANSWERS:
        results = {amount.quote for amount in judge(sample.text).quantities if amount.result}
        right += len(results & set(sample.results))
        found += len(results)
        there += len(sample.results)
        mistakes += [f"{sample.name}: {quote}" for quote in results ^ set(sample.results)]
    assert 2 * right / (found + there) >= 0.8, mistakes


@pytest.mark.parametrize(("name", "text", "why"), UNMARKED, ids=[row[0] for row in UNMARKED])
def test_what_deserves_no_mark_gets_none_and_is_told_why(name: str, text: str, why: str) -> None:
    findings = judge(text)
    assert findings.abstained is not None
    assert re.search(why, findings.abstained)
    assert (findings.parts, findings.missing, findings.quantities, findings.terms) == ((),) * 4
    assert {mark.level for mark in findings.marks.values()} == {None}
    assert all(mark.why == findings.abstained for mark in findings.marks.values())


def test_parts_are_missed_only_in_stories() -> None:
    for sample in ANSWERS:
        findings = judge(sample.text)
        unheard = tuple(part for part in PARTS if part[0].upper() not in initials(findings))
        assert findings.missing == (unheard if findings.form == "story" else ())


def test_one_part_in_two_neighbouring_clauses_is_one_span() -> None:
    for sample in STORIES:
        spans = judge(sample.text).parts
        for one, other in pairwise(spans):
            assert one.part != other.part or other.start - one.end > 2


def test_a_text_is_given_back_exactly_as_it_came() -> None:
    text = "  " + STORIES[0].text + "\n\n"
    assert judge(text, id="a", bank="b").text == text


def test_a_repeated_question_is_no_answer(question_of_a_story: Question) -> None:
    question = question_of_a_story
    findings = judge(question.ask, question)
    assert findings.abstained == "Only the question was repeated."


@pytest.fixture
def question_of_a_story() -> Question:
    return asked("story", terms=("invoice", "credit memo"))


def asked(form: Form, terms: tuple[str, ...] = ()) -> Question:
    return Question(
        id="an-error",
        topic="S07",
        stage="behavioral",
        form=form,
        ask="Tell me about a billing error you found before the customer did and how you fixed it.",
        listens_for="Whether errors are looked for.",
        terms=terms,
        follow_ups={},
        anchors=Anchors(one="nothing", three="something", five="everything"),
        outline=("say it",),
        hint="Think of one.",
        examples=Examples(strong="x", weak="y"),
    )


def test_a_habit_told_for_a_story_gets_the_lowest_structure_and_the_reason() -> None:
    mark = judge(OTHERS[0].text, asked("story")).marks["structure"]
    assert mark.level == 1
    assert mark.why.startswith("No story was heard")


def test_expected_terms_are_said_or_unsaid() -> None:
    question = asked("story", terms=("invoice", "credit memo"))
    expected = judge(STORIES[0].text, question).expected
    assert (expected.said, expected.unsaid) == (("invoice",), ("credit memo",))
    assert judge(STORIES[0].text).expected.said is None


def test_a_rise_told_as_a_fall_is_doubted_and_lifts_no_mark() -> None:
    sample = next(sample for sample in STORIES if sample.name == "dsorise")
    findings = judge(sample.text)
    doubted = [amount for amount in findings.quantities if amount.result]
    assert [amount.why for amount in doubted] == ["the words say it fell, the figures rise"]
    assert findings.marks["evidence"].level == 2


def test_every_mark_has_a_reason_and_cites_its_words() -> None:
    for sample in ANSWERS:
        findings = judge(sample.text)
        assert list(findings.marks) == list(ANCHORS)
        for mark in findings.marks.values():
            assert mark.why.endswith(".")
            assert mark.level is None or 1 <= mark.level <= 5
            for cited in mark.evidence:
                assert cited.quote == findings.text[cited.start : cited.end]


def test_no_mark_speaks_of_the_person() -> None:
    for sample in ANSWERS:
        for mark in judge(sample.text).marks.values():
            assert not re.search(r"\byou (?:are|were|seem|lack)\b|candidate|poor|bad", mark.why)


def test_more_of_a_story_never_gets_a_lower_structure() -> None:
    whole = judge(STORIES[0].text).marks["structure"].level
    cut = judge(next(s for s in STORIES if s.name == "no result").text).marks["structure"].level
    scene = judge(next(s for s in STORIES if s.name == "only scene").text).marks["structure"].level
    assert whole is not None
    assert cut is not None
    assert scene is not None
    assert whole > cut > scene


def test_the_walk_through_names_words_with_their_weights_amounts_and_levels() -> None:
    lines = explain(judge(STORIES[0].text))
    assert lines[0] == "Form: story: a story: something that happened once."
    assert any(line.startswith("  action +") and "[" in line for line in lines)
    assert "Amount: \u201cforty two thousand dollars\u201d measures the outcome." in lines
    assert lines[-1] == "delivery: not marked. Delivery is marked only from sound."
    assert explain(judge("")) == ["Nothing was marked: Nothing was said."]


def test_the_version_stands_in_the_findings() -> None:
    assert judge("anything").rubric == RUBRIC == "4"
