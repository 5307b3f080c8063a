"""The sound of a session for its page: inside the file, beside it, or left out."""

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from mockint.errors import DiskError, MockintError
from mockint.session import Attempt, Session, SoundName, sound_path

if TYPE_CHECKING:
    from mockint.report.page import Sound

How = Literal["inside", "beside", "none"]
Cleaned = Callable[[str, Path], Path | None]
"""Gives for a recording's name and path the file to take in its place."""
LEFT_OUT = "The sound of this answer is not in this copy."
SHORT = 1.0
"""Seconds that a recording may be shorter than its session says."""


def sounds(
    folder: Path,
    session: Session,
    how: How,
    target: Path | None,
    cleaned: Cleaned | None = None,
) -> dict[str, "Sound"]:
    """Each answer's recording by its file's name, read once; none at all with "none".

    ``target`` is the page's path: outside of ``folder`` the recordings are copied to
    ``STEM-sound`` beside it, which only "beside" needs. ``cleaned`` gives the file to take
    in place of each recording, None for one that is left out. What cannot be used has a
    ``problem`` and no ``src``.

    Raises:
        DiskError: a copy cannot be written, or there is no page for it to lie beside.
    """
    if how == "none":
        return {}
    if how == "beside" and target is None:
        raise DiskError("Sound can only lie beside a page that is a file: name one with -o.")
    beside = target if how == "beside" else None
    return {
        name: _sound(_path(folder, name, cleaned), attempt, folder, beside)
        for name, attempt in _recorded(session)
    }


def _recorded(session: Session) -> Iterator[tuple[SoundName, Attempt]]:
    for answer in session.answers:
        for attempt in answer.said:
            if attempt.sound is not None:
                yield attempt.sound, attempt


def _path(folder: Path, name: SoundName, cleaned: Cleaned | None) -> Path | str:
    """Where the recording lies, or the sentence that says why it cannot be used."""
    if cleaned is not None:
        return cleaned(name, folder / name) or LEFT_OUT
    try:
        return sound_path(folder, name)
    except MockintError as error:
        # A page is sent to others, whom it need not tell where the session lies.
        return str(error).removeprefix(f"{folder}{os.sep}")


def _sound(path: Path | str, attempt: Attempt, folder: Path, beside: Path | None) -> "Sound":
    from mockint.report.page import Sound
    from mockint.report.plain import clock
    from mockint.sound.peaks import peaks
    from mockint.sound.soundfiles import blocks

    if isinstance(path, str):
        return Sound(None, (), 0.0, path)
    try:
        drawn = peaks(blocks(path))
    except MockintError as error:
        return Sound(None, (), 0.0, str(error))
    if drawn.seconds < attempt.seconds - SHORT:
        told = f"{path.name} ends after {clock(drawn.seconds)} of {clock(attempt.seconds)}"
        return Sound(None, (), 0.0, f"{told}: the words of that answer are all here.")
    src = _inside(path) if beside is None else _beside(path, folder, beside)
    return Sound(src, drawn.values, drawn.seconds)


def _inside(path: Path) -> str:
    kind = "wav" if path.suffix == ".wav" else "flac"
    return f"data:audio/{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _beside(path: Path, folder: Path, page: Path) -> str:
    """The recording's address from the page; a copy's, where it lies in another folder."""
    if path.parent == folder and page.parent.resolve() == folder.resolve():
        return _address(path.name)
    own = page.with_name(f"{page.stem}-sound")
    _copy(path, own)
    return f"{_address(own.name)}/{_address(path.name)}"


def _address(name: str) -> str:
    return quote(os.fsencode(name), safe="")


def _copy(path: Path, into: Path) -> None:
    """Copy the file into that folder, whole or not at all."""
    beside = into / f".{path.name}.part"
    if into.is_symlink():
        raise DiskError(f"{into} is a link: remove it, or name another file with -o.")
    try:
        into.mkdir(exist_ok=True)
        # What lies there may be a link out of the folder, put there by somebody else.
        beside.unlink(missing_ok=True)
        try:
            with path.open("rb") as sound, beside.open("xb") as copy:
                shutil.copyfileobj(sound, copy)
            os.replace(beside, into / path.name)
        finally:
            with suppress(OSError):
                beside.unlink()
    except OSError as error:
        raise DiskError(
            f"{into / path.name} cannot be written ({error.strerror}): name another file with -o."
        ) from error
