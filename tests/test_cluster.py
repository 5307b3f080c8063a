"""Many files marked by the workers of a real Dask cluster, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from mockint.commands.scorer import LARGEST, OtherRelease, loaded, scored
from mockint.scoring import Job
from mockint.scoring.cluster import Cluster
from mockint.scoring.job import Outcome
from mockint.scoring.processes import GIVEN_UP
from mockint.sound.clip import Clip
from tests.speech import best_of_times
from tests.test_bad_input import mockint, the_sentence
from tests.test_score import BRIEF, answers, begun, deadly, entries, has_entries, stops, until
from tests.wav import write_wav

ROOT = Path(__file__).parents[1]
FILES = 24

distributed = pytest.importorskip("distributed")


@contextmanager
def dask(*words: object, folder: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """A part of a cluster, until the block ends."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    with (folder / f"{words[0]}.log").open("ab") as log:
        command = [sys.executable, "-m", "dask", *map(str, words)]
        part = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=env)
    try:
        yield part
    finally:
        part.kill()
        part.wait()


@contextmanager
def scheduler(folder: Path) -> "Iterator[tuple[str, subprocess.Popen[bytes]]]":
    """Its address, and its process."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file)
    with dask("scheduler", *words, folder=folder) as process:
        until(file.exists)
        until(lambda: bool(file.read_text()))
        yield json.loads(file.read_text())["address"], process


@contextmanager
def worker(address: str, folder: Path, *more: str) -> "Iterator[subprocess.Popen[bytes]]":
    """A worker that is one process with one thread, and nobody starts it again."""
    words = ("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", *more)
    with dask(*words, "--local-directory", folder, folder=folder) as process:
        yield process


def manned(address: str, workers: int) -> None:
    """Wait until so many workers are there."""
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=60)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the parts of a cluster keep their files."""
    (tmp_path / "cluster").mkdir()
    return tmp_path / "cluster"


def answers_of_all_kinds(folder: Path) -> Path:
    """Stories, a recording, and files that cannot be marked."""
    answers(folder, FILES)
    write_wav(folder / "0005-spoken.wav", Clip(best_of_times()))
    (folder / "0006-lies.wav").write_text("no sound")
    (folder / "0007-binary.txt").write_bytes(b"\xff\xfe")
    os.mkfifo(folder / "0008-pipe.txt")
    return folder


def test_a_worker_killed_in_mid_run_changes_no_byte(tmp_path: Path, place: Path) -> None:
    folder = answers_of_all_kinds(tmp_path / "answers")
    gone = folder / "gone.wav"
    one, two, many = (tmp_path / f"{name}.jsonl" for name in ("one", "two", "many"))
    assert mockint("score", folder, gone, "-o", one, "--jobs", "1").returncode == 1
    assert mockint("score", folder, gone, "-o", two, "--jobs", "2").returncode == 1
    with ExitStack() as stack:
        address, _ = stack.enter_context(scheduler(place))
        first, _ = (stack.enter_context(worker(address, place)) for _ in range(2))
        run = begun(folder, gone, "-o", many, "--cluster", address)
        until(has_entries(many, 3))
        first.send_signal(signal.SIGKILL)
        before = len(entries(many))
        said = run.communicate(timeout=200)[1]
    assert run.returncode == 1, said
    assert before < FILES
    assert said.count("could not be marked") == len(said.splitlines()) == 4
    assert many.read_bytes() == two.read_bytes() == one.read_bytes()


def test_a_cluster_that_goes_away_is_said_and_another_goes_on(tmp_path: Path, place: Path) -> None:
    folder = answers(tmp_path / "answers", FILES)
    one, many = tmp_path / "one.jsonl", tmp_path / "many.jsonl"
    assert mockint("score", folder, "-o", one).returncode == 0
    with scheduler(place) as (address, process), worker(address, place):
        manned(address, 1)
        run = begun(folder, "-o", many, "--cluster", address)
        until(has_entries(many, 2))
        process.kill()
        said = run.communicate(timeout=120)[1]
    assert run.returncode == 1
    kept = len(entries(many))
    assert said == (
        f"mockint: The cluster at {address} is gone: start it again. {kept} files are marked and"
        " kept: give the same command again to go on.\n"
    )
    done = mockint("score", folder, "-o", many)
    assert done.stderr == f"{kept} of {FILES} files were marked before.\n"
    assert many.read_bytes() == one.read_bytes()


