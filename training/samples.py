"""Answers as numbers for the encoder: pieces, and what is to be said of each."""

import random
from collections.abc import Sequence

import msgspec
import numpy as np

from corpus.answers import LABELS, Answer
from corpus.words import Word, misheard, places_of, stripped, text_of, words_of
from mockint.encoder.pieces import Vocabulary
from training.network import FORMS

NOTHING = -100
"""Of a piece with this for a label nothing is asked."""
LONGEST = 510


class Sample(msgspec.Struct, frozen=True):
    """One answer; each array has one entry a piece: label 0-4, begins 0-1, result 0-1."""

    pieces: np.ndarray
    labels: np.ndarray
    begins: np.ndarray
    results: np.ndarray
    form: int


def sample_of(words: Sequence[Word], form: str, vocabulary: Vocabulary) -> Sample:
    """The sample of these words, cut after the pieces the encoder can take."""
    text, places = text_of(words), places_of(words)
    pieces, labels, begins, results = [vocabulary.begin], [NOTHING], [NOTHING], [NOTHING]
    at, fresh = 0, True
    for piece in vocabulary.words(text):
        while places[at][1] <= piece.start:
            at, fresh = at + 1, True
        first = fresh and any(sign.isalnum() for sign in text[piece.start : piece.end])
        word = words[at]
        blank = [NOTHING] * (len(piece.pieces) - 1)
        pieces += piece.pieces
        labels += [LABELS.index(word.label) if first else NOTHING, *blank]
        begins += [int(word.begins) if first else NOTHING, *blank]
        results += [int(word.result) if first and word.amount is not None else NOTHING, *blank]
        fresh = fresh and not first
    columns = [np.array([*c[:LONGEST], NOTHING]) for c in (pieces, labels, begins, results)]
    columns[0][-1] = vocabulary.end
    return Sample(*columns, FORMS.index(form))


def samples_of(
    answers: Sequence[Answer], vocabulary: Vocabulary, draw: random.Random
) -> list[Sample]:
    """A sample of each answer, many without punctuation, some with recognition errors."""
    samples = []
    for answer in answers:
        words = words_of(answer)
        chance = draw.random()
        if chance < 0.35:
            words = stripped(words)
        elif chance < 0.6:
            words = misheard(words, draw.choice((0.05, 0.1, 0.15)), draw)
        samples.append(sample_of(words, answer.form, vocabulary))
    return samples
