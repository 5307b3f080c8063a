"""What to practise next: at most three lines, the most telling first.

Each rule looks at one answer's findings and says whether it applies. The lines
come in the order of the rules, for what an interviewer misses first stands
first; a rule that applies names the answers in which it does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import fmean

from mockint.bank import Question
from mockint.findings import Findings
from mockint.report import sentences
from mockint.session import Session

LINES = 3
MANY_FILLERS = 12.0
"""Fillers a minute from which they are known to cost something."""
LONG = 180.0
"""Seconds after which an answer is worth shortening."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer that was marked; ``number`` counts from 1."""

    number: int
    question: Question | None
    findings: Findings


@dataclass(frozen=True, slots=True)
class Rule:
    """``line`` is said, followed by the answers' numbers, where ``applies``."""

    name: str
    line: str
    applies: Callable[[Marked], bool]


def _no_event(answer: Marked) -> bool:
    return sentences.no_event(answer.findings, answer.question)


def _off_form(answer: Marked) -> bool:
    return sentences.off_form(answer.findings, answer.question)


def _lacks(part: str) -> Callable[[Marked], bool]:
    return lambda answer: part in answer.findings.missing and not _off_form(answer)


def _lacks_terms(answer: Marked) -> bool:
    expected = answer.findings.expected
    return len(expected.unsaid or ()) > len(expected.said or ())


def _fillers_a_minute(answer: Marked) -> float:
    spoken = answer.findings.delivery
    return len(spoken.fillers) * 60 / spoken.seconds if spoken and spoken.seconds > 0 else 0.0


def _seconds(answer: Marked) -> float:
    return answer.findings.delivery.seconds if answer.findings.delivery else 0.0


def _hurries(answer: Marked) -> bool:
    spoken = answer.findings.delivery
    return spoken is not None and (spoken.words_per_minute or 0.0) > sentences.FAST


def _drags(answer: Marked) -> bool:
    spoken = answer.findings.delivery
    return spoken is not None and 0.0 < (spoken.words_per_minute or 0.0) < sentences.SLOW


RULES: tuple[Rule, ...] = (
    Rule("event", "Tell one event that happened, from its beginning to its end", _no_event),
    Rule("form", "Answer what was asked: a way of working, a reason or a fact", _off_form),
    Rule("result", "Say what came of it, best with a figure", _lacks("result")),
    Rule("action", "Tell what was done, step by step", _lacks("action")),
    Rule(
        "measure",
        "Put a figure on the result: how much, how many, how fast",
        lambda answer: bool(sentences.unmeasured(answer.findings)),
    ),
    Rule("task", "Say what there was to achieve before telling what was done", _lacks("task")),
    Rule("situation", "Open with where and when it was, in a sentence or two", _lacks("situation")),
    Rule("terms", "Use the words of the trade", _lacks_terms),
    Rule(
        "long",
        "Come to the point sooner: under three minutes",
        lambda answer: _seconds(answer) > LONG,
    ),
    Rule("fast", "Speak a little slower: it is easier to follow", _hurries),
    Rule("slow", "Speak a little faster: it is easier to follow", _drags),
    Rule(
        "fillers",
        "Where an “um” wants to come, leave a pause instead",
        lambda answer: _fillers_a_minute(answer) >= MANY_FILLERS,
    ),
)


def judged(session: Session) -> list[Marked]:
    """Each answer whose last attempt was marked."""
    return [
        Marked(number, answer.question, answer.last.findings)
        for number, answer in enumerate(session.answers, 1)
        if answer.last and answer.last.findings and not answer.last.findings.abstained
    ]


def next_steps(session: Session) -> list[str]:
    """One to three lines saying what to practise next."""
    marked = judged(session)
    lines = [
        f"{rule.line} (answer{'s' if len(where) > 1 else ''} {_numbers(where)})."
        for rule in RULES
        if (where := [answer.number for answer in marked if rule.applies(answer)])
    ]
    again = _again(marked)
    lines = [*lines[: LINES - 1], again] if again else lines[:LINES]
    return lines or [_nothing(session)]


def _numbers(where: list[int]) -> str:
    return ", ".join(map(str, where[:-1])) + (" and " if where[1:] else "") + str(where[-1])


def mean_level(findings: Findings) -> float | None:
    """The mean of the marks that were given; None where there were none."""
    levels = [mark.level for mark in findings.marks.values() if mark.level is not None]
    return fmean(levels) if levels else None


def _again(marked: list[Marked]) -> str:
    """The answer most worth another go; empty where all came out alike."""
    means = [
        (mean, answer.number)
        for answer in marked
        if (mean := mean_level(answer.findings)) is not None
    ]
    if not means or min(means)[0] == max(means)[0]:
        return ""
    mean, number = min(means)
    return f"Give answer {number} again first: its marks are the lowest ({mean:.1f} of 5)."


def _nothing(session: Session) -> str:
    if not any(answer.last and answer.last.transcript for answer in session.answers):
        return "Nothing was heard yet: run `mockint doctor`, then `mockint interview`."
    if not judged(session):
        return "No answer could be marked: the reason stands with each of them."
    return "Nothing stands out to mend: try other questions with --seed, or --mode real."
