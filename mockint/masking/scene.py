"""A text's words with what the lists say about each, for those who look for names in it."""

from collections.abc import Sequence
from functools import cached_property

from mockint.masking import cues, lists
from mockint.masking.words import Phrases, Word
from mockint.rubric.lexicon import is_function

_ACRONYM = 5
_CALENDAR = cues.MONTHS | cues.DAYS


class Scene:
    """``words`` of one text; ``own`` are phrases kept in this session besides those of the list.

    ``names``: words known as names of people from elsewhere, in small letters.
    """

    def __init__(
        self,
        words: Sequence[Word],
        own: Phrases | None = None,
        names: frozenset[str] = frozenset(),
        covered: bytes | bytearray = b"",
    ) -> None:
        self.words = words
        self._covered = covered
        self.own = own or Phrases(())
        self.names = names

    @cached_property
    def cased(self) -> bool:
        """Whether capitals say anything here."""
        return any(word.telling and word.low != "i" and len(word.low) > 1 for word in self.words)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that stand here without a capital as well, where capitals say something."""
        return frozenset(word.low for word in self.words if not word.capital and self.cased)

    @cached_property
    def kept(self) -> bytearray:
        """1 for each word that stays, 2 for each word of a place."""
        marks = bytearray(len(self.words))
        for phrases, mark in ((lists.places(), 2), (lists.kept(), 1), (self.own, 1)):
            for at, length in phrases.marked(self.words):
                if length > 1 or not self._called(at):
                    marks[at : at + length] = bytes([mark]) * length
        for at, taken in enumerate(self._covered):
            marks[at] = marks[at] or taken
        return marks

    def _called(self, at: int) -> bool:
        """Whether a word that is also a term or a place is a name by its capital: "Bill"."""
        word = self.words[at]
        return word.telling and word.low in lists.first_names() and lists.is_ordinary(word.low)

    def low(self, at: int) -> str:
        """The word at ``at`` in small letters, "" beyond the ends."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def next(self, at: int) -> str:
        """The word at ``at`` if no sentence begins there."""
        return "" if at >= len(self.words) or self.words[at].opens else self.words[at].low

    def gap(self, at: int) -> str:
        """What stands before the word at ``at``, "" beyond the end."""
        return self.words[at].gap if at < len(self.words) else ""

    def stays(self, at: int) -> bool:
        """Whether the word is kept, a place, a day or a month."""
        return bool(self.kept[at]) or self.words[at].low in _CALENDAR

    def ordinary(self, at: int) -> bool:
        """Whether the word is ordinary English."""
        return lists.is_ordinary(self.words[at].low)

    def strange(self, at: int) -> bool:
        """Whether the word is none that is known: no ordinary one, no term, no place, no number."""
        word = self.words[at]
        short = len(word.low) < (2 if word.telling else 3)
        if self.stays(at) or short or word.low.isdecimal() or self.ordinary(at):
            return False
        acronym = word.text.isupper() and len(word.text) <= _ACRONYM and self.cased
        return not acronym and not is_function(word.low)

    def first_name(self, at: int) -> bool:
        """Whether the word is a first name and nothing else."""
        word = self.words[at]
        known = word.low in lists.first_names() or word.low in self.names
        return known and not self.ordinary(at) and not self.stays(at)

    def doubtful_name(self, at: int) -> bool:
        """Whether the word may be a first name as well as something else."""
        word = self.words[at]
        if word.low not in lists.first_names() and word.low not in self.names:
            return False
        return self.ordinary(at) or self.stays(at)

    def surname(self, at: int) -> bool:
        """Whether the word may follow a first name."""
        word = self.words[at]
        if self.stays(at) or word.low.isdecimal():
            return False
        if self.cased and word.telling and len(word.low) > 1:
            return word.low not in cues.OFFICES
        return self.strange(at) or (word.low in lists.surnames() and not self.ordinary(at))

    def named_month(self, at: int) -> bool:
        """Whether a month's name stands where a month would: "in May", "May 3", "by April"."""
        if self.words[at].low not in cues.MONTHS:
            return False
        following = self.next(at + 1)
        before = self.low(at - 1)
        two = following == "and" and (self.low(at + 2) in cues.MONTHS) and not before
        return before in cues.IN_MONTH or following.isdecimal() or following == "of" or two
