"""A few lines at the foot of a terminal that are drawn again and again in their place."""

from math import ceil

from rich.console import Console, Group, RenderableType
from rich.control import Control
from rich.segment import ControlType, Segment


class Foot:
    """The moving lines of ``console``; what is printed between two drawings stays above them.

    A terminal made narrower has wrapped the lines that stood there; they are
    taken away as what they have become.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._widths: list[int] = []
        self._lines: tuple[RenderableType, ...] = ()

    def draw(self, *lines: RenderableType) -> None:
        """Put ``lines`` in the place of those drawn before; the last ones, where room is short."""
        self._lines = lines
        options = self._console.options
        rendered = self._console.render_lines(Group(*lines), options, pad=False)
        rendered = rendered[-max(options.size.height - 1, 1) :]
        with self._console:
            self._take_away()
            self._console.show_cursor(False)
            for number, line in enumerate(rendered):
                segments = [*line, *([Segment.line()] if number < len(rendered) - 1 else [])]
                self._console.print(_Line(segments), end="")
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
        if self._widths:
            with self._console:
                self._take_away()
                self._console.show_cursor(True)

    def _take_away(self) -> None:
        if not self._widths:
            return
        width = max(self._console.width, 1)
        rows = sum(max(ceil(cells / width), 1) for cells in self._widths)
        self._widths = []
        up = [(ControlType.CURSOR_UP, 1), (ControlType.ERASE_IN_LINE, 2)] * (rows - 1)
        self._console.control(
            Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2), *up)
        )


class _Line:
    """Segments as they are."""

    def __init__(self, segments: list[Segment]) -> None:
        self._segments = segments

    def __rich_console__(self, *place: object) -> list[Segment]:
        return self._segments
