"""python benchmarks/adding.py CORPUS [--articles 1000] [--workers 2] [--seed 1]

What the next articles of the stream cost, step by step, where they come at once to a copy of a corpus that
`benchmarks/corpus.py --keep CORPUS` left: so the same corpus can be added to by two versions of the code, one after the
other. The articles are made before the clock starts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic.growth import Clock
from benchmarks.synthetic.stream import stream
from benchmarks.synthetic.vectors import digested
from reportedly.language.network import cores
from reportedly.store import growing
from reportedly.store.corpus import BATCH, Corpus
from reportedly.store.protocol import Entry

PUT, WHOLE = "put", "all"
STEPS = {"_link": "link", "_name": "name", "settle": "settle"}
"""Functions of `growing`, and what they do."""


def _timed(clock: Clock, step: Callable[..., Any], *given: Any) -> Any:
    with clock.running():
        return step(*given)


@contextmanager
def watched(clocks: dict[str, Clock]) -> Iterator[None]:
    """Count what each step of growing takes."""
    before = {name: getattr(growing, name) for name in STEPS}
    for name, words in STEPS.items():
        setattr(growing, name, partial(_timed, clocks[words], before[name]))
    try:
        yield
    finally:
        for name, step in before.items():
            setattr(growing, name, step)


def add(address: Path, articles: int, workers: int, seed: int) -> tuple[int, dict[str, Clock]]:
    """To a corpus that is changed by it: how many it had, and what each step took."""
    clocks = {name: Clock() for name in (PUT, *STEPS.values(), WHOLE)}
    with Corpus(address, create=False) as corpus:
        had = corpus.store.count().articles
        lot = [Entry(sample.reading, digested(sample)) for sample in islice(stream(seed), had, had + articles)]
        with clocks[WHOLE].running(), watched(clocks):
            with clocks[PUT].running():
                for at in range(0, len(lot), BATCH):
                    corpus.store.put(lot[at : at + BATCH])
            corpus.settle(workers=workers)
    return had, clocks


def main(told: Sequence[str] | None = None) -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=1000, help="so many come at once (1000)")
    parser.add_argument("--workers", type=int, default=cores(), help="processes that link (as many as there are cores)")
    parser.add_argument("--seed", type=int, default=1, help="of the stream, as the corpus was made with (1)")
    given = parser.parse_args(told)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "corpus.db"
        shutil.copy(given.corpus, copy)
        had, clocks = add(copy, given.articles, given.workers, given.seed)
    print(f"{given.articles:,} articles more in {had:,}, {given.workers} workers")
    for name, clock in clocks.items():
        # What workers do is counted when they have ended.
        work = f"{1000 * clock.work / given.articles:8.1f} CPU ms" if given.workers == 1 or name == WHOLE else ""
        print(f"  {name:8}{1000 * clock.wall / given.articles:8.1f} ms an article{work}")
    print(f"  {given.articles / clocks[WHOLE].wall:.1f} articles/s")


if __name__ == "__main__":
    main()
