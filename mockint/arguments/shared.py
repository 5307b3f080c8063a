"""Options that several commands take, and the kinds of value they hold."""

from argparse import ArgumentParser, ArgumentTypeError
from functools import partial
from pathlib import Path

from mockint.arguments import ENGINES


def recordings(command: ArgumentParser) -> None:
    """Where interviews are kept."""
    command.add_argument("--recordings", type=Path, metavar="DIR", help="where interviews are kept")


def session(command: ArgumentParser) -> None:
    """Which interview."""
    command.add_argument(
        "session", nargs="?", metavar="SESSION", help="its name; the newest if left out"
    )
    recordings(command)


def question(command: ArgumentParser) -> None:
    """What was asked."""
    command.add_argument("--bank", metavar="B", help="whose terms to look for")
    command.add_argument("--question", metavar="ID", help="what was asked")


def engine(command: ArgumentParser) -> None:
    """What hears the words."""
    command.add_argument(
        "--engine", choices=ENGINES, default="moonshine", help="the recogniser (moonshine)"
    )
    command.add_argument("--model", metavar="M", help="its model, where it has several")
    command.add_argument("--server", metavar="URL", help="for openai: where recordings are sent")


def plain(command: ArgumentParser, default: bool | str = False) -> None:
    """How it is shown."""
    add = partial(command.add_argument, action="store_true", default=default)
    add("--plain", help="plain lines, nothing redrawn, no colour")
    add("--no-colour", "--no-color", help="as ever, but without colour")
    add("--large-print", help="for large type: 40 columns, one thing a line, nothing grey")


def aloud(command: ArgumentParser) -> None:
    """Whether it is said as well."""
    command.add_argument(
        "--speak-feedback", action="store_true", help="say it aloud as well, a piece at a time"
    )
    command.add_argument("--loudspeaker", metavar="DEVICE", help="its number or a part of its name")


def profile(command: ArgumentParser) -> None:
    """Whose pace and pauses are the measure."""
    command.add_argument(
        "--profile",
        choices=("usual", "slow", "stutter", "second-language"),
        default="usual",
        help="whose pace, pauses and repeats are the measure; never of the content (usual)",
    )


def positive(text: str) -> int:
    """A whole number from 1 to 10000."""
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 to 10000")
    return int(text)


def seconds(text: str) -> float:
    """Seconds from 0.5 to 60."""
    return _between(text, 0.5, 60.0)


def limit(text: str) -> float:
    """Seconds from 10 to 900, or 0."""
    try:
        return 0.0 if text in ("0", "0.0") else _between(text, 10.0, 900.0)
    except ArgumentTypeError as error:
        raise ArgumentTypeError(f"{error}, and not 0 for none") from error


def speed(text: str) -> float:
    """A speed from 0.5 to 2."""
    return _between(text, 0.5, 2.0)


def amount(text: str) -> float:
    """An amount of money from 0 to a trillion."""
    return _between(text.replace(",", ""), 0.0, 1e12)


DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


def age(text: str) -> int:
    """Days: "30d", "6w", "3m" or "1y"; a month has 30, a year 365."""
    count, unit = text[:-1], text[-1:].lower()
    if unit not in DAYS or not count.isdecimal() or not 1 <= int(count) * DAYS[unit] <= 36_500:
        raise ArgumentTypeError(f"{text!r} is no age such as 30d, 6w, 3m or 1y")
    return int(count) * DAYS[unit]


FOREVER = "forever"


def kept(text: str) -> str:
    """An age as ``age`` takes it, or "forever"; in small letters."""
    if text.lower() == FOREVER:
        return FOREVER
    try:
        age(text)
    except ValueError as error:  # thousands of digits
        raise ArgumentTypeError(
            f"that is no age such as 30d, 6w, 3m or 1y, nor {FOREVER}"
        ) from error
    except ArgumentTypeError as error:
        raise ArgumentTypeError(f"{error}, nor {FOREVER}") from error
    return text.lower()


def keep_for(command: ArgumentParser) -> None:
    """How old an interview may become."""
    command.add_argument(
        "--keep-for",
        type=kept,
        metavar="AGE",
        help="a new interview deletes those older than this: 30d, 6m, 1y, forever (forever)",
    )


def _between(text: str, low: float, high: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise ArgumentTypeError(f"{text!r} is not a number from {low:g} to {high:g}")
    return number
