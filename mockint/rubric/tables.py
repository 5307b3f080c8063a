"""What was learned from labelled answers, as tables: a feature and its weight for each class.

``training`` makes them; a class's score is the plain sum of the weights of the features that
are there, so that every word's share in a mark is exact.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np

FILE = "tables.npz"


SOUGHT = 10_000
"""Names that are looked for one by one before all are unpacked, which takes about as long."""


class Names:
    """Names in alphabetical order, one a line in UTF-8, of which few are ever asked for."""

    def __init__(self, packed: np.ndarray) -> None:
        self._packed = packed.tobytes()
        ends = np.flatnonzero(packed == ord("\n"))
        starts = np.concatenate([[0], ends + 1, [len(packed) + 1]]).astype(np.int64)
        self._starts: Sequence[int] = memoryview(starts.data).cast("B").cast("q")
        self._sought = 0
        self._all: dict[str, int] = {}

    def get(self, name: str) -> int | None:
        """The number of the line that is the name."""
        if self._all:
            return self._all.get(name)
        self._sought += 1
        if self._sought > SOUGHT:
            lines = self._packed.decode("utf-8").split("\n")
            self._all = {line: at for at, line in enumerate(lines)}
        wanted, count = name.encode("utf-8", "surrogatepass"), len(self._starts) - 1
        at = bisect_left(range(count), wanted, key=self._line)
        return at if at < count and self._line(at) == wanted else None

    def _line(self, at: int) -> bytes:
        return self._packed[self._starts[at] : self._starts[at + 1] - 1]


class Table:
    """``weights`` has a row a feature and a column a class: log-odds up to a constant."""

    def __init__(self, features: Sequence[str] | Names, weights: np.ndarray) -> None:
        self.rows: Names | dict[str, int] = (
            features
            if isinstance(features, Names)
            else {feature: at for at, feature in enumerate(features)}
        )
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
        found = [(feature, self.rows.get(feature)) for feature in features if feature != "always"]
        known = [feature for feature, row in found if row is not None]
        weights = self.weights[[row for _, row in found if row is not None]].astype(np.float64)
        spoken = weights[:, column] - weights.mean(axis=1) if known else np.empty(0)
        order = sorted(range(len(known)), key=lambda at: (-spoken[at], known[at]))
        return [(known[at], float(spoken[at])) for at in order[:count] if spoken[at] > 0]


class Tables:
    """``parts``: S T A R O; ``form``: the six forms; ``result``: no, yes; ``moves``: label to
    label and ``begins``: the first label, as logs."""

    def __init__(self, arrays: dict[str, np.ndarray]) -> None:
        self.parts, self.form, self.result = (
            Table(Names(arrays[f"{name}_features"]), _weights(arrays, name))
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
    return _read(Path(__file__).with_name(FILE).read_bytes())


def _read(raw: bytes) -> Tables:
    with np.load(BytesIO(raw), allow_pickle=False) as arrays:
        return Tables(dict(arrays))


def _weights(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    return np.asarray(arrays[f"{name}_weights"] * arrays[f"{name}_scale"], np.float32)
