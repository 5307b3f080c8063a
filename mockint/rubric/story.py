"""Which clauses of a story are situation, task, action, result or none of them.

Two judges speak of each clause: the tables (``features``, ``tables``), whose every word has its
exact weight, and the encoder (``sense``), which hears the words in their context. Their voices
are added, and each clause is weighed against its neighbours.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from mockint.rubric.clauses import Clause
from mockint.rubric.features import features_of
from mockint.rubric.sense import Sense
from mockint.rubric.tables import tables

Label = Literal["situation", "task", "action", "result", "other"]
LABELS: tuple[Label, ...] = ("situation", "task", "action", "result", "other")

ENCODER, TABLES, MOVES = 1.5, 0.3, 0.3
"""How much the encoder, the tables and the neighbours count."""
TABLES_ALONE, MOVES_ALONE = 1.0, 0.5
"""The same where there is no encoder."""
SURE = 0.75
"""From this likelihood on a part is heard."""
CLEAR = 0.4
"""Below it a clause belongs to no part."""
SEEN: dict[Label, float] = {"result": 0.9}
"""A part none of whose clauses is at least so likely was not heard at all: where no result is
told, the last words are easily taken for one."""


class Tagged(msgspec.Struct, frozen=True):
    """A clause with its label; ``posterior`` is how likely that label is, 0 to 1, ``of_result``
    how likely the clause tells a result."""

    clause: Clause
    label: Label
    posterior: float
    of_result: float = 0.0


def tag(clauses: Sequence[Clause], sense: Sense | None = None) -> list[Tagged]:
    """The clauses of a story, each with its likeliest label."""
    if not clauses:
        return []
    likely = likelihoods(clauses, sense)
    unseen = [
        LABELS.index(part)
        for part, least in SEEN.items()
        if likely[:, LABELS.index(part)].max() < least
    ]
    return [
        Tagged(clause, *_likeliest(row, unseen), float(row[LABELS.index("result")]))
        for clause, row in zip(clauses, likely, strict=True)
    ]


def likelihoods(clauses: Sequence[Clause], sense: Sense | None) -> np.ndarray:
    """How likely each label is for each clause, (clauses, 5)."""
    known = tables()
    told = np.stack([known.parts.likelihoods(row) for row in features_of(clauses)])
    moves = known.moves - known.moves.mean(axis=0)
    if sense is None:
        return _posteriors(TABLES_ALONE * told, known.begins, MOVES_ALONE * moves)
    heard = np.stack([sense.labels[clause.first : clause.last].mean(axis=0) for clause in clauses])
    return _posteriors(ENCODER * heard + TABLES * told, known.begins, MOVES * moves)


def _likeliest(row: np.ndarray, unseen: Sequence[int]) -> tuple[Label, float]:
    """The label with the greatest likelihood; "other" where even that is small."""
    possible = row.copy()
    possible[list(unseen)] = 0.0
    best = int(possible.argmax())
    return ("other" if row[best] < CLEAR else LABELS[best]), float(row[best])


def _posteriors(emissions: np.ndarray, begins: np.ndarray, moves: np.ndarray) -> np.ndarray:
    """The forward-backward algorithm (Rabiner 1989) in logs."""
    forward, backward = [0.3 * begins + emissions[0]], [np.zeros(len(LABELS))]
    for emission in emissions[1:]:
        forward.append(emission + np.logaddexp.reduce(forward[-1][:, None] + moves, axis=0))
    for emission in emissions[:0:-1]:
        backward.append(np.logaddexp.reduce(moves + emission + backward[-1], axis=1))
    joint = np.stack(forward) + np.stack(backward[::-1])
    return np.asarray(np.exp(joint - np.logaddexp.reduce(joint, axis=1, keepdims=True)))
