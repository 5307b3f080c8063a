"""The learned tables: sums of weights, each with its feature."""

from pathlib import Path

import numpy as np
import pytest

import mockint.rubric.tables
from mockint.rubric.features import features_of, features_of_amount, features_of_answer
from mockint.rubric.form import FORMS
from mockint.rubric.reading import Reading
from mockint.rubric.story import LABELS
from mockint.rubric.tables import FILE, SOUGHT, Names, Table, tables

READING = Reading("I called them twice and they paid us $900.", None, None, ())


def test_a_score_is_the_sum_of_the_weights_of_what_is_there() -> None:
    table = Table(["paid", "always"], np.array([[1.0, -1.0], [0.5, 0.0]]))
    assert table.scores(["paid", "always", "unknown"]).tolist() == [1.5, -1.0]
    assert np.exp(table.likelihoods(["paid"])).sum() == pytest.approx(1.0)


def test_reasons_are_the_weights_above_the_mean_loudest_first() -> None:
    weights = np.array([[1.0, 0.0], [3.0, 0.0], [0.0, 2.0], [9.0, 0.0]])
    table = Table(["a", "b", "c", "always"], weights)
    assert table.reasons(["a", "b", "c", "always"], 0, 3) == [("b", 1.5), ("a", 0.5)]
    assert table.reasons([], 0, 3) == []


def test_each_table_has_a_column_for_each_class() -> None:
    known = tables()
    assert known.parts.weights.shape[1] == len(LABELS)
    assert known.form.weights.shape[1] == len(FORMS)
    assert known.result.weights.shape[1] == 2
    assert np.exp(known.moves).sum(axis=1) == pytest.approx(1.0)


def test_features_name_words_neighbours_grammar_and_place() -> None:
    first, second = features_of(READING.clauses)
    assert {"i called", "^ i", ">they", "is past 1", "from the start 0"} <= set(first)
    assert {"<called", "they paid", "from the end 0"} <= set(second)
    assert {"share past 1 over 0.4", "^ i called"} <= set(features_of_answer(READING.clauses))


def test_an_amount_is_known_by_its_kind_and_the_words_around_it() -> None:
    amount = READING.amounts[-1]
    features = features_of_amount(amount, READING.tokens, READING.clauses[-1])
    assert {"kind money", "<paid", "in they", "< paid us"} <= set(features)


def test_a_packed_name_is_found_where_it_lies_and_after_all_were_unpacked() -> None:
    names = ["", "^ i", "a b", "is past 1", "zwölf"]
    packed = Names(np.frombuffer("\n".join(names).encode(), np.uint8))
    asked = [*names, "a", "a b ", "i", "zzz", "\ud800", "a\nb"]
    wanted = [names.index(name) if name in names else None for name in asked]
    assert [packed.get(name) for name in asked] == wanted
    for _ in range(SOUGHT):
        packed.get("a")
    assert [packed.get(name) for name in asked] == wanted


def test_the_names_of_the_shipped_tables_stand_in_order_each_once() -> None:
    with np.load(Path(mockint.rubric.tables.__file__).with_name(FILE)) as arrays:
        for table in ("parts", "form", "result"):
            names = arrays[f"{table}_features"].tobytes().split(b"\n")
            assert names == sorted(set(names))
