"""Commands that must be as they are for a person: without what counts which lines ran."""

import os


def unmeasured(**more: str) -> dict[str, str]:
    """The environment, and ``more``, in which a command does not load the counting of lines."""
    here = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return here | more
