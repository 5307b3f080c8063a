"""A signal ends an interview even where its exception is lost on the way."""

import errno
import os
import pty
import signal
import subprocess
import sys
import weakref

import pytest

from mockint.commands.stopping import heed, stoppable


class Dropped:
    pass


def test_a_signal_is_an_interruption_with_its_code() -> None:
    with pytest.raises(KeyboardInterrupt) as stop, stoppable():
        signal.raise_signal(signal.SIGTERM)
    assert stop.value.args == (143,)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interruption_that_a_finalizer_swallowed_is_heeded() -> None:
    with stoppable():
        dropped = Dropped()
        watched = weakref.ref(dropped, lambda _: signal.raise_signal(signal.SIGINT))
        del dropped
        assert watched() is None
        with pytest.raises(KeyboardInterrupt):
            heed()


def test_nothing_is_heeded_where_nothing_was_asked() -> None:
    with stoppable():
        heed()


def test_an_error_of_another_kind_stays_what_it_is() -> None:
    with pytest.raises(OSError, match="full"), stoppable():
        raise OSError(errno.ENOSPC, "full")


CLOSED = """
import signal, sys
from mockint.commands.stopping import stoppable
signal.signal(signal.SIGHUP, signal.SIG_IGN)  # it comes too late
try:
    with stoppable():
        print("ready", file=sys.stderr, flush=True)
        while True:
            print("said to nobody", flush=True)
except KeyboardInterrupt as stop:
    sys.exit(stop.args[0])
"""


def test_writing_to_a_closed_window_is_an_interruption() -> None:
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", CLOSED], stdin=theirs, stdout=theirs, stderr=subprocess.PIPE
    )
    os.close(theirs)
    assert child.stderr
    assert child.stderr.readline() == b"ready\n"
    os.close(ours)
    assert child.wait(20) == 130, child.stderr.read()
