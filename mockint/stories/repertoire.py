"""All stories of a candidate held against a bank: what they serve, and what none of them does."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from mockint.bank import Bank, Question
from mockint.history.course import counted
from mockint.history.figure import marked
from mockint.session import Session
from mockint.stories.fit import Cue, Fit, cues, fits
from mockint.stories.story import Story, gathered
from mockint.stories.telling import tellings

RECENT = 5
"""Interviews that are looked at for stories that come too often."""
OFTEN = 3
"""Times in these from which a story comes too often, told to different questions."""
SUGGESTED = 5
"""Questions suggested for one story besides those it was told to."""


class Entry(msgspec.Struct, frozen=True):
    """A story and the questions it was told to or could serve, those it was told to first.

    ``recent``: how often it was told in the last interviews; ``often``: so often, and to
    different questions, that it comes too often; ``once``: the names of interviews in which
    it was told to more than one question.
    """

    story: Story
    fits: tuple[Fit, ...]
    recent: int
    often: bool
    once: tuple[str, ...]


class Topic(msgspec.Struct, frozen=True):
    """A topic of the bank: its questions of form story, and the places of the entries it has.

    ``told`` are those that were told to one of its questions, ``could`` those that could serve.
    """

    topic: str
    stage: str
    questions: tuple[Question, ...]
    told: tuple[int, ...]
    could: tuple[int, ...]

    @property
    def empty(self) -> bool:
        """Whether no story was told to it and none could serve."""
        return not self.told and not self.could


class Repertoire(msgspec.Struct, frozen=True):
    """The stories of ``sessions`` marked interviews, the one told last first.

    ``bank`` and ``title`` name what they are held against; ``recent`` is the number of
    interviews that "recent" means. ``topics`` stand in the bank's order.
    """

    bank: str
    title: str
    sessions: int
    recent: int
    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]

    @property
    def widest(self) -> tuple[Entry, ...]:
        """The stories that serve most questions, two or more each, three stories at most."""
        serving = [entry for entry in self.entries if len(entry.fits) > 1]
        return tuple(sorted(serving, key=lambda entry: -len(entry.fits))[:3])

    @property
    def wanting(self) -> tuple[Topic, ...]:
        """The topics for which a story is still to be prepared."""
        return tuple(topic for topic in self.topics if topic.empty)


def repertoire(sessions: Iterable[Session], bank: Bank) -> Repertoire:
    """The stories told in the sessions, held against the bank; rehearsals do not count."""
    real = [session for session in counted(sessions) if marked(session)]
    recent = [session.name for session in real[-RECENT:]]
    asked = [(each, cues(each, bank)) for each in bank.questions if each.form == "story"]
    stories = gathered(tellings(real))
    entries = tuple(_entry(story, bank, asked, recent) for story in stories)
    topics = tuple(_topics([question for question, _ in asked], entries))
    return Repertoire(bank.name, bank.title, len(real), len(recent), entries, topics)


def _entry(
    story: Story,
    bank: Bank,
    asked: Sequence[tuple[Question, Sequence[Cue]]],
    recent: Sequence[str],
) -> Entry:
    told = {each.question for each in story.tellings if each.bank == bank.name}
    found = fits(story.best.telling.text, asked)
    before = tuple(replace(fit, told=True) for fit in found if fit.question in told)
    more = tuple(fit for fit in found if fit.clear and fit.question not in told)
    lately = story.told(recent)
    often = len(lately) >= OFTEN and len({telling.asked for telling in lately}) > 1
    return Entry(story, (*before, *more[:SUGGESTED]), len(lately), often, _once(story))


def _once(story: Story) -> tuple[str, ...]:
    """The interviews in which the story was told to more than one question."""
    held = groupby(story.tellings, key=lambda telling: telling.session)
    return tuple(name for name, told in held if len(list(told)) > 1)


def _topics(questions: Sequence[Question], entries: Sequence[Entry]) -> Iterable[Topic]:
    by_topic: dict[str, list[Question]] = {}
    for question in questions:
        by_topic.setdefault(question.topic, []).append(question)
    for topic, group in by_topic.items():
        told, could = _serving(topic, entries, told=True), _serving(topic, entries, told=False)
        left = tuple(at for at in could if at not in told)
        yield Topic(topic, group[0].stage, tuple(group), told, left)


def _serving(topic: str, entries: Sequence[Entry], *, told: bool) -> tuple[int, ...]:
    return tuple(
        at
        for at, entry in enumerate(entries)
        if any(fit.topic == topic and fit.told is told for fit in entry.fits)
    )
