"""Claims of a result from its readings to its tables, on the driver."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from reportedly.corpus.nearness import DAYS
from reportedly.serve.bulk.claims.archive import Archive, survey
from reportedly.serve.bulk.claims.cluster import cluster
from reportedly.serve.bulk.claims.compare import compare
from reportedly.serve.bulk.claims.join import group, join, number
from reportedly.serve.bulk.claims.key import key
from reportedly.serve.bulk.claims.lay import lay
from reportedly.serve.bulk.claims.make import make
from reportedly.serve.bulk.claims.meet import meet
from reportedly.serve.bulk.claims.name import name
from reportedly.serve.bulk.claims.places import STEPS, place
from reportedly.serve.bulk.claims.route import route, spread
from reportedly.serve.bulk.claims.tasks import Bucket, Chunk, Claimed, Comparison, Keyed, Made, Sent, name_of
from reportedly.serve.bulk.files import note, noted
from reportedly.serve.bulk.rows import COMPARED
from reportedly.serve.bulk.work import Day, Engine, Settings

T = TypeVar("T")
R = TypeVar("R")
Watch = Callable[[str, int], Callable[[], None]]
"""Told what begins, and of how many tasks; what it gives is called after each."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What to make claims of: the result in `settings.out`, all of whose readings are there."""

    settings: Settings
    engine: Engine
    watch: Watch

    def run(self) -> Claimed:
        """All of it; what an earlier run left is gone on with. Raises StoreError, and OSError where the disk is full or
        a task ends every process."""
        began = time.monotonic()
        archive = self._survey()
        chunks = [Chunk(n) for n in range(archive.chunks)]
        buckets = [Bucket(n) for n in range(archive.buckets)]
        keyed = self._do("Finding keys", key, chunks)
        number(self.settings, keyed, archive.articles)
        self._do("Telling who is who", name, buckets)
        met = self._do("Finding pairs", meet, buckets)
        compared = self._do("Comparing articles", compare, _comparisons(keyed, met))
        join(self.settings, archive.chunks)
        routed = self._do("Sending links", route, chunks)
        clustered = self._do("Finding claims", cluster, _receivers(routed))
        group(self.settings, (one.number for one in clustered))
        sent = self._do("Sending reports", spread, chunks)
        made = self._do("Making claims", make, _receivers(sent, archive.chunks))
        self._do("Writing days of claims", lay, _days(made))
        return Claimed(
            claims=sum(one.claims for one in made),
            reports=sum(one.reports for one in made),
            origins=sum(one.origins for one in made),
            pairs=sum(one.pairs for one in compared),
            links=sum(one.links for one in compared),
            derivations=sum(one.derivations for one in compared),
            seconds=round(time.monotonic() - began, 1),
        )

    def _survey(self) -> Archive:
        """What the result holds, as the first run saw it; makes the folders."""
        for step in STEPS:
            place(self.settings, step, "").mkdir(parents=True, exist_ok=True)
        for table in COMPARED:
            Path(self.settings.out, table).mkdir(exist_ok=True)
        kept = place(self.settings, "", "archive.json")
        archive = noted(kept, Archive)
        if archive is None:
            archive = survey(self.settings.out)
            note(kept, archive)
        return archive

    def _do(self, what: str, task: Callable[[Settings, T], R], tasks: Sequence[T]) -> list[R]:
        """What became of all tasks, in their order."""
        done = self.watch(what, len(tasks))
        place_of = {task: at for at, task in enumerate(tasks)}
        found: dict[int, R] = {}
        for outcome in self.engine.run(task, self.settings, tasks):
            if outcome.result is None:
                problem = f"{what.lower()}: every process that did it ended (out of memory?)"
                raise OSError(None, problem, str(getattr(outcome.task, "name", outcome.task)))
            found[place_of[outcome.task]] = outcome.result
            done()
        return [found[at] for at in range(len(tasks))]


def _comparisons(keyed: Sequence[Keyed], met: Iterable[Sent]) -> list[Comparison]:
    """Each chunk with those before it that may be near in time, and itself."""
    meeting = _targets(met)
    return [
        Comparison(
            one.number,
            tuple(other.number for other in keyed[: one.number + 1] if one.near(other, DAYS)),
            tuple(meeting[one.number]),
        )
        for one in keyed
    ]


def _receivers(sent: Iterable[Sent], count: int | None = None) -> list[Chunk]:
    """Chunks to which something was sent, or all of so many, with those that sent it."""
    sources = _targets(sent)
    return [Chunk(n, tuple(sources[n])) for n in (sorted(sources) if count is None else range(count))]


def _targets(sent: Iterable[Sent]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one in sent:
        for target in one.targets:
            found[target].append(one.number)
    return found


def _days(made: Iterable[Made]) -> list[Day]:
    chunks: dict[str, list[str]] = defaultdict(list)
    for one in made:
        for day in one.days:
            chunks[day].append(name_of(one.number))
    return [Day(day, tuple(names)) for day, names in sorted(chunks.items())]
