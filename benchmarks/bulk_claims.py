"""python benchmarks/bulk_claims.py [--articles 1000 10000] [--workers 2] [--keep FOLDER] [--seed 1]

`reportedly bulk --claims` over invented articles (benchmarks/synthetic), which are made without any network and written
as `reportedly bulk` writes its readings, 55 a day: what claims cost for each article and each pair compared, step by step,
and how that grows. CPU seconds mean the same while others use the machine; seconds do not. With `--workers 0` all is done
in this process, and the seconds of each step are those of its CPU.
"""

from __future__ import annotations

import argparse
import math
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import groupby, islice
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.synthetic.composing import Sample
from benchmarks.synthetic.stream import stream
from benchmarks.synthetic.vectors import digested
from reportedly.corpus.packing import pack
from reportedly.serve.bulk.claims.run import Claims
from reportedly.serve.bulk.claims.tasks import Claimed
from reportedly.serve.bulk.engine import engine
from reportedly.serve.bulk.files import work
from reportedly.serve.bulk.plan import version
from reportedly.serve.bulk.read import day_of
from reportedly.serve.bulk.rows import READINGS, RowWriter
from reportedly.serve.bulk.work import Engine, Outcome, Settings

T = TypeVar("T")
R = TypeVar("R")


def write(out: Path, articles: int, seed: int) -> None:
    """A result of so many."""
    samples = islice(stream(seed), articles)
    for day, some in groupby(samples, key=lambda sample: day_of(sample.reading.article.published)):
        folder = out / "readings" / f"day={day}"
        folder.mkdir(parents=True)
        with RowWriter(folder / "part-00000.parquet", READINGS, at_once=200) as writer:
            for place, sample in enumerate(some):
                writer.write(_row(sample, place))


def _row(sample: Sample, place: int) -> tuple[Any, ...]:
    a, digest = sample.reading.article, digested(sample)
    return (
        a.id,
        a.outlet,
        a.url,
        a.title,
        a.published,
        digest.hash,
        None,
        0,
        place,
        sample.reading.to_json(),
        pack(digest),
    )


@dataclass(slots=True)
class Clock:
    """Seconds of each step by a clock, as it is told what begins."""

    now: Callable[[], float]
    steps: list[tuple[str, float]] = field(default_factory=list)

    def __call__(self, what: str, tasks: int) -> Callable[[], None]:
        """A step begins."""
        self.steps.append((what, self.now()))
        return lambda: None

    def took(self) -> Iterator[tuple[str, float]]:
        """Each step up to now, with what the driver does after it."""
        ends = [began for _, began in self.steps[1:]] + [self.now()]
        for (what, began), over in zip(self.steps, ends, strict=True):
            yield what, over - began


class Here:
    """An engine in this process."""

    def run(self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """See `Engine`."""
        for task in tasks:
            yield Outcome(task, do(settings, task))


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds by the clock and of CPU, with the start of the workers; bytes of the largest of them, of what was kept
    meanwhile, and of the tables."""

    articles: int
    made: Claimed
    wall: float
    cpu: float
    memory: int
    scratch: int
    tables: int
    steps: dict[str, float]


def run(out: Path, articles: int, workers: int) -> Run:
    """Claims of a result with so many workers."""
    settings = Settings(str(out), version())
    work(settings).mkdir()
    clock, before, began = Clock(time.perf_counter if workers else time.process_time), _cpu(), time.perf_counter()
    running: AbstractContextManager[Engine] = engine(None, workers) if workers else nullcontext(Here())
    with running as one:
        made = Claims(settings, one, clock).run()
        steps = dict(clock.took())
    wall, cpu = time.perf_counter() - began, _cpu() - before
    who = resource.RUSAGE_CHILDREN if workers else resource.RUSAGE_SELF
    memory = resource.getrusage(who).ru_maxrss << 10
    tables = sum(_size(out / table) for table in ("claims", "reports", "origins", "links", "derivations"))
    return Run(articles, made, wall, cpu, memory, _size(work(settings)), tables, steps)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def told(one: Run) -> list[str]:
    """What a run gave, a figure a line."""
    made = one.made
    each = {
        "pairs compared, an article": made.pairs / one.articles,
        "links, an article": made.links / one.articles,
        "reports, an article": made.reports / one.articles,
        "CPU ms an article": 1000 * one.cpu / one.articles,
        "CPU ms a pair": 1000 * one.cpu / max(1, made.pairs),
        "articles/s": one.articles / one.wall,
        "MiB the largest worker": one.memory / 2**20,
        "KiB an article kept meanwhile": one.scratch / one.articles / 1024,
        "KiB an article of tables": one.tables / one.articles / 1024,
    }
    lines = [f"{one.articles:,} articles: {made.claims:,} claims in {one.wall:,.0f} s, {one.cpu:,.0f} s of CPU"]
    lines += [
        f"  {name:32}{value:10,.1f}" if value >= 10 else f"  {name:32}{value:10,.3f}" for name, value in each.items()
    ]
    return lines + [f"  {what.lower():32}{seconds:10,.1f} s" for what, seconds in one.steps.items()]


def main() -> None:
    """Print each run, and between them how cost grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="make the results here, and leave them (a temporary folder)")
    given = parser.parse_args()
    before: Run | None = None
    with tempfile.TemporaryDirectory() as folder:
        for articles in given.articles:
            out = (given.keep or Path(folder)).absolute() / str(articles)
            write(out, articles, given.seed)
            one = run(out, articles, given.workers)
            print("\n".join(told(one)), flush=True)
            if before:
                times = math.log(one.articles / before.articles)
                print(f"cost grows as n^{math.log(one.cpu / before.cpu) / times:.2f} by CPU, pairs as "
                      f"n^{math.log(one.made.pairs / before.made.pairs) / times:.2f}")  # fmt: skip
            before = one


if __name__ == "__main__":
    main()
