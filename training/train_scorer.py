"""python -m training.train_scorer --examples build/training/claims.pkl --out reportedly/corpus/data/scorer.json

Learns from the features of pairs of propositions how likely they report the same claim. Some minutes, nearly all of them
for encoding the stories that the encoder has not learned from.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from reportedly.corpus.compared import Compared
from reportedly.corpus.features import FEATURES, pairs
from reportedly.corpus.making import digest
from reportedly.corpus.matching import SUGGESTED, rivals
from reportedly.corpus.meaning import Meaning
from reportedly.corpus.nearness import PART, related
from reportedly.corpus.scorer import FORMAT, Scorer
from training.labelled import Examples, Labelled
from training.train_claims import average_precision

UNMARKED = 0.5
"""Weight of a pair of which one side is marked: a mention may have been overlooked."""

LEARNED = Path(__file__).parent / "learned.txt"
"""Of the encoder that ships; written by `training.train_claims`."""
STRANGERS, FEW = 40, 0.02
"""Pairs of texts of two stories, and how much more than a tenth of their names they share on average: as the articles of
`benchmarks/synthetic` that have nothing to do with each other."""
REPEATED = 0.8
"""Share of their words from which on one proposition is taken for a copy of another's words."""
GLANCE = ("meaning", "mutual", "margin")
"""Features that are known before the others are worked out."""
LOST = 0.02
"""Share of the pairs worth keeping that a glance may miss: they are those of the lowest scores."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Of one story: features (pairs, F); gold, weights, whether both are marked and of opposite stance, (pairs,) each; and
    how many positives were never compared."""

    features: Any
    gold: Any
    weight: Any
    both: Any
    opposed: Any
    lost: int


Encoded = tuple[Examples, list[Compared]]
"""A story, and its texts as they are compared."""


def encoded(story: Examples, encoder: Meaning) -> Encoded:
    """With the vectors of an encoder."""
    return story, [Compared(digest(e.reading, encoder)) for e in story.texts]


def story_pairs(story: Encoded) -> Pairs:
    """All pairs of propositions of texts that are compared, of which one at least is marked."""
    made = list(zip(story[0].texts, story[1], strict=True))
    parts: list[tuple[Any, ...]] = []
    lost = 0
    for i, (one, a) in enumerate(made):
        for other, b in made[i + 1 :]:
            if not (related(a.digest.names, b.digest.names) or set(a.digest.exact) & set(b.digest.exact)):
                continue
            own = [[s for s in e.spans if s.own] for e in (one, other)]
            numbers, features = pairs(a, b)
            gold = np.array([bool(set(own[0][m].claims) & set(own[1][n].claims)) for m, n in numbers], dtype=bool)
            marked = np.array([bool(own[0][m].claims) + bool(own[1][n].claims) for m, n in numbers], dtype=int)
            unsure = np.array([own[0][m].unsure or own[1][n].unsure for m, n in numbers], dtype=bool)
            lost += sum(bool(set(s.claims) & set(t.claims)) for s in own[0] for t in own[1]) - int(gold.sum())
            kept = (marked > 0) & ~unsure
            if kept.any():
                opposed = np.array([_opposed(own[0][m], own[1][n]) for m, n in numbers], dtype=bool)
                weight = np.where(marked[kept] == 2, 1.0, UNMARKED)
                parts.append((features[kept], gold[kept], weight, marked[kept] == 2, opposed[kept]))
    joined = [np.concatenate(x) for x in zip(*parts, strict=True)]
    return Pairs(*joined, lost)


def strangers(story: Encoded, other: Encoded, rng: np.random.Generator) -> Any:
    """Features (pairs, F) of pairs of propositions of texts of two stories, none of which report the same.

    Of the articles of a large corpus that are compared for their names most are of other stories, and share few of them.
    Our stories share none at all, so that how many is drawn.
    """
    found = []
    for _ in range(STRANGERS):
        one, two = (texts[rng.integers(len(texts))] for _, texts in (story, other))
        features = pairs(one, two)[1]
        features[:, FEATURES.index("related")] = 1 / PART + rng.exponential(FEW)
        found.append(features)
    return np.concatenate(found)


def boilerplate(found: Sequence[Pairs], far: Any, rng: np.random.Generator) -> Any:
    """Features (pairs, F) of words that return in articles of different stories, *police are investigating*: pairs that
    share nearly all words and no name, in articles that have no more to do with each other than those of `far`."""
    column = {name: at for at, name in enumerate(FEATURES)}
    every = np.concatenate([p.features for p in found])
    copied = every[(every[:, column["words"]] >= REPEATED) & (every[:, column["both_names"]] == 0)]
    around = far[rng.integers(len(far), size=len(copied))]
    for name in ("related", "support"):
        copied[:, column[name]] = around[:, column[name]]
    return copied


def _opposed(one: Labelled, other: Labelled) -> bool:
    """Whether one asserts a claim that the other denies or doubts."""
    both = set(one.claims) & set(other.claims)
    return any((one.claims[c] == "asserts") != (other.claims[c] == "asserts") for c in both)


def fit(inputs: Any, gold: Any, weight: Any, hidden: int, epochs: int, seed: int = 1) -> nn.Sequential:
    """A network of one hidden layer over scaled features (pairs, F)."""
    torch.manual_seed(seed)
    inputs, gold, weight = (torch.tensor(v.astype(np.float32)) for v in (inputs, gold, weight))
    x = inputs
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
    return network


