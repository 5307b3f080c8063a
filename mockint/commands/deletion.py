"""``mockint sessions --delete``: interviews, or their sound, for good."""

import os
import stat
import sys
import time
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mockint import session as sessions
from mockint.commands import places
from mockint.commands.drawing import show
from mockint.errors import MockintError, SessionError
from mockint.report.plain import plain
from mockint.session import Summary, Thing

DAY = 86_400.0
NAMED = 20
"""Files that are named at most, before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A session that is to go, or its sound."""

    folder: Path
    found: Summary | MockintError
    going: tuple[Thing, ...]

    @property
    def sounding(self) -> bool:
        """Whether it holds sound, or names some that a broken off deletion has taken away."""
        named = isinstance(self.found, Summary) and bool(self.found.sounding)
        return named or any(thing.kind == "sound" for thing in self.going)

    @property
    def size(self) -> int:
        """The bytes that this frees."""
        return sum(thing.size for thing in self.going)

    @property
    def unheard(self) -> int:
        """Answers that are in its sound alone."""
        if not isinstance(self.found, Summary):
            return 0
        return sum(go.transcript is None for go in self.found.sounding)


def run(options: Namespace) -> int:
    """Say what would go, ask, and delete it; one that cannot be deleted does not stop the rest."""
    recordings = places.recordings(options.recordings)
    if not options.delete and options.older_than is None:
        raise SessionError(
            "Say whose sound to delete: name interviews with --delete, or an age with --older-than."
        )
    swept = sessions.sweep(recordings)
    for name, staying in swept.items():
        print(f"{plain(name)} is deleted now; that was broken off before.")
        _tell_staying(name, staying)
    chosen = _chosen(options, recordings, swept)
    if not chosen:
        return 0
    _show(options, chosen)
    try:
        agreed = _agreed(options, chosen)
    except KeyboardInterrupt:
        print("\nNothing was deleted.")
        return 130
    if not agreed:
        print("Nothing was deleted.")
        return 0
    if not options.sound_only:
        _forget(recordings)  # First: a kill behind this leaves no page that tells of what is gone.
    return _delete(options, chosen)


def _chosen(options: Namespace, recordings: Path, swept: Iterable[str]) -> list[Choice]:
    """What was named and what is old enough, in the order of the list."""
    named = {name.rstrip("/") for name in options.delete}
    named -= {name for name in swept if not os.path.lexists(recordings / name / sessions.FILE)}
    folders = {_named(recordings, name) for name in named}
    if options.older_than is not None:
        folders |= _old(recordings, options.older_than)
    made = [_choice(folder, options.sound_only) for folder in sorted(folders)]
    if not options.sound_only:
        return made
    for each in made:
        if isinstance(each.found, MockintError):
            raise each.found
    sounding = [each for each in made if each.sounding]
    if made and not sounding:
        print("There is no sound in any of these any more.")
    return sounding


def _named(recordings: Path, name: str) -> Path:
    """The folder of that name right below ``recordings``; nothing else is ever touched."""
    if not name or name.startswith(".") or Path(name).name != name:
        raise SessionError(
            f"{plain(name) or repr(name)} is no name of an interview: "
            "give it as `mockint sessions` lists it."
        )
    folder = recordings / name
    with suppress(OSError, ValueError):
        found = folder.lstat().st_mode
        if stat.S_ISLNK(found):
            raise SessionError(
                f"{plain(name)} is a link, and what it leads to is not touched: remove it yourself."
            )
        if stat.S_ISDIR(found) and os.path.lexists(folder / sessions.FILE):
            return folder
    raise SessionError(f"There is no session called {plain(name)}: `mockint sessions` lists them.")


def _old(recordings: Path, days: int) -> set[Path]:
    """The folders of the sessions that began more than so many days ago."""
    now = time.time()
    old, left = set(), []
    for folder, found in sessions.summaries(recordings):
        began = found.began if isinstance(found, Summary) else None
        if began is None or folder.is_symlink():
            left.append(folder.name)
        elif began < now - days * DAY:
            old.add(folder)
    if left:
        why = "whose date is not known, or which are links"
        print(f"Left alone, {why}: {plain(', '.join(_some(left)))}.")
    if not old:
        print(f"There is no interview older than {_counted(days, 'day')}.")
    return old


