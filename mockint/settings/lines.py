"""On which line of a TOML text each key stands; the text is known to be whole."""

import re
import tomllib
from collections.abc import Iterator

_PIECE = re.compile(
    r"""
    "{3}(?:\\.|[^\\])*?"{3,5} | '{3}.*?'{3,5}     # texts over several lines
    | "(?:\\.|[^"\\\n])*" | '[^'\n]*'             # texts
    | \#[^\n]*                                    # a comment
    | [\[\]{}\n]
    """,
    re.DOTALL | re.VERBOSE,
)

Names = tuple[str, ...]


def line_of(text: str, *names: str) -> int | None:
    """The line, from 1, where the key or table called ``names`` is begun."""
    return next((line for each, line in keys(text) if each == names), None)


def keys(text: str) -> Iterator[tuple[Names, int]]:
    """Every table and key with its line, in order; a table before what is in it."""
    table: Names = ()
    for line, statement in _statements(text):
        body = statement.strip()
        if not body or body.startswith("#"):
            continue
        found = list(_below(tomllib.loads(body)))
        yield from ((table + names if not body.startswith("[") else names, line) for names in found)
        if body.startswith("["):
            table = found[-1]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each line, or several that belong together, with the first one's number."""
    depth, start, line = 0, 0, 1
    for piece in _PIECE.finditer(text):
        sign = piece[0]
        depth += (sign in ("[", "{")) - (sign in ("]", "}"))
        if sign == "\n" and depth == 0:
            statement = text[start : piece.start()]
            yield line, statement
            start, line = piece.end(), line + 1 + statement.count("\n")
    yield line, text[start:]


def _below(value: object) -> Iterator[Names]:
    """The names of every table and key in ``value``, the outer ones first."""
    if isinstance(value, list) and value:
        yield from _below(value[-1])
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield (name,)
            yield from ((name, *names) for names in _below(inner))
