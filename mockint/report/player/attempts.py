"""Two attempts at one answer, side by side: their words, and their marks with the difference."""

from itertools import islice, zip_longest

from rich.cells import cell_len
from rich.text import Text

from mockint.replay import Frame
from mockint.report.plain import clock, dots, shortened
from mockint.report.player.page import NOW, words
from mockint.report.player.sheet import Sheet
from mockint.report.style import HEADING, QUIET
from mockint.track import Track

NARROW = 60
"""Columns below which one attempt stands under the other."""
GAP = "   "
MARKS = 12
"""Marks shown at most."""
NAME = 14


def earlier_first(frame: Frame) -> tuple[Track, Track]:
    """The two attempts in the order in which they were given."""
    here, beside = frame.track, frame.beside or frame.track
    return (here, beside) if _number(here) <= _number(beside) else (beside, here)


def _number(track: Track) -> int:
    return track.attempt.number if track.attempt is not None else 0


def side_by_side(frame: Frame, here: Sheet, beside: Sheet, width: int, count: int) -> list[Text]:
    """Both texts in ``count`` lines, the one that is played lit; the other at the same part."""
    assert frame.beside is not None
    if width < NARROW:
        return _under(frame, here, beside, width, count)
    cells = (width - len(GAP)) // 2
    lit = [_title(frame.track, True), *words(here, frame.heard, cells, count - 1)]
    still = [_title(frame.beside, False), *_still(frame, beside, cells, count - 1)]
    first = earlier_first(frame)[0] is frame.track
    left, right = (lit, still) if first else (still, lit)
    return [_joined(*pair, cells) for pair in zip_longest(left, right, fillvalue=Text(""))]


def _under(frame: Frame, here: Sheet, beside: Sheet, width: int, count: int) -> list[Text]:
    assert frame.beside is not None
    upper = max(count * 2 // 3, 2)
    lit = [_title(frame.track, True), *words(here, frame.heard, width, upper - 1)]
    if count - upper < 2:
        return lit
    still = _still(frame, beside, width, count - upper - 1)
    return [*lit, _title(frame.beside, False), *still]


def _still(frame: Frame, beside: Sheet, cells: int, count: int) -> list[Text]:
    """The other attempt from the same part of the story on."""
    assert frame.beside is not None
    begun = frame.beside.heard(frame.beside_at)
    return words(beside, begun, cells, count, lit=False, before=0)


def _title(track: Track, playing: bool) -> Text:
    sign = NOW if playing else " "
    line = f"{sign} Attempt {_number(track)}  {clock(track.seconds)}"
    return Text(line, style=HEADING if playing else QUIET, no_wrap=True)


def _joined(left: Text, right: Text, cells: int) -> Text:
    line = left.copy()
    line.truncate(cells, pad=False)
    line.append(" " * (cells - cell_len(line.plain)))
    right = right.copy()
    right.truncate(cells)
    return line.append(GAP).append_text(right)


def differences(frame: Frame, width: int) -> list[Text]:
    """A line for each mark that one of the two was given: first, second, difference."""
    first, second = (_levels(track) for track in earlier_first(frame))
    names = list(islice(dict.fromkeys((*first, *second)), MARKS))
    return [_difference(name, first.get(name), second.get(name), width) for name in names]


def _levels(track: Track) -> dict[str, int]:
    found = track.attempt.findings if track.attempt is not None else None
    marks = {} if found is None else found.marks
    return {
        name: min(max(mark.level, 1), 5) for name, mark in marks.items() if mark.level is not None
    }


def _difference(name: str, first: int | None, second: int | None, width: int) -> Text:
    levels = (first, second)
    cells = "  ".join(_level(level, width >= NARROW) for level in levels)
    line = f"  {shortened(name, NAME):<{NAME}} {cells}  {_change(*levels)}"
    return Text(line, no_wrap=True, overflow="ellipsis")


def _level(level: int | None, wide: bool) -> str:
    shown = "-" if level is None else f"{level}/5"
    return f"{dots(level)} {shown:>3}" if wide else f"{shown:>3}"


def _change(first: int | None, second: int | None) -> str:
    if first is None or second is None:
        return "-"
    return f"{second - first:+d}" if second != first else "same"
