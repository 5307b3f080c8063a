"""Everything that several sessions tell together."""

from collections.abc import Iterable

import msgspec

from mockint.history.amounts import Discrepancy, told_differently
from mockint.history.course import Course, counted, courses
from mockint.history.figure import marked
from mockint.history.retold import Story, retold
from mockint.session import Session


class Progress(msgspec.Struct, frozen=True):
    """``sessions`` that were marked, the first and the last of which began then (ISO 8601)."""

    sessions: int
    first: str
    last: str
    courses: tuple[Course, ...]
    stories: tuple[Story, ...]
    differing: tuple[Discrepancy, ...]


def progress(sessions: Iterable[Session]) -> Progress:
    """What the sessions with a marked answer tell; rehearsals do not count."""
    real = [session for session in counted(sessions) if marked(session)]
    first, last = (real[0].started, real[-1].started) if real else ("", "")
    stories = retold(real)
    found = told_differently(stories)
    return Progress(len(real), first, last, courses(real), stories, found)
