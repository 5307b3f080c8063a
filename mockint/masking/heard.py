"""A transcript with names and numbers replaced, and when they were spoken."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from mockint.findings import Seconds
from mockint.masking.edit import Edit, Texts
from mockint.masking.findings import masked_engine
from mockint.transcript import Repair, Transcript, Word

MARGIN = 0.06
"""Seconds of silence before and after a word that is masked."""
UNHEARD = 1.0
"""Seconds of speech without a word that are silenced too."""
_INTO = 0.03
"""Of these as much as this may be taken from the word beside it."""
_LOST = 0.5
"""The same where the word's own times say nothing."""


class Heard:
    """``transcript`` as ``edit`` of its text leaves it; a masked span is one word."""

    def __init__(self, transcript: Transcript, edit: Edit, texts: Texts) -> None:
        self._old, self._edit, self._texts = transcript, edit, texts
        self._groups = _groups(transcript, edit)

    @property
    def transcript(self) -> Transcript:
        """The transcript as it may be seen."""
        words = tuple(self._word(first, last) for first, last in self._groups)
        repairs = tuple(map(self._repair, self._old.repairs))
        unsure = tuple(map(self._texts.text, self._old.unsure))
        engine = masked_engine(self._old.engine, self._texts) or self._old.engine
        return replace(self._old, words=words, repairs=repairs, unsure=unsure, engine=engine)

    def _word(self, first: int, last: int) -> Word:
        words, spans = self._old.words, self._old.spans
        said = self._edit.place(spans[first][0], spans[last - 1][1])[2]
        return Word(said, words[first].start, words[last - 1].end)

    def _repair(self, repair: Repair) -> Repair:
        """The repair at the words' new places; what was heard there goes with what was masked."""
        if not self._groups:
            heard, term = self._texts.beside(repair.heard), self._texts.text(repair.term)
            return replace(repair, heard=heard, term=term)
        first = self._new(repair.first)
        last = self._new(max(repair.last - 1, repair.first)) + 1
        heard = self._texts.beside(repair.heard)
        spans = self._old.spans
        inside = spans[max(repair.first, 0) : max(repair.last, 0)]
        if inside and self._edit.covers(inside[0][0], inside[-1][1]):
            heard = " ".join(self._word(*group).text for group in self._groups[first:last])
        return Repair(first, last, heard, self._texts.text(repair.term))

    def _new(self, word: int) -> int:
        """Which of the new words the old one is in, the nearest one where there is none."""
        return next(
            (at for at, (_, last) in enumerate(self._groups) if word < last), len(self._groups) - 1
        )

    @property
    def silences(self) -> tuple[Seconds, ...]:
        """When something masked is spoken, in order and apart."""
        found = [
            self._silence(first, last)
            for first, last in self._groups
            if self._edit.covers(self._old.spans[first][0], self._old.spans[last - 1][1])
        ]
        return joined([*found, *_unheard(self._old)])

    def _silence(self, first: int, last: int) -> Seconds:
        words = self._old.words
        start = min(word.start for word in words[first:last])
        end = max(word.end for word in words[first:last])
        if end <= start:
            return start - _LOST, end + _LOST
        left, right = start - MARGIN, end + MARGIN
        if first:
            left = max(left, min(words[first - 1].end, start) - _INTO)
        if last < len(words):
            right = min(right, max(words[last].start, end) + _INTO)
        return left, right


def _groups(transcript: Transcript, edit: Edit) -> list[tuple[int, int]]:
    """The words ``(first, last)`` that become one each: those that a span holds together."""
    holds = [False] * max(len(transcript.words) - 1, 0)
    at = 0
    for number, (_, end) in enumerate(transcript.spans[:-1]):
        while at < len(edit.spans) and edit.spans[at].end <= end:
            at += 1
        holds[number] = at < len(edit.spans) and edit.spans[at].start <= end
    number = 0
    group_of = []
    for index in range(len(transcript.words)):
        number += bool(index) and not holds[index - 1]
        group_of.append(number)
    lots = groupby(range(len(transcript.words)), key=lambda index: group_of[index])
    listed = [list(lot) for _, lot in lots]
    return [(lot[0], lot[-1] + 1) for lot in listed]


def joined(found: Sequence[Seconds]) -> tuple[Seconds, ...]:
    """The spans in order, from 0 on, those that touch made one."""
    whole: list[Seconds] = []
    for start, end in sorted(found):
        start = max(start, 0.0)
        if start >= end:
            continue
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return tuple(whole)


def _unheard(transcript: Transcript) -> Iterator[Seconds]:
    """Stretches of speech of which no word is known: nobody knows what is said in them."""
    for start, end in transcript.speech:
        at = start
        for word in transcript.words:
            if word.start < end and word.end > at:
                if word.start - at >= UNHEARD:
                    yield at, word.start
                at = max(at, word.end)
        if end - at >= UNHEARD:
            yield at, end
