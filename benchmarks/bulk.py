"""python benchmarks/bulk.py [--data ../shared/data] [--articles N]

`reportedly bulk` on one worker and on two: articles of about 750 words a second, what the second worker gains, memory.
Each run is a process of its own. CPU seconds mean the same while others use the machine; seconds do not.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from benchmarks.speed import texts

WORDS = 750


def articles(data: Path | None, most: int) -> list[str]:
    """Lines of JSON: real paragraphs, as many as make an article of WORDS, each with a line that no other has."""
    paragraphs = cycle([p for text in texts(data, 1000) for p in text.split("\n") if p.strip()])
    found = []
    for number in range(most):
        held, words = [f"This is report {number} of today."], 0
        while words < WORDS:
            held.append(next(paragraphs))
            words += len(held[-1].split())
        record = {"id": f"a{number}", "text": "\n\n".join(held), "published": f"2031-01-{10 + number % 5}"}
        found.append(json.dumps(record))
    return found


@dataclass(frozen=True, slots=True)
class Run:
    """Of one process: wall and CPU seconds with start, seconds of the run alone, bytes of the largest worker."""

    wall: float
    cpu: float
    seconds: float
    memory: int
    readings: int
    words: int
    size: int


def run(source: Path, out: Path, workers: int) -> Run:
    """The command with so many workers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    # One core each: what one worker does ahead on the other core, two could not.
    cores = set(sorted(os.sched_getaffinity(0))[:workers])
    command = [sys.executable, "-m", "reportedly", "bulk", source, "--out", out, "--workers", str(workers)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, cores))
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    report = json.loads((out / "report.json").read_text("utf8"))
    size = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    return Run(wall, cpu, report["seconds"], report["most_memory"], report["readings"], report["words"], size)


def main() -> None:
    """Print a line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    given = parser.parse_args()
    found: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        source.write_text("\n".join(articles(given.data, given.articles)), "utf8")
        for workers in (1, 2):
            one = run(source, Path(folder, str(workers)), workers)
            found.append(one)
            print(
                f"{workers} worker{'s' * (workers > 1)}: {one.readings / one.seconds:6.2f} articles/s in {one.seconds:6.1f} s,"
                f" {one.cpu / one.readings:6.3f} CPU s an article, {one.memory >> 20:5d} MiB the largest worker,"
                f" {one.size / one.readings / 1024:5.1f} KiB an article kept"
            )
    one, two = found
    print(f"{one.words / one.readings:.0f} words an article")
    print(
        f"efficiency of two workers: {one.seconds / two.seconds / 2:.0%} by the clock, {one.cpu / two.cpu:.0%} by CPU"
    )


if __name__ == "__main__":
    main()
