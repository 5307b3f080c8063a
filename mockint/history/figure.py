"""What is measured in a session: marks, delivery, parts and terms, a value for each answer."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec

from mockint.findings import Findings
from mockint.history.rating import rated
from mockint.session import Answer, Attempt, Session

Kind = Literal["mark", "pace", "fillers", "parts", "terms", "own"]


class Figure(msgspec.Struct, frozen=True):
    """Something measured; ``unit`` follows its value: "of 5", "words a minute"."""

    name: str
    unit: str
    kind: Kind


class Scale(msgspec.Struct, frozen=True):
    """Values of a kind lie from ``least`` to ``most``.

    ``spread`` is the usual standard deviation of single answers by one person, in
    the value's unit, or of its square root where ``rooted``: counts spread wider the
    higher they are.
    """

    least: float
    most: float
    spread: float
    rooted: bool = False


SCALES: dict[Kind, Scale] = {
    "mark": Scale(1.0, 5.0, 1.1),
    "pace": Scale(0.0, 600.0, 15.0),
    "fillers": Scale(0.0, 300.0, 0.8, rooted=True),
    "parts": Scale(0.0, 4.0, 0.7),
    "terms": Scale(0.0, 100.0, 28.0),
    "own": Scale(-4.0, 4.0, 1.0),
}
PACE = Figure("pace", "words a minute", "pace")
FILLERS = Figure("fillers, at least", "a minute", "fillers")
STORY = Figure("parts of a story", "of 4", "parts")
TERMS = Figure("terms of the question", "%", "terms")
OWN = Figure("own rating", "vs marks", "own")
"""How much higher an answer was rated by who gave it than by the marks for content."""


class Marked(NamedTuple):
    """An answer that was marked, by its last attempt; ``number`` counts from 1."""

    number: int
    answer: Answer
    attempt: Attempt
    findings: Findings


def marked(session: Session) -> tuple[Marked, ...]:
    """The answers of a session that were marked, in order."""
    return tuple(
        Marked(number, answer, last, last.findings)
        for number, answer in enumerate(session.answers, 1)
        if (last := answer.last) and last.findings and not last.findings.abstained
    )


def figures(session: Session) -> dict[Figure, tuple[float, ...]]:
    """Every figure of a session with a value for each answer that has it, marks first.

    Values off the figure's scale are left out: nobody measured them.
    """
    found: dict[Figure, list[float]] = {}
    for each in marked(session):
        for figure, value in (*figures_of(each.findings), *_own(each.attempt)):
            scale = SCALES[figure.kind]
            if scale.least <= value <= scale.most:
                found.setdefault(figure, []).append(float(value))
    in_order = sorted(found, key=lambda figure: figure.kind != "mark")
    return {figure: tuple(found[figure]) for figure in in_order}


def figures_of(findings: Findings) -> Iterator[tuple[Figure, float]]:
    """Every figure of one answer with its value."""
    for name, mark in findings.marks.items():
        if mark.level is not None:
            yield Figure(name, "of 5", "mark"), mark.level
    spoken = findings.delivery
    if spoken is not None and spoken.seconds > 0:
        if spoken.words_per_minute is not None:
            yield PACE, spoken.words_per_minute
        yield FILLERS, len(spoken.fillers) * 60 / spoken.seconds
    if findings.form == "story":
        yield STORY, float(len({span.part for span in findings.parts if span.sure}))
    said, unsaid = findings.expected.said or (), findings.expected.unsaid or ()
    if said or unsaid:
        yield TERMS, 100 * len(said) / (len(said) + len(unsaid))


def _own(attempt: Attempt) -> Iterator[tuple[Figure, float]]:
    """The candidate's own rating of it, where there is one and there are marks."""
    found = rated(attempt)
    if found is not None:
        yield OWN, found.gap
