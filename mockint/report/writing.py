"""An interview in writing as plain lines: nothing is redrawn under what is being written."""

from rich.console import Console

from mockint.events import Asked
from mockint.report.lines import PlainScreen

HOW = (
    "Write your answer; an empty line ends it. Alone on a line: r repeat, s skip, a again, q quit."
)
GREETED = "Enter goes on without the voice."
NEXT = "Enter goes on; a and Enter gives this answer again, q and Enter ends the interview."


class WrittenScreen(PlainScreen):
    """Prints to ``console``. ``keys``: somebody sits there, so that they are told how to write."""

    def __init__(self, console: Console, *, practice: bool, keys: bool = False) -> None:
        super().__init__(console, practice=practice, keys=keys)
        self._untold = HOW if keys else ""
        self._asked = False

    def question(self, asked: Asked) -> None:
        """Print the question."""
        self._asked = True
        super().question(asked)

    def speaking(self, position: float, seconds: float) -> None:
        """Say once that nobody need wait for a greeting; a question waits for no voice."""
        if not self._asked:
            self._change(GREETED)

    def waiting(self) -> None:
        """Say once what goes on."""
        self._change(NEXT)
