"""A session against the ones before it: what is usual, and whether this one lies outside."""

from collections.abc import Iterable
from dataclasses import dataclass

from mockint.history.course import Course, courses
from mockint.report.plain import figure, shortened, signed
from mockint.session import Session

TITLE = "This session against the last ones"
HEADS = ("figure", "this session", "the usual", "verdict")
ALONE = "A second session makes a comparison possible: run `mockint interview`."
REHEARSED = "A rehearsal is not compared with interviews."
DRILLED = "A drill of one part is not compared with interviews."
UNMARKED = "No answer in this session was marked, so that nothing can be compared."
NAME = 30
WHOLE = ("pace", "terms")
"""Kinds of figures shown without decimals."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure of a session. ``usual``: "2.1 to 3.9", or "last 3.0" where that cannot be told."""

    name: str
    now: str
    usual: str
    verdict: str


def before(session: Session, others: Iterable[Session]) -> list[Session]:
    """Those of ``others`` that began before ``session``, oldest first; rehearsals do not count."""
    place = (session.started, session.name)
    found = [each for each in others if not each.rehearsal and (each.started, each.name) < place]
    return sorted(found, key=lambda each: (each.started, each.name))


def standings(session: Session, others: Iterable[Session]) -> tuple[Standing, ...]:
    """Each figure of ``session`` that a session before it has too."""
    if session.rehearsal:
        return ()
    place = (session.started, session.name)
    return tuple(
        _standing(course)
        for course in courses([*before(session, others), session])
        if len(course.points) > 1
        and (course.points[-1].started, course.points[-1].session) == place
    )


def why_none(session: Session) -> str:
    """The sentence that stands where ``standings`` are empty."""
    if session.rehearsal:
        return REHEARSED
    if session.drill is not None:
        return DRILLED
    marked = any(
        answer.last and answer.last.findings and not answer.last.findings.abstained
        for answer in session.answers
    )
    return ALONE if marked else UNMARKED


def _standing(course: Course) -> Standing:
    if course.band is None:
        usual = f"last {shown(course, course.points[-2].value)}"
    else:
        usual = " to ".join(shown(course, bound) for bound in course.band)
    name = f"{shortened(course.name, NAME)} ({course.unit})"
    return Standing(name, shown(course, course.newest), usual, course.verdict)


def shown(course: Course, value: float) -> str:
    """A value of that figure without its unit; one that may be below 0 with its sign."""
    if course.kind == "own":
        return signed(value)
    return figure(value, 0 if course.kind in WHOLE else 1)
