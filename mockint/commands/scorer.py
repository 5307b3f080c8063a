"""One file to its JSON line: what each process of ``mockint score`` does, here or elsewhere."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import mockint
from mockint import smallfile
from mockint.commands.marking import (
    MAX_TEXT,
    SOUND_ENDINGS,
    Listener,
    NotAnAnswer,
    as_json,
    decode,
    is_sound,
    mark,
)
from mockint.errors import MockintError, RecordingError
from mockint.rubric import RUBRIC
from mockint.scoring.brief import Brief
from mockint.scoring.job import Job, Outcome, failed

if TYPE_CHECKING:
    from mockint.findings import Findings

RELEASE = f"{mockint.__version__} with rubric {RUBRIC}"
LARGEST = 64 * 2**20
"""Bytes of a recording that is sent to another machine at most."""
TOO_LARGE = (
    f"{{}} is larger than {LARGEST // 2**20} MB, which is not sent: put it where all machines can"
    " read it, and add --shared."
)
_HEAD = 16

_listeners: dict[tuple[object, ...], Listener] = {}
"""Each process keeps its recogniser loaded from one file to the next."""


class OtherRelease(MockintError):
    """This machine's mockint is not the one that asked."""


def scored(brief: Brief, job: Job) -> Outcome:
    """The line of that file; what is wrong with it stands in the line.

    Raises:
        OtherRelease: this mockint would mark otherwise than the one that asked.
    """
    if brief.release != RELEASE:
        raise OtherRelease(
            f"it has mockint {RELEASE}, and here is {brief.release}; install the same everywhere."
        )
    try:
        return Outcome(job.at, as_json(_findings(brief, job)), True)
    except (MockintError, OSError) as error:
        return failed(job, str(error))
    except Exception as error:  # A fault of ours in one file must not take the others with it.
        return failed(job, f"Something unforeseen happened ({type(error).__name__}: {error}).")


def loaded(brief: Brief, job: Job) -> Job | Outcome:
    """The job with its file's bytes, to be sent.

    What cannot be read, or is too large, need not be sent: what comes of it is known here.
    """
    path = Path(job.path)
    try:
        most = LARGEST if _is_recording(path, None) else MAX_TEXT
        return job._replace(data=_contents(path, most, cut=False))
    except NotAnAnswer:
        if _too_large(path):
            return failed(job, TOO_LARGE.format(path.name))
    except MockintError:
        pass
    return scored(brief, job)


def shared(job: Job) -> Job:
    """The job for machines that can open the file where it lies."""
    return job._replace(where=os.path.abspath(job.path))


def _too_large(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > LARGEST and _is_recording(path, None)


def _findings(brief: Brief, job: Job) -> "Findings":
    path, question = Path(job.where or job.path), brief.asked(job.path)
    if _is_recording(path, job.data):
        with _lying(path, job.data) as file:
            said = _listener(brief).transcribe(file)
        return mark(said, brief.bank, question, job.name, brief.profile)
    data = _contents(path, MAX_TEXT, cut=False) if job.data is None else job.data
    return mark(decode(data, path.name), brief.bank, question, job.name, brief.profile)


def _is_recording(path: Path, data: bytes | None) -> bool:
    if path.suffix.lower() in SOUND_ENDINGS:
        return True
    return is_sound(_contents(path, _HEAD, cut=True) if data is None else data[:_HEAD])


def _contents(path: Path, limit: int, *, cut: bool) -> bytes:
    """The file's bytes, or with ``cut`` its first ones.

    Raises:
        RecordingError: it cannot be read.
        NotAnAnswer: it is no file, or too long.
    """
    try:
        # The end of a link is read, but no pipe is waited for.
        real = Path(os.path.realpath(path)) if path.is_symlink() else path
        return smallfile.beginning(real, limit) if cut else smallfile.contents(path, limit)
    except smallfile.Unfit as fault:
        if fault.why == "large":
            raise NotAnAnswer(
                f"{path.name} is longer than an answer can be: give one answer of it."
            ) from fault
        raise NotAnAnswer(
            f"{path.name} is no file that can be read: name a text or a recording."
        ) from fault
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "no such name"
        raise RecordingError(
            f"{path.name} cannot be read ({why}): check the name and try again."
        ) from error


@contextmanager
def _lying(path: Path, data: bytes | None) -> Iterator[Path]:
    """Where the recording can be opened: what was sent lies in a folder of its own meanwhile."""
    if data is None:
        yield path
        return
    with TemporaryDirectory(prefix="mockint-") as folder:
        file = Path(folder) / path.name
        file.write_bytes(data)
        yield file


def _listener(brief: Brief) -> Listener:
    terms = brief.bank.terms if brief.bank else ()
    key = (brief.engine, brief.model, brief.server, terms)
    if key not in _listeners:
        for listener in _listeners.values():
            listener.close()
        _listeners.clear()
        options = Namespace(engine=brief.engine, model=brief.model, server=brief.server)
        _listeners[key] = Listener(options, brief.bank, told=True)
    return _listeners[key]
