"""Which questions are asked."""

import pytest

from mockint.bank import load_bank
from mockint.errors import BankError
from mockint.plan import draw


def test_the_same_seed_draws_the_same_questions_and_another_seed_others() -> None:
    bank = load_bank("billing-specialist")
    first, again, other = (draw(bank, 5, (), seed) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_every_stage_has_its_share_in_the_order_of_the_bank() -> None:
    bank = load_bank("billing-specialist")
    stages = [question.stage for question in draw(bank, len(bank.stages), (), 1)]
    assert stages == list(bank.stages)


def test_only_the_stages_named_are_asked() -> None:
    bank = load_bank("billing-specialist")
    drawn = draw(bank, 2, ["technical"], 1)
    assert {question.stage for question in drawn} == {"technical"}


def test_no_question_is_drawn_twice() -> None:
    bank = load_bank("billing-specialist")
    drawn = draw(bank, len(bank.questions), (), 3)
    assert len({question.id for question in drawn}) == len(bank.questions)


def test_too_many_questions_and_unknown_stages_are_refused_in_one_sentence() -> None:
    bank = load_bank("billing-specialist")
    with pytest.raises(BankError, match="ask for fewer with -n"):
        draw(bank, 500, (), 1)
    with pytest.raises(BankError, match="has no stage 'tecnical'"):
        draw(bank, 1, ["tecnical"], 1)
