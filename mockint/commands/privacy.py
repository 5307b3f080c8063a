"""``mockint doctor --privacy``: what is kept where, who can read it, and what could leave."""

import os
import tempfile
from argparse import SUPPRESS, Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import preparation
from mockint import session as sessions
from mockint.arguments import parser
from mockint.commands import places
from mockint.commands.heap import ALONE, OTHERS, PASSING, Heap, mode, passable, readers
from mockint.errors import MockintError, SessionError
from mockint.session import Summary
from mockint.settings import NOTHING, Keys, SettingsError, Settled, keys_of, read, settled

if TYPE_CHECKING:
    from mockint.report.privacy import Kept, Way

NOTHING_THERE = "nothing there"


@dataclass
class Shelf:
    """The interviews: ``found``, what they hold or why they do not open.

    ``named``: others can list their names.
    """

    heap: Heap = field(default_factory=Heap)
    found: list[Summary | MockintError] = field(default_factory=list)
    named: bool = False

    @property
    def broken(self) -> int:
        """How many do not open."""
        return sum(isinstance(each, MockintError) for each in self.found)

    @property
    def begun(self) -> list[float]:
        """When those began that tell it, in seconds since 1970."""
        opened = (each.began for each in self.found if isinstance(each, Summary))
        return [began for began in opened if began is not None]


def run(options: Namespace) -> int:
    """Print it; nothing is opened but what a list of the interviews opens."""
    from mockint.commands.drawing import show
    from mockint.report.privacy import privacy_view

    keys = keys_of(parser())
    found = list(_settled(keys))
    recordings = places.recordings(options.recordings)
    kept = (*_kept(recordings), *_beside_them(), *_passing())
    show(options, privacy_view(kept, _how_long(recordings, found), list(_ways(keys, found))))
    return 0


def _settled(keys: Keys) -> Iterator[Settled]:
    """Every setting of every command; the defaults where the file cannot be used."""
    written = NOTHING
    with suppress(SettingsError):
        written = read(places.settings_file(), keys)
    for command in keys.values():
        yield from settled(command, written, places.environment()).values()


def _kept(recordings: Path) -> Iterator["Kept"]:
    """What lies below the folder of the interviews."""
    from mockint.report.privacy import Kept

    yield _interviews(recordings)
    pages = [recordings / name for name in sessions.OVERVIEWS]
    ticks = recordings / preparation.FILE
    for name, paths in (("pages", pages), ("preparation", [ticks])):
        if there := [path for path in paths if os.path.lexists(path)]:
            delete = "delete: the file" if len(there) == 1 else "delete: these files"
            yield _files(name, there, there, delete)
    if broken_off := sorted(path.name for path in recordings.glob(".deleted-*")):
        says = "a deletion was broken off: the next interview, or deletion of another, finishes it"
        yield Kept("half deleted", ", ".join(broken_off), (says,))


def _interviews(recordings: Path) -> "Kept":
    from mockint.report.privacy import Kept
    from mockint.report.sessions import counted, kinds

    try:
        shelf = _shelf(recordings)
    except SessionError as error:
        return Kept("interviews", str(recordings), (str(error),))
    if not shelf.found:
        return Kept("interviews", str(recordings), (NOTHING_THERE,))
    heap = shelf.heap
    heap.since = min(shelf.begun, default=heap.since)
    broken = f" ({shelf.broken} cannot be opened)" if shelf.broken else ""
    says = [f"{kinds(shelf.found)}{broken}, {heap.amount}"]
    says.append(readers(heap, recordings, named=shelf.named))
    if heap.foreign:
        says.append(f"{counted(heap.foreign, 'thing')} there that mockint did not make, and leaves")
    says.append("delete: mockint sessions --delete NAME, or --older-than 6m")
    return Kept("interviews", str(recordings), tuple(says))


def _shelf(recordings: Path) -> Shelf:
    """What lies in the interviews' folders, looked at from outside."""
    shelf = Shelf()
    reached = passable(recordings.parent)
    entered = reached and bool(mode(recordings) & PASSING)
    shelf.named = reached and bool(mode(recordings) & OTHERS)
    for folder, found in sessions.summaries(recordings):
        shelf.found.append(found)
        _count(folder, shelf.heap, entered=entered)
    return shelf


