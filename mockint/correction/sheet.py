"""The words of an answer as a small text file, a sentence on each line, and back again."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mockint.transcript import Transcript, Word

LIMIT = 2**16
"""Bytes of a corrected text at most: two hours of speech are some 60,000."""
NOTE = "# "
"""How a line begins that holds no words."""
LONGEST = 24
"""Words on a line at most: some recognisers print no full stops."""
PAUSE = 1.0
"""Seconds of silence behind which a new line begins."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffd\U000e0000-\U000e0fff\ud800-\udfff]"
)
"""What steers a terminal or hides itself, which is no part of a word."""


def sheet(transcript: Transcript, notes: Sequence[str] = ()) -> str:
    """The words, a sentence on each line, below the ``notes`` as lines of comment."""
    head = [f"{NOTE}{_clean(' '.join(note.splitlines()))}".rstrip() for note in notes]
    lines = [_line(words) for words in _sentences(transcript.words)]
    return "\n".join([*head, *[""] * bool(head), *filter(None, lines), ""])


def read(text: str, *, notes: bool = False) -> tuple[str, ...]:
    """The words of ``text``; with ``notes`` without its lines of comment."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = (line for line in lines if not (notes and _is_note(line)))
    return tuple(word for line in kept for word in _clean(line).split())


def _is_note(line: str) -> bool:
    return line.startswith(NOTE) or line.rstrip() == NOTE.rstrip()


def _clean(text: str) -> str:
    return _HIDDEN.sub("", text)


def _line(words: Sequence[Word]) -> str:
    line = " ".join(_clean(" ".join(word.text for word in words)).split())
    return f" {line}" if _is_note(line) else line


def _sentences(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for at, (before, word) in enumerate(pairwise(words), 1):
        ends = before.text.endswith((".", "?", "!")) or word.start - before.end >= PAUSE
        if ends or at - first >= LONGEST:
            yield words[first:at]
            first = at
    yield words[first:]
