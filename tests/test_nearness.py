"""All spans and forms compared at once: nothing may be left out that one by one would be found."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from rapidfuzz.distance import Levenshtein

from mockint.bank import load_bank
from mockint.recognizer.clues import Passage
from mockint.recognizer.likeness import PHONES, Coded, distance, letters_of
from mockint.recognizer.nearness import Sounds
from mockint.recognizer.repair import Repairer

SOUND = some.lists(some.integers(0, len(PHONES) - 1), min_size=1, max_size=14).map(tuple)
SAID = (
    "I was asked about the a r aging report and, well, the credit memo for net sweet. I matched "
    "each purchase older with its in voice; remittances - - came late and the escalation went to "
    "the accounts receive a bull team before month end clothes"
)


@given(some.lists(SOUND, min_size=1, max_size=6), some.lists(SOUND, min_size=1, max_size=6))
def test_a_pair_is_near_where_fewer_than_half_the_classes_differ(
    heard: list[Coded], meant: list[Coded]
) -> None:
    meant.sort(key=len)
    wanted = [
        (span, form)
        for (span, one), (form, other) in product(enumerate(heard), enumerate(meant))
        if Levenshtein.normalized_distance(letters_of(one), letters_of(other)) < 0.5
    ]
    spans, forms = Sounds(meant).near(heard)
    assert list(zip(spans.tolist(), forms.tolist(), strict=True)) == wanted


@given(SOUND, SOUND, some.floats(0.0, 0.5))
def test_every_pair_within_the_limit_is_kept_and_none_far_beyond_it(
    heard: Coded, meant: Coded, limit: float
) -> None:
    one = np.zeros(1, np.intp)
    kept = Sounds([meant]).within([heard], one, one, np.array([limit], np.float32))
    edits = distance(heard, meant, 1e9)
    if edits <= limit * len(meant):
        assert kept[0]
    if edits > limit * len(meant) + 0.01:
        assert not kept[0]


def test_where_no_words_leave_room_no_sound_is_near_enough() -> None:
    one = np.zeros(1, np.intp)
    assert not Sounds([(1, 2, 3)]).within([(1, 2, 3)], one, one, np.array([-1.0], np.float32))[0]


@pytest.mark.parametrize("said", [SAID, SAID.replace(" ", ". "), SAID.upper()])
def test_no_form_ever_weighs_more_than_the_most_its_words_allow(said: str) -> None:
    repairer = Repairer(load_bank("billing-specialist").terms)
    words = said.split()
    passage = Passage(words, repairer._lexicon, repairer._english, [*map(repairer._said, words)])
    spans = [(first, last) for first, last, _ in repairer._spans(words, passage)]
    firsts, lasts = (np.array([span[end] for span in spans]) for end in (0, 1))
    most = passage.most(firsts, lasts)
    for at, (first, last) in enumerate(spans):
        for form in repairer._lexicon.forms[::23]:
            clues = passage.clues(first, last, form)
            assert clues.weight <= most.weight[at]
            assert clues.is_ordinary or clues.spelled or not most.is_ordinary[at]


def test_a_word_that_is_spelled_as_a_term_is_found_however_it_is_cut() -> None:
    repairer = Repairer(load_bank("billing-specialist").terms)
    assert [find.term for find in repairer.find("they use net suite there".split())] == ["NetSuite"]
