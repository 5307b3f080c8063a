"""The copy of a whole session, and what was masked in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from mockint.findings import Seconds
from mockint.masking.leaks import leaks, originals, spaced
from mockint.masking.mask import Mask
from mockint.masking.rules import Kind, Rules
from mockint.masking.told import sentences
from mockint.masking.words import words_of
from mockint.session import Session

_TIMES = 3
"""So often a copy is made in which what the one before had left is masked as well."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A session that others may see, masked by ``rules``.

    ``silences`` holds, for each sound that is kept, the seconds in which something masked is
    spoken; ``counts`` how many different ones of each kind were masked in what was asked and said,
    ``printed`` how many more in the bank's own texts; ``originals`` what must not be found in the
    copy any more.
    """

    session: Session
    silences: Mapping[str, tuple[Seconds, ...]]
    counts: Mapping[Kind, int]
    rules: Rules
    originals: tuple[str, ...] = field(default=(), repr=False)
    printed: Mapping[Kind, int] = field(default_factory=dict)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was masked, and what to do before the copy is sent."""
        return sentences(self.counts, self.printed, self.rules, bool(self.silences))


def masked(session: Session, rules: Rules | None = None) -> Masked:
    """A copy of ``session`` without names, numbers and larger amounts of money.

    Marks, times and everything else in it stay as they are.
    """
    rules = rules or Rules()
    left: tuple[str, ...] = ()
    for _ in range(_TIMES):
        copy = _once(session, rules, left)
        found = set(leaks(encoded(copy.session), copy.originals)) - set(left)
        if not found:
            break
        left = (*left, *sorted({form for one in found for form in (one, spaced(one))}))
    return copy


def _once(session: Session, rules: Rules, left: tuple[str, ...]) -> Masked:
    """The copy; ``left`` was seen in another one though it was masked elsewhere."""
    mask = Mask(session, replace(rules, also=(*rules.also, *left)))
    copy = mask.session()
    said = mask.context.said.items()
    seen = {tuple(word.low for word in words_of(one)) for one in left}
    also = {one.key for _, one in said if one.kind == "also"} - seen
    counts = _some({**mask.counts, "also": len(also)})
    printed = _some({**mask.printed, "also": 0})
    return Masked(copy, mask.silences, counts, rules, originals(said), printed)


def _some(counts: Mapping[Kind, int]) -> dict[Kind, int]:
    return {kind: number for kind, number in counts.items() if number}


def encoded(session: Session) -> str:
    """The session as it is written down, on one line."""
    return msgspec.json.encode(session).decode()
