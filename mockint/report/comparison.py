"""Two interviews side by side, on the terminal and as Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.findings import PARTS
from mockint.history.comparison import Change, Comparison, Pair, Reply, Side
from mockint.report.curve import label, told
from mockint.report.markdown import escaped
from mockint.report.passage import LETTER
from mockint.report.plain import clock, shortened
from mockint.report.style import HEADING, QUIET, heading

TITLE = "Two interviews side by side"
BOTH = "Questions answered in both"
HEADS = ("", "first", "second", "change", "by chance", "")
CHANCE = (
    "By chance alone the second would lie between these, judging from how far single "
    "answers spread; one figure in twenty lies outside although nothing has changed."
)
NOTHING = "No answer in the two was marked in the same way: nothing can be compared."
OTHERS = "No question was answered in both."
LINES, LINE, NAME = 60, 300, 16
"""Questions and figures shown at most, characters of a question, of a figure's name."""
WIDE = 76
"""Columns that the table needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of both interviews; ``changed``: by more than chance."""

    cells: tuple[str, str, str, str, str, str]
    changed: bool


def heads(found: Comparison) -> tuple[str, ...]:
    """Which interviews these are, and what makes them hard to compare."""
    sides = (("First", found.before), ("Second", found.after))
    lines = [f"{name}: {_side(side)}" for name, side in sides]
    if found.before.bank != found.after.bank:
        lines.append("The questions come from different banks.")
    if found.before.rehearsal or found.after.rehearsal:
        lines.append("A rehearsal is among them: a synthetic voice answered.")
    return tuple(lines)


def _side(side: Side) -> str:
    begun = shortened(side.started[:16].replace("T", " "), 16)
    return f"{begun}, {shortened(side.title, 80)} ({shortened(side.session, 80)})"


def rows(found: Comparison) -> tuple[Row, ...]:
    """The figures that both have."""
    return tuple(_row(change) for change in found.changes[:LINES])


def _row(change: Change) -> Row:
    values = told(change, change.before), told(change, change.after)
    chance = " to ".join(
        told(change, bound).removesuffix(f" {change.unit}") for bound in change.band
    )
    places = 0 if change.kind in ("pace", "terms") else 1
    difference = f"{change.difference:+.{places}f}"
    name = shortened(label(change), NAME)
    return Row((name, *values, difference, chance, change.verdict), change.outside != 0)


def shown(found: Comparison) -> tuple[Pair, ...]:
    """The questions answered in both, as many as are shown."""
    return found.pairs[:LINES]


def details(pair: Pair) -> tuple[str, ...]:
    """What became of one question: length, parts, fillers, then the marks."""
    before, after = pair.before, pair.after
    told = [("answer", str(before.number), str(after.number))]
    told.append(("length", clock(before.seconds), clock(after.seconds)))
    if before.story or after.story:
        told.append(("parts", _parts(before), _parts(after)))
    if before.fillers is not None or after.fillers is not None:
        told.append(("fillers", _known(before.fillers), _known(after.fillers)))
    names = dict.fromkeys((*before.marks, *after.marks))
    marks = [
        (shortened(name, NAME), _known(before.marks.get(name)), _known(after.marks.get(name)))
        for name in list(names)[:LINES]
    ]
    return _arrows(told), _arrows(each for each in marks if each[1:] != ("-", "-"))


def _arrows(told: Iterable[tuple[str, str, str]]) -> str:
    return ", ".join(
        f"{name} {before}" if before == after else f"{name} {before} → {after}"
        for name, before, after in told
    )


def _known(count: int | None) -> str:
    return "-" if count is None else str(count)


def _parts(reply: Reply) -> str:
    """A letter for each part that was surely heard, in a story; a dash for the others."""
    if not reply.story:
        return "no story"
    return "".join(LETTER[part] if part in reply.parts else "-" for part in PARTS)


def alone(found: Comparison) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The questions that only one of them has an answer to, under a title each."""
    for name, side in (("first", found.before), ("second", found.after)):
        if side.alone:
            asked = tuple(
                f"{reply.number}. {shortened(reply.asked, LINE)}" for reply in side.alone[:LINES]
            )
            yield f"Answered only in the {name} interview", asked


def comparison_report(found: Comparison) -> RenderableType:
    """Which interviews, figure beside figure, and what became of each question."""
    return Group(
        Text(TITLE, style=HEADING),
        *(Text(line) for line in heads(found)),
        Text(""),
        *_figures(found),
        Text(""),
        heading(BOTH),
        *_pairs(shown(found)),
        *_alone(found),
    )


def _figures(found: Comparison) -> Iterator[RenderableType]:
    if not found.changes:
        yield Text(NOTHING)
        return
    yield Figures(rows(found))
    yield Text(CHANCE, style=QUIET)


class Figures:
    """The figures as a table, or a line each where there is no room for one."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        """The table, or the lines."""
        if options.max_width >= WIDE:
            yield self._table()
            return
        for row in self._rows:
            name, before, after, change, _, verdict = row.cells
            yield Text(f"{name}: {before}, then {after} ({change}), {verdict}")

    def _table(self) -> Table:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=HEADING)
        for at, name in enumerate(HEADS):
            table.add_column(name, justify="left" if at in (0, 5) else "right", no_wrap=True)
        for row in self._rows:
            *cells, verdict = row.cells
            table.add_row(*map(Text, cells), Text(verdict, style="" if row.changed else QUIET))
        return table


def _pairs(pairs: Sequence[Pair]) -> Iterator[RenderableType]:
    if not pairs:
        yield Text(OTHERS)
    for pair in pairs:
        yield Text(shortened(pair.after.asked, LINE))
        for line in details(pair):
            yield Padding(Text(line), (0, 0, 0, 2))


def _alone(found: Comparison) -> Iterator[RenderableType]:
    for title, asked in alone(found):
        yield Text("")
        yield heading(title)
        yield from map(Text, asked)


def comparison_markdown(found: Comparison) -> str:
    """The same as text with marks."""
    return "\n".join(_markdown(found)) + "\n"


def _markdown(found: Comparison) -> Iterator[str]:
    yield f"# {TITLE}\n"
    yield from (f"- {escaped(line)}" for line in heads(found))
    yield ""
    if found.changes:
        yield f"| figure | {' | '.join(HEADS[1:5])} | verdict |"
        yield "|---|--:|--:|--:|--:|---|"
        for row in rows(found):
            name, *cells = row.cells
            yield f"| {escaped(name)} | {' | '.join(cells)} |"
    yield f"\n{CHANCE if found.changes else NOTHING}\n\n## {BOTH}\n"
    if not found.pairs:
        yield OTHERS
    for pair in shown(found):
        yield f"- {escaped(shortened(pair.after.asked, LINE))}"
        yield from (f"  - {escaped(line)}" for line in details(pair))
    for title, asked in alone(found):
        yield f"\n## {title}\n"
        yield from (f"- {escaped(line)}" for line in asked)
