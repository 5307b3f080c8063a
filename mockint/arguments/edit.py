"""What can be typed behind ``mockint edit``."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from mockint.arguments.shared import positive, session

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]


def edit(commands: "Commands") -> None:
    """``mockint edit``."""
    command = commands.add_parser("edit", help="mend words that were not heard as they were said")
    session(command)
    add = command.add_argument
    add("--answer", type=positive, metavar="K", required=True, help="which answer, from 1")
    which = command.add_mutually_exclusive_group().add_argument
    which("--attempt", type=positive, metavar="N", help="which attempt at it; the one that counts")
    which("--reply", type=positive, metavar="N", help="the reply to which follow-up behind it")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--text", metavar="FILE", help="the mended words; - is standard input")
    how.add_argument("--raw", action="store_true", help="take the correction back")
