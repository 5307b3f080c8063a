"""One input, no edges counted: ``python -m benchmarks.fuzz.again TARGET FILE``."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from benchmarks.fuzz import target as targets
from benchmarks.fuzz.watch import Watch, place_for


def main() -> None:
    """Print the outcome as JSON; the first of two feedings only loads what is loaded once."""
    data = Path(sys.argv[2]).read_bytes()
    target = targets.load(sys.argv[1])
    watch = Watch(target, place_for(target.name))
    watch.feed(target.seeds[0])
    outcome = watch.feed(data)
    print(outcome.trace, file=sys.stderr)
    print(json.dumps(asdict(outcome) | {"judged": outcome.judged}))


if __name__ == "__main__":
    main()
