"""The rules of advice: each looks at one answer and says whether it applies, and with what example.

An example makes the advice concrete: a line of the bank's outline or the follow-up
to expect, and for what was heard the figure that was heard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mockint.bank import FollowUp, Question
from mockint.findings import PARTS, Findings, Part
from mockint.profile import MEASURES, USUAL, Measure
from mockint.report import sentences
from mockint.report.plain import clock, excerpt, figure

SHORT = 30.0
"""Seconds below which hardly anything can be told."""
SHARE = 0.5
"""The share of its time limit below which an answer is short, where that is less."""
EXAMPLE = 110
"""Characters of an example at most."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer that was marked; ``number`` counts from 1. ``limit``: seconds it might take."""

    number: int
    question: Question | None
    findings: Findings
    limit: float | None = None


def _no_example(answer: Marked) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Rule:
    """``line`` is said where it ``applies``, a clause that follows "Answer 2: ".

    ``rank``: 1 for what was not told at all, 2 for how well it was told, 3 for words and manner.
    ``example`` is a sentence, or empty.
    """

    name: str
    rank: int
    line: str
    applies: Callable[[Marked], bool]
    example: Callable[[Marked], str] = _no_example


def _outline(at: int) -> Callable[[Marked], str]:
    """The outline's line ``at``, for a question of which something can be told in three parts."""

    def example(answer: Marked) -> str:
        lines = answer.question.outline if answer.question else ()
        return f"From the outline: {_quoted(lines[at])}" if len(lines) > 2 else ""

    return example


def _follow_up(key: FollowUp) -> Callable[[Marked], str]:
    def example(answer: Marked) -> str:
        follow_ups = answer.question.follow_ups if answer.question else {}
        return f"Be ready for: {_quoted(follow_ups[key])}" if key in follow_ups else ""

    return example


def _quoted(text: str) -> str:
    return f"“{excerpt(text, EXAMPLE)}”"


def _asked(answer: Marked) -> str:
    form = answer.question.form if answer.question else ""
    return f"{sentences.ASKED_FOR[form]}." if form in sentences.ASKED_FOR else ""


def _begun(answer: Marked) -> str:
    """What was asked for, and the outline's first line."""
    if answer.question is None or not answer.question.outline:
        return _asked(answer)
    return f"{_asked(answer).rstrip('.')}; begin with: {_quoted(answer.question.outline[0])}"


def _unsaid(answer: Marked) -> str:
    unsaid = [_quoted(term) for term in (answer.findings.expected.unsaid or ())[:3]]
    return f"Not heard: {', '.join(unsaid)}." if unsaid else ""


def _no_event(answer: Marked) -> bool:
    return sentences.no_event(answer.findings, answer.question)


def _astray(answer: Marked) -> bool:
    return sentences.astray(answer.findings, answer.question)


def _off_form(answer: Marked) -> bool:
    return sentences.off_form(answer.findings, answer.question)


def _lacks(part: Part) -> Callable[[Marked], bool]:
    return lambda answer: part in answer.findings.missing and not _off_form(answer)


def _doubtful(part: Part) -> Callable[[Marked], bool]:
    return lambda answer: part in sentences.doubtful(answer.findings) and not _off_form(answer)


def _only_we(answer: Marked) -> bool:
    """Level 2 of ownership: something was done, and nobody said "I"."""
    mark = answer.findings.marks.get("ownership")
    return mark is not None and mark.level == 2 and not _off_form(answer)


def _out_of_order(answer: Marked) -> bool:
    """Whether all four parts were heard clearly, not each after the one before it."""
    told = dict.fromkeys(span.part for span in answer.findings.parts if span.sure)
    return len(told) == len(PARTS) and tuple(told) != PARTS


def _lacks_terms(answer: Marked) -> bool:
    expected = answer.findings.expected
    return len(expected.unsaid or ()) > len(expected.said or ())


def _fillers_a_minute(answer: Marked) -> float:
    spoken = answer.findings.delivery
    return len(spoken.fillers) * 60 / spoken.seconds if spoken and spoken.seconds > 0 else 0.0


def _seconds(answer: Marked) -> float:
    return answer.findings.delivery.seconds if answer.findings.delivery else 0.0


