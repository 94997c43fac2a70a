"""python -m training.train_claims --examples build/training/claims.pkl --out build/training/claims

Trains the encoder of propositions: spans of different articles that report the same claim come near to each other
(supervised contrastive loss, Khosla et al. 2020), and a head tells whether a span denies. Two cores suffice.
"""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from reportedly.corpus.meaning import Window, windows
from reportedly.corpus.wording import wordings
from reportedly.language.wordpiece import WordPiece
from training.labelled import Example, Examples
from training.meaner import SIZE, Meaner, build
from training.stories import Story
from training.train import encoder_folder

Labels = frozenset[tuple[str, str]]
"""Claims, each with its story."""

TEMPERATURE = 0.07
KEPT = 0.995
"""How much of the moving average of the weights, which is what is written, is kept at each step."""


class Item:
    """One text of a story with the labels of its propositions, and what the frozen layers make of its windows."""

    def __init__(self, text: str, labels: list[Labels], unsure: list[bool], denies: list[bool]) -> None:
        self.text, self.labels, self.unsure, self.denies = text, labels, unsure, denies
        self.windows: list[Window] = []
        self.lower: list[Tensor] = []

    @classmethod
    def of(cls, story: str, example: Example) -> Item:
        """An article of a story."""
        spans = [s for s in example.spans if s.own]
        return cls(
            example.text.id,
            [frozenset((story, c) for c in s.claims) for s in spans],
            [s.unsure for s in spans],
            [bool(s.claims) and all(v != "asserts" for v in s.claims.values()) for s in spans],
        )

    @classmethod
    def stated(cls, story: Story) -> Item:
        """The claims in plain words, as if they were one more article: what all of their reports are near to."""
        count = len(story.claims)
        labels: list[Labels] = [frozenset(((story.id, c),)) for c in story.claims]
        return cls(f"{story.id} stated", labels, [False] * count, [False] * count)

    @torch.no_grad()
    def read(self, title: str | None, words: Sequence[str], vocabulary: WordPiece, network: Meaner) -> Item:
        """Itself, with its windows."""
        self.windows = list(windows(vocabulary, title, words))
        found = (network.lower(*map(torch.from_numpy, (w.pieces, w.place, w.block))) for w in self.windows)
        self.lower = [x.half() for x in found]
        return self


def items(examples: Examples, vocabulary: WordPiece, network: Meaner) -> list[Item]:
    """The texts of a story, and, where it is to be learned from, its claims."""
    story = examples.story
    found = [
        Item.of(story.id, t).read(t.text.title or None, wordings(t.reading), vocabulary, network)
        for t in examples.texts
    ]
    if not examples.dev:
        found.append(Item.stated(story).read(None, list(story.claims.values()), vocabulary, network))
    return [item for item in found if item.windows]


def encode(network: Meaner, items: list[Item]) -> tuple[Tensor, Tensor, list[tuple[Item, int]]]:
    """All propositions of some texts: vectors (S, SIZE), logits (S,), and whose they are."""
    cut = [(item, w, x) for item in items for w, x in zip(item.windows, item.lower, strict=True)]
    longest, most = max(len(x) for _, _, x in cut), max(w.count for _, w, _ in cut)
    block = torch.full((len(cut), longest), -1, dtype=torch.int64)
    pool = torch.zeros(len(cut), most, longest)
    for row, (_, w, x) in enumerate(cut):
        block[row, : len(x)] = torch.from_numpy(w.block)
        pool[row, : w.count, : len(x)] = torch.from_numpy(w.pool)
    lower = pad_sequence([x for _, _, x in cut], True).float()
    vectors, denial = (x.float() for x in network.upper(lower, block, pool))
    where = [(row, i, item, w.first + i) for row, (item, w, _) in enumerate(cut) for i in range(w.count)]
    rows, columns = torch.tensor([x[0] for x in where]), torch.tensor([x[1] for x in where])
    return vectors[rows, columns], denial[rows, columns], [(x[2], x[3]) for x in where]


@torch.no_grad()
def prepare(network: Meaner, items: list[Item]) -> None:
    """Begin with the projection that keeps most of what sets the propositions of stories apart (principal components)."""
    network.eval()
    network.raw = True
    spans = torch.cat([encode(network, [item])[0] for item in items])
    network.raw = False
    units = functional.normalize(spans, dim=-1)
    mean = units.mean(0)
    _, _, directions = torch.linalg.svd(units - mean, full_matrices=False)
    size = spans.norm(dim=-1).mean()
    network.project.weight.copy_(directions[:SIZE])
    network.project.bias.copy_(-directions[:SIZE] @ mean * size)


