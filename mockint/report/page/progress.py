"""What several interviews tell together, and two of them side by side, each as one page."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mockint.history.amounts import Discrepancy
from mockint.history.comparison import Comparison
from mockint.history.overview import Progress, progress
from mockint.history.retold import Story, Telling
from mockint.report import comparison, rating, retold
from mockint.report.page.charts import course_chart
from mockint.report.page.document import USUAL, Look, document
from mockint.report.progress import NONE, title
from mockint.session import Session

FIGURES, STORIES, AMOUNTS, TELLINGS = 30, 50, 50, 20
"""Charts, stories, amounts, and tellings of one story that are shown at most."""


def progress_page(sessions: Iterable[Session], look: Look = USUAL) -> str:
    """The course of each figure, stories used again, amounts told differently; all as a page."""
    view = ProgressView(progress(sessions))
    return document("progress.html", "Progress", look, view=view)


def comparison_page(found: Comparison, look: Look = USUAL) -> str:
    """Figures and questions of two interviews beside each other, as a page."""
    return document(
        "comparison.html",
        comparison.TITLE,
        look,
        heads=comparison.heads(found),
        figures=comparison.rows(found),
        columns=comparison.HEADS,
        chance=comparison.CHANCE if found.changes else comparison.NOTHING,
        pairs=[(pair.after.asked, comparison.details(pair)) for pair in comparison.shown(found)],
        others=comparison.OTHERS,
        alone=list(comparison.alone(found)),
    )


@dataclass(frozen=True)
class ProgressView:
    """What the page's template asks for."""

    found: Progress

    @property
    def when(self) -> str:
        """How many sessions, from when to when."""
        return title(self.found) if self.found.sessions else NONE

    @property
    def charts(self) -> list[Markup]:
        """A chart for each figure."""
        return [course_chart(course) for course in self.found.courses[:FIGURES]]

    @property
    def rated(self) -> str:
        """What the candidate's own rating means; empty where there is none."""
        told = any(course.kind == "own" for course in self.found.courses[:FIGURES])
        return rating.COURSE if told else ""

    @property
    def stories(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each story: what it is called and how often it was told; where, and the question."""
        return [
            (retold.heading(story), [(retold.place(t), t.asked) for t in _last(story)])
            for story in self.found.stories[:STORIES]
        ]

    @property
    def differing(self) -> list[tuple[str, list[str]]]:
        """Each amount told differently: the sentence, and where."""
        return [(retold.sentence(each), _places(each)) for each in self.found.differing[:AMOUNTS]]


def _last(story: Story) -> list[Telling]:
    return list(reversed(story.tellings[-TELLINGS:]))


def _places(found: Discrepancy) -> list[str]:
    return [retold.place(said) for said in found.said]
