"""Several attempts at one answer, side by side: what each came to, figure under figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from mockint.findings import Findings
from mockint.report.fix import fix
from mockint.report.passage import parts_heard
from mockint.report.plain import shortened
from mockint.report.typed import length
from mockint.session import Answer, Attempt

COLUMNS = 3
"""Attempts put side by side at most: the one that counts, and the newest before it."""
NONE = "-"
NAME = 20
"""Characters of a mark's name."""
_MEASURES = ("length", "words", "ended")
"""Rows that tell nothing of what was to be mended."""
ENDED = {
    "live": "broken off",
    "interrupted": "broken off",
    "lost": "microphone lost",
    "limit": "time was up",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of each attempt; ``change`` from the one before to the last: "+2", "same"."""

    name: str
    cells: tuple[str, ...]
    change: str = ""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The attempts named in ``heads``, the last of them the one that counts.

    ``kept`` says how many more there are, or is empty.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    kept: str = ""


def side_by_side(answer: Answer) -> SideBySide | None:
    """The attempts at ``answer``; None where there is but one, those skipped left aside."""
    counts = answer.last
    others = [each for each in answer.attempts if each is not counts and each.ended != "skipped"]
    if counts is None or not others:
        return None
    shown = (*others[1 - COLUMNS :], counts)
    left = len(others) + 1 - len(shown)
    kept = f"{left} more attempt{'s' if left > 1 else ''} kept beside these." if left else ""
    heads = tuple(f"attempt {each.number}" for each in shown)
    return SideBySide(heads, (*_rows(shown), *_marks(shown)), kept)


@dataclass(frozen=True, slots=True)
class Mended:
    """An attempt beside the one before it; ``told`` says whether what was to be mended is."""

    together: SideBySide
    told: str


def mended(answer: Answer, attempt: Attempt) -> Mended | None:
    """What the marks of ``attempt`` came to after those of the attempt before it.

    None where it is the first at ``answer`` that was marked, or was not marked itself.
    """
    marked = [each for each in answer.attempts if _findings(each) and each.ended != "skipped"]
    earlier = [each for each in marked if each.number < attempt.number]
    if not earlier or _findings(attempt) is None:
        return None
    pair = replace(answer, attempts=(earlier[-1], attempt))
    together = side_by_side(pair)
    if together is None:
        return None
    rows = tuple(row for row in together.rows if row.name not in _MEASURES)
    return Mended(SideBySide(together.heads, rows), _told(pair))


def _told(pair: Answer) -> str:
    """Whether the one thing that was to be mended in the first attempt is so in the second."""
    first, second = pair.attempts
    before, now = _findings(first), _findings(second)
    wanted = fix(before, pair.question, first.limit) if before else None
    if wanted is None or now is None:
        return ""
    done = wanted.done(now, pair.question, second.limit)
    if wanted.part is None:
        verdict = "Mended this time." if done else "Still to be mended."
    else:
        verdict = "Heard this time." if done else "Still not heard."
    return f"To mend was: {wanted.line}. {verdict}"


def _rows(shown: Sequence[Attempt]) -> Iterator[Row]:
    yield Row("length", tuple(length(each) for each in shown))
    yield Row("words", tuple(_words(each) for each in shown))
    parts = tuple(_parts(_findings(each)) for each in shown)
    if set(parts) != {NONE}:
        yield Row("parts", parts)
    if any(each.rated for each in shown):
        yield Row("own rating", tuple(str(each.rated or NONE) for each in shown))
    endings = tuple(ENDED.get(each.ended, "") for each in shown)
    if any(endings):
        yield Row("ended", tuple(ending or "whole" for ending in endings))


def _marks(shown: Sequence[Attempt]) -> Iterator[Row]:
    found = [_findings(each) for each in shown]
    names = dict.fromkeys(name for each in reversed(found) if each for name in each.marks)
    for name in names:
        levels = [_level(each, name) for each in found]
        cells = tuple(NONE if level is None else str(level) for level in levels)
        if set(cells) != {NONE}:
            yield Row(shortened(name, NAME), cells, _change(levels[-2], levels[-1]))


def _findings(attempt: Attempt) -> Findings | None:
    found = attempt.findings
    return None if found is None or found.abstained else found


def _words(attempt: Attempt) -> str:
    return NONE if attempt.transcript is None else str(len(attempt.transcript.words))


def _parts(findings: Findings | None) -> str:
    return parts_heard(findings) if findings and findings.form == "story" else NONE


def _level(findings: Findings | None, name: str) -> int | None:
    mark = findings.marks.get(name) if findings else None
    return None if mark is None or mark.level is None else min(max(mark.level, 1), 5)


def _change(before: int | None, after: int | None) -> str:
    if before is None or after is None:
        return ""
    return "same" if before == after else f"{after - before:+d}"
