"""``mockint report``: the feedback on one interview."""

from argparse import Namespace
from contextlib import suppress
from pathlib import Path

import msgspec

from mockint import rescue
from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import console, print_report, write
from mockint.errors import DiskError, SessionError


def run(options: Namespace) -> int:
    """Print the report, or write it."""
    folder = sessions.find(places.recordings(options.recordings), options.session)
    session = _whole(folder)
    if options.format == "terminal" and options.output is None:
        print_report(options, session)
        return 0
    text = _text(options, session)
    if options.output is None:
        print(text, end="")
    else:
        write(options.output, text)
    return 0


def _whole(folder: Path) -> sessions.Session:
    """The session, what was broken off kept; one still being held, or read-only, as it stands."""
    with suppress(DiskError, SessionError), sessions.held(folder):
        return rescue.secure(sessions.load(folder), folder)
    return sessions.load(folder)


def _text(options: Namespace, session: sessions.Session) -> str:
    if options.format == "json":
        return msgspec.json.format(msgspec.json.encode(session), indent=1).decode() + "\n"
    if options.format == "md":
        from mockint.report.markdown import session_markdown

        return session_markdown(session)
    from mockint.report.terminal import session_report

    page = console(options)
    with page.capture() as captured:
        page.print(session_report(session))
    return captured.get()
