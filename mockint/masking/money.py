"""Amounts of money above the limit, by the rubric's own reading of amounts."""

from collections.abc import Iterator, Sequence

from mockint.findings import Quantity
from mockint.masking.rules import Found
from mockint.rubric.amounts.quantity import Amount, amounts_of
from mockint.rubric.words import Token, tokens_of

_SCALES = {
    "hundred": 1e2, "hundreds": 1e2, "thousand": 1e3, "thousands": 1e3, "grand": 1e3, "k": 1e3,
    "million": 1e6, "millions": 1e6, "mil": 1e6, "billion": 1e9,
}  # fmt: skip
_ROUND = frozenset(
    {"hundred", "hundreds", "thousand", "thousands", "grand", "k", "million", "millions", "billion"}
)
_SIGNS = frozenset("$\u20ac\u00a3\u00a5")
_MONEY = frozenset(
    "owed owe owes paid pay balance balances billed worth wrote write writing written credit "
    "credits total totaled totalled collected recovered cost costs refund refunded saved "
    "value amount amounts debt payment payments check invoice invoices sum revenue overpaid "
    "underpaid short spend spent budget money dollars unapplied receivables past-due salary "
    "made".split()
)
_CURRENCIES = frozenset(
    "dollars dollar usd euros euro eur pounds gbp pesos peso naira rupees rupee reais yuan "
    "rmb won baht ringgit dirhams dirham riyals riyal shillings shilling zloty zlotys lira "
    "hryvnia hryvnias cedis cedi rand birr soles quetzales colones lempiras francs kroner "
    "kronor yen dong rubles forint lei dinars dinar cad aud inr bucks".split()
)
_NEAR, _AFTER = 7, 4


def money(text: str, above: float) -> Iterator[Found]:
    """Every amount of money above ``above``."""
    tokens = tokens_of(text)
    for amount in amounts_of(tokens):
        if _is_money(tokens, amount) and largest(tokens, amount) > above:
            first = amount.first + (tokens[amount.first].text in {"from", "between"})
            first -= first > 0 and tokens[first - 1].text in _CURRENCIES
            last = amount.last
            last += last < len(tokens) and tokens[last].text in _CURRENCIES
            start, end = tokens[first].start, tokens[last - 1].end
            yield Found(start, end, "amount", (text[start:end].lower(),))


def known(quantities: Sequence[Quantity], above: float, text: str) -> Iterator[Found]:
    """The same by what a reading of ``text`` found before."""
    for one in quantities:
        inside = 0 <= one.start < one.end <= len(text)
        if inside and one.kind == "money" and one.value is not None and abs(one.value) > above:
            yield Found(one.start, one.end, "amount", (text[one.start : one.end].lower(),))


def _is_money(tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether it is money; a round figure of nothing in particular is taken for money."""
    said = tokens[amount.first : amount.last]
    if amount.kind == "money" or any(token.text in _SIGNS for token in said):
        return True
    if amount.kind != "count" or amount.unit or amount.year:
        return False
    before = tokens[max(0, amount.first - _NEAR) : amount.first]
    if amount.value is not None and 1950 <= amount.value < 2040 and said[0].text == "two":
        return False
    after = tokens[amount.last : amount.last + _AFTER]
    if after[:1] and after[0].text in {"form", "forms"}:
        return False
    near = any(token.text in _MONEY for token in (*before, *after))
    beside = (*tokens[max(0, amount.first - 1) : amount.first], *after[:1])
    near = near or any(token.text in _CURRENCIES for token in beside)
    return near or any(token.text in _ROUND for token in said)


def largest(tokens: Sequence[Token], amount: Amount) -> float:
    """The larger end of the amount; where it is vague, what its words come to at least."""
    values = [abs(value) for value in (amount.value, amount.before) if value is not None]
    if amount.value is None:
        texts = [token.text for token in tokens[amount.first : amount.last]]
        scale = 1.0
        for text in texts:
            scale *= _SCALES.get(text, 1.0)
        values.append(2 * scale if scale > 1 else 0.0)
    return max(values, default=0.0)
