"""The way from the words to the marks, told line by line."""

from collections.abc import Iterator

from mockint.findings import Findings, Mark, Quantity
from mockint.rubric.marks import ANCHORS
from mockint.rubric.reading import Reading
from mockint.rubric.story_cues import ADVICE

_FORMS = {
    "story": "a story: something that happened once",
    "process": "how something is usually done",
    "knowledge": "what is known about something",
    "motive": "what is wished for, and why",
    "situational": "what would be done if it happened",
    "other": "none of the kinds that are marked part by part",
}


def explain(findings: Findings) -> list[str]:
    """Why each finding is what it is: the cues met, the amounts weighed, the levels' wording.

    The words are read again by the same rules; pauses, if any were heard, are left out.
    """
    if findings.abstained:
        return [f"Nothing was marked: {findings.abstained}"]
    reading = Reading(findings.text, None, None, ())
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
    scores = sorted(reading.form.scores.items(), key=lambda pair: (-pair[1], pair[0]))
    yield "  scores: " + ", ".join(f"{form} {score:.2f}" for form, score in scores)
    for match in reading.form.matches:
        yield f"  {match.cue.label} +{match.cue.weight:g}: [{match.cue.pattern}]"


def _clause_lines(reading: Reading) -> Iterator[str]:
    for tagged in reading.tagged:
        clause = tagged.clause
        quote = reading.text[clause.start : clause.end]
        yield f"Clause \u201c{quote}\u201d: {tagged.label} ({tagged.posterior:.2f})."
        for match in tagged.matches:
            yield f"  {match.cue.label} +{match.cue.weight:g}: [{match.cue.pattern}]"


def _amount_line(amount: Quantity) -> str:
    verdict = "measures the outcome" if amount.result else "is not counted"
    reason = f": {amount.why}" if amount.why else ""
    return f"Amount: \u201c{amount.quote}\u201d {verdict}{reason}."


def _mark_line(name: str, mark: Mark) -> str:
    if mark.level is None:
        return f"{name}: not marked. {mark.why}"
    return f"{name}: {mark.level} of 5 ({ANCHORS[name][mark.level - 1]}). {mark.why}"
