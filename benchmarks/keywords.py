"""The baseline: cue words for each part, as simple STAR checkers look for them."""

import re

from corpus.answers import LABELS

CUES = {
    "S": "situation|when i was|at my last|there was|at the time|we had a|one of our|last year",
    "T": "task|my job was|responsible for|needed to|had to|my goal|asked me to|was supposed to",
    "A": "action|i decided|so i|first i|then i|i called|i created|i started|i worked|i made|we did",
    "R": "result|in the end|finally|outcome|ended up|saved|increased|reduced|improved|learned|%"
    "|percent|as a result|thanked",
}
_SENTENCE = re.compile(r"[^.!?;,]+[.!?;,]*|[.!?;,]+")
_LEAST = 3
_RUN = 12


def labels_of(text: str) -> list[tuple[int, int, str]]:
    """(start, end, label) of each stretch."""
    return [(start, end, _label(text[start:end].lower())) for start, end in stretches_of(text)]


def stretches_of(text: str) -> list[tuple[int, int]]:
    """(start, end) of each stretch between signs, or of twelve words where there is none."""
    return [run for match in _SENTENCE.finditer(text) for run in _runs(text, *match.span())]


def is_story(text: str) -> bool:
    """Whether cues of three parts or more are met."""
    return sum(bool(re.search(CUES[part], text.lower())) for part in "STAR") >= _LEAST


def _runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    words = [(start + w.start(), start + w.end()) for w in re.finditer(r"\S+", text[start:end])]
    groups = [words[at : at + _RUN] for at in range(0, len(words), _RUN)]
    return [(group[0][0], group[-1][1]) for group in groups]


def _label(stretch: str) -> str:
    hits = {part: len(re.findall(CUES[part], stretch)) for part in LABELS[:4]}
    best = max(hits, key=lambda part: hits[part])
    return best if hits[best] else "O"
