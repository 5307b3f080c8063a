"""What many answers have in common: marks by criterion, parts that are missing, by question."""

from collections import Counter
from dataclasses import dataclass, field

from mockint.findings import PARTS, Findings, Part

REASONS = 20
"""Different reasons for marking nothing that are told apart."""


@dataclass
class Group:
    """Answers to one question, or to all. ``levels``: how often each level was given, by mark."""

    answers: int = 0
    stories: int = 0
    measured: int = 0
    levels: dict[str, Counter[int | None]] = field(default_factory=dict)
    missing: Counter[Part] = field(default_factory=Counter)

    def add(self, found: Findings) -> None:
        """Count one answer."""
        self.answers += 1
        for name, mark in found.marks.items():
            self.levels.setdefault(name, Counter())[mark.level] += 1
        if found.form == "story":
            self.stories += 1
            self.missing.update(found.missing)
            self.measured += any(each.result for each in found.quantities)

    def mean(self, name: str) -> float | None:
        """The mean level of that mark; None where it was never given."""
        given = {level: n for level, n in self.levels.get(name, Counter()).items() if level}
        number = sum(given.values())
        return sum(level * n for level, n in given.items()) / number if number else None

    @property
    def gaps(self) -> list[tuple[Part, int]]:
        """Each part, and from how many stories it is missing; the commonest first."""
        return sorted(((part, self.missing[part]) for part in PARTS), key=lambda each: -each[1])


@dataclass
class Cohort:
    """All of them. ``failed``: files of which nothing could be marked, the first ones by name."""

    everything: Group = field(default_factory=Group)
    questions: dict[str, Group] = field(default_factory=dict)
    unmarked: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)

    def add(self, found: Findings) -> None:
        """Count one answer; one of which nothing was marked only with its reason."""
        if found.abstained:
            known = found.abstained in self.unmarked or len(self.unmarked) < REASONS
            self.unmarked[found.abstained if known else "Other reasons."] += 1
            return
        self.everything.add(found)
        if found.question:
            self.questions.setdefault(found.question, Group()).add(found)

    def fail(self, name: str, why: str) -> None:
        """Count a file that could not be marked."""
        self.failed += 1
        if self.failed <= REASONS:
            self.failures.append((name, why))

    @property
    def files(self) -> int:
        """How many files there were."""
        return self.everything.answers + self.unmarked.total() + self.failed
