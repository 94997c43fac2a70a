"""The last lines of `make demo`: what was found in the samples, and where to look.

Usage: python examples/summary.py READINGS.jsonl PAGE.html CORPUS.db
"""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import fill

from reportedly import Asked, Corpus
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


def wrapped(words: str) -> str:
    """For 80 columns, behind what stands before it."""
    return fill(words, 80, initial_indent=" " * 26, subsequent_indent=" " * 26).lstrip()


def told(address: str) -> str:
    """How many claims a corpus has, and on how many articles and origins the most told one rests."""
    with Corpus(address, readonly=True) as corpus:
        count = corpus.store.count()
        top = next(iter(corpus.claims(Asked(order="reports", most=1))))
    low, high = top.independent_origins.low, top.independent_origins.high
    origins = f"{low}" if low == high else f"{low} to {high}"
    articles = len({report.article for report in top.reports})
    return f"{count.claims} claims; one stands in {articles} articles and has {origins} independent origin{'s' * (high > 1)}."


def main(lines: str, page: str, corpus: str) -> None:
    """Print the summary of the readings in the file `lines` and of a corpus; `page` is only named."""
    readings = [Reading.from_json(line) for line in Path(lines).read_text(encoding="utf-8").splitlines()]
    depths = [depth(a, reading) for reading in readings for a in reading.attributions]
    nested = sum(d > 1 for d in depths)
    print(f"\n{len(readings)} sample articles: {len(depths)} attributions, {nested} inside another", end="")
    print(f" (at most {max(depths)} deep)." if nested else ".")
    counts = {kind: sum(len(getattr(r, kind)) for r in readings) for kind in FOUND}
    print("Besides: " + ", ".join(f"{number} {kind}" for kind, number in counts.items()) + ".")
    print(f"Longest chain of sources: {wrapped(longest(readings))}")
    print(f"Together:                 {wrapped(told(corpus))}")
    print(f"The same as a page:       {page} (open it in a browser)")
    print(f"All of it as JSON lines:  {lines}")
    print(f"All claims:               .venv/bin/reportedly claims --corpus {corpus}")
    print(f"The corpus in a browser:  .venv/bin/reportedly serve --corpus {corpus}")
    print("Read your own:            .venv/bin/reportedly read FILE-OR-URL")


if __name__ == "__main__":
    main(*sys.argv[1:])
