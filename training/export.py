"""python -m training.export --examples … --weights build/training/base/average.pt --out reportedly/language/models/base

The averaged weights as three ONNX graphs, quantised to int8 and fused (`training.export_fused`), with their description.
`--float` keeps float32, to compare. The quantised graphs are compared by `training.evaluate` on dev data, not here: only figures count.
"""

from __future__ import annotations

import argparse
import json
import pickle
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from reportedly.language.network import FORMAT
from training.export_fused import rewrite
from training.network import WIDTH, Network
from training.train import build, encoder_folder

HEADS = ("upos", "morph", "sentence", "name", "cue", "any")


class Words(nn.Module):
    """All that is computed once a window."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shape: Tensor, first: Tensor, real: Tensor) -> tuple[Tensor, ...]:
        x = self.network.encoder(pieces, shape, first, real)
        parser = self.network.parser
        heads = [self.network.heads[name](x) for name in HEADS]
        return (x, parser.arcs(x), parser.label_dependent(x), parser.label_head(x), *heads)


class Relations(nn.Module):
    """The label of an arc."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.label = network.parser.label

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        ones = torch.ones_like(dependent[:, :1])
        d, h = torch.cat([dependent, ones], -1), torch.cat([head, ones], -1)
        size, relations = d.shape[1], self.label.shape[0]
        pairs = (d @ self.label.permute(1, 0, 2).reshape(size, -1)).view(-1, relations, size)
        return (pairs * h[:, None]).sum(-1)


def graphs(network: Network) -> dict[str, tuple[nn.Module, dict[str, Tensor], list[str]]]:
    """The modules with example inputs and the names of what they give."""
    ints = torch.int64
    words = {
        "pieces": torch.ones(2, 9, dtype=ints),
        "shape": torch.zeros(2, 9, 3, dtype=ints),
        "first": torch.ones(2, 7, dtype=ints),
        "real": torch.ones(2, 9, dtype=ints),
    }
    roles = {
        "words": torch.zeros(3, 8, WIDTH),
        "cue": torch.zeros(3, 2 * WIDTH),
        "distance": torch.zeros(3, 8, dtype=ints),
        "real": torch.ones(3, 8, dtype=ints),
    }
    size = network.parser.label.shape[1] - 1
    pair = {"dependent": torch.zeros(4, size), "head": torch.zeros(4, size)}
    return {
        "words": (Words(network), words, ["words", "arcs", "dependent", "head", *HEADS]),
        "roles": (network.roles, roles, ["scores"]),
        "relations": (Relations(network), pair, ["scores"]),
    }


AXES = {
    "pieces": {0: "B", 1: "T"}, "shape": {0: "B", 1: "T"}, "first": {0: "B", 1: "N"}, "dependent": {0: "M"}, "head": {0: "M"},
    "words": {0: "K", 1: "L"}, "cue": {0: "K"}, "distance": {0: "K", 1: "L"},
}  # fmt: skip


def export(network: Network, folder: Path, quantised: bool) -> None:
    """Write words.onnx, roles.onnx and relations.onnx."""
    network.eval()
    for name, (module, inputs, outputs) in graphs(network).items():
        axes = {k: AXES.get(k, {0: "B", 1: "T"} if name == "words" else {0: "K", 1: "L"}) for k in inputs}
        with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            plain = Path(scratch) / "plain.onnx"
            torch.onnx.export(
                module.eval(), tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=outputs,
                dynamic_axes=axes, opset_version=17, dynamo=False,
            )  # fmt: skip
            if quantised:
                quantize_dynamic(
                    plain, folder / f"{name}.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
                )
            else:
                shutil.copy(plain, folder / f"{name}.onnx")
            rewrite([folder / f"{name}.onnx"])


def description(network: Network, examples: dict[str, Any], outside: dict[str, float]) -> dict[str, Any]:
    """model.json. The `any` head was trained word by word, so its moves carry no score."""

    def moves(field: Any) -> list[list[float]]:
        return [[round(float(v), 4) for v in row] for row in field.transitions]

    return {
        "format": FORMAT,
        "encoder": "all-MiniLM-L6-v2 (Apache 2.0), fine-tuned",
        "heads": list(HEADS),
        "features": examples["features"],
        "relations": examples["relations"],
        "cue": {"transitions": moves(network.cue_field), "outside": outside["cue"]},
        "any": {"transitions": [[0.0] * 5] * 5, "outside": outside["any"]},
        "role": {"transitions": moves(network.role_field), "outside": outside["role"]},
    }


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true")
    for name in ("cue", "any", "role"):
        parser.add_argument(f"--outside-{name}", type=float, default=0.0, help="added to the score of 'outside'")
    arguments = parser.parse_args()
    examples = pickle.loads(arguments.examples.read_bytes())
    network = build(examples, 0.0)
    network.load_state_dict(torch.load(arguments.weights, weights_only=True))
    arguments.out.mkdir(parents=True, exist_ok=True)
    export(network, arguments.out, not arguments.float)
    outside = {n: getattr(arguments, f"outside_{n}") for n in ("cue", "any", "role")}
    about = description(network, examples, outside)
    (arguments.out / "model.json").write_text(json.dumps(about, indent=1) + "\n", "utf8")
    shutil.copy(encoder_folder() / "vocab.txt", arguments.out / "vocab.txt")


if __name__ == "__main__":
    main()
