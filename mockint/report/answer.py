"""One answer on the terminal: short, right after it was given, or in full."""

from collections.abc import Iterable, Iterator
from itertools import islice

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.bank import Question
from mockint.events import Answered
from mockint.findings import Findings
from mockint.report import rating, sentences
from mockint.report.airy import Airy, Listed
from mockint.report.attempts import Mended, SideBySide, mended, side_by_side
from mockint.report.fix import Fix, fix
from mockint.report.follow_ups import follow_ups_report
from mockint.report.mark import Marks
from mockint.report.passage import (
    BRACKETS,
    PASSAGES,
    SHOWN,
    Passage,
    passages,
    time_shares,
)
from mockint.report.plain import clock, plain, shortened
from mockint.report.remedy import remedy
from mockint.report.style import HEADING, MARK_STYLE, PART_STYLE, QUIET, heading
from mockint.report.times import Bars, Timeline
from mockint.session import Answer, Attempt
from mockint.transcript import Transcript

LINES = 40
"""Lines of one list at most."""
LINE = 2_000
"""Characters of one of them, of a question, of a warning, at most."""
LEGEND = (
    "S situation  T task  A action  R result  ? not clear\n"
    "«a measured result»  <another amount>  _a term of the trade_  (a filler)"
)


def legend() -> Text:
    """What the signs in a transcript mean."""
    return Text(LEGEND, style=QUIET)


def short_feedback(given: Answered, *, keys: bool = False) -> RenderableType:
    """What is shown between two questions: the words, the marks, and what was not heard.

    Also the one thing to mend, and what the last attempt changed; ``keys``: somebody can press
    one to say it again.
    """
    return Group(*_short(given.answer, given.attempt, keys))


def _short(answer: Answer, attempt: Attempt, keys: bool) -> Iterator[RenderableType]:
    findings, question = attempt.findings, answer.question
    yield from _ending(attempt)
    if findings is None or findings.abstained:
        yield from _unmarked(findings, attempt.transcript)
        yield from rating.lines(rating.told(attempt))
        return
    cut = passages(findings, attempt.transcript)
    yield transcript_view(findings.text, cut)
    if findings.form == "story":
        yield Timeline(cut, attempt.seconds, short=True)
    yield Text("")
    yield from _mended(mended(answer, attempt))
    yield from _to_mend(fix(findings, question, attempt.limit), keys)
    yield from rating.lines(rating.told(attempt))
    yield Marks(findings)
    yield from _gaps("", findings, question)
    if findings.delivery:
        yield Text(plain(sentences.delivery(findings.delivery)[0]), style=QUIET)


def _mended(found: Mended | None) -> Iterator[RenderableType]:
    """The marks before and after, and whether what was to be mended is."""
    if found is None:
        return
    yield heading("Before and after")
    yield Padding(_attempts_table(found.together), (0, 0, 0, 2))
    if found.told:
        yield Text(shortened(found.told, LINE))
    yield Text("")


def _to_mend(found: Fix | None, keys: bool) -> Iterator[RenderableType]:
    """The one thing to mend, and the skeleton to say it again by."""
    if found is None:
        return
    line = f"One thing to mend: {found.line}." + "  a: say it again" * keys
    yield Text(shortened(line, LINE), style=HEADING)
    if found.example:
        yield Text(shortened(found.example, LINE))
    table = Table.grid(padding=(0, 1))
    for each in found.skeleton:
        table.add_row("", Text(each.sign), Text(shortened(each.text, LINE)))
    if table.row_count:
        yield table
    yield Text("")


def answer_report(number: int, answer: Answer) -> RenderableType:
    """The question and the attempt that counts in full; earlier ones as figures beside it."""
    parts: list[RenderableType] = [
        Rule(Text(f"Answer {number}", style=HEADING), align="left", style=QUIET),
        Text(shortened(answer.asked, LINE), style="italic"),
        Text(""),
    ]
    if answer.last is None:
        return Group(*parts, Text("No answer was given."))
    full = _full(answer.last, answer.question)
    return Group(*parts, *full, *follow_ups_report(answer), *_attempts(side_by_side(answer)))


def findings_report(
    findings: Findings, transcript: Transcript | None = None, question: Question | None = None
) -> RenderableType:
    """Everything found in one answer, be it a recording or a text (without a transcript)."""
    signs = [] if findings.abstained else [legend(), Text("")]
    return Group(*signs, *_found(findings, transcript, question))


def _full(attempt: Attempt, question: Question | None) -> Iterator[RenderableType]:
    yield from _ending(attempt)
    yield from rating.lines(rating.told(attempt))
    if attempt.findings is None:
        yield from _unmarked(None, attempt.transcript)
    else:
        yield from _found(attempt.findings, attempt.transcript, question)


