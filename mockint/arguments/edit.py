"""What can be typed behind ``mockint edit``."""

from argparse import ArgumentParser

from mockint.arguments.shared import positive, session


def edit(command: ArgumentParser) -> None:
    """``mockint edit``."""
    session(command)
    add = command.add_argument
    add("--answer", type=positive, metavar="K", required=True, help="which answer, from 1")
    which = command.add_mutually_exclusive_group().add_argument
    which("--attempt", type=positive, metavar="N", help="which attempt at it; the one that counts")
    which("--reply", type=positive, metavar="N", help="the reply to which follow-up behind it")
    how = command.add_mutually_exclusive_group()
    how.add_argument("--text", metavar="FILE", help="the mended words; - is standard input")
    how.add_argument("--raw", action="store_true", help="take the correction back")
