"""A replay as plain lines: each sentence once, with the names of the parts in words."""

from rich.console import Console
from rich.text import Text

from mockint.replay import Frame
from mockint.report.plain import clock, plain
from mockint.report.player.page import unread
from mockint.report.player.sheet import Block, Sheet
from mockint.track import Track

KEYS = (
    "Keys: space pause, arrows 5 seconds or a sentence, [ and ] speed, n and p answer, Enter "
    "from the question to the answer, 1 to 4 situation, task, action, result, m next finding, "
    "v other attempt, 0 beginning, q quit."
)


class PlainPlayer:
    """Prints each sentence when it begins to be heard, and what a key did."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._track: Track | None = None
        self._sheet: Sheet | None = None
        self._printed: set[int] = set()
        self._said = ("", "")
        self._paused = self._keys = False

    def draw(self, frame: Frame) -> None:
        """Print what has begun since the last frame."""
        if self._track is not frame.track or self._sheet is None:
            self._begin(frame.track)
        self._tell(frame)
        assert self._sheet is not None
        if frame.heard and self._sheet.blocks:
            first = self._sheet.block_of(max(frame.track.heard(frame.since) - 1, 0))
            for number in range(first, self._sheet.block_of(frame.heard - 1) + 1):
                self._once(number)

    def close(self) -> None:
        """Nothing is left to put right."""

    def _begin(self, track: Track) -> None:
        self._track, self._sheet = track, Sheet(track)
        self._printed.clear()
        self._print(f"{plain(track.title)}  {clock(track.seconds)}")
        if why := unread(track):
            self._print(f"  {why}")

    def _tell(self, frame: Frame) -> None:
        """Say why there is no sound, what a key did, and whether it is paused, as they change."""
        problem, notice = self._said
        self._said = (frame.problem, frame.notice)
        if frame.problem and frame.problem != problem:
            self._print(f"! {plain(frame.problem)}")
        if frame.notice and frame.notice != notice:
            self._print(f"> {plain(frame.notice)}")
        if frame.paused != self._paused:
            self._print("> Paused." if frame.paused else "> Playing.")
        if frame.keys and not self._keys:
            self._print(KEYS)
        self._paused, self._keys = frame.paused, frame.keys

    def _once(self, number: int) -> None:
        if number in self._printed or self._sheet is None or self._track is None:
            return
        self._printed.add(number)
        block = self._sheet.blocks[number]
        when = clock(self._track.words[block.first].start)
        self._print(f"  {when} {_name(block)}{self._sheet.text(block)}")

    def _print(self, line: str) -> None:
        self._console.print(Text(line))


def _name(block: Block) -> str:
    """ "Task, not clear: " where the task begins; empty within a part, or outside of all."""
    if not block.begins or block.part is None:
        return ""
    return f"{block.part.capitalize()}{'' if block.sure else ', not clear'}: "
