"""Marks, delivery and stories over the sessions there are, on the terminal.

A change is only called one where chance would hardly have made it.
"""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.history.amounts import Discrepancy
from mockint.history.course import Course
from mockint.history.overview import Progress, progress
from mockint.history.retold import Story
from mockint.report import rating, retold
from mockint.report.airy import Line
from mockint.report.curve import curve, gauge, label, told
from mockint.report.plain import shortened
from mockint.report.style import HEADING, QUIET, heading
from mockint.session import Session

NONE = "No marked session yet: run `mockint interview`."
LEGEND = (
    "A bar is a session, drawn on the whole scale of its figure. [ ] is where the newest "
    "would lie if nothing had changed, ● where it lies."
)
AT_LEAST = "Fillers are at least so many: a recogniser drops some."
AGAIN = "Stories used more than once"
DIFFERING = "Told differently"
ROWS, STORIES, TELLINGS, AMOUNTS = 14, 4, 2, 5
"""Figures, stories, tellings of each and amounts shown at most."""
NAME, NEWEST, VERDICT, GAP = 16, 8, 24, 2
LEAST = 8
"""Cells of a drawing that is worth drawing."""
MOST, BROADEST = 40, 24
"""Cells of a course, and of a band, at most."""


def progress_report(sessions: Iterable[Session]) -> RenderableType:
    """The course of each figure, the stories used again, and what was told differently."""
    found = progress(sessions)
    if not found.sessions:
        return Text(NONE)
    return Group(
        Text(title(found), style=HEADING),
        Courses(found.courses),
        *_stories(found.stories),
        *_differing(found.differing),
    )


def title(found: Progress) -> str:
    """How many sessions, from when to when."""
    first, last = (shortened(started[:10], 10) for started in (found.first, found.last))
    if found.sessions == 1:
        return f"1 session, {first}"
    return f"{found.sessions} sessions, {first} to {last}"


class Courses:
    """A line a figure: name, course, newest value, band, verdict; as wide as the terminal."""

    def __init__(self, courses: Sequence[Course]) -> None:
        self._courses = courses[:ROWS]
        self._left = len(courses) - len(self._courses)

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        """The lines, and what the signs mean."""
        spare = options.max_width - NAME - NEWEST - VERDICT - 4 * GAP
        if spare >= 2 * LEAST:
            yield self._table(spare)
        else:
            yield from (Text(_in_words(course)) for course in self._courses)
        if self._left:
            yield Text(f"and {self._left} more figures")
        yield Text("")
        if spare >= 2 * LEAST:
            yield Text(LEGEND, style=QUIET)
        if any(course.kind == "fillers" for course in self._courses):
            yield Text(AT_LEAST, style=QUIET)
        if any(course.kind == "own" for course in self._courses):
            yield Text(rating.COURSE, style=QUIET)

    def _table(self, spare: int) -> Table:
        table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style=HEADING)
        for name in ("", "course", "newest", "usual", ""):
            table.add_column(name, justify="right" if name == "newest" else "left", no_wrap=True)
        drawn = min(spare // 2, MOST)
        for course in self._courses:
            table.add_row(
                Text(shortened(label(course), NAME)),
                curve(course, drawn),
                told(course, course.newest),
                gauge(course, min(spare - drawn, BROADEST)),
                Text(course.verdict, style="" if course.change else QUIET),
            )
        return table


def _in_words(course: Course) -> str:
    return f"{label(course)}: {told(course, course.newest)}, {course.verdict}"


def _stories(stories: Sequence[Story]) -> Iterator[RenderableType]:
    if not stories:
        return
    yield Text("")
    yield heading(AGAIN)
    for story in stories[:STORIES]:
        yield Text(retold.heading(story))
        for telling in reversed(story.tellings[-TELLINGS:]):
            yield _line(f"  {retold.place(telling)}  {shortened(telling.asked, 120)}")
    if len(stories) > STORIES:
        yield Text(f"and {len(stories) - STORIES} more")


def _differing(found: Sequence[Discrepancy]) -> Iterator[RenderableType]:
    if not found:
        return
    yield Text("")
    yield heading(DIFFERING)
    for each in found[:AMOUNTS]:
        yield Text(retold.sentence(each))
        yield _line(f"  {'; '.join(retold.place(said) for said in each.said)}")
    if len(found) > AMOUNTS:
        yield Text(f"and {len(found) - AMOUNTS} more")


def _line(text: str) -> Line:
    return Line(text)
