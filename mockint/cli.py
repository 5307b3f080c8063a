"""Commands and exit codes.

0 done · 1 a known error, one sentence on standard error · 2 wrong usage ·
130 interrupted, work kept (143 where the system asked for it).
"""

import importlib
import os
import sys
from collections.abc import Sequence

from mockint.arguments import parser
from mockint.errors import MockintError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # both are text files
    try:
        module = importlib.import_module(f"mockint.commands.{options.command}")
        return int(module.run(options) or 0)
    except MockintError as error:
        return _complain(str(error))
    except KeyboardInterrupt as stop:
        _complain("Interrupted; everything said so far is kept.")
        return int(stop.args[0]) if stop.args else 130
    except BrokenPipeError:
        # The reader (a pager, say) has gone: nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the one place where the unforeseen becomes a sentence
        return _unforeseen(error)


def _complain(sentence: str) -> int:
    print(f"mockint: {' '.join(sentence.split())}", file=sys.stderr)
    return 1


def _unforeseen(error: Exception) -> int:
    import traceback

    from mockint.commands.places import write_log

    trace = "".join(traceback.format_exception(error))
    return _complain(
        f"Something unforeseen happened ({type(error).__name__}); what was said is kept, and "
        f"{write_log(trace)} tells what happened: please report it with that file."
    )
