"""What can be typed behind ``mockint stories``."""

from argparse import ArgumentParser
from pathlib import Path

from mockint.arguments.shared import plain, recordings


def stories(command: ArgumentParser) -> None:
    """``mockint stories``."""
    add = command.add_argument
    add("--bank", metavar="B", help="whose questions they are held against (the newest session's)")
    formats = ("terminal", "html", "md", "json")
    add("--format", choices=formats, help="how it is written (terminal)")
    add("-o", "--output", type=Path, metavar="FILE", help="write it there")
    add("--open", action="store_true", help="a page: show it in the browser")
    recordings(command)
    plain(command)
