"""The labelled answers, out of the text files they are written in. README.md tells the format."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import msgspec

FOLDER = Path(__file__).with_name("answers")
REPLIES = Path(__file__).with_name("replies")
"""Short answers full of figures, as people reply when they are asked back."""
LABELS = "STARO"
"""Situation, task, action, result, other: the order of every table here."""
TEST_AUTHORS = frozenset({"04", "06", "09", "11", "17", "24"})
"""Their answers train nothing and are looked at only to be measured."""
_HEAD = re.compile(
    r"@ (?P<number>\d\d) \| (?P<form>story|process|knowledge|motive|situational|other)"
    r" \| (?P<field>billing|other) \| (?P<style>punctuated|recogniser)"
)
_CLAUSE = re.compile(rf"[{LABELS}] \S")
_AMOUNT = re.compile(r"\{([+-])([^{}]*)\}")


class Span(msgspec.Struct, frozen=True):
    """``start`` and ``end`` in code points of the answer's text; ``label`` one of ``LABELS``."""

    start: int
    end: int
    label: str


class Amount(msgspec.Struct, frozen=True):
    """``start`` and ``end`` in code points; ``result``: it measures what was achieved."""

    start: int
    end: int
    result: bool


class Answer(msgspec.Struct, frozen=True, dict=True):
    """One answer: ``clauses`` are (label, words), amounts in braces, in the order spoken."""

    author: str
    number: str
    form: str
    field: str
    style: str
    ask: str
    clauses: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """Its name in the whole corpus: author and number."""
        return f"{self.author}-{self.number}"

    @cached_property
    def text(self) -> str:
        """What was said."""
        return " ".join(_bare(words) for _, words in self.clauses)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where each clause stands in the text."""
        spans, start = [], 0
        for label, words in self.clauses:
            end = start + len(_bare(words))
            spans.append(Span(start, end, label))
            start = end + 1
        return tuple(spans)

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """Where each amount stands in the text."""
        marked = " ".join(words for _, words in self.clauses)
        return tuple(
            Amount(match.start() - 3 * before, match.end() - 3 * (before + 1), match[1] == "+")
            for before, match in enumerate(_AMOUNT.finditer(marked))
        )

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are there: the labels of its clauses but O."""
        return frozenset(label for label, _ in self.clauses) - {"O"}


def _bare(words: str) -> str:
    return _AMOUNT.sub(r"\2", words)


def read(path: Path) -> Iterator[Answer]:
    """The answers of one author's file, whose name is the author's number."""
    for block in re.split(r"^(?=@ )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = [line.strip() for line in block.splitlines() if line.strip()]
        fields = _HEAD.fullmatch(head)
        if not fields or not lines or not lines[0].startswith("? "):
            raise ValueError(f"{path.name}: not an answer: {head}")
        clauses = tuple((line[:1], line[2:].strip()) for line in lines[1:])
        if not clauses or not all(_CLAUSE.match(line) for line in lines[1:]):
            raise ValueError(f"{path.name}: a line without a label in: {head}")
        yield Answer(path.stem, **fields.groupdict(), ask=lines[0][2:], clauses=clauses)


def every(*folders: Path) -> list[Answer]:
    """All answers of the folders, or of ``FOLDER`` and ``REPLIES``, by author and number."""
    paths = [path for folder in folders or (FOLDER, REPLIES) for path in folder.glob("*.txt")]
    return [answer for path in sorted(paths, key=lambda path: path.stem) for answer in read(path)]


def split(answers: Iterable[Answer]) -> tuple[list[Answer], list[Answer]]:
    """(those that train, those of the test authors)."""
    train: list[Answer] = []
    test: list[Answer] = []
    for answer in answers:
        (test if answer.author in TEST_AUTHORS else train).append(answer)
    return train, test