def _choice(folder: Path, sound_only: bool) -> Choice:
    found: Summary | MockintError
    try:
        found = sessions.load_summary(folder)
    except MockintError as error:
        found = error
    with suppress(OSError):
        things = sessions.things(folder)
        going = (thing for thing in things if (thing.sounding if sound_only else thing.kind))
        return Choice(folder, found, tuple(going))
    return Choice(folder, found, ())


def _show(options: Namespace, chosen: Sequence[Choice]) -> None:
    from mockint.report.sessions import sessions_table

    size = sum(each.size for each in chosen)
    show(options, sessions_table([(each.folder, each.found) for each in chosen], size))
    unheard = sum(each.unheard for each in chosen)
    if unheard:
        print(
            f"The words of {_counted(unheard, 'answer')} were never made out and go with the "
            "sound: `mockint interview --resume` makes them out first."
        )


def _agreed(options: Namespace, chosen: Sequence[Choice]) -> bool:
    """Whether the person at the terminal wants this, or has said so before."""
    if options.yes:
        return True
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise SessionError("Nobody can be asked here, and nothing was deleted: add --yes.")
    what = _amount(chosen)
    what = f"this {what.removeprefix('1 ')}" if len(chosen) == 1 else f"these {what}"
    try:
        reply = input(f"Delete {'the sound of ' * options.sound_only}{what}? [y/N] ")
    except (EOFError, UnicodeDecodeError):
        print()
        return False
    return reply.strip().lower() in ("y", "yes")


def _delete(options: Namespace, chosen: Sequence[Choice]) -> int:
    gone: list[Choice] = []
    code = 0
    try:
        for each in chosen:
            if _goes(each.folder, options.sound_only):
                gone.append(each)
            else:
                code = 1
    except KeyboardInterrupt:
        code = 130
    if gone or all(os.path.lexists(each.folder) for each in chosen):
        _tell_gone(gone, options.sound_only)
    return code


def _forget(recordings: Path) -> None:
    """Pages over several interviews hold what was said in one that is to go."""
    if pages := sessions.delete_overviews(recordings):
        named = plain(", ".join(_some(pages)))
        print(f"Deleted first, the pages over several interviews: {named}.")


def _tell_gone(gone: Sequence[Choice], sound_only: bool) -> None:
    if not gone:
        print("Nothing was deleted.")
    elif sound_only:
        print(f"Deleted the sound of {_amount(gone)}; words, marks and lengths stay.")
    else:
        print(f"Deleted {_amount(gone)}.")


def _goes(folder: Path, sound_only: bool) -> bool:
    try:
        if sound_only:
            sessions.delete_sound(folder)
        else:
            _tell_staying(folder.name, sessions.delete(folder))
    except MockintError as error:
        print(f"mockint: {plain(str(error))}", file=sys.stderr)
        return False
    return True


def _tell_staying(name: str, staying: Sequence[str]) -> None:
    """Name what mockint did not make, and so did not take away."""
    if staying:
        named = plain(", ".join(_some(staying)))
        print(f"{plain(name)} stays with what mockint did not put there: {named}.")


def _some(names: Sequence[str]) -> Iterator[str]:
    yield from sorted(names)[:NAMED]
    if len(names) > NAMED:
        yield f"and {len(names) - NAMED} more"


def _amount(chosen: Sequence[Choice]) -> str:
    """ "3 interviews, 41 MB"."""
    from mockint.report.sessions import kinds, megabytes

    size = megabytes(sum(each.size for each in chosen))
    return f"{kinds(each.found for each in chosen)}, {size}"


def _counted(number: int, noun: str) -> str:
    from mockint.report.sessions import counted

    return counted(number, noun)
