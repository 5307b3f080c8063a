"""Under which circumstances an interview is held."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from mockint.profile import PROFILES, Profile

__all__ = ["PROFILES", "TONES", "Profile", "Scene", "Tone"]

Tone = Literal["plain", "terse", "friendly"]
TONES: tuple[Tone, ...] = ("plain", "terse", "friendly")
Allowed = Annotated[float, Meta(gt=0)]
"""Seconds that an answer may take."""


class Scene(msgspec.Struct, frozen=True):
    """What makes one interview harder or easier than another; the marks for content are the same.

    ``phone``: nothing to be seen, and voices as a telephone carries them. ``panel``: two
    interviewers. ``tone``: how they speak between the questions. ``limit``: seconds an answer
    may take; None where nobody minds. ``profile``: whose pace and pauses are the measure.
    ``typed``: answers are written.
    """

    phone: bool = False
    panel: bool = False
    tone: Tone = "plain"
    limit: Allowed | None = None
    profile: Profile = "usual"
    typed: bool = False
