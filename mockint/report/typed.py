"""What a report says of an answer that was typed: there is no sound of it, and so no length."""

from typing import Final

from mockint.report.plain import clock
from mockint.session import Attempt, Session

NONE: Final = "-"
TYPED: Final = "typed"
BROKEN_OFF: Final = "It was broken off while it was being typed."


def length(attempt: Attempt) -> str:
    """How long it is, "1:05"; a dash where it was typed."""
    return NONE if attempt.typed else clock(attempt.seconds)


def held(session: Session) -> str:
    """ "practice", and that the answers were typed."""
    return f"{session.mode} · {TYPED}" if session.scene.typed else session.mode
