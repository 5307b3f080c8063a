"""The recognisers side by side: the same sound, each in a process of its own."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

import msgspec
import numpy as np

from benchmarks.compare.ears import BANK, Ears, Heard
from benchmarks.compare.right import (
    listed_terms_right,
    numbers_right,
    terms_right,
    words_wrong,
)
from benchmarks.compare.sound import Piece, pieces
from benchmarks.hearing import table
from benchmarks.scoring import DRAWS, SEED, Figure, figure, share
from mockint.bank import load_bank
from mockint.sound.clip import RATE

PIECES = "pieces.json"
KINDS = ("answer", "noise", "terms", "person")
HEADER = [
    "", "words wrong, answers", "with noise", "sentences of terms", "a person",
    "terms heard", "made up", "numbers right",
]  # fmt: skip
COST = [
    "", "model", "CPU s", "clock s", "of that ours: CPU s", "loading: CPU s", "clock s", "peak MB",
]  # fmt: skip
Way = Callable[[Heard], str]


@dataclass(frozen=True, slots=True)
class Engines:
    """Who listens: their names, the models named for some of them, and where the sound lies."""

    names: Sequence[str]
    models: Mapping[str, str]
    folder: Path

    def heard(self, name: str) -> Ears | str:
        """What that engine heard, kept in the folder; a sentence where it cannot listen."""
        model = [self.models[name]] if name in self.models else []
        kept = self.folder / f"{'.'.join([name, *(Path(each).name for each in model)])}.json"
        if not kept.exists():
            command = [sys.executable, "-m", "benchmarks.compare.ears", name, str(self.folder)]
            done = subprocess.run([*command, *model], capture_output=True, text=True)
            if done.returncode:
                return (done.stderr.strip().splitlines() or ["It ended without a word."])[-1]
            kept.write_text(done.stdout.splitlines()[-1])
        return msgspec.json.decode(kept.read_bytes(), type=Ears)


def speak(folder: Path, count: int, piper: Path | None) -> tuple[Piece, ...]:
    """The sound, in ``folder``; what lies there from another time is heard again as it is."""
    import soundfile

    list_ = folder / PIECES
    if not list_.exists():
        told = []
        for number, (piece, sound) in enumerate(pieces(count, piper)):
            soundfile.write(folder / f"{number:04}.wav", sound, RATE)
            told.append(piece)
        list_.write_bytes(msgspec.json.encode(told))
    return msgspec.json.decode(list_.read_bytes(), type=tuple[Piece, ...])


class Scores:
    """One engine's words, the one way or the other, beside those that were said."""

    def __init__(self, said: Sequence[Piece], heard: Sequence[str]) -> None:
        self._pairs = list(zip(said, heard, strict=True))

    def wrong(self, kind: str) -> list[np.ndarray]:
        """(wrong, said) of each piece of that kind."""
        return [words_wrong(piece.said, text) for piece, text in self._pairs if piece.kind == kind]

    @cached_property
    def numbers(self) -> list[np.ndarray]:
        """(right, said) of each answer, clean or with noise."""
        return [
            numbers_right(each.marked.answer, text) for each, text in self._pairs if each.marked
        ]

    @cached_property
    def terms(self) -> list[np.ndarray]:
        """(heard, made up, said) of each piece that is no person's reading of a novel."""
        terms = load_bank(BANK).terms
        return [
            terms_right(piece.marked, text, terms)
            if piece.marked
            else listed_terms_right(piece.said, text, terms)
            for piece, text in self._pairs
            if piece.kind != "person"
        ]

    def row(self, name: str) -> list[str]:
        """The line of the table."""
        heard, made_up, said = np.sum(self.terms, axis=0)
        right, numbers = np.sum(self.numbers, axis=0)
        wrong = [self.wrong(kind) for kind in KINDS]
        return [
            name,
            interval(wrong[0]),
            *(f"{100 * share(np.sum(each, axis=0)):.1f}" for each in wrong[1:]),
            f"{100 * heard / said:.0f} % of {said:.0f}",
            f"{made_up:.0f}",
            f"{100 * right / numbers:.0f} % of {numbers:.0f}",
        ]


