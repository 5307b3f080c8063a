"""A session as Markdown, to be kept or sent; every word of a user's stays text."""

import re
from collections.abc import Iterable, Iterator

from mockint.findings import Findings, Mark
from mockint.report import sentences
from mockint.report.advice import mean_level, next_steps
from mockint.report.passage import Passage, Run, passages, shares
from mockint.report.plain import clock, plain
from mockint.session import Answer, Attempt, Session
from mockint.transcript import Transcript

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&@]|:(?=//)|(?<=www)\.)")
_OPENS_BLOCK = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=#])")
_AROUND = {"result": "**", "amount": "*", "term": "`", "filler": "~~", None: ""}
LEGEND = "**a measured result** · *another amount* · `a term of the trade` · ~~a filler~~"


def escaped(text: str) -> str:
    """``text`` as one line in which no character means anything to Markdown or HTML."""
    line = _SPECIAL.sub(r"\\\1", plain(text))
    return _OPENS_BLOCK.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", line)


def session_markdown(session: Session) -> str:
    """The same report as on the terminal, ending in a line break."""
    lines = [*_head(session), *_next(session), *_table(session)]
    for number, answer in enumerate(session.answers, 1):
        lines += _answer(number, answer)
    return "\n".join(lines).rstrip() + "\n"


def _head(session: Session) -> Iterator[str]:
    yield f"# {escaped(session.title)}"
    yield ""
    yield f"{escaped(session.started[:16].replace('T', ' '))} · {session.mode}"
    yield ""
    if session.rehearsal:
        yield "A rehearsal: a synthetic voice answered, so that the path could be tried.\n"
    if not session.finished:
        yield "Broken off: `mockint interview --resume` goes on where it stopped.\n"


def _next(session: Session) -> Iterator[str]:
    yield "## What to do next"
    yield ""
    for number, line in enumerate(next_steps(session), 1):
        yield f"{number}. {line}"
    yield ""


def _table(session: Session) -> Iterator[str]:
    if not session.answers:
        return
    yield "| # | question | length | words | marks |"
    yield "|--:|---|--:|--:|--:|"
    for number, answer in enumerate(session.answers, 1):
        yield f"| {number} | {escaped(answer.asked)} | {' | '.join(_figures(answer.last))} |"
    yield ""


def _figures(last: Attempt | None) -> tuple[str, str, str]:
    if last is None or last.transcript is None:
        return "-", "-", "-"
    marked = last.findings is not None and not last.findings.abstained
    mean = mean_level(last.findings) if marked and last.findings else None
    figure = "-" if mean is None else f"{mean:.1f}"
    return clock(last.seconds), str(len(last.transcript.words)), figure


def _answer(number: int, answer: Answer) -> Iterator[str]:
    yield f"## Answer {number}"
    yield ""
    yield f"> {escaped(answer.asked)}"
    yield ""
    if answer.last is None:
        yield "No answer was given.\n"
        return
    for line in sentences.ending(answer.last):
        yield f"{escaped(line)}\n"
    findings = answer.last.findings
    if findings is None or findings.abstained:
        yield from _unmarked(findings, answer.last)
    else:
        yield from _marked(findings, answer, answer.last)
    doubts = sentences.doubts(answer.last.transcript)
    yield from _list("What the recogniser may have missed", doubts)


def _unmarked(findings: Findings | None, attempt: Attempt) -> Iterator[str]:
    if attempt.transcript is not None and attempt.transcript.words:
        yield f"{escaped(attempt.transcript.text)}\n"
    if findings is not None and findings.abstained:
        yield f"Not marked: {escaped(findings.abstained)}\n"


def _marked(findings: Findings, answer: Answer, attempt: Attempt) -> Iterator[str]:
    cut = passages(findings, attempt.transcript)
    for passage in cut:
        yield f"{_place(passage)}{_line(findings.text, passage)}\n"
    yield f"{LEGEND}\n"
    if findings.form == "story" and (spent := sentences.spent(cut, attempt.seconds)):
        yield f"`{shares(cut, attempt.seconds)}` {spent}\n"
    yield from _marks(findings.marks, attempt.transcript)
    yield from _list("What was not heard", sentences.wanting(findings, answer.question))
    spoken = [*sentences.terms(findings), *sentences.delivery(findings.delivery)]
    yield from _list("How it was said", spoken)
    if answer.question is not None:
        yield from _list("An outline to try", answer.question.outline)


def _place(passage: Passage) -> str:
    name = "" if passage.part is None else passage.part + ("" if passage.sure else ", not clear")
    when = clock(passage.seconds[0]) if passage.seconds else ""
    place = " ".join(filter(None, (when, name)))
    return f"{place} - " if place else ""


def _line(text: str, passage: Passage) -> str:
    return "".join(_run(text, run) for run in passage.runs).strip()


def _run(text: str, run: Run) -> str:
    around = _AROUND[run.kind]
    words = text[run.start : run.end]
    inner = words.strip()
    if not around or not inner:
        return escaped(words)
    before, after = words[: words.index(inner)], words[words.index(inner) + len(inner) :]
    # Nothing is escaped inside backticks, so none may stand there.
    shown = plain(inner).replace("`", "'") if around == "`" else escaped(inner)
    return f"{before}{around}{shown}{around}{after}"


def _marks(marks: dict[str, Mark], transcript: Transcript | None) -> Iterator[str]:
    yield "### Marks"
    yield ""
    for name, mark in marks.items():
        level = "not marked" if mark.level is None else f"{mark.level} of 5"
        yield f"- {escaped(name)}: {level}. {escaped(mark.why)}"
        for quote in mark.evidence:
            seconds = transcript.seconds_of(quote.start, quote.end) if transcript else None
            when = f"{clock(seconds[0])} " if seconds else ""
            yield f"  - {when}“{escaped(quote.quote)}”"
    yield ""


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    items = [f"- {escaped(line)}" for line in lines]
    if items:
        yield from (f"### {title}", "", *items, "")
