"""Fine-tuning of the encoder on labelled answers."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from corpus.answers import Answer
from mockint.encoder.pieces import Vocabulary
from training.network import Network, load_pretrained
from training.samples import NOTHING, Sample, samples_of


class Plan(msgspec.Struct, frozen=True):
    """How long and how fast it learns."""

    epochs: int = 9
    batch: int = 8
    rate: float = 2e-4
    layers: int = 6
    seed: int = 1
    dropout: float = 0.1
    form: float = 1.0
    begin: float = 0.5
    result: float = 1.0
    smooth: float = 0.05


def fit(
    answers: Sequence[Answer],
    vocabulary: Vocabulary,
    pretrained: Path,
    plan: Plan,
    tell: Callable[[int, float], None] = lambda epoch, loss: None,
) -> Network:
    """A network that has learned these answers; ``tell`` hears of each epoch's loss."""
    torch.manual_seed(plan.seed)
    draw = random.Random(plan.seed)
    network = Network(30522, plan.layers, dropout=plan.dropout)
    load_pretrained(network, pretrained)
    heads = [*network.tags.parameters(), *network.form.parameters()]
    known = {id(p) for p in heads}
    body = [p for p in network.parameters() if id(p) not in known]
    network.words.weight.requires_grad_(True)
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.rate * 10}],
        weight_decay=0.01,
    )
    steps = plan.epochs * -(-len(answers) // plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * (1 - step / (steps + 1))
    )
    network.train()
    for epoch in range(plan.epochs):
        total = 0.0
        samples = samples_of(answers, vocabulary, draw)
        for batch in _batches(samples, plan.batch, draw):
            with torch.autocast("cpu", torch.bfloat16):
                tags, forms = network(batch["pieces"], batch["amounts"], batch["real"])
            loss = _loss(tags.float(), forms.float(), batch, plan)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch["form"])
        tell(epoch, total / len(samples))
    network.eval()
    return network


def _batches(
    samples: Sequence[Sample], size: int, draw: random.Random
) -> Iterator[dict[str, Tensor]]:
    """Batches of samples of like length, in random order."""
    order = sorted(
        range(len(samples)), key=lambda at: len(samples[at].pieces) * draw.uniform(0.9, 1.1)
    )
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    draw.shuffle(groups)
    for group in groups:
        yield _padded([samples[at] for at in group])


def _padded(samples: Sequence[Sample]) -> dict[str, Tensor]:
    longest = max(len(sample.pieces) for sample in samples)
    batch = {
        name: torch.from_numpy(
            np.stack(
                [
                    np.pad(getattr(s, name), (0, longest - len(s.pieces)), constant_values=fill)
                    for s in samples
                ]
            )
        )
        for name, fill in (
            ("pieces", 0),
            ("amounts", 0),
            ("labels", NOTHING),
            ("begins", NOTHING),
            ("results", NOTHING),
        )
    }
    lengths = torch.tensor([len(sample.pieces) for sample in samples])
    batch["real"] = torch.arange(longest)[None] < lengths[:, None]
    batch["form"] = torch.tensor([sample.form for sample in samples])
    return batch


def _loss(tags: Tensor, forms: Tensor, batch: dict[str, Tensor], plan: Plan) -> Tensor:
    labels = functional.cross_entropy(
        tags[..., :5].flatten(0, 1),
        batch["labels"].flatten(),
        ignore_index=NOTHING,
        label_smoothing=plan.smooth,
    )
    form = functional.cross_entropy(forms, batch["form"], label_smoothing=plan.smooth)
    return (
        labels
        + plan.form * 0.3 * form
        + plan.begin * _yes_no(tags[..., 5], batch["begins"])
        + plan.result * _yes_no(tags[..., 6], batch["results"])
    )


def _yes_no(logits: Tensor, wanted: Tensor) -> Tensor:
    asked = wanted != NOTHING
    if not bool(asked.any()):
        return logits.sum() * 0
    return functional.binary_cross_entropy_with_logits(logits[asked], wanted[asked].float())
