"""How much of what should not be seen is masked, and how much else: python -m benchmarks.masking

On the passages of ``corpus/sharing``, as they are written and in small letters without punctuation,
by kind. What was missed and what was masked wrongly is listed for all files but 06, which is
the test.
``--answers N`` counts what is masked in N answers of ``corpus/answers``, where nobody marked the
names; ``--show`` prints it.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from corpus.answers import every
from mockint.masking import Rules, Span, spans

FOLDER = Path(__file__).parents[1] / "corpus" / "sharing"
OPEN = ("01", "02", "03", "04", "05")
"""The files that may be looked at."""
KINDS = ("person", "company", "email", "web", "phone", "account", "card", "ssn", "amount")
_MARKED = re.compile(r"\{(\w+):([^{}]*)\}")
_SENTENCE = re.compile(r"[.,!?;:]+(?=\s|$)|[\"()\u201c\u201d]")


class Place(msgspec.Struct, frozen=True):
    """``text[start:end]`` is of that kind."""

    start: int
    end: int
    kind: str


class Passage(msgspec.Struct, frozen=True):
    """One passage with the places that must be masked."""

    file: str
    text: str
    places: tuple[Place, ...]

    @property
    def words(self) -> int:
        """Its words, by blanks."""
        return len(self.text.split())


class Tally(msgspec.Struct):
    """Counts over passages: places there, masked, of the right kind, and words masked wrongly."""

    there: Counter[str] = msgspec.field(default_factory=Counter)
    masked: Counter[str] = msgspec.field(default_factory=Counter)
    named: Counter[str] = msgspec.field(default_factory=Counter)
    found: Counter[str] = msgspec.field(default_factory=Counter)
    right: Counter[str] = msgspec.field(default_factory=Counter)
    words: int = 0
    wrong: int = 0


def passages(path: Path) -> Iterator[Passage]:
    """The passages of one file."""
    for block in re.split(r"^---$", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
        if block.strip():
            yield parsed(path.stem, " ".join(block.split()))


def parsed(file: str, marked: str) -> Passage:
    """A passage out of its marked form."""
    text, places, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        places.append(Place(len(text), len(text) + len(match[2]), match[1]))
        text, at = text + match[2], match.end()
    return Passage(file, text + marked[at:], tuple(places))


def lowered(passage: Passage) -> Passage:
    """The passage in small letters, without the punctuation of sentences."""
    text, places, at = "", [], 0
    for place in passage.places:
        text += _bare(passage.text[at : place.start])
        said = _bare(passage.text[place.start : place.end])
        places.append(Place(len(text), len(text) + len(said), place.kind))
        text, at = text + said, place.end
    return Passage(passage.file, text + _bare(passage.text[at:]), tuple(places))


def _bare(text: str) -> str:
    return _SENTENCE.sub("", text).lower()


def tally(lot: Sequence[Passage], shown: bool) -> Tally:
    """The counts over ``lot``; what went wrong is printed where ``shown``."""
    sum_ = Tally()
    for passage in lot:
        found = spans(passage.text, Rules())
        sum_.words += passage.words
        for place in passage.places:
            _count_place(sum_, passage, place, found, shown)
        for span in found:
            _count_span(sum_, passage, span, shown)
    return sum_


def _count_place(
    sum_: Tally, passage: Passage, place: Place, found: Sequence[Span], shown: bool
) -> None:
    inside = [span for span in found if span.start < place.end and span.end > place.start]
    seen = _seen(passage.text, place, inside)
    sum_.there[place.kind] += 1
    sum_.masked[place.kind] += not seen
    sum_.named[place.kind] += not seen and any(span.kind == place.kind for span in inside)
    if seen and shown:
        print(f"    missed {place.kind}: {_around(passage.text, place.start, place.end)}")


def _seen(text: str, place: Place, spans_: Sequence[Span]) -> bool:
    """Whether a letter or digit of the place is left."""
    covered = {at for span in spans_ for at in range(span.start, span.end)}
    return any(text[at].isalnum() and at not in covered for at in range(place.start, place.end))


def _count_span(sum_: Tally, passage: Passage, span: Span, shown: bool) -> None:
    meant = {at for place in passage.places for at in range(place.start, place.end)}
    wrong = [
        match.group()
        for match in re.finditer(r"\S+", passage.text[span.start : span.end])
        if not any(span.start + at in meant for at in range(match.start(), match.end()))
    ]
    sum_.found[span.kind] += 1
    sum_.right[span.kind] += not wrong
    sum_.wrong += len(wrong)
    if wrong and shown:
        print(f"    wrong {span.kind}: {_around(passage.text, span.start, span.end)}")


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"


def report(name: str, lot: Sequence[Passage], shown: bool) -> None:
    """One table."""
    print(f"\n{name}: {len(lot)} passages, {sum(passage.words for passage in lot)} words")
    sum_ = tally(lot, shown)
    print(f"  {'kind':<9}{'there':>6}{'masked':>8}{'recall':>8}{'kind right':>11}{'precision':>10}")
    for kind in KINDS:
        there, found = sum_.there[kind], sum_.found[kind]
        print(
            f"  {kind:<9}{there:>6}{sum_.masked[kind]:>8}{_share(sum_.masked[kind], there):>8}"
            f"{_share(sum_.named[kind], there):>11}{_share(sum_.right[kind], found):>10}"
        )
    print(f"  wrongly masked: {sum_.wrong} words, {100 * sum_.wrong / sum_.words:.2f} in 100")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def answers(count: int, shown: bool) -> None:
    """What is masked in answers nobody marked: names there are, so this bounds the false alarms."""
    lot = [answer for answer in every() if answer.style == "punctuated"]
    lot = lot[:: max(1, len(lot) // count)][:count]
    kinds: Counter[str] = Counter()
    words = 0
    for answer in lot:
        found = spans(answer.text, Rules())
        kinds.update(span.kind for span in found)
        words += len(answer.text.split())
        for span in found if shown else ():
            print(f"  {span.kind}: {_around(answer.text, span.start, span.end)}")
    print(f"\n{len(lot)} answers, {words} words, masked: {sum(kinds.values())} places")
    for kind, number in kinds.most_common():
        print(f"  {kind:<9}{number:>6}{100 * number / words:>8.2f} in 100 words")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", help="01, 02 … (all)")
    parser.add_argument("--answers", type=int, default=0, help="so many answers instead")
    parser.add_argument("--show", action="store_true", help="what was missed, but for 06")
    options = parser.parse_args()
    if options.answers:
        answers(options.answers, options.show)
        return
    for path in sorted(FOLDER.glob("*.txt")):
        if not options.files or path.stem in options.files:
            lot = list(passages(path))
            shown = options.show and path.stem in OPEN
            report(f"{path.stem}, as written", lot, shown)
            report(f"{path.stem}, small letters", [lowered(each) for each in lot], shown)


if __name__ == "__main__":
    main()
