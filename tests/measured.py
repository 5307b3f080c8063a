"""Figures that tests measure on their way; printed below the results."""

from collections.abc import Callable

Measured = Callable[[str], None]
