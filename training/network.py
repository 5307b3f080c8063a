"""The encoder in torch: BERT (Devlin et al. 2019) with heads for words and for the whole answer."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

FORMS = ("story", "process", "knowledge", "motive", "situational", "other")


class Layer(nn.Module):
    """Self-attention and feed-forward, normed after each, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        q, k, v = (part.view(shape).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1))
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.out(seen.transpose(1, 2).reshape(x.shape))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Pieces (batch, length) to logits of labels, clause starts, results (per piece) and form.

    ``amounts`` (batch, length) is 1 where a piece belongs to an amount, else 0.
    """

    def __init__(self, vocabulary: int, layers: int = 6, width: int = 384, dropout: float = 0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.kinds = nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, 12, 4 * width, dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(width, 7)
        self.form = nn.Linear(2 * width, len(FORMS))

    def forward(
        self, pieces: Tensor, amounts: Tensor, real: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kinds(amounts)
        x = self.dropout(self.norm(x))
        mask = None if real is None else real[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        if real is None:
            mean = x.mean(1)
        else:
            weight = real.to(x.dtype)[..., None]
            mean = (x * weight).sum(1) / weight.sum(1)
        whole = self.dropout(torch.cat([x[:, 0], mean], -1))
        return self.tags(self.dropout(x)), self.form(whole)


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a safetensors file: a length, a JSON header, then the numbers."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(
            raw, np.float32, int(np.prod(e["shape"])), 8 + size + e["data_offsets"][0]
        ).reshape(e["shape"])
        for name, e in header.items()
        if e["dtype"] == "F32"
    }


def load_pretrained(network: Network, path: Path) -> None:
    """Put MiniLM's weights into the encoder; the heads stay as they were drawn."""
    arrays = {k: torch.from_numpy(v.copy()) for k, v in read_safetensors(path).items()}
    e = "embeddings."
    with torch.no_grad():
        network.words.weight.copy_(arrays[e + "word_embeddings.weight"])
        network.places.weight.copy_(arrays[e + "position_embeddings.weight"])
        network.kinds.weight.copy_(arrays[e + "token_type_embeddings.weight"])
        _fill(network.norm, arrays, e + "LayerNorm")
        for at, layer in enumerate(network.layers):
            base = f"encoder.layer.{at}."
            own = base + "attention.self."
            for kind, to in (("weight", layer.qkv.weight), ("bias", layer.qkv.bias)):
                to.copy_(torch.cat([arrays[f"{own}{n}.{kind}"] for n in ("query", "key", "value")]))
            _fill(layer.out, arrays, base + "attention.output.dense")
            _fill(layer.norm1, arrays, base + "attention.output.LayerNorm")
            _fill(layer.up, arrays, base + "intermediate.dense")
            _fill(layer.down, arrays, base + "output.dense")
            _fill(layer.norm2, arrays, base + "output.LayerNorm")


def _fill(module: nn.Module, arrays: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(arrays[name + ".weight"])
    module.bias.copy_(arrays[name + ".bias"])
