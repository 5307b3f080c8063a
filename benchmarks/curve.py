"""What more authors would bring: python -m benchmarks.curve [COUNT...] [--tables-alone]

Needs the extra ``train``, and an hour (without the last count half as long); the tables alone a
minute.

Teaches a rubric on the answers of 1, 2, 4, 8 and all training authors, or of as many as named, and
measures each on the test authors.
"""

import argparse
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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, metavar="COUNT", help="how many authors")
    parser.add_argument("--tables-alone", action="store_true", help="teach no encoder")
    options = parser.parse_args()
    alone = options.tables_alone
    authors = sorted({answer.author for answer in split(every())[0]})
    for count in options.counts or (*COUNTS, len(authors)):
        # Every so-manieth, so that the persons of a small number are as different as can be.
        chosen = authors[:: len(authors) // count][:count]
        with TemporaryDirectory() as folder:
            teach(Path(folder), [author for author in authors if author not in chosen], alone)
            measure(Path(folder), count, alone)


def teach(folder: Path, without: list[str], tables_alone: bool) -> None:
    """Make tables and an encoder in ``folder``."""
    for part in ("rubric", "encoder"):
        (folder / part).mkdir()
    command = [sys.executable, "-m", "training", "--out", str(folder), "--without", *without]
    command += ["--tables-alone"] if tables_alone else []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(folder: Path, count: int, tables_alone: bool) -> None:
    """Print macro-F1, form and amounts on the test authors."""
    judges: dict[str, Encoder | None] = {"tables alone": None}
    if not tables_alone:
        judges["with the encoder"] = _encoder(folder / "encoder")
    with tables.using(folder / "rubric" / tables.FILE):
        for name, heard_by in judges.items():
            mark = partial(judge, encoder=partial(_given, heard_by))
            said = [
                Said.of(answer, damage(words_of(answer)), mark)
                for answer in split(every())[1]
                for damage in (list, stripped)
            ]
            print(f"{count:2} authors, {name}: {_figures(said)}", flush=True)


def _encoder(folder: Path) -> Encoder:
    pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    return Encoder((folder / "encoder.onnx").read_bytes(), pieces)


def _given(encoder: Encoder | None) -> Encoder | None:
    return encoder


def _figures(said: list[Said]) -> str:
    confusion = np.sum([one.confusion for one in said], axis=0)
    form = np.mean([one.form == one.answer.form for one in said])
    amounts = scoring.f1(np.sum([one.amounts for one in said], axis=0))
    macro = scoring.macro_f1(confusion)
    return f"macro-F1 {macro:.3f}, form {form:.3f}, result amounts F1 {amounts:.3f}"


if __name__ == "__main__":
    main()
