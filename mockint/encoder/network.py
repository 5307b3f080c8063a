"""The encoder: a small transformer that was taught on labelled answers, run by onnxruntime.

MiniLM-L6 (Wang et al. 2020; weights under the Apache licence 2.0), fine-tuned on ``corpus/``
by ``python -m training``, with weights of one byte.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock, Thread

import msgspec
import numpy as np

from mockint.encoder.pieces import Vocabulary, Word

WINDOW = 400
"""Pieces that are read at once at most; it was made for 512."""
OVERLAP = 100
"""Pieces that two windows of a long answer share."""
LABELS = 5


class Readout(msgspec.Struct, frozen=True):
    """What it made of each word (n of them): ``labels`` (n, 5) the log of how likely S, T, A, R
    and O are, ``begins`` (n,) how likely a clause begins there, ``results`` (n,) the log-odds
    that an amount there measures a result; ``form`` (6,) the log of how likely each form is."""

    words: tuple[Word, ...]
    labels: np.ndarray
    begins: np.ndarray
    results: np.ndarray
    form: np.ndarray


class Encoder:
    """Reads texts. For any number of threads."""

    def __init__(self, model: bytes | Path, pieces: Sequence[str]) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order on every machine
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            model if isinstance(model, bytes) else str(model), options, ["CPUExecutionProvider"]
        )
        self._vocabulary = Vocabulary(pieces)

    def read(self, text: str, amounts: Sequence[tuple[int, int]] = ()) -> Readout | None:
        """What it makes of the text, in which the amounts stand from character to character;
        None if there is no word in it."""
        words = self._vocabulary.words(text)
        if not words:
            return None
        marks = marked(words, amounts)
        tags = np.zeros((len(words), LABELS + 2))
        form = np.zeros(6)
        for first, last, fresh in _windows([len(word.pieces) for word in words]):
            rows, whole = self._run(words[first:last], marks[first:last])
            tags[first + fresh : last] = rows[fresh:]
            form += whole * (last - first - fresh)
        labels = tags[:, :LABELS]
        return Readout(
            words=tuple(words),
            labels=labels - np.logaddexp.reduce(labels, axis=1, keepdims=True),
            begins=1 / (1 + np.exp(-tags[:, LABELS])),
            results=tags[:, LABELS + 1],
            form=(form := form / len(words)) - np.logaddexp.reduce(form),
        )

    def _run(self, words: Sequence[Word], marks: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        pieces = [number for word in words for number in word.pieces]
        whole = np.array([[self._vocabulary.begin, *pieces, self._vocabulary.end]])
        of_amounts = [mark for word, mark in zip(words, marks, strict=True) for _ in word.pieces]
        given = {"pieces": whole, "amounts": np.array([[0, *of_amounts, 0]])}
        tags, form = self._session.run(None, given)
        firsts = np.cumsum([1, *(len(word.pieces) for word in words[:-1])])
        return tags[0][firsts].astype(np.float64), form[0].astype(np.float64)


def marked(words: Sequence[Word], amounts: Sequence[tuple[int, int]]) -> list[int]:
    """1 for each word that belongs to an amount, 0 for the others; both in order."""
    marks, at = [], 0
    for word in words:
        while at < len(amounts) and amounts[at][1] <= word.start:
            at += 1
        marks.append(int(at < len(amounts) and amounts[at][0] < word.end))
    return marks


def _windows(sizes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(first word, last word, how many words at its start the window before has settled)."""
    first, settled = 0, 0
    while True:
        last, pieces = first, 0
        while last < len(sizes) and (pieces + sizes[last] <= WINDOW or last == first):
            pieces += sizes[last]
            last += 1
        yield first, last, settled - first
        if last == len(sizes):
            return
        settled, back, first = last - _half(sizes, last), 0, last
        while first > 0 and back < OVERLAP:
            first -= 1
            back += sizes[first]


def _half(sizes: Sequence[int], last: int) -> int:
    """How many words before ``last`` make half the overlap: the next window reads them better."""
    count, pieces = 0, 0
    while count < last and pieces < OVERLAP // 2:
        count += 1
        pieces += sizes[last - count]
    return count


def shipped_encoder() -> Encoder | None:
    """The one that comes with the package; None where onnxruntime is not to be had.

    Whoever asks while it is being loaded waits for that.
    """
    with _LOADING:
        return _shipped()


def load_beside() -> None:
    """Begin to load the shipped one while other things are done; that it cannot be loaded is
    said to whoever asks for it."""

    def load() -> None:
        with suppress(Exception):
            shipped_encoder()

    Thread(target=load, name="encoder").start()


_LOADING = Lock()


@cache
def _shipped() -> Encoder | None:
    try:
        here = Path(__file__)
        pieces = here.with_name("vocabulary.txt").read_text(encoding="utf-8").split("\n")
        return Encoder(here.with_name("encoder.onnx"), pieces)
    except ImportError:
        return None