def together(networks: Sequence[nn.Sequential]) -> nn.Sequential:
    """The mean of what several say before it becomes a probability, as one network with all of their hidden units."""
    hidden, out = [n[0] for n in networks], [n[2] for n in networks]
    made = nn.Sequential(
        nn.Linear(hidden[0].in_features, sum(h.out_features for h in hidden)), nn.ReLU(), nn.Linear(1, 1)
    )
    made[0].weight.data = torch.cat([h.weight.data for h in hidden])
    made[0].bias.data = torch.cat([h.bias.data for h in hidden])
    made[2].weight.data = torch.cat([o.weight.data for o in out], 1) / len(out)
    made[2].bias.data = torch.stack([o.bias.data for o in out]).mean(0)
    return made


def described(same: nn.Sequential, opposed: nn.Sequential, mean: Any, scale: Any) -> dict[str, Any]:
    """As `corpus.scorer` reads it."""

    def plain(values: Any) -> Any:
        return np.round(np.asarray(values, dtype=np.float64), 5).tolist()

    return {
        "format": FORMAT,
        "source": "training.train_scorer, on training/stories and training/scenarios",
        "features": list(FEATURES),
        "mean": plain(mean),
        "scale": plain(scale),
        "same": [[plain(n.weight.detach()), plain(n.bias.detach())] for n in (same[0], same[2])],
        "opposed": [[plain(n.weight.detach()), plain(n.bias.detach())] for n in (opposed[0], opposed[2])],
    }


def glance(features: Any, judge: Scorer) -> dict[str, float]:
    """As `corpus.features.Glance`: a logistic regression on which pairs the scorer keeps, moved so that few are lost."""
    kept = (judge(features)[0] >= SUGGESTED) | rivals(features, judge)
    x = np.c_[features[:, [FEATURES.index(name) for name in GLANCE]], np.ones(len(features))].astype(np.float64)
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        bent = (x * (p * (1 - p) + 1e-6)[:, None]).T @ x + 1e-3 * np.eye(x.shape[1])
        weights += np.linalg.solve(bent, x.T @ (kept - p))
    weights[-1] -= np.quantile(x[kept] @ weights, LOST)
    return dict(zip((*GLANCE, "bias"), np.round(weights, 4).tolist(), strict=True))


def leaves(features: Any, judge: Scorer) -> str:
    """What a glance leaves: of all pairs, and of those that the scorer keeps."""
    kept = (judge(features)[0] >= SUGGESTED) | rivals(features, judge)
    assert judge.glance is not None
    passes = judge.glance(*(features[:, FEATURES.index(name)] for name in GLANCE))
    return f"{passes.mean():.1%} of the pairs, {passes[kept].mean():.2%} of those that are kept"


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
    parser.add_argument("--learned", type=Path, default=LEARNED, help="ids of stories that the encoder learned from")
    parser.add_argument("--test", type=int, default=6, help="of the others, every so many'th to measure on")
    parser.add_argument("--hidden", type=int, default=16)
    parser.add_argument("--seeds", type=int, default=8, help="networks that are averaged")
    parser.add_argument("--epochs", type=int, default=30)
    arguments = parser.parse_args()
    found: list[Examples] = pickle.loads(arguments.examples.read_bytes())
    encoder = Meaning(arguments.model)
    ours = [story for story in found if not story.dev]
    # What the encoder makes of those that it learned from is too good to learn from.
    learned = set(arguments.learned.read_text("utf8").split())
    unread = [encoded(story, encoder) for story in ours if story.story.id not in learned]
    fresh = list(map(story_pairs, unread))
    shared = [story_pairs(encoded(story, encoder)) for story in found if story.dev]
    test, learn = fresh[:: arguments.test], [p for i, p in enumerate(fresh) if i % arguments.test]
    rng, known = np.random.default_rng(1), [story for i, story in enumerate(unread) if i % arguments.test]
    far = np.concatenate([strangers(a, b, rng) for a, b in pairwise(known)])
    far = np.concatenate([far, boilerplate(learn, far, rng)])
    x = np.concatenate([p.features for p in learn])
    mean, scale = x.mean(0), x.std(0) + 1e-3
    x = (x - mean) / scale
    gold = np.concatenate([p.gold for p in learn])
    weight = np.concatenate([p.weight for p in learn])
    none = np.zeros(len(far), dtype=bool)
    all_gold, all_weight = np.r_[gold, none], np.r_[weight, np.ones(len(far))]
    all_x = np.r_[x, (far - mean) / scale]
    # One by itself moves the figures of a dozen scenarios by as much as any change to its features does.
    seeds = range(1, arguments.seeds + 1)
    network = together([fit(all_x, all_gold, all_weight, arguments.hidden, arguments.epochs, s) for s in seeds])
    contrary = np.concatenate([p.opposed for p in learn])[gold]
    even = np.ones(len(contrary))
    opposed = together([fit(x[gold], contrary, even, arguments.hidden, arguments.epochs, s) for s in seeds])
    for name, part in (("learned", learn), ("held out", test), ("shared", shared)):
        print(*report(name, network, mean, scale, part), sep="\n")
        values = np.concatenate([scores(opposed, mean, scale, p.features[p.gold]) for p in part])
        truth = np.concatenate([p.opposed[p.gold] for p in part])
        right = ((values >= 0.5) == truth).mean()
        print(f"{name}, opposed: {average_precision(values, truth):.3f} of {truth.mean():.3f}; right {right:.3f}")
    about = described(network, opposed, mean, scale)
    about["glance"] = glance(np.concatenate([p.features for p in learn]), Scorer(about))
    glanced = Scorer(about)
    for name, part in (("held out", test), ("shared", shared)):
        print(f"{name}, at a glance: {leaves(np.concatenate([p.features for p in part]), glanced)}")
    arguments.out.write_text(json.dumps(about) + "\n", "utf8")


if __name__ == "__main__":
    main()
