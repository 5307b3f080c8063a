"""Stories used more than once and amounts told differently, in words; nothing here draws."""

from collections.abc import Sequence
from datetime import date

from mockint.history.amounts import Discrepancy, Figure
from mockint.history.retold import Story, Telling
from mockint.report.plain import clock, shortened

NAME, QUOTE = 60, 60
"""Characters of a story's name, and of a quote."""


def heading(story: Story) -> str:
    """ "delgado, freight, statement: 3 times"."""
    return f"{name(story.words)}: {len(story.tellings)} times"


def name(words: Sequence[str]) -> str:
    """What a story is called: the words it is known by."""
    return shortened(", ".join(words) or "a story", NAME)


def place(said: Telling | Figure) -> str:
    """ "2026-03-02 09:15, answer 2, 0:31"; without a recording no time."""
    started = shortened(said.started[:16].replace("T", " "), 16)
    at = "" if said.seconds is None else f", {clock(said.seconds)}"
    return f"{started}, answer {said.number}{at}"


def sentence(found: Discrepancy) -> str:
    """What was said each time, and that an interviewer may ask about it."""
    said = [f"“{shortened(each.quote, QUOTE)}” on {day(each.started)}" for each in found.said]
    both = f"{', '.join(said[:-1])} and {said[-1]}"
    return f"{name(found.story)}: you said {both}. An interviewer may ask."


def day(started: str) -> str:
    """ "3 March 2026" for "2026-03-03T09:15:00"; what is no date as it stands."""
    try:
        found = date.fromisoformat(started[:10])
    except ValueError:
        return shortened(started, 20)
    return f"{found.day} {found:%B} {found.year}"
