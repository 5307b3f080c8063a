"""What goes as an interview begins: what ``--keep-for`` does not keep, and what is half deleted."""

import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mockint import session as sessions
from mockint.arguments.shared import FOREVER, age
from mockint.commands import places
from mockint.errors import DiskError, MockintError, SessionError
from mockint.report.plain import plain
from mockint.session import Summary

DAY = 86_400.0
NAMED = 3
"""Interviews that are named at most, before the rest is counted."""
UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


@dataclass
class Gone:
    """What went, and what could not: the interviews' names, pages, what stays, why.

    ``swept``: those whose deletion somebody had asked for, and that was broken off.
    """

    names: list[str]
    swept: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    staying: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def sentences(self, span: str) -> Iterator[str]:
        """What is said of it, where interviews are kept for ``span``."""
        for name in self.swept:
            yield f"{name} is deleted now; that was broken off before."
        if went := " and with them ".join(filter(None, map(_listed, (self.names, self.pages)))):
            yield f"Interviews are kept for {worded(span)}, as you have set: deleted {went}."
        if self.staying:
            yield f"What mockint did not put there stays in {_listed(self.staying)}."
        yield from self.faults


@contextmanager
def applied(options: Namespace) -> Iterator[tuple[str, ...]]:
    """Delete what is half deleted, and what is older than is wanted; the sentences that say so.

    They are printed where the interview does not come about in the block.
    """
    span = options.keep_for or FOREVER
    gone = _deleted(places.recordings(options.recordings), span)
    told = tuple(map(plain, gone.sentences(span)))
    try:
        yield told
    except BaseException:
        print(*told, sep="\n", end="\n" * bool(told))
        raise


def foretold(recordings: Path, span: str) -> str:
    """What a new interview would delete where interviews are kept for ``span``, in a sentence."""
    if span == FOREVER:
        return "Interviews are kept until you delete them."
    names = [folder.name for folder in expired(recordings, span)]
    if not names:
        return f"No interview is to go for being older than {worded(span)}."
    return plain(f"The next interview deletes what is older than {worded(span)}: {_listed(names)}.")


def worded(span: str) -> str:
    """ "6m" as "6 months"."""
    count = int(span[:-1])
    return f"{count} {UNITS[span[-1]]}{'s' * (count != 1)}"


def expired(recordings: Path, span: str) -> tuple[Path, ...]:
    """The interviews that began longer than ``span`` ago, and are over.

    One that is not finished, or has words that were never made out, is none of them; nor is
    one whose date is not known, or a link.

    Raises:
        SessionError: ``recordings`` cannot be read.
    """
    since = time.time() - age(span) * DAY
    found = sessions.summaries(recordings)
    return tuple(
        folder
        for folder, each in found
        if isinstance(each, Summary) and _over(each, since) and not folder.is_symlink()
    )


def _over(found: Summary, since: float) -> bool:
    began = found.began
    heard = all(go.transcript is not None for go in found.sounding)
    return began is not None and began < since and found.finished and heard


def _deleted(recordings: Path, span: str) -> Gone:
    """Delete what is too old; what cannot be deleted does not keep an interview from beginning."""
    gone = Gone([])
    try:
        going = () if span == FOREVER else expired(recordings, span)
        swept = sessions.sweep(recordings)
        gone.swept = tuple(swept)
        gone.staying = tuple(name for name, staying in swept.items() if staying)
        if going:  # First: a kill behind this leaves no page that tells of what is gone.
            gone.pages = sessions.delete_overviews(recordings)
    except MockintError as error:
        gone.faults += (str(error),)
        return gone
    for folder in going:
        _delete(folder, gone)
    return gone


def _delete(folder: Path, gone: Gone) -> None:
    with suppress(SessionError):  # It is held in another window.
        try:
            staying = sessions.delete(folder)
        except DiskError as error:
            gone.faults += (str(error),)
            return
        gone.names.append(folder.name)
        gone.staying += (folder.name,) * bool(staying)


def _listed(names: Sequence[str]) -> str:
    """ "a, b, c and 4 more"."""
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
