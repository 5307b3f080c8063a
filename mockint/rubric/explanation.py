"""The way from the words to the marks, told line by line."""

from collections.abc import Iterable, Iterator, Sequence
from math import exp

from mockint.encoder import shipped_encoder
from mockint.findings import Findings, Mark, Quantity
from mockint.rubric.anchors import ANCHORS
from mockint.rubric.clauses import Clause
from mockint.rubric.features import features_of, features_of_answer
from mockint.rubric.form import FORMS
from mockint.rubric.reading import Reading
from mockint.rubric.story import LABELS
from mockint.rubric.tables import tables

LOUDEST = 4
"""So many features of a clause are named."""
ADVICE = {
    "situation": "Say where and when it was and who was there, in one or two sentences.",
    "task": "Say what you had to achieve, and by when.",
    "action": "Say what you did, step by step, with verbs: I called, I checked, I built.",
    "result": "Say what came of it: a figure, a reaction, what is different since.",
}
"""What to say where a part was not heard."""
_FORMS = {
    "story": "a story: something that happened once",
    "process": "how something is usually done",
    "knowledge": "what is known about something",
    "motive": "what is wished for, and why",
    "situational": "what would be done if it happened",
    "other": "none of the kinds that are marked part by part",
}


def explain(findings: Findings) -> list[str]:
    """Why each finding is what it is: how likely each judge holds it, the words that spoke
    loudest with their weights, the amounts weighed, the levels' wording.

    The words are read again by the same rules; pauses, if any were heard, are left out.
    """
    if findings.abstained:
        return [f"Nothing was marked: {findings.abstained}"]
    reading = Reading(findings.text, None, None, (), shipped_encoder())
    lines = [f"Form: {findings.form}: {_FORMS[findings.form]}.", *_form_lines(reading)]
    if findings.form == "story" and reading.form.form == "story":
        lines += list(_clause_lines(reading))
    lines += [_amount_line(amount) for amount in findings.quantities]
    lines += [
        f"Term: \u201c{use.quote}\u201d is {use.term} ({use.heard})." for use in findings.terms
    ]
    lines += [f"Not heard: {part}. {ADVICE[part]}" for part in findings.missing]
    lines += [_mark_line(name, mark) for name, mark in findings.marks.items()]
    return lines


def _form_lines(reading: Reading) -> Iterator[str]:
    likely = sorted(reading.form.likely.items(), key=lambda pair: (-pair[1], pair[0]))
    yield "  how likely: " + ", ".join(f"{form} {share:.2f}" for form, share in likely)
    features = features_of_answer(reading.clauses)
    column = FORMS.index(reading.form.form)
    yield from _spoken(tables().form.reasons(features, column, LOUDEST), reading.form.form)


def _clause_lines(reading: Reading) -> Iterator[str]:
    features = features_of(reading.clauses)
    for tagged, row in zip(reading.tagged, features, strict=True):
        clause = tagged.clause
        quote = reading.text[clause.start : clause.end]
        column = LABELS.index(tagged.label)
        judges = _judges(reading, clause, row, column)
        yield f"Clause \u201c{quote}\u201d: {tagged.label} ({tagged.posterior:.2f}; {judges})."
        yield from _spoken(tables().parts.reasons(row, column, LOUDEST), tagged.label)


def _judges(reading: Reading, clause: Clause, features: Sequence[str], column: int) -> str:
    """How likely each judge alone holds the label, its neighbours left aside."""
    told = f"tables {exp(tables().parts.likelihoods(features)[column]):.2f}"
    if reading.sense is None:
        return told
    heard = reading.sense.labels[clause.first : clause.last, column].mean()
    return f"{told}, encoder {exp(heard):.2f}"


def _spoken(reasons: Iterable[tuple[str, float]], name: str) -> Iterator[str]:
    """What in the tables spoke loudest for it."""
    for feature, weight in reasons:
        yield f"  {name} {weight:+.2f}: [{feature}]"


def _amount_line(amount: Quantity) -> str:
    verdict = "measures the outcome" if amount.result else "is not counted"
    reason = f": {amount.why}" if amount.why else ""
    return f"Amount: \u201c{amount.quote}\u201d {verdict}{reason}."


def _mark_line(name: str, mark: Mark) -> str:
    if mark.level is None:
        return f"{name}: not marked. {mark.why}"
    return f"{name}: {mark.level} of 5 ({ANCHORS[name][mark.level - 1]}). {mark.why}"
