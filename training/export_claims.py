"""python -m training.export_claims --weights build/training/claims/claims.pt --out reportedly/language/models/base/claims.onnx

The encoder of propositions as one ONNX graph, quantised to int8 and fused (`training.export_fused`). `--float` keeps float32, to compare.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.export_fused import rewrite
from training.meaner import Meaner, build


class Graph(nn.Module):
    """`pieces`, `place` and `block` (T,), `pool` (S, T) to vectors (S, D) and denial (S,) as a probability."""

    def __init__(self, network: Meaner) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, place: Tensor, block: Tensor, pool: Tensor) -> tuple[Tensor, Tensor]:
        lower = self.network.lower(pieces, place, block)
        vectors, denial = self.network.upper(lower[None], block[None], pool[None])
        return vectors[0], torch.sigmoid(denial[0])


def export(network: Meaner, to: Path, quantised: bool = True) -> None:
    """Write the graph."""
    network.eval()
    ints = torch.arange(9)
    inputs = (torch.ones(9, dtype=torch.int64), ints % 3, ints // 3, torch.full((2, 9), 1 / 9))
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            Graph(network).eval(), inputs, str(plain), input_names=["pieces", "place", "block", "pool"], output_names=["vectors", "denial"],
            dynamic_axes={n: {0: "T"} for n in ("pieces", "place", "block")}
            | {"pool": {0: "S", 1: "T"}, "vectors": {0: "S"}, "denial": {0: "S"}},
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantised:
            quantize_dynamic(plain, to, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        else:
            shutil.copy(plain, to)
    rewrite([to])


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true")
    arguments = parser.parse_args()
    network = build()
    network.load_state_dict(torch.load(arguments.weights, weights_only=True))
    export(network, arguments.out, not arguments.float)


if __name__ == "__main__":
    main()
