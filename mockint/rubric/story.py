"""Which clauses of a story are situation, task, action, result or none of them.

``score`` gives each clause a number per label from the cues and its grammar; ``tag``
weighs them against their neighbours and says how sure each label is. A trained scorer can take the
place of ``score``: it only has to be a ``Scorer``.
"""

from collections.abc import Callable, Sequence
from math import exp, log
from typing import Literal

import msgspec

from mockint.rubric.clauses import Clause
from mockint.rubric.pattern import Match
from mockint.rubric.story_cues import STORY_CUES

Label = Literal["situation", "task", "action", "result", "other"]
LABELS: tuple[Label, ...] = ("situation", "task", "action", "result", "other")
Scores = tuple[float, float, float, float, float]
"""One number per label, in the order of ``LABELS``: log-odds up to a constant."""


class ClauseScores(msgspec.Struct, frozen=True):
    """The scores of one clause and the cues that made them."""

    scores: Scores
    matches: tuple[Match, ...]


class Tagged(msgspec.Struct, frozen=True):
    """A clause with its label; ``posterior`` is how likely that label is, 0 to 1."""

    clause: Clause
    label: Label
    posterior: float
    matches: tuple[Match, ...]


Scorer = Callable[[Sequence[Clause]], list[ClauseScores]]

_GRAMMAR: dict[tuple[str, int, str], Scores] = {
    # tense, person, kind of verb:   S     T     A     R     O
    ("past", 1, "DID"): (-0.4, -0.4, 2.0, 0.0, -0.6),
    ("past", 1, "OUTCOME"): (-0.4, -0.4, 1.1, 0.9, -0.6),
    ("past", 1, "HAPPENED"): (0.6, -0.4, 0.8, 0.2, -0.4),
    ("past", 1, "STATE"): (0.9, 0.2, 0.1, 0.2, -0.2),
    ("past", 3, "DID"): (0.6, -0.4, 0.2, 0.7, -0.5),
    ("past", 3, "HAPPENED"): (1.0, -0.4, -0.1, 0.5, -0.4),
    ("past", 3, "STATE"): (1.0, -0.1, -0.4, 0.5, -0.2),
    ("past", 3, "OUTCOME"): (0.0, -0.4, 0.0, 1.5, -0.5),
    ("past", 2, "STATE"): (0.5, 0.0, 0.0, 0.0, 0.2),
    ("present", 1, ""): (-0.4, -0.4, -0.6, 0.0, 1.4),
    ("present", 2, ""): (-0.5, -0.4, -0.6, -0.2, 1.4),
    ("present", 3, ""): (-0.2, -0.4, -0.8, 0.3, 1.0),
    ("perfect", 1, ""): (0.2, -0.4, 0.6, 0.3, 0.6),
    ("perfect", 3, ""): (0.2, -0.4, -0.4, 0.9, 0.3),
    ("would", 1, ""): (-0.4, 0.0, -0.2, -0.2, 1.2),
    ("would", 3, ""): (0.3, 0.2, -0.3, 0.2, 0.4),
    ("modal", 1, ""): (-0.4, -0.2, -0.4, 0.0, 1.2),
    ("modal", 3, ""): (-0.2, 0.0, -0.5, 0.0, 0.8),
}
_NO_GRAMMAR: Scores = (0.0, 0.0, 0.0, 0.0, 0.2)
_START = (0.8, -0.6, -0.3, -0.2, 0.5)
_MOVE = (
    # to:  S     T     A     R     O
    (1.0, 0.5, 0.3, -1.2, -0.6),  # from situation
    (-0.5, 0.5, 0.9, -1.0, -0.6),  # from task
    (-1.3, -1.0, 1.0, 0.4, -0.7),  # from action
    (-0.9, -1.2, -0.5, 1.0, -0.2),  # from result
    (0.3, -0.2, 0.0, -0.2, 0.7),  # from other
)
_PLACE = ((1.0, -1.8), (0.4, -1.0), (-0.2, 0.2), (-1.0, 2.0), (0.0, 0.0))
"""For each label its score at the beginning and what the way to the end adds."""
SURE = 0.75
"""From this posterior on a part is heard."""
CLEAR = 0.4
"""Below it a clause belongs to no part."""


def score(clauses: Sequence[Clause]) -> list[ClauseScores]:
    """The scores of each clause by grammar, place and the cues it meets."""
    return [_score(clause, at, len(clauses)) for at, clause in enumerate(clauses)]


def tag(clauses: Sequence[Clause], scorer: Scorer = score) -> list[Tagged]:
    """The clauses of a story, each with its likeliest label."""
    if not clauses:
        return []
    scored = scorer(clauses)
    emissions = [entry.scores for entry in scored]
    return [
        Tagged(clause, *_likeliest(posterior), entry.matches)
        for clause, entry, posterior in zip(clauses, scored, _posteriors(emissions), strict=True)
    ]


def _likeliest(posterior: Sequence[float]) -> tuple[Label, float]:
    """The label with the greatest posterior; "other" where even that is small."""
    best = max(range(len(LABELS)), key=lambda label: posterior[label])
    return ("other" if posterior[best] < CLEAR else LABELS[best]), posterior[best]


def _score(clause: Clause, at: int, count: int) -> ClauseScores:
    place = at / (count - 1) if count > 1 else 0.5
    totals = [start + slope * place for start, slope in _PLACE]
    for label, weight in enumerate(_grammar(clause)):
        totals[label] += weight
    matches = tuple(STORY_CUES.matches(clause.tokens, clause.begin))
    for match in matches:
        totals[LABELS.index(_label(match.cue.label))] += match.cue.weight
    return ClauseScores((totals[0], totals[1], totals[2], totals[3], totals[4]), matches)


def _grammar(clause: Clause) -> Scores:
    kind = ""
    if clause.tense == "past":
        classes = clause.verb_classes
        kind = next((name for name in ("STATE", "HAPPENED") if name in classes), "DID")
        if clause.person != 2 and classes & {"DOWN", "UP", "GAIN"}:
            kind = "OUTCOME"
    return _GRAMMAR.get((clause.tense, clause.person, kind), _NO_GRAMMAR)


def _label(name: str) -> Label:
    return next(label for label in LABELS if label == name)


def _posteriors(emissions: Sequence[Scores]) -> list[list[float]]:
    labels = range(len(LABELS))
    forward = [[_START[to] + emissions[0][to] for to in labels]]
    for emission in emissions[1:]:
        last = forward[-1]
        forward.append(
            [emission[to] + _logsum([last[a] + _MOVE[a][to] for a in labels]) for to in labels]
        )
    backward = [[0.0] * len(LABELS)]
    for emission in reversed(emissions[1:]):
        after = backward[-1]
        backward.append(
            [_logsum([_MOVE[a][to] + emission[to] + after[to] for to in labels]) for a in labels]
        )
    return [_normal(f, b) for f, b in zip(forward, reversed(backward), strict=True)]


def _normal(forward: Sequence[float], backward: Sequence[float]) -> list[float]:
    joint = [one + other for one, other in zip(forward, backward, strict=True)]
    total = _logsum(joint)
    return [exp(value - total) for value in joint]


def _logsum(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))
