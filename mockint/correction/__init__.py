"""Words that a person mended by hand: timed by those that were heard, which stay beside them."""

from mockint.correction.alignment import corrected, differing
from mockint.correction.sayings import Saying, counted, sayings
from mockint.correction.sheet import LIMIT, read, sheet

__all__ = [
    "LIMIT",
    "Saying",
    "corrected",
    "counted",
    "differing",
    "read",
    "sayings",
    "sheet",
]
