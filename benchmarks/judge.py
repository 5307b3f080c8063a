"""How right the rubric is on authors that taught it nothing: python -m benchmarks.judge

``--train`` measures the authors it learned from instead (to find mistakes without looking
at the others').
"""

import argparse
from collections.abc import Sequence
from functools import partial

import numpy as np

from benchmarks import keywords, scoring
from benchmarks.agreement import report_agreement
from benchmarks.cost import report_cost
from benchmarks.refusals import report_refusals
from benchmarks.scoring import Figure, figure
from benchmarks.wordwise import Said
from corpus.answers import LABELS, Answer, every, split
from corpus.words import Word, stripped, words_of
from mockint.rubric import judge

PARTS = {"situation": "S", "task": "T", "action": "A", "result": "R"}


def as_it_is(words: Sequence[Word]) -> list[Word]:
    """The words as they were written."""
    return list(words)


def main() -> None:
    options = _options()
    answers = split(every())[0 if options.train else 1]
    written = [answer for answer in answers if answer.style == "punctuated"]
    printed = [answer for answer in answers if answer.style == "recogniser"]
    authors = len({answer.author for answer in answers})
    print(f"{len(answers)} answers by {authors} authors; in brackets the 95 % interval")
    for name, chosen, damage in (
        ("punctuated", written, as_it_is),
        ("no punctuation", written, stripped),
        ("as a recogniser prints", printed, as_it_is),
    ):
        print(f"\n{name}, {len(chosen)} answers")
        report([Said.of(answer, damage(words_of(answer)), judge) for answer in chosen])
    print("\ncue words alone, punctuated")
    report_parts([_by_keywords(answer) for answer in written])
    print("\ntables alone, punctuated")
    alone = partial(judge, encoder=lambda: None)
    report([Said.of(answer, words_of(answer), alone) for answer in written])
    report_agreement()
    report_refusals()
    report_cost(" ".join(answer.text for answer in written[:4]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true", help="the authors it learned from")
    return parser.parse_args()


def report(said: Sequence[Said]) -> None:
    """All figures of one lot."""
    report_parts(said)
    _say("form right", figure([_hit(one.form == one.answer.form) for one in said], scoring.share))
    report_amounts(said)


def report_parts(said: Sequence[Said]) -> None:
    """Parts word by word, there or not, and the result that is missing."""
    confusions = [one.confusion.ravel() for one in said]
    size = (len(LABELS), len(LABELS))
    _say("macro-F1 by words", figure(confusions, lambda c: scoring.macro_f1(c.reshape(size))))
    each = scoring.label_f1(np.sum(confusions, axis=0).reshape(size))
    print("  " + ", ".join(f"{part} {value:.2f}" for part, value in zip(LABELS, each, strict=True)))
    for part in LABELS[:4]:
        hits = [_hit((part in one.parts) == (part in one.answer.parts)) for one in said]
        _say(f"{part} rightly there or not", figure(hits, scoring.share))
    _say("missing result, F1", figure([_missing(one) for one in said], scoring.f1))
    ticks = [np.array([len(one.sure & one.answer.parts), len(one.sure)], float) for one in said]
    if sum(count for _, count in ticks):
        _say("a part with a tick is there", figure(ticks, scoring.share))


def _missing(one: Said) -> np.ndarray:
    there = one.answer.form == "story" and "R" not in one.answer.parts
    found = one.form == "story" and "R" not in one.parts
    return np.array([there and found, found, there], float)


def report_amounts(said: Sequence[Said]) -> None:
    """Amounts that measure a result."""
    counts = [one.amounts for one in said]
    _say("result amounts, F1", figure(counts, scoring.f1))
    _say("  their precision", figure(counts, scoring.precision))
    _say("  their recall", figure(counts, scoring.recall))
    hits = [_hit((one.amounts[1] > 0) == (one.amounts[2] > 0)) for one in said]
    _say("a measured result or none, right", figure(hits, scoring.share))
    plain = [one for one in said if one.words_with_amounts and not one.amounts[2]]
    wrong = [_hit(one.amounts[1] > 0) for one in plain]
    _say(f"false, of {len(plain)} with other amounts alone", figure(wrong, scoring.share))


def _by_keywords(answer: Answer) -> Said:
    words = words_of(answer)
    return Said.tagged(answer, words, keywords.labels_of, keywords.is_story)


def _hit(right: bool) -> np.ndarray:
    return np.array([right, 1], float)


def _say(name: str, value: Figure) -> None:
    print(f"  {name:38} {value}")


if __name__ == "__main__":
    main()
