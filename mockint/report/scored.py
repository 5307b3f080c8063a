"""How far the marking of many files has come: a bar with the time left, or a line now and then."""

import sys
import time
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

EVERY = 60.0
"""Seconds between two plain lines."""
EARLY = 0.02
"""Share of the work before which nobody can tell how long the rest takes."""


class Told(Protocol):
    """Whoever is told."""

    def advance(self, weight: float) -> None:
        """One file of that weight is done."""

    def say(self, sentence: str) -> None:
        """A line of its own."""

    def close(self) -> None:
        """Leave the terminal as it was."""


def telling(weight: float, files: int, *, drawn: bool, colour: bool) -> Told:
    """Tells of ``files`` of that ``weight`` together on standard error."""
    return Bar(weight, files, colour) if drawn else PlainLines(weight, files)


class _Pace:
    """How much is done, and how long the rest takes if it goes on like this."""

    def __init__(self, weight: float, files: int) -> None:
        self.files = files
        self.done = 0
        self._weight = weight
        self._finished = 0.0
        self._began = time.monotonic()

    def advance(self, weight: float) -> None:
        """One more."""
        self.done += 1
        self._finished += weight

    @property
    def left(self) -> str:
        """The time left in words; empty while it cannot be told."""
        share = self._finished / self._weight if self._weight else 1.0
        if share < EARLY or self.done < 3:
            return ""
        seconds = (time.monotonic() - self._began) * max(1 / share - 1, 0.0)
        return f"about {duration(seconds)} left"


def duration(seconds: float) -> str:
    """ "40 s", "12 min", or "3 h 05 min"."""
    if seconds < 100:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02d} min"


class PlainLines:
    """A line now and then, and none in a short run."""

    def __init__(self, weight: float, files: int) -> None:
        self._pace = _Pace(weight, files)
        self._told = time.monotonic()

    def advance(self, weight: float) -> None:
        """One file of that weight is done."""
        self._pace.advance(weight)
        if time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            left = f", {self._pace.left}" if self._pace.left else ""
            self.say(f"{self._pace.done:,} of {self._pace.files:,} files{left}")

    def say(self, sentence: str) -> None:
        """A line of its own."""
        print(sentence, file=sys.stderr, flush=True)

    def close(self) -> None:
        """Nothing is drawn that would have to go."""


class Bar:
    """A bar that is drawn again and again, under whatever else is said."""

    def __init__(self, weight: float, files: int, colour: bool) -> None:
        self._pace = _Pace(weight, files)
        console = Console(stderr=True, no_color=not colour, highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[left]}"),
            console=console,
            transient=True,
        )
        self._task: TaskID = self._bar.add_task("marking", total=files, left="")
        self._bar.start()

    def advance(self, weight: float) -> None:
        """One file of that weight is done."""
        self._pace.advance(weight)
        self._bar.update(self._task, advance=1, left=self._pace.left)

    def say(self, sentence: str) -> None:
        """A line of its own."""
        self._bar.console.print(sentence, markup=False, emoji=False, soft_wrap=True)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._bar.stop()
