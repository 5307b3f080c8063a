"""The terminal a command draws on."""

import time
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mockint.bank import Question
from mockint.commands import places
from mockint.events import Event
from mockint.findings import Findings
from mockint.session import Session
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def console(options: Namespace) -> "Console":
    """The terminal, or plain lines where ``options`` or the place ask for them."""
    from mockint.report.style import console as opened

    drawn = places.terminal() and not options.plain
    return opened(
        terminal=None if drawn else False,
        width=None if places.terminal() else places.width(),
        colour=not (options.plain or options.no_colour),
        large=options.large_print,
    )


class Drawing:
    """Draws an interview as it happens; ``keys``: somebody can press them."""

    def __init__(self, options: Namespace, session: Session, *, keys: bool) -> None:
        from mockint.report.screen import open_screen

        self.noted: tuple[str, ...] = ()
        live = places.terminal() and not (options.plain or options.type)
        self._screen = open_screen(
            console(options),
            terminal=live,
            practice=session.mode == "practice",
            clock=time.monotonic,
            keys=keys,
            phone=session.scene.phone,
            typed=options.type,
        )

    def notes(self, sentences: tuple[str, ...]) -> None:
        """Say what stands before the interview."""
        self.noted += sentences
        for sentence in sentences:
            self._screen.remark(sentence)

    def draw(self, event: Event) -> None:
        """Draw what has just happened."""
        from mockint.report.screen import draw

        draw(self._screen, event)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._screen.close()


def show(options: Namespace, renderable: "RenderableType") -> None:
    """Print to the terminal."""
    console(options).print(renderable)


def say(options: Namespace, sentence: str) -> None:
    """Print it to the terminal as wide as everything else there."""
    from rich.text import Text

    show(options, Text(sentence))


def print_report(
    options: Namespace,
    session: Session,
    earlier: Sequence[Session] = (),
    masked: Sequence[str] = (),
) -> None:
    """The report on a session, after the ``earlier`` ones; ``masked`` says what was masked."""
    from mockint.report.terminal import session_report

    show(options, session_report(session, earlier, masked))


def print_findings(
    options: Namespace,
    findings: Findings,
    transcript: Transcript | None,
    question: Question | None,
) -> None:
    """What was found in one answer; how each mark came about with ``--explain``."""
    from mockint.report.answer import findings_report
    from mockint.report.plain import plain
    from mockint.rubric import explain

    show(options, findings_report(findings, transcript, question))
    if options.explain:
        for line in explain(findings):
            print(plain(line))
