"""What was learned from labelled answers, as tables: a feature and its weight for each class.

``training`` makes them; a class's score is the plain sum of the weights of the features that
are there, so that every word's share in a mark is exact.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np

FILE = "tables.npz"


class Table:
    """``weights`` has a row a feature and a column a class: log-odds up to a constant."""

    def __init__(self, features: Sequence[str], weights: np.ndarray) -> None:
        self.rows = {feature: at for at, feature in enumerate(features)}
        self.weights = weights

    def scores(self, features: Sequence[str]) -> np.ndarray:
        """One number a class."""
        rows = [row for feature in features if (row := self.rows.get(feature)) is not None]
        return np.asarray(self.weights[rows].sum(axis=0, dtype=np.float64))

    def likelihoods(self, features: Sequence[str]) -> np.ndarray:
        """The log of how likely each class is."""
        scores = self.scores(features)
        return np.asarray(scores - np.logaddexp.reduce(scores))

    def reasons(self, features: Sequence[str], column: int, count: int) -> list[tuple[str, float]]:
        """The features that spoke loudest for a class against the mean of all, with how much."""
        known = [feature for feature in features if feature in self.rows and feature != "always"]
        weights = self.weights[[self.rows[feature] for feature in known]].astype(np.float64)
        spoken = weights[:, column] - weights.mean(axis=1) if known else np.empty(0)
        order = sorted(range(len(known)), key=lambda at: (-spoken[at], known[at]))
        return [(known[at], float(spoken[at])) for at in order[:count] if spoken[at] > 0]


class Tables:
    """``parts``: S T A R O; ``form``: the six forms; ``result``: no, yes; ``moves``: label to
    label and ``begins``: the first label, as logs."""

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        self.parts, self.form, self.result = (
            Table(_names(arrays[f"{name}_features"]), _weights(arrays, name))
            for name in ("parts", "form", "result")
        )
        self.moves, self.begins = arrays["moves"], arrays["begins"]


_other: list[Tables] = []


def tables() -> Tables:
    """Those in use: the ones that come with the package."""
    return _other[-1] if _other else _shipped()


@contextmanager
def using(path: Path) -> Iterator[None]:
    """Mark with other tables for a while: to measure them."""
    _other.append(_read(path.read_bytes()))
    try:
        yield
    finally:
        _other.pop()


@cache
def _shipped() -> Tables:
    return _read(files("mockint.rubric").joinpath(FILE).read_bytes())


def _read(raw: bytes) -> Tables:
    with np.load(BytesIO(raw), allow_pickle=False) as arrays:
        return Tables(dict(arrays))


def _names(packed: np.ndarray) -> list[str]:
    return packed.tobytes().decode("utf-8").split("\n")


def _weights(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    return np.asarray(arrays[f"{name}_weights"] * arrays[f"{name}_scale"], np.float32)
