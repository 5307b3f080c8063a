"""A text with some of it replaced, and where everything else has gone."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from mockint.masking.rules import Span


class Texts(NamedTuple):
    """How texts beside an answer's words are masked: each takes one and gives what may be seen.

    ``text``: any text. ``known``: mockint's own words, in which only what is named elsewhere is
    masked. ``beside``: a text nothing is learned from. ``name``: small letters and hyphens.
    """

    text: Callable[[str], str]
    known: Callable[[str], str]
    beside: Callable[[str], str]
    name: Callable[[str], str]


class Edit:
    """``text`` with each of ``spans``, in order and apart, replaced by its label."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.before = text
        self.spans = tuple(spans)
        pieces, moved, at, shift = [], [], 0, 0
        for span in self.spans:
            pieces += [text[at : span.start], span.label]
            moved.append(span.start + shift)
            shift += len(span.label) - (span.end - span.start)
            at = span.end
        self.text = "".join([*pieces, text[at:]])
        self._starts = [span.start for span in self.spans]
        self._moved = moved

    def start(self, at: int) -> int:
        """Where what began at ``at`` begins now: a label begins as a whole."""
        return self._place(at, inside_to_end=False)

    def end(self, at: int) -> int:
        """Where what ended before ``at`` ends now: a label ends as a whole."""
        return self._place(at, inside_to_end=True)

    def place(self, start: int, end: int) -> tuple[int, int, str]:
        """The new ``(start, end, quote)`` of what stood there; offsets outside are drawn in."""
        left, right = self.start(start), self.end(max(start, end))
        right = max(left, right)
        return left, right, self.text[left:right]

    def covers(self, start: int, end: int) -> bool:
        """Whether something between was replaced."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        return any(s.start < end and s.end > start for s in self.spans[at:] if s.start < end)

    def _place(self, at: int, inside_to_end: bool) -> int:
        at = min(max(at, 0), len(self.before))
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        span, begins = self.spans[index], self._moved[index]
        if at >= span.end:
            return begins + len(span.label) + at - span.end
        if at == span.start:
            return begins
        return begins + len(span.label) if inside_to_end else begins
