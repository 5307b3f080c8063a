"""Reports as one HTML file that needs no network, no server, and no script to be read."""

from collections.abc import Iterable

from mockint.history import Comparison
from mockint.report.page.document import USUAL, Look, document
from mockint.report.page.session import session_page
from mockint.report.page.sound import Sound
from mockint.scoring.cohort import Cohort
from mockint.session import Session

__all__ = [
    "Look",
    "Sound",
    "cohort_page",
    "comparison_page",
    "document",
    "progress_page",
    "session_page",
]


def cohort_page(cohort: Cohort, look: Look = USUAL) -> str:
    """What many answers have in common, as a page."""
    from mockint.report.page import cohort as pages

    return pages.cohort_page(cohort, look)


def progress_page(sessions: Iterable[Session], look: Look = USUAL) -> str:
    """What changes over the interviews, as a page."""
    # It shares its words with the terminal's report, which the page of a session need not load.
    from mockint.report.page import progress

    return progress.progress_page(sessions, look)


def comparison_page(found: Comparison, look: Look = USUAL) -> str:
    """Two interviews side by side, as a page."""
    from mockint.report.page import progress

    return progress.comparison_page(found, look)
