"""What can be typed behind ``mockint``; nothing heavy is imported to show the help."""

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import __version__

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[ArgumentParser]

ENGINES = ("moonshine", "sphinx", "whisper", "faster-whisper", "vosk", "openai")
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
    for add in (_interview, _check, _transcribe, _sessions, _replay, _report, _progress):
        add(commands)
    for add in (_banks, _score, _doctor):
        add(commands)
    return top


def _interview(commands: "Commands") -> None:
    command = commands.add_parser("interview", help="hold an interview")
    add = command.add_argument
    add(
        "bank",
        nargs="?",
        default="billing-specialist",
        metavar="BANK",
        help="a bank's name, or its file",
    )
    add("-n", dest="count", type=_positive, metavar="N", help="how many questions (5)")
    add(
        "--stage", action="append", default=[], metavar="S", help="only this stage; may be repeated"
    )
    add(
        "--mode",
        choices=("practice", "real"),
        default="practice",
        help="practice: words and feedback at once; real: nothing until the end",
    )
    add("--seed", type=int, metavar="N", help="draws the questions; the same seed, the same ones")
    _recordings(command)
    _candidate(command)
    add(
        "--resume",
        nargs="?",
        const="",
        metavar="SESSION",
        help="go on with an interview (the newest unfinished)",
    )
    _engine(command)
    _devices(add)
    _turns(add)
    _plain(command)


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
    add(
        "--rate", type=_positive, metavar="WPM", help="how fast the voice speaks, in words a minute"
    )
    add(
        "--microphone",
        metavar="DEVICE",
        help="its number or a part of its name (see mockint doctor)",
    )
    add("--loudspeaker", metavar="DEVICE", help="its number or a part of its name")


def _turns(add: Callable[..., object]) -> None:
    """When an answer is over."""
    add("--manual", action="store_true", help="only Enter ends an answer")
    add("--silence", type=_seconds, metavar="S", help="seconds of silence that end an answer (3)")
    add(
        "--thinking",
        type=_seconds,
        metavar="S",
        help="the same where a sentence hangs in the air (5)",
    )
    add("--no-stop", action="store_true", help="do not wait for a key behind the feedback")


def _check(commands: "Commands") -> None:
    command = commands.add_parser("check", help="mark one answer: a text, or a recording")
    command.add_argument(
        "file",
        nargs="?",
        default="-",
        metavar="FILE",
        help="a text or a recording; - is standard input",
    )
    _question(command)
    command.add_argument("--json", action="store_true", help="the whole result as JSON")
    command.add_argument(
        "--jsonl",
        action="store_true",
        help='read lines {"id", "text", ...} and write a result for each',
    )
    command.add_argument("--explain", action="store_true", help="say how each mark came about")
    _engine(command)
    _plain(command)


def _transcribe(commands: "Commands") -> None:
    command = commands.add_parser("transcribe", help="the words of recordings")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--json", action="store_true", help="one JSON line for each file, words with their seconds"
    )
    command.add_argument(
        "--bank",
        metavar="B",
        help="whose terms to listen for (billing-specialist)",
        default="billing-specialist",
    )
    _engine(command)


def _sessions(commands: "Commands") -> None:
    command = commands.add_parser("sessions", help="list the interviews held so far")
    _recordings(command)
    _plain(command)


def _replay(commands: "Commands") -> None:
    command = commands.add_parser("replay", help="hear questions and answers again")
    _session(command)
    command.add_argument("--answer", type=_positive, metavar="K", help="only the K-th answer")
    command.add_argument(
        "--speed", type=_speed, default=1.0, metavar="X", help="0.5 to 2, pitch unchanged"
    )
    command.add_argument("--loudspeaker", metavar="DEVICE", help="its number or a part of its name")
    _plain(command)


def _report(commands: "Commands") -> None:
    command = commands.add_parser("report", help="read the feedback on an interview")
    _session(command)
    command.add_argument("--format", choices=("terminal", "md", "json"), default="terminal")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it there")
    _plain(command)


def _progress(commands: "Commands") -> None:
    command = commands.add_parser("progress", help="marks over all interviews")
    _recordings(command)
    _plain(command)


def _banks(commands: "Commands") -> None:
    command = commands.add_parser("banks", help="question banks: list, show, lint")
    verbs = command.add_subparsers(dest="verb", metavar="VERB")
    verbs.add_parser("list", help="the banks there are")
    show = verbs.add_parser("show", help="what a bank asks")
    show.add_argument("bank", metavar="BANK")
    lint = verbs.add_parser("lint", help="check a bank's file")
    lint.add_argument("files", nargs="+", metavar="FILE")
    _plain(command)


def _score(commands: "Commands") -> None:
    command = commands.add_parser("score", help="mark many recordings or transcripts")
    command.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="files, or folders of them"
    )
    _question(command)
    command.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write the JSON lines there"
    )
    command.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="processes at work (1)"
    )
    _engine(command)


def _doctor(commands: "Commands") -> None:
    command = commands.add_parser(
        "doctor", help="what works on this machine, and what mends the rest"
    )
    command.add_argument("--voices", action="store_true", help="list the voices")
    command.add_argument("--devices", action="store_true", help="list microphones and loudspeakers")
    command.add_argument(
        "--level", action="store_true", help="listen for five seconds and show the level"
    )
    command.add_argument("--fetch", metavar="ENGINE", help="fetch the model of another recogniser")
    command.add_argument("--model", metavar="M", help="which of its models to fetch")
    command.add_argument("--microphone", metavar="DEVICE", help="its number or a part of its name")
    _recordings(command)
    _plain(command)


def _recordings(command: ArgumentParser) -> None:
    command.add_argument("--recordings", type=Path, metavar="DIR", help="where interviews are kept")


def _session(command: ArgumentParser) -> None:
    command.add_argument(
        "session", nargs="?", metavar="SESSION", help="its name; the newest if left out"
    )
    _recordings(command)


def _question(command: ArgumentParser) -> None:
    command.add_argument("--bank", metavar="B", help="whose terms to look for")
    command.add_argument("--question", metavar="ID", help="what was asked")


def _engine(command: ArgumentParser) -> None:
    command.add_argument(
        "--engine", choices=ENGINES, default="moonshine", help="the recogniser (moonshine)"
    )
    command.add_argument("--model", metavar="M", help="its model, where it has several")
    command.add_argument("--server", metavar="URL", help="for openai: where recordings are sent")


def _plain(command: ArgumentParser) -> None:
    command.add_argument(
        "--plain", action="store_true", help="plain lines, nothing redrawn, no colour"
    )


def _positive(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 to 10000")
    return int(text)


def _seconds(text: str) -> float:
    return _between(text, 0.5, 60.0)


def _speed(text: str) -> float:
    return _between(text, 0.5, 2.0)


def _between(text: str, low: float, high: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise ArgumentTypeError(f"{text!r} is not a number from {low:g} to {high:g}")
    return number