def _measure(answer: Marked) -> Measure:
    spoken = answer.findings.delivery
    return MEASURES[spoken.profile] if spoken else USUAL


def _rate(answer: Marked) -> float:
    spoken = answer.findings.delivery
    return (spoken.words_per_minute or 0.0) if spoken else 0.0


def _short(answer: Marked) -> bool:
    """Whether hardly anything can be told in that time; one part of a story alone can."""
    alone = 0 < len(answer.findings.marks) == len(answer.findings.marks.keys() & set(PARTS))
    least = min(SHORT, SHARE * answer.limit) if answer.limit else SHORT
    return not alone and 0 < _seconds(answer) < least


def _over(answer: Marked) -> bool:
    """Whether it took longer than it might, and is not long by any measure, which is said then."""
    took = _seconds(answer)
    return answer.limit is not None and round(answer.limit) < round(took) <= _measure(answer).long


def _took_over(answer: Marked) -> str:
    return f"It took {figure(_seconds(answer))} s of {figure(answer.limit or 0.0)}."


def _took(answer: Marked) -> str:
    return f"It took {clock(_seconds(answer))}."


def _took_long(answer: Marked) -> str:
    most = figure(_measure(answer).long / 60)
    return f"It took {clock(_seconds(answer))}; an interviewer would like under {most} minutes."


def _paced(answer: Marked) -> str:
    return f"It was about {figure(_rate(answer))} words a minute."


def _filled(answer: Marked) -> str:
    spoken = answer.findings.delivery
    return (
        f"At least {len(spoken.fillers)} were heard in {clock(spoken.seconds)}." if spoken else ""
    )


CLEARER: Final[dict[Part, str]] = {
    "result": "make plain what came of it",
    "action": "make plain what you did yourself",
    "task": "make plain what your own part was to be",
    "situation": "make plain where and when it was",
}

RULES: tuple[Rule, ...] = (
    Rule(
        "event",
        1,
        "tell one event that happened, from its beginning to its end",
        _no_event,
        _follow_up("vague"),
    ),
    Rule("kind", 1, "keep to what was asked, point by point", _astray, _begun),
    Rule("result", 1, "say what came of it, best with a figure", _lacks("result"), _outline(-1)),
    Rule("action", 1, "tell what you did, step by step", _lacks("action"), _outline(-2)),
    Rule(
        "measure",
        2,
        "put a figure on the result: how much, how many, how fast",
        lambda answer: bool(sentences.unmeasured(answer.findings)),
        _outline(-1),
    ),
    Rule(
        "own",
        2,
        "say “I” for what you did yourself, for only “we” was heard",
        _only_we,
        _follow_up("action"),
    ),
    Rule(
        "task",
        2,
        "say what you had to achieve before telling what you did",
        _lacks("task"),
        _follow_up("task"),
    ),
    Rule(
        "situation",
        2,
        "open with where and when it was, in a sentence or two",
        _lacks("situation"),
        _outline(0),
    ),
    Rule("form", 2, "give what was asked for before telling of one case", _off_form, _asked),
    *(
        Rule(f"unclear {part}", 2, line, _doubtful(part), _follow_up(part))
        for part, line in CLEARER.items()
    ),
    Rule(
        "order",
        2,
        "tell it in order: situation, task, action, result",
        _out_of_order,
    ),
    Rule("terms", 3, "use the words of the trade", _lacks_terms, _unsaid),
    Rule("over", 3, "come to the end in the time there is", _over, _took_over),
    Rule("short", 3, "take more time", _short, _took),
    Rule(
        "long",
        3,
        "come to the point sooner",
        lambda answer: _seconds(answer) > _measure(answer).long,
        _took_long,
    ),
    Rule(
        "fast",
        3,
        "speak a little slower, which is easier to follow",
        lambda answer: _rate(answer) > _measure(answer).fast,
        _paced,
    ),
    Rule(
        "slow",
        3,
        "speak a little faster, which is easier to follow",
        lambda answer: 0.0 < _rate(answer) < _measure(answer).slow,
        _paced,
    ),
    Rule(
        "fillers",
        3,
        "where an “um” wants to come, leave a pause instead",
        lambda answer: _fillers_a_minute(answer) >= _measure(answer).many_fillers,
        _filled,
    ),
)
