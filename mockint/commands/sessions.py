"""``mockint sessions``: the interviews held so far."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import show


def run(options: Namespace) -> int:
    """Print a line for each, the damaged ones too; or delete some."""
    if options.delete or options.older_than is not None or options.sound_only:
        from mockint.commands import deletion

        return deletion.run(options)
    from mockint.report.plain import plain
    from mockint.report.sessions import sessions_table

    recordings = places.recordings(options.recordings)
    found = list(sessions.summaries(recordings))
    if not found:
        print(f"There is no session in {plain(str(recordings))} yet: run `mockint interview`.")
        return 0
    show(options, sessions_table(found, sum(_size(folder) for folder, _ in found)))
    if options.keep_for:
        from mockint.commands.retention import foretold

        print(foretold(recordings, options.keep_for))
    return 0


def _size(folder: Path) -> int:
    """The bytes of what mockint keeps in ``folder``."""
    with suppress(OSError):
        return sum(thing.size for thing in sessions.things(folder) if thing.kind)
    return 0
