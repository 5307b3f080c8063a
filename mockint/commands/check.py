"""``mockint check``: marks one answer, or a line each from standard input."""

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from mockint.commands.marking import (
    MAX_TEXT,
    Listener,
    as_json,
    asked,
    decode,
    is_recording,
    mark,
)
from mockint.encoder import load_beside
from mockint.errors import MockintError
from mockint.report.plain import spelled_out
from mockint.transcript import Transcript

if TYPE_CHECKING:
    from mockint.bank import Bank


def run(options: Namespace) -> int:
    """Print what was found."""
    if options.jsonl:
        for line in results(sys.stdin.buffer):
            print(line, flush=True)
        return 0
    words = _text(options)
    load_beside()
    bank, question = asked(options.bank, options.question)
    said = _heard(options, bank) if words is None else words
    findings = mark(said, bank, question, profile=options.profile)
    if options.json:
        print(spelled_out(as_json(findings)))
        return 0
    from mockint.commands.drawing import print_findings

    print_findings(options, findings, said if isinstance(said, Transcript) else None, question)
    return 0


def _text(options: Namespace) -> str | None:
    """The words of a text; None for a recording."""
    if options.file == "-":
        return decode(sys.stdin.buffer.read(MAX_TEXT + 1), "The text")
    path = Path(options.file)
    return None if is_recording(path) else decode(_head(path), str(path))


def _heard(options: Namespace, bank: "Bank | None") -> Transcript:
    listener = Listener(options, bank)
    try:
        return listener.transcribe(Path(options.file))
    finally:
        listener.close()


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_TEXT + 1)


class Line(msgspec.Struct):
    """One line of ``check --jsonl``."""

    text: Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
    id: str | None = None
    bank: str | None = None
    question: str | None = None


class Failure(msgspec.Struct):
    """What stands in the place of a result."""

    id: str | None
    error: str


def results(lines: Iterable[bytes]) -> Iterator[str]:
    """The JSON result of each line, in order; a line that cannot be marked gives its reason."""
    for line in lines:
        if line.strip():
            yield spelled_out(_result(line))


def _result(line: bytes) -> str:
    try:
        said = msgspec.json.decode(line, type=Line)
        bank, question = asked(said.bank, said.question)
        return as_json(mark(said.text, bank, question, said.id))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, MockintError) as error:
        return msgspec.json.encode(Failure(_id_of(line), str(error))).decode()


class _Id(msgspec.Struct):
    id: str | None = None


def _id_of(line: bytes) -> str | None:
    try:
        return msgspec.json.decode(line, type=_Id).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
