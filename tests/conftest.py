"""Fixtures that several test files share."""

import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import browser as browsers
from tests.browser import Opened
from tests.measured import Measured
from tests.soundcard import SoundCard, missing, sound_card

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_configure() -> None:
    """No one's own settings count here, and Ctrl-C works although a background shell ignores it."""
    os.environ["MOCKINT_SETTINGS"] = os.devnull
    for size in ("COLUMNS", "LINES"):
        os.environ.pop(size, None)  # readline puts them there; the terminals below have their own.
    # A busy machine is no fault of an example's.
    slow = [HealthCheck.too_slow]
    settings.register_profile("busy", settings(), deadline=None, suppress_health_check=slow)
    settings.load_profile("busy")
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


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """A browser without a network; where there is none the test is skipped, but fails under CI."""
    reason = browsers.missing()
    if reason and (os.environ.get("CI") or os.environ.get("MOCKINT_NEEDS_BROWSER")):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with browsers.chromium() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def opened(browser: "Browser") -> Opened:
    """Opens pages from disk: ``with opened(path, width=390, dark=True) as visit: …``."""
    return browsers.opener(browser)


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
