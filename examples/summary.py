"""The last lines of `make demo`: what was found in the samples, and where to look.

Usage: python examples/summary.py READINGS.jsonl PAGE.html
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportedly.model import Attribution, Reading

FOUND = ("events", "estimates", "commitments", "dates")


def depth(attribution: Attribution, reading: Reading) -> int:
    """1 for an attribution of the article's own, one more for each parent."""
    parents = {a.id: a.parent for a in reading.attributions}
    steps, parent = 1, attribution.parent
    while parent is not None:
        steps, parent = steps + 1, parents[parent]
    return steps


def longest(readings: list[Reading]) -> str:
    """The chain with the most hops, as words."""
    chains = [a.chain for reading in readings for a in reading.attributions]
    chain = max(chains, key=len, default=())
    return " › ".join(hop.label or "(nobody named)" for hop in chain)


def main(lines: str, page: str) -> None:
    """Print the summary of the readings in the file `lines`; `page` is only named."""
    readings = [Reading.from_json(line) for line in Path(lines).read_text(encoding="utf-8").splitlines()]
    depths = [depth(a, reading) for reading in readings for a in reading.attributions]
    nested = sum(d > 1 for d in depths)
    print(f"\n{len(readings)} sample articles: {len(depths)} attributions, {nested} of them inside another", end="")
    print(f" (at most {max(depths)} deep)." if nested else ".")
    counts = {kind: sum(len(getattr(r, kind)) for r in readings) for kind in FOUND}
    print("Besides: " + ", ".join(f"{number} {kind}" for kind, number in counts.items()) + ".")
    print(f"Longest chain of sources: {longest(readings)}")
    print(f"The same as a page:       {page} (open it in a browser)")
    print(f"All of it as JSON lines:  {lines}")
    print("Read your own:            .venv/bin/reportedly read FILE-OR-URL")


if __name__ == "__main__":
    main(*sys.argv[1:])
