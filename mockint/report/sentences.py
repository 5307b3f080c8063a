"""What a report says about an answer, in words; nothing here draws.

Every sentence is about the answer as it was recognised, none about who gave it.
"""

from collections.abc import Iterator, Sequence

from mockint.bank import Question
from mockint.findings import PARTS, Delivery, Findings, Part, Said
from mockint.report.passage import Passage, seconds_by_part
from mockint.report.plain import clock
from mockint.session import Attempt
from mockint.transcript import Transcript

SLOW, FAST = 110.0, 190.0
"""Words a minute below and above which the pace is worth a sentence."""
NAMED = 6
"""Phrases named in one line at most."""

UNHEARD: dict[Part, str] = {
    "situation": "No situation was heard: where, when, and what had gone wrong.",
    "task": "No task was heard: what there was to achieve, and whose job it was.",
    "action": "No action was heard: what was done, step by step.",
    "result": "No result was heard: what came of it, best with a figure.",
}
ASKED_FOR: dict[str, str] = {
    "process": "The question asks how it is done as a rule",
    "knowledge": "The question asks what one knows",
    "motive": "The question asks for a reason",
    "situational": "The question asks what one would do",
}
ENDINGS = {
    "live": "It was broken off while it was being recorded.",
    "interrupted": "It was broken off.",
    "lost": "The microphone was lost while it was being recorded.",
    "skipped": "This question was skipped.",
}


def unheard(findings: Findings, question: Question | None) -> list[tuple[str, str]]:
    """For each part of a story that is missing: what was not heard, and the follow-up to expect.

    The follow-up is empty where the bank has none. A question that asks for no
    story misses none of its parts.
    """
    if off_form(findings, question):
        return []
    follow_ups = question.follow_ups if question else {}
    return [(UNHEARD[part], follow_ups.get(part, "")) for part in PARTS if part in findings.missing]


def no_event(findings: Findings, question: Question | None) -> bool:
    """Whether a story was asked for and something else was heard."""
    return question is not None and question.form == "story" and findings.form != "story"


def off_form(findings: Findings, question: Question | None) -> bool:
    """Whether one event was told where something else was asked for."""
    return question is not None and question.form in ASKED_FOR and findings.form == "story"


def form(findings: Findings, question: Question | None) -> list[str]:
    """A sentence on the kind of answer, where it is no story or not what was asked for."""
    if no_event(findings, question):
        return ["No single event was heard: a question like this asks for one that happened."]
    if question is not None and off_form(findings, question):
        return [f"{ASKED_FOR[question.form]}; the answer tells one event."]
    if findings.form == "story":
        return []
    return ["Parts of a story are not looked for in an answer of this kind."]


def unclear(findings: Findings) -> list[str]:
    """A question for each part that was heard only doubtfully."""
    sure = {span.part for span in findings.parts if span.sure}
    doubtful = {span.part for span in findings.parts} - sure
    return [f"Was there {_a(part)}? It is not clear." for part in PARTS if part in doubtful]


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def unmeasured(findings: Findings) -> list[str]:
    """A sentence where a story has a result but no amount measures it."""
    told = any(span.part == "result" for span in findings.parts)
    measured = any(quantity.result for quantity in findings.quantities)
    return ["The result carries no figure."] if told and not measured else []


def wanting(findings: Findings, question: Question | None) -> list[str]:
    """Everything an interviewer would miss, each with the follow-up to expect."""
    lines = [
        line + (f" An interviewer would ask: “{ask}”" if ask else "")
        for line, ask in unheard(findings, question)
    ]
    kind = form(findings, question)
    vague = [] if off_form(findings, question) else unclear(findings)
    return [*kind, *lines, *vague, *unmeasured(findings)]


def terms(findings: Findings) -> list[str]:
    """Which of the question's own terms were said, and which were not."""
    said, unsaid = findings.expected.said or (), findings.expected.unsaid or ()
    lines = []
    if said:
        lines.append(f"Terms said: {', '.join(said)}.")
    if unsaid:
        lines.append(f"Not heard: {', '.join(unsaid)}.")
    return lines


