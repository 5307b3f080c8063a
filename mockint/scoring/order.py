"""What comes of many files, in their order: what is known already, and the rest as it is done."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from typing import NamedTuple, Protocol

from mockint.scoring.job import File, Job, Outcome, failed
from mockint.scoring.journal import Journal


class Workers(Protocol):
    """Whoever marks."""

    def marked(self, jobs: Iterable[Job]) -> Generator[Outcome]:
        """What came of each job, in any order. To be closed."""


class Line(NamedTuple):
    """The JSON line of one file. ``fresh``: it was marked just now."""

    file: File
    text: str
    good: bool
    fresh: bool


def lines(files: Sequence[File], journal: Journal | None, workers: Workers) -> Iterator[Line]:
    """A line for each file, in order; what is marked goes into the journal at once."""
    known = [journal is not None and journal.knows(file) for file in files]
    jobs = (Job(at, file.path) for at, file in enumerate(files) if not known[at] and not file.fault)
    held: dict[int, Outcome] = {}
    with closing(workers.marked(jobs)) as outcomes:
        for at, file in enumerate(files):
            if journal is not None and known[at]:
                yield Line(file, journal.line(file), True, False)
                continue
            if file.fault:
                held[at] = failed(Job(at, file.path), file.fault)
            while at not in held:
                outcome = next(outcomes)
                held[outcome.at] = outcome
                if journal is not None and outcome.good:
                    journal.add(files[outcome.at], outcome.line)
            done = held.pop(at)
            yield Line(file, done.line, done.good, True)
