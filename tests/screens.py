"""What a person sees: a renderable as lines, or a terminal's screen after a stream of bytes."""

import io
import re

from rich.console import RenderableType
from rich.text import Text

from mockint.report.style import console

_PIECES = re.compile(r"(\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07)|([\s\S])")


def drawn(renderable: RenderableType, width: int, colour: bool = False) -> str:
    """``renderable`` at ``width`` columns, without the spaces at the ends of lines."""
    file = io.StringIO()
    page = console(file, terminal=colour, width=width)
    page.print(renderable)
    text = Text.from_ansi(file.getvalue()).plain if colour else file.getvalue()
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip("\n").split("\n"))


class Glass(io.StringIO):
    """A terminal's glass of ``width`` columns: understands what is written to it, and nothing else.

    Text, line feeds, carriage returns, "cursor up", "erase line", colours and the
    cursor's showing and hiding; anything else is a mistake of the drawing.
    """

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width
        self.hidden = False
        self.title = ""
        self.raw = ""
        self._rows: list[list[str]] = [[]]
        self._row = self._column = 0

    @property
    def text(self) -> str:
        """What stands on the glass, spaces at the ends of lines and empty last lines left out."""
        lines = ["".join(row).rstrip() for row in self._rows]
        while lines and not lines[-1]:
            lines.pop()
        return "".join(f"{line}\n" for line in lines)

    def write(self, data: str) -> int:
        """Draw ``data``; ``raw`` keeps all that ever came."""
        self.raw += data
        for sequence, sign in _PIECES.findall(data):
            if sequence:
                self._obey(sequence)
            elif sign == "\n":
                self._row, self._column = self._row + 1, 0
                if self._row == len(self._rows):
                    self._rows.append([])
            elif sign == "\r":
                self._column = 0
            else:
                self._put(sign)
        return len(data)

    def _put(self, sign: str) -> None:
        assert sign >= " ", f"a control character {sign!r} reached the terminal"
        row = self._rows[self._row]
        row += [" "] * (self._column + 1 - len(row))
        row[self._column] = sign
        self._column += 1
        assert self._column <= self.width, f"a line is wider than {self.width}"

    def _obey(self, sequence: str) -> None:
        if sequence.endswith("A"):
            self._row = max(self._row - int(sequence[2:-1] or 1), 0)
        elif sequence == "\x1b[2K":
            self._rows[self._row] = []
        elif sequence in ("\x1b[?25l", "\x1b[?25h"):
            self.hidden = sequence.endswith("l")
        elif sequence.startswith("\x1b]"):
            self.title = sequence
        else:
            assert sequence.endswith("m"), f"{sequence!r} is not understood"