def delivery(spoken: Delivery | None) -> list[str]:
    """Pace, fillers, pauses and the time before the first word; then what is never marked."""
    if spoken is None:
        return []
    lines = [_pace(spoken), f"Fillers: at least {len(spoken.fillers)}{_which(spoken)}."]
    if spoken.pauses:
        longest = max(right - left for left, right in spoken.pauses)
        lines.append(
            f"Pauses of a second or more: {len(spoken.pauses)}, the longest {longest:.1f} s."
        )
    if spoken.first_word_after is not None:
        lines.append(f"The first word came after {spoken.first_word_after:.1f} s (never marked).")
    return [*lines, *_manner(spoken)]


def _manner(spoken: Delivery) -> Iterator[str]:
    """How it was put, a line each and only where there is something to tell."""
    if spoken.hedges:
        yield f"Softened {_times(len(spoken.hedges))}: {_where(spoken.hedges)}."
    again = [f"“{each.phrase}” {_times(each.count)}" for each in spoken.repeats]
    if again:
        yield f"Said again: {_few(again)}."
    if spoken.restarts:
        yield f"Begun again {_times(len(spoken.restarts))}: {_where(spoken.restarts)}."
    if spoken.i or spoken.we:
        yield f"I {spoken.i}, we {spoken.we}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _where(said: Sequence[Said]) -> str:
    """ "0:14 “I think”, 0:20 “maybe”"."""
    return _few(
        [f"{clock(e.seconds[0])} “{e.quote}”" if e.seconds else f"“{e.quote}”" for e in said]
    )


def _few(named: Sequence[str]) -> str:
    return ", ".join(named[:NAMED]) + (", …" if len(named) > NAMED else "")


def _pace(spoken: Delivery) -> str:
    line = f"{spoken.words} words in {spoken.seconds:.0f} s"
    rate = spoken.words_per_minute
    if rate is None:
        return line + "."
    hint = "; a little slower is easier to follow" if rate > FAST else ""
    hint = "; a little faster is easier to follow" if rate < SLOW else hint
    return f"{line}: about {rate:.0f} a minute{hint}."


def _which(spoken: Delivery) -> str:
    kinds = list(dict.fromkeys(filler.quote.lower().strip(" .,;!?…") for filler in spoken.fillers))
    return f" ({', '.join(kinds[:5])})" if kinds else ""


def doubts(transcript: Transcript | None, findings: Findings | None = None) -> list[str]:
    """What the recogniser may have got wrong, and what was put right by sound.

    In a text without sound the words stand as they are; what they sound like is a finding.
    """
    if transcript is None:
        terms = findings.terms if findings else ()
        repaired = dict.fromkeys((use.quote, use.term) for use in terms if use.heard == "repaired")
    else:
        repaired = dict.fromkeys((repair.heard, repair.term) for repair in transcript.repairs)
    unsure = transcript.unsure if transcript else ()
    return [*unsure, *(f"“{heard}” was heard as {term}." for heard, term in repaired)]


def spent(cut: tuple[Passage, ...], seconds: float) -> str:
    """ "situation 48 of 95 s, action 41 s" where ``seconds`` is 95; empty without known times."""
    known = seconds_by_part(cut)
    told = [(part, known[part]) for part in PARTS if part in known]
    of = f" of {max(seconds, 0.0):.0f}" if seconds > 0 else ""
    return ", ".join(
        f"{part} {length:.0f}{'' if number else of} s" for number, (part, length) in enumerate(told)
    )


def ending(attempt: Attempt) -> Iterator[str]:
    """Why there may be less than expected: how the attempt ended, and what was warned of."""
    if attempt.ended in ENDINGS:
        yield ENDINGS[attempt.ended]
    yield from attempt.warnings
