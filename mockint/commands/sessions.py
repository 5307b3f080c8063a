"""``mockint sessions``: the interviews held so far."""

from argparse import Namespace

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import show


def run(options: Namespace) -> int:
    """Print a line for each, the damaged ones too."""
    from mockint.report.sessions import sessions_table

    recordings = places.recordings(options.recordings)
    every = list(sessions.every(recordings))
    if not every:
        print(f"There is no session in {recordings} yet: run `mockint interview`.")
        return 0
    show(options, sessions_table(every))
    return 0
