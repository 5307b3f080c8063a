"""``mockint progress``: what changes over the interviews."""

import gc
from argparse import Namespace
from pathlib import Path

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.destination import Format, captured, deliver, format_of, json_of, target
from mockint.commands.drawing import show
from mockint.session import Session


def run(options: Namespace) -> int:
    """Print or write the course of every figure, and the stories told more than once."""
    recordings = places.recordings(options.recordings)
    form = format_of(options)
    path = target(options, form, recordings / "progress.html")
    found = _all(recordings)
    if form == "terminal" and path is None:
        from mockint.report.progress import progress_report

        show(options, progress_report(found))
    else:
        deliver(options, _text(options, form, found), path)
    return 0


def _all(recordings: Path) -> list[Session]:
    """Every session that can be opened; collecting garbage meanwhile would double the time."""
    gc.disable()
    try:
        return [each for _, each in sessions.every(recordings) if isinstance(each, Session)]
    finally:
        gc.enable()


def _text(options: Namespace, form: Format, found: list[Session]) -> str:
    if form == "json":
        from mockint.history import progress, recorded

        return json_of(recorded(progress(found)))
    if form == "html":
        from mockint.report.page import progress_page

        return progress_page(found)
    from mockint.report.progress import progress_report

    return captured(options, progress_report(found))
