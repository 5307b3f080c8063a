"""What the encoder hears, and how the rubric lays it on its own tokens."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest

from mockint.encoder import Encoder, Readout, shipped_encoder
from mockint.encoder.network import OVERLAP, WINDOW, marked
from mockint.encoder.pieces import Vocabulary, Word
from mockint.rubric import judge
from mockint.rubric.reading import Reading
from mockint.rubric.sense import sense_of
from mockint.rubric.words import tokens_of

STORY = (
    "Last spring a client had not paid for ninety days. My job was to get the money in. I called "
    "their buyer every week and sent the statement again. In the end they paid all of it."
)
PIECES = ["[UNK]", "[CLS]", "[SEP]", "un", "##paid", "paid", "cafe", "##s", "."]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    shipped = shipped_encoder()
    assert shipped is not None
    return shipped


class Ears(Encoder):
    """Says of the word at ``at`` that a clause begins there with a likelihood of 0.3."""

    def __init__(self, at: int) -> None:
        self.at = at

    def read(self, text: str, amounts: Sequence[tuple[int, int]] = ()) -> Readout:
        words = Vocabulary(PIECES).words(text)
        begins = np.where(np.arange(len(words)) == self.at, 0.3, 0.0)
        labels = np.zeros((len(words), 5))
        return Readout(tuple(words), labels, begins, np.zeros(len(words)), np.zeros(6))


def test_a_word_is_split_into_the_longest_pieces() -> None:
    words = Vocabulary(PIECES).words("Unpaid cafés.")
    assert words == [Word(0, 6, (3, 4)), Word(7, 12, (6, 7)), Word(12, 13, (8,))]


def test_a_word_without_fitting_pieces_is_unknown() -> None:
    assert Vocabulary(PIECES).words("paidx " + "un" * 40) == [Word(0, 5, (0,)), Word(6, 86, (0,))]


def test_likelihoods_are_likelihoods(encoder: Encoder) -> None:
    readout = encoder.read(STORY)
    assert readout is not None
    assert np.exp(readout.labels).sum(axis=1) == pytest.approx(1.0)
    assert np.exp(readout.form).sum() == pytest.approx(1.0)
    assert ((readout.begins >= 0) & (readout.begins <= 1)).all()


def test_nothing_is_heard_in_nothing(encoder: Encoder) -> None:
    assert encoder.read("") is None
    assert encoder.read(" \n ") is None


def test_a_long_answer_is_read_in_windows_that_agree(encoder: Encoder) -> None:
    alone = encoder.read(STORY)
    long = encoder.read(" ".join([STORY] * 12))
    assert alone is not None
    assert long is not None
    assert len(long.words) == 12 * len(alone.words)
    assert len(long.words) > WINDOW > OVERLAP
    labels = long.labels.argmax(axis=1)
    assert len(set(labels[-len(alone.words) :])) > 1


def test_the_same_text_gives_the_same_numbers(encoder: Encoder) -> None:
    one, two = encoder.read(STORY), encoder.read(STORY)
    assert one is not None
    assert two is not None
    assert (one.labels == two.labels).all()


def test_the_words_of_an_amount_are_marked() -> None:
    words = Vocabulary(PIECES).words("paid 30 days, paid 9")
    assert marked(words, [(5, 12), (19, 20)]) == [0, 1, 1, 0, 0, 1]
    assert marked(words, []) == [0] * 6


def test_what_is_marked_as_an_amount_is_heard_as_one(encoder: Encoder) -> None:
    start = STORY.index("ninety days")
    bare, told = encoder.read(STORY), encoder.read(STORY, [(start, start + 11)])
    assert bare is not None
    assert told is not None
    at = [word.start for word in told.words].index(start)
    assert told.results[at] != bare.results[at]
    assert told.results[at] < 0


def test_every_token_gets_the_labels_of_its_word(encoder: Encoder) -> None:
    text = "We didn't wait, we called them."
    tokens = tokens_of(text)
    sense = sense_of(text, tokens, [], encoder)
    assert sense is not None
    assert sense.labels.shape == (len(tokens), 5)
    first = [token.text for token in tokens].index("did")
    assert (sense.labels[first] == sense.labels[first + 1]).all()
    assert first + 1 not in sense.cuts


def test_a_pause_is_enough_where_the_words_leave_a_doubt() -> None:
    text = "the printer jammed the driver fixed it"
    tokens = tokens_of(text)
    after_pause = [
        msgspec.structs.replace(t, pause=1.0 if at == 3 else 0.0) for at, t in enumerate(tokens)
    ]
    without, behind = sense_of(text, tokens, [], Ears(3)), sense_of(text, after_pause, [], Ears(3))
    assert without
    assert behind
    assert without.cuts == frozenset()
    assert behind.cuts == {3}


def test_without_the_encoder_the_tables_mark_alone() -> None:
    findings = judge(STORY, encoder=lambda: None)
    assert findings.form == "story"
    assert {"situation", "action", "result"} <= {span.part for span in findings.parts}
    assert Reading(STORY, None, None, ()).sense is None


def test_the_encoder_is_loaded_once_however_many_ask_for_it_at_the_same_time() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from mockint.encoder import load_beside, shipped_encoder\n"
        "load_beside()\n"
        "with ThreadPoolExecutor(4) as pool:\n"
        "    asked = [pool.submit(shipped_encoder) for _ in range(4)]\n"
        "print(len({id(each.result()) for each in asked} | {id(shipped_encoder())}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "1\n", done.stderr


def test_an_encoder_that_cannot_be_loaded_beside_is_said_to_whoever_asks_for_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "onnxruntime.py").write_text("raise OSError('it is broken')")
    code = (
        "from mockint.encoder import load_beside, shipped_encoder\n"
        "load_beside()\n"
        "try: shipped_encoder()\n"
        "except OSError as error: print(error)"
    )
    path = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[1])))
    env = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert (done.stdout, done.stderr) == ("it is broken\n", "")
