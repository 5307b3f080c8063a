"""What can be typed behind ``mockint completion``."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]

SHELLS = ("bash", "zsh")


def completion(commands: "Commands") -> None:
    """``mockint completion``."""
    command = commands.add_parser(
        "completion", help="a script that lets the Tab key finish what you type"
    )
    command.add_argument("shell", choices=SHELLS, help="which shell it is for")
