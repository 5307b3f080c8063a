"""``mockint stories``: the stories told so far, and the questions of a bank they could serve."""

import sys
from argparse import Namespace

from mockint import session as sessions
from mockint.bank import Bank, bank_names, load_bank
from mockint.commands import places
from mockint.commands.destination import Format, captured, deliver, format_of, look, target
from mockint.commands.drawing import show
from mockint.session import Session
from mockint.stories import Repertoire, repertoire

USUAL = "billing-specialist"
"""The bank where none is named and the newest session's is not shipped with mockint."""


def run(options: Namespace) -> int:
    """Print or write every story with its best telling, and the topics that have none."""
    recordings = places.recordings(options.recordings)
    form = format_of(options)
    path = target(options, form, recordings / "stories.html")
    opened = sessions.opened(recordings)
    found = repertoire(opened, _bank(options.bank, opened))
    if form == "terminal" and path is None:
        from mockint.report.stories import stories_report

        show(options, stories_report(found))
    else:
        deliver(options, _text(options, form, found), path)
    return 0


def _bank(named: str | None, opened: list[Session]) -> Bank:
    """The bank named, else the newest session's where it is shipped, else the usual one.

    Raises:
        BankError: there is no such bank, or its file has a fault.
    """
    if named is not None:
        return load_bank(named)
    held = [session for session in opened if not session.rehearsal]
    newest = max(held, key=lambda session: (session.started, session.name), default=None)
    if newest is None or newest.bank in bank_names():
        return load_bank(newest.bank if newest else USUAL)
    from mockint.report.plain import shortened

    print(
        f"The newest interview's bank, {shortened(newest.bank, 60)}, is not shipped with mockint: "
        f"the stories are held against {USUAL}; name a bank's file with --bank.",
        file=sys.stderr,
    )
    return load_bank(USUAL)


def _text(options: Namespace, form: Format, found: Repertoire) -> str:
    if form == "json":
        from mockint.report.plain import spelled_out
        from mockint.stories.record import as_json

        return spelled_out(as_json(found))
    if form == "html":
        from mockint.report.page.stories import stories_page

        return stories_page(found, look(options))
    from mockint.report import stories

    if form == "md":
        return stories.stories_markdown(found)
    return captured(options, stories.stories_report(found))
