"""A command of mockint in a child that has it loaded already: the same, without the waiting."""

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from benchmarks.durability.house import House
from benchmarks.durability.verdict import Run


def forked(
    house: House, words: Sequence[object], said: str = "", tracer: Sequence[str] = ()
) -> Run:
    """Run it to its end in the house, ``said`` on its standard input, ``tracer`` attached to it."""
    sys.stdout.flush()
    sys.stderr.flush()
    begin, go = os.pipe()
    with TemporaryFile("w+b") as given, TemporaryFile("w+b") as out, TemporaryFile("w+b") as err:
        given.write(said.encode())
        given.seek(0)
        child = os.fork()
        if not child:
            os.close(go)
            os.read(begin, 1)
            _become(house, [*map(str, words)], given, out, err)
        with _attached(tracer, child):
            os.close(begin)
            os.close(go)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return Run(code, _read(out), _read(err))


@contextmanager
def _attached(tracer: Sequence[str], child: int) -> Iterator[None]:
    """Let the child be traced from its first step on."""
    if not tracer:
        yield
        return
    with subprocess.Popen([*tracer, "-p", str(child)]) as tracing:
        status = Path(f"/proc/{child}/status")
        while "TracerPid:\t0\n" in status.read_text():
            assert tracing.poll() is None, "the tracer did not attach"
            time.sleep(0.002)
        yield


def _become(
    house: House, words: list[str], given: IO[bytes], out: IO[bytes], err: IO[bytes]
) -> None:
    """Never returns, whatever happens."""
    code, environment = 70, house.environment
    try:
        for number, file in enumerate((given, out, err)):
            os.dup2(file.fileno(), number)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(house.made)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - the process's own to its end
            for number, mode in enumerate(("r", "w", "w"))
        )
        from mockint.cli import main

        code = main(words)
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # Else the child would go on as a second benchmark.
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(code)


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def preload() -> None:
    """What most commands need."""
    import mockint.commands.check
    import mockint.commands.holding
    import mockint.commands.report
    import mockint.commands.sessions
    import mockint.report.page
    import mockint.report.terminal
    import mockint.rubric
    from mockint.bank import load_bank

    load_bank(Path(mockint.rubric.__file__).parents[2] / "banks" / "billing-specialist.yaml")
