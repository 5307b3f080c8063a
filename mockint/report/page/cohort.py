"""Many answers together, as one page: marks, what is missing, by question, and what went wrong."""

from collections import Counter
from dataclasses import dataclass

from mockint.report.page.document import USUAL, Look, document
from mockint.report.plain import figure
from mockint.scoring.cohort import Cohort, Group

TITLE = "Many answers together"
NOTE = (
    "These are marks of what was said in answers, given by rules so that people can practise. They"
    " say nothing about who somebody is, and nobody should be chosen, ranked or refused by them."
)
LEVELS = (1, 2, 3, 4, 5)
NONE = "\N{EN DASH}"
QUESTIONS = 200
"""Questions that are shown at most."""
WIDTH, HEIGHT, FOOT, GAP = 240, 72, 14, 6
"""Units of the picture of one mark: all of it, its height, below and between the bars."""


def cohort_page(cohort: Cohort, look: Look = USUAL) -> str:
    """What many answers have in common, as a page."""
    size = {"width": WIDTH, "height": HEIGHT}
    return document("cohort.html", TITLE, look, view=CohortView(cohort), note=NOTE, **size)


@dataclass(frozen=True, slots=True)
class Column:
    """How many answers were given that level, as a bar."""

    level: int
    count: int
    share: float
    tallest: int

    @property
    def width(self) -> float:
        """Its breadth in units of the picture."""
        return WIDTH / len(LEVELS) - GAP

    @property
    def left(self) -> float:
        """Where it begins."""
        return (self.level - 1) * WIDTH / len(LEVELS) + GAP / 2

    @property
    def height(self) -> float:
        """How tall it is; the tallest fills the picture."""
        return (HEIGHT - FOOT) * self.count / max(self.tallest, 1)

    @property
    def top(self) -> float:
        """Where its upper edge is."""
        return HEIGHT - FOOT - self.height


@dataclass(frozen=True, slots=True)
class Spread:
    """One mark over all answers."""

    name: str
    mean: float | None
    counts: Counter[int | None]

    @property
    def given(self) -> int:
        """How many answers it was given to."""
        return sum(self.counts[level] for level in LEVELS)

    @property
    def without(self) -> int:
        """How many were not marked by it."""
        return self.counts[None]

    @property
    def columns(self) -> list[Column]:
        """A bar for each level."""
        tallest = max(self.counts[level] for level in LEVELS)
        given = max(self.given, 1)
        return [
            Column(level, self.counts[level], self.counts[level] / given, tallest)
            for level in LEVELS
        ]


@dataclass(frozen=True)
class CohortView:
    """What the page's template asks for."""

    cohort: Cohort

    @property
    def head(self) -> str:
        """How many files, and what became of them."""
        done, idle = self.cohort.everything.answers, self.cohort.unmarked.total()
        parts = [f"{_count(self.cohort.files, 'file')}: {_count(done, 'answer')} marked"]
        parts += [f"{idle:,} with nothing to mark"] if idle else []
        parts += [f"{self.cohort.failed:,} that could not be read"] if self.cohort.failed else []
        return ", ".join(parts) + "."

    @property
    def spreads(self) -> list[Spread]:
        """Each mark that was given."""
        everything = self.cohort.everything
        found = (Spread(n, everything.mean(n), c) for n, c in everything.levels.items())
        return [spread for spread in found if spread.given]

    @property
    def lacking(self) -> str:
        """Which part is missing most often."""
        stories = self.cohort.everything.stories
        if not stories:
            return "No answer tells a story, so that no part of one is missing."
        part, count = self.cohort.everything.gaps[0]
        told = _count(stories, "story", "stories")
        if not count:
            return f"No part is missing from any of {told}."
        return (
            f"Most often missing: the {part}, from {count:,} of {told} ({_share(count, stories)})."
        )

    @property
    def gaps(self) -> list[tuple[str, str, str]]:
        """Each part with the stories that lack it, and a measured result as well."""
        everything = self.cohort.everything
        if not everything.stories:
            return []
        unmeasured = everything.stories - everything.measured
        rows = [*everything.gaps, ("a result in figures", unmeasured)]
        return [(part, f"{n:,}", _share(n, everything.stories)) for part, n in rows]

    @property
    def marks(self) -> list[str]:
        """The names of the marks in the table of questions."""
        return [spread.name for spread in self.spreads]

    @property
    def questions(self) -> list[tuple[str, str, list[str], str]]:
        """Each question: its id, how many answers, the mean of each mark, and the commonest gap."""
        shown = sorted(self.cohort.questions.items())[:QUESTIONS]
        return [(name, f"{g.answers:,}", self._means(g), _gap(g)) for name, g in shown]

    @property
    def unmarked(self) -> list[tuple[str, str]]:
        """Why nothing was marked, the commonest reason first, and how often."""
        return [(why, f"{n:,}") for why, n in self.cohort.unmarked.most_common()]

    @property
    def more(self) -> int:
        """Files that could not be read and are not named."""
        return self.cohort.failed - len(self.cohort.failures)

    def _means(self, group: Group) -> list[str]:
        means = (group.mean(name) for name in self.marks)
        return [NONE if mean is None else figure(mean, 1) for mean in means]


def _gap(group: Group) -> str:
    part, count = group.gaps[0]
    return f"{part}, {_share(count, group.stories)}" if count else NONE


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
