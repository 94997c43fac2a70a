"""python -m training.prepare --data ../shared/data --out build/training/examples.pkl

All training examples with their labels in one file, and a count of everything that was dropped.
The file is a cache for train.py on the same machine, never a thing to pass on.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from pathlib import Path

from reportedly.language import labels
from training import names
from training.corpus import Example, Inventory, Words, parsed, polnear, rows, treebank


def attribution(data: Path, dropped: Counter[str]) -> list[Example]:
    """PolNeAR's training articles with frames, and silver names."""
    examples = list(polnear(data, "train", dropped))
    silver = names.corenlp(data)
    texts = {r["id"]: r["text"] for r in rows(data / "polnear" / "train.jsonl.gz")}
    for example, found in names.peer(names.load_peer(), examples):
        words = Words(texts[example.id])
        other = []
        for kind, start, end in silver.get(example.id, []):
            span = words.span(start, end)
            if span is None:
                dropped["silver name that cuts a word"] += 1
                continue
            tidied = names.tidy(example.words, (names.KIND[kind], *span))
            if tidied:
                other.append(tidied)
        example.labels["name"] = names.agreed(example.words, found, other)
    return examples


def treebanks(data: Path, inventory: Inventory) -> list[Example]:
    """EWT and GUM with tags and arcs; names by spaCy, in GUM only where GUM's own mentions agree."""
    nlp = names.load_peer()
    examples = []
    for example, found in names.peer(nlp, parsed(treebank(data / "ud" / "en_ewt-train.conllu.gz"), inventory)):
        example.labels["name"] = names.with_tags(example, found)
        examples.append(example)
    gold = names.gum(data / "ud" / "en_gum-train.conllu.gz")
    gum = parsed(treebank(data / "ud" / "en_gum-train.conllu.gz"), inventory)
    for (example, found), tagged in zip(names.peer(nlp, gum), gold, strict=True):
        other = [s for s in labels.spans(tagged.clip(min=0)) if s[0] <= 2]
        example.labels["name"] = names.agreed(example.words, found, other)
        examples.append(example)
    return examples


def main() -> None:
    """Write the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    dropped: Counter[str] = Counter()
    inventory = Inventory.count(arguments.data / "ud" / f"en_{t}-train.conllu.gz" for t in ("ewt", "gum"))
    made = {
        "attribution": attribution(arguments.data, dropped),
        "treebank": treebanks(arguments.data, inventory),
        "names": list(names.wikigold(arguments.data / "ner" / "wikigold.conll.gz")),
        "features": inventory.features,
        "relations": inventory.relations,
    }
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_bytes(pickle.dumps(made))
    counts = {
        k: {"texts": len(v), "words": sum(len(e.words) for e in v)}
        for k, v in made.items()
        if isinstance(v[0], Example)
    }
    print(json.dumps({**counts, "dropped": dropped}, indent=1))


if __name__ == "__main__":
    main()
