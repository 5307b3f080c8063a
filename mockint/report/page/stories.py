"""The stories told so far, and the questions each could serve, as one page."""

from dataclasses import dataclass

from mockint.report import telling as words
from mockint.report.page.document import USUAL, Look, document
from mockint.report.stories import KEPT, LINES, hear
from mockint.stories import Entry, Repertoire

TELLINGS = 20
"""Tellings of one story that are shown at most."""


def stories_page(found: Repertoire, look: Look = USUAL) -> str:
    """Every story with its best telling, and the topics that have none; all as a page."""
    return document("stories.html", "Stories", look, view=StoriesView(found), words=words)


@dataclass(frozen=True)
class StoriesView:
    """What the page's template asks for."""

    found: Repertoire

    @property
    def head(self) -> str:
        """How many stories, or that there is none."""
        return words.head(self.found) if self.found.entries else words.NONE

    @property
    def stories(self) -> list["StoryView"]:
        """Each story, the one told last first."""
        return [StoryView(entry) for entry in self.found.entries[:KEPT]]

    @property
    def lists(self) -> list[tuple[str, list[str]]]:
        """What is said of several stories: a title and its lines."""
        told = (words.OFTEN, list(words.often(self.found))[:LINES])
        serving = (words.WIDEST, list(words.widest(self.found)))
        return [each for each in (told, serving) if each[1]]

    @property
    def wanting(self) -> list[tuple[str, str]]:
        """Each topic without a story: the question and its hint."""
        return [words.wanted(topic) for topic in self.found.wanting]


@dataclass(frozen=True)
class StoryView:
    """One story."""

    entry: Entry

    @property
    def title(self) -> str:
        """What it is called, and how often it was told."""
        return words.title(self.entry.story)

    @property
    def facts(self) -> list[str]:
        """Its beginning, its best telling with the reason, its result, and how to hear it."""
        story = self.entry.story
        best = story.best.telling
        told = words.places(story, TELLINGS)
        return [words.opening(story), told, words.best(story), words.result(best), hear(best)]

    @property
    def questions(self) -> list[tuple[str, str, str]]:
        """Each question: "told to" or "could serve", what it asks, and the words shared."""
        return [
            ("told to" if told else "could serve", asked, shared)
            for told, asked, shared in words.questions(self.entry)
        ]
