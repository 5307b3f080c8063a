"""What a report says about an answer, in words; nothing here draws.

Every sentence is about the answer as it was recognised, none about who gave it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockint.anchors import anchor
from mockint.bank import Question
from mockint.findings import PARTS, Delivery, Findings, Mark, Part, Said
from mockint.profile import MEASURES
from mockint.report import typed
from mockint.report.passage import Passage, seconds_by_part
from mockint.report.plain import clock, figure
from mockint.report.time_taken import against_limit
from mockint.session import Attempt
from mockint.transcript import Transcript

NAMED = 6
"""Phrases named in one line at most."""

UNHEARD: dict[Part, str] = {
    "situation": "No situation was heard: where, when, and what had gone wrong.",
    "task": "No task was heard: what there was to achieve, and whose job it was.",
    "action": "No action was heard: what was done, step by step.",
    "result": "No result was heard: what came of it, best with a figure.",
}
ANCHORED = ("A weak answer (1)", "A fair answer (3)", "A strong answer (5)")
"""What stands before a question's own anchors."""
ASKED_FOR: dict[str, str] = {
    "process": "The question asks how it is done as a rule",
    "knowledge": "The question asks what one knows",
    "motive": "The question asks for a reason",
    "situational": "The question asks what one would do",
}
NOT_ANSWERED: dict[str, str] = {
    "process": "No way of working was heard: what is done, and in which order.",
    "knowledge": "No knowledge of the matter was heard: what it is, and what it is for.",
    "motive": "No reason was heard: why this, and why now.",
    "situational": "What would be done was not heard: what first, and what after that.",
}
ENDINGS = {
    "live": "It was broken off while it was being recorded.",
    "interrupted": "It was broken off.",
    "lost": "The microphone was lost while it was being recorded.",
    "skipped": "This question was skipped.",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Something an interviewer would miss; ``follow_up`` as the bank words it, or empty."""

    line: str
    follow_up: str = ""

    @property
    def asked(self) -> str:
        """The question to expect, as a sentence of its own; empty where the bank has none."""
        return f"An interviewer would ask: “{self.follow_up}”" if self.follow_up else ""


def gaps(findings: Findings, question: Question | None) -> list[Gap]:
    """Everything an interviewer would miss: kind of answer, parts, what is unclear, figures."""
    follow_ups = question.follow_ups if question else {}
    missed = no_event(findings, question) or astray(findings, question)
    vague = follow_ups.get("vague", "") if missed else ""
    found = [Gap(line, vague) for line in form(findings, question)]
    found += [Gap(line, ask) for line, ask in unheard(findings, question)]
    if not off_form(findings, question):
        found += [Gap(_unclear(part), follow_ups.get(part, "")) for part in doubtful(findings)]
    found += [Gap(line, follow_ups.get("result", "")) for line in unmeasured(findings)]
    return found


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


def astray(findings: Findings, question: Question | None) -> bool:
    """Whether something other than a story was asked for, and nothing of a known kind was heard."""
    return question is not None and question.form in ASKED_FOR and findings.form == "other"


def form(findings: Findings, question: Question | None) -> list[str]:
    """A sentence on the kind of answer, where it is not what was asked for or has no parts."""
    if no_event(findings, question):
        return ["No single event was heard: a question like this asks for one that happened."]
    if question is not None and off_form(findings, question):
        return [f"{ASKED_FOR[question.form]}; the answer tells one event."]
    if question is not None and astray(findings, question):
        return [NOT_ANSWERED[question.form]]
    if findings.form == "story" or question is not None:
        return []
    return ["Parts of a story are not looked for in an answer of this kind."]


def doubtful(findings: Findings) -> list[Part]:
    """The parts that were heard, but nowhere clearly."""
    sure = {span.part for span in findings.parts if span.sure}
    unsure = {span.part for span in findings.parts} - sure
    return [part for part in PARTS if part in unsure]


def unclear(findings: Findings) -> list[str]:
    """A question for each part that was heard only doubtfully."""
    return [_unclear(part) for part in doubtful(findings)]


def _unclear(part: Part) -> str:
    return f"Was there {_a(part)}? It is not clear."


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def unmeasured(findings: Findings) -> list[str]:
    """A sentence where a story has a result but no amount measures it."""
    told = any(span.part == "result" for span in findings.parts)
    measured = any(quantity.result for quantity in findings.quantities)
    return ["The result carries no figure."] if told and not measured else []


def wanting(findings: Findings, question: Question | None) -> list[str]:
    """Everything an interviewer would miss, each with the follow-up to expect."""
    return [f"{gap.line} {gap.asked}".rstrip() for gap in gaps(findings, question)]


def rungs(name: str, mark: Mark, findings: Findings, question: Question | None) -> list[str]:
    """What the mark's level means and what the next one asks for, a sentence each."""
    if mark.level is None:
        return []
    story = tells_story(findings, question)
    here, above = (anchor(name, mark.level + up, story=story) for up in (0, 1))
    return [
        f"{lead} {wording}."
        for lead, wording in ((f"Level {mark.level}:", here), (f"For {mark.level + 1}:", above))
        if wording
    ]


def tells_story(findings: Findings, question: Question | None) -> bool:
    """Whether a story was told or asked for, so that it is marked by its parts."""
    return findings.form == "story" or (question is not None and question.form == "story")


def anchors(question: Question) -> list[tuple[str, str]]:
    """What a weak, a fair and a strong answer to this very question sound like, by name."""
    own = question.anchors
    return list(zip(ANCHORED, (own.one, own.three, own.five), strict=True))


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
        least = MEASURES[spoken.profile].pause
        length = "a second" if least == 1 else f"{least:g} seconds"
        lines.append(
            f"Pauses of {length} or more: {len(spoken.pauses)}, the longest {figure(longest, 1)} s."
        )
    if spoken.first_word_after is not None:
        came = figure(spoken.first_word_after, 1)
        lines.append(f"The first word came after {came} s (never marked).")
    return [*lines, *_measured(spoken), *_manner(spoken)]


def _measured(spoken: Delivery) -> Iterator[str]:
    """By whose measure, where it is not the usual one."""
    measure = MEASURES[spoken.profile]
    if measure.name:
        yield (
            f"By the measure for {measure.name}: {measure.slow:g} to {measure.fast:g} words a "
            f"minute and up to {measure.fillers:g} fillers are comfortable."
        )


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
        yield f"I {figure(spoken.i)}, we {figure(spoken.we)}."


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{figure(count)} times")


def _where(said: Sequence[Said]) -> str:
    """ "0:14 “I think”, 0:20 “maybe”"."""
    return _few(
        [f"{clock(e.seconds[0])} “{e.quote}”" if e.seconds else f"“{e.quote}”" for e in said]
    )


def _few(named: Sequence[str]) -> str:
    return ", ".join(named[:NAMED]) + (", …" if len(named) > NAMED else "")


def _pace(spoken: Delivery) -> str:
    line = f"{figure(spoken.words)} words in {figure(spoken.seconds)} s"
    rate = spoken.words_per_minute
    if rate is None:
        return line + "."
    measure = MEASURES[spoken.profile]
    hint = "; a little slower is easier to follow" if rate > measure.fast else ""
    hint = "; a little faster is easier to follow" if rate < measure.slow else hint
    return f"{line}: about {figure(rate)} a minute{hint}."


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
    told = [(part, figure(known[part])) for part in PARTS if part in known]
    of = f" of {figure(seconds)}" if seconds > 0 else ""
    return ", ".join(
        f"{part} {length}{'' if number else of} s" for number, (part, length) in enumerate(told)
    )


def ending(attempt: Attempt) -> Iterator[str]:
    """Why there may be less than expected: how the attempt ended, and what was warned of."""
    if attempt.ended in ENDINGS:
        live = attempt.typed and attempt.ended == "live"
        yield typed.BROKEN_OFF if live else ENDINGS[attempt.ended]
    yield from against_limit(attempt)
    if attempt.edited:
        words = f"{figure(attempt.edited)} word{'s' if attempt.edited != 1 else ''}"
        kept = "; the raw words are kept" if attempt.raw is not None else ""
        yield f"Edited by hand: {words}{kept}."
    yield from attempt.warnings
