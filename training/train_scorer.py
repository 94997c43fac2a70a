"""python -m training.train_scorer --examples build/training/claims.pkl --out reportedly/corpus/data/scorer.json

Learns from the features of pairs of propositions how likely they report the same claim. Half a minute.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from reportedly.corpus.features import FEATURES, Compared, pairs
from reportedly.corpus.making import digest
from reportedly.corpus.meaning import Meaning
from reportedly.corpus.scorer import FORMAT
from training.labelled import Examples
from training.train_claims import average_precision

UNMARKED = 0.5
"""Weight of a pair of which one side is marked: a mention may have been overlooked."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Of one story: features (pairs, F), gold and weights (pairs,), both marked (pairs,), and positives never compared."""

    features: Any
    gold: Any
    weight: Any
    both: Any
    lost: int


def story_pairs(story: Examples, encoder: Meaning) -> Pairs:
    """All pairs of propositions of different texts of which one at least is marked."""
    made = [(e, Compared(digest(e.reading, encoder))) for e in story.texts]
    parts: list[tuple[Any, Any, Any, Any]] = []
    lost = 0
    for i, (one, a) in enumerate(made):
        for other, b in made[i + 1 :]:
            own = [[s for s in e.spans if s.own] for e in (one, other)]
            numbers, features = pairs(a, b)
            gold = np.array([bool(set(own[0][m].claims) & set(own[1][n].claims)) for m, n in numbers], dtype=bool)
            marked = np.array([bool(own[0][m].claims) + bool(own[1][n].claims) for m, n in numbers], dtype=int)
            unsure = np.array([own[0][m].unsure or own[1][n].unsure for m, n in numbers], dtype=bool)
            lost += sum(bool(set(s.claims) & set(t.claims)) for s in own[0] for t in own[1]) - int(gold.sum())
            kept = (marked > 0) & ~unsure
            if kept.any():
                parts.append(
                    (features[kept], gold[kept], np.where(marked[kept] == 2, 1.0, UNMARKED), marked[kept] == 2)
                )
    joined = [np.concatenate(x) for x in zip(*parts, strict=True)]
    return Pairs(*joined, lost)


def fit(learn: list[Pairs], hidden: int, epochs: int, seed: int) -> tuple[nn.Sequential, Any, Any]:
    """A network of one hidden layer, with the mean and the scale of each feature."""
    torch.manual_seed(seed)
    x = np.concatenate([p.features for p in learn])
    mean, scale = x.mean(0), x.std(0) + 1e-3
    inputs = torch.tensor((x - mean) / scale)
    gold = torch.tensor(np.concatenate([p.gold for p in learn]).astype(np.float32))
    weight = torch.tensor(np.concatenate([p.weight for p in learn]).astype(np.float32))
    network = nn.Sequential(nn.Linear(x.shape[1], hidden), nn.ReLU(), nn.Linear(hidden, 1))
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1e-2)
    for epoch in range(epochs):
        for rate in optimizer.param_groups:
            rate["lr"] = 3e-3 * (1 - epoch / epochs)
        for rows in torch.randperm(len(inputs)).split(1024):
            value = nn.functional.binary_cross_entropy_with_logits(
                network(inputs[rows])[:, 0], gold[rows], weight[rows]
            )
            value.backward()
            optimizer.step()
            optimizer.zero_grad()
    return network, mean, scale


def described(network: nn.Sequential, mean: Any, scale: Any) -> dict[str, Any]:
    """As `corpus.scorer` reads it."""
    layers = [network[0], network[2]]

    def plain(values: Any) -> Any:
        return np.round(np.asarray(values, dtype=np.float64), 5).tolist()

    return {
        "format": FORMAT,
        "source": "training.train_scorer, on training/stories and training/scenarios",
        "features": list(FEATURES),
        "mean": plain(mean),
        "scale": plain(scale),
        "layers": [[plain(layer.weight.detach()), plain(layer.bias.detach())] for layer in layers],
    }


def scores(network: nn.Sequential, mean: Any, scale: Any, features: Any) -> Any:
    """Probabilities."""
    with torch.no_grad():
        return torch.sigmoid(network(torch.tensor((features - mean) / scale))[:, 0]).numpy()


def report(name: str, network: nn.Sequential, mean: Any, scale: Any, found: list[Pairs]) -> Iterator[str]:
    """Average precision over all pairs, and over those of which both are marked."""
    for what in ("all", "both marked"):
        values, plain = [], []
        for p in found:
            use = p.both if what != "all" else np.ones(len(p.gold), dtype=bool)
            values.append(average_precision(scores(network, mean, scale, p.features[use]), p.gold[use]))
            plain.append(average_precision(p.features[use, 0], p.gold[use]))
        yield f"{name}, {what}: {np.mean(values):.3f} (by meaning alone {np.mean(plain):.3f})"
    yield f"{name}: {sum(int(p.gold.sum()) for p in found)} pairs, {sum(p.lost for p in found)} never compared"


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="a folder with another claims.onnx and vocab.txt")
    parser.add_argument("--held", type=int, default=8)
    parser.add_argument("--hidden", type=int, default=24)
    parser.add_argument("--epochs", type=int, default=30)
    arguments = parser.parse_args()
    found: list[Examples] = pickle.loads(arguments.examples.read_bytes())
    encoder = Meaning(arguments.model)
    made = [(story_pairs(story, encoder), story.dev) for story in found]
    shared = [p for p, dev in made if dev]
    ours = [p for p, dev in made if not dev]
    held = [p for i, p in enumerate(ours) if i % arguments.held == 0]
    learn = [p for i, p in enumerate(ours) if i % arguments.held]
    network, mean, scale = fit(learn, arguments.hidden, arguments.epochs, 1)
    for name, part in (("learned", learn), ("held out", held), ("shared", shared)):
        print(*report(name, network, mean, scale, part), sep="\n")
    arguments.out.write_text(json.dumps(described(network, mean, scale)) + "\n", "utf8")


if __name__ == "__main__":
    main()
