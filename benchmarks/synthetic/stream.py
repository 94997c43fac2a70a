"""The news of the invented world, day by day: endless, the same for a seed, as dense on each day as on any other."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from benchmarks.synthetic.composing import Sample, compose
from benchmarks.synthetic.stories import LARGEST, Story
from benchmarks.synthetic.world import World

A_DAY = 55
"""Articles published on a day, on average."""
FIRST = datetime(2031, 1, 1, tzinfo=UTC)


def stream(seed: int = 1) -> Iterator[Sample]:
    """Articles in order of publication; a shorter stream is the beginning of a longer one."""
    world = World(seed)
    chance = random.Random(f"stream {seed}")
    size = sum(1 / n for n in range(1, LARGEST + 1))
    coming: list[tuple[datetime, str, Sample]] = []
    story, day = 0, FIRST
    while True:
        expected = A_DAY / size
        for _ in range(int(expected + chance.random())):
            began = day + timedelta(minutes=chance.randrange(24 * 60))
            for sample in compose(Story(world, f"story {seed} {story}", began), story):
                article = sample.reading.article
                heapq.heappush(coming, (datetime.fromisoformat(article.published or ""), article.id, sample))
            story += 1
        day += timedelta(days=1)
        while coming and coming[0][0] < day:
            yield heapq.heappop(coming)[2]
