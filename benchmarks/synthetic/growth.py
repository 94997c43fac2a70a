"""What adding costs as a corpus grows, and how quickly it answers."""

from __future__ import annotations

import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from benchmarks.synthetic.stream import A_DAY, stream
from benchmarks.synthetic.vectors import digested
from reportedly.corpus.nearness import DAYS
from reportedly.model import Claim, id_of
from reportedly.store.corpus import BATCH, Corpus
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Entry

SAMPLE, LARGEST, MOST = 200, 50, 50
"""Claims whose pages are asked for: drawn by their reports, and the largest; claims of a list."""
AGAIN = 5
"""Times that a list or a search is asked for; the median counts."""
SOME_DAYS = 4
"""Days whose articles are added one day at a time; fewer a day to a corpus of a hundred."""
PUT, GROW = "put", "link, name, settle"
STEPS = (PUT, GROW)


@dataclass(slots=True)
class Clock:
    """Seconds that passed, and that our processes worked: the latter mean the same on a machine that others use too."""

    wall: float = 0.0
    work: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens meanwhile."""
        wall, work = time.perf_counter(), _work()
        yield
        self.wall += time.perf_counter() - wall
        self.work += _work() - work


def _work() -> float:
    """CPU seconds of this process and of those that it began and that have ended."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@dataclass(slots=True)
class Pace:
    """So many articles, and what each step of adding them took. `making` (a digest without its vectors) is not of it."""

    articles: int = 0
    steps: dict[str, Clock] = field(default_factory=lambda: {step: Clock() for step in STEPS})
    making: Clock = field(default_factory=Clock)

    def wall(self, *steps: str) -> float:
        """Articles a second, of some steps or of all."""
        return self.articles / max(1e-9, sum(self.steps[step].wall for step in steps or STEPS))

    def work(self) -> float:
        """Articles in a second of work, of all processes together."""
        return self.articles / max(1e-9, sum(self.steps[step].work for step in STEPS))


@dataclass(frozen=True, slots=True)
class Answers:
    """Milliseconds for the pages of claims: of those drawn by a report, and of the largest, which have up to `most`
    reports; and, by what was asked for, for lists of claims and searches."""

    pages: Sequence[float]
    large: Sequence[float]
    most: int
    lists: dict[str, float]
    searches: dict[str, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """A corpus of one size. `pace` is of the last articles before it, `days` of those after it, a day's at a time;
    `near` how many others an article is compared with; `bytes` on disk, `memory` and `worker` MiB of this process and of the
    largest of those that it began, at their peaks."""

    articles: int
    reports: int
    claims: int
    bytes: int | None
    near: float
    memory: float
    worker: float
    pace: Pace
    days: Pace
    answers: Answers


class Growth:
    """A new corpus at an address, into which the articles of the stream are added, by so many workers."""

    def __init__(self, address: str, seed: int, workers: int) -> None:
        self.corpus, self._workers = Corpus(address), workers
        self.store = self.corpus.store
        self.done = 0
        self._stream = stream(seed)
        self._chance = random.Random(seed)
        self._reports: list[str] = []

    def add(self, count: int, pace: Pace | None = None) -> Pace:
        """So many, put as `Corpus.add` puts them, then compared and settled at once, as the command does."""
        pace = pace or Pace()
        samples = islice(self._stream, count)
        while some := list(islice(samples, BATCH)):
            with pace.making.running():
                lot = [Entry(sample.reading, digested(sample)) for sample in some]
            with pace.steps[PUT].running():
                self.store.put(lot)
            self._reports.append(id_of(self._chance.choice(self._chance.choice(lot).digest.told).id))
            pace.articles += len(lot)
            self.done += len(lot)
        with pace.steps[GROW].running():
            self.corpus.settle(workers=self._workers)
        return pace

    def stage(self, pace: Pace) -> Stage:
        """What there is now, and how it answers; some days' articles are added to see what that takes."""
        count = self.store.count()
        near, answers = self._near(), self._answers()
        days = Pace()
        for _ in range(SOME_DAYS):
            self.add(min(A_DAY, pace.articles // SOME_DAYS), days)
        memory, worker = (
            resource.getrusage(whose).ru_maxrss / 1024 for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        return Stage(
            count.articles, count.reports, count.claims, count.bytes, near, memory, worker, pace, days, answers
        )

    def _near(self) -> float:
        latest = self.store.claims(Asked(order="last", most=60))
        digests = self.store.digests({report.article for claim in latest for report in claim.reports})
        return statistics.mean(len(self.store.near(digest, DAYS)) for digest in digests.values())

    def _answers(self) -> Answers:
        claim, claims, search = self.store.claim, self.store.claims, self.store.search
        some = self._chance.sample(self._reports, min(SAMPLE, len(self._reports)))
        largest = list(claims(Asked(order="reports", most=LARGEST)))
        return Answers(
            pages=[_took(partial(claim, report), 1) for report in some],
            large=[_took(partial(claim, large.id), 1) for large in largest],
            most=len(largest[0].reports),
            lists={name: _took(partial(_all, claims, asked), AGAIN) for name, asked in _asked(largest[0]).items()},
            searches={query: _took(partial(search, query), AGAIN) for query in QUERIES},
        )


def stages(
    address: str, seed: int, sizes: Sequence[int], last: int, lot: int, workers: int, tell: Callable[[str], None]
) -> Iterator[Stage]:
    """A corpus grown to each of `sizes`, in rising order; `pace` is of the `last` articles before each, added at once.

    Before them, `lot` at a time are compared and settled.
    """
    growth = Growth(address, seed, workers)
    try:
        for size in sizes:
            while (left := size - last - growth.done) > 0:
                growth.add(min(left, lot))
                tell(f"{growth.done:,} articles")
            yield growth.stage(growth.add(size - growth.done))
    finally:
        growth.corpus.close()


def empty(address: str) -> bool:
    """Whether there is no article in the corpus at an address, which is made where there is none."""
    store = open_store(address)
    try:
        return not store.count().articles
    finally:
        store.close()


QUERIES = ("explosion", "police ferry", '"emergency doors"', "vot* NOT (coal OR police)")


def _asked(large: Claim) -> dict[str, Asked]:
    """What is asked of a corpus, about somebody and from an outlet that have many claims."""
    since = (large.last_reported or "")[:7]
    return {
        "all": Asked(most=MOST),
        "newest": Asked(order="last", most=MOST),
        "about an actor": Asked(about=large.actors[:1], most=MOST),
        "of an outlet": Asked(outlet=large.reports[0].outlet, most=MOST),
        "contested, since a month": Asked(status=("contested",), since=since, most=MOST),
        "figures of two origins": Asked(min_origins=2, kind=("estimate",), most=MOST),
        "killed OR drowned": Asked(words="killed OR drowned", most=MOST),
    }


def _all(claims: Callable[[Asked], Iterator[Claim]], asked: Asked) -> list[Claim]:
    return list(claims(asked))


def _took(ask: Callable[[], object], times: int) -> float:
    """Milliseconds; the median of so many times."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        found.append(1000 * (time.perf_counter() - began))
    return statistics.median(found)
