"""``mockint score``: marks many recordings or transcripts, one JSON line each, in order."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TextIO

import msgspec

from mockint.commands.check import Failure
from mockint.commands.marking import (
    SOUND_ENDINGS,
    Listener,
    NotAnAnswer,
    as_json,
    asked,
    decode,
    is_recording,
    mark,
)
from mockint.errors import DiskError, MockintError

_listener: Listener | None = None
"""Each process keeps its recogniser loaded from one file to the next."""


def run(options: Namespace) -> int:
    """Write a line for each file; returns 1 if one could not be marked."""
    asked(options.bank, options.question)
    paths = tuple(found(options.paths))
    failed = 0
    with _target(options.output) as target:
        for path, line, good in _scored(options, paths):
            print(line, file=target, flush=True)
            failed += not good
            if not good:
                print(f"mockint: {path} could not be marked; the line says why.", file=sys.stderr)
    return 1 if failed else 0


def found(paths: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and every recording and ``.txt`` in the folders, by name.

    Raises:
        NotAnAnswer: there is nothing there.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in {*SOUND_ENDINGS, ".txt"})
        if not inside:
            raise NotAnAnswer(f"{path} holds no recordings and no .txt files: name another folder.")
        yield from inside


def _scored(options: Namespace, paths: Sequence[Path]) -> Iterator[tuple[Path, str, bool]]:
    if options.jobs == 1:
        for path in paths:
            yield path, *_one(options, path)
        return
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        results = pool.map(_one, [options] * len(paths), paths)
        for path, (line, good) in zip(paths, results, strict=True):
            yield path, line, good


def _one(options: Namespace, path: Path) -> tuple[str, bool]:
    global _listener
    try:
        bank, question = asked(options.bank, options.question)
        if is_recording(path):
            _listener = _listener or Listener(options, bank)
            said = _listener.transcribe(path)
            return as_json(mark(said, bank, question, str(path), options.profile)), True
        text = decode(path.read_bytes(), str(path))
        return as_json(mark(text, bank, question, str(path), options.profile)), True
    except (MockintError, OSError) as error:
        return msgspec.json.encode(Failure(str(path), str(error))).decode(), False


@contextmanager
def _target(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    try:
        with output.open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise DiskError(f"{output} cannot be written ({error.strerror}).") from error
