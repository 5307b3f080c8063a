"""One telling of a story: where it was told, what was heard in it, and how good it was."""

from collections.abc import Iterable
from statistics import fmean

import msgspec

from mockint.findings import PARTS, Findings, Part, PartSpan, Quantity
from mockint.history.course import counted
from mockint.history.figure import Marked, marked
from mockint.session import Session


class Telling(msgspec.Struct, frozen=True):
    """An answer that tells one event, by its last attempt; ``number`` of the answer from 1.

    ``question`` is the id of what was ``asked``, None at the closing. ``seconds`` is where in
    the recording the first word is, None without words in time. ``parts`` were heard surely,
    ``unclear`` ones only doubtfully. ``result`` and ``figure`` quote what came of it and the
    amount that measures it; empty where there is none. ``marks`` is their mean, 1 to 5.
    ``replied`` quotes the result where only a reply to a follow-up tells it.
    """

    session: str
    started: str
    bank: str
    number: int
    question: str | None
    asked: str
    seconds: float | None
    text: str
    amounts: tuple[Quantity, ...]
    parts: tuple[Part, ...]
    unclear: tuple[Part, ...]
    result: str
    figure: str
    marks: float | None
    replied: str = ""

    @property
    def worth(self) -> tuple[int, bool, float]:
        """What tellings are put in order by: sure parts, a measured result, marks to a tenth."""
        return len(self.parts), bool(self.figure), round(self.marks or 0.0, 1)


def tellings(sessions: Iterable[Session]) -> tuple[Telling, ...]:
    """Every story told in the sessions, oldest first; rehearsals do not count."""
    return tuple(
        _telling(session, each)
        for session in counted(sessions)
        for each in marked(session)
        if each.findings.form == "story"
    )


def _telling(session: Session, each: Marked) -> Telling:
    found, question = each.findings, each.answer.question
    heard = each.attempt.transcript
    sure = {span.part for span in found.parts if span.sure}
    told = {span.part for span in found.parts} - sure
    result = _result(found)
    return Telling(
        session=session.name,
        started=session.started,
        bank=session.bank,
        number=each.number,
        question=question.id if question else None,
        asked=each.answer.asked,
        seconds=heard.words[0].start if heard and heard.timed and heard.words else None,
        text=found.text,
        amounts=found.quantities,
        parts=tuple(part for part in PARTS if part in sure),
        unclear=tuple(part for part in PARTS if part in told),
        result=result.quote if result else "",
        figure=_figure(found, result),
        marks=_mean(found),
        replied="" if result else _replied(each),
    )


def _result(found: Findings) -> PartSpan | None:
    """The longest passage that tells what came of it, a sure one first."""
    spans = [span for span in found.parts if span.part == "result"]
    return max(spans, key=lambda span: (span.sure, span.end - span.start), default=None)


def _replied(each: Marked) -> str:
    """What came of it in the first reply behind that attempt that tells it; else empty."""
    number, asked = each.attempt.number, each.answer.follow_ups
    heard = (follow_up.heard for follow_up in asked if follow_up.attempt == number)
    results = (_result(found) for found in heard if found is not None)
    return next((span.quote for span in results if span is not None), "")


def _figure(found: Findings, result: PartSpan | None) -> str:
    """The first amount that measures the result, one within its passage first."""
    amounts = [each for each in found.quantities if each.result]
    inside = [each for each in amounts if result and result.start <= each.start < result.end]
    return next((each.quote for each in (*inside, *amounts)), "")


def _mean(found: Findings) -> float | None:
    given = [mark.level for mark in found.marks.values() if mark.level is not None]
    return fmean(min(max(level, 1), 5) for level in given) if given else None
