"""What can be typed behind ``mockint stories``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from mockint.arguments.shared import plain, recordings

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]


def stories(commands: "Commands") -> None:
    """``mockint stories``."""
    command = commands.add_parser(
        "stories", help="the stories told so far, and which questions each could serve"
    )
    add = command.add_argument
    add("--bank", metavar="B", help="whose questions they are held against (the newest session's)")
    formats = ("terminal", "html", "md", "json")
    add("--format", choices=formats, help="how it is written (terminal)")
    add("-o", "--output", type=Path, metavar="FILE", help="write it there")
    add("--open", action="store_true", help="a page: show it in the browser")
    recordings(command)
    plain(command)
