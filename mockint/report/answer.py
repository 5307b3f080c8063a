"""One answer on the terminal: short, right after it was given, or in full."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.bank import Question
from mockint.findings import Findings, Mark
from mockint.report import sentences
from mockint.report.passage import BRACKETS, LETTER, Passage, passages, shares, timeline
from mockint.report.plain import clock, dots, plain, shortened
from mockint.report.style import HEADING, MARK_STYLE, PART_STYLE, QUIET, heading
from mockint.session import Answer, Attempt
from mockint.transcript import Transcript

SHOWN = 40_000
"""Characters of one transcript drawn at most: half an hour of speech is some 25,000."""
QUOTES = 2
LEGEND = (
    "S situation  T task  A action  R result  ? not clear\n"
    "«a measured result»  <another amount>  _a term of the trade_  (a filler)"
)


def legend() -> Text:
    """What the signs in a transcript mean."""
    return Text(LEGEND, style=QUIET)


def short_feedback(
    findings: Findings | None, attempt: Attempt, question: Question | None = None
) -> RenderableType:
    """What is shown between two questions: the words, the marks, and what was not heard."""
    return Group(*_short(findings, attempt, question))


def _short(
    findings: Findings | None, attempt: Attempt, question: Question | None
) -> Iterator[RenderableType]:
    yield from _ending(attempt)
    if findings is None or findings.abstained:
        yield from _unmarked(findings, attempt.transcript)
        return
    cut = passages(findings, attempt.transcript)
    yield transcript_view(findings.text, cut)
    if findings.form == "story":
        yield _Timeline(cut, attempt.seconds)
    yield Text("")
    yield marks_view(findings.marks, None)
    yield from _listed("", sentences.wanting(findings, question))
    if findings.delivery:
        yield Text(plain(sentences.delivery(findings.delivery)[0]), style=QUIET)


def answer_report(number: int, answer: Answer) -> RenderableType:
    """The question and every attempt at it; earlier attempts as one line each."""
    parts: list[RenderableType] = [
        Rule(Text(f"Answer {number}", style=HEADING), align="left", style=QUIET),
        Text(plain(answer.asked), style="italic"),
        Text(""),
    ]
    if answer.last is None:
        return Group(*parts, Text("No answer was given."))
    others = (each for each in answer.attempts if each is not answer.last)
    parts += [Text(_earlier(each), style=QUIET) for each in others]
    return Group(*parts, *_full(answer.last, answer.question))


def _earlier(attempt: Attempt) -> str:
    words = len(attempt.transcript.words) if attempt.transcript else 0
    return f"Attempt {attempt.number}: {words} words in {clock(attempt.seconds)}, kept beside this."


def findings_report(
    findings: Findings, transcript: Transcript | None = None, question: Question | None = None
) -> RenderableType:
    """Everything found in one answer, be it a recording or a text (without a transcript)."""
    signs = [] if findings.abstained else [legend(), Text("")]
    return Group(*signs, *_found(findings, transcript, question))


def _found(
    findings: Findings, transcript: Transcript | None, question: Question | None
) -> Iterator[RenderableType]:
    if findings.abstained:
        yield from _unmarked(findings, transcript)
    else:
        yield from _marked(findings, transcript, question)
    missed = sentences.doubts(transcript, findings)
    yield from _listed("What the recogniser may have missed", missed)


def _full(attempt: Attempt, question: Question | None) -> Iterator[RenderableType]:
    yield from _ending(attempt)
    if attempt.findings is None:
        yield from _unmarked(None, attempt.transcript)
    else:
        yield from _found(attempt.findings, attempt.transcript, question)


def _marked(
    findings: Findings, transcript: Transcript | None, question: Question | None
) -> Iterator[RenderableType]:
    cut = passages(findings, transcript)
    yield transcript_view(findings.text, cut)
    if findings.form == "story":
        yield _Timeline(cut, transcript.seconds if transcript else 0.0)
    yield from _section("Marks", marks_view(findings.marks, transcript))
    yield from _listed("What was not heard", sentences.wanting(findings, question))
    spoken = [*sentences.terms(findings), *sentences.delivery(findings.delivery)]
    yield from _listed("How it was said", spoken)
    if question is not None:
        yield from _listed("An outline to try", question.outline)
        five = f"A strong answer: {question.anchors.five}"
        yield Padding(Text(plain(five), style=QUIET), (0, 0, 0, 2))


def _ending(attempt: Attempt) -> Iterator[RenderableType]:
    for line in sentences.ending(attempt):
        yield Text(f"! {plain(line)}", style="bold")


def _unmarked(findings: Findings | None, transcript: Transcript | None) -> Iterator[RenderableType]:
    text = transcript.text if transcript else findings.text if findings else ""
    if text.strip():
        yield Text(shortened(text, SHOWN))
    if findings is not None and findings.abstained:
        yield Text(f"Not marked: {plain(findings.abstained)}")


def _section(title: str, body: RenderableType) -> Iterator[RenderableType]:
    yield Text("")
    yield heading(title)
    yield Padding(body, (0, 0, 0, 2))


def _listed(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    table = Table.grid(padding=(0, 1))
    for line in lines:
        table.add_row("·", Text(plain(line)))
    if table.row_count and title:
        yield from _section(title, table)
    elif table.row_count:
        yield table


def transcript_view(text: str, cut: tuple[Passage, ...]) -> Table:
    """The text, passage under passage, with part and time before each and marks inside."""
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, width=2)
    table.add_column(no_wrap=True, justify="right", style=QUIET)
    table.add_column(overflow="fold")
    for passage in cut:
        if passage.start >= SHOWN:
            table.add_row("", "", f"… {len(text) - passage.start} more characters are not shown.")
            break
        style = PART_STYLE[passage.part] if passage.part else ""
        when = clock(passage.seconds[0]) if passage.seconds else ""
        table.add_row(Text(passage.sign, style=f"bold {style}"), when, _line(text, passage))
    return table


def _line(text: str, passage: Passage) -> Text:
    line = Text()
    for run in passage.runs:
        words = plain(text[run.start : min(run.end, SHOWN)])
        if run.kind is None:
            line.append(words)
        else:
            left, right = BRACKETS[run.kind]
            line.append(f"{left}{words}{right}", style=MARK_STYLE[run.kind])
    line.plain = line.plain.rstrip()
    return line


@dataclass(frozen=True)
class _Timeline:
    """Which part was spoken when, over the whole width, and how the time was shared."""

    cut: tuple[Passage, ...]
    seconds: float

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        spent = sentences.spent(self.cut, self.seconds)
        if not spent:
            return
        yield Text("")
        end = clock(self.seconds)
        width = max(min(options.max_width, 100) - len(end) - 9, 10)
        bar = Text("0:00 [").append_text(_coloured(timeline(self.cut, self.seconds, width)))
        yield bar.append(f"] {end}")
        yield Text("[").append_text(_coloured(shares(self.cut, self.seconds))).append(f"] {spent}")


def _coloured(cells: str) -> Text:
    styles: dict[str, str] = {LETTER[part]: style for part, style in PART_STYLE.items()}
    line = Text()
    for cell in cells:
        line.append(cell, style=styles.get(cell, QUIET))
    return line


def marks_view(marks: dict[str, Mark], transcript: Transcript | None) -> Table:
    """Each mark with its level and why; with a transcript also its quotes and their seconds."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, max_width=20)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, mark in marks.items():
        level = f"{dots(mark.level)} {mark.level}/5" if mark.level is not None else "not marked"
        table.add_row(Text(shortened(name, 20)), level, Text(plain(mark.why)))
        for quote in _quotes(mark, transcript):
            table.add_row("", "", Text(quote, style=QUIET))
    return table


def _quotes(mark: Mark, transcript: Transcript | None) -> Iterator[str]:
    if transcript is None:
        return
    for evidence in mark.evidence[:QUOTES]:
        seconds = transcript.seconds_of(evidence.start, evidence.end)
        when = f"{clock(seconds[0])} " if seconds else ""
        yield f"{when}“{shortened(evidence.quote, 120)}”"
