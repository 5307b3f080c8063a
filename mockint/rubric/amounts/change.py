"""What an amount changed from and to, in one unit, as far as the words tell it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from mockint.rubric.amounts.number_words import number_at
from mockint.rubric.amounts.quantity import Amount, amounts_of
from mockint.rubric.amounts.units import DURATIONS
from mockint.rubric.words import Token

_MINUTES = {
    "seconds": 1 / 60, "minutes": 1.0, "hours": 60.0, "days": 1440.0, "weeks": 10080.0,
    "weekends": 2880.0, "months": 43200.0, "quarters": 129600.0, "years": 525600.0,
    "decades": 5256000.0,
}  # fmt: skip
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9}
_FORMER = frozenset(
    "before used previously formerly initially originally was were had took been started "
    "began".split()
)
_LATTER = frozenset("now after afterwards afterward today nowadays since then later end".split())
_WINDOW = 40


class Change(NamedTuple):
    """``before`` and ``after`` in one unit; ``stated`` in one amount: "from 45 to 30 days"."""

    before: float
    after: float
    stated: bool

    @property
    def rises(self) -> bool:
        """Whether it ends higher than it began."""
        return self.after > self.before


class Window(NamedTuple):
    """The sentence of an amount, or what of it is near: ``tokens[begin:end]``."""

    begin: int
    end: int


def window_of(tokens: Sequence[Token], amount: Amount) -> Window:
    """Where the sentence of an amount begins and ends."""
    begin, end = amount.first, amount.last
    while begin > max(0, amount.first - _WINDOW) and not tokens[begin].stop:
        begin -= 1
    while end < min(len(tokens), amount.last + _WINDOW) and not tokens[end].stop:
        end += 1
    return Window(begin, end)


def change_of(tokens: Sequence[Token], amount: Amount, window: Window) -> Change | None:
    """The change that an amount tells, alone or with the one before it in the sentence."""
    if amount.value is None:
        return None
    if amount.before is not None:
        return _stated(tokens[amount.first : amount.last], amount)
    earlier = amounts_of(tokens[window.begin : amount.first])
    return _told(tokens[window.begin : amount.first], earlier[-1], amount) if earlier else None


def _stated(said: Sequence[Token], amount: Amount) -> Change | None:
    """ "from 45 to 30 days", but no range: "two or three days", "between 5 and 10"."""
    if said[0].text != "from" or amount.before is None or amount.value is None:
        return None
    middle = next((at for at, token in enumerate(said) if token.text == "to"), len(said))
    left, right = said[:middle], said[middle:]
    if amount.unit == "of" and amount.before > 1:
        grade = number_at(right, 1) if len(right) > 1 else None
        return Change(amount.before, grade.value, True) if grade and grade.value else None
    factor = _factor(left, right)
    return Change(amount.before * factor, amount.value, True) if factor else None


def _factor(left: Sequence[Token], right: Sequence[Token]) -> float:
    """What brings the first figure to the unit of the second; 0 where it is unknown."""
    one, other = _unit(left), _unit(right)
    if one in _MINUTES and other in _MINUTES:
        return _MINUTES[one] / _MINUTES[other]
    scale = next((_SCALES[token.text] for token in right if token.text in _SCALES), 1.0)
    unscaled = all(token.text not in _SCALES for token in left)
    if scale > 1 and unscaled and not any("," in token.text for token in left):
        return 0.0
    return 1.0


def _unit(said: Sequence[Token]) -> str:
    """The span of time that is counted, not the one after "a" or "per"."""
    for before, token in pairwise(said):
        if token.text in DURATIONS and before.text not in {"a", "an", "per", "each", "every"}:
            return DURATIONS[token.text]
    return ""


def _told(said: Sequence[Token], earlier: Amount, amount: Amount) -> Change | None:
    """ "it was 30 days before, and after my change it is 45"."""
    former = {token.text for token in said[: earlier.first]}
    former |= {token.text for token in said[earlier.last : earlier.last + 2]}
    between = said[earlier.last :]
    parted = any(token.comma or token.text in {"and", "but"} for token in between)
    latter = not _LATTER.isdisjoint(token.text for token in between)
    if earlier.before is not None or earlier.value is None or amount.value is None or earlier.year:
        return None
    if not parted or not latter or former.isdisjoint(_FORMER):
        return None
    factor = _between(earlier, amount)
    return Change(earlier.value * factor, amount.value, False) if factor else None


def _between(earlier: Amount, amount: Amount) -> float:
    if earlier.unit in _MINUTES and amount.unit in _MINUTES:
        return _MINUTES[earlier.unit] / _MINUTES[amount.unit]
    same = earlier.unit == amount.unit and earlier.kind == amount.kind
    bare = amount.kind == "count" and not amount.unit and earlier.kind != "money"
    return 1.0 if same or bare else 0.0
