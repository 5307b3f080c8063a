"""Figures with their 95 % intervals, out of counts taken answer by answer."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np

DRAWS = 2_000
SEED = 20


class Figure(msgspec.Struct, frozen=True):
    """A figure and the interval in which 95 % of redrawn sets of answers have it."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def figure(counts: Sequence[np.ndarray], of: Callable[[np.ndarray], float]) -> Figure:
    """``of`` the summed counts; the interval by redrawing the answers (Efron 1979)."""
    table = np.stack([np.asarray(count, float) for count in counts])
    draw = np.random.default_rng(SEED)
    drawn = [of(table[draw.integers(0, len(table), len(table))].sum(axis=0)) for _ in range(DRAWS)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Figure(of(table.sum(axis=0)), float(low), float(high))


def macro_f1(confusion: np.ndarray) -> float:
    """The mean F1 of all labels; ``confusion[true, found]``."""
    return float(np.mean(label_f1(confusion)))


def label_f1(confusion: np.ndarray) -> np.ndarray:
    """The F1 of each label."""
    right = np.diagonal(confusion)
    both = np.maximum(confusion.sum(axis=0) + confusion.sum(axis=1), 1e-9)
    return np.asarray(2 * right / both)


def share(counts: np.ndarray) -> float:
    """``counts`` = (right, of how many)."""
    return float(counts[0] / max(counts[1], 1e-9))


def f1(counts: np.ndarray) -> float:
    """``counts`` = (right, found, there)."""
    return float(2 * counts[0] / max(counts[1] + counts[2], 1e-9))


def precision(counts: np.ndarray) -> float:
    """Of those found, the share that is right."""
    return share(counts[[0, 1]])


def recall(counts: np.ndarray) -> float:
    """Of those that are there, the share that is found."""
    return share(counts[[0, 2]])


def kappa(confusion: np.ndarray) -> float:
    """Cohen's kappa: agreement beyond what chance gives (Cohen 1960)."""
    total = confusion.sum()
    agreed = np.trace(confusion) / total
    chance = float(confusion.sum(axis=0) @ confusion.sum(axis=1)) / total**2
    return float((agreed - chance) / (1 - chance))
