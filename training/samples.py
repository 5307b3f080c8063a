"""Answers as numbers for the encoder: pieces, and what is to be said of each."""

import random
from collections.abc import Sequence

import msgspec
import numpy as np

from corpus.answers import LABELS, Answer
from corpus.words import (
    Word,
    misheard,
    places_of,
    renumbered,
    stripped,
    text_of,
    words_of,
)
from mockint.encoder.network import marked
from mockint.encoder.pieces import Vocabulary
from mockint.rubric.amounts.quantity import amounts_of, spans_of
from mockint.rubric.words import tokens_of
from training.network import FORMS

MASKED = 0.08
"""How many of the pieces are hidden, so that no single word is learned by heart."""
NOTHING = -100
"""Of a piece with this for a label nothing is asked."""
LONGEST = 510


class Sample(msgspec.Struct, frozen=True):
    """One answer; each array has one entry a piece: amounts 0-1 (whether it belongs to one),
    label 0-4, begins 0-1, result 0-1."""

    pieces: np.ndarray
    amounts: np.ndarray
    labels: np.ndarray
    begins: np.ndarray
    results: np.ndarray
    form: int


def sample_of(words: Sequence[Word], form: str, vocabulary: Vocabulary) -> Sample:
    """The sample of these words, cut after the pieces the encoder can take."""
    text, places = text_of(words), places_of(words)
    pieces, labels, begins, results = [vocabulary.begin], [NOTHING], [NOTHING], [NOTHING]
    amounts, at, fresh = [0], 0, True
    found = vocabulary.words(text)
    tokens = tokens_of(text)
    marks = marked(found, spans_of(amounts_of(tokens), tokens))
    for piece, mark in zip(found, marks, strict=True):
        while places[at][1] <= piece.start:
            at, fresh = at + 1, True
        first = fresh and any(sign.isalnum() for sign in text[piece.start : piece.end])
        word = words[at]
        blank = [NOTHING] * (len(piece.pieces) - 1)
        pieces += piece.pieces
        amounts += [mark] * len(piece.pieces)
        labels += [LABELS.index(word.label) if first else NOTHING, *blank]
        begins += [int(word.begins) if first else NOTHING, *blank]
        results += [int(word.result) if first and word.amount is not None else NOTHING, *blank]
        fresh = fresh and not first
    return Sample(
        _ended(pieces, vocabulary.end),
        _ended(amounts, 0),
        _ended(labels, NOTHING),
        _ended(begins, NOTHING),
        _ended(results, NOTHING),
        FORMS.index(form),
    )


def _ended(column: list[int], last: int) -> np.ndarray:
    return np.array([*column[:LONGEST], last])


def samples_of(
    answers: Sequence[Answer], vocabulary: Vocabulary, draw: random.Random
) -> list[Sample]:
    """A sample of each answer, many without punctuation, some with recognition errors, half
    with other numbers."""
    samples = []
    for answer in answers:
        words = words_of(answer)
        if draw.random() < 0.5:
            words = renumbered(words, draw)
        chance = draw.random()
        if chance < 0.35:
            words = stripped(words)
        elif chance < 0.6:
            words = misheard(words, draw.choice((0.05, 0.1, 0.15)), draw)
        samples.append(_masked(sample_of(words, answer.form, vocabulary), vocabulary, draw))
    return samples


def _masked(sample: Sample, vocabulary: Vocabulary, draw: random.Random) -> Sample:
    """The sample with some pieces hidden."""
    pieces = sample.pieces.copy()
    inside = range(1, len(pieces) - 1)
    hidden = [at for at in inside if draw.random() < MASKED]
    pieces[hidden] = vocabulary.hidden
    return msgspec.structs.replace(sample, pieces=pieces)
