"""What adding costs as a corpus grows, and how quickly it answers."""

from __future__ import annotations

import random
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from benchmarks.synthetic.stream import A_DAY, stream
from benchmarks.synthetic.vectors import entry
from reportedly.model import Claim, id_of
from reportedly.store.corpus import BATCH
from reportedly.store.growing import DAYS, grow
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked

SAMPLE, LARGEST, MOST = 200, 50, 50
"""Claims whose pages are asked for: drawn by their reports, and the largest; claims of a list."""
AGAIN = 5
"""Times that a question is asked; the median counts."""
LOT = 1000
"""Articles compared and settled at once."""
SOME_DAYS = 4
"""Days whose articles are added one day at a time."""
PUT, GROW = "put", "link, name, settle"


@dataclass(slots=True)
class Clock:
    """Seconds that passed, and that this process worked: the latter mean the same on a machine that others use too."""

    wall: float = 0.0
    work: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens meanwhile."""
        wall, work = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - wall
        self.work += time.process_time() - work


@dataclass(slots=True)
class Pace:
    """So many articles, and what each step of adding them took. `making` (a digest without its vectors) is not of it."""

    articles: int = 0
    steps: dict[str, Clock] = field(default_factory=lambda: {PUT: Clock(), GROW: Clock()})
    making: Clock = field(default_factory=Clock)

    def take(self, other: Pace) -> None:
        """Count what another counted."""
        self.articles += other.articles
        for own, more in ((self.making, other.making), *((self.steps[s], other.steps[s]) for s in self.steps)):
            own.wall += more.wall
            own.work += more.work

    @property
    def wall(self) -> float:
        """Articles a second."""
        return self.articles / max(1e-9, sum(step.wall for step in self.steps.values()))

    @property
    def work(self) -> float:
        """Articles in a second of this process's work."""
        return self.articles / max(1e-9, sum(step.work for step in self.steps.values()))


@dataclass(frozen=True, slots=True)
class Answers:
    """Milliseconds for a claim's page, those of large claims with their number of reports; by what was asked for lists."""

    pages: Sequence[float]
    large: Sequence[tuple[int, float]]
    lists: dict[str, float]
    searches: dict[str, float]


@dataclass(frozen=True, slots=True)
class Stage:
    """A corpus of one size. `pace` is of the last articles before it, `days` of those after it, a day's at a time;
    `near` how many others an article is compared with; `memory` MiB at the peak so far."""

    articles: int
    reports: int
    claims: int
    bytes: int | None
    near: float
    memory: float
    pace: Pace
    days: Pace
    answers: Answers


class Growth:
    """A new corpus at an address, into which articles of the stream are added."""

    def __init__(self, address: str, seed: int) -> None:
        self.store = open_store(address)
        self.done = 0
        self._stream = stream(seed)
        self._chance = random.Random(seed)
        self._reports: list[str] = []

    def add(self, count: int) -> Pace:
        """So many, put as `Corpus.add` puts them, then compared and settled at once, as the command does."""
        pace = Pace()
        articles = islice(self._stream, count)
        while some := list(islice(articles, BATCH)):
            with pace.making.running():
                lot = [entry(one) for one in some]
            with pace.steps[PUT].running():
                self.store.put(lot)
            self._reports.append(id_of(self._chance.choice(self._chance.choice(lot).digest.told).id))
            pace.articles += len(lot)
        with pace.steps[GROW].running():
            grow(self.store)
        self.done += pace.articles
        return pace

    def stage(self, pace: Pace) -> Stage:
        """What there is now, and how it answers; some days' articles are added to see what that takes."""
        count = self.store.count()
        near = self._near()
        answers = self._answers()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        days = Pace()
        for _ in range(SOME_DAYS):
            days.take(self.add(A_DAY))
        return Stage(count.articles, count.reports, count.claims, count.bytes, near, memory, pace, days, answers)

    def _near(self) -> float:
        latest = self.store.claims(Asked(order="last", most=60))
        digests = self.store.digests({report.article for claim in latest for report in claim.reports})
        return statistics.mean(len(self.store.near(digest, DAYS)) for digest in digests.values())

    def _answers(self) -> Answers:
        store = self.store
        some = self._chance.sample(self._reports, min(SAMPLE, len(self._reports)))
        pages = [_took(lambda r=report: store.claim(r), 1) for report in some]
        largest = list(store.claims(Asked(order="reports", most=LARGEST)))
        large = [(len(claim.reports), _took(lambda c=claim: store.claim(c.id), 1)) for claim in largest]
        lists = {
            name: _took(lambda a=asked: list(store.claims(a)), AGAIN) for name, asked in _asked(largest[0]).items()
        }
        searches = {query: _took(lambda q=query: store.search(q), AGAIN) for query in QUERIES}
        return Answers(pages, large, lists, searches)


def stages(address: str, seed: int, sizes: Sequence[int], last: int, tell: Callable[[str], None]) -> Iterator[Stage]:
    """A corpus grown to each of `sizes`; the pace is of the `last` articles before each."""
    growth = Growth(address, seed)
    try:
        for size in sizes:
            while (left := size - last - growth.done) > 0:
                growth.add(min(left, LOT))
                tell(f"{growth.done} articles")
            yield growth.stage(growth.add(size - growth.done))
            tell(f"{growth.done} articles")
    finally:
        growth.store.close()


QUERIES = ("explosion", "police ferry", '"emergency doors"', "vot* NOT (coal OR police)")


def _asked(large: Claim) -> dict[str, Asked]:
    """What is asked of a corpus, about somebody and from an outlet that have many claims."""
    since = (large.last_reported or "")[:7]
    return {
        "claims": Asked(most=MOST),
        "claims, newest": Asked(order="last", most=MOST),
        "claims about an actor": Asked(about=large.actors[:1], most=MOST),
        "claims of an outlet": Asked(outlet=large.reports[0].outlet, most=MOST),
        "claims contested, since a month": Asked(status=("contested",), since=since, most=MOST),
        "figures of two origins": Asked(min_origins=2, kind=("estimate",), most=MOST),
        "claims with words": Asked(words="killed OR drowned", most=MOST),
    }


def _took(ask: Callable[[], object], times: int) -> float:
    """Milliseconds; the median of so many times."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        found.append(1000 * (time.perf_counter() - began))
    return statistics.median(found)
