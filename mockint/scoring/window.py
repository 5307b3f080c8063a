"""A few jobs at a time: enough for everyone to have work, never all of them at once."""

from collections.abc import Iterable

from mockint.scoring.job import Job


class Window:
    """Hands out jobs in order, none more than ``width`` behind the oldest that is not done."""

    def __init__(self, jobs: Iterable[Job], width: int) -> None:
        self.width = width
        self._jobs = iter(jobs)
        self._open: dict[int, int] = {}
        self._given = 0

    def next(self) -> Job | None:
        """The next job; None while there is no room, or when there is none left."""
        oldest = next(iter(self._open.values()), self._given)
        if self._given - oldest >= self.width:
            return None
        job = next(self._jobs, None)
        if job is not None:
            self._open[job.at] = self._given
            self._given += 1
        return job

    def done(self, job: Job) -> None:
        """It need not be waited for any more."""
        del self._open[job.at]

    @property
    def waiting(self) -> bool:
        """Whether something that was handed out is not done."""
        return bool(self._open)
