"""Who asks what: one interviewer, or two of a panel who take turns.

Each has a chair, counted from 0, and in it a voice. The one who asks a question also asks
what follows on it.
"""

from random import Random

from mockint.interviewer import Line
from mockint.session import Session

NAMES = ("Dana", "Morgan", "Robin", "Alex", "Jordan", "Casey")
"""Names that tell nothing of the voice that bears them."""


def chairs(session: Session) -> tuple[str, ...]:
    """The names of those who ask; the same session has the same ones, a lone one has none."""
    if not session.scene.panel:
        return ("",)
    return tuple(Random(session.seed).sample(NAMES, 2))


def asking(session: Session, index: int) -> int:
    """The chair that asks question ``index`` (from 0); the first one asks the closing."""
    return index % len(chairs(session)) if index < len(session.plan) else 0


def opening(session: Session, welcome_back: str | None = None) -> tuple[Line, ...]:
    """The greeting, in which two of a panel say their names, or ``welcome_back`` in its place."""
    if welcome_back is not None:
        return (Line(welcome_back),)
    first, *others = chairs(session)
    if not others:
        return (Line(session.greeting),)
    lines = (Line(f"And I am {name}.", chair=place) for place, name in enumerate(others, 1))
    return (Line(f"{session.greeting} I am {first}."), *lines)
