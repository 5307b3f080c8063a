"""What is drawn of one moment: lines of text with the word that is heard lit."""

from rich.text import Text

from mockint.replay import Frame
from mockint.report.passage import LETTER
from mockint.report.plain import clock, plain, shortened
from mockint.report.player.sheet import Bit, Line, Sheet
from mockint.report.style import HEADING, PART_STYLE, QUIET
from mockint.track import Track

NOW = "▸"
SENTENCE = "┃"
"""Stands before the lines of the sentence that is heard."""
GOES_ON = "│"
"""Stands under a part's letter as long as the part goes on."""
MARGIN = 4
"""Cells before the text: the sentence's bar and the part's letter."""


def words(
    sheet: Sheet, heard: int, width: int, count: int, *, lit: bool = True, before: int = 2
) -> list[Text]:
    """``count`` lines around the last of ``heard`` words, empty ones where there are no more.

    ``lit``: it is heard now; else the words only stand there.
    """
    word = max(heard - 1, 0)
    lines = sheet.around(word, max(width - MARGIN, 2), count, before)
    here = sheet.blocks[sheet.block_of(word)] if lit and lines else None
    drawn = [_line(line, heard if lit else 0, line.block == here, lit) for line in lines]
    drawn = drawn or [Text(unread(sheet.track))]
    return [*drawn, *(Text("") for _ in range(count - len(drawn)))]


def _line(line: Line, heard: int, here: bool, lit: bool) -> Text:
    drawn = Text(no_wrap=True, overflow="crop")
    drawn.append(SENTENCE if here else " ", style=HEADING)
    block = line.block
    sign = block.sign if block.begins and line.opens else GOES_ON if block.sign else ""
    part = PART_STYLE[block.part] if block.part is not None else ""
    drawn.append(f"{sign:<2}", style=f"bold {part}")
    for bit in line.bits:
        _append(drawn, bit, heard, here, lit)
    return drawn


def _append(drawn: Text, bit: Bit, heard: int, here: bool, lit: bool) -> None:
    now = lit and bit.word == heard - 1
    if bit.head:
        drawn.append(NOW if now else " ", style=HEADING)
    style = "bold reverse" if now else _lit(bit.word < heard, here)
    for text, mark in bit.pieces:
        drawn.append(text, style=f"{style} {mark}".strip())


def _lit(begun: bool, here: bool) -> str:
    """The sentence that is heard stands out, and what is to come stays back."""
    if here:
        return "bold" if begun else ""
    return "" if begun else QUIET


def head(frame: Frame, width: int) -> list[Text]:
    """What is played and how; under an answer its question."""
    state = "paused" if frame.paused else "playing"
    speed = "" if frame.speed == 1.0 else f" at {frame.speed:g}x"
    title = Text(plain(frame.track.title), style=HEADING).append(f"  {state}{speed}", style="")
    if frame.track.attempt is None:
        return [title]
    return [title, Text(shortened(frame.track.asked, max(width, 2)), style=QUIET, no_wrap=True)]


def bar(frame: Frame, width: int) -> Text:
    """How far it is, with the letter of each part where it begins."""
    total = frame.track.seconds
    left, right = f"{clock(frame.at)} ", f" {clock(total)}"
    cells = max(min(width, 100) - len(left) - len(right), 4)
    done = round(frame.at / total * cells) if total > 0 else 0
    drawn = Text("━" * done + "─" * (cells - done))
    for begin in frame.track.parts:
        if 0 <= begin.second < total:
            cell = min(int(begin.second / total * cells), cells - 1)
            sign = Text(LETTER[begin.part], style=f"bold {PART_STYLE[begin.part]}")
            drawn = drawn[:cell].append_text(sign).append_text(drawn[cell + 1 :])
    return Text.assemble(left, drawn, right, no_wrap=True)


def unread(track: Track) -> str:
    """Why there are no words to show; empty where there are some."""
    if track.words:
        return ""
    if track.attempt is None:
        return "Nothing is written down."
    return "No words were made out."
