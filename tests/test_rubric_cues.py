"""No cue without an example that meets it and one that misses it."""

import pytest

from mockint.rubric.amounts.achieved import OUTCOMES
from mockint.rubric.amounts.quantity import amounts_of, mark_amounts
from mockint.rubric.explanation import ADVICE
from mockint.rubric.form import FORMS
from mockint.rubric.lexicon import known_classes
from mockint.rubric.pattern import Cue, Cues
from mockint.rubric.story import LABELS
from mockint.rubric.telling import EVENTS
from mockint.rubric.terms.mentions import DENIALS
from mockint.rubric.words import tokens_of

TABLES = (OUTCOMES, EVENTS, DENIALS)
ALL = [(table, cue) for table in TABLES for cue in table.cues]


def met(table: Cues, cue: Cue, text: str) -> bool:
    tokens = tokens_of(text)
    tokens = mark_amounts(tokens, amounts_of(tokens))
    return any(match.cue is cue for match in table.matches(tokens))


@pytest.mark.parametrize(("table", "cue"), ALL, ids=[cue.pattern for _, cue in ALL])
def test_a_cue_meets_its_example_and_misses_the_other(table: Cues, cue: Cue) -> None:
    assert met(table, cue, cue.hit)
    assert cue.miss
    assert not met(table, cue, cue.miss)


def test_every_cue_gives_advice_and_a_known_label() -> None:
    known = {*LABELS, *FORMS, "outcome", "event", "denied"}
    for _, cue in ALL:
        assert cue.advice.endswith(".")
        assert cue.weight > 0
        assert cue.label in known


def test_every_class_named_in_a_pattern_exists() -> None:
    for _, cue in ALL:
        for element in cue.elements:
            assert element.classes <= known_classes()


def test_there_is_advice_for_every_part_that_can_be_missed() -> None:
    assert set(ADVICE) == set(LABELS) - {"other"}


def test_the_names_of_the_parts_alone_are_no_cue() -> None:
    for table, cue in ALL:
        assert not met(table, cue, "situation task action result")
