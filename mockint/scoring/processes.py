"""Processes of this machine that mark files; one that dies takes nothing with it but time."""

import signal
from collections.abc import Generator, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from mockint.errors import MockintError
from mockint.scoring.brief import Brief
from mockint.scoring.job import Job, Outcome, Scorer, failed
from mockint.scoring.window import Window

AHEAD = 8
"""Files for each process that may be done before the oldest one is."""
LIVES = 4
"""So many processes may end over a file before it is given up."""
GIVEN_UP = f"The process that marked it was ended {LIVES} times: mark this file alone to see why."
_CONTEXT = get_context("spawn")


class ProcessesFail(MockintError):
    """No process can be started."""


class Processes:
    """``count`` processes, each with its own recogniser, which it keeps from file to file."""

    def __init__(self, count: int, scorer: Scorer, brief: Brief) -> None:
        self._count = count
        self._scorer = scorer
        self._brief = brief

    def marked(self, jobs: Iterable[Job]) -> Generator[Outcome]:
        """What came of each job, as they are done. To be closed, which ends the processes.

        Raises:
            ProcessesFail: they end before they have begun.
        """
        window = Window(jobs, self._count * AHEAD)
        desks: list[_Desk] = []
        try:
            while self._filled(desks, window):
                for desk in _told(desks):
                    if (outcome := desk.outcome()) is not None:
                        yield self._done(desk, window, outcome)
                    elif desk.over:
                        yield from self._ended(desks, desk, window)
        finally:
            for desk in desks:
                desk.close()

    def _filled(self, desks: "list[_Desk]", window: Window) -> bool:
        """Give work to whoever has none; False when all is done."""
        for desk in desks:
            if desk.job is None and (job := window.next()) is not None:
                desk.take(job)
        while len(desks) < self._count and (job := window.next()) is not None:
            desks.append(_Desk(self._scorer, self._brief, job))
        return window.waiting

    def _done(self, desk: "_Desk", window: Window, outcome: Outcome) -> Outcome:
        assert desk.job is not None
        window.done(desk.job)
        desk.job, desk.deaths = None, 0
        return outcome

    def _ended(self, desks: "list[_Desk]", desk: "_Desk", window: Window) -> Iterator[Outcome]:
        """Put another process in the place of one that died, with what it was at."""
        desk.close()
        desks.remove(desk)
        job, deaths = desk.job, desk.deaths + 1
        if deaths >= LIVES and not desk.begun:
            raise ProcessesFail("Each process that should mark ends at once: run `mockint doctor`.")
        if job is None:
            return
        if deaths >= LIVES:
            window.done(job)
            yield failed(job, GIVEN_UP)
            return
        desks.append(_Desk(self._scorer, self._brief, job, deaths))


class _Desk:
    """One process, and the job it is at."""

    def __init__(self, scorer: Scorer, brief: Brief, job: Job, deaths: int = 0) -> None:
        self.job: Job | None = None
        self.deaths = deaths
        self.begun = False
        self.over = False
        self.pipe, far = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(far, scorer, brief), daemon=True)
        self._process.start()
        far.close()
        self.take(job)

    def take(self, job: Job) -> None:
        """Have it marked."""
        self.job = job
        try:
            self.pipe.send(job)
        except OSError:
            self.over = True

    def outcome(self) -> Outcome | None:
        """What it has to say; None where that is nothing, or only that it has begun."""
        try:
            if not self.over:
                said: Outcome | None = self.pipe.recv()
                self.begun = True
                return said
        except (EOFError, OSError):
            self.over = True
        return None

    def close(self) -> None:
        """End the process."""
        self.pipe.close()
        self._process.terminate()
        self._process.join()
        self._process.close()


def _told(desks: "list[_Desk]") -> "list[_Desk]":
    """Those with something to say; who died says so by a pipe that is closed."""
    busy = [desk for desk in desks if desk.job is not None]
    if gone := [desk for desk in busy if desk.over]:
        return gone
    telling = wait([desk.pipe for desk in busy])
    return [desk for desk in busy if desk.pipe in telling]


def _work(pipe: Connection, scorer: Scorer, brief: Brief) -> None:
    """What such a process does until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches it as well, and is not for it.
    try:
        pipe.send(None)
        while True:
            pipe.send(scorer(brief, pipe.recv()))
    except (EOFError, OSError):
        return
