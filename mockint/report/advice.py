"""What to practise next: at most three lines, the most telling first.

What was not told at all goes before how well it was told, and that before words
and manner; among those of a rank, what is missed in more answers goes first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from statistics import fmean

from mockint.anchors import anchor
from mockint.findings import Findings
from mockint.report import sentences
from mockint.report.plain import excerpt
from mockint.report.rules import EXAMPLE, RULES, Marked, Rule
from mockint.session import Session

__all__ = [
    "LINES",
    "RULES",
    "Marked",
    "Rule",
    "Step",
    "judged",
    "mean_level",
    "next_steps",
    "steps",
]

LINES = 3
GOOD = 4.0
"""A mean of the marks from which an answer need not be given again."""

STRONG = 160
"""Characters shown of what a strong answer sounds like."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: ``line`` as a sentence, an ``example`` sentence or nothing.

    ``answers`` are the numbers of those it is about, from 1; none where it is about all.
    """

    line: str
    answers: tuple[int, ...] = ()
    example: str = ""

    @property
    def text(self) -> str:
        """Line and example as they are shown."""
        return f"{self.line} {self.example}".rstrip()


def judged(session: Session) -> list[Marked]:
    """Each answer whose last attempt was marked."""
    return [
        Marked(number, answer.question, answer.last.findings, answer.last.limit)
        for number, answer in enumerate(session.answers, 1)
        if answer.last and answer.last.findings and not answer.last.findings.abstained
    ]


def next_steps(session: Session) -> list[str]:
    """One to three lines saying what to practise next."""
    return [step.text for step in steps(session)]


def steps(session: Session) -> list[Step]:
    """The same with the answers each line is about."""
    marked = judged(session)
    again = _again(marked)
    found = list(islice(_ruled(marked), LINES - len(again))) + again
    found += islice((*_left_out(session), *_rung(marked)), max(LINES - len(found), 0))
    return found or [Step(_nothing(session))]


def _ruled(marked: list[Marked]) -> Iterator[Step]:
    """What the rules say, the most telling first."""
    met = [(rule, [answer for answer in marked if rule.applies(answer)]) for rule in RULES]
    for rule, answers in sorted(met, key=lambda each: (each[0].rank, -len(each[1]))):
        if answers:
            yield _step(rule, answers)


def _step(rule: Rule, answers: list[Marked]) -> Step:
    numbers = tuple(answer.number for answer in answers)
    poorest = min(answers, key=lambda answer: mean_level(answer.findings) or 0.0)
    example = rule.example(poorest)
    if example and len(answers) > 1:
        example = f"In answer {poorest.number}, {example[0].lower()}{example[1:]}"
    return Step(
        f"Answer{'s' if len(answers) > 1 else ''} {_listed(numbers)}: {rule.line}.",
        numbers,
        example,
    )


def _listed(numbers: tuple[int, ...]) -> str:
    *before, last = map(str, numbers)
    return f"{', '.join(before)} and {last}" if before else last


def mean_level(findings: Findings) -> float | None:
    """The mean of the marks that were given, 1 to 5; None where there were none."""
    given = [mark.level for mark in findings.marks.values() if mark.level is not None]
    return fmean(min(max(level, 1), 5) for level in given) if given else None


def _again(marked: list[Marked]) -> list[Step]:
    """The answer most worth another go; none where all came out alike, or well."""
    means = [
        (mean, answer) for answer in marked if (mean := mean_level(answer.findings)) is not None
    ]
    if not means:
        return []
    mean, poorest = min(means, key=lambda each: each[0])
    if mean >= GOOD or mean == max(mean for mean, _ in means):
        return []
    line = (
        f"Of all answers give {poorest.number} again: its marks are the lowest ({mean:.1f} of 5)."
    )
    return [Step(line, (poorest.number,), _strong(poorest) or _next_rung(poorest))]


def _strong(answer: Marked) -> str:
    """What the bank says a strong answer to this question sounds like; empty without one."""
    if answer.question is None:
        return ""
    return f"A strong one: “{excerpt(answer.question.anchors.five, STRONG)}”"


def _next_rung(answer: Marked) -> str:
    """What the level above an answer's lowest mark asks for; the manner is left to the rules."""
    levels = [
        (mark.level, name)
        for name, mark in answer.findings.marks.items()
        if mark.level is not None and name != "delivery"
    ]
    story = sentences.tells_story(answer.findings, answer.question)
    for level, name in sorted(levels, key=lambda each: each[0]):
        wording = anchor(name, level + 1, story=story)
        if wording:
            return f"For {level + 1} of 5 in {name}: {wording}."
    return ""


def _left_out(session: Session) -> Iterator[Step]:
    """The questions that were skipped, and the answers that could not be marked."""
    for number, answer in enumerate(session.answers, 1):
        last = answer.last
        if last is not None and last.ended == "skipped":
            outline = answer.question.outline if answer.question else ()
            begin = f"Begin with: “{excerpt(outline[0], EXAMPLE)}”" if outline else ""
            yield Step(f"Answer {number} was skipped: give it next time.", (number,), begin)
        elif last is not None and last.findings and last.findings.abstained:
            line = f"Answer {number} could not be marked: the reason stands with it."
            yield Step(line, (number,))


def _rung(marked: Iterable[Marked]) -> Iterator[Step]:
    """What would lift the lowest mark of the poorest answer."""
    for answer in sorted(marked, key=lambda each: mean_level(each.findings) or 5.0)[:1]:
        if wording := _next_rung(answer):
            yield Step(
                f"Lift the lowest mark of answer {answer.number}.", (answer.number,), wording
            )


def _nothing(session: Session) -> str:
    if not any(answer.last and answer.last.transcript for answer in session.answers):
        if session.scene.typed:
            return "Nothing was written yet: run `mockint interview --resume`."
        return "Nothing was heard yet: run `mockint doctor`, then `mockint interview`."
    if not judged(session):
        return "No answer could be marked: the reason stands with each of them."
    return "Nothing stands out to mend: try other questions with --seed, or --mode real."
