"""python -m training.train_events --data ../shared/data [--out FOLDER]

Trains the head that says which PLOVER type stands between two parties of a sentence, on PLV (Hu et al. 2024) and on what
we wrote (`events_own.jsonl`), frozen network below it. Every fifth line of PLV is held out; the committed head is
trained on the other four. Writes `events.onnx` and `events.json`; prints the accuracy on what was held out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import nn

from reportedly.attribution.component import pipeline
from reportedly.claims.kind import TYPES, vector
from reportedly.language.network import MODELS
from training.plv import examples, seen

HIDDEN, EPOCHS, BATCH, RATE, DECAY, DROP = 256, 25, 32, 1e-3, 0.1, 0.3
LEAST = 2
"""Times that a word must stand in training to have a weight."""
NETS = 3
"""Networks averaged."""


class Net(nn.Module):
    """Dense features and a bag of words to types."""

    def __init__(self, size: int, types: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Dropout(DROP), nn.Linear(size, HIDDEN), nn.ReLU(), nn.Dropout(DROP), nn.Linear(HIDDEN, types)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        scores: torch.Tensor = self.layers(x)
        return scores


def fitted(x: torch.Tensor, y: torch.Tensor, types: int, seed: int) -> Net:
    """One network."""
    torch.manual_seed(seed)
    net = Net(x.shape[1], types)
    optimizer = torch.optim.AdamW(net.parameters(), RATE, weight_decay=DECAY)
    order = np.random.default_rng(seed)
    for _ in range(EPOCHS):
        net.train()
        for batch in np.array_split(order.permutation(len(y)), max(1, len(y) // BATCH)):
            optimizer.zero_grad()
            nn.functional.cross_entropy(net(x[batch]), y[batch], label_smoothing=0.05).backward()
            optimizer.step()
    return net.eval()


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODELS / "base")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    nlp = pipeline()
    plv = list(examples(arguments.data / "plover" / "plv-train.jsonl"))
    own = list(examples(Path(__file__).parent / "events_own.jsonl"))
    shown = [(seen(nlp, *row[:3]), row[3]) for row in (*plv, *own)]
    held = [i for i in range(len(plv)) if i % 5 == 0]
    train = [i for i in range(len(shown)) if i % 5 or i >= len(plv)]
    types = sorted({kind for _, kind in shown})
    counts = Counter(word for i in train for word in shown[i][0].words)
    words = sorted(word for word, times in counts.items() if times >= LEAST)
    index = {word: i for i, word in enumerate(words)}
    x = torch.tensor(np.stack([vector(f, index) for f, _ in shown]))
    y = torch.tensor([types.index(kind) for _, kind in shown])
    dense = shown[0][0].dense.shape[0] - 2 * len(TYPES)
    center, spread = torch.zeros(x.shape[1]), torch.ones(x.shape[1])
    center[:dense] = x[train][:, :dense].mean(0)
    spread[:dense] = x[train][:, :dense].std(0).mean()
    scaled = (x - center) / spread
    nets = [fitted(scaled[train], y[train], len(types), seed) for seed in range(NETS)]
    with torch.no_grad():
        sure = torch.stack([net(scaled[held]) for net in nets]).mean(0)
    right = (sure.argmax(1) == y[held]).float().mean().item()
    export(nets, center, spread, arguments.out / "events.onnx")
    about = {"types": types, "words": words}
    (arguments.out / "events.json").write_text(json.dumps(about, ensure_ascii=False) + "\n", "utf8")
    print(f"held out, float: {100 * right:.1f} % of {len(held)}")


def export(nets: list[Net], center: torch.Tensor, spread: torch.Tensor, path: Path) -> None:
    """The networks side by side as one graph, the scaling folded in, their scores averaged; weights in int8."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper
    from onnxruntime.quantization import QuantType, quantize_dynamic

    first = [(n.layers[1].weight.detach() / spread, n.layers[1].bias.detach()) for n in nets]
    inner = torch.cat([w for w, _ in first]).T.contiguous()
    inner_bias = torch.cat([b - w @ center for w, b in first])
    outer = torch.cat([n.layers[4].weight.detach() for n in nets], 1).T.contiguous() / len(nets)
    outer_bias = torch.stack([n.layers[4].bias.detach() for n in nets]).mean(0)
    arrays = {"inner": inner, "inner_bias": inner_bias, "outer": outer, "outer_bias": outer_bias}
    nodes = [
        helper.make_node("MatMul", ["features", "inner"], ["a"]),
        helper.make_node("Add", ["a", "inner_bias"], ["b"]),
        helper.make_node("Relu", ["b"], ["c"]),
        helper.make_node("MatMul", ["c", "outer"], ["d"]),
        helper.make_node("Add", ["d", "outer_bias"], ["scores"]),
    ]
    graph = helper.make_graph(
        nodes,
        "events",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["n", inner.shape[0]])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", outer.shape[1]])],
        [numpy_helper.from_array(a.numpy().astype(np.float32), name) for name, a in arrays.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    whole = path.with_suffix(".float.onnx")
    onnx.save(model, whole)
    quantize_dynamic(whole, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()


if __name__ == "__main__":
    main()
