"""One input fed under watch: what was raised, made elsewhere or printed, seconds and megabytes."""

import io
import os
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fuzz.target import Target

SECONDS = 2.0
"""Seconds of the processor that one input may take."""

MEGABYTES = 500.0
"""Megabytes that the process may hold."""

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_KILO = 2**20 if sys.platform == "darwin" else 2**10
_PACKAGE = f"{os.sep}mockint{os.sep}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input.

    ``seconds`` of the processor; ``held`` are the most megabytes the process ever held, ``more``
    those by which that grew; ``fault`` is "" where nothing broke, else what, and where in mockint.
    """

    seconds: float
    held: float
    more: float
    fault: str
    trace: str = ""

    @property
    def judged(self) -> str:
        """The fault, or else which limit it went beyond."""
        if self.fault:
            return self.fault
        if self.seconds > SECONDS:
            return f"took more than {SECONDS:.0f} s"
        return f"held more than {MEGABYTES:.0f} MB" if self.held > MEGABYTES else ""


class Watch:
    """Feeds one target's inputs, each with an empty folder."""

    def __init__(self, target: Target, place: Path) -> None:
        """``place`` is an empty folder; the current folder becomes one in it."""
        self.target = target
        self._place = place
        self._folder, here = place / "own", place / "here"
        self._folder.mkdir()
        here.mkdir()
        os.chdir(here)
        (place / "beside").write_text("not yours\n")

    def feed(self, data: bytes) -> Outcome:
        """What comes of ``data``."""
        before, began = _peak(), time.process_time()
        fault = trace = ""
        with _caught() as printed:
            try:
                self.target.feed(data, self._folder)
            except (Exception, SystemExit) as error:
                fault, trace = _named(error), traceback.format_exc()
        seconds, held = time.process_time() - began, _peak()
        fault = fault or self._elsewhere() or _steering(printed())
        self._clear()
        return Outcome(seconds, held, held - before, fault, trace)

    def _elsewhere(self) -> str:
        """What was made or changed outside of the folder."""
        there = set(os.listdir(self._place)) - {"own", "here", "beside"}
        there |= set(os.listdir(self._place / "here"))
        if there:
            return f"made {sorted(there)[:3]} outside of its folder"
        same = (self._place / "beside").read_text() == "not yours\n"
        return "" if same else "changed a file outside of its folder"

    def _clear(self) -> None:
        for folder in (self._folder, self._place / "here"):
            for entry in list(os.scandir(folder)):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    os.unlink(entry.path)


@contextmanager
def _caught() -> Iterator[Callable[[], str]]:
    """Catch what is printed; yields a function that gives it."""
    kept = io.BytesIO()
    page = io.TextIOWrapper(kept, "utf-8", "replace", newline="")

    def printed() -> str:
        page.flush()
        return kept.getvalue().decode()

    with redirect_stdout(page), redirect_stderr(page):
        yield printed


def _steering(printed: str) -> str:
    """What was printed that steers a terminal."""
    found = _STEERING.search(printed)
    return f"printed {found[0]!a}" if found else ""


def _named(error: BaseException) -> str:
    """The error and the innermost line of mockint it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if _PACKAGE in each.filename]
    if not ours:
        return f"{type(error).__name__} outside of mockint"
    inside = ours[-1].filename.rsplit(_PACKAGE, 1)[1]
    return f"{type(error).__name__} at mockint/{inside}:{ours[-1].lineno} in {ours[-1].name}"


def _peak() -> float:
    """The most megabytes that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILO


def place_for(name: str) -> Path:
    """A new empty folder, in memory where the system has that."""
    shared = Path("/dev/shm")
    within = shared if os.access(shared, os.W_OK) and sys.platform == "linux" else None
    return Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-", dir=within))
