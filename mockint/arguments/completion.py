"""What can be typed behind ``mockint completion``."""

from argparse import ArgumentParser

SHELLS = ("bash", "zsh")


def completion(command: ArgumentParser) -> None:
    """``mockint completion``."""
    command.add_argument("shell", choices=SHELLS, help="which shell it is for")
