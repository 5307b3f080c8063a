"""Commands and exit codes.

0 done · 1 a known error, one sentence on standard error · 2 wrong usage ·
130 interrupted, work kept (143 where the system asked for it).
"""

import contextlib
import errno
import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from mockint.arguments import parser
from mockint.errors import MockintError
from mockint.settings import NOTHING, CommandLine, SettingsError, read

UNSTOPPED = ("config", "doctor")
"""Commands that go on where the settings cannot be used."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    os.umask(0o077)  # Whatever is written from here on is its owner's alone.
    line = CommandLine(parser())
    options = line.parse(arguments)
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


def _make_writable() -> None:
    """Let output take any sign; where it was closed, what is printed goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8"))
        getattr(sys, name).reconfigure(errors="replace")


def _full(error: OSError) -> int:
    where = f" {error.filename}" if error.filename else ""
    with contextlib.suppress(OSError):
        # What is still to be written would fail once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _complain(f"There is no room to write{where}: free some space, and try again.")


def _settle(line: CommandLine, options: Namespace) -> None:
    """Give ``options`` what was not typed; broken settings are passed over by what helps then."""
    from mockint.commands import places

    written = NOTHING
    try:
        written = read(places.settings_file(), line.keys)
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
