"""Commands and exit codes.

0 done · 1 a known error, one sentence on standard error · 2 wrong usage ·
130 interrupted, work kept (143 where the system asked for it).
"""

import errno
import importlib
import os
import sys

from mockint.arguments import COMMANDS, parser
from mockint.errors import MockintError

TYPE_CHECKING = False  # what typing calls so; loading that takes half as long as all of argparse
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from mockint.settings import CommandLine

UNSTOPPED = ("config", "doctor")
"""Commands that go on where the settings cannot be used."""


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command; returns its exit code."""
    os.umask(0o077)  # Whatever is written from here on is its owner's alone.
    _narrow()
    line, options = _read(sys.argv[1:] if arguments is None else arguments)
    _make_writable()
    try:
        _settle(line, options)
        module = importlib.import_module(f"mockint.commands.{options.command}")
        code = int(module.run(options) or 0)
        sys.stdout.flush()
        return code
    except MockintError as error:
        return _complain(str(error))
    except KeyboardInterrupt as stop:
        _complain("Interrupted; everything said so far is kept.")
        return int(stop.args[0]) if stop.args else 130
    except BrokenPipeError:
        # The reader (a pager, say) has gone: nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _full(error) if error.errno == errno.ENOSPC else _unforeseen(error)
    except Exception as error:  # the one place where the unforeseen becomes a sentence
        return _unforeseen(error)


def _read(words: "Sequence[str]") -> "tuple[CommandLine, Namespace]":
    """What was typed; help and wrong usage end here."""
    top = parser(words)
    if COMMANDS.keys().isdisjoint(words):
        top.parse_args(words)  # ends: settings are not loaded for that
    from mockint.settings import CommandLine

    line = CommandLine(top)
    return line, line.parse(words)


def _narrow() -> None:
    """One thread for numpy's sums, of which none is large: another would only stand by."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _make_writable() -> None:
    """Let output take any sign; where it was closed, what is printed goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))
        getattr(sys, name).reconfigure(errors="replace")


def _full(error: OSError) -> int:
    where = f" {error.filename}" if error.filename else ""
    from contextlib import suppress

    with suppress(OSError):
        # What is still to be written would fail once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _complain(f"There is no room to write{where}: free some space, and try again.")


def _settle(line: "CommandLine", options: "Namespace") -> None:
    """Give ``options`` what was not typed; broken settings are passed over by what helps then."""
    from mockint.commands import places
    from mockint.settings import NOTHING, SettingsError, keys_of, read

    written, file = NOTHING, places.settings_file()
    try:
        if places.is_there(file):
            written = read(file, keys_of(parser()))
    except SettingsError as fault:
        if options.command not in UNSTOPPED:
            raise
        if options.command != "config":  # which says so itself
            _complain(f"{fault} Until then no setting counts.")
    line.settle(options, written, places.environment())


def _complain(sentence: str) -> int:
    from mockint.report.plain import plain

    print(f"mockint: {plain(' '.join(sentence.split()))}", file=sys.stderr)
    return 1


def _unforeseen(error: Exception) -> int:
    import traceback

    from mockint.commands.places import write_log

    trace = "".join(traceback.format_exception(error))
    return _complain(
        f"Something unforeseen happened ({type(error).__name__}); what was said is kept, and "
        f"{write_log(trace)} tells what happened: please report it with that file."
    )
