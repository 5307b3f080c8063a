"""How well stories told again, and amounts told differently, are found.

    python -m benchmarks.retold [FILE...] [--faults] [--everyday]

Each file of ``corpus/retold`` is one person's. Without a name all files are measured, those by
which no rule was set together as well, and the answers of the corpus beside them: those of
different authors are never the same story. ``--faults`` prints what was missed and what was wrongly
found, which spoils a file for measuring. ``--everyday`` counts the words of the corpus again
instead and writes ``mockint/history/everyday.txt``.
"""

import argparse
import re
from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from corpus.answers import every, split
from mockint.findings import Findings, Quantity
from mockint.history.amounts import told_differently
from mockint.history.likeness import same_stories, traits
from mockint.history.retold import Story, Telling, stories
from mockint.history.words import EVERYDAY, stem, words_of
from mockint.rubric import judge

ANSWERS, AUTHORS = 5, 4
"""In how many answers, and of how many authors, a word stands that is everyday."""
SEEN = "01"
"""The file by which the rules were set."""
FOLDER = Path(__file__).parents[1] / "corpus" / "retold"
_DIFFERS = re.compile(r"! differs: (?:(\d+): ?)?(.+?) \| (?:(\d+): ?)?(.+)")


@dataclass(frozen=True, slots=True)
class Event:
    """A story as it is labelled: its tellings, and which amounts differ.

    ``differing``: (telling from 0, quote, telling from 0, quote).
    """

    name: str
    tellings: tuple[str, ...]
    differing: tuple[tuple[int, str, int, str], ...]


