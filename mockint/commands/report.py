"""``mockint report``: the feedback on one interview, or two side by side."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.destination import (
    Format,
    as_old,
    captured,
    deliver,
    format_of,
    json_of,
    look,
    target,
)
from mockint.commands.drawing import print_report
from mockint.errors import DiskError, SessionError
from mockint.session import Session


def run(options: Namespace) -> int:
    """Print the report, or write it."""
    _nothing_unmasked(options)
    if options.compare:
        from mockint.commands.comparing import run as compare

        return compare(options)
    folder = sessions.find(places.recordings(options.recordings), options.session)
    with as_old(folder):
        return _report(options, folder)


def _report(options: Namespace, folder: Path) -> int:
    session = _whole(folder)
    form = format_of(options, "html" if options.share else "terminal")
    if "sound" in options.typed and form != "html":
        raise SessionError("Only a page has sound: leave --sound out, or say --format html.")
    path = target(options, form, folder / ("shared.html" if options.share else "report.html"))
    with _reported(options, form, folder, session) as reported:
        if form == "terminal" and path is None:
            print_report(options, reported.session, reported.earlier, reported.masked)
        else:
            deliver(options, _text(options, form, reported, path), path)
        if options.speak_feedback:
            from mockint.commands.speaking import hear
            from mockint.report.aloud import report as pieces

            hear(options, pieces(reported.session, reported.earlier), session.voice)
    for sentence in reported.masked:
        print(sentence, file=sys.stderr)
    return 0


def _nothing_unmasked(options: Namespace) -> None:
    """Who names what to mask must not get a report in which it still stands."""
    if options.typed & {"mask", "keep", "amounts_above"} and not options.share:
        raise SessionError(
            "--mask, --keep and --amounts-above mask nothing without --share: add it, or leave "
            "them out."
        )


def _whole(folder: Path) -> Session:
    """The session, what was broken off kept; one still being held, or read-only, as it stands."""
    session = sessions.load(folder)
    if session.broken_off:
        from mockint import rescue

        with suppress(DiskError, SessionError), sessions.held(folder):
            return rescue.secure(sessions.load(folder), folder)
    return session


@dataclass(frozen=True, slots=True)
class Reported:
    """A session, the folder it lies in, and the ones before it, oldest first.

    In a masked copy ``masked`` says what was masked, and ``cleaned`` gives the sound to take.
    """

    folder: Path
    session: Session
    earlier: Sequence[Session] = ()
    masked: Sequence[str] = ()
    cleaned: Callable[[str, Path], Path | None] | None = None


@contextmanager
def _reported(
    options: Namespace, form: Format, folder: Path, session: Session
) -> Iterator[Reported]:
    """The session as it lies there, or its masked copy, whose sound lasts as long as the block."""
    if not options.share:
        yield Reported(folder, session, sessions.earlier(folder))
        return
    from tempfile import TemporaryDirectory

    from mockint.commands.sharing import shared
    from mockint.masking import Rules

    rules = Rules(options.amounts_above, tuple(options.mask), tuple(options.keep))
    copy = shared(folder, session, rules)
    with TemporaryDirectory() as place:
        cleaned = copy.cleaned(Path(place))
        heard = form == "html" and options.sound != "none"
        told = copy.masked if heard else replace(copy.masked, silences={})
        yield Reported(folder, copy.session, (), told.sentences, cleaned)


def _text(options: Namespace, form: Format, reported: Reported, path: Path | None) -> str:
    session, earlier, masked = reported.session, reported.earlier, reported.masked
    if form == "html":
        return _page(options, reported, path)
    if form == "json":
        return json_of(session)
    if form == "md":
        from mockint.report.markdown import session_markdown

        return session_markdown(session, earlier, masked)
    from mockint.report.terminal import session_report

    return captured(options, session_report(session, earlier, masked))


def _page(options: Namespace, reported: Reported, path: Path | None) -> str:
    """The page, its sound beside it where the sound lies there anyway."""
    from mockint.commands.page import How, sounds
    from mockint.report.page import session_page

    folder, session = reported.folder, reported.session
    away = options.share or path is None or path.absolute().parent != folder.absolute()
    fitting: How = "inside" if away else "beside"
    pointless = path is None and options.sound == "beside" and "sound" not in options.typed
    how: How = fitting if pointless else options.sound or fitting
    heard = sounds(folder, session, how, path, reported.cleaned)
    return session_page(
        session,
        earlier=reported.earlier,
        sounds=heard,
        masked=reported.masked,
        look=look(options),
    )
