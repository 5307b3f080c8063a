"""What somebody types in reply to a question: at a terminal, or on lines from a pipe."""

import contextlib
import sys
from collections.abc import Callable
from textwrap import fill
from types import ModuleType
from typing import TextIO, TypeVar

from mockint.bank.authoring.dictation import Refused
from mockint.bank.fault import Flaw
from mockint.commands import places
from mockint.report.plain import plain

LINE = 10_000
"""Bytes of one reply that are looked at."""

TRIES = 20
"""Refusals in a row after which a pipe, to whom no remedy can be told, is left."""

Taken = TypeVar("Taken")


class Replies:
    """Asks, and asks again until a reply can be taken; standard input may be anything."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._live = stream is not None and stream.isatty()
        self._editor = _editor() if self._live and places.terminal() else None

    def ask(self, question: str, take: Callable[[str], Taken]) -> Taken:
        """What ``take`` makes of the reply; it raises ``Refused`` to have it asked again.

        Raises:
            EOFError: there are no more replies.
        """
        say(f"\n{question}")
        refused = ""
        for _ in range(sys.maxsize if self._live else TRIES):
            reply = self._line(refused)
            try:
                return take(_readable(reply))
            except Refused as why:
                say(str(why))
                refused = " ".join(reply.split())
        raise EOFError

    def _line(self, refused: str) -> str:
        """The next reply; a refused one stands there again to be mended, where that can be."""
        if not self._live:
            return self._piped()
        if self._editor is None:
            return input("> ")
        insert = self._editor.insert_text
        self._editor.set_startup_hook(lambda: insert(plain(refused)))
        try:
            return input("> ")
        finally:
            self._editor.set_startup_hook(None)

    def _piped(self) -> str:
        if self._stream is None:
            raise EOFError
        data = line = self._stream.buffer.readline(LINE)
        if not data:
            raise EOFError
        while len(line) == LINE and not line.endswith(b"\n"):
            line = self._stream.buffer.readline(LINE)  # the rest of a line without end
        reply = data.decode("utf-8", "surrogateescape")
        print(f"> {plain(reply.strip())}")
        return reply


def say(text: str) -> None:
    """Print a text, each of its lines broken at 79 columns."""
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()))
        print(fill(plain(line), 79, subsequent_indent=indent, break_long_words=False))


def _readable(reply: str) -> str:
    text = " ".join(reply.split())
    if not text.isprintable():
        raise Refused(Flaw((), "holds an invisible character", "type it afresh"))
    return text


def _editor() -> ModuleType | None:
    """What lets a line be edited as it is typed, where the system has it."""
    with contextlib.suppress(ImportError):
        import readline

        return readline
    return None
