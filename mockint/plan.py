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
    questions = _open(bank, count, stages)
    return _dealt(bank, questions, count, seed)


def draw_due(
    bank: Bank,
    due: Sequence[Question],
    later: Sequence[Question],
    count: int,
    stages: Sequence[str],
    seed: int,
) -> tuple[Question, ...]:
    """``count`` questions of ``stages``: first those ``due`` in their order, then new ones.

    New is what stands neither in ``due`` nor in ``later``; it is drawn as by ``draw``. Where
    there is too little of it, the first of ``later`` follow that are not in ``due`` as well.

    Raises:
        BankError: as with ``draw``.
    """
    questions = _open(bank, count, stages)
    allowed = {question.id for question in questions}
    first = [question for question in due if question.id in allowed][:count]
    asked = {question.id for question in (*due, *later)}
    new = [question for question in questions if question.id not in asked]
    drawn = _dealt(bank, new, min(count - len(first), len(new)), seed)
    rest = [each for each in later if each.id in allowed and each not in first]
    return (*first, *drawn, *rest)[:count]


def _open(bank: Bank, count: int, stages: Sequence[str]) -> list[Question]:
    """The questions of those stages (all, if empty), at least ``count``."""
    chosen = tuple(stages) or bank.stages
    for stage in chosen:
        if stage not in bank.stages:
            raise BankError(
                f"{bank.title} has no stage {stage!r}: it has {', '.join(bank.stages)}."
            )
    found = [question for question in bank.questions if question.stage in chosen]
    if count > len(found):
        raise BankError(
            f"{bank.title} has {len(found)} questions there, not {count}: ask for fewer with -n."
        )
    return found


def _dealt(
    bank: Bank, questions: Sequence[Question], count: int, seed: int
) -> tuple[Question, ...]:
    """``count`` of ``questions`` by chance, spread over their stages, in stage order."""
    random = Random(seed)
    piles = {stage: [q for q in questions if q.stage == stage] for stage in bank.stages}
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
