"""Machines of a Dask cluster that mark files; the seam to dask.distributed."""

import logging
import re
import threading
import time
import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any

from mockint.errors import MockintError
from mockint.scoring.brief import Brief
from mockint.scoring.job import Job, Outcome, Scorer, failed
from mockint.scoring.processes import GIVEN_UP
from mockint.scoring.window import Window

AHEAD = 8
"""Files for each worker that are sent before the oldest one is done."""
UNDER_WAY = 256 * 2**20
"""Bytes of files that are sent ahead at most."""
TRIES = 2
"""A file whose workers died is sent so often; each time Dask has tried several of them.

The last time nothing else is under way: a file that only was there when another one ended its
worker is not given up for it.
"""
LOOK = 2.0
"""Seconds between two looks at who is there."""
CONNECTING = 10
"""Seconds until a scheduler must have answered."""

_ADDRESS = re.compile(r"(?:[a-z]+://)?[\w.:%\[\]-]+:[0-9]{1,5}")
"""The library waits long for what has no port."""

Client = Any
Future = Any
"""The library's own; it need not be installed."""

Load = Callable[[Job], Job | Outcome]
"""The job with what is to be sent of its file, or what came of it where nothing can be."""


class ClusterError(MockintError):
    """The cluster cannot be used."""


class Cluster:
    """The workers that the scheduler at ``address`` has, who may come and go.

    ``load`` reads a file before it is sent. ``say`` is told what the person should know.
    """

    def __init__(
        self, address: str, scorer: Scorer, brief: Brief, load: Load, say: Callable[[str], None]
    ) -> None:
        """Only the first use asks for the library.

        Raises:
            ClusterError: it is not installed.
        """
        try:
            import distributed
        except ImportError as error:
            raise ClusterError(
                "A cluster needs Dask: install it with `pip install 'mockint[cluster]'`."
            ) from error
        self._library: Any = distributed
        self._address = address
        self._scorer = scorer
        self._brief = brief
        self._load = load
        self._say = say

    def marked(self, jobs: Iterable[Job]) -> Generator[Outcome]:
        """What came of each job, as they are done. To be closed, which takes back the rest.

        Raises:
            ClusterError: there is no cluster, it goes away, or its mockint is another one.
        """
        window = Window(jobs, AHEAD)
        with self._client() as client:
            try:
                yield from self._running(client, window)
            except (OSError, CancelledError) as error:  # the connection's own
                raise self._gone() from error

    def _running(self, client: Client, window: Window) -> Iterator[Outcome]:
        run = _Run(client, self._scorer, self._brief, window)
        if not run.manned:
            self._say(f"Waiting for a worker: start one with `dask worker {self._address}`.")
        while True:
            yield from self._sent(run)
            if not window.waiting:
                return
            if (future := self._next(client, run)) is not None:
                yield from self._received(run, future)

    def _gone(self) -> ClusterError:
        return ClusterError(f"The cluster at {self._address} is gone: start it again.")

    def _sent(self, run: "_Run") -> Iterator[Outcome]:
        """Send what there is room for; what could not be read comes back at once."""
        if run.careful:
            run.send_suspect()
            return
        while run.bytes < UNDER_WAY and (job := run.window.next()) is not None:
            loaded = self._load(job)
            if isinstance(loaded, Outcome):
                run.window.done(job)
                yield loaded
            else:
                run.send(loaded)

    def _next(self, client: Client, run: "_Run") -> Future:
        """A future that is done; None after a while in which none was."""
        if time.monotonic() - run.looked > LOOK:
            self._look(client, run)
        with suppress(Empty):
            return run.done.get(timeout=1)
        return None

    def _look(self, client: Client, run: "_Run") -> None:
        """See who is there: more workers get more work, and somebody must know when all are gone.

        Raises:
            ClusterError: nobody answers any more.
        """
        if client.status != "running":
            raise self._gone()
        manned = run.manned
        run.look()
        if manned and not run.manned:
            self._say(f"No worker is left: start one with `dask worker {self._address}`.")

    def _received(self, run: "_Run", future: Future) -> Iterator[Outcome]:
        job, tries = run.take(future)
        if future.cancelled():
            raise self._gone()
        error = future.exception()
        if error is None:
            run.window.done(job)
            yield future.result()
        elif not isinstance(error, self._library.KilledWorker):
            raise ClusterError(f"A worker of {self._address} cannot mark: {error}") from error
        elif tries < TRIES:
            run.suspects.append(job)
        else:
            run.window.done(job)
            yield failed(job, GIVEN_UP)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        if not _ADDRESS.fullmatch(self._address):
            raise ClusterError(
                f"{self._address} is no cluster's address: give one like tcp://127.0.0.1:8786."
            )
        warnings.filterwarnings("ignore", message="Sending large graph")
        logging.disable()  # What it has to say is said here, in a sentence.
        try:
            client = self._library.Client(self._address, timeout=CONNECTING, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                f"No cluster answers at {self._address}: start `dask scheduler`, and name the"
                " address that it prints."
            ) from error
        try:
            yield client
        finally:
            with suppress(Exception):  # It may be gone already, and nothing is lost by that.
                client.close(timeout=CONNECTING)
            logging.disable(logging.NOTSET)


class _Run:
    """What is under way on one cluster."""

    def __init__(self, client: Client, scorer: Scorer, brief: Brief, window: Window) -> None:
        self.window = window
        self._client = client
        self.look()
        self.done: SimpleQueue[Future] = SimpleQueue()
        self.bytes = 0
        self.suspects: list[Job] = []
        self._scorer = scorer
        # Kept on the cluster: every worker fetches it once, and it is made again if it is lost.
        self._brief = client.submit(_same, brief, pure=False)
        self._sent: dict[str, tuple[Job, int, Future]] = {}

    def look(self) -> None:
        """Count the workers."""
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        self.window.width = max(workers, 1) * AHEAD
        self.manned = bool(workers)
        self.looked = time.monotonic()

    @property
    def careful(self) -> bool:
        """Whether a file that may have ended its workers is waiting, or being tried again."""
        return bool(self.suspects) or any(tries > 1 for _, tries, _ in self._sent.values())

    def send_suspect(self) -> None:
        """Try the next such file, as soon as nothing else is under way."""
        if self.suspects and not self._sent:
            self.send(self.suspects.pop(0), tries=TRIES)

    def send(self, job: Job, tries: int = 1) -> None:
        """Have it marked somewhere."""
        future = self._client.submit(_one_at_a_time, self._scorer, self._brief, job, pure=False)
        self._sent[future.key] = (job, tries, future)
        self.bytes += len(job.data or b"")
        future.add_done_callback(self.done.put)

    def take(self, future: Future) -> tuple[Job, int]:
        """The job it was about, and the how-manieth try it was."""
        job, tries, _ = self._sent.pop(future.key)
        self.bytes -= len(job.data or b"")
        return job, tries


_marking = threading.Lock()


def _one_at_a_time(scorer: Scorer, brief: Brief, job: Job) -> Outcome:
    """Mark it. Dask may call from several threads, a recogniser hears one recording at a time."""
    with _marking:
        return scorer(brief, job)


def _same(brief: Brief) -> Brief:
    return brief
