"""What a report says about a follow-up and the reply to it, in words; nothing here draws."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from mockint.findings import Findings, Part
from mockint.report import sentences
from mockint.session import Answer, FollowUp

FOLLOW_UPS = 9
"""Follow-ups of one answer shown at most."""
FIGURES = 3
"""Figures of a reply named at most."""
TITLE = "Follow-ups"
_WE = re.compile(r"\bwe\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:I|my|mine|myself|me)\b", re.IGNORECASE)
_NONE_HEARD = "No reply was heard."
_UNMADE = "The words of the reply were not made out."


def outcome(follow_up: FollowUp) -> str:
    """Whether the reply holds what was asked for, in one sentence about its words."""
    reply = follow_up.reply
    if reply is None or reply.ended == "skipped":
        return _NONE_HEARD
    if reply.transcript is not None and not reply.transcript.words:
        return _NONE_HEARD
    if reply.transcript is None:
        return _UNMADE
    found = follow_up.heard
    if found is None:
        return "The reply is too short to tell what it holds."
    return _OUTCOMES[follow_up.key](found)


def supplied(answer: Answer) -> str:
    """Which parts the answer has only with the replies; empty where there are none."""
    return f"Heard only in the replies: {', '.join(answer.supplied)}." if answer.supplied else ""


def endings(follow_up: FollowUp) -> Iterator[str]:
    """Why there may be less of the reply than expected; one that was skipped was not given."""
    reply = follow_up.reply
    if reply is not None and reply.ended != "skipped":
        yield from islice(sentences.ending(reply), FOLLOW_UPS)


def _part(part: Part) -> Callable[[Findings], str]:
    def told(found: Findings) -> str:
        spans = [span for span in found.parts if span.part == part]
        if not spans:
            return f"No {part} was heard in the reply."
        sure = any(span.sure for span in spans)
        return f"The {part} was heard in the reply." if sure else f"A {part}, not clearly."

    return told


def _result(found: Findings) -> str:
    figures = _figures(found)
    if figures:
        return f"The result was heard in the reply, measured: {figures}."
    return _part("result")(found)


def _measure(found: Findings) -> str:
    figures = _figures(found)
    return f"A measure was heard: {figures}." if figures else "No figure was heard in the reply."


def _figures(found: Findings) -> str:
    """The amounts that measure what was achieved, a few of them."""
    return ", ".join([each.quote for each in found.quantities if each.result][:FIGURES])


def _task(found: Findings) -> str:
    told = {span.part for span in found.parts}
    if not told & {"task", "action"}:
        return "No own part was heard in the reply."
    if _WE.search(found.text) and not _OWN.search(found.text):
        return "Only \u201cwe\u201d was heard in the reply."
    return f"The reply tells what {'there was to do' if 'task' in told else 'was done'}."


def _event(found: Findings) -> str:
    told = found.form == "story"
    return "One event was heard in the reply." if told else "No one event was heard in the reply."


def _more(found: Findings) -> str:
    return "More was heard in the reply."


_OUTCOMES: dict[str, Callable[[Findings], str]] = {
    "event": _event,
    "result": _result,
    "measure": _measure,
    "task": _task,
    "action": _part("action"),
    "situation": _part("situation"),
    "more": _more,
}