@dataclass(slots=True)
class Count:
    """What was found rightly, found wrongly and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def __str__(self) -> str:
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        both = 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)
        told = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f} ({told})"


def read(path: Path) -> Iterator[Event]:
    """The events of one file."""
    for block in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = block.partition("\n")
        body, *_ = re.split(r"^!", rest, flags=re.MULTILINE)
        tellings = re.split(r"^## telling \d+\s*$", body, flags=re.MULTILINE)
        texts = [" ".join(text.split()) for text in tellings]
        labels = [line for line in rest.splitlines() if line.startswith("!")]
        yield Event(
            name.strip(), tuple(text for text in texts if text), tuple(map(_differs, labels))
        )


def _differs(line: str) -> tuple[int, str, int, str]:
    found = _DIFFERS.fullmatch(line.strip())
    if not found:
        raise ValueError(f"not a difference: {line}")
    one, first, other, second = found.groups()
    return int(one or 1) - 1, first.strip(), int(other or 2) - 1, second.strip()


@dataclass(frozen=True, slots=True)
class Answer:
    """A telling among all of a person: which event, which telling of it from 0, what was found."""

    event: Event
    number: int
    findings: Findings


def measure(path: Path, faults: bool) -> tuple[Count, Count, Count]:
    """(pairs of answers, amounts, amounts where the stories are known) of one file."""
    answers = list(_answers(list(read(path))))
    known = [traits(each.findings.text, each.findings.quantities) for each in answers]
    groups = same_stories(known)
    pairs = _pairs(answers, groups, faults)
    told = [_telling(at, each) for at, each in enumerate(answers)]
    found = _amounts(answers, stories(told), faults)
    events = {each.event.name for each in answers}
    together = [
        Story((), tuple(told[at] for at, each in enumerate(answers) if each.event.name == event))
        for event in sorted(events)
    ]
    return pairs, found, _amounts(answers, together, False)


def _answers(events: Sequence[Event]) -> Iterator[Answer]:
    """First all that was told first, then all that was told again."""
    for number in range(max(len(event.tellings) for event in events)):
        for event in events:
            if number < len(event.tellings):
                yield Answer(event, number, judge(event.tellings[number]))


def _telling(at: int, each: Answer) -> Telling:
    found = each.findings
    return Telling(str(each.number), str(each.number), at, "", found.text, None, found.quantities)


def _pairs(answers: Sequence[Answer], groups: Iterable[list[int]], faults: bool) -> Count:
    found = {pair for group in groups for pair in combinations(group, 2)}
    true = {
        (one, other)
        for one, other in combinations(range(len(answers)), 2)
        if answers[one].event == answers[other].event
    }
    if faults:
        for word, lot in (("wrong", found - true), ("missed", true - found)):
            for one, other in sorted(lot):
                print(f"{word}: {answers[one].event.name} and {answers[other].event.name}")
    return Count(len(found & true), len(found - true), len(true - found))


def _amounts(answers: Sequence[Answer], told: Sequence[Story], faults: bool) -> Count:
    """A difference is right where a labelled one has the same two values in the same event."""
    left = [(each, label) for each in _first(answers) for label in each.differing]
    count = Count()
    for found in told_differently(told):
        events = [answers[said.number].event for said in found.said]
        values = [said.value for said in found.said]
        match = next(
            (item for item in left if item[0] in events and _same(item, values, answers)), None
        )
        if match:
            left.remove(match)
            count.right += 1
        else:
            count.wrong += 1
            if faults:
                quotes = " | ".join(said.quote for said in found.said)
                print(f"wrong: {events[0].name}: {quotes}")
    if faults:
        for event, label in left:
            print(f"missed: {event.name}: {label}")
    count.missed = len(left)
    return count


def _first(answers: Sequence[Answer]) -> list[Event]:
    return [each.event for each in answers if each.number == 0]


def _same(
    item: tuple[Event, tuple[int, str, int, str]],
    values: Sequence[float],
    answers: Sequence[Answer],
) -> bool:
    """Whether both labelled quotes hold an amount of these values."""
    event, (one, first, other, second) = item
    places = ((one, first), (other, second))
    return all(
        any(_value(event, number, quote, value, answers) for value in values)
        for number, quote in places
    )


def _value(event: Event, number: int, quote: str, value: float, answers: Sequence[Answer]) -> bool:
    found = next(e.findings for e in answers if e.event == event and e.number == number)
    start = found.text.find(quote)
    return start >= 0 and any(
        amount.value == value for amount in _inside(found, start, start + len(quote))
    )


def _inside(found: Findings, start: int, end: int) -> list[Quantity]:
    return [each for each in found.quantities if each.start < end and each.end > start]


def strangers() -> str:
    """How often two answers of different authors of the corpus are called the same story."""
    answers = [each for each in every() if each.form == "story" and len(each.text.split()) > 60]
    groups = same_stories([traits(each.text, ()) for each in answers])
    pairs = [
        (answers[one], answers[other]) for group in groups for one, other in combinations(group, 2)
    ]
    strange = sum(one.author != other.author for one, other in pairs)
    asked = sum(one.ask == other.ask for one, other in combinations(answers, 2))
    return (
        f"{len(answers)} stories of the corpus, {asked} pairs to the same question: "
        f"{len(pairs)} pairs called the same story, {strange} of them by different authors"
    )


def write_everyday() -> None:
    """Count again in how many answers of the corpus's training authors each stem stands."""
    answers, _ = split(every())
    stems = [(each.author, {stem(word) for word in words_of(each.text)}) for each in answers]
    counts = Tally(each for _, found in stems for each in found)
    authors = Tally(each for _, each in {(author, each) for author, f in stems for each in f})
    kept = [each for each in counts if counts[each] >= ANSWERS and authors[each] >= AUTHORS]
    kept.sort(key=lambda each: (-counts[each], each))
    lines = [str(len(answers)), *(f"{each} {counts[each]}" for each in kept)]
    EVERYDAY.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--everyday", action="store_true")
    options = parser.parse_args()
    if options.everyday:
        write_everyday()
        return
    total = [Count(), Count(), Count()]
    names = ("told again", "told differently", "the same, the stories known")
    for path in options.files or sorted(FOLDER.glob("*.txt")):
        counts = measure(path, options.faults)
        for at, (name, count) in enumerate(zip(names, counts, strict=True)):
            print(f"{path.stem} {name}: {count}")
            if path.stem != SEEN:
                total[at] += count
    if not options.files:
        for name, count in zip(names, total, strict=True):
            print(f"the test {name}: {count}")
        print(strangers())


if __name__ == "__main__":
    main()
