"""The marks: every formula stands here, each level worded.

Levels go from 1 to 5; None means that the criterion was not marked. Delivery stands
apart from the others and comes only from sound. Nothing here speaks of the person.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from mockint.findings import (
    PARTS,
    Delivery,
    Evidence,
    Expected,
    Form,
    Mark,
    Part,
    PartSpan,
    Quantity,
    TermUse,
)
from mockint.rubric.anchors import NAMES
from mockint.rubric.pace import delivery_mark

if TYPE_CHECKING:
    from mockint.bank import Question


class Steps(msgspec.Struct, frozen=True):
    """For answers that are no stories: how many steps, and how many words of order."""

    count: int
    ordered: int
    evidence: tuple[Evidence, ...]


class Deeds(msgspec.Struct, frozen=True):
    """What the speaker is heard doing: alone (``own``) and with others (``shared``)."""

    own: tuple[Evidence, ...]
    shared: tuple[Evidence, ...]


class Heard(msgspec.Struct, frozen=True):
    """Everything the marks are made from."""

    form: Form
    parts: tuple[PartSpan, ...]
    missing: tuple[Part, ...]
    quantities: tuple[Quantity, ...]
    terms: tuple[TermUse, ...]
    expected: Expected
    question: "Question | None"
    listed: bool
    echoed: tuple[Evidence, ...]
    steps: Steps
    deeds: Deeds
    delivery: Delivery | None


def marks_of(heard: Heard) -> dict[str, Mark]:
    """The six marks of an answer, by name."""
    return {
        "structure": _structure(heard),
        "evidence": _evidence(heard),
        "trade": _trade(heard),
        "relevance": _relevance(heard),
        "ownership": _ownership(heard),
        "delivery": delivery_mark(heard.delivery),
    }


def no_marks(why: str) -> dict[str, Mark]:
    """The marks of an answer that deserves none."""
    return {name: Mark(None, why) for name in NAMES}


def _structure(heard: Heard) -> Mark:
    if heard.form == "story":
        return _story(heard)
    if heard.question is not None and heard.question.form == "story":
        return Mark(1, f"No story was heard: the answer {_TELLS[heard.form]}.")
    if heard.form not in {"process", "knowledge", "situational"}:
        return Mark(None, "No order is asked of this kind of answer.")
    return _in_steps(heard.steps)


_TELLS: dict[Form, str] = {
    "story": "tells a story",
    "process": "tells how it is usually done",
    "knowledge": "tells what is known about it",
    "motive": "tells what is wished for",
    "situational": "tells what would be done",
    "other": "tells of no one event",
}


def _story(heard: Heard) -> Mark:
    sure = {span.part for span in heard.parts if span.sure}
    order = [PARTS.index(span.part) for span in _firsts(heard.parts)]
    if sure >= set(PARTS) and order == sorted(order):
        level = 5
    elif {"action", "result"} <= sure and sure & {"situation", "task"}:
        level = 4
    elif "action" in sure and len(sure) > 1:
        level = 3
    else:
        level = 2 if sure else 1
    return Mark(level, _parts_said(heard), _quotes(_firsts(heard.parts)))


def _parts_said(heard: Heard) -> str:
    sure = [part for part in PARTS if any(s.part == part and s.sure for s in heard.parts)]
    unclear = [part for part in PARTS if part not in sure and part not in heard.missing]
    said = [f"{_list(sure)} heard"] if sure else []
    said += [f"{_list(unclear)} not clear"] if unclear else []
    said += [f"no {_list(heard.missing, 'or')} heard"] if heard.missing else []
    return _sentence("; ".join(said))


def _in_steps(steps: Steps) -> Mark:
    rungs = ((5, 3), (4, 2), (3, 1))
    level = next((5 - at for at, (count, ordered) in enumerate(rungs)
                  if steps.count >= count and steps.ordered >= ordered), 2)  # fmt: skip
    words = f"{_count(steps.count, 'step')} told, {_count(steps.ordered, 'word')} of order heard"
    return Mark(level, _sentence(words), steps.evidence)


def _evidence(heard: Heard) -> Mark:
    measured = [amount for amount in heard.quantities if amount.result]
    sound = [amount for amount in measured if not amount.why]
    if sound:
        level = 5 if len(sound) > 1 else 4
        why = f"{_count(len(sound), 'figure')} measured the outcome"
        return Mark(level, _sentence(why), _quotes(sound))
    if heard.form != "story":
        return Mark(None, "No outcome is asked of this kind of answer, and none was measured.")
    if measured:
        return Mark(2, _sentence(f"a figure was heard, but {measured[0].why}"), _quotes(measured))
    result = "result" not in heard.missing
    if result and heard.quantities:
        return Mark(3, "A result was heard, but no figure measured it.", _quotes(heard.quantities))
    if result or heard.quantities:
        why = "A result was heard without a figure." if result else "No result was heard."
        return Mark(2, why, _quotes(heard.quantities))
    return Mark(1, "No result and no figure were heard.")


def _trade(heard: Heard) -> Mark:
    if not heard.listed:
        return Mark(None, "There is no list of terms to look for.")
    known = list(dict.fromkeys(use.term for use in heard.terms))
    asked = len(heard.expected.said or ()) + len(heard.expected.unsaid or ())
    share = len(heard.expected.said or ()) / asked if asked else 0.0
    rungs = ((0.75, 6), (0.5, 4), (0.25, 2))
    level = next((5 - at for at, (part, count) in enumerate(rungs)
                  if share >= part or len(known) >= count), 2 if known else 1)  # fmt: skip
    why = f"{_count(len(known), 'term')} of the trade heard"
    if asked:
        why += f", {len(heard.expected.said or ())} of the {asked} this question calls for"
    return Mark(level, _sentence(why), _quotes(heard.terms))


def _relevance(heard: Heard) -> Mark:
    if heard.question is None:
        return Mark(None, "Without the question this cannot be said.")
    asked = heard.question.form
    about = len(heard.echoed) + 2 * len(heard.expected.said or ())
    if heard.form == asked:
        level = 5 if about >= 6 else 4 if about >= 3 else 3 if about >= 1 else 2
        words = _count(about and len(heard.echoed), "word")
        why = f"it is {_ASKED[heard.form]}, as asked, with {words} of the question taken up"
        return Mark(level, _sentence(why), heard.echoed)
    level = 2 if about >= 2 else 1
    if heard.form in _WILL_DO.get(asked, ()):
        level = 4 if about >= 6 else 3 if about >= 3 else level
    why = f"the question asks for {_ASKED[asked]}; the answer {_TELLS[heard.form]}"
    return Mark(level, _sentence(why), heard.echoed)


_WILL_DO: dict[Form, frozenset[Form]] = {
    "process": frozenset({"story", "knowledge", "situational"}),
    "knowledge": frozenset({"process", "story"}),
    "situational": frozenset({"process", "story"}),
}
"""What also answers a question of a form, a level lower: how something is done can be told by
one time it was done. A story that is asked for can be told by nothing else."""

_ASKED: dict[Form, str] = {
    "story": "a story",
    "process": "a way of working",
    "knowledge": "what is known",
    "motive": "a motive",
    "situational": "what would be done",
    "other": "something else",
}


def _ownership(heard: Heard) -> Mark:
    own, shared = heard.deeds.own, heard.deeds.shared
    if heard.form not in {"story", "process", "situational"}:
        return Mark(None, "No deeds are asked of this kind of answer.")
    if own:
        why = f"{_count(len(own), 'own deed')} and {len(shared)} told with \u201cwe\u201d heard"
        return Mark(min(5, 2 + len(own)), _sentence(why), own)
    if shared:
        return Mark(2, "Only \u201cwe\u201d was heard doing something: name one own deed.", shared)
    return Mark(1, "Nobody was heard doing anything.")


def _firsts(parts: Sequence[PartSpan]) -> list[PartSpan]:
    """The first span of each part that is sure, in the order spoken."""
    firsts: dict[Part, PartSpan] = {}
    for span in parts:
        if span.sure:
            firsts.setdefault(span.part, span)
    return list(firsts.values())


def _quotes(found: Iterable[PartSpan | Quantity | TermUse]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one.start, one.end, one.quote) for one in found)


def _list(names: Sequence[str], last: str = "and") -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"


def _count(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."
