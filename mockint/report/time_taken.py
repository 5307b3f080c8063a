"""How long an answer took where it had a limit, and what is told of a warm-up."""

from collections.abc import Iterator

from mockint.report.plain import clock, figure
from mockint.report.typed import length
from mockint.session import Attempt, Session

LEFT = ("live", "interrupted", "lost", "skipped")
"""Endings behind which the time tells nothing."""


def against_limit(attempt: Attempt) -> Iterator[str]:
    """ "31 s of 20: 11 s over.", or that the interviewer went on; nothing within the limit."""
    limit = attempt.limit
    if limit is None or attempt.ended in LEFT:
        return
    taken = f"{figure(attempt.seconds)} s of {figure(limit)}"
    if attempt.ended == "limit":
        yield f"{taken}: the interviewer went on; what was said until then is kept and marked."
    elif round(attempt.seconds) > round(limit):
        yield f"{taken}: {figure(round(attempt.seconds) - round(limit))} s over."


def warm_up(session: Session) -> str:
    """ "Warm-up: 0:48, 112 words, not marked."; empty where there was none. Typed, no length."""
    given = session.warmed_up
    last = given.last if given is not None else None
    if last is None:
        return ""
    words = len(last.transcript.words) if last.transcript is not None else None
    told = None if words is None else f"{words} word{'' if words == 1 else 's'}"
    taken = None if last.typed else length(last)
    return f"Warm-up: {', '.join(filter(None, (taken, told, 'not marked')))}."


def of_limit(seconds: float, limit: float | None) -> str:
    """The clock of an answer: "0:12", or "0:12 of 0:20"."""
    return clock(seconds) if limit is None else f"{clock(seconds)} of {clock(limit)}"
