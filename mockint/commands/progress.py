"""``mockint progress``: marks over all interviews."""

from argparse import Namespace

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import show
from mockint.session import Session


def run(options: Namespace) -> int:
    """Print the marks of each interview, oldest first."""
    from mockint.report.progress import progress_table

    found = sessions.every(places.recordings(options.recordings))
    show(options, progress_table([each for _, each in found if isinstance(each, Session)]))
    return 0
