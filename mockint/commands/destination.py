"""Where a report goes: the file that was named, a pipe, or a place of its own."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mockint import session as sessions
from mockint.errors import DiskError, SessionError
from mockint.report.plain import plain

if TYPE_CHECKING:
    from mockint.report.page import Look

Format = Literal["terminal", "html", "md", "json"]
_ENDINGS: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}


def format_of(options: Namespace, usual: Format = "terminal") -> Format:
    """The format asked for, else what the file's ending or ``--open`` tells, else ``usual``."""
    if options.format is not None:
        asked: Format = options.format
        return asked
    if options.output is not None:
        return _ENDINGS.get(options.output.suffix.lower(), usual)
    return "html" if options.open else usual


def target(options: Namespace, form: Format, own: Path) -> Path | None:
    """The file to write, None for standard output.

    A page that nobody redirects is written to ``own``, for nobody reads it on a terminal.

    Raises:
        SessionError: ``--open`` without a page.
        DiskError: what was named is a folder.
    """
    if options.open and form != "html":
        raise SessionError("Only a page can be opened: leave --format out, or say --format html.")
    if options.output is not None:
        named: Path = options.output
        if named.is_dir():
            raise DiskError(f"{named} is a folder: name a file in it with -o.")
        return named
    page = form == "html" and (options.open or sys.stdout.isatty())
    return own if page else None


@contextmanager
def as_old(folder: Path) -> Iterator[None]:
    """Leave the folder's date as it is: by a page an old interview must not become the newest."""
    before = None
    with suppress(OSError):
        before = folder.stat().st_mtime_ns
    try:
        yield
    finally:
        with suppress(OSError):
            if before is not None and folder.stat().st_mtime_ns != before:
                os.utime(folder, ns=(before, before))


def json_of(value: object) -> str:
    """``value`` as JSON that means the same and steers no terminal, ending in a line break."""
    import msgspec

    from mockint.report.plain import spelled_out

    return spelled_out(msgspec.json.format(msgspec.json.encode(value), indent=1).decode()) + "\n"


def deliver(options: Namespace, text: str, path: Path | None) -> None:
    """Write ``text`` to ``path`` and open it where that is asked for; print it without a path.

    Raises:
        DiskError: it cannot be written.
    """
    if path is None:
        _print(text)
        return
    # What was named may be a link of one's own; what lies in a session's folder is anybody's.
    _write(path if options.output is None else Path(os.path.realpath(path)), path, text)
    print(f"Written to {plain(str(path))}.", flush=True)
    if options.open:
        _open(path)


def keep(path: Path, text: str) -> None:
    """Write a page to the file that was named, whole or not at all, and say nothing.

    Raises:
        DiskError: it cannot be written.
    """
    _write(Path(os.path.realpath(path)), path, text)


def _print(text: str) -> None:
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError):  # What did not fit would be tried again at the very end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise DiskError(
            f"The report cannot be written ({error.strerror}): free some space, or name a file "
            "elsewhere with -o."
        ) from error


def _write(path: Path, named: Path, text: str) -> None:
    """Write it whole or not at all; what was there before stays then."""
    beside = path.with_name(f".{path.name}.new") if path.name else path
    try:
        if why := _not_to_be_replaced(path):
            raise DiskError(f"{named} {why}: name another file with -o.")
        # What lies there may be a link out of the folder, put there by somebody else.
        beside.unlink(missing_ok=True)
        try:
            with open(beside, "x", encoding="utf-8", opener=_for_its_owner) as file:
                file.write(text)
            beside.replace(path)
        finally:
            with suppress(OSError):
                beside.unlink()
    except OSError as error:
        raise DiskError(
            f"{named} cannot be written ({error.strerror}): name another file with -o."
        ) from error


def _for_its_owner(path: str, flags: int) -> int:
    """Opens what nobody else on the machine may read."""
    return os.open(path, flags, 0o600)


def _not_to_be_replaced(path: Path) -> str:
    """Why a report must not take the place of what lies there; empty if it may."""
    if path.is_dir():
        return "is a folder"
    if path.exists() and not path.is_file():
        return "is no ordinary file"
    own = path.name == sessions.FILE or path.suffix in (".flac", ".wav")
    if own and os.path.lexists(path.with_name(sessions.FILE)):
        return "belongs to the interview itself"
    return ""


def _open(path: Path) -> None:
    import webbrowser

    if not webbrowser.open(path.absolute().as_uri()):
        where = plain(str(path.absolute()))
        print(f"No browser could be started: open {where} yourself.", file=sys.stderr)


def look(options: Namespace) -> "Look":
    """How a page is to be read."""
    from mockint.report.page import Look

    return Look(large=options.large_print, colour=not options.no_colour)


def captured(options: Namespace, renderable: object) -> str:
    """What ``renderable`` looks like on the terminal, as text."""
    from mockint.commands.drawing import console

    page = console(options)
    with page.capture() as drawn:
        page.print(renderable)
    return drawn.get()
