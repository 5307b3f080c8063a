"""What is wrong with a setting, in a sentence that names what would be right."""

from collections.abc import Collection
from pathlib import Path

from mockint.errors import MockintError

LISTED = "`mockint config` lists what can be set"
NEAR = 70.0
"""How alike two names are, of 100, for one to be a slip of the other."""
LONGEST = 40
"""Characters of a name that are quoted."""


class SettingsError(MockintError):
    """The settings cannot be used, or one cannot be set so."""


class Unfit(ValueError):
    """A value that its flag would not take; ``str()`` says why, or what it would take."""


def spot(path: Path, line: int | None) -> str:
    """ "/home/ann/settings.toml, line 3"."""
    return f"{path}, line {line}" if line else str(path)


def quoted(name: str) -> str:
    """A name as it is shown within a sentence."""
    return repr(name if len(name) <= LONGEST else name[: LONGEST - 1] + "…")


def instead(name: str, there: Collection[str]) -> str:
    """What to write for ``name``: the nearest of ``there``, or where they are listed."""
    from rapidfuzz import fuzz, process, utils

    found = process.extractOne(
        name[:200], there, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=NEAR
    )
    return f"write {found[0]!r}" if found else LISTED
