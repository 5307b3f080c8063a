"""What is said: labelled answers of the test authors and sentences full of terms, by voices.

Nothing was ever chosen by what a recogniser makes of these words: no weight of the repair by
sound, no limit, no term. The voices differ from piece to piece, so that none decides alone.
"""

import random
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

import msgspec

from benchmarks.hearing import noisy, reading
from benchmarks.voices import Spoken, voices
from corpus.answers import Answer, every, split
from corpus.terms import Marked, marked
from mockint.sound.clip import RATE, Samples

VOICES = (
    "piper joe", "flite slt", "espeak en-us", "flite rms", "espeak en-gb", "flite awb",
)  # fmt: skip
MISHEARD = Path(__file__).parents[1] / "misheard"
TIMES = 3
"""In so many voices each sentence is said."""

SEED = 8
WORDS = range(50, 200)
"""How long an answer may be, so that one author's longest is not half of the sound."""


class Piece(msgspec.Struct, frozen=True):
    """One recording: ``said`` in ``seconds``; ``kind`` is answer, noise, terms or person."""

    kind: str
    voice: str
    said: str
    seconds: float
    marked: Marked | None = None


def answers(count: int) -> list[Marked]:
    """``count`` billing answers, drawn evenly from the test authors."""
    test = [each for each in split(every())[1] if _fits(each)]
    draw = random.Random(SEED)
    by_author = [
        draw.sample(own, len(own))
        for author in sorted({each.author for each in test})
        if (own := [each for each in test if each.author == author])
    ]
    turns = [each for turn in zip_longest(*by_author) for each in turn if each]
    return list(marked(turns[:count]))


def _fits(answer: Answer) -> bool:
    billing = answer.field == "billing" and answer.style == "punctuated"
    return billing and len(answer.text.split()) in WORDS


def sentences() -> list[str]:
    """Billing sentences written after the last change of a weight, three at a time."""
    lines = (MISHEARD / "unseen-billing.txt").read_text(encoding="utf-8").splitlines()
    return [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]


Voice = tuple[str, Callable[[str], Spoken]]


def pieces(count: int, piper: Path | None) -> Iterator[tuple[Piece, Samples]]:
    """Every answer, every second one with noise too; the sentences thrice; a person's reading."""
    there = voices(piper)
    said_by = [(name, there[name]) for name in VOICES if name in there]
    for number, one in enumerate(answers(count)):
        # An author comes every sixth time: one voice further each time, or each would keep theirs.
        name, say = said_by[(number + number // len(said_by)) % len(said_by)]
        sound = say(one.answer.text).samples
        yield _piece("answer", name, one.answer.text, sound, one), sound
        if number % 2 == 0:
            yield _piece("noise", name, one.answer.text, noisy(sound), one), noisy(sound)
    yield from _dense(said_by)
    person = reading()
    yield _piece("person", person.voice, person.said, person.spoken.samples), person.spoken.samples


def _dense(said_by: list[Voice]) -> Iterator[tuple[Piece, Samples]]:
    for number, text in enumerate(sentences()):
        for further in range(TIMES):
            name, say = said_by[(number + 2 * further) % len(said_by)]
            sound = say(text).samples
            yield _piece("terms", name, text, sound), sound


def _piece(kind: str, voice: str, said: str, sound: Samples, marked: Marked | None = None) -> Piece:
    return Piece(kind, voice, said, len(sound) / RATE, marked)
