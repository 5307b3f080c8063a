"""Where the speakers of the answers say terms of the trade, as one reader marked it by hand.

``terms/NN.txt`` holds a line ``number | term | words | said`` for each place in the answers of
author NN, in the order spoken; the last column is ``said``, ``denied`` (the speaker only says
that it is unknown to them) or ``unsure`` (it could be argued either way: counts for nothing).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from corpus.answers import Answer

FOLDER = Path(__file__).with_name("terms")
Sort = Literal["said", "denied", "unsure"]


class Place(msgspec.Struct, frozen=True):
    """``text[start:end]`` of an answer means ``term``."""

    start: int
    end: int
    term: str
    sort: Sort

    def meets(self, start: int, end: int) -> bool:
        """Whether the place and these characters share one."""
        return self.start < end and start < self.end


class Marked(msgspec.Struct, frozen=True):
    """One answer and every place in it that was marked."""

    answer: Answer
    places: tuple[Place, ...]


class _Line(msgspec.Struct, frozen=True):
    number: str
    term: str
    words: str
    sort: Sort


def listed(folder: Path = FOLDER) -> tuple[str, ...]:
    """The terms for which the answers were read."""
    return tuple((folder / "LIST.txt").read_text(encoding="utf-8").splitlines())


def authors(folder: Path = FOLDER) -> frozenset[str]:
    """Those whose answers were read for terms."""
    return frozenset(path.stem for path in folder.glob("[0-9][0-9].txt"))


def marked(answers: Sequence[Answer], folder: Path = FOLDER) -> Iterator[Marked]:
    """The answers of the authors who were read, each with its places.

    Raises:
        ValueError: a line has another form, or its words do not stand in the answer.
    """
    lines = {author: _read(folder / f"{author}.txt") for author in authors(folder)}
    for answer in answers:
        if answer.author in lines:
            own = [line for line in lines[answer.author] if line.number == answer.number]
            yield Marked(answer, tuple(_places(answer, own)))


def _read(path: Path) -> list[_Line]:
    found = []
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        fields = [field.strip() for field in line.split(" | ")]
        if len(fields) != len(_Line.__struct_fields__):
            raise ValueError(f"{path.name}: not a place: {line}")
        found.append(
            msgspec.convert(dict(zip(_Line.__struct_fields__, fields, strict=True)), _Line)
        )
    return found


def _places(answer: Answer, lines: Sequence[_Line]) -> Iterator[Place]:
    at = 0
    for line in lines:
        start = answer.text.find(line.words, at)
        if start < 0:
            raise ValueError(f"{answer.name}: {line.words!r} does not stand where it should")
        at = start + len(line.words)
        yield Place(start, at, line.term, line.sort)
