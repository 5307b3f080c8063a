"""The shipped banks and their glossary, held to what they promise."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path
from statistics import mean

import pytest
import yaml

from mockint.bank import (
    FOLLOW_UPS,
    Bank,
    Question,
    bank_names,
    lint,
    load_bank,
    shared_terms,
    unspeakable,
)
from mockint.bank.sheet import read_sheet

HOME = Path(__file__).parent.parent / "banks"
BANKS: dict[str, Bank] = {name: load_bank(name) for name in bank_names()}
QUESTIONS = [question for bank in BANKS.values() for question in bank.questions]
EACH_BANK = pytest.mark.parametrize("name", BANKS)
EACH_QUESTION = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
GLOSSARY = shared_terms()
TOPICS = {"S": 49, "C": 30, "P": 10, "AP": 15}
"""How many topics each field has."""
STAGES = {
    "accounts-payable": ("opening", "behavioral", "technical", "general"),
    "billing-coordinator": (
        *("systems", "accuracy", "receivables", "organization", "disputes"),
        *("controls", "communication", "pressure", "teamwork", "reporting"),
    ),
    "billing-specialist": ("opening", "behavioral", "technical", "general"),
}


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
        *question.facts,
        *(question.examples.strong, question.examples.weak),
    ]


@pytest.mark.parametrize("name", [*BANKS, "glossary"])
def test_a_file_has_no_faults(name: str) -> None:
    assert lint(HOME / f"{name}.yaml") == []


def test_the_banks_are_these() -> None:
    assert {name: len(bank.questions) for name, bank in BANKS.items()} == {
        "accounts-payable": 15,
        "billing-coordinator": 30,
        "billing-specialist": 49,
        "preparation": 6,
    }


def test_every_topic_is_covered_once() -> None:
    topics = Counter(question.topic for question in QUESTIONS)
    preparation = BANKS["preparation"]
    listed = {task.topic for task in preparation.checklist}
    listed |= {asked.topic for asked in preparation.to_ask}
    wanted = {f"{letter}{n:02}" for letter, last in TOPICS.items() for n in range(1, last + 1)}
    assert set(topics.values()) == {1}
    assert listed.isdisjoint(topics)
    assert listed | set(topics) == wanted
    assert listed == {"P01", "P02", "P04", "P06"}


@EACH_BANK
def test_stages_come_in_order(name: str) -> None:
    if name in STAGES:
        assert BANKS[name].stages == STAGES[name]


def test_every_form_of_answer_is_asked_for() -> None:
    forms = Counter(question.form for question in QUESTIONS)
    assert forms.keys() == {"story", "motive", "process", "knowledge", "situational"}


@EACH_QUESTION
def test_a_question_is_short_and_plain_enough_to_hear(question: Question) -> None:
    assert len(question.ask.split()) < 30
    assert unspeakable(question.ask) is None
    assert question.ask[-1] in ".?"


@EACH_QUESTION
def test_every_part_that_can_be_missing_has_its_follow_up(question: Question) -> None:
    parts = FOLLOW_UPS if question.form == "story" else ("vague",)
    assert question.follow_ups.keys() >= set(parts)
    assert all(text.endswith(("?", ".")) for text in question.follow_ups.values())


@EACH_QUESTION
def test_the_outline_leaves_room_for_the_candidates_own_figures(question: Question) -> None:
    assert 4 <= len(question.outline) <= 6
    assert "___" in " ".join(question.outline)


def test_technical_questions_say_what_an_expert_knows() -> None:
    asked = [q for q in QUESTIONS if q.stage == "technical" and q.form in {"process", "knowledge"}]
    assert len(asked) >= 10
    assert [q.id for q in asked if not 3 <= len(q.facts) <= 6] == []


@EACH_QUESTION
def test_the_strong_answer_is_of_speaking_length_and_uses_the_terms(question: Question) -> None:
    strong = question.examples.strong
    assert 85 <= len(strong.split()) <= 155
    terms = chain.from_iterable(bank.terms for bank in BANKS.values())
    forms = {term.term: term.forms for term in terms}
    spoken = strong.casefold()
    said = [t for t in question.terms if any(form.casefold() in spoken for form in forms[t])]
    assert len(said) >= 2


@EACH_QUESTION
def test_the_weak_answer_is_short_and_measures_nothing(question: Question) -> None:
    assert 20 <= len(question.examples.weak.split()) <= 45
    assert not re.search(r"\d", question.examples.weak)


def levels(marks: dict[str, dict[str, int | None]]) -> list[int]:
    """The levels of what was said; how it was said stands apart."""
    every = (mark["level"] for name, mark in marks.items() if name != "delivery")
    return [level for level in every if level is not None]


def test_every_pair_of_examples_is_told_apart_by_two_levels_at_the_front_door() -> None:
    lines = "".join(
        json.dumps({"id": f"{q.id} {kind}", "bank": name, "question": q.id, "text": text}) + "\n"
        for name, bank in BANKS.items()
        for q in bank.questions
        for kind, text in (("strong", q.examples.strong), ("weak", q.examples.weak))
    )
    done = subprocess.run(
        [sys.executable, "-m", "mockint", "check", "--jsonl"],
        input=lines, capture_output=True, text=True, check=True, cwd=HOME.parent,
    )  # fmt: skip
    marked = {one["id"]: one for one in map(json.loads, done.stdout.splitlines())}
    wrong = []
    for question in QUESTIONS:
        strong = mean(levels(marked[f"{question.id} strong"]["marks"]))
        weak = mean(levels(marked[f"{question.id} weak"]["marks"]) or [1])
        if round(strong) < 4 or round(weak) > 2 or strong - weak < 2:
            wrong.append(f"{question.id}: strong {strong:.1f}, weak {weak:.1f}")
    assert wrong == []


def test_a_strong_story_ends_with_a_figure() -> None:
    stories = [question for question in QUESTIONS if question.form == "story"]
    assert len(stories) >= 25
    number = re.compile(
        r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|zero|none|no|not|"
        r"never|every|all|once|nobody|nothing)\b",
        re.IGNORECASE,
    )
    for story in stories:
        last = " ".join(re.split(r"(?<=[.])\s", story.examples.strong)[-2:])
        assert number.search(last), (story.id, last)


def test_no_two_texts_are_alike() -> None:
    every = [(q.id, text, set(words(text))) for q in QUESTIONS for text in texts(q)]
    for (one_id, one, first), (other_id, other, second) in combinations(every, 2):
        least, most = sorted((len(first), len(second)))
        if most and least / most >= 0.6 and least > 2:
            shared = len(first & second) / len(first | second)
            assert shared < 0.6, (one_id, one, other_id, other)


def runs(text: str, length: int = 7) -> Iterator[tuple[str, ...]]:
    """Each run of so many words."""
    spoken = words(text)
    return (tuple(spoken[at : at + length]) for at in range(len(spoken) - length + 1))


def test_no_answer_and_no_outline_borrows_seven_words_in_a_row_from_another() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for question in QUESTIONS:
        for text in (question.examples.strong, question.examples.weak, *question.outline):
            for run in runs(text):
                assert seen.setdefault(run, question.id) == question.id, run


def test_the_glossary_explains_every_term_in_a_sentence_or_two() -> None:
    assert len(GLOSSARY.terms) >= 120
    for term in GLOSSARY.terms:
        assert re.fullmatch(r"[A-Z0-9].*[.]", term.means), term.term
        assert len(re.findall(r"[.](?:\s|$)", term.means)) <= 3, term.term


@EACH_BANK
def test_every_term_of_a_bank_is_explained(name: str) -> None:
    assert [term.term for term in BANKS[name].terms if not term.means] == []


def test_abbreviations_have_a_spoken_form() -> None:
    for term in GLOSSARY.terms:
        for form in (term.term, *term.variants):
            if re.search(r"\b[A-Z]{2,}\b|/", form):
                assert term.spoken, form


@pytest.mark.parametrize("name", [*BANKS, "glossary"])
def test_a_file_is_read_the_same_by_the_pure_python_loader(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (HOME / f"{name}.yaml").read_text(encoding="utf-8")
    quick = read_sheet(text)
    monkeypatch.setattr("mockint.bank.sheet._Loader", yaml.SafeLoader)
    assert read_sheet(text) == quick
