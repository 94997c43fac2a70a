"""python -m training.tune --data ../shared/data --score ../shared/score --model NAME

The one number per tagger that trades precision for recall, searched on dev data and printed; write them into model.json.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportedly.attribution.component import pipeline
from reportedly.claims.reading import Reader
from reportedly.model import Article
from training.corpus import rows

STEPS = {"role": (-0.1, 0.0, 0.1), "cue": (-0.2, -0.1, 0.0, 0.1, 0.2), "any": (0.0, -0.5, -1.0, -1.5, -2.0, -2.5)}


def main() -> None:
    """Search one tagger after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--score", type=Path, required=True)
    parser.add_argument("--model")
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.score))
    import attribution
    import nested

    nlp = pipeline(arguments.model)
    network: Any = nlp.get_pipe("reportedly").network  # type: ignore[attr-defined]
    reader = Reader(nlp)
    flat_gold = list(rows(arguments.data / "polnear" / "dev.jsonl.gz"))
    nested_gold = list(rows(arguments.data / "nested" / "dev.jsonl.gz"))
    articles = [Article(r["id"], r["text"]) for r in flat_gold]

    def score(kind: str) -> tuple[float, str]:
        import json

        found = {r.article.id: json.loads(r.to_json()) for r in reader.read_many(articles)}
        if kind == "any":
            figures = nested.score(found, nested_gold)
            return figures["relation"]["f1"] + figures["content"]["f1"], str(figures)
        figures = attribution.score(found, flat_gold)
        exact = {r: figures["exact"][r]["f1"] for r in figures["exact"]}
        return sum(exact.values()) + figures["relation"]["f1"], f"{exact} {figures['relation']}"

    for kind, steps in STEPS.items():
        tried = []
        for outside in steps:
            setattr(network, kind, replace(getattr(network, kind), outside=outside))
            value, shown = score(kind)
            tried.append((value, outside))
            print(f"{kind} {outside:5.1f}: {shown}", flush=True)
        best = max(tried)[1]
        setattr(network, kind, replace(getattr(network, kind), outside=best))
        print(f"{kind}: {best}", flush=True)


if __name__ == "__main__":
    main()
