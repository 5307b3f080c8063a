"""How many terms of the trade are found, and how many found are right: python -m benchmarks.terms

On the billing bank's terms and the answers of authors who taught the rubric nothing, as written
and as a recogniser prints them; sums only. ``--train`` takes the other authors that were read for
terms, ``--show`` prints what was missed and what was wrong there. ``--speech`` has twelve of those
answers spoken by two of our voices and heard by the default recogniser, its repairs included.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from benchmarks.scoring import figure, precision, recall
from corpus.answers import every, split
from corpus.terms import FOLDER, Marked, Place, listed, marked
from mockint.bank import Term, load_bank
from mockint.recognizer.mishearings import misheard
from mockint.rubric.reading import Reading

if TYPE_CHECKING:
    from mockint.recognizer import Recognizer

BANK = "billing-specialist"
SPOKEN, VOICES = 12, ("en-us+f3", "en-gb+m3")
LISTED = frozenset(listed())
"""The bank has more terms by now; nobody read the answers for those."""
STYLES = {"punctuated": "clean", "recogniser": "damaged"}


class Use(msgspec.Struct, frozen=True):
    """``text[start:end]`` was found to be ``term``."""

    start: int
    end: int
    term: str


class Compared(msgspec.Struct, frozen=True):
    """One answer: what was found rightly, what wrongly, and what was missed."""

    text: str
    right: tuple[Use, ...]
    wrong: tuple[Use, ...]
    met: tuple[Place, ...]
    missed: tuple[Place, ...]

    @property
    def counts(self) -> np.ndarray:
        """(right, found, there); where a place is met by two uses, both are right once."""
        met = len(self.met)
        return np.array([met, met + len(self.wrong), met + len(self.missed)], float)


def uses(text: str, terms: Sequence[Term]) -> list[Use]:
    """The terms of a typed text, as ``mockint check --bank`` finds them, that were read for."""
    reading = Reading(text, None, None, tuple(terms), None, misheard(text, tuple(terms)))
    places = ((reading.place(each.first, each.last), each.term) for each in reading.mentions)
    return [Use(start, end, term) for (start, end, _), term in places if term in LISTED]


def compared(text: str, places: Iterable[Place], found: Iterable[Use]) -> Compared:
    """What was found beside what is there; a place that could be argued counts for nothing."""
    said = [place for place in places if place.sort == "said"]
    open_ = [place for place in places if place.sort == "unsure"]
    right: list[Use] = []
    wrong: list[Use] = []
    for use in found:
        if _hits(use, said):
            right.append(use)
        elif not any(place.meets(use.start, use.end) for place in open_):
            wrong.append(use)
    met = tuple(place for place in said if any(_hits(use, [place]) for use in right))
    missed = tuple(place for place in said if place not in met)
    return Compared(text, tuple(right), tuple(wrong), met, missed)


def _hits(use: Use, places: Iterable[Place]) -> bool:
    return any(place.term == use.term and place.meets(use.start, use.end) for place in places)


def compare(one: Marked, terms: Sequence[Term]) -> Compared:
    """One answer of the corpus."""
    return compared(one.answer.text, one.places, uses(one.answer.text, terms))


def spoken(read: Sequence[Marked], terms: Sequence[Term]) -> None:
    """Figures for the first billing answers in which terms are said, in each voice."""
    from mockint.recognizer import Recognizer, open_engine

    told = [one for one in read if one.answer.style == "punctuated" and one.places]
    told = [one for one in told if one.answer.field == "billing"][:SPOKEN]
    recognizer = Recognizer(open_engine(), terms)
    for name in VOICES:
        counts = [heard(one, name, recognizer, terms) for one in told]
        print(f"spoken by {name}: {len(told)} answers, {sum(int(c[2]) for c in counts)} terms said")
        print(f"  recall {figure(counts, recall)}, precision {figure(counts, precision)}")
    recognizer.close()


def heard(one: Marked, name: str, recognizer: "Recognizer", terms: Sequence[Term]) -> np.ndarray:
    """(right, found, there) of one answer said aloud; each term counts as often as it is said."""
    from mockint.voice import for_recording, open_voice

    with closing(open_voice(name)) as voice:
        sound = for_recording(voice.render(one.answer.text))
    transcript = recognizer.transcribe(sound.samples)
    reading = Reading(transcript.text, transcript, None, tuple(terms))
    found = Counter(mention.term for mention in reading.mentions if mention.term in LISTED)
    said = Counter(place.term for place in one.places if place.sort == "said")
    open_ = Counter(place.term for place in one.places if place.sort == "unsure")
    met = (said & found).total()
    return np.array([met, met + (found - said - open_).total(), said.total()], float)


def report(lot: Sequence[Compared], name: str) -> None:
    """One line of figures."""
    counts = [each.counts for each in lot]
    there = sum(int(count[2]) for count in counts)
    print(f"{name}: {len(lot)} answers, {there} terms said")
    print(f"  recall {figure(counts, recall)}, precision {figure(counts, precision)}")


def show(one: Compared) -> None:
    """What went wrong in one answer."""
    for place in one.missed:
        print(f"  missed {place.term}: {_around(one.text, place.start, place.end)}")
    for use in one.wrong:
        print(f"  wrong  {use.term}: {_around(one.text, use.start, use.end)}")


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"


def main() -> None:
    """Print the figures."""
    options = _options()
    terms = load_bank(BANK).terms
    chosen = split(every())[0 if options.train or options.speech else 1]
    read = list(marked(chosen, options.gold))
    if options.speech:
        spoken(read, terms)
        return
    for style, name in STYLES.items():
        lot = [compare(one, terms) for one in read if one.answer.style == style]
        report(lot, name)
        for one in lot if options.show and options.train else ():
            show(one)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--train", action="store_true", help="authors the rubric learned from")
    parser.add_argument("--show", action="store_true", help="with --train: what went wrong")
    parser.add_argument("--speech", action="store_true", help="spoken aloud and heard")
    parser.add_argument("--gold", type=Path, default=FOLDER, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
