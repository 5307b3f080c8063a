"""What can be typed behind ``mockint config``."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from mockint.arguments.shared import plain

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]


def config(commands: "Commands") -> None:
    """``mockint config``."""
    command = commands.add_parser("config", help="show or change the settings")
    add = command.add_argument
    add(
        "key",
        nargs="?",
        metavar="KEY",
        help="a flag's name such as voice, or report.sound for one command alone",
    )
    add("value", nargs="*", metavar="VALUE", help="set it to this from now on")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--unset", metavar="KEY", help="take a setting back")
    how.add_argument("--path", action="store_true", help="print where the settings are kept")
    how.add_argument("--json", action="store_true", help="every setting as JSON")
    plain(command)
