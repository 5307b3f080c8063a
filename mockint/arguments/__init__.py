"""What can be typed behind ``mockint``; nothing heavy is imported to show the help."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module

from mockint import __version__

TYPE_CHECKING = False  # what typing calls so; loading that takes half as long as all of argparse
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any, NoReturn

__all__ = ["COMMANDS", "ENGINES", "parser"]

ENGINES = ("moonshine", "sphinx", "whisper", "faster-whisper", "vosk", "openai")

COMMANDS = {
    "interview": ("interview", "hold an interview"),
    "prepare": ("banks", "what to have ready before an interview"),
    "check": ("afterwards", "mark one answer: a text, or a recording"),
    "transcribe": ("afterwards", "the words of recordings"),
    "sessions": ("afterwards", "list the interviews held so far, or delete some"),
    "replay": ("afterwards", "hear questions and answers again"),
    "report": ("afterwards", "read the feedback on an interview"),
    "progress": ("afterwards", "marks, pace, parts and terms over interviews"),
    "due": ("afterwards", "what to practise today, and when the rest is due"),
    "edit": ("edit", "mend words that were not heard as they were said"),
    "stories": ("stories", "the stories told so far, and which questions each could serve"),
    "banks": ("banks", "question banks: list, show, lint, new, import"),
    "score": ("afterwards", "mark many recordings or transcripts"),
    "config": ("config", "show or change the settings"),
    "doctor": ("doctor", "what works on this machine, and what mends the rest"),
    "completion": ("completion", "a script that lets the Tab key finish what you type"),
}
"""Each command in the order of the help: the file here that tells its options, and its line."""

EPILOG = """\
keys during an interview:
  Enter done · r repeat · s skip · p pause · a again · q quit · Ctrl-C stops, all is kept

start here:
  mockint interview            hold an interview (mockint doctor tells what works here)
  mockint report               read the feedback
  mockint replay               hear it again
"""


class Parser(ArgumentParser):
    """Says what was typed wrongly in signs that steer no terminal: it may be a file's name."""

    def error(self, message: str) -> "NoReturn":
        """Say so, and end with 2."""
        super().error("".join(sign if sign.isprintable() else "?" for sign in message))


def parser(words: "Collection[str] | None" = None) -> ArgumentParser:
    """The parser of the whole command line.

    With the ``words`` that were typed only the options of the command among them are made.
    """
    top = Parser(
        prog="mockint",
        description="Practise a job interview out loud, alone, and get feedback you can check.",
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"mockint {__version__}")
    idle = Parser(add_help=False)

    def made(prog: str, **more: "Any") -> Parser:
        return Parser(prog=prog, **more) if words is None or prog.split()[-1] in words else idle

    commands = top.add_subparsers(
        dest="command",
        required=True,
        metavar="COMMAND",
        parser_class=made,  # type: ignore[call-overload]  # only ever called
    )
    for name, (file, says) in COMMANDS.items():
        command = commands.add_parser(name, help=says)
        if words is None or name in words:
            getattr(import_module(f"mockint.arguments.{file}"), name)(command)
    return top
