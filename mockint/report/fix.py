"""The one thing most worth mending in an answer, and a skeleton to say it again by.

The skeleton quotes the candidate and invents nothing: each quote is a stretch of the
text that was heard, and for what is missing there is a blank with what to put there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mockint.bank import Question
from mockint.findings import PARTS, Findings, Part
from mockint.report import sentences
from mockint.report.passage import LETTER
from mockint.report.plain import excerpt
from mockint.report.rules import RULES, Marked, Rule

STRONG = 4
"""The level from which a mark leaves nothing to mend but what was told, and how well."""
LONGEST = 12
"""Words of a quote at most."""
FEWEST, BEFORE_COMMA = 3, 5
"""Words below which a clause is none yet, where a stop ends it, and where a comma does."""
HINT = 90
"""Characters of what is to be filled in, at most."""
WORD = 40
"""Characters shown of one word, at most."""
REACH = 4_000
"""Characters of a part in which its core is looked for."""
BLANK = "____"

BEGINNING: Final[dict[Part, str]] = {
    "situation": f"At the time {BLANK}",
    "task": f"My job was to {BLANK}",
    "action": f"I {BLANK}",
    "result": f"In the end {BLANK}",
}
"""How a part may begin that was not heard."""
ASKED: Final[dict[Part, str]] = {
    "situation": "when, where, and what had gone wrong?",
    "task": "what was there to achieve, and by when?",
    "action": "what did you do first, and what then?",
    "result": "how much? how many days?",
}
"""What a part tells, where the bank has no words of its own for it."""
MENDS: Final[dict[str, Part]] = {
    "result": "result",
    "action": "action",
    "task": "task",
    "situation": "situation",
    "measure": "result",
    "own": "action",
    **{f"unclear {part}": part for part in PARTS},
}
"""The part that each rule is about, if it is about one."""

_OPENING = re.compile(
    r"(?:(?:um|uh|er|erm|hmm|mm|so|well|okay|ok|and|then|but|you know)\b[\s,.…]*)+", re.IGNORECASE
)
_ENDS = re.compile(r"[.;:!?…]+(?=\s|$)|,(?=\s|$)")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the skeleton: a ``quote`` of the candidate, ``blank`` words to fill in, or both.

    ``sign`` is the part's letter, with "?" where it was not clear. ``cut``: the quoted
    sentence went on.
    """

    sign: str
    quote: str = ""
    cut: bool = False
    blank: str = ""

    @property
    def text(self) -> str:
        """Quote and blank as they are shown."""
        quoted = f"“{self.quote}{' …' * self.cut}”" if self.quote else ""
        return " ".join(filter(None, (quoted, self.blank)))


@dataclass(frozen=True, slots=True)
class Fix:
    """``line`` says in a clause what to mend; ``example`` is a sentence or empty."""

    rule: Rule
    example: str = ""
    skeleton: tuple[Line, ...] = ()

    @property
    def line(self) -> str:
        """A clause such as "say what came of it, best with a figure"."""
        return self.rule.line

    @property
    def part(self) -> Part | None:
        """The part it is about, if it is about one."""
        return MENDS.get(self.rule.name)

    def done(
        self, findings: Findings, question: Question | None, limit: float | None = None
    ) -> bool:
        """Whether it is mended in a later attempt, that of ``findings``."""
        later = Marked(1, question, findings, limit)
        return not findings.abstained and not self.rule.applies(later)


def fix(
    findings: Findings, question: Question | None = None, limit: float | None = None
) -> Fix | None:
    """What is most worth mending in an answer that might take ``limit`` seconds.

    None where nothing was marked, or all of it is strong.
    """
    if findings.abstained:
        return None
    answer = Marked(1, question, findings, limit)
    met = (rule for rule in RULES if rule.applies(answer))
    rule = min(met, key=lambda rule: rule.rank, default=None)
    if rule is None or (rule.rank > 2 and _strong(findings)):
        return None
    lines = tuple(_skeleton(findings, question, rule.name))
    example = "" if lines and rule.name in MENDS else rule.example(answer)
    return Fix(rule, example, lines)


