"""What the tables know a clause, an answer and an amount by: words, neighbours, grammar, place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mockint.rubric.amounts.quantity import Amount
from mockint.rubric.clauses import Clause
from mockint.rubric.words import Token

PLACES = 5
"""Into how many equal parts an answer is divided to say where a clause stands."""
SHARES = (0.0, 0.1, 0.25, 0.4, 0.6, 0.8)
"""Bounds between which the share of the clauses of one kind is told apart."""
_AROUND = 5


def features_of(clauses: Sequence[Clause]) -> list[list[str]]:
    """The features of each clause, each once, in a stable order."""
    said = [_words(clause) for clause in clauses]
    return [list(dict.fromkeys(_features(clauses, said, at))) for at in range(len(clauses))]


def features_of_answer(clauses: Sequence[Clause]) -> list[str]:
    """The features of a whole answer, by which its form is told."""
    return list(dict.fromkeys(_whole(clauses)))


def _whole(clauses: Sequence[Clause]) -> Iterator[str]:
    yield "always"
    kinds = Counter(_kind(clause) for clause in clauses)
    tenses = Counter(clause.tense or "none" for clause in clauses)
    for name, count in [*kinds.items(), *tenses.items()]:
        share = count / len(clauses)
        yield from (f"share {name} over {bound}" for bound in SHARES if share > bound)
    words = [_word(token) for clause in clauses for token in clause.tokens]
    yield from words
    yield from (f"{one} {two}" for one, two in pairwise(words))
    for clause in clauses:
        said = _words(clause)
        yield from (f"^ {' '.join(said[:count])}" for count in (1, 2, 3))
        if clause.verb is not None:
            yield f"verb {clause.tokens[clause.verb].text} {clause.person}"
    yield f"length {min(6, len(words) // 30)}"


def features_of_amount(amount: Amount, tokens: Sequence[Token], clause: Clause) -> list[str]:
    """The features of one amount, by which it is told whether it measures an outcome."""
    return list(dict.fromkeys(_measure(amount, tokens, clause)))


def _measure(amount: Amount, tokens: Sequence[Token], clause: Clause) -> Iterator[str]:
    yield "always"
    yield f"kind {amount.kind}"
    yield f"unit {amount.unit}"
    if amount.before is not None:
        yield "change"
        if amount.value is not None:
            yield f"change {'up' if amount.value > amount.before else 'down'} {amount.kind}"
    before = [_word(token) for token in tokens[max(0, amount.first - _AROUND) : amount.first]]
    after = [_word(token) for token in tokens[amount.last : amount.last + _AROUND]]
    yield from (f"<{word}" for word in before)
    yield from (f">{word}" for word in after)
    yield from (f"<<{word} {amount.kind}" for word in before[-1:])
    yield f"< {' '.join(before[-2:])}"
    yield f"> {' '.join(after[:2])}"
    inside = [_word(token) for token in clause.tokens]
    yield from (f"in {word}" for word in inside)
    classes = {name for token in clause.tokens for name in token.classes}
    yield from (f"has {name}" for name in sorted(classes))
    yield from (f"is {_kind(clause)} {amount.kind}", f"is {_kind(clause)}")


def _features(clauses: Sequence[Clause], said: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    words = said[at]
    yield "always"
    yield from words
    yield from (f"{one} {two}" for one, two in zip(["^", *words], [*words, "$"], strict=True))
    yield from (f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))
    yield from (f"<{word}" for word in (said[at - 1] if at else ["^"]))
    yield from (f">{word}" for word in (said[at + 1] if at + 1 < len(said) else ["$"]))
    yield from _grammar(clauses, at)
    yield f"place {at * PLACES // len(clauses)}"
    yield f"from the end {min(3, len(clauses) - 1 - at)}"
    yield f"from the start {min(3, at)}"
    yield f"length {min(4, len(words) // 4)}"


def _grammar(clauses: Sequence[Clause], at: int) -> Iterator[str]:
    own = _kind(clauses[at])
    before = _kind(clauses[at - 1]) if at else "^"
    after = _kind(clauses[at + 1]) if at + 1 < len(clauses) else "$"
    yield from (f"is {own}", f"after {before}", f"before {after}", f"is {own} after {before}")
    classes = sorted({name for token in clauses[at].tokens for name in token.classes})
    yield from (f"has {name}" for name in classes)
    yield from (f"is {own} has {name}" for name in classes)
    yield from (f"verb {name}" for name in sorted(clauses[at].verb_classes))
    if clauses[at].verb is not None:
        yield f"verb {clauses[at].tokens[clauses[at].verb or 0].text} {clauses[at].person}"


def _kind(clause: Clause) -> str:
    return f"{clause.tense or 'none'} {clause.person}"


def _words(clause: Clause) -> list[str]:
    return [_word(token) for token in clause.tokens]


def _word(token: Token) -> str:
    return "#" if token.kind == "number" else token.text
