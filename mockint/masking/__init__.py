"""A copy of a session in which names, numbers and larger amounts of money cannot be seen."""

from mockint.masking.finding import Context, spans
from mockint.masking.leaks import leaks
from mockint.masking.rules import Kind, Rules, Span
from mockint.masking.whole import Masked, encoded, masked

__all__ = ["Context", "Kind", "Masked", "Rules", "Span", "encoded", "leaks", "masked", "spans"]
