"""Fixtures that several test files share."""

import os
from collections.abc import Iterator

import pytest

from tests.soundcard import SoundCard, missing, sound_card


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
