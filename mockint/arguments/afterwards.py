"""What can be typed behind the commands that read or mark what was said."""

from argparse import ArgumentParser
from pathlib import Path

from mockint.arguments.shared import (
    age,
    aloud,
    amount,
    engine,
    keep_for,
    plain,
    positive,
    profile,
    question,
    recordings,
    session,
    speed,
)


def check(command: ArgumentParser) -> None:
    """``mockint check``."""
    command.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help="a text or a recording; - is standard input",
    )
    question(command)
    command.add_argument("--json", action="store_true", help="the whole result as JSON")
    command.add_argument(
        "--jsonl",
        action="store_true",
        help='read lines {"id", "text", ...} and write a result for each',
    )
    command.add_argument("--explain", action="store_true", help="say how each mark came about")
    profile(command)
    engine(command)
    plain(command)


def transcribe(command: ArgumentParser) -> None:
    """``mockint transcribe``."""
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help="recordings")
    command.add_argument(
        "--json", action="store_true", help="one JSON line for each file, words with their seconds"
    )
    command.add_argument(
        "--bank",
        metavar="B",
        help="whose terms to listen for (billing-specialist)",
        default="billing-specialist",
    )
    engine(command)


def sessions(command: ArgumentParser) -> None:
    """``mockint sessions``."""
    add = command.add_argument
    add("--delete", nargs="+", default=[], metavar="NAME", help="delete these interviews")
    add("--older-than", type=age, metavar="AGE", help="delete those older than this: 30d, 6w, 1y")
    add("--sound-only", action="store_true", help="delete their sound, keep words and marks")
    add("--yes", action="store_true", help="delete without asking")
    keep_for(command)
    recordings(command)
    plain(command)


def replay(command: ArgumentParser) -> None:
    """``mockint replay``."""
    session(command)
    command.add_argument("--answer", type=positive, metavar="K", help="only the K-th answer")
    command.add_argument(
        "--speed", type=speed, default=1.0, metavar="X", help="0.5 to 2, pitch unchanged"
    )
    command.add_argument("--loudspeaker", metavar="DEVICE", help="its number or a part of its name")
    plain(command)


def report(command: ArgumentParser) -> None:
    """``mockint report``."""
    session(command)
    add = command.add_argument
    add(
        "--compare",
        nargs=2,
        metavar=("A", "B"),
        help="put two interviews side by side instead",
    )
    _exported(command, ("terminal", "html", "md", "json"))
    add(
        "--sound",
        choices=("inside", "beside", "none"),
        help="in a page: inside the file, as files beside it, or left out",
    )
    _shared(command)
    aloud(command)
    plain(command)


def _exported(command: ArgumentParser, formats: tuple[str, ...]) -> None:
    """In which form, and where to."""
    add = command.add_argument
    add("--format", choices=formats, help="how it is written (terminal)")
    add("-o", "--output", type=Path, metavar="FILE", help="write it there")
    add("--open", action="store_true", help="a page: show it in the browser")


def _shared(command: ArgumentParser) -> None:
    """A copy that others may see."""
    add = command.add_argument
    add("--share", action="store_true", help="a copy with names, numbers and large amounts masked")
    add(
        "--amounts-above",
        type=amount,
        default=1000.0,
        metavar="N",
        help="with --share: mask amounts of money above N (1000)",
    )
    add("--mask", action="append", default=[], metavar="WORDS", help="with --share: mask these too")
    add(
        "--keep", action="append", default=[], metavar="WORDS", help="with --share: let these stand"
    )


def progress(command: ArgumentParser) -> None:
    """``mockint progress``."""
    _exported(command, ("terminal", "html", "json"))
    recordings(command)
    aloud(command)
    plain(command)


def due(command: ArgumentParser) -> None:
    """``mockint due``."""
    command.add_argument(
        "bank",
        nargs="?",
        default="billing-specialist",
        metavar="BANK",
        help="a bank's name, or its file",
    )
    recordings(command)
    plain(command)


def score(command: ArgumentParser) -> None:
    """``mockint score``."""
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of them"
    )
    question(command)
    add = command.add_argument
    add("--by-name", action="store_true", help="with --bank: the files' names say the question")
    add("-o", "--output", type=Path, metavar="FILE", help="write there; a stopped run goes on")
    add("--format", choices=("jsonl", "csv"), help="of the lines (by FILE's ending, or jsonl)")
    add("--page", type=Path, metavar="FILE", help="a page on all of them together")
    add("--anew", action="store_true", help="mark also what is in -o FILE already")
    hands = command.add_mutually_exclusive_group()
    hands.add_argument(
        "--jobs", type=positive, metavar="N", help="processes at work (as many as cores)"
    )
    hands.add_argument("--cluster", metavar="URL", help="have a Dask cluster mark: tcp://HOST:8786")
    add("--shared", action="store_true", help="with --cluster: the workers open the files there")
    profile(command)
    engine(command)
    plain(command)
