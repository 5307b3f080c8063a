"""What more processes and more machines gain: python -m benchmarks.machines NUMBER [--workers 2]

So many transcripts of the corpus are marked by one process, by two, and by one up to ``--workers``
workers of a Dask cluster. Each worker is a host of its own: a network of its own, joined to the
others by a bridge, and a file system in which the answers are not to be seen. That takes Linux,
`ip`, and the right to make networks (root); elsewhere the workers are processes of this machine.

Hosts of one machine share its cores: no more than these can be gained. What is shown is that the
same bytes come back over a network, and how much of the cores the way there costs.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.scale import written

BRIDGE = "mockint0"
NETWORK = "10.77.0"
FIRST = 10
"""The last part of the first worker's address."""


def ran(*command: object) -> None:
    """Run it to its end."""
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


@contextmanager
def bridge() -> Iterator[str]:
    """The address of this machine on a network that the hosts will be on."""
    ran("ip", "link", "add", BRIDGE, "type", "bridge")
    try:
        ran("ip", "address", "add", f"{NETWORK}.1/24", "dev", BRIDGE)
        ran("ip", "link", "set", BRIDGE, "up")
        yield f"{NETWORK}.1"
    finally:
        ran("ip", "link", "delete", BRIDGE)


@contextmanager
def host(number: int, hidden: Path) -> Iterator[list[str]]:
    """The beginning of a command that runs on a host of its own, which does not see ``hidden``."""
    name, cable = f"mockint{FIRST + number}", f"mi{FIRST + number}"
    inside = ["ip", "-netns", name]
    ran("ip", "netns", "add", name)
    try:
        ran("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name)
        ran("ip", "link", "set", cable, "master", BRIDGE, "up")
        ran(*inside, "address", "add", f"{NETWORK}.{FIRST + number}/24", "dev", "eth0")
        ran(*inside, "link", "set", "eth0", "up")
        ran(*inside, "link", "set", "lo", "up")
        blind = f'mount -t tmpfs none "{hidden}" && exec "$@"'
        yield ["ip", "netns", "exec", name, "unshare", "-m", "sh", "-c", blind, "sh"]
    finally:
        ran("ip", "netns", "delete", name)


@contextmanager
def dask(place: Path, *words: object, on: list[str]) -> Iterator[None]:
    """A part of a cluster, until the block ends."""
    with (place / "cluster.log").open("ab") as log:
        command = [*on, sys.executable, "-m", "dask", *map(str, words), "--no-dashboard"]
        part = subprocess.Popen(command, stdout=log, stderr=log, cwd=place, env=_environment())
    try:
        yield
    finally:
        part.terminate()
        part.wait()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


@contextmanager
def cluster(place: Path, workers: int, hidden: Path) -> Iterator[str]:
    """Its address, once so many workers are there."""
    with ExitStack() as stack:
        apart = os.geteuid() == 0 and sys.platform == "linux"
        address = stack.enter_context(bridge()) if apart else "127.0.0.1"
        file = place / "scheduler.json"
        file.unlink(missing_ok=True)
        words = ("scheduler", "--host", address, "--port", "0", "--scheduler-file", file)
        stack.enter_context(dask(place, *words, on=[]))
        url = _address(file)
        for number in range(workers):
            on = stack.enter_context(host(number, hidden)) if apart else []
            one = ("worker", url, "--no-nanny", "--nthreads", "1", "--local-directory", place)
            stack.enter_context(dask(place, *one, on=on))
        _wait_for(url, workers)
        yield url


def _address(file: Path) -> str:
    while not file.exists() or not file.read_text():
        time.sleep(0.1)
    return str(json.loads(file.read_text())["address"])


def _wait_for(url: str, workers: int) -> None:
    from distributed import Client

    with Client(url) as client:
        client.wait_for_workers(workers, timeout=60)


def seconds(answers: Path, output: Path, *more: object) -> float:
    """By the clock, for ``mockint score``; ``output`` must not be there."""
    began = time.perf_counter()
    words = ["score", answers, "-o", output, *more]
    command = [sys.executable, "-m", "mockint", *map(str, words)]
    subprocess.run(command, check=True, env=_environment())
    return time.perf_counter() - began


def row(name: str, took: float, once: float, same: bool) -> str:
    """A line of the table."""
    return f"| {name} | {took:.1f} | {once / took:.2f} | {'yes' if same else 'NO'} |"


def measure(number: int, workers: int) -> None:
    """Print the table."""
    with TemporaryDirectory() as name:
        place = Path(name)
        answers = place / "answers"
        answers.mkdir()
        written(answers, number)
        one = place / "one.jsonl"
        once = seconds(answers, one, "--jobs", 1)
        print("| how | s | times as fast | the same bytes |\n|---|---|---|---|")
        print(row("one process", once, once, True), flush=True)
        two = place / "two.jsonl"
        took = seconds(answers, two, "--jobs", 2)
        print(row("two processes", took, once, _same(one, two)), flush=True)
        for count in range(1, workers + 1):
            many = place / f"many-{count}.jsonl"
            with cluster(place, count, answers) as url:
                took = seconds(answers, many, "--cluster", url)
            hosts = "1 worker" if count == 1 else f"{count} workers"
            print(row(f"cluster of {hosts}", took, once, _same(one, many)), flush=True)


def _same(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def main() -> None:
    """Measure so many transcripts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    measure(options.number, options.workers)


if __name__ == "__main__":
    main()
