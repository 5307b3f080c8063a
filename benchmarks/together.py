"""Stories told with "we": how often one's own part is asked for: python -m benchmarks.together

Each story of the test authors in which the speaker does something is told anew: once with "we" in
place of every "I", so that one's own part must be asked for, and once with "we" everywhere but in
one clause, so that it must not. ``--train`` takes the authors the rubric learned from.
"""

import argparse
import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from benchmarks.probes import BANK, line, probes
from corpus.answers import Answer, every, split
from mockint.bank import Question, load_bank

WE = (
    (r"\bI(?P<not> also| just| only| still| really)? was\b", r"we\g<not> were"),
    (r"\bwas I\b", "were we"),
    (r"\bI wasn't\b", "we weren't"),
    (r"\bI am\b", "we are"),
    (r"\bI'm\b", "we're"),
    (r"\bI\b", "we"),
    (r"\b([Mm])yself\b", r"ourselves"),
    (r"\bmy\b", "our"),
    (r"\bMy\b", "Our"),
    (r"\bmine\b", "ours"),
    (r"\bme\b", "us"),
)
OWN = re.compile(r"\bI\b")
FIRST = re.compile(r"(?<=[.?!] )we\b")


def main() -> None:
    options = _options()
    answers = split(every())[0 if options.train else 1][:: options.step]
    model = next(each for each in load_bank(BANK).questions if each.form == "story")
    stories = [each for each in answers if each.form == "story"]
    natural = [each for each in stories if deeds(each) and re.search(r"\b[Ww]e\b", each.text)]
    report("told with \u201cwe\u201d throughout, asked for one's own part", wes(stories), model)
    report("the same but for one own deed, asked all the same", but_one(stories, "A"), model)
    report("the same but for one's own task, asked all the same", but_one(stories, "T"), model)
    report("both as they were written, asked for one's own part", natural, model)


def report(name: str, stories: Iterable[Answer], model: Question) -> None:
    """How many of them are asked for one's own part."""
    found = [(asked(each, model), 1) for each in stories]
    line(name, found)


def asked(answer: Answer, model: Question) -> bool:
    """Whether one's own part is among the follow-ups."""
    return any(probe.key == "task" and "we" in probe.why for probe in probes(answer, model))


def deeds(answer: Answer, label: str = "A") -> list[int]:
    """The clauses of that label in which "I" stands."""
    return [n for n, (tag, said) in enumerate(answer.clauses) if tag == label and OWN.search(said)]


def wes(stories: Iterable[Answer]) -> Iterator[Answer]:
    """Every story of own deeds, with "we" throughout."""
    for story in stories:
        if deeds(story):
            yield turned(story, ())


def but_one(stories: Iterable[Answer], label: str) -> Iterator[Answer]:
    """The same with the first clause of that label left as it was."""
    for story in stories:
        if deeds(story) and (own := deeds(story, label)):
            yield turned(story, own[:1])


def turned(story: Answer, kept: Iterable[int]) -> Answer:
    """The story with "we" in place of "I" in every clause that is not kept."""
    left = set(kept)
    clauses = tuple(
        (tag, said if number in left else with_we(said))
        for number, (tag, said) in enumerate(story.clauses)
    )
    return replace(story, clauses=clauses)


def with_we(said: str) -> str:
    """The words of a clause, told by several."""
    for pattern, instead in WE:
        said = re.sub(pattern, instead, said)
    return FIRST.sub("We", said)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true", help="the authors the rubric learned from")
    parser.add_argument("--step", type=int, default=1, help="only every so many of the answers")
    return parser.parse_args()


if __name__ == "__main__":
    main()
