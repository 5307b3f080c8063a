"""A replay on the terminal: the words light up as they are heard."""

from collections.abc import Sequence
from typing import Protocol

from rich.cells import cell_len
from rich.console import Console, Group
from rich.live import Live
from rich.text import Text

from mockint.findings import PARTS
from mockint.replay import Frame
from mockint.report.passage import LETTER
from mockint.report.plain import clock, plain
from mockint.report.style import HEADING, PART_STYLE, QUIET
from mockint.track import Track

LINES = 7
"""Lines of text drawn around the word that is heard."""
NOW = "▸"
KEYS = (
    "space pause · ←→ 5 s · ↑↓ sentence · [ ] speed · n p next, previous\n"
    "1-4 situation, task, action, result · m next finding · q quit"
)

Line = tuple[int, int]
"""Words ``[first, last)`` that stand on one line."""


class Player(Protocol):
    """What a replay can be drawn on."""

    def draw(self, frame: Frame) -> None:
        """Draw one moment."""

    def close(self) -> None:
        """Nothing more is drawn; the terminal is left as it was."""


def open_player(console: Console, *, terminal: bool) -> Player:
    """A player that redraws on a terminal, one that prints lines elsewhere."""
    return LivePlayer(console) if terminal else PlainPlayer(console)


class LivePlayer:
    """Redraws at the foot of a terminal what changes from one frame to the next."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(
            console=console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._track: Track | None = None
        self._lines: Sequence[Line] = ()
        self._shape: object = None

    def draw(self, frame: Frame) -> None:
        """Draw ``frame``, where it shows anything new: a word, a second, a key's effect."""
        shape = (frame.heard, int(frame.at), frame.paused, frame.speed, frame.problem)
        if self._track is frame.track and shape == self._shape:
            return
        self._shape = shape
        if self._track is not frame.track:
            self._track = frame.track
            width = max(self._console.width - 2, 10)
            self._lines = broken([word.text for word in frame.track.words], width)
        if not self._live.is_started:
            self._live.start()
        self._live.update(Group(*self._view(frame)), refresh=True)

    def close(self) -> None:
        """Take the moving lines away and give the cursor back."""
        self._live.stop()

    def _view(self, frame: Frame) -> list[Text]:
        lines = [_head(frame), _bar(frame, max(min(self._console.width, 100) - 16, 10))]
        lines += [_words(frame, line) for line in _window(self._lines, frame.heard)]
        lines += [Text(f"! {plain(frame.problem)}")] if frame.problem else []
        return [*lines, Text(KEYS, style=QUIET)]


class PlainPlayer:
    """Prints each sentence once, when it begins to be heard."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._track: Track | None = None
        self._printed = 0
        self._problem = ""

    def draw(self, frame: Frame) -> None:
        """Print what has begun since the last frame."""
        if self._track is not frame.track:
            self._track, self._printed = frame.track, 0
            self._print(f"{plain(frame.track.title)}  {clock(frame.track.seconds)}")
        if frame.problem and frame.problem != self._problem:
            self._problem = frame.problem
            self._print(f"! {plain(frame.problem)}")
        while frame.heard > self._printed:
            first, self._printed = self._printed, _sentence_end(frame.track, self._printed)
            words = frame.track.words[first : self._printed]
            self._print(f"  {clock(words[0].start)} {plain(' '.join(w.text for w in words))}")

    def close(self) -> None:
        """Nothing is left to put right."""

    def _print(self, line: str) -> None:
        self._console.print(Text(line))


def _sentence_end(track: Track, first: int) -> int:
    """The word after the sentence in which word ``first`` stands."""
    begins = track.words[first].start
    later = next((start for start in track.sentences if start > begins), None)
    if later is None:
        return len(track.words)
    return max(track.heard(later) - 1, first + 1)


def broken(words: Sequence[str], width: int) -> list[Line]:
    """``words`` on lines of at most ``width`` cells, each word with a space before it."""
    lines, first, used = [], 0, 0
    for index, word in enumerate(words):
        cells = cell_len(plain(word)) + 1
        if used and used + cells > width:
            lines.append((first, index))
            first, used = index, 0
        used += cells
    return [*lines, (first, len(words))] if words else []


def _window(lines: Sequence[Line], heard: int) -> Sequence[Line]:
    """``LINES`` lines with the one that is heard among the first three."""
    now = next((i for i, (_, last) in enumerate(lines) if heard <= last), 0)
    first = max(min(now - 2, len(lines) - LINES), 0)
    return lines[first : first + LINES]


def _words(frame: Frame, line: Line) -> Text:
    drawn = Text(no_wrap=True, overflow="ellipsis")
    for index in range(*line):
        current = index == frame.heard - 1
        drawn.append(NOW if current else " ", style=HEADING)
        style = "bold reverse" if current else "" if index < frame.heard else QUIET
        drawn.append(plain(frame.track.words[index].text), style=style)
    return drawn


def _head(frame: Frame) -> Text:
    state = "paused" if frame.paused else "playing"
    speed = "" if frame.speed == 1.0 else f" at {frame.speed:g}x"
    return Text(plain(frame.track.title), style=HEADING).append(f"  {state}{speed}", style="")


def _bar(frame: Frame, width: int) -> Text:
    """How far it is, with the letter of each part where it begins."""
    total = frame.track.seconds
    done = round(frame.at / total * width) if total > 0 else 0
    bar = Text("━" * done + "─" * (width - done))
    for part, begin in zip(PARTS, frame.track.parts, strict=False):
        if begin is not None and 0 <= begin < total:
            cell = min(int(begin / total * width), width - 1)
            sign = Text(LETTER[part], style=f"bold {PART_STYLE[part]}")
            bar = bar[:cell].append_text(sign).append_text(bar[cell + 1 :])
    return Text.assemble(f"{clock(frame.at)} ", bar, f" {clock(total)}")
