"""What can be typed behind ``mockint interview``."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from mockint.arguments.shared import (
    engine,
    keep_for,
    limit,
    plain,
    positive,
    profile,
    recordings,
    seconds,
)


def interview(command: ArgumentParser) -> None:
    """``mockint interview``."""
    add = command.add_argument
    add(
        "bank",
        nargs="?",
        default="billing-specialist",
        metavar="BANK",
        help="a bank's name, or its file",
    )
    add("-n", dest="count", type=positive, metavar="N", help="how many questions (5)")
    add(
        "--stage", action="append", default=[], metavar="S", help="only this stage; may be repeated"
    )
    add(
        "--mode",
        choices=("practice", "real"),
        default="practice",
        help="practice: words and feedback at once; real: nothing until the end",
    )
    _practice(command)
    _scene(command)
    add("--seed", type=int, metavar="N", help="draws the questions; the same seed, the same ones")
    recordings(command)
    keep_for(command)
    _candidate(command)
    add(
        "--resume",
        nargs="?",
        const="",
        metavar="SESSION",
        help="go on with an interview (the newest unfinished)",
    )
    add(
        "--follow-ups",
        type=int,
        choices=range(3),
        metavar="N",
        help="questions back behind an answer, 0 to 2 (practice 1, real 2, recordings 0)",
    )
    engine(command)
    _devices(add)
    _turns(add)
    _access(command)
    plain(command)


def _practice(command: ArgumentParser) -> None:
    """What is asked, where it is not drawn by chance."""
    add = command.add_mutually_exclusive_group().add_argument
    add("--due", action="store_true", help="first what is due to be practised (mockint due)")
    add(
        "--drill",
        choices=("situation", "task", "action", "result"),
        help="practise one part alone: a story's beginning is given, you tell the part",
    )


def _scene(command: ArgumentParser) -> None:
    """Under which circumstances; what is left out is as friendly as a form."""
    add = command.add_argument
    add("--warm-up", action="store_true", help="one easy minute before the first question")
    add("--rate-yourself", action="store_true", help="rate each answer, 1 to 5, before its marks")
    add("--phone", action="store_true", help="a phone screen: nothing to read, a telephone's sound")
    add("--panel", action="store_true", help="two interviewers with two voices")
    add(
        "--tone",
        choices=("plain", "terse", "friendly"),
        default="plain",
        help="how the interviewer speaks between the questions (plain)",
    )
    add(
        "--limit",
        type=limit,
        metavar="S",
        help="seconds an answer may take, 0 for no limit (real 180, drill 20, practice 0)",
    )


def _access(command: ArgumentParser) -> None:
    """For whom the usual thresholds, a microphone, or a screen do not fit."""
    profile(command)
    add = command.add_argument
    add("--type", action="store_true", help="write the answers instead of speaking them")
    add("--speak-feedback", action="store_true", help="say aloud what else stands on the screen")


def _candidate(command: ArgumentParser) -> None:
    """Who answers: the microphone, recordings, or a synthetic candidate."""
    add = command.add_argument
    add(
        "--answers",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="recordings that answer instead of a microphone",
    )
    add("--aloud", action="store_true", help="with --answers or a rehearsal: play the questions")
    rehearse = command.add_mutually_exclusive_group()
    rehearse.add_argument("--rehearse", action="store_true", help="a synthetic candidate answers")
    rehearse.add_argument(
        "--or-rehearse", action="store_true", help="rehearse where there is no sound device"
    )


def _devices(add: Callable[..., object]) -> None:
    """What is spoken and heard with."""
    add("--voice", metavar="V", help="the interviewer's voice (mockint doctor --voices lists them)")
    add("--rate", type=positive, metavar="WPM", help="how fast the voice speaks, in words a minute")
    add(
        "--microphone",
        metavar="DEVICE",
        help="its number or a part of its name (see mockint doctor)",
    )
    add("--loudspeaker", metavar="DEVICE", help="its number or a part of its name")


def _turns(add: Callable[..., object]) -> None:
    """When an answer is over."""
    add("--manual", action="store_true", help="only Enter ends an answer")
    add("--silence", type=seconds, metavar="S", help="seconds of silence that end an answer (3)")
    add(
        "--thinking",
        type=seconds,
        metavar="S",
        help="the same where a sentence hangs in the air (5)",
    )
    add("--no-stop", action="store_true", help="do not wait for a key behind the feedback")
