"""What questions ask about, and the words by which a story shows that it is about that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mockint.history.words import stem, words_of

THEMES = Path(__file__).with_name("themes.txt")

Phrase = tuple[str, ...]
"""The stems of a word, or of several in a row."""


@dataclass(frozen=True, slots=True)
class Theme:
    """``asked``: what a question says that is about it; ``shown``: what its story says."""

    asked: tuple[Phrase, ...]
    shown: tuple[Phrase, ...]


class Wording:
    """A text by its stems, in which phrases are looked for."""

    def __init__(self, text: str) -> None:
        self.words = words_of(text)
        self._stems = [stem(word) for word in self.words]
        self._places: dict[str, list[int]] = {}
        for at, each in enumerate(self._stems):
            self._places.setdefault(each, []).append(at)

    def find(self, phrase: Phrase) -> str | None:
        """The phrase as the text says it first, small but for "I"; None where it does not."""
        for at in self._places.get(phrase[0], ()):
            if tuple(self._stems[at : at + len(phrase)]) == phrase:
                said = self.words[at : at + len(phrase)]
                return " ".join("I" if word == "i" else word for word in said)
        return None


def phrase(text: str) -> Phrase:
    """The stems of ``text``; numbers are left out."""
    return tuple(map(stem, words_of(text)))


@cache
def themes() -> tuple[Theme, ...]:
    """Every theme of ``themes.txt``."""
    lines = THEMES.read_text(encoding="utf-8").splitlines()
    return tuple(_themes(line for line in lines if line and not line.startswith("#")))


def _themes(lines: Iterable[str]) -> Iterator[Theme]:
    for line in lines:
        asked, shown = (tuple(map(phrase, side.split(","))) for side in line.split("|"))
        yield Theme(_whole(asked), _whole((*asked, *shown)))


def _whole(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(each for each in phrases if each))
