"""``mockint interview``: what is slowest is begun first, and all else is loaded meanwhile."""

from argparse import Namespace
from contextlib import closing

from mockint.commands.ahead import Ahead


def run(options: Namespace) -> int:
    """Hold an interview; the session's name is the last line printed."""
    with closing(Ahead(options)) as ahead:
        from mockint.commands.holding import hold

        return hold(options, ahead)
