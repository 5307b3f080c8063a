"""The rules by which the next follow-up is chosen.

Each rule asks for one thing that was not heard. What has a span, sure or not, is
never asked for, and nothing is asked for twice.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from mockint.bank import Question
from mockint.findings import Findings, Part
from mockint.probing.wordings import wording

Key = Literal["event", "result", "task", "measure", "action", "situation", "more"]
MOST = 2
"""Follow-ups to one question at most."""
_TOO_SHORT = "This is too short to mark"
_ONLY_WE = 2
"""The mark of ownership where only "we" was heard doing something."""
_OFTEN, _OFTENER = 2, 3
""""We" is said so often at least, and so many times oftener than "I"."""
_MOSTLY: tuple[Key, ...] = ("event", "result", "measure", "task")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up: what it asks for, how it is said, and ``why`` it is asked, in a sentence."""

    key: Key
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything told so far: the answer and the replies to earlier follow-ups.

    ``doubtful``: parts that may be there although they have no span.
    """

    question: Question
    heard: tuple[Findings, ...]
    doubtful: Collection[Part] = ()

    @property
    def story(self) -> bool:
        """Whether one event was told, in the answer or in a reply."""
        return any(findings.form == "story" for findings in self.heard)

    @property
    def wanted(self) -> bool:
        """Whether the question asks for a story."""
        return self.question.form == "story"

    def lacks(self, part: Part) -> bool:
        """Whether a story was told in which ``part`` has no span and is not in doubt either."""
        spans = {span.part for findings in self.heard for span in findings.parts}
        return self.wanted and self.story and part not in spans and part not in self.doubtful

    @property
    def measured(self) -> bool:
        """Whether a figure measured what was achieved."""
        return any(amount.result for findings in self.heard for amount in findings.quantities)

    @property
    def unmeasured(self) -> bool:
        """Whether a result was told, and no amount stands where one could measure it."""
        results = any(s.part == "result" for findings in self.heard for s in findings.parts)
        amounts = any(_amounts_late(findings) for findings in self.heard)
        return self.wanted and self.story and results and not self.measured and not amounts

    @property
    def only_we(self) -> bool:
        """Whether "we" was heard doing things all through, and "I" was not."""
        marks = [findings.marks.get("ownership") for findings in self.heard]
        levels = [mark.level for mark in marks if mark is not None and mark.level is not None]
        words = [word for each in self.heard for word in _WORD.findall(each.text)]
        alone = sum(word == "I" for word in words)
        shared = sum(word.lower() == "we" for word in words)
        mostly = shared >= _OFTEN and shared > _OFTENER * alone
        return self.wanted and self.story and mostly and bool(levels) and max(levels) == _ONLY_WE


def _amounts_late(findings: Findings) -> bool:
    """Whether an amount stands behind the beginning of what was done or came of it."""
    told = [span.start for span in findings.parts if span.part in ("action", "result")]
    return any(amount.start >= min(told, default=0) for amount in findings.quantities)


Rule = tuple[Key, Callable[[Told], bool], str]
_ONLY_WE_HEARD = "Only \u201cwe\u201d was heard doing something."

RULES: tuple[Rule, ...] = (
    ("event", lambda told: told.wanted and not told.story, "No one event was heard."),
    ("result", lambda told: told.lacks("result") and not told.measured, "No result was heard."),
    ("task", lambda told: told.only_we, _ONLY_WE_HEARD),
    ("measure", lambda told: told.unmeasured, "A result was heard, but no figure measured it."),
    ("action", lambda told: told.lacks("action"), "Nothing was heard that was done."),
    ("task", lambda told: told.lacks("task"), "No task was heard."),
    ("situation", lambda told: told.lacks("situation"), "No situation was heard."),
)
"""In the order of their value to the candidate."""


def likely(question: Question, asked: Sequence[str] = ()) -> tuple[str, ...]:
    """The texts of the follow-ups that are mostly asked to it, the most frequent first."""
    keys = [key for key in _MOSTLY if question.form == "story" and key not in asked]
    return tuple(dict.fromkeys(_unasked(key, question, asked) for key in keys))


def next_probe(
    question: Question,
    findings: Findings,
    asked: Sequence[str],
    replies: Sequence[Findings] = (),
    doubtful: Collection[Part] = (),
) -> Probe | None:
    """The follow-up to ask now; None where there is nothing left to ask for.

    ``asked``: the keys of those asked before, ``replies``: what was found in the
    replies to them. ``doubtful``: parts that may be there although they have no span.
    """
    if len(asked) >= MOST:
        return None
    if findings.abstained:
        return _more(question, findings, asked, replies)
    heard = (findings, *(reply for reply in replies if not reply.abstained))
    return _first(Told(question, heard, doubtful), asked)


def _more(
    question: Question, findings: Findings, asked: Sequence[str], replies: Sequence[Findings]
) -> Probe | None:
    """Behind a few words: more of them, once; then what that reply lacks."""
    if not (findings.abstained or "").startswith(_TOO_SHORT):
        return None
    if "more" not in asked:
        return Probe("more", wording("more", question), "Only a few words were heard.")
    marked = tuple(reply for reply in replies if not reply.abstained)
    return _first(Told(question, marked), asked) if marked else None


def _first(told: Told, asked: Sequence[str]) -> Probe | None:
    for key, applies, why in RULES:
        if key not in asked and applies(told):
            # The banks' words for the task ask what there was to do, not who did it.
            words = "own" if why == _ONLY_WE_HEARD else key
            return Probe(key, _unasked(words, told.question, asked), why)
    return None


def _unasked(key: str, question: Question, asked: Sequence[str]) -> str:
    """The words for it; those that asked for the result do not come a second time."""
    again = key == "measure" and "result" in asked
    return wording(key, question, own=not again)
