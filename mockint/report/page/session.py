"""A whole session as one page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from mockint.history.course import courses
from mockint.report import rating, standing
from mockint.report.advice import Step, steps
from mockint.report.page.answer import AnswerView
from mockint.report.page.charts import course_chart
from mockint.report.page.document import USUAL, Look, document
from mockint.report.page.sound import Sound
from mockint.report.plain import shortened
from mockint.report.time_taken import warm_up
from mockint.report.typed import held
from mockint.session import Session

HISTORY = 12
"""Sessions a course is drawn over, the newest ones."""
Piece = tuple[str, int | None]
"""A piece of a line: its text, and the number of the answer it links to."""
_NUMBER = re.compile(r"(?<![\w.])[0-9]{1,3}(?![\w.]*[0-9])")


def session_page(
    session: Session,
    *,
    earlier: Sequence[Session] = (),
    sounds: Mapping[str, Sound] | None = None,
    masked: Sequence[str] = (),
    look: Look = USUAL,
) -> str:
    """The report on ``session`` as a page, ending in a line break.

    ``earlier``: the sessions before it, oldest first; ``sounds``: the recordings by
    their files' names, none where the page goes without; ``masked``: sentences that
    say what was masked in this copy.
    """
    view = SessionView(session, tuple(earlier), sounds or {})
    return document("session.html", view.window, look, view=view, masked=tuple(masked))


@dataclass(frozen=True)
class SessionView:
    """What the page's template asks for."""

    session: Session
    earlier: tuple[Session, ...]
    sounds: Mapping[str, Sound]

    @property
    def window(self) -> str:
        """The title of the window: which interview, and when."""
        return f"{shortened(self.session.title, 300)}, {self.when}"

    @property
    def held(self) -> str:
        """In which mode it was held, and whether in writing."""
        return held(self.session)

    @property
    def when(self) -> str:
        """When it began: "Monday 2 March 2026, 09:15"."""
        return told(self.session.started)

    @property
    def warm_up(self) -> str:
        """One line on the warm-up; empty where there was none."""
        return warm_up(self.session)

    @property
    def steps(self) -> list[tuple[list[Piece], str]]:
        """What to do next: each line in pieces that link to the answers, and its example."""
        return [(linked(step), step.example) for step in steps(self.session)]

    @property
    def answers(self) -> list[AnswerView]:
        """The answers in order."""
        numbered = enumerate(self.session.answers, 1)
        return [AnswerView(number, answer, self.sounds) for number, answer in numbered]

    @property
    def sounding(self) -> bool:
        """Whether anything can be played."""
        return any(sound.address for sound in self.sounds.values())

    @property
    def charts(self) -> list[Markup]:
        """This session against those before it, a chart for each figure it has."""
        if self.session.rehearsal:
            return []
        before = standing.before(self.session, self.earlier)[-HISTORY:]
        mine = (self.session.started, self.session.name)
        return [
            course_chart(course)
            for course in courses([*before, self.session])
            if len(course.points) > 1
            and (course.points[-1].started, course.points[-1].session) == mine
        ]

    @property
    def rated(self) -> str:
        """The candidate's own ratings against the marks, in a sentence; empty without any."""
        return rating.over_all(self.session)

    @property
    def uncharted(self) -> str:
        """The sentence that stands where there are no charts."""
        return standing.why_none(self.session)


def linked(step: Step) -> list[Piece]:
    """A step's line in pieces: those that number an answer it is about come with its number."""
    pieces: list[Piece] = []
    at = 0
    for found in _NUMBER.finditer(step.line):
        if int(found[0]) in step.answers:
            pieces += [(step.line[at : found.start()], None), (found[0], int(found[0]))]
            at = found.end()
    return [*pieces, (step.line[at:], None)]


def told(started: str) -> str:
    """A moment of ISO 8601 as a person writes it; as it stands where it is none."""
    try:
        when = datetime.fromisoformat(started)
    except ValueError:
        return started[:16].replace("T", " ")
    return f"{when:%A} {when.day} {when:%B} {when.year}, {when:%H:%M}"
