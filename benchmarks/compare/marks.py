"""The checker beside keywords, as they are and at their best, on six authors neither knows."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks import keywords, refusals, scoring
from benchmarks.compare import cues
from benchmarks.hearing import table
from benchmarks.scoring import figure
from benchmarks.wordwise import Said
from corpus.adversarial import SECOND, Trap, traps
from corpus.answers import LABELS, Answer, every, split
from corpus.words import Word, stripped, words_of
from mockint.bank import load_bank
from mockint.rubric import judge

HEADER = [
    "", "macro-F1 by words", "story or not and all parts right", "missing result, F1",
    "result amounts, F1", "a measured result or none, right", "CPU ms an answer",
]  # fmt: skip
FOOLED: dict[str, Callable[[Trap], bool]] = {
    "nonsense, but marked": lambda trap: trap.kind == "gibberish",
    "all that is not to be marked, but marked": lambda trap: trap.expect == "no mark",
    "no story, but taken for one": lambda trap: trap.expect == "no story",
    "no result, but an amount taken for one": lambda trap: trap.expect == "no result",
    "it got worse, and not doubted": lambda trap: trap.expect == "doubted",
}
"""Which texts of those written to fool, by what must not come of them."""


class Marker(NamedTuple):
    """One way to mark: what it finds in an answer, and whether a trap catches nothing."""

    name: str
    marks: Callable[[Answer, Sequence[Word]], Said]
    holds: Callable[[Trap], bool]


def by_rubric() -> Marker:
    """What ``mockint check`` does."""
    terms = load_bank("billing-specialist").terms
    return Marker(
        "mockint check",
        lambda answer, words: Said.of(answer, words, judge),
        lambda trap: refusals.holds(trap, judge(trap.text, terms=terms)),
    )


def by_keywords(
    name: str,
    labels_of: Callable[[str], Sequence[tuple[int, int, str]]],
    is_story: Callable[[str], bool],
) -> Marker:
    """Cue phrases; an amount in a stretch of the result is a measured result."""

    def holds(trap: Trap) -> bool:
        story = is_story(trap.text)
        results = [each for each in labels_of(trap.text) if story and each[2] == "R"]
        claimed = any(cues.amounts_of(trap.text[start:end]) for start, end, _ in results)
        return {"no result": not claimed, "doubted": False}.get(trap.expect, not story)

    return Marker(
        name,
        lambda answer, words: Said.tagged(answer, words, labels_of, is_story, cues.amounts_of),
        holds,
    )


def report() -> Iterator[str]:
    """A table for each way in which words come, and one for what is written to fool."""
    train, test = split(every())
    best = cues.tuned(train)
    yield (
        f"keywords at their best: {sum(map(len, best.phrases.values()))} phrases, a story has "
        f"{best.parts} parts or more in {best.share:.0%} of what is said; chosen on "
        f"{len(train)} answers by {len({each.author for each in train})} other authors"
    )
    markers = (
        by_rubric(),
        by_keywords("keywords as they are", keywords.labels_of, keywords.is_story),
        by_keywords("keywords at their best", best.labels_of, best.is_story),
    )
    for name, lot in _lots(test):
        yield f"{name}: {len(lot)} answers"
        yield table(HEADER, [row(marker, lot) for marker in markers])
    yield table(*fooled(markers))


def _lots(test: Sequence[Answer]) -> Iterator[tuple[str, list[tuple[Answer, list[Word]]]]]:
    written = [(each, words_of(each)) for each in test if each.style == "punctuated"]
    printed = [(each, words_of(each)) for each in test if each.style == "recogniser"]
    yield "punctuated", written
    yield "no punctuation", [(each, stripped(words)) for each, words in written]
    yield "as a recogniser prints", printed


def row(marker: Marker, lot: Sequence[tuple[Answer, list[Word]]]) -> list[str]:
    """All figures of one marker; the first answer is marked twice, to load what loads late."""
    marker.marks(*lot[0])
    began = time.process_time()
    said = [marker.marks(*one) for one in lot]
    took = time.process_time() - began
    size = (len(LABELS), len(LABELS))
    return [
        marker.name,
        _told([one.confusion.ravel() for one in said], lambda c: scoring.macro_f1(c.reshape(size))),
        _told([_hit(whole(one)) for one in said], scoring.share),
        _told([missing(one) for one in said], scoring.f1),
        _told([one.amounts for one in said], scoring.f1),
        _told([_hit(bool(one.amounts[1]) == bool(one.amounts[2])) for one in said], scoring.share),
        f"{1000 * took / len(said):.1f}",
    ]


def whole(said: Said) -> bool:
    """Whether it is rightly a story or none, and each of its parts rightly there or not."""
    story = said.answer.form == "story"
    return (said.form == "story") == story and said.parts == said.answer.parts


def missing(said: Said) -> np.ndarray:
    """(right, found, there): the story whose result is missing."""
    there = said.answer.form == "story" and "R" not in said.answer.parts
    found = said.form == "story" and "R" not in said.parts
    return np.array([there and found, found, there], float)


def _told(counts: Sequence[np.ndarray], of: Callable[[np.ndarray], float]) -> str:
    drawn = figure(counts, of)
    return f"{drawn.value:.3f} ({drawn.low:.3f} to {drawn.high:.3f})"


def _hit(right: bool) -> np.ndarray:
    return np.array([right, 1], float)


def fooled(markers: Sequence[Marker]) -> tuple[list[str], list[list[str]]]:
    """How many of the texts written to fool do, by what must come of them."""
    every_trap = [*traps(), *traps(SECOND)]
    lots = [[trap for trap in every_trap if of(trap)] for of in FOOLED.values()]
    rows = [
        [
            marker.name,
            *(f"{sum(not marker.holds(trap) for trap in lot)} of {len(lot)}" for lot in lots),
        ]
        for marker in markers
    ]
    return ["", *FOOLED], rows
