"""How much of each part of the product the tests ran: coverage json -o - | python -m tests.covered

A part is a package. Ends with 1 when one of them has fewer lines run than it must have.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

LEAST = 85
"""Percent of its lines that must have run."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Lines that can run, and lines that did."""

    lines: int
    run: int

    @property
    def percent(self) -> float:
        """From 0 to 100; a part without a line to run has run."""
        return 100 * self.run / self.lines if self.lines else 100.0

    @property
    def enough(self) -> bool:
        """Whether as much of it has run as must."""
        return self.percent >= LEAST


def together(several: Iterable[Covered]) -> Covered:
    """All their lines."""
    parts = list(several)
    return Covered(sum(part.lines for part in parts), sum(part.run for part in parts))


def by_part(report: Mapping[str, object]) -> dict[str, Covered]:
    """Each package with what was run of it, from what `coverage json` writes."""
    found = defaultdict(list)
    files = report["files"]
    assert isinstance(files, dict)
    for name, file in files.items():
        summary = file["summary"]
        one = Covered(summary["num_statements"], summary["covered_lines"])
        found[PurePath(name).parent.as_posix()].append(one)
    return {part: together(found[part]) for part in sorted(found)}


def table(parts: Mapping[str, Covered]) -> str:
    """A line for each part, and one for all."""
    rows = [*parts.items(), ("all", together(parts.values()))]
    lines = [f"{'part':28} {'lines':>6} {'run':>7}"]
    for name, each in rows:
        short = "" if each.enough else f"  under {LEAST} %"
        lines.append(f"{name:28} {each.lines:6} {each.percent:5.1f} %{short}")
    return "\n".join(lines)


def main() -> int:
    """Print the table of the report on standard input."""
    parts = by_part(json.load(sys.stdin))
    print(table(parts))
    return 0 if all(part.enough for part in parts.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
