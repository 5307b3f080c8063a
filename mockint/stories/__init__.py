"""The stories told so far: their best telling, and which questions they serve. Pure functions."""

from mockint.stories.fit import Fit, fits
from mockint.stories.repertoire import Entry, Repertoire, Topic, repertoire
from mockint.stories.story import Choice, Story, gathered
from mockint.stories.telling import Telling, tellings

__all__ = [
    "Choice",
    "Entry",
    "Fit",
    "Repertoire",
    "Story",
    "Telling",
    "Topic",
    "fits",
    "gathered",
    "repertoire",
    "tellings",
]
