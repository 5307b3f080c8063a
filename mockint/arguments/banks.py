"""What can be typed behind ``mockint banks`` and ``mockint prepare``."""

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from mockint.arguments.shared import plain, recordings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]


def banks(command: ArgumentParser) -> None:
    """``mockint banks``."""
    verbs = command.add_subparsers(dest="verb", metavar="VERB")
    recordings(verbs.add_parser("list", help="the banks there are"))
    show = verbs.add_parser("show", help="what a bank asks")
    show.add_argument("bank", metavar="BANK", help="a bank's name, or its file")
    recordings(show)
    lint = verbs.add_parser("lint", help="check a bank's file")
    lint.add_argument("files", nargs="+", metavar="FILE", help="the bank's file, or several")
    new = verbs.add_parser("new", help="write a bank of your own by answering a few questions")
    new.add_argument("file", nargs="?", type=Path, metavar="FILE", help="where it is written")
    _import(verbs)
    plain(command)
    for verb in verbs.choices.values():
        plain(verb, default=SUPPRESS)  # else it would undo one before the verb


def _import(verbs: "Commands") -> None:
    command = verbs.add_parser("import", help="make a bank of a list of questions, or of a job ad")
    command.add_argument(
        "file", metavar="FILE", help="CSV, Markdown, plain text or a job ad; - is standard input"
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="where it is written")
    command.add_argument(
        "--as",
        dest="kind",
        choices=("csv", "markdown", "text", "job-ad"),
        help="what the file is, where that is not plain from it",
    )


def prepare(command: ArgumentParser) -> None:
    """``mockint prepare``."""
    command.add_argument(
        "--done", action="append", default=[], metavar="ID", help="tick this off; may be repeated"
    )
    command.add_argument(
        "--undo", action="append", default=[], metavar="ID", help="take the tick back"
    )
    recordings(command)
    plain(command)
