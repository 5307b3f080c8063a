"""What more authors would bring: python -m benchmarks.curve (needs the extra ``train``; an hour)

Teaches a rubric on the answers of 1, 2, 4, 8 and all training authors and measures each on the
test authors.
"""

import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks import scoring
from benchmarks.wordwise import Said
from corpus.answers import every, split
from corpus.words import stripped, words_of
from mockint.encoder import Encoder
from mockint.rubric import judge, tables

COUNTS = (1, 2, 4, 8)


def main() -> None:
    authors = sorted({answer.author for answer in split(every())[0]})
    for count in (*COUNTS, len(authors)):
        # Every so-manieth, so that the persons of a small number are as different as can be.
        chosen = authors[:: len(authors) // count][:count]
        with TemporaryDirectory() as folder:
            teach(Path(folder), [author for author in authors if author not in chosen])
            measure(Path(folder), count)


def teach(folder: Path, without: list[str]) -> None:
    """Make tables and an encoder in ``folder``."""
    for part in ("rubric", "encoder"):
        (folder / part).mkdir()
    command = [sys.executable, "-m", "training", "--out", str(folder), "--without", *without]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(folder: Path, count: int) -> None:
    """Print macro-F1 and form on the test authors."""
    pieces = (folder / "encoder" / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    encoder = Encoder((folder / "encoder" / "encoder.onnx").read_bytes(), pieces)
    with tables.using(folder / "rubric" / tables.FILE):
        for name, heard_by in (("with the encoder", encoder), ("tables alone", None)):
            mark = partial(judge, encoder=partial(_given, heard_by))
            said = [
                Said.of(answer, damage(words_of(answer)), mark)
                for answer in split(every())[1]
                for damage in (list, stripped)
            ]
            print(f"{count:2} authors, {name}: {_figures(said)}", flush=True)


def _given(encoder: Encoder | None) -> Encoder | None:
    return encoder


def _figures(said: list[Said]) -> str:
    confusion = np.sum([one.confusion for one in said], axis=0)
    form = np.mean([one.form == one.answer.form for one in said])
    return f"macro-F1 {scoring.macro_f1(confusion):.3f}, form {form:.3f}"


if __name__ == "__main__":
    main()