def _count(folder: Path, heap: Heap, *, entered: bool) -> None:
    """Count in what mockint put into ``folder``; a link, or what cannot be read, holds nothing."""
    passed = entered and bool(mode(folder) & PASSING)
    with suppress(OSError):
        for thing in sessions.things(folder):
            if thing.kind is None:
                heap.foreign += 1
            elif thing.name:
                inside = not thing.inside or bool(mode(folder / thing.inside) & PASSING)
                heap.add(folder / thing.path, passed=passed and inside)


def _beside_them() -> Iterator["Kept"]:
    """What lies in the user's own folders."""
    from mockint.recognizer.others.models import default_folder

    file, log, models = places.settings_file(), places.log_file(), default_folder()
    yield _files("settings", [file], [file], "delete: mockint config --unset KEY, or the file")
    yield _files("log", [log], [log], "the last unforeseen fault; delete: the file")
    fetched = [Path(top) / name for top, _, names in os.walk(models) for name in names]
    yield _files("models", [models], fetched, "fetched, nothing of yours; delete: the folder")


def _files(name: str, spots: Sequence[Path], files: Sequence[Path], delete: str) -> "Kept":
    """The ``files`` that are there, which lie at these ``spots``."""
    from mockint.report.privacy import Kept

    heap, path = Heap(), ", ".join(map(str, spots))
    for file in files:
        heap.add(file, passed=passable(file.parent))
    if heap.files:
        return Kept(name, path, (heap.amount, readers(heap, *spots), delete))
    there = any(os.path.lexists(file) for file in files)
    return Kept(name, path, ("no ordinary file",) if there else (NOTHING_THERE,))


def _passing() -> Iterator["Kept"]:
    """What does not stay, and what mockint does not know of any more."""
    from mockint.report.privacy import Kept

    says = "sound of the voice's and on its way into a page, an answer's words in your editor"
    gone = f"{ALONE}; gone when the command ends, as a rule"
    yield Kept("passing", tempfile.gettempdir(), (says, gone))
    says = "read by you alone when it is made; it stays until you delete it"
    yield Kept("elsewhere", "what you had written with -o", (says,))


def _how_long(recordings: Path, found: Iterable[Settled]) -> str:
    """What ``keep-for`` says, and what it means just now."""
    from mockint.commands.retention import foretold

    span = next(
        each.value
        for each in found
        if (each.key.command, each.key.name) == ("interview", "keep-for")
    )
    if not isinstance(span, str):
        return (
            "keep-for is not set: interviews stay until you delete them. With `mockint config "
            "keep-for 6m` a new interview deletes those that are older."
        )
    with suppress(MockintError):
        return f"keep-for is {span}. {foretold(recordings, span)}"
    return f"keep-for is {span}."


def _ways(keys: Keys, found: list[Settled]) -> Iterator["Way"]:
    from mockint.report.privacy import Way

    away = [
        each.key.command for each in found if (each.key.name, each.value) == ("engine", "openai")
    ]
    servers = {str(each.value) for each in found if each.key.name == "server" and _given(each)}
    on = f"set for {', '.join(away)}: {', '.join(sorted(servers)) or 'no server'}" if away else ""
    yield Way(
        "--engine openai --server URL",
        "The sound of your answers goes to that server; mockint says so before it does.",
        on,
    )
    clusters = [str(each.value) for each in found if each.key.name == "cluster" and _given(each)]
    if "cluster" in keys["score"]:
        told = "The recordings and transcripts it marks go to the machines behind that address."
        yield Way("mockint score --cluster URL", told, ", ".join(f"set: {url}" for url in clusters))
    yield Way(
        "mockint doctor --fetch ENGINE",
        "Nothing of yours goes; whoever gives the model away sees this machine's address.",
    )
    yield Way(
        "mockint report --share",
        "Makes a copy for others, with names, numbers and large amounts masked. It stays here "
        "until you hand it on: read it before.",
    )
    yield Way("--open", "Gives a page to your browser, which may keep its address in a history.")
    yield Way(
        "--recordings DIR, -o FILE",
        "A folder that is kept in step with other machines, or lies on one, takes along what is "
        "written to it.",
    )


def _given(each: Settled) -> bool:
    return each.value is not None and each.value is not SUPPRESS
