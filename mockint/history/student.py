"""Student's t: how far chance alone carries a mean of few values."""

from functools import lru_cache
from math import exp, lgamma, log, log1p

_STEPS = 200
_TINY = 1e-300
_EXACT = 1e-12


def two_sided(t: float, degrees: float) -> float:
    """The probability that chance gives ``abs(t)`` or more; ``degrees`` of freedom above 0."""
    return _beta(degrees / (degrees + t * t), degrees / 2, 0.5)


@lru_cache(maxsize=256)
def critical(level: float, degrees: float) -> float:
    """The t that chance exceeds, in either direction, with the probability ``level``."""
    low, high = 0.0, 1.0
    while two_sided(high, degrees) > level:
        low, high = high, 2 * high
    while high - low > _EXACT * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if two_sided(middle, degrees) > level else (low, middle)
    return high


def _beta(x: float, a: float, b: float) -> float:
    """The incomplete beta function, as a share of the whole one; x from 0 to 1."""
    if x <= 0.0 or x >= 1.0:
        return min(max(x, 0.0), 1.0)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function, from its front."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d, c = 1 / _away(1 + term * d), _away(1 + term / c)
            value *= c * d
        if abs(c * d - 1) < _EXACT:
            break
    return value


def _away(value: float) -> float:
    """``value``, or next to nothing where it is nothing."""
    return value if abs(value) > _TINY else _TINY
