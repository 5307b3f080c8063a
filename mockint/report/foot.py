"""A few lines at the foot of a terminal that are drawn again and again in their place."""

from math import ceil

from rich.console import Console, Group, RenderableType
from rich.control import Control
from rich.segment import ControlType, Segment


class Foot:
    """The moving lines of ``console``; what is printed for good stands above them.

    A terminal made narrower has wrapped the lines that stood there; they are
    taken away as what they have become. Each drawing is one write, so that an
    interrupt leaves the one before it or the next.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._lines: tuple[RenderableType, ...] = ()
        self._widths: list[int] = []
        self._hidden = False

    def draw(self, *lines: RenderableType) -> None:
        """Put ``lines`` in the place of those drawn before; the last ones, where room is short."""
        options = self._console.options
        rendered = self._console.render_lines(Group(*lines), options, pad=False)
        rendered = rendered[-max(options.size.height - 1, 1) :]
        drawing = [segment for line in rendered for segment in (*line, Segment.line())]
        self._hidden = True
        self._write(*self._removal(), Control.show_cursor(False).segment, *drawing[:-1])
        self._lines = lines
        self._widths = [Segment.get_line_length(line) for line in rendered]

    def above(self, line: RenderableType) -> None:
        """Print ``line`` for good; the moving lines stay below it."""
        moving = self._lines if self._widths else ()
        self.clear()
        self._console.print(line)
        if moving:
            self.draw(*moving)

    def clear(self) -> None:
        """Take the lines away and give the cursor back."""
        if self._hidden:
            self._write(*self._removal(), Control.show_cursor(True).segment)
        self._widths, self._hidden = [], False

    def _removal(self) -> list[Segment]:
        width = max(self._console.width, 1)
        rows = sum(max(ceil(cells / width), 1) for cells in self._widths)
        if not rows:
            return []
        up = [(ControlType.CURSOR_UP, 1), (ControlType.ERASE_IN_LINE, 2)] * (rows - 1)
        return [Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2), *up).segment]

    def _write(self, *segments: Segment) -> None:
        self._console.print(_Frame(segments), end="")


class _Frame:
    """Segments as they are."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments

    def __rich_console__(self, *place: object) -> tuple[Segment, ...]:
        return self._segments
