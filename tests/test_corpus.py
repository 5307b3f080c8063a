"""The labelled answers: read as written, split by author, and kept through damage."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.agreement import SECOND
from corpus.adversarial import traps
from corpus.answers import FOLDER, TEST_AUTHORS, Answer, every, read, split
from corpus.words import Word, misheard, places_of, stripped, text_of, words_of

ANSWERS = every()
ANSWER = """@ 01 | story | billing | punctuated
? What happened?
S We had {-nine} late, in May.
R They paid {+all nine}, so.
"""


def test_an_answer_is_read_with_its_places(tmp_path: Path) -> None:
    (tmp_path / "99.txt").write_text(ANSWER, encoding="utf-8")
    [answer] = read(tmp_path / "99.txt")
    assert answer.text == "We had nine late, in May. They paid all nine, so."
    assert [answer.text[s.start : s.end] for s in answer.spans][1] == "They paid all nine, so."
    quotes = [(answer.text[a.start : a.end], a.result) for a in answer.amounts]
    assert quotes == [("nine", False), ("all nine", True)]
    assert answer.parts == {"S", "R"}


@pytest.mark.parametrize("line", ["X what is this", "no label", "S"])
def test_a_line_without_a_label_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "99.txt").write_text(f"{ANSWER}{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="without a label"):
        list(read(tmp_path / "99.txt"))


def test_the_readme_counts_what_is_there() -> None:
    told = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    forms = Counter(answer.form for answer in ANSWERS)
    for count in (
        f"{len(ANSWERS)} answers",
        f"{sum(len(answer.text.split()) for answer in ANSWERS):,} words",
        f"{len({answer.author for answer in ANSWERS})} authors",
        f"{forms['story']} answers are stories",
        f"{len(traps())} texts",
    ):
        assert count in told


def test_the_corpus_is_what_was_asked_of_it() -> None:
    answers = every(FOLDER)
    stories = [answer for answer in answers if answer.form == "story"]
    billing = sum(answer.field == "billing" for answer in answers)
    printed = sum(answer.style == "recogniser" for answer in answers)
    assert len(answers) >= 700
    assert 0.5 <= len(stories) / len(answers) <= 0.6
    assert 0.45 <= billing / len(answers) <= 0.55
    assert printed / len(answers) >= 0.25
    assert sum(len(answer.parts) < 4 for answer in stories) / len(stories) >= 0.33


def test_no_text_stands_there_twice() -> None:
    texts = Counter(answer.text for answer in ANSWERS)
    assert [text for text, count in texts.items() if count > 1] == []


def test_the_test_authors_teach_nothing() -> None:
    train, test = split(ANSWERS)
    assert {answer.author for answer in test} == TEST_AUTHORS
    assert TEST_AUTHORS.isdisjoint(answer.author for answer in train)
    assert len(TEST_AUTHORS) >= 4


def test_a_fifth_is_labelled_twice_clause_by_clause() -> None:
    first = {answer.name: answer for answer in ANSWERS}
    again = every(SECOND)
    assert len(again) >= 0.199 * len(ANSWERS)
    for answer in again:
        assert answer.text == first[answer.name].text
        assert len(answer.clauses) == len(first[answer.name].clauses)


@pytest.mark.parametrize("answer", ANSWERS[::40], ids=lambda answer: answer.name)
def test_words_keep_their_labels_through_damage(answer: Answer) -> None:
    words = words_of(answer)
    assert text_of(words) == " ".join(answer.text.split())
    bare = stripped(words)
    assert not re.search(r"[;!?A-Z]|,(?!\d)", text_of(bare))
    assert sum(word.begins for word in bare) == pytest.approx(len(answer.clauses), abs=3)
    heard = misheard(words, 0.1, random.Random(1))
    assert 0.8 * len(words) < len(heard) <= 1.1 * len(words)
    assert _amounts(heard) <= _amounts(words)
    assert text_of(misheard(words, 0.1, random.Random(1))) == text_of(heard)


def _amounts(words: list[Word]) -> set[int]:
    return {word.amount for word in words if word.amount is not None}


def test_places_are_where_the_words_stand() -> None:
    words = words_of(ANSWERS[0])
    text = text_of(words)
    assert [text[start:end] for start, end in places_of(words)] == [word.text for word in words]