def contrast(vectors: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
    """The supervised contrastive loss of unit vectors (S, D) with which of their pairs (S, S) are near, which far."""
    masked = (vectors @ vectors.T / TEMPERATURE).masked_fill(~(positive | negative), -1e4)
    log = masked - torch.logsumexp(masked, 1, keepdim=True)
    anchors = positive.any(1)
    return -((log * positive).sum(1)[anchors] / positive.sum(1)[anchors]).mean()


def loss(vectors: Tensor, denial: Tensor, owners: list[tuple[Item, int]]) -> Tensor:
    """Contrastive over spans of different texts, and binary cross-entropy of denial."""
    labels = [item.labels[n] for item, n in owners]
    texts = [item.text for item, _ in owners]
    kept = torch.tensor([not item.unsure[n] for item, n in owners])
    marked = torch.tensor([bool(claims) for claims in labels])
    names = sorted({claim for claims in labels for claim in claims})
    number = {claim: i for i, claim in enumerate(names)}
    member = torch.zeros(len(labels), len(names))
    for i, claims in enumerate(labels):
        for claim in claims:
            member[i, number[claim]] = 1
    both = member @ member.T > 0
    order = {t: i for i, t in enumerate(dict.fromkeys(texts))}
    text = torch.tensor([order[t] for t in texts])
    other = text[:, None] != text[None]
    positive = both & other
    # Two unmarked spans may well tell the same; nothing is known of them.
    negative = ~both & (marked[:, None] | marked[None]) & kept[:, None] & kept[None]
    denies = torch.tensor([float(item.denies[n]) for item, n in owners])
    stance = functional.binary_cross_entropy_with_logits(denial[marked], denies[marked], pos_weight=torch.tensor(2.0))
    return contrast(vectors, positive, negative) + 0.3 * stance


@torch.no_grad()
def measure(network: Meaner, stories: list[list[Item]]) -> dict[str, float]:
    """Average precision of pairs of propositions within a story, and of denial; the means over stories."""
    network.eval()
    found: dict[str, list[float]] = defaultdict(list)
    for items in stories:
        parts = [encode(network, [item]) for item in items]
        vectors = torch.cat([p[0] for p in parts])
        denial = torch.cat([p[1] for p in parts]).numpy()
        owners = [o for p in parts for o in p[2]]
        use = [i for i, (item, n) in enumerate(owners) if not item.unsure[n]]
        scores = (vectors @ vectors.T).numpy()
        pairs, gold = [], []
        for a, i in enumerate(use):
            for j in use[a + 1 :]:
                (one, m), (two, n) = owners[i], owners[j]
                if one.text == two.text or not (one.labels[m] or two.labels[n]):
                    continue
                pairs.append(scores[i, j])
                gold.append(bool(one.labels[m] & two.labels[n]))
        found["pairs"].append(average_precision(np.array(pairs), np.array(gold)))
        marked = [i for i in use if owners[i][0].labels[owners[i][1]]]
        denies = np.array([owners[i][0].denies[owners[i][1]] for i in marked])
        if denies.any():
            found["denial"].append(average_precision(denial[marked], denies))
    network.train()
    return {name: float(np.mean(values)) for name, values in found.items()}


def average_precision(scores: Any, gold: Any) -> float:
    """Area under precision over recall."""
    ranked = gold[np.argsort(-scores)]
    hits = np.cumsum(ranked)
    return float((hits / np.arange(1, len(ranked) + 1))[ranked].mean()) if ranked.any() else 0.0


def train(
    found: list[Examples], out: Path, epochs: int, held: int, rate: float, batch: int, dropout: float, seed: int = 1
) -> None:
    """Train and write `out/claims.pt`. Every `held`-th story is left out to measure on; 0 for none."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    vocabulary = WordPiece.from_file(encoder_folder() / "vocab.txt")
    network = build(dropout).eval()
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    made = {id(e): items(e, vocabulary, network) for e in found}
    shared = [made[id(e)] for e in found if e.dev]
    ours = [e for e in found if not e.dev]
    dev = [made[id(e)][:-1] for i, e in enumerate(ours) if held and i % held == 0]
    learn = [made[id(e)] for i, e in enumerate(ours) if not held or i % held]
    prepare(network, [item for story in learn[::3] for item in story])
    network.train()
    groups = [
        {
            "params": [p for n, p in network.named_parameters() if n.startswith("encoder") and p.requires_grad],
            "lr": rate,
        },
        {"params": [p for n, p in network.named_parameters() if not n.startswith("encoder")], "lr": 5 * rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(learn) / batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 40, max(0.0, (steps - s) / steps)))
    out.mkdir(parents=True, exist_ok=True)
    known = [e.story.id for i, e in enumerate(ours) if not held or i % held]
    (out / "learned.txt").write_text("\n".join(known) + "\n", "utf8")
    began = time.time()
    print(
        {"shared": measure(network, shared), "held": measure(network, dev) if dev else None, "stories": len(learn)},
        flush=True,
    )
    for epoch in range(epochs):
        rng.shuffle(learn)
        total = []
        for at in range(0, len(learn), batch):
            some = [item for story in learn[at : at + batch] for item in story]
            # Without AVX-512 half precision is worked out in software, and slower.
            with torch.autocast("cpu", torch.bfloat16, enabled=torch.backends.cpu.get_cpu_capability() == "AVX512"):
                encoded = encode(network, some)
            value = loss(*encoded)
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            average.update_parameters(network)
            total.append(float(value.detach()))
        line = {"epoch": epoch + 1, "loss": round(float(np.mean(total)), 4), "seconds": round(time.time() - began)}
        line |= {"shared": measure(average.module, shared), "held": measure(average.module, dev) if dev else None}
        print(json.dumps(line), flush=True)
        torch.save(average.module.state_dict(), out / "claims.pt")


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--held", type=int, default=8)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--batch", type=int, default=2, help="stories a step")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    found = pickle.loads(arguments.examples.read_bytes())
    train(found, arguments.out, arguments.epochs, arguments.held, arguments.rate, arguments.batch, arguments.dropout)


if __name__ == "__main__":
    main()
