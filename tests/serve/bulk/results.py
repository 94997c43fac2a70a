"""Results of `reportedly bulk` without reading: invented articles (benchmarks/synthetic) with all that is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.synthetic.composing import Sample
from benchmarks.synthetic.stream import stream
from benchmarks.synthetic.vectors import digested
from reportedly.corpus.packing import pack
from reportedly.model import Claim, codec
from reportedly.serve.bulk.plan import version
from reportedly.serve.bulk.read import day_of
from reportedly.serve.bulk.report import Report, finish
from reportedly.serve.bulk.rows import READINGS, RowWriter, read
from reportedly.serve.bulk.run import Bulk
from reportedly.serve.bulk.work import Done, Engine, Outcome, Settings, Unit
from reportedly.store.growing import grow
from reportedly.store.memory import Memory
from reportedly.store.protocol import Asked, Entry
from tests.serve.bulk.runs import Here

T = TypeVar("T")
R = TypeVar("R")


def settings(out: Path) -> Settings:
    return Settings(str(out), version())


def samples(count: int, undated: int = 0, seed: int = 1) -> list[Sample]:
    """So many articles; one in `undated` has no date."""
    found = list(islice(stream(seed), count))
    return [_undated(sample) if undated and at % undated == 0 else sample for at, sample in enumerate(found)]


def _undated(sample: Sample) -> Sample:
    article = replace(sample.reading.article, published=None)
    return replace(sample, reading=replace(sample.reading, article=article))


def written(out: Path, articles: list[Sample], known: str = "") -> Path:
    """A result of them. Of that whose id is `known` an earlier capture was called *earlier*."""
    out.mkdir()
    days = sorted({day_of(sample.reading.article.published) for sample in articles}, key=lambda day: day or "~")
    for day in days:
        folder = out / "readings" / f"day={day or '__HIVE_DEFAULT_PARTITION__'}"
        folder.mkdir(parents=True)
        with RowWriter(folder / "part-00000.parquet", READINGS, at_once=10) as writer:
            for place, sample in enumerate(articles):
                if day_of(sample.reading.article.published) == day:
                    writer.write(_row(sample, place, "earlier" if sample.reading.article.id == known else None))
    finish(settings(out), ("in",), (), [Done(Unit("a", 0, len(articles)), len(articles))], (), 1.0, 1.0)
    return out


def _row(sample: Sample, place: int, known: str | None) -> tuple[Any, ...]:
    a, digest = sample.reading.article, digested(sample)
    return (
        a.id,
        a.outlet,
        a.url,
        a.title,
        a.published,
        digest.hash,
        known,
        0,
        place,
        sample.reading.to_json(),
        pack(digest),
    )


def claimed(out: Path, engine: Engine | None = None) -> Report:
    """The report of `bulk --claims` over what is there."""
    job = Bulk((), settings(out), claims=True)
    return job.prepare() or job.run(engine or Here())


def claims(out: Path) -> dict[str, Claim]:
    """Those of a result, by id."""
    files = sorted(out.glob("claims/day=*/part-*.parquet"))
    made = [codec.loads(Claim, text) for path in files for (text,) in read(path, ("record",))]
    found = {claim.id: claim for claim in made}
    assert len(found) == len(made)
    return found


def one_by_one(articles: list[Sample], known: str = "") -> dict[str, Claim]:
    """What a corpus makes of the same articles."""
    store = Memory()
    for sample in articles:
        reading, digest = sample.reading, digested(sample)
        if reading.article.id == known:
            reading = replace(reading, article=replace(reading.article, id="earlier"))
            digest = digest.renamed("earlier")
        store.put([Entry(reading, digest)])
    grow(store)
    return {claim.id: claim for claim in store.claims(Asked())}


def tables(out: Path) -> dict[Path, bytes]:
    """All that a result has but readings."""
    return {path.relative_to(out): path.read_bytes() for path in sorted(out.rglob("*.parquet"))}


class Gone(Exception):
    """The driver is killed."""


class Breaking(Here):
    """Ends after so many tasks; the last of them is done, and nobody was told."""

    def __init__(self, after: int) -> None:
        self.left = after

    def run(self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]) -> Iterator[Outcome[T, R]]:
        for outcome in super().run(do, settings, tasks):
            self.left -= 1
            if self.left < 0:
                raise Gone
            yield outcome
