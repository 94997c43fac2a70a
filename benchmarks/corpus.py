"""python benchmarks/corpus.py [--articles 20000] [--read 300] [--address postgresql://…] [--keep FILE] [--workers 2]

A corpus of invented news of which it is known who knew what and who copied whom (benchmarks/synthetic): original
reports, copies with and without credit, rewrites, relays over chains, second origins, denials, new figures, noise.

Speed is measured after reading: readings, and vectors of what they say, are made without any network, as a reader without
fault would make them. The articles come in order of time, as many on each day as on any other; the cost of adding is that
of the last 1,000 before a corpus has 2,000 and before it has all, added at once.

Accuracy (`--read`) is that of the whole: so many articles are read by the network, added, and compared with what is known.
Beside it stands what comes of the same articles with readings and vectors that are made: the rest is the reader's.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.synthetic.accuracy import Counts, accuracy
from benchmarks.synthetic.growth import GROW, PUT, Stage, empty, stages
from benchmarks.synthetic.stream import A_DAY, stream
from benchmarks.synthetic.vectors import digested
from reportedly.language.network import cores
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Entry

SIZES = (2_000, 20_000, 100_000)
"""Articles at which a corpus is looked at, as far as it gets."""
LAST = 1_000
"""Articles before each of these sizes by which the cost of adding is measured."""
WIDE = 42
"""Characters of the first column."""
Row = tuple[str, str, Callable[[Stage], float]]
"""What it is, in what unit, and where it is found."""
PACE: Sequence[Row] = (
    ("adding after reading", "articles/s", lambda s: s.pace.wall()),
    ("  put", "articles/s", lambda s: s.pace.wall(PUT)),
    ("  link, name, settle", "articles/s", lambda s: s.pace.wall(GROW)),
    ("  in a CPU second of all processes", "articles/s", lambda s: s.pace.work()),
    (f"  a day ({A_DAY} articles) at a time", "articles/s", lambda s: s.days.wall()),
)
SIZE: Sequence[Row] = (
    ("compared with, each", "articles", lambda s: s.near),
    ("reports, each", "", lambda s: s.reports / s.articles),
    ("reports in the largest claim", "", lambda s: s.answers.most),
    ("claims", "", lambda s: s.claims),
    ("on disk, an article", "KiB", lambda s: (s.bytes or 0) / s.articles / 1024),
    ("peak memory", "MiB", lambda s: s.memory),
    ("  of a worker", "MiB", lambda s: s.worker),
)
PAGES: Sequence[Row] = (
    ("claim(id), median", "ms", lambda s: statistics.median(s.answers.pages)),
    ("claim(id), 95th percentile", "ms", lambda s: percentile(s.answers.pages, 95)),
    ("claim(id), largest claims, median", "ms", lambda s: statistics.median(s.answers.large)),
    ("claim(id), slowest", "ms", lambda s: max(*s.answers.pages, *s.answers.large)),
)


def percentile(values: Iterable[float], percent: int) -> float:
    """The least of the values that so many percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def sizes(articles: int) -> list[int]:
    """At which to look: those below the whole, and the whole; half of a small whole before it."""
    before = [size for size in SIZES if size < articles] or [articles // 2]
    return [*before, articles]


def table(title: str, found: Sequence[Stage]) -> list[str]:
    """A column for each size, and how many times as much the last is of the first; of speed, how many times the cost."""
    lines = [f"{title:{WIDE}} {'':10}" + "".join(f"{stage.articles:>10,}" for stage in found) + f"{'times':>8}"]

    def row(name: str, unit: str, values: Sequence[float], cost: bool = False) -> None:
        times = (values[0] / values[-1] if cost else values[-1] / values[0]) if values[0] and values[-1] else 0.0
        lines.append(f"{name:{WIDE}} {unit:10}" + "".join(f"{_short(value):>10}" for value in values) + f"{times:8.2f}")

    for name, unit, of in PACE:
        row(name, unit, [of(stage) for stage in found], cost=True)
    for name, unit, of in (*SIZE, *PAGES):
        row(name, unit, [of(stage) for stage in found])
    for name in found[0].answers.lists:
        row(f"claims(most=50): {name}", "ms", [stage.answers.lists[name] for stage in found])
    for name in found[0].answers.searches:
        row(f"search: {name}", "ms", [stage.answers.searches[name] for stage in found])
    return lines


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def read(count: int, seed: int) -> list[str]:
    """So many articles as they are read and as they are made, each through a whole corpus; a table of what is right."""
    samples = list(islice(stream(seed), count))
    with tempfile.TemporaryDirectory() as folder:
        with Corpus(Path(folder) / "read.db") as corpus:
            list(corpus.add(corpus.reader.read_many(sample.reading.article for sample in samples)))
            as_read = accuracy(list(corpus.claims()), samples)
        with Corpus(Path(folder) / "made.db") as corpus:
            corpus.store.put([Entry(sample.reading, digested(sample)) for sample in samples])
            as_made = accuracy(list(corpus.claims()), samples)
    return shares(f"{count:,} articles", as_read, as_made)


def shares(title: str, as_read: Counts, as_made: Counts) -> list[str]:
    """What is right, a column for each of the two."""
    rows = [f"{name:{WIDE}}{_share(as_read, name)}{_share(as_made, name)}" for name in as_read]
    return [f"{title:{WIDE}}{'as read':>26}{'as made':>26}", *rows]


def _share(counts: Counts, name: str) -> str:
    some, of = counts[name]
    return f"{some:>8} of {of:>6}{100 * some / of if of else 0:>6.1f} %"


def measure(title: str, address: str, asked: argparse.Namespace) -> list[str]:
    """A corpus at an address, grown to so many articles; its table."""
    marks = sizes(asked.articles)
    found = list(stages(address, asked.seed, marks, min(LAST, marks[0] // 2), asked.lot, asked.workers, _tell))
    print(end="\r\x1b[K" if sys.stderr.isatty() else "", file=sys.stderr, flush=True)
    return table(title, found)


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command was told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--articles", type=int, default=20_000, help="how large the corpus gets (20000); 0 to measure no speed")
    add("--read", type=int, default=0, help="read so many articles, and measure how right the corpus is (0)")
    add(
        "--address",
        help="a PostgreSQL database, postgresql://…, to measure after SQLite; it must be empty, and is left",
    )
    add("--keep", type=Path, help="make the SQLite corpus here, and leave it (a temporary file that is removed)")
    add("--lot", type=int, default=LAST, help=f"articles compared and settled at once between the sizes ({LAST})")
    add("--workers", type=int, default=cores(), help="processes that compare and settle (as many as there are cores)")
    add("--seed", type=int, default=1, help="of all that is drawn at random (1)")
    return parser.parse_args(given)


def main(given: Sequence[str] | None = None) -> None:
    """Print the tables."""
    asked = arguments(given)
    if asked.read:
        print("\n".join(read(asked.read, asked.seed)), flush=True)
    if not asked.articles:
        return
    with tempfile.TemporaryDirectory() as folder:
        places = {"SQLite": str(asked.keep or Path(folder) / "corpus.db")}
        if asked.address:
            places["PostgreSQL"] = asked.address
        for address in places.values():
            if not empty(address):
                sys.exit(f"there are articles in {address} already; name another place")
        for name, address in places.items():
            print("\n".join(measure(name, address, asked)), flush=True)


if __name__ == "__main__":
    main()
