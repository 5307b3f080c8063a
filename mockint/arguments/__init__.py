"""What can be typed behind ``mockint``; nothing heavy is imported to show the help."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter

from mockint import __version__
from mockint.arguments import (
    afterwards,
    banks,
    completion,
    config,
    doctor,
    edit,
    interview,
    stories,
)
from mockint.arguments.shared import ENGINES

__all__ = ["ENGINES", "parser"]

EPILOG = """\
keys during an interview:
  Enter done · r repeat · s skip · p pause · a again · q quit · Ctrl-C stops, all is kept

start here:
  mockint interview            hold an interview (mockint doctor tells what works here)
  mockint report               read the feedback
  mockint replay               hear it again
"""


def parser() -> ArgumentParser:
    """The parser of the whole command line."""
    top = ArgumentParser(
        prog="mockint",
        description="Practise a job interview out loud, alone, and get feedback you can check.",
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"mockint {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (interview.interview, banks.prepare, *afterwards.COMMANDS):
        add(commands)
    for add in (
        edit.edit,
        stories.stories,
        banks.banks,
        afterwards.score,
        config.config,
        doctor.doctor,
        completion.completion,
    ):
        add(commands)
    return top
