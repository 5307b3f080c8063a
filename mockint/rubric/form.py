"""What kind of answer it is: a story, or how things are done, known, wished or supposed."""

from collections.abc import Sequence

import msgspec

from mockint.findings import Form
from mockint.rubric.clauses import Clause
from mockint.rubric.form_cues import FORM_CUES
from mockint.rubric.pattern import Match

FORMS: tuple[Form, ...] = ("story", "process", "knowledge", "motive", "situational", "other")

_GRAMMAR: dict[tuple[str, int], dict[Form, float]] = {
    ("past", 1): {"story": 1.6},
    ("past", 2): {"story": 0.6},
    ("past", 3): {"story": 1.2},
    ("present", 1): {"process": 0.9, "other": 0.2},
    ("present", 2): {"process": 0.9, "knowledge": 0.3},
    ("present", 3): {"knowledge": 0.8, "process": 0.3},
    ("perfect", 1): {"other": 0.5, "knowledge": 0.3},
    ("perfect", 3): {"other": 0.2},
    ("would", 1): {"situational": 1.4},
    ("would", 2): {"situational": 0.8},
    ("would", 3): {"situational": 0.7},
    ("modal", 1): {"process": 0.7},
    ("modal", 2): {"process": 0.6, "knowledge": 0.3},
    ("modal", 3): {"process": 0.4, "knowledge": 0.3},
}
"""What the tense and the person of a clause speak for."""
_ONE_EVENT = 0.34
"""The least share of the words that must be told in the past for a story."""
_SCENE_ONLY = 0.7
"""The same where nobody is heard doing anything."""
_NO_EVENT = 0.85
"""What is left of the story where no cue points at one event."""
_OF_QUESTION = 0.4
"""What the form the question asks for counts: it decides only between equals."""


class FormReading(msgspec.Struct, frozen=True):
    """The form, each form's score (a mean over the words), and the cues that spoke."""

    form: Form
    scores: dict[Form, float]
    matches: tuple[Match, ...]


def read_form(clauses: Sequence[Clause], asked: Form | None = None) -> FormReading:
    """The kind of answer; ``asked`` is the form the question calls for, if any."""
    total = sum(len(clause.tokens) for clause in clauses) or 1
    scores: dict[Form, float] = dict.fromkeys(FORMS, 0.0)
    scores["other"] = 0.3
    matches: list[Match] = []
    for clause in clauses:
        share = len(clause.tokens) / total
        for form, weight in _GRAMMAR.get((clause.tense, clause.person), {}).items():
            scores[form] += weight * share
        for match in FORM_CUES.matches(clause.tokens, clause.begin):
            scores[_form(match.cue.label)] += match.cue.weight / max(len(clauses), 3)
            matches.append(match)
    if asked:
        scores[asked] += _OF_QUESTION
    if not any(match.cue.label == "story" for match in matches):
        scores["story"] *= _NO_EVENT
    if not _tells_event(clauses, total):
        scores["story"] = 0.0
    best = max(FORMS, key=lambda form: scores[form])
    return FormReading(best, scores, tuple(matches))


def _tells_event(clauses: Sequence[Clause], total: int) -> bool:
    """Whether enough of it is told in the past, with something that somebody did."""
    told = [clause for clause in clauses if clause.tense == "past"]
    did = any(clause.verb_classes - {"PAST", "STATE"} or not clause.verb_classes for clause in told)
    share = sum(len(clause.tokens) for clause in told) / total
    return share >= (_ONE_EVENT if did else _SCENE_ONLY)


def _form(label: str) -> Form:
    return next(form for form in FORMS if form == label)
