"""``mockint progress``: what changes over the interviews."""

from argparse import Namespace

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.destination import Format, captured, deliver, format_of, json_of, look, target
from mockint.commands.drawing import show
from mockint.session import Session


def run(options: Namespace) -> int:
    """Print or write the course of every figure, and the stories told more than once."""
    recordings = places.recordings(options.recordings)
    form = format_of(options)
    path = target(options, form, recordings / "progress.html")
    found = sessions.opened(recordings)
    if form == "terminal" and path is None:
        from mockint.report.progress import progress_report

        show(options, progress_report(found))
    else:
        deliver(options, _text(options, form, found), path)
    if options.speak_feedback:
        from mockint.commands.speaking import hear
        from mockint.history import progress
        from mockint.report.aloud import progress as pieces

        hear(options, pieces(progress(found)))
    return 0


def _text(options: Namespace, form: Format, found: list[Session]) -> str:
    if form == "json":
        from mockint.history import progress, recorded

        return json_of(recorded(progress(found)))
    if form == "html":
        from mockint.report.page import progress_page

        return progress_page(found, look(options))
    from mockint.report.progress import progress_report

    return captured(options, progress_report(found))
