"""What the encoder makes of an answer, laid on the rubric's own tokens."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from mockint.rubric.amounts.quantity import Amount, spans_of
from mockint.rubric.words import Token

if TYPE_CHECKING:
    from mockint.encoder import Encoder

BEGINS = 0.5
"""From this likelihood on a clause begins at a word."""
BEGINS_AFTER_PAUSE = 0.25
"""The same where the speaker was silent before it."""
PAUSE = 0.5
"""Such a silence, in seconds."""


class Sense(msgspec.Struct, frozen=True):
    """Of each of n tokens: ``labels`` (n, 5) the log of how likely S, T, A, R and O are,
    ``results`` (n,) the log-odds that an amount there measures a result; ``cuts`` are the
    tokens with which a clause begins, ``form`` (6,) the log of how likely each form is."""

    labels: np.ndarray
    results: np.ndarray
    cuts: frozenset[int]
    form: np.ndarray


def sense_of(
    text: str, tokens: Sequence[Token], amounts: Sequence[Amount], encoder: "Encoder | None"
) -> Sense | None:
    """What the encoder makes of these tokens and amounts; None without an encoder."""
    readout = encoder.read(text, spans_of(amounts, tokens)) if encoder and tokens else None
    if readout is None:
        return None
    starts = [word.start for word in readout.words]
    rows = [bisect_right(starts, token.start) - 1 for token in tokens]
    cuts = frozenset(
        at
        for at, (token, row) in enumerate(zip(tokens, rows, strict=True))
        if starts[row] == token.start and readout.begins[row] >= _threshold(token)
    )
    return Sense(readout.labels[rows], readout.results[rows], cuts, readout.form)


def _threshold(token: Token) -> float:
    return BEGINS_AFTER_PAUSE if token.pause >= PAUSE else BEGINS
