"""python benchmarks/load.py CORPUS [--users 10] [--seconds 60] [--pause 1.0] [--alone 40] [--seed 1]

How soon pages come when several people read a corpus at once: `reportedly serve` in a process of its own, and each reader
with a connection of their own asks for one page after the other, drawn at random (KINDS), as a person would who looks at
what the page before has. A page of each kind is asked for once before the clock starts.

The time of a page is that from the request to the last byte of the answer; nothing is taken from what the browser has.
CPU is that of the server alone, which means the same while others use the machine; by kind it is that of so many pages
(`--alone`) that one reader has one after the other once the others are gone. `python benchmarks/corpus.py --keep CORPUS`
makes a corpus.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import quote, urlencode

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import percentile
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked, Sought, Store

DRAWN = 400
"""Claims, articles, entities of which the readers know; claims as many again from anywhere in the ledger."""
LOTS = 20
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to be asked for, the foremost first."""

    claims: tuple[str, ...]
    articles: tuple[str, ...]
    entities: tuple[str, ...]
    outlets: tuple[str, ...]
    words: tuple[str, ...]
    months: tuple[str, ...]

    @classmethod
    def of(cls, store: Store, draw: Random) -> Known:
        """Of a corpus."""
        claims = list(store.claims(Asked(most=DRAWN)))
        for _ in range(LOTS):
            skip = draw.randrange(max(store.how_many(Asked()), 1))
            claims += store.claims(Asked(most=DRAWN // LOTS, skip=skip, order="last"))
        words = {word.lower() for claim in claims for word in re.findall(r"\b[a-z]{6,}\b", claim.statement)}
        return cls(
            tuple(claim.id for claim in claims),
            tuple(hit.article for hit in store.find(Sought(most=DRAWN))),
            tuple(actor for actor, _, _ in store.ranked_actors(DRAWN)),
            tuple(outlet.name for outlet in store.outlets() if outlet.name),
            tuple(sorted(words)),
            tuple(sorted({claim.last_reported[:7] for claim in claims if claim.last_reported})),
        )


def foremost(draw: Random, of: Sequence[str]) -> str:
    """One of them, more often one of the first: what stands on top is what is looked at."""
    return of[int(len(of) * draw.random() ** 2)]


def some(draw: Random, known: Known) -> dict[str, str]:
    """One filter, or two."""
    every = {
        "status": draw.choice(("confirmed", "contested", "single-origin", "denied")),
        "kind": draw.choice(("event", "estimate", "statement", "commitment")),
        "outlet": foremost(draw, known.outlets),
        "about": foremost(draw, known.entities),
        "since": draw.choice(known.months),
        "min_origins": "2",
    }
    return {name: every[name] for name in draw.sample(sorted(every), draw.choice((1, 1, 2)))}


def asking(path: str, **given: str) -> str:
    """An address with a query."""
    return f"{path}?{urlencode(given)}" if given else path


Draw = Callable[[Random, Known], str]
KINDS: Mapping[str, tuple[int, Draw]] = {
    "ledger": (20, lambda d, k: asking("/claims", page=str(d.choice((1, 1, 1, 2, 3))), sort=d.choice(("origins", "last")))),
    "ledger, filtered": (18, lambda d, k: asking("/claims", **some(d, k))),
    "ledger, by words": (7, lambda d, k: asking("/claims", words=d.choice(k.words))),
    "claim": (18, lambda d, k: f"/claims/{foremost(d, k.claims)}"),
    "article": (10, lambda d, k: f"/articles/{quote(foremost(d, k.articles), safe='')}"),
    "articles, newest": (3, lambda d, k: asking("/articles", page=str(d.choice((1, 2, 3))))),
    "articles, by words": (5, lambda d, k: asking("/articles", words=d.choice(k.words))),
    "entities": (3, lambda d, k: asking("/entities", page=str(d.choice((1, 2, 3))))),
    "entity": (6, lambda d, k: f"/entities/{foremost(d, k.entities)}"),
    "timeline": (4, lambda d, k: asking("/timeline", **(some(d, k) if d.random() < 0.5 else {}))),
    "map": (3, lambda d, k: asking("/map", **(some(d, k) if d.random() < 0.5 else {}))),
    "network": (3, lambda d, k: asking("/network", show=d.choice(("cites", "deeds")), **(some(d, k) if d.random() < 0.5 else {}))),
}  # fmt: skip
"""Pages by kind: of a hundred so many, and what draws an address."""


@dataclass(frozen=True, slots=True)
class Came:
    """A page of some kind: milliseconds that it took, and its size in bytes."""

    kind: str
    time: float
    size: int


class Reader:
    """One who reads."""

    def __init__(self, place: tuple[str, int], known: Known, seed: int, pause: float) -> None:
        self._known, self._draw, self._pause = known, Random(seed), pause
        self._connection = HTTPConnection(*place, timeout=60)

    def close(self) -> None:
        """Go away."""
        self._connection.close()

    def read(self, until: float) -> list[Came]:
        """Pages one after the other until then, with a pause before each that is on average as long as was told."""
        kinds, weights = list(KINDS), [weight for weight, _ in KINDS.values()]
        came = list[Came]()
        while True:
            time.sleep(self._draw.expovariate(1 / self._pause) if self._pause else 0)
            if time.perf_counter() >= until:
                return came
            came.append(self.ask(self._draw.choices(kinds, weights)[0]))

    def ask(self, kind: str) -> Came:
        """One page. Raises RuntimeError where that is none."""
        path = KINDS[kind][1](self._draw, self._known)
        began = time.perf_counter()
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        size = len(answer.read())
        taken = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return Came(kind, taken, size)


@contextmanager
def served(corpus: str) -> Iterator[tuple[int, tuple[str, int]]]:
    """The process of a server for a corpus, and where it listens."""
    command = [sys.executable, "-m", "reportedly", "serve", "--corpus", corpus, "--port", "0", "--read-only"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.search(r"http://([^:/]+):(\d+)/ until", told)
        if found is None:
            sys.exit(f"the server does not start: {told}{process.stderr.read()}")
        try:
            yield process.pid, (found[1], int(found[2]))
        finally:
            process.terminate()


def worked(process: int) -> float:
    """Seconds of CPU that a process has had."""
    numbers = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / TICKS


def busy() -> float:
    """Seconds of CPU that everything on this machine has had."""
    user, nice, system, _, _, irq, soft = map(int, Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system + irq + soft) / TICKS


def memory(process: int, line: str) -> float:
    """MiB, by a line of the process's status: VmRSS is what it holds, VmHWM the most that it held."""
    (found,) = re.findall(rf"{line}:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found) / 1024


def alone(process: int, reader: Reader, pages: int) -> dict[str, float]:
    """Milliseconds of CPU of a page of each kind, and of all kinds as often as they are asked for."""
    found = {}
    for kind in KINDS:
        before = worked(process)
        for _ in range(pages):
            reader.ask(kind)
        found[kind] = 1000 * (worked(process) - before) / pages
    total = sum(weight for weight, _ in KINDS.values())
    return found | {"all": sum(KINDS[kind][0] * work for kind, work in found.items()) / total}


def table(came: Sequence[Came], work: Mapping[str, float]) -> list[str]:
    """A row for each kind, and one for all; `work` is what `alone` gives."""
    lines = [f"{'':20}{'pages':>7}{'median':>10}{'p95':>10}{'most':>10}{'KiB':>8}{'CPU':>10}"]
    for name in (*KINDS, "all"):
        found = [each for each in came if name in (each.kind, "all")]
        if times := [each.time for each in found]:
            size = sum(each.size for each in found) / len(found) / 1024
            lines.append(
                f"{name:20}{len(found):7}{median(times):7.0f} ms{percentile(times, 95):7.0f} ms{max(times):7.0f} ms{size:8.0f}"
                f"{work.get(name, 0):7.1f} ms"
            )
    return lines


def measure(corpus: str, users: int, seconds: float, pause: float, each: int, seed: int) -> list[str]:
    """The table for a corpus, and what else is to be said."""
    with Corpus(corpus, create=False, readonly=True) as there:
        count, known = there.store.count(), Known.of(there.store, Random(seed))
    with served(corpus) as (process, place), ExitStack() as stack:
        first, last, *readers = (
            stack.enter_context(closing(Reader(place, known, seed + number, pause))) for number in range(users + 2)
        )
        for kind in KINDS:
            first.ask(kind)
        began, before = time.perf_counter(), (worked(process), busy(), time.process_time(), memory(process, "VmRSS"))
        with ThreadPoolExecutor(users) as threads:
            came = [page for pages in threads.map(lambda each: each.read(began + seconds), readers) for page in pages]
        passed, work = time.perf_counter() - began, worked(process) - before[0]
        others = busy() - before[1] - work - (time.process_time() - before[2])
        return [
            f"{count.articles:,} articles, {count.claims:,} claims; {users} at once, {pause:g} s between pages",
            *table(came, alone(process, last, each)),
            f"{len(came) / passed:.1f} pages/s, {1000 * work / max(len(came), 1):.0f} ms of CPU each; "
            f"memory {before[3]:.0f} MiB at first, {memory(process, 'VmHWM'):.0f} MiB at most",
            f"other programs had {max(others, 0) / passed:.1f} of {os.cpu_count()} cores",
        ]


def main(given: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("corpus", help="a file, or the address of a PostgreSQL database")
    add("--users", type=int, default=10, help="how many read at once (10)")
    add("--seconds", type=float, default=60, help="for how long (60)")
    add("--pause", type=float, default=1.0, help="seconds that each looks at a page before the next, on average (1.0)")
    add("--alone", type=int, default=40, help="pages of each kind by which its CPU is measured (40)")
    add("--seed", type=int, default=1, help="of all that is drawn at random (1)")
    asked = parser.parse_args(given)
    print(
        "\n".join(measure(asked.corpus, asked.users, asked.seconds, asked.pause, asked.alone, asked.seed)), flush=True
    )


if __name__ == "__main__":
    main()
