"""How often a follow-up asks for what was there, on authors that taught the rubric nothing."""

import pytest

from benchmarks import together
from benchmarks.probes import BANK, Asked, probes
from corpus.answers import Answer, every, split
from mockint.bank import load_bank
from tests.measured import Measured

MODEL = next(each for each in load_bank(BANK).questions if each.form == "story")
STORIES = [each for each in split(every())[1] if each.form == "story"]


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    """Every story of the test authors, followed up to the limit."""
    return [Asked(each, tuple(probes(each, MODEL))) for each in STORIES]


def test_hardly_any_follow_up_asks_for_what_was_told(
    asked: list[Asked], measured: Measured
) -> None:
    """The aim is 3 in 100; the figures in benchmarks/probes.md may fall, and should not rise."""
    false, count = sum(len(a.false) for a in asked), sum(len(a.probes) for a in asked)
    measured(f"follow-ups to {len(asked)} stories: {false} of {count} ask for what was there")
    assert count >= 40
    assert false <= 0.03 * count


def test_a_result_that_was_told_is_asked_for_behind_no_story(asked: list[Asked]) -> None:
    told = [each for each in asked if "R" in each.answer.parts]
    assert len(told) > 100
    assert not any(probe.key == "result" for each in told for probe in each.probes)


def some(stories: list[Answer]) -> list[Answer]:
    """Every fifth of them."""
    return stories[::5]


def test_who_says_we_throughout_is_asked_for_their_own_part_and_who_says_i_once_is_not(
    measured: Measured,
) -> None:
    wes, own = some([*together.wes(STORIES)]), some([*together.but_one(STORIES, "A")])
    right = sum(together.asked(story, MODEL) for story in wes)
    false = sum(together.asked(story, MODEL) for story in own)
    measured(f"we throughout: {right} of {len(wes)} asked; but for one deed: {false} of {len(own)}")
    assert len(wes) == len(own) == 25
    assert right >= 24
    assert false <= 1


def test_a_story_is_told_by_several_in_words_that_fit() -> None:
    said = together.with_we("I was sure. I called them myself, and my boss thanked me; I'm glad")
    assert said == ("we were sure. We called them ourselves, and our boss thanked us; we're glad")
