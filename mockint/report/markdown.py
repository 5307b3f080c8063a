"""A session as Markdown, to be kept or sent; every word of a user's stays text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from mockint.bank import Question
from mockint.findings import Findings
from mockint.report import rating, replies, sentences, standing
from mockint.report.advice import mean_level, next_steps
from mockint.report.attempts import NONE, SideBySide, side_by_side
from mockint.report.passage import (
    PASSAGES,
    SHOWN,
    Passage,
    Run,
    parts_heard,
    passages,
    shares,
)
from mockint.report.plain import clock, plain, shortened
from mockint.report.remedy import remedy
from mockint.report.time_taken import warm_up
from mockint.report.typed import held
from mockint.report.typed import length as length_of
from mockint.session import Answer, Attempt, Session
from mockint.transcript import Transcript

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&@]|:(?=//)|(?<=www)\.)")
_OPENS_BLOCK = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=#])")
_AROUND = {"result": "**", "amount": "*", "term": "`", "filler": "~~", None: ""}
LEGEND = "**a measured result** · *another amount* · `a term of the trade` · ~~a filler~~"
LINES, LINE, QUOTES, ANSWERS = 40, 2_000, 4, 500
"""Lines of a list, characters of a line, quotes of a mark, answers: so many at most."""


def escaped(text: str) -> str:
    """``text`` as one line in which no character means anything to Markdown or HTML."""
    line = _inside(text)
    return _OPENS_BLOCK.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", line)


def _inside(text: str) -> str:
    """The same where no block can begin."""
    return _SPECIAL.sub(r"\\\1", plain(text))


def session_markdown(
    session: Session, earlier: Sequence[Session] = (), masked: Sequence[str] = ()
) -> str:
    """The same report as on the terminal, ending in a line break."""
    lines = [*_head(session, masked), *_next(session), *_legend(session)]
    for number, answer in enumerate(session.answers[:ANSWERS], 1):
        lines += _answer(number, answer)
    lines += [*_standing(session, earlier), *_table(session)]
    return "\n".join(lines).rstrip() + "\n"


def _head(session: Session, masked: Sequence[str]) -> Iterator[str]:
    yield f"# {_line(session.title)}"
    yield ""
    yield f"{escaped(session.started[:16].replace('T', ' '))} · {held(session)}"
    yield ""
    for sentence in masked:
        yield f"{escaped(sentence)}\n"
    if session.rehearsal:
        yield "A rehearsal: a synthetic voice answered, so that the path could be tried.\n"
    if told := warm_up(session):
        yield f"{told}\n"
    if not session.finished:
        yield "Broken off: `mockint interview --resume` goes on where it stopped.\n"


def _next(session: Session) -> Iterator[str]:
    yield "## What to do next"
    yield ""
    for number, line in enumerate(next_steps(session), 1):
        yield f"{number}. {escaped(line)}"
    yield ""


def _legend(session: Session) -> Iterator[str]:
    if any(answer.last and answer.last.findings for answer in session.answers):
        yield f"{LEGEND}\n"


def _standing(session: Session, earlier: Sequence[Session]) -> Iterator[str]:
    if not session.answers:
        return
    yield from (f"## {standing.TITLE}", "")
    found = standing.standings(session, earlier)
    if not found:
        yield f"{standing.why_none(session)}\n"
        return
    rows = [(each.name, each.now, each.usual, each.verdict) for each in found[:LINES]]
    yield from _grid(standing.HEADS, rows, "-::-")


def _table(session: Session) -> Iterator[str]:
    if not session.answers:
        return
    yield from ("## All answers", "")
    rows = [
        (str(number), shortened(answer.asked, LINE), *_figures(answer.last))
        for number, answer in enumerate(session.answers[:ANSWERS], 1)
    ]
    yield from _grid(("#", "question", "length", "words", "parts", "marks"), rows, ":-::-:")
    if rated := rating.over_all(session):
        yield f"{rated}\n"


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]], sides: str) -> Iterator[str]:
    """A table; ``sides`` has a colon for each column that is set to the right."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join('--:' if side == ':' else '---' for side in sides)}|"
    for row in rows:
        yield f"| {' | '.join(_inside(cell) for cell in row)} |"
    yield ""


def _figures(last: Attempt | None) -> tuple[str, str, str, str]:
    if last is None or last.transcript is None:
        return NONE, NONE, NONE, NONE
    length, words, findings = length_of(last), str(len(last.transcript.words)), last.findings
    if findings is None or findings.abstained:
        return length, words, NONE, NONE
    mean = mean_level(findings)
    parts = parts_heard(findings) if findings.form == "story" else NONE
    return length, words, parts, NONE if mean is None else f"{mean:.1f}"


def _answer(number: int, answer: Answer) -> Iterator[str]:
    yield from (f"## Answer {number}", "", f"> {_line(answer.asked)}", "")
    if answer.last is None:
        yield "No answer was given.\n"
        return
    for line in islice(sentences.ending(answer.last), LINES):
        yield f"{_line(line)}\n"
    if rated := rating.told(answer.last):
        yield f"{rated}\n"
    findings = answer.last.findings
    if findings is None or findings.abstained:
        yield from _unmarked(findings, answer.last)
    else:
        yield from _marked(findings, answer.question, answer.last)
    yield from _follow_ups(answer)
    doubts = sentences.doubts(answer.last.transcript)
    yield from _list("What the recogniser may have missed", doubts)
    yield from _attempts(side_by_side(answer))


