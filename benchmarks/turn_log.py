"""Holds an interview and writes down, as JSON lines, what happened and when."""

import json
import resource
import sys
import time
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1]))

from mockint import cli
from mockint.commands import holding
from mockint.events import Event


class Log:
    """Stands where the screen is drawn."""

    def __init__(self, *_: object, **__: object) -> None:
        self._last = ""

    def notes(self, sentences: tuple[str, ...]) -> None:
        """Nothing is drawn."""

    def draw(self, event: Event) -> None:
        """One line for each change."""
        name = type(event).__name__
        if name != self._last:
            print(json.dumps({"event": name, "at": time.monotonic()}), flush=True)
        self._last = name

    def close(self) -> None:
        """Nothing was drawn."""


def main() -> None:
    """Run ``mockint interview`` with the arguments given, logged."""
    started = time.monotonic()
    # It has the same shape, and nothing is to be read afterwards.
    with patch.multiple(holding, Drawing=Log, print_report=lambda *_: None):
        code = cli.main(["interview", *sys.argv[1:]])
    own, child = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    usage = {
        "event": "Usage",
        "cpu": own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime,
        "seconds": time.monotonic() - started,
        "peak": own.ru_maxrss / 1024,
        "child_peak": child.ru_maxrss / 1024,
    }
    print(json.dumps(usage))
    sys.exit(code)


if __name__ == "__main__":
    main()
