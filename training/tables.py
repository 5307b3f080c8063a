"""Makes the rubric's tables: logistic regression over the features of clauses, answers, amounts."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from corpus.answers import LABELS, Answer
from corpus.words import Word, misheard, places_of, stripped, text_of, words_of
from mockint.rubric.clauses import Clause, clauses_of
from mockint.rubric.features import features_of, features_of_amount, features_of_answer
from mockint.rubric.form import FORMS
from mockint.rubric.reading import Reading
from mockint.rubric.telling import as_told
from mockint.rubric.verbs import tenses

ERRORS = 0.1
"""The share of words that are wrong in the copies with recognition errors."""
_UNSEEN = 0.5


class Lot(msgspec.Struct):
    """Rows of one table: features, class, weight."""

    features: list[list[str]] = []
    classes: list[int] = []
    weights: list[float] = []

    def add(self, features: list[str], class_: int, weight: float = 1.0) -> None:
        """One more row."""
        self.features.append(features)
        self.classes.append(class_)
        self.weights.append(weight)


class Recipe(msgspec.Struct, frozen=True):
    """``hold`` is how strongly weights are held down (C, higher is looser), ``least`` how often
    a feature must be met to get one."""

    hold: float
    least: int


PARTS, FORM, RESULT = Recipe(0.1, 4), Recipe(0.05, 4), Recipe(0.1, 3)


def make(answers: Sequence[Answer], seed: int = 1) -> dict[str, np.ndarray]:
    """The arrays of tables.npz, from these answers."""
    draw = random.Random(seed)
    parts, form, result = Lot(), Lot(), Lot()
    for answer in answers:
        for words in _copies(answer, draw):
            _add(answer, words, parts, form, result)
    arrays = _table("parts", parts, PARTS, len(LABELS))
    arrays |= _table("form", form, FORM, len(FORMS))
    arrays |= _table("result", result, RESULT, 2)
    arrays["begins"], arrays["moves"] = _moves(answers)
    return arrays


def save(arrays: dict[str, np.ndarray], path: Path) -> None:
    """Write them, the same bytes for the same arrays; packed they would take longer to load."""
    in_order: dict[str, Any] = dict(sorted(arrays.items()))
    np.savez(path, **in_order)


def _copies(answer: Answer, draw: random.Random) -> Iterator[list[Word]]:
    words = words_of(answer)
    yield words
    yield stripped(words)
    yield misheard(words, ERRORS, draw)


def _add(answer: Answer, words: Sequence[Word], parts: Lot, form: Lot, result: Lot) -> None:
    reading = Reading(text_of(words), None, None, ())
    places = places_of(words)
    for clauses in (reading.clauses, _as_cut(reading, words, places)):
        _add_clauses(answer, clauses, words, places, parts)
    form.add(features_of_answer(reading.clauses), FORMS.index(answer.form))
    for clause in reading.clauses:
        for amount in reading.amounts:
            if clause.first <= amount.first < clause.last:
                said = _inside(words, places, *reading.place(amount.first, amount.last)[:2])
                if any(word.amount is not None for word in said):
                    measures = features_of_amount(amount, reading.tokens, clause)
                    result.add(measures, int(any(word.result for word in said)))


def _add_clauses(
    answer: Answer,
    clauses: Sequence[Clause],
    words: Sequence[Word],
    places: Sequence[tuple[int, int]],
    parts: Lot,
) -> None:
    """The clauses of a story, each with the label of most of its words."""
    if answer.form != "story":
        return
    for clause, features in zip(clauses, features_of(clauses), strict=True):
        inside = _inside(words, places, clause.start, clause.end)
        if inside:
            label = Counter(word.label for word in inside).most_common(1)[0][0]
            parts.add(features, LABELS.index(label), min(len(inside), 12) / 6)


def _as_cut(
    reading: Reading, words: Sequence[Word], places: Sequence[tuple[int, int]]
) -> list[Clause]:
    """The clauses as the author cut them."""
    begins = {start for word, (start, _) in zip(words, places, strict=True) if word.begins}
    at = {token.start: number for number, token in enumerate(reading.tokens)}
    cuts = {at[start] for start in begins if start in at}
    return as_told(clauses_of(reading.tokens, tenses(reading.tokens), reading.amounts, cuts))


def _inside(
    words: Sequence[Word], places: Sequence[tuple[int, int]], start: int, end: int
) -> list[Word]:
    return [word for word, (a, b) in zip(words, places, strict=True) if a < end and start < b]


def _table(name: str, lot: Lot, recipe: Recipe, classes: int) -> dict[str, np.ndarray]:
    met = Counter(feature for row in lot.features for feature in row)
    kept = sorted(feature for feature, count in met.items() if count >= recipe.least)
    rows = {feature: at for at, feature in enumerate(kept)}
    indices = [rows[feature] for row in lot.features for feature in row if feature in rows]
    ends = np.cumsum([0, *(sum(f in rows for f in row) for row in lot.features)])
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), (len(lot.features), len(kept)))
    model = LogisticRegression(C=recipe.hold, max_iter=400, fit_intercept=False)
    model.fit(matrix, lot.classes, sample_weight=lot.weights)
    weights = np.zeros((len(kept), classes))
    weights[:, model.classes_] = model.coef_.T if classes > 2 else model.coef_.T * [[-0.5, 0.5]]
    return _packed(name, kept, weights)


def _packed(name: str, features: Sequence[str], weights: np.ndarray) -> dict[str, np.ndarray]:
    """Weights as bytes with one scale; features that came out as nothing are left away."""
    scale = np.abs(weights).max() / 127
    small = np.round(weights / scale).astype(np.int8)
    said = np.flatnonzero(np.abs(small).max(axis=1) > 0)
    text = "\n".join(features[int(at)] for at in said).encode("utf-8")
    return {
        f"{name}_features": np.frombuffer(text, np.uint8),
        f"{name}_weights": small[said],
        f"{name}_scale": np.float32(scale),
    }


def _moves(answers: Sequence[Answer]) -> tuple[np.ndarray, np.ndarray]:
    """How likely each label is first, and after each other, as logs."""
    first = np.full(len(LABELS), _UNSEEN)
    after = np.full((len(LABELS), len(LABELS)), _UNSEEN)
    for answer in answers:
        if answer.form == "story":
            labels = [LABELS.index(label) for label, _ in answer.clauses]
            first[labels[0]] += 1
            np.add.at(after, (labels[:-1], labels[1:]), 1)
    likely = np.log(after / after.sum(axis=1, keepdims=True))
    return np.log(first / first.sum()), likely
