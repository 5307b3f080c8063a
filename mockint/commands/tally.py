"""What becomes of the lines of ``mockint score``: written, counted, and told of meanwhile."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from mockint.commands import destination
from mockint.errors import DiskError
from mockint.findings import Findings
from mockint.report.plain import plain, spelled_out
from mockint.scoring import Cohort, Failure, File, Journal, Line
from mockint.scoring.journal import JournalError

if TYPE_CHECKING:
    from mockint.report.scored import Told

SAID = 20
"""Files that could not be marked and are named on the terminal."""


class Tally:
    """Takes the lines in order. ``work`` is what is still to be marked. To be closed."""

    def __init__(self, options: Namespace, files: Sequence[File], journal: Journal | None) -> None:
        self.failed = 0
        self._options = options
        self._all = len(files)
        self._done = 0
        self._journal = journal
        self._cohort = Cohort()
        self._csv = form_of(options) == "csv"
        self._stack = ExitStack()
        self.work = [file for file in files if journal is None or not journal.knows(file)]

    def __enter__(self) -> "Tally":
        with ExitStack() as stack:
            self._file = stack.enter_context(_target(self._options.output))
            self._told = stack.enter_context(closing(self._telling()))
            self._stack = stack.pop_all()
        if before := self._all - len(self.work):
            self.say(f"{before:,} of {self._all:,} files were marked before.")
        if self._csv:
            from mockint.report.row import HEADS

            self._write(HEADS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def take(self, line: Line) -> None:
        """Write a line, and count it."""
        text = line.text
        if self._csv or self._options.page is not None:
            found = self._counted(line)
            text = self._row(found) if self._csv else text
        self._write(text if self._csv else spelled_out(text))
        self._done += 1
        if line.fresh:
            self._told.advance(line.file.weight)
        if not line.good:
            self._complain(line)

    def say(self, sentence: str) -> None:
        """Tell whoever watches."""
        self._told.say(plain(sentence))

    def stopped(self) -> None:
        """Say how far it came."""
        self._told.close()
        self.say(f"mockint: Stopped. {self._lost if self._journal is None else self._going_on}")

    @property
    def kept(self) -> str:
        """How to go on after a fault; empty where nothing was kept."""
        return f" {self._going_on}" if self._journal else ""

    @property
    def _going_on(self) -> str:
        done = f"{len(self._journal or ()):,} files are marked and kept"
        return f"{done}: give the same command again to go on."

    @property
    def _lost(self) -> str:
        done = f"{self._done:,} of {self._all:,} lines were written"
        return f"{done}; with -o FILE a stopped run can go on."

    def finish(self) -> None:
        """Write the page, and say what became of it all."""
        self._told.close()
        if self.failed > SAID:
            self.say(f"mockint: {self.failed:,} files could not be marked; their lines say why.")
        if self._options.page is not None:
            from mockint.report.page import cohort_page

            page = cohort_page(self._cohort, destination.look(self._options))
            destination.keep(self._options.page, page)
            self.say(f"Written to {self._options.page}.")

    def _complain(self, line: Line) -> None:
        self.failed += 1
        if self.failed <= SAID:
            self.say(f"mockint: {line.file.path} could not be marked; the line says why.")

    def _counted(self, line: Line) -> Findings | Failure:
        """What the line says, which counts among all."""
        if line.good:
            found = _findings(line)
            self._cohort.add(found)
            return found
        failure = msgspec.json.decode(line.text, type=Failure)
        self._cohort.fail(failure.id or "", failure.error)
        return failure

    def _row(self, found: Findings | Failure) -> str:
        from mockint.report.row import failure_row, row

        return row(found) if isinstance(found, Findings) else failure_row(found)

    def _write(self, text: str) -> None:
        data = memoryview(f"{text}\n".encode())
        try:
            while data:
                data = data[self._file.write(data) :]
        except BrokenPipeError:
            raise
        except OSError as error:
            where = self._options.output or "The line"
            raise DiskError(f"{where} cannot be written ({error.strerror}): make room.") from error

    def _telling(self) -> "Told":
        from mockint.report.scored import telling

        # The lines themselves are drawn there where nothing else takes them.
        free = self._options.output is not None or not sys.stdout.isatty()
        drawn = sys.stderr.isatty() and free and os.environ.get("TERM", "") != "dumb"
        return telling(
            sum(file.weight for file in self.work),
            len(self.work),
            drawn=drawn and not self._options.plain,
            colour=not self._options.no_colour,
        )


def _findings(line: Line) -> Findings:
    try:
        return msgspec.json.decode(line.text, type=Findings)
    except msgspec.DecodeError as error:
        raise JournalError(
            f"What is kept of {line.file.path} is damaged: mark everything again with --anew."
        ) from error


def form_of(options: Namespace) -> str:
    """ "csv" or "jsonl": as asked for, else by the file's ending."""
    if options.format is not None:
        return str(options.format)
    named: Path | None = options.output
    return "csv" if named is not None and named.suffix.lower() == ".csv" else "jsonl"


def _target(output: Path | None) -> BinaryIO:
    """Where the lines go, at once; standard output is not closed by closing it."""
    try:
        if output is None:
            return os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
        return open(output, "wb", buffering=0, opener=_for_its_owner)
    except OSError as error:
        raise DiskError(
            f"{output} cannot be written ({error.strerror}): name another file with -o."
        ) from error


def _for_its_owner(path: str, flags: int) -> int:
    """Opens what nobody else on the machine may read."""
    return os.open(path, flags, 0o600)
