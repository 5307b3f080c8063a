"""Stories that are told more than once, in one interview or in several."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest

import msgspec

from mockint.findings import Quantity
from mockint.history.course import counted
from mockint.history.figure import Marked, marked
from mockint.history.likeness import Traits, same_stories, traits
from mockint.history.words import stem, words_of
from mockint.session import Session

KNOWN_BY = 4
"""Words that a story is called by."""


class Telling(msgspec.Struct, frozen=True):
    """An answer that tells a story: ``number`` from 1, ``asked`` the question that was put.

    ``seconds`` is where in the recording it begins, None without a recording.
    """

    session: str
    started: str
    number: int
    asked: str
    text: str
    seconds: float | None
    amounts: tuple[Quantity, ...]


class Story(msgspec.Struct, frozen=True):
    """A story and its tellings, oldest first, two or more; ``words`` it is known by."""

    words: tuple[str, ...]
    tellings: tuple[Telling, ...]


def retold(sessions: Iterable[Session]) -> tuple[Story, ...]:
    """The stories told more than once, the one told last first; rehearsals do not count.

    An answer is looked at where a story was asked for or heard.
    """
    told = [
        _telling(session, each)
        for session in counted(sessions)
        for each in marked(session)
        if "story" in (each.findings.form, each.answer.question and each.answer.question.form)
    ]
    return stories(told)


def stories(told: Sequence[Telling]) -> tuple[Story, ...]:
    """The stories among these answers, given oldest first, that were told more than once."""
    known = [traits(telling.text, telling.amounts) for telling in told]
    again = [places for places in same_stories(known) if len(places) > 1]
    again.sort(key=lambda places: places[-1], reverse=True)
    return tuple(
        _story([told[at] for at in places], [known[at] for at in places]) for places in again
    )


def _story(tellings: Sequence[Telling], known: Sequence[Traits]) -> Story:
    return Story(_words(tellings, known), tuple(tellings))


def _telling(session: Session, each: Marked) -> Telling:
    heard = each.attempt.transcript
    begins = heard.words[0].start if heard and heard.timed and heard.words else None
    place = (session.name, session.started, each.number, each.answer.asked)
    return Telling(*place, each.findings.text, begins, each.findings.quantities)


def _words(tellings: Sequence[Telling], known: Sequence[Traits]) -> tuple[str, ...]:
    """The words most tellings share and few other answers hold, as the newest prints them."""
    counts = Counter(each for traits in known for each in traits)
    newest, text = known[-1], tellings[-1].text
    said: dict[str, str] = {}
    for word in words_of(text):
        said.setdefault(stem(word), word)
    shared = [each for each in said if each in newest and counts[each] > 1]
    best = nlargest(KNOWN_BY, shared, key=lambda each: counts[each] * newest[each])
    return tuple(_printed(said[each], text) for each in shared if each in best)


def _printed(word: str, text: str) -> str:
    """The word with its capitals, as it stands in ``text`` first."""
    found = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    return found[0] if found else word