def _follow_ups(answer: Answer) -> Iterator[str]:
    if not answer.follow_ups:
        return
    yield from (f"### {replies.TITLE}", "")
    for each in answer.follow_ups[: replies.FOLLOW_UPS]:
        yield f"> {_line(each.asked)}\n"
        if each.reply is not None and each.reply.transcript is not None:
            yield f"{escaped(shortened(each.reply.transcript.text, SHOWN))}\n"
        for line in (*replies.endings(each), replies.outcome(each)):
            yield f"{_line(line)}\n"
    if told := replies.supplied(answer):
        yield f"{_line(told)}\n"


def _unmarked(findings: Findings | None, attempt: Attempt) -> Iterator[str]:
    text = attempt.transcript.text if attempt.transcript else ""
    if text.strip():
        yield f"{escaped(shortened(text, SHOWN))}\n"
    if findings is not None and findings.abstained:
        yield f"Not marked: {_line(findings.abstained)}\n"
        yield f"{remedy(text, attempt.transcript)}\n"


def _marked(findings: Findings, question: Question | None, attempt: Attempt) -> Iterator[str]:
    cut = passages(findings, attempt.transcript)
    yield from _passages(findings.text, cut)
    if findings.form == "story" and (spent := sentences.spent(cut, attempt.seconds)):
        yield f"`{shares(cut, attempt.seconds)}` {spent}\n"
    yield from _marks(findings, question, attempt.transcript)
    yield from _gaps(findings, question)
    spoken = [*sentences.terms(findings), *sentences.delivery(findings.delivery)]
    yield from _list("How it was said", spoken)
    if question is not None:
        anchors = [f"{name}: {text}" for name, text in sentences.anchors(question)]
        yield from _list("An outline to try", [*question.outline[:LINES], *anchors])


def _passages(text: str, cut: Sequence[Passage]) -> Iterator[str]:
    harmless = plain(text[:SHOWN])
    shown = 0
    for passage in islice(cut, PASSAGES):
        if passage.start >= SHOWN:
            break
        words = "".join(_run(harmless, run) for run in passage.runs if run.start < SHOWN).strip()
        yield f"{_place(passage)}{words}\n"
        shown = min(passage.end, SHOWN)
    if cut and shown < cut[-1].end:
        yield f"… {cut[-1].end - shown} more characters are not shown.\n"


def _place(passage: Passage) -> str:
    name = "" if passage.part is None else passage.part + ("" if passage.sure else ", not clear")
    when = clock(passage.seconds[0]) if passage.seconds else ""
    place = " ".join(filter(None, (when, name)))
    return f"{place} - " if place else ""


def _run(text: str, run: Run) -> str:
    around = _AROUND[run.kind]
    words = text[run.start : run.end]
    inner = words.strip()
    if not around or not inner:
        return escaped(words)
    before, after = words[: words.index(inner)], words[words.index(inner) + len(inner) :]
    # Nothing is escaped inside backticks, so that they hold plain words only.
    if around == "`" and _SPECIAL.search(inner):
        around = "_"
    return f"{before}{around}{escaped(inner)}{around}{after}"


def _marks(
    findings: Findings, question: Question | None, transcript: Transcript | None
) -> Iterator[str]:
    yield from ("### Marks", "")
    for name, mark in islice(findings.marks.items(), LINES):
        level = "not marked" if mark.level is None else f"{min(max(mark.level, 1), 5)} of 5"
        yield f"- {_line(name)}: {level}. {_line(mark.why)}"
        for quote in mark.evidence[:QUOTES]:
            seconds = transcript.seconds_of(quote.start, quote.end) if transcript else None
            when = f"{clock(seconds[0])} " if seconds else ""
            yield f"  - {when}“{_line(quote.quote)}”"
        for rung in sentences.rungs(name, mark, findings, question):
            yield f"  - {escaped(rung)}"
    yield ""


def _gaps(findings: Findings, question: Question | None) -> Iterator[str]:
    lines = []
    for gap in sentences.gaps(findings, question):
        lines.append(f"- {_line(gap.line)}")
        lines += [f"  - {_line(gap.asked)}"] if gap.asked else []
    if lines:
        yield from ("### What was not heard", "", *lines, "")


def _attempts(together: SideBySide | None) -> Iterator[str]:
    if together is None:
        return
    yield from ("### Attempts at this answer", "")
    rows = [(row.name, *row.cells, row.change) for row in together.rows]
    yield from _grid(("", *together.heads, "change"), rows, "-" + ":" * (len(together.heads) + 1))
    if together.kept:
        yield f"{together.kept}\n"


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    items = [f"- {_line(line)}" for line in islice(lines, LINES + 3)]
    if items:
        yield from (f"### {title}", "", *items, "")


def _line(text: str) -> str:
    return escaped(shortened(text, LINE))
