"""A command as somebody would type it, for targets: parsed and settled, but not yet run."""

import zlib
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from types import ModuleType

from mockint.arguments import parser
from mockint.settings import NOTHING, CommandLine


def typed(*words: object) -> Namespace:
    """The options of a command line, with no settings file and no environment."""
    return Namespace(**vars(_parsed(tuple(map(str, words)))))


@lru_cache(1_000)
def _parsed(words: tuple[str, ...]) -> Namespace:
    options = _line().parse(words)
    _line().settle(options, NOTHING, {})
    return options


@contextmanager
def replaced(module: ModuleType, **instead: object) -> Iterator[None]:
    """Give names in a module other values until the block ends."""
    before = {name: vars(module)[name] for name in instead}
    vars(module).update(instead)
    try:
        yield
    finally:
        vars(module).update(before)


def one_in(number: int, data: bytes) -> bool:
    """Whether an input is one of the few with which something slow is done, each time."""
    return zlib.crc32(data) % number == 0


@cache
def _line() -> CommandLine:
    return CommandLine(parser())
