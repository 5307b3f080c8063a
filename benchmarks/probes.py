"""What would be asked back for after the labelled answers: python -m benchmarks.probes

A follow-up is false where it asks for something that the labels hold. ``--train`` measures the
authors the rubric learned from (to find mistakes without looking at the others').
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from msgspec.structs import replace

from benchmarks.scoring import figure, share
from corpus.answers import Answer, every, split
from mockint.bank import Question, load_bank
from mockint.probing import Probe, next_probe
from mockint.rubric import judge
from mockint.rubric.doubt import doubtful

LETTER = {"situation": "S", "task": "T", "action": "A", "result": "R"}
BANK = "billing-specialist"


class Asked(NamedTuple):
    """An answer and the follow-ups to it, if nothing is replied to any."""

    answer: Answer
    probes: tuple[Probe, ...]

    @property
    def false(self) -> list[Probe]:
        """Those that ask for something that is there."""
        return [probe for probe in self.probes if held(self.answer, probe)]


def main() -> None:
    options = _options()
    answers = split(every())[0 if options.train else 1]
    model = next(each for each in load_bank(BANK).questions if each.form == "story")
    stories = [Asked(each, tuple(probes(each, model))) for each in answers if each.form == "story"]
    others = [Asked(each, tuple(probes(each, model))) for each in answers if each.form != "story"]
    authors = len({answer.author for answer in answers})
    print(f"{len(stories)} stories by {authors} authors; in brackets the 95 % interval")
    line("false, of all follow-ups", [(len(a.false), len(a.probes)) for a in stories])
    line("stories with a false one", [(bool(a.false), 1) for a in stories])
    report_kinds(stories)
    report_results(stories)
    print(f"\n{len(others)} answers that are no stories, to a question that asks for one")
    line("asked for one event", [("event" in _keys(asked), 1) for asked in others])


def report_kinds(stories: Sequence[Asked]) -> None:
    """By what is asked for: how often, and how often falsely."""
    kinds = Counter(probe.why for asked in stories for probe in asked.probes)
    false = Counter(probe.why for asked in stories for probe in asked.false)
    for why, count in kinds.most_common():
        print(f"  {count:4} asked, {false[why]} false: {why}")


def report_results(stories: Sequence[Asked]) -> None:
    """Whether the result is asked for where there is none, and only there."""
    lacking = [asked for asked in stories if "R" not in asked.answer.parts]
    told = [asked for asked in stories if "R" in asked.answer.parts]
    line("no result told, asked for it", [("result" in _keys(each), 1) for each in lacking])
    line("result told, asked for it", [("result" in _keys(each), 1) for each in told])


def probes(answer: Answer, model: Question) -> Iterator[Probe]:
    """The follow-ups to an answer to a question for a story."""
    question = replace(model, ask=answer.ask, terms=())
    found, doubts = judge(answer.text, question), doubtful(answer.text, question)
    asked: list[str] = []
    while probe := next_probe(question, found, asked, (), doubts):
        asked.append(probe.key)
        yield probe


def held(answer: Answer, probe: Probe) -> bool:
    """Whether the labels hold what ``probe`` asks for."""
    if probe.key == "event":
        return answer.form == "story"
    if probe.key == "measure":
        return any(amount.result for amount in answer.amounts)
    if probe.key == "task" and "we" in probe.why:
        return any(label == "A" and re.search(r"\bI\b", said) for label, said in answer.clauses)
    return LETTER.get(probe.key, "") in answer.parts


def _keys(asked: Asked) -> set[str]:
    return {probe.key for probe in asked.probes}


def line(name: str, counts: Sequence[tuple[int, int]]) -> None:
    table = [np.array(count) for count in counts]
    right, of = np.sum(table, axis=0)
    print(f"{name}: {right} of {of}, {figure(table, share)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", action="store_true", help="the authors the rubric learned from")
    return parser.parse_args()


if __name__ == "__main__":
    main()
