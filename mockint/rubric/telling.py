"""Stories told in the present: "so this man comes in last week and he says ..."."""

from collections.abc import Sequence

import msgspec

from mockint.rubric.clauses import Clause
from mockint.rubric.pattern import Cue, Cues

_WHY = "Told in the present or the past: one event is a story."
EVENTS = Cues(
    (
        Cue("last|one TIME", "event", 1.0, _WHY, "last week he calls", "every week he calls"),
        Cue("this|a guy|lady|man|woman|kid|customer|client|patient|guest|student|tenant|girl "
            "comes|calls|walks|says|starts|shows|goes|wants|rings|asks", "event", 1.0, _WHY,
            "this lady walks in", "the lady walked in"),
    )
)  # fmt: skip
_SOMEBODY = frozenset("he she they".split())
_LEAST_BY_OTHERS = 2


def as_told(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those in the present moved into the past where one event is told so."""
    if not _in_present(clauses):
        return list(clauses)
    return [_past(clause) if clause.tense == "present" else clause for clause in clauses]


def _past(clause: Clause) -> Clause:
    return msgspec.structs.replace(clause, tense="past")


def _in_present(clauses: Sequence[Clause]) -> bool:
    habits = any("HABIT" in token.classes for clause in clauses for token in clause.tokens)
    if habits or sum(clause.tense == "past" for clause in clauses) > len(clauses) / 3:
        return False
    others = sum(clause.tense == "present" and _by_somebody(clause) for clause in clauses)
    return others >= _LEAST_BY_OTHERS and any(
        True for clause in clauses for _ in EVENTS.matches(clause.tokens, clause.begin)
    )


def _by_somebody(clause: Clause) -> bool:
    subject = clause.tokens[: clause.verb or 0]
    return bool(subject) and subject[-1].text in _SOMEBODY
