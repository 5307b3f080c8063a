"""``mockint transcribe``: the words of recordings."""

import sys
from argparse import Namespace
from pathlib import Path

import msgspec

from mockint.commands.marking import Listener, load
from mockint.errors import MockintError
from mockint.report.plain import plain, spelled_out
from mockint.transcript import Transcript


class Words(msgspec.Struct):
    """One line of ``transcribe --json``."""

    file: str
    text: str
    transcript: Transcript


def run(options: Namespace) -> int:
    """Print the words of each file; one that cannot be read does not stop the rest."""
    bank = load(options.bank)
    listener = Listener(options, bank)
    failed = 0
    try:
        for path in options.files:
            failed += not _one(options, listener, path)
    finally:
        listener.close()
    return 1 if failed else 0


def _one(options: Namespace, listener: Listener, path: Path) -> bool:
    try:
        transcript = listener.transcribe(path)
    except MockintError as error:
        if len(options.files) == 1:
            raise
        print(f"mockint: {plain(str(error))}", file=sys.stderr)
        return False
    if options.json:
        line = Words(str(path), transcript.text, transcript)
        print(spelled_out(msgspec.json.encode(line).decode()), flush=True)
    else:
        heading = f"{path}: " if len(options.files) > 1 else ""
        print(plain(f"{heading}{transcript.text or '(nothing was said)'}"), flush=True)
    for doubt in transcript.unsure:
        print(plain(f"mockint: {path.name}: {doubt}"), file=sys.stderr)
    return True
