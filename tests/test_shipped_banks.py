"""The shipped bank of the billing specialist, held to what it promises."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from mockint.bank import FOLLOW_UPS, Bank, Question, lint, load_bank, unspeakable
from mockint.bank.sheet import read_sheet

FILE = Path(__file__).parent.parent / "banks" / "billing-specialist.yaml"
BANK: Bank = load_bank("billing-specialist")
QUESTIONS = pytest.mark.parametrize("question", BANK.questions, ids=lambda question: question.id)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def texts(question: Question) -> list[str]:
    """Every text of a question that was written for it."""
    anchors = question.anchors
    return [
        question.ask,
        question.listens_for,
        *question.follow_ups.values(),
        *(anchors.one, anchors.three, anchors.five),
        *question.outline,
        question.hint,
        *(question.examples.strong, question.examples.weak),
    ]


def test_it_has_no_faults() -> None:
    assert lint(FILE) == []


def test_it_covers_sixteen_topics_each_once() -> None:
    topics = [question.topic for question in BANK.questions]
    assert len(set(topics)) == len(topics) == 16
    assert all(re.fullmatch(r"S(0[1-9]|[1-4]\d)", topic) for topic in topics)


def test_its_stages_run_from_opening_to_general() -> None:
    assert BANK.stages == ("opening", "behavioral", "technical", "general")


def test_it_asks_for_every_form_of_answer() -> None:
    forms = Counter(question.form for question in BANK.questions)
    assert forms.keys() == {"story", "motive", "process", "knowledge", "situational"}


@QUESTIONS
def test_a_question_is_short_and_plain_enough_to_hear(question: Question) -> None:
    assert len(question.ask.split()) < 30
    assert unspeakable(question.ask) is None
    assert question.ask[-1] in ".?"


@QUESTIONS
def test_every_part_that_can_be_missing_has_its_follow_up(question: Question) -> None:
    parts = FOLLOW_UPS if question.form == "story" else ("action", "result", "vague")
    assert question.follow_ups.keys() >= set(parts)
    assert all(text.endswith("?") for text in question.follow_ups.values())


@QUESTIONS
def test_the_outline_leaves_room_for_the_candidates_own_figures(question: Question) -> None:
    assert 4 <= len(question.outline) <= 6
    assert "___" in " ".join(question.outline)


@QUESTIONS
def test_the_strong_answer_is_of_speaking_length_and_uses_the_terms(question: Question) -> None:
    strong = question.examples.strong
    assert 90 <= len(strong.split()) <= 140
    forms = {term.term: (term.term, *term.variants) for term in BANK.terms}
    said = [term for term in question.terms if any(form in strong for form in forms[term])]
    assert len(said) >= 2


@QUESTIONS
def test_the_weak_answer_is_short_and_measures_nothing(question: Question) -> None:
    assert 20 <= len(question.examples.weak.split()) <= 45
    assert not re.search(r"\d", question.examples.weak)


def test_a_strong_story_ends_with_a_figure() -> None:
    stories = [question for question in BANK.questions if question.form == "story"]
    assert len(stories) == 8
    for story in stories:
        last = re.split(r"(?<=[.])\s", story.examples.strong)[-1]
        assert re.search(r"\d|\b(four|seven) ", last), last


def test_no_two_texts_are_alike() -> None:
    every = [(question.id, text) for question in BANK.questions for text in texts(question)]
    for (one_id, one), (other_id, other) in combinations(every, 2):
        first, second = set(words(one)), set(words(other))
        shared = len(first & second) / len(first | second)
        assert shared < 0.6, (one_id, one, other_id, other)


def test_no_answer_borrows_seven_words_in_a_row_from_another() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for question in BANK.questions:
        for text in (question.examples.strong, question.examples.weak):
            spoken = words(text)
            for at in range(len(spoken) - 6):
                run = tuple(spoken[at : at + 7])
                assert seen.setdefault(run, text) == text, run


def test_every_term_is_explained_in_one_sentence() -> None:
    assert len(BANK.terms) >= 60
    for term in BANK.terms:
        assert re.fullmatch(r"[A-Z].*[.]", term.means), term.term
        assert len(re.findall(r"[.](?:\s|$)", term.means)) == 1, term.term


def test_abbreviations_have_a_spoken_form() -> None:
    for term in BANK.terms:
        for form in (term.term, *term.variants):
            if re.search(r"\b[A-Z]{2,}\b|/", form):
                assert term.spoken, form


def test_every_term_of_the_bank_is_spelled_the_same_by_the_pure_python_loader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = FILE.read_text(encoding="utf-8")
    quick = read_sheet(text)
    monkeypatch.setattr("mockint.bank.sheet._Loader", yaml.SafeLoader)
    assert read_sheet(text) == quick
