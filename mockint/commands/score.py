"""``mockint score``: marks many recordings or transcripts, one line each, in order."""

import os
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from functools import partial
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import session as sessions
from mockint.commands.marking import SOUND_ENDINGS, NotAnAnswer, asked
from mockint.commands.scorer import RELEASE, loaded, scored, shared
from mockint.commands.stopping import stoppable
from mockint.errors import BankError, DiskError, MockintError, RecognizerError
from mockint.scoring import Brief, File, Journal, Processes, lines, name_of

if TYPE_CHECKING:
    from mockint.commands.tally import Tally
    from mockint.scoring.order import Workers


def run(options: Namespace) -> int:
    """Write a line for each file; returns 1 if one could not be marked, 130 if it was stopped."""
    brief = _brief(options)
    files = list(found(options.paths, _own(options)))
    with stoppable(), ExitStack() as stack:
        journal = _journal(options, brief, files)
        if journal is not None:
            stack.enter_context(closing(journal))
        from mockint.commands.tally import Tally

        tally = stack.enter_context(Tally(options, files, journal))
        _tell_where_it_goes(options, tally)
        try:
            for line in lines(files, journal, _workers(options, brief, files, tally)):
                tally.take(line)
        except KeyboardInterrupt as stop:
            tally.stopped()
            return int(stop.args[0]) if stop.args else 130
        except MockintError as error:
            raise type(error)(f"{error}{tally.kept}") from error
        tally.finish()
        return 1 if tally.failed else 0


def _tell_where_it_goes(options: Namespace, tally: "Tally") -> None:
    """Say once where recordings are sent, before any is; the processes at work say nothing."""
    if any(not (file.fault or file.path.lower().endswith(".txt")) for file in tally.work):
        from mockint.commands.engines import sent_to

        with suppress(RecognizerError):  # The lines will say what is wrong with the address.
            if host := sent_to(options):
                tally.say(f"Your recordings are sent to {host}, because you chose it.")


def found(paths: Sequence[Path], own: Sequence[Path] = ()) -> Iterator[File]:
    """The files themselves, and every recording and ``.txt`` in the folders, by name, each once.

    Nothing hidden, and of a session the sound of its answers alone. A link that leads out of its
    folder has a fault, unless it is named itself. ``own`` are files that are to be written, and
    no answers.

    Raises:
        NotAnAnswer: there is nothing there, or an answer would be written over.
    """
    faults: dict[Path, str] = {}
    for path, fault in _every(paths, set(own)):
        if path in own:
            raise NotAnAnswer(f"{path} is one of the answers: name another file to write.")
        faults[path] = fault and faults.get(path, fault)
    for path, fault in faults.items():
        sound = path.suffix.lower() in SOUND_ENDINGS
        yield File(str(path), None, sound, fault) if fault else File.at(path, sound)


def _every(paths: Sequence[Path], own: set[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, ""
            continue
        inside = sorted(_inside(path))
        if not inside:
            raise NotAnAnswer(f"{path} holds no recordings and no .txt files: name another folder.")
        yield from ((each, _stray(each, path)) for each in inside if each not in own)


def _inside(folder: Path) -> Iterator[Path]:
    for top, below, names in os.walk(folder):
        if sessions.FILE in names:
            below.clear()
            answers = filter(sessions.is_answer, names)
        else:
            below[:] = [name for name in below if not name.startswith(".")]
            answers = filter(_may_be_answer, names)
        yield from (Path(top, name) for name in answers)


def _stray(path: Path, folder: Path) -> str:
    """What is wrong with a link that leads out of the folder, which may be somebody else's."""
    if not path.is_symlink() or Path(realpath(path)).is_relative_to(realpath(folder)):
        return ""
    name, where = name_of(path.name), name_of(str(folder))
    return f"{name} is a link that leads out of {where}: name the file it leads to."


def _may_be_answer(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in {*SOUND_ENDINGS, ".txt"}


def _own(options: Namespace) -> tuple[Path, ...]:
    """What is to be written.

    Raises:
        DiskError: it would be written twice.
    """
    if options.page is not None and options.page == options.output:
        raise DiskError("Lines and page cannot be one file: name another one with --page.")
    return tuple(path for path in (options.output, options.page) if path is not None)


def _brief(options: Namespace) -> Brief:
    """How it is all marked.

    Raises:
        BankError: there is no such bank or question, or a name cannot say which it is.
    """
    bank, _ = asked(options.bank, options.question)
    if options.by_name and (bank is None or options.question is not None):
        raise BankError("With --by-name each file's name says the question: give --bank alone.")
    return Brief(
        bank,
        options.question,
        options.by_name,
        options.profile,
        options.engine,
        options.model,
        options.server,
        RELEASE,
    )


def _journal(options: Namespace, brief: Brief, files: Sequence[File]) -> Journal | None:
    """What remembers how far it came; None where the lines go to no ordinary file."""
    output: Path | None = options.output
    if output is None or (output.exists() and not output.is_file()):
        if output is not None and output.is_dir():
            raise DiskError(f"{output} is a folder: name a file in it with -o.")
        return None
    return Journal(output, brief.told, anew=options.anew)


def _workers(options: Namespace, brief: Brief, files: Sequence[File], tally: "Tally") -> "Workers":
    """Processes of this machine, or a cluster."""
    if options.cluster is None:
        return Processes(min(options.jobs or cores(), max(len(files), 1)), scored, brief)
    from mockint.scoring.cluster import Cluster

    load = shared if options.shared else partial(loaded, brief)
    return Cluster(options.cluster, scored, brief, load, tally.say)


def cores() -> int:
    """How many processes can be at work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
