"""A written line made into one that can be read aloud."""

import re
from functools import lru_cache

from mockint.bank.rules import unspeakable

_SAYINGS = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"(?:https?:|www\.)\S*", " "),
        (r"_{2,}", "\u2026"),
        (
            r"[$\u20ac\u00a3] ?(\d[\d,.]*\d|\d)( ?(?:k|m|thousand|[mb]illion)\b)?",
            r"\1\2 dollars",
        ),
        (r"\bc#", "C sharp"),
        (r"\band/or\b", "or"),
        (r"\bw/o\b", "without"),
        (r"(?<=\d)/(?=\d)", " "),
        (r"[/\\]", " or "),
        (r"%", " percent "),
        (r"&", " and "),
        (r"\+", " plus "),
        (r"=", " equals "),
        (r"#", " number "),
        (r"@", " at "),
        (r"[$]", " dollars "),
        (r"\|", ", "),
        (r"(?:^|(?<= ))\(([^()]*)\)(?= ?\w)", r", \1, "),
        (r"(?:^|(?<= ))\(([^()]*)\)", r", \1"),
        (r"[(){}\[\]<>]", ""),
    )
)
"""What is said for marks that have no sound, each in turn; brackets become asides."""

_TIDYING = (
    (re.compile(r"(?<=[A-Za-z])\.(?=[A-Z][a-z])"), ". "),
    (re.compile(r"(?<=[A-Za-z])\.(?=[A-Za-z]{2})"), " dot "),
    (re.compile(r"\s+(?=[,.?!;:])"), ""),
    (re.compile(r"[,;:]+(?=[,.?!;:])|^[,;:. ]+"), ""),
    (re.compile(r"\s+"), " "),
)


def speakable(text: str) -> str:
    """``text`` in words and ordinary punctuation; ``unspeakable`` may still find a rare address."""
    for mark, said in (*_SAYINGS, *_TIDYING):
        text = mark.sub(said, text)
    return " ".join("".join(map(_kept, text)).split())


@lru_cache(4_096)
def _kept(sign: str) -> str:
    """The sign, or a space for one that the voice cannot say."""
    return sign if sign.isspace() or not unspeakable(sign) else " "
