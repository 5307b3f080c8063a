"""Telling what was said from what a recogniser made of it, which gets a word wrong now and then."""

import re
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio


def share(meant: str, heard: str) -> float:
    """How many of the longer words of ``meant`` are in ``heard``, from 0 to 1."""
    words = {word for word in _words(meant) if len(word) > 3}
    return len(words & set(_words(heard))) / len(words)


def nearest(heard: str, sayings: Iterable[str]) -> str:
    """Which of ``sayings`` has most letters in common with ``heard``; short ones need no more."""
    return max(sayings, key=lambda saying: ratio(saying.lower(), heard.lower()))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())
