"""Fixtures that several test files share."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.measured import Measured
from tests.soundcard import SoundCard, missing, sound_card


def pytest_configure() -> None:
    """A shell in the background ignores Ctrl-C, and so would every program started here."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def soundcard() -> Iterator[SoundCard]:
    """A virtual sound card; where there is none the test is skipped, but fails under CI."""
    reason = missing()
    if reason and (os.environ.get("CI") or os.environ.get("MOCKINT_NEEDS_SOUND")):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with sound_card() as card:
        yield card


_FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def measured(pytestconfig: pytest.Config) -> Measured:
    """Keeps a line with a figure, to be printed below the results."""
    return pytestconfig.stash.setdefault(_FIGURES, []).append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print what was measured."""
    for line in config.stash.get(_FIGURES, []):
        terminalreporter.write_line(f"measured: {line}")