def test_ctrl_c_takes_the_work_back_and_workers_may_come_late(tmp_path: Path, place: Path) -> None:
    folder = answers(tmp_path / "answers", FILES)
    many = tmp_path / "many.jsonl"
    with scheduler(place) as (address, _):
        run = begun(folder, "-o", many, "--cluster", address)
        time.sleep(3)
        with worker(address, place):
            until(has_entries(many, 1))
            run.send_signal(signal.SIGINT)
            said = run.communicate(timeout=60)[1]
            assert run.returncode == 130
            waiting, stopped = said.splitlines(keepends=True)
            assert (
                waiting.rstrip() == f"Waiting for a worker: start one with `dask worker {address}`."
            )
            assert stopped in stops(many)
            shared = mockint("score", folder, "-o", many, "--cluster", address, "--shared")
            assert shared.returncode == 0, shared.stderr
    assert many.read_text() == mockint("score", folder).stdout


def test_where_recordings_are_sent_is_said_at_the_terminal_and_not_where_they_are_marked(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    write_wav(tmp_path / "a.wav", Clip(best_of_times()[:16_000]))
    away = ("--engine", "openai", "--server", "http://192.0.2.1:9/v1")
    with scheduler(place) as (address, _), worker(address, place):
        done = mockint("score", tmp_path / "a.wav", "--cluster", address, *away)
    told = "Your recordings are sent to 192.0.2.1, because you chose it."
    assert told in done.stderr.splitlines()
    assert done.stderr.count("because you chose it") == 1
    assert "because you chose it" not in (place / "worker.log").read_text()


def test_no_cluster_and_no_library_are_a_sentence_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I sent the invoice to the customer.")
    nobody = mockint("score", tmp_path, "--cluster", "tcp://127.0.0.1:9", timeout=60)
    assert "No cluster answers at tcp://127.0.0.1:9" in the_sentence(nobody)
    (tmp_path / "distributed.py").write_text("raise ImportError")
    hidden = {**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    without = mockint("score", tmp_path, "--cluster", "tcp://127.0.0.1:9", env=hidden)
    assert "mockint[cluster]" in the_sentence(without)


def test_the_library_is_loaded_for_a_cluster_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I sent the invoice to the customer.")
    (tmp_path / "distributed.py").write_text("raise ImportError")
    (tmp_path / "dask.py").write_text("raise ImportError")
    hidden = {**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    assert mockint("score", tmp_path, env=hidden).returncode == 0


def test_another_mockint_marks_nothing() -> None:
    with pytest.raises(OtherRelease, match="install the same everywhere"):
        scored(BRIEF, Job(0, "any"))


def test_what_is_sent_is_the_file_and_nothing_too_large(tmp_path: Path) -> None:
    large, text = tmp_path / "large.wav", tmp_path / "a.txt"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    text.write_text("I sent the invoice.")
    assert loaded(BRIEF, Job(3, str(text))) == Job(3, str(text), data=text.read_bytes())
    refused = loaded(BRIEF, Job(4, str(large)))
    assert isinstance(refused, Outcome)
    assert json.loads(refused.line)["error"] == (
        "large.wav is larger than 64 MB, which is not sent: put it where all machines can read it,"
        " and add --shared."
    )


def test_a_file_that_kills_its_worker_is_given_up_and_none_that_waited_there(place: Path) -> None:
    said: list[str] = []
    with ExitStack() as stack:
        # One death for each time it is sent, where Dask would bear four.
        stack.enter_context(pytest.MonkeyPatch.context()).setenv(
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0"
        )
        address, _ = stack.enter_context(scheduler(place))
        # The only one, so that all wait there; its nanny starts it again.
        stack.enter_context(worker(address, place, "--nanny"))
        manned(address, 1)
        cluster = Cluster(address, deadly, BRIEF, lambda job: job, said.append)
        paths = ["deadly", *map(str, range(FILES))]
        outcomes = sorted(cluster.marked(Job(at, path) for at, path in enumerate(paths)))
    assert [each.good for each in outcomes] == [False, *[True] * FILES]
    assert json.loads(outcomes[0].line) == {"id": "deadly", "error": GIVEN_UP}