def _strong(findings: Findings) -> bool:
    levels = [mark.level for mark in findings.marks.values() if mark.level is not None]
    return bool(levels) and min(levels) >= STRONG


def _skeleton(findings: Findings, question: Question | None, rule: str) -> Iterator[Line]:
    """A line for each part of a story; none where no story was asked for, or told unasked."""
    asked = sentences.no_event(findings, question)
    if not asked and (findings.form != "story" or sentences.off_form(findings, question)):
        return
    for part in PARTS:
        core = _core(findings, part)
        hint = f"({_hint(question, part, outline=rule == 'measure')})"
        if core is None:
            yield Line(LETTER[part], blank=f"{BEGINNING[part]} {hint}")
        else:
            sure, quote, cut = core
            blank = BEGINNING[part] if rule == "own" else BLANK
            blank = f"{blank} {hint}" if part == MENDS.get(rule) else ""
            yield Line(LETTER[part] + "?" * (not sure), quote, cut, blank)


def _hint(question: Question | None, part: Part, *, outline: bool) -> str:
    """What the bank would ask for it, or (at once with ``outline``) its outline; else ours."""
    if question is not None and part in question.follow_ups and not outline:
        return f"“{excerpt(question.follow_ups[part], HINT)}”"
    at = {"situation": 0, "action": -2, "result": -1}.get(part)
    if question is not None and at is not None and len(question.outline) > 2:
        return f"“{excerpt(question.outline[at], HINT)}”"
    return ASKED[part]


def _core(findings: Findings, part: Part) -> tuple[bool, str, bool] | None:
    """Whether the part is clear, its first clause as it was said, and whether more follows."""
    text = findings.text
    spans = [s for s in findings.parts if s.part == part and 0 <= s.start < s.end <= len(text)]
    spans.sort(key=lambda span: (not span.sure, not _measured(findings, span.start, span.end)))
    for span in spans:
        said = text[span.start : min(span.end, span.start + REACH)]
        at = _measured(findings, span.start, span.end) if part == "result" else 0
        if quoted := _clause(said, max(at - span.start, 0) if at else 0):
            return span.sure, *quoted
    return None


def _measured(findings: Findings, start: int, end: int) -> int:
    """Where the first amount stands there that measures what was achieved; 0 without one."""
    found = (q.start for q in findings.quantities if q.result and start <= q.start < end)
    return min(found, default=0)


def _clause(said: str, about: int) -> tuple[str, bool] | None:
    """The clause of ``said`` in which the character ``about`` stands, and whether it was cut."""
    start = _opened(said, 0)
    for end in _ENDS.finditer(said):
        clause = said[start : end.start()]
        enough = len(clause.split()) >= (BEFORE_COMMA if end[0] == "," else FEWEST)
        if enough and about < end.end():
            return _short(clause, end[0] == ",")
        if end.end() <= about and (enough or end[0] != ","):
            start = _opened(said, end.end())
    return _short(said[start:], False)


def _opened(said: str, at: int) -> int:
    """Where the words begin that tell something, behind "so, um" and their like."""
    while at < len(said) and said[at].isspace():
        at += 1
    opening = _OPENING.match(said, at)
    return opening.end() if opening and opening.end() < len(said) else at


def _short(clause: str, goes_on: bool) -> tuple[str, bool] | None:
    """Its first words, unchanged, and whether more follow."""
    words = list(islice(_WORD.finditer(clause), LONGEST + 1))
    if not words:
        return None
    last = words[:LONGEST][-1]
    end = min(last.end(), last.start() + WORD)
    quote = clause[words[0].start() : end]
    longer = len(words) > LONGEST or end < last.end()
    return quote, longer or goes_on
