"""One part of a story, practised alone: the beginning is given, the part is asked for.

Only that part is marked, and its figure: heard or not, measured or not. It is marked by the
rubric as if it stood behind the beginning, since a result alone is no story.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from random import Random
from typing import Final, TypeVar

from msgspec.structs import replace

from mockint.bank import Anchors, Bank, Question
from mockint.errors import BankError
from mockint.findings import PARTS, Evidence, Expected, Findings, Mark, Part, PartSpan, Quantity
from mockint.session import Session
from mockint.transcript import Transcript

COUNT = 5
"""Situations that are given when nobody says how many."""
FIGURE = 4
"""The mark for evidence from which a result needs no more practice: a figure measures it."""
BEGINNING, END = 25, 45
"""Words of a long story that are kept from its beginning and from its end."""
LONGEST, LETTERS = 100, 1500
"""Words and characters of it at most, if a sentence never ends."""
OWN, EXAMPLE = "Here is a story of yours.", "Imagine that this happened to you."
ASKS: Final[dict[Part, str]] = {
    "situation": "Tell only the situation, in twenty seconds: when it was, who, and how much.",
    "task": "What was your own task in it? Tell only that, in twenty seconds.",
    "action": "What did you do yourself? Tell only that, in twenty seconds.",
    "result": "What came of it? Tell only the result, with a figure, in twenty seconds.",
}
USUAL = 20.0
"""Seconds that these words give."""
NUMBERS: Final = {10: "ten", 15: "fifteen", USUAL: "twenty", 30: "thirty", 60: "sixty"}
"""How a length is said; what is not here is said as a figure."""
_TIME = ", in twenty seconds"
_STOPS = (".", "?", "!")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")

TOO_SHORT = "This is too short to mark"
HEARD, MEASURED = 3, 5
"""Levels from which the part was heard, and at which a figure measured it."""
Judge = Callable[[str | Transcript, Question], Findings]


def situations(
    bank: Bank,
    sessions: Iterable[Session],
    part: Part,
    count: int,
    seed: int,
    judge: Judge,
    seconds: float | None = USUAL,
) -> tuple[Question, ...]:
    """At most ``count`` questions that give a story up to ``part`` and ask for that part.

    First the candidate's own stories that lacked it, the newest first, then examples of the
    bank. ``judge`` marks what is said to a question, which asks for ``seconds`` of it.

    Raises:
        BankError: the bank asks for no story.
    """
    stories = [question for question in bank.questions if question.form == "story"]
    if not stories:
        raise BankError(f"{bank.title} asks for no story there: nothing can be drilled.")
    Random(seed).shuffle(stories)
    given: dict[str, Question] = {}
    for opening, question, found in chain(_own(bank, sessions, part), _examples(stories, judge)):
        if len(given) == count:
            break
        told = question.ask[:LETTERS] if part == "situation" else _before(found, part)
        if told:
            asked = asking(question, part, opening, told, seconds)
            given.setdefault(asked.id, asked)
    if not given:
        raise BankError(f"{bank.title} has no story from which the {part} could be drilled.")
    return tuple(given.values())


Beginning = tuple[str, Question, Findings]


def _own(bank: Bank, sessions: Iterable[Session], part: Part) -> Iterator[Beginning]:
    known = {question.id: question for question in bank.questions}
    for session in sorted(sessions, key=lambda each: each.started, reverse=True):
        if session.bank != bank.name or session.rehearsal or session.drill is not None:
            continue
        for answer in session.answers:
            found = answer.last.findings if answer.last is not None else None
            if answer.question is None or found is None or found.form != "story":
                continue
            question = known.pop(answer.question.id, None)  # Its newest telling decides.
            if question is not None and _wanting(found, part):
                yield OWN, question, found


def _wanting(found: Findings, part: Part) -> bool:
    """Whether a story lacks that part, or has a result that nothing measures."""
    if found.abstained:
        return False
    mark = found.marks.get("evidence")
    weak = mark is not None and mark.level is not None and mark.level < FIGURE
    return part in found.missing or (part == "result" and weak)


def _examples(stories: Sequence[Question], judge: Judge) -> Iterator[Beginning]:
    for question in stories:
        yield EXAMPLE, question, judge(question.examples.strong, question)


def _before(found: Findings, part: Part) -> str:
    """What was told before that part, shortened to what can be listened to."""
    wanted = PARTS[: PARTS.index(part)]
    until = min((span.start for span in found.parts if span.part not in wanted), default=None)
    spans = [span for span in found.parts if until is None or span.end <= until]
    return shortened(" ".join(_ended(span.quote) for span in spans))


def _ended(quote: str) -> str:
    """It as a sentence, without signs that no voice can say."""
    words = "".join(sign if sign.isprintable() else " " for sign in quote).split()
    text = " ".join(words)
    text = text[:1].upper() + text[1:]  # It may have stood within one.
    return text if not text or text.endswith(_STOPS) else f"{text}."


def shortened(text: str) -> str:
    """Whole sentences from its beginning and from its end."""
    text = text[:LETTERS]
    if len(text.split()) <= BEGINNING + END:
        return text
    sentences = _SENTENCE.split(text.strip())
    first = _first(sentences, BEGINNING)
    last = _first(sentences[len(first) :][::-1], END)[::-1]
    return " ".join(" ".join((*first, *last)).split()[:LONGEST])


def _first(sentences: Sequence[str], words: int) -> list[str]:
    """So many of the first that they come to that many words; one at least."""
    kept: list[str] = []
    for sentence in sentences:
        if kept and len(" ".join((*kept, sentence)).split()) > words:
            break
        kept.append(sentence)
    return kept


def asking(
    question: Question, part: Part, opening: str, told: str, seconds: float | None = USUAL
) -> Question:
    """A question that gives what was ``told`` behind that opening and asks for ``part``.

    It says in how many ``seconds``, unless that is None.
    """
    name = f"drill-{question.id}"[:64].rstrip("-")
    said = (told,) if part == "situation" else (opening, told)
    return replace(
        question,
        id=name,
        ask=" ".join((*said, _asked(part, seconds))),
        form="other",
        terms=(),
        follow_ups={},
        anchors=_anchors(part),
        outline=question.outline[-1:] if part == "result" else question.outline,
    )


def _asked(part: Part, seconds: float | None) -> str:
    """What asks for that part, within so many seconds."""
    if seconds is None:
        return ASKS[part].replace(_TIME, "")
    told = NUMBERS.get(seconds, f"{seconds:g}")
    return ASKS[part].replace("twenty", told)


def _anchors(part: Part) -> Anchors:
    """What the levels of such an answer sound like."""
    if part == "result":
        return Anchors(
            "No result.", "A result without a figure.", "A result that a figure measures."
        )
    return Anchors(f"No {part}.", f"What may be the {part}, or may not.", f"The {part}.")


def _given(question: Question, part: Part) -> str:
    """The beginning of the story that such a question gives; empty where it gives none."""
    told = question.ask.rpartition(ASKS[part].partition("?")[0])[0].strip()
    for opening in (OWN, EXAMPLE):
        if part != "situation" and told.startswith(opening):
            return told.removeprefix(opening).strip()
    return ""


def marked(question: Question, said: Transcript, part: Part, judge: Judge) -> Findings:
    """What was heard of ``part`` in the answer to such a question, and no other mark."""
    story = replace(question, form="story", ask=ASKS[part])
    alone = judge(said, story)
    if alone.abstained and not (said.words and alone.abstained.startswith(TOO_SHORT)):
        return replace(alone, form="other")
    given = _given(question, part)
    whole = judge(f"{given} {said.text}".strip(), story)
    behind = len(given) + 1 if given else 0
    # Behind a beginning much sounds like an end: it is sure where it does so alone as well.
    sure = bool(alone.abstained) or any(span.part == part for span in alone.parts)
    parts = tuple(
        replace(_moved(span, behind, said), sure=span.sure and sure)
        for span in whole.parts
        if span.part == part and span.end > behind
    )
    figures = tuple(
        _moved(each, behind, said)
        for each in whole.quantities
        if each.result and each.start >= behind and part == "result"
    )
    return replace(
        alone,
        form="other",
        abstained=None,
        parts=parts,
        missing=(),
        quantities=figures,
        terms=(),
        expected=Expected(),
        delivery=None if alone.delivery is None else replace(alone.delivery, parts={}),
        marks={part: _mark(part, parts, figures)},
    )


Place = TypeVar("Place", PartSpan, Quantity)


def _moved(place: Place, by: int, said: Transcript) -> Place:
    """The same place in what was said, ``by`` characters nearer to the beginning."""
    start, end = max(place.start - by, 0), place.end - by
    quote = said.text[start:end]
    return replace(place, start=start, end=end, quote=quote, seconds=said.seconds_of(start, end))


def _mark(part: Part, parts: Sequence[PartSpan], figures: Sequence[Quantity]) -> Mark:
    """Heard or not, and for a result measured or not: 1, 2 where it is not clear, 3, and 5."""
    evidence = tuple(Evidence(each.start, each.end, each.quote) for each in figures or parts)
    if not parts:
        return Mark(1, f"No {part} was heard.")
    if not any(span.sure for span in parts):
        evidence = tuple(Evidence(span.start, span.end, span.quote) for span in parts)
        return Mark(2, f"It is not clear whether the {part} was heard.", evidence)
    if part != "result":
        return Mark(5, f"The {part} was heard.", evidence)
    if figures:
        return Mark(5, "The result was heard, and a figure measures it.", evidence)
    return Mark(3, "The result was heard, and no figure measures it.", evidence)


def tally(session: Session) -> str:
    """In one line, how often the part was heard and measured; empty without an answer."""
    part = session.drill
    marks = [
        answer.last.findings.marks[part].level or 1
        for answer in session.answers
        if part and answer.last and answer.last.findings and part in answer.last.findings.marks
    ]
    if part is None or not marks:
        return ""
    heard = f"The {part} was heard in {sum(level >= HEARD for level in marks)} of {len(marks)}"
    if part != "result":
        return f"{heard}."
    return f"{heard}, measured in {sum(level == MEASURED for level in marks)}."
