"""What can be typed behind ``mockint config``."""

from argparse import ArgumentParser

from mockint.arguments.shared import plain


def config(command: ArgumentParser) -> None:
    """``mockint config``."""
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
