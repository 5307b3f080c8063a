"""The trained network as an ONNX file with weights of one byte."""

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network


def export(network: Network, path: Path) -> None:
    """Write it: ``pieces`` and ``amounts`` (1, n) to ``tags`` (1, n, 7) and ``form`` (1, 6)."""
    pieces = torch.randint(1000, 20_000, (1, 24))
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            network,
            (pieces, pieces % 2),
            str(whole),
            input_names=["pieces", "amounts"],
            output_names=["tags", "form"],
            dynamic_axes={name: {1: "length"} for name in ("pieces", "amounts", "tags")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True)
