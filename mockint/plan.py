"""Which questions are asked, and in which order."""

from collections.abc import Sequence
from random import Random

from mockint.bank import Bank, Question
from mockint.errors import BankError


def draw(bank: Bank, count: int, stages: Sequence[str], seed: int) -> tuple[Question, ...]:
    """``count`` questions of the bank, spread over ``stages`` (all, if empty), in stage order.

    The same bank, count, stages and seed give the same questions.

    Raises:
        BankError: a stage is unknown, or there are fewer questions than asked for.
    """
    chosen = tuple(stages) or bank.stages
    for stage in chosen:
        if stage not in bank.stages:
            raise BankError(
                f"{bank.title} has no stage {stage!r}: it has {', '.join(bank.stages)}."
            )
    random = Random(seed)
    piles = {s: [q for q in bank.questions if q.stage == s] for s in bank.stages if s in chosen}
    available = sum(map(len, piles.values()))
    if count > available:
        raise BankError(
            f"{bank.title} has {available} questions there, not {count}: ask for fewer with -n."
        )
    for pile in piles.values():
        random.shuffle(pile)
    shares = _shares({stage: len(pile) for stage, pile in piles.items()}, count)
    return tuple(question for stage, pile in piles.items() for question in pile[: shares[stage]])


def _shares(sizes: dict[str, int], count: int) -> dict[str, int]:
    """How many of ``count`` each stage gives: one each in turn, until all are dealt."""
    shares = dict.fromkeys(sizes, 0)
    while count > 0:
        for stage, size in sizes.items():
            if count > 0 and shares[stage] < size:
                shares[stage] += 1
                count -= 1
    return shares