def interval(counts: Sequence[np.ndarray]) -> str:
    """Per cent, and between what and what 95 % of redrawn sets of answers have it."""
    drawn: Figure = figure(counts, share)
    return f"{100 * drawn.value:.1f} ({100 * drawn.low:.1f} to {100 * drawn.high:.1f})"


def apart(one: Sequence[np.ndarray], other: Sequence[np.ndarray]) -> str:
    """By how many points the one has more wrong words, the same answers redrawn for both."""
    table_ = np.hstack([np.stack(one), np.stack(other)])
    draw = np.random.default_rng(SEED)
    drawn = [
        _points(table_[draw.integers(0, len(table_), len(table_))].sum(axis=0))
        for _ in range(DRAWS)
    ]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return f"{_points(table_.sum(axis=0)):+.1f} ({low:+.1f} to {high:+.1f})"


def _points(counts: np.ndarray) -> float:
    return float(100 * (counts[0] / counts[1] - counts[2] / counts[3]))


def cost(name: str, ears: Ears, seconds: float) -> list[str]:
    """The line of what it costs, for each second of sound."""
    return [
        name,
        ears.model,
        f"{ears.whole.cpu / seconds:.3f}",
        f"{ears.whole.clock / seconds:.3f}",
        f"{ears.around.cpu / seconds:.3f}",
        f"{ears.loading.cpu:.1f}",
        f"{ears.loading.clock:.1f}",
        f"{ears.peak:.0f}",
    ]


WAYS: tuple[tuple[str, Way], ...] = (
    ("as printed", lambda heard: heard.printed),
    ("mended by us", lambda heard: heard.mended),
)


def report(engines: Engines, said: Sequence[Piece]) -> Iterator[str]:
    """The tables, by how much the first engine differs from each other, and who is missing."""
    yield about(said)
    found = {name: engines.heard(name) for name in engines.names}
    heard = {name: ears for name, ears in found.items() if isinstance(ears, Ears)}
    missing = {name: why for name, why in found.items() if isinstance(why, str)}
    scores = {
        f"{name}, {way}": Scores(said, [words(each) for each in ears.heard])
        for name, ears in heard.items()
        for way, words in WAYS
    }
    rows = [each.row(name) for name, each in scores.items()]
    rows += [[name, "not measured", *["-"] * (len(HEADER) - 2)] for name in missing]
    rows.append(Scores(said, [piece.said for piece in said]).row("the words that were said"))
    yield table(HEADER, rows)
    seconds = sum(piece.seconds for piece in said)
    yield table(COST, [cost(name, ears, seconds) for name, ears in heard.items()])
    yield "\n".join(differences({name: each.wrong("answer") for name, each in scores.items()}))
    yield "\n".join(f"{name} was not measured: {why}" for name, why in missing.items())


def differences(answers: Mapping[str, Sequence[np.ndarray]]) -> Iterator[str]:
    """The first engine, mended, beside every other, mended, on the clean answers."""
    mended = {name: counts for name, counts in answers.items() if name.endswith(WAYS[1][0])}
    first = next(iter(mended), "")
    for other in list(mended)[1:]:
        yield f"{first}, less {other}: {apart(mended[first], mended[other])} points of words wrong"


def about(said: Sequence[Piece]) -> str:
    """How much sound of each kind, and whose."""
    kinds = groupby(sorted(said, key=lambda each: KINDS.index(each.kind)), lambda each: each.kind)
    lots = [(kind, list(lot)) for kind, lot in kinds]
    told = [
        f"{kind}: {len(lot)} pieces, {sum(each.seconds for each in lot) / 60:.1f} minutes"
        for kind, lot in lots
    ]
    return "; ".join(told) + "\nvoices: " + ", ".join(dict.fromkeys(each.voice for each in said))