def _found(
    findings: Findings, transcript: Transcript | None, question: Question | None
) -> Iterator[RenderableType]:
    if findings.abstained:
        yield from _unmarked(findings, transcript)
    else:
        yield from _marked(findings, transcript, question)
    missed = sentences.doubts(transcript, findings)
    yield from _listed("What the recogniser may have missed", missed)


def _marked(
    findings: Findings, transcript: Transcript | None, question: Question | None
) -> Iterator[RenderableType]:
    cut = passages(findings, transcript)
    yield transcript_view(findings.text, cut)
    if findings.form == "story":
        yield from _times(findings, cut, transcript.seconds if transcript else 0.0)
    yield from _section("Marks", Marks(findings, transcript, question, whole=True))
    yield from _gaps("What was not heard", findings, question)
    spoken = [*sentences.terms(findings), *sentences.delivery(findings.delivery)]
    yield from _listed("How it was said", spoken)
    if question is not None:
        yield from _listed("An outline to try", question.outline)
        yield Padding(_anchors(question), (0, 0, 0, 2))


def _times(
    findings: Findings, cut: tuple[Passage, ...], seconds: float
) -> Iterator[RenderableType]:
    yield Timeline(cut, seconds)
    spent = time_shares(findings, cut, seconds)
    if spent:
        yield Bars(spent)


def _anchors(question: Question) -> RenderableType:
    """What answers of levels 1, 3 and 5 to this very question sound like."""
    lines = (f"{name}: {text}" for name, text in sentences.anchors(question))
    return Group(*(Text(shortened(line, LINE), style=QUIET) for line in lines))


def _attempts(together: SideBySide | None) -> Iterator[RenderableType]:
    if together is None:
        return
    yield from _section("Attempts at this answer", _attempts_table(together))
    if together.kept:
        yield Padding(Text(together.kept, style=QUIET), (0, 0, 0, 2))


def _attempts_table(together: SideBySide) -> Listed:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=QUIET)
    table.add_column("")
    for head in (*together.heads, "change"):
        table.add_column(head, justify="right")
    for row in together.rows:
        table.add_row(Text(row.name), *row.cells, row.change)
    return Listed(table)


def _ending(attempt: Attempt) -> Iterator[RenderableType]:
    for line in islice(sentences.ending(attempt), LINES):
        yield Text(f"! {shortened(line, LINE)}", style="bold")


def _unmarked(findings: Findings | None, transcript: Transcript | None) -> Iterator[RenderableType]:
    text = transcript.text if transcript else findings.text if findings else ""
    if text.strip():
        yield Text(shortened(text, SHOWN))
    if findings is not None and findings.abstained:
        yield Text(f"Not marked: {shortened(findings.abstained, LINE)}")
        yield Text(remedy(text, transcript))


def _section(title: str, body: RenderableType) -> Iterator[RenderableType]:
    yield Text("")
    yield heading(title)
    yield Padding(body, (0, 0, 0, 2))


def _gaps(title: str, findings: Findings, question: Question | None) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 1))
    for gap in sentences.gaps(findings, question):
        table.add_row("·", Text(shortened(gap.line, LINE)))
        if gap.asked:
            table.add_row("", Text(shortened(gap.asked, LINE)))
    yield from _titled(title, table)


def _listed(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 1))
    for line in islice(lines, LINES):
        table.add_row("·", Text(shortened(line, LINE)))
    yield from _titled(title, table)


def _titled(title: str, table: Table) -> Iterator[RenderableType]:
    if table.row_count and title:
        yield from _section(title, Airy(table))
    elif table.row_count:
        yield Airy(table)


def transcript_view(text: str, cut: tuple[Passage, ...]) -> Airy:
    """The text, passage under passage, with part and time before each and marks inside."""
    harmless = plain(text[:SHOWN])
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, width=2)
    table.add_column(no_wrap=True, justify="right", style=QUIET)
    table.add_column(overflow="fold")
    shown = 0
    for passage in islice(cut, PASSAGES):
        if passage.start >= SHOWN:
            break
        style = PART_STYLE[passage.part] if passage.part else ""
        when = clock(passage.seconds[0]) if passage.seconds else ""
        table.add_row(Text(passage.sign, style=f"bold {style}"), when, _line(harmless, passage))
        shown = min(passage.end, SHOWN)
    if cut and shown < cut[-1].end:
        table.add_row("", "", f"… {cut[-1].end - shown} more characters are not shown.")
    return Airy(table)


def _line(text: str, passage: Passage) -> Text:
    line = Text()
    for run in passage.runs:
        if run.start >= SHOWN:
            break
        words = text[run.start : run.end]
        words = words if line else words.lstrip()
        if run.kind is None:
            line.append(words)
        else:
            left, right = BRACKETS[run.kind]
            line.append(f"{left}{words}{right}", style=MARK_STYLE[run.kind])
    line.plain = line.plain.rstrip()
    return line
