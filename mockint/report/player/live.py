"""A replay that is redrawn in its place at the foot of a terminal."""

from rich.console import Console
from rich.text import Text

from mockint.replay import Frame
from mockint.report.foot import Foot
from mockint.report.plain import shortened
from mockint.report.player import page
from mockint.report.player.attempts import differences, side_by_side
from mockint.report.player.sheet import Sheet
from mockint.report.style import ALERT, HEADING, QUIET
from mockint.track import Track

LINES = 9
"""Lines of text around the word that is heard, at most."""
WIDE = 104
"""Columns of text at most: the eye must find the next line."""
TOLD = 3
"""Lines of one sentence on what is wrong, or what a key did."""
BESIDE = 12
"""The same where two attempts stand beside each other."""
AIRY = 16
"""Rows of a terminal from which a line is left empty above and below the text."""
FOOT = "space pause · ←→ 5 s · ↑↓ sentence · m finding · ? all keys · q quit"
SHORT_FOOT = "space pause · ? all keys · q quit"
KEYS = (
    "space   pause, go on         [ ]     slower, faster (Backspace: as spoken)",
    "← →     5 seconds            n p     next, previous answer with its question",
    "↑ ↓     sentence             Enter   from the question to the answer",
    "1 2 3 4 situation, task, action, result; once more: where it is taken up again",
    "m M     next, previous finding",
    "v       the other attempt, at the same part of the story",
    "0 Home  the beginning        End     the last sentence",
    "S T A R a part begins, ? not clear; «measured result» <amount> _term_ (filler)",
    "?       back to the words    q       quit",
)

NARROW = max(map(len, KEYS))
"""Columns below which each key is told on a line of its own."""
FEW_KEYS = (
    "space  pause, go on",
    "← →    5 seconds",
    "↑ ↓    sentence",
    "[ ]    slower, faster",
    "n p    next, previous answer",
    "Enter  from question to answer",
    "1      situation",
    "2      task",
    "3      action",
    "4      result",
    "m      next finding",
    "v      the other attempt",
    "0      the beginning",
    "?      back to the words",
    "q      quit",
)
"""The keys for few columns, the most needed first."""


class LivePlayer:
    """Redraws at the foot of a terminal what changes from one frame to the next."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._foot = Foot(console)
        self._sheets: dict[int, tuple[Track, Sheet]] = {}
        self._track: Track | None = None
        self._shape: object = None

    def draw(self, frame: Frame) -> None:
        """Draw ``frame``, where it shows anything new: a word, a second, a key's effect."""
        size = self._console.size
        told = (frame.problem, frame.notice, frame.keys, frame.beside_at)
        shape = (frame.heard, int(frame.at), frame.paused, frame.speed, *told, *size)
        if frame.track is not self._track or shape != self._shape:
            self._track, self._shape = frame.track, shape
            self._foot.draw(*self._lines(frame, size.width, size.height))

    def close(self) -> None:
        """Take the moving lines away and give the cursor back."""
        self._foot.clear()
        self._shape = None

    def _lines(self, frame: Frame, width: int, height: int) -> list[Text]:
        """Everything in at most ``height`` - 1 lines: the text gives way last."""
        problem = f"! {frame.problem}" if frame.problem else ""
        below = self._told(problem, width, ALERT)
        below += self._told(frame.notice, width, HEADING) or [Text("")]
        below.append(Text(FOOT if width > len(FOOT) else SHORT_FOOT, style=QUIET))
        above = [*page.head(frame, width), page.bar(frame, width)]
        if height >= AIRY:
            above, below = [*above, Text("")], [Text(""), *below]
        room = height - 1 - len(above) - len(below)
        if frame.keys:
            keys = KEYS if width >= NARROW else FEW_KEYS
            middle = [Text(line) for line in keys[: max(room, 1)]]
        elif frame.beside is not None:
            middle = self._attempts(frame, frame.beside, width, room)
        else:
            sheet, count = self._sheet(frame.track), min(LINES, max(room, 1))
            middle = page.words(sheet, frame.heard, min(width, WIDE), count)
        lines = [*above, *middle, *below]
        for line in lines:
            line.no_wrap, line.overflow = True, "ellipsis"
        return lines

    def _told(self, text: str, width: int, style: str) -> list[Text]:
        """A sentence on as many lines as it needs, ``TOLD`` at most; none if it is empty."""
        lines = Text(shortened(text, TOLD * width), style=style).wrap(self._console, width)
        return list(lines)[:TOLD] if text else []

    def _attempts(self, frame: Frame, beside: Track, width: int, room: int) -> list[Text]:
        marks = differences(frame, width)
        count = min(max(room - len(marks), min(BESIDE // 2, room), 2), BESIDE)
        here, there = self._sheet(frame.track), self._sheet(beside)
        both = side_by_side(frame, here, there, width, count)
        return [*both, *marks[: max(room - len(both), 0)]]

    def _sheet(self, track: Track) -> Sheet:
        """The sheet of that track; two are kept, the one that is played and the one beside it."""
        kept = self._sheets.get(id(track))
        if kept is None:
            while len(self._sheets) > 1:
                del self._sheets[next(iter(self._sheets))]
            kept = self._sheets[id(track)] = (track, Sheet(track))
        return kept[1]
