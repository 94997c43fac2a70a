"""The news of the invented world, day by day: endless, the same for a seed, as dense on each day as on any other."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from benchmarks.synthetic.composing import Sample, compose
from benchmarks.synthetic.stories import LARGEST, Story
from benchmarks.synthetic.world import World
from reportedly.corpus.digest import Digest, Vectors
from reportedly.corpus.making import digest
from reportedly.corpus.words import number

A_DAY = 55
"""Articles published on a day, on average."""
FIRST = datetime(2031, 1, 1, tzinfo=UTC)
DIMENSIONS = 160
"""As many as the vectors of the encoder that ships have."""
STORY, CLAIM, WORDING = 0.45, 0.75, 0.5
"""What a vector is made of: what the story is about, what is claimed, how this report words it. Two reports of one claim
then lie about 0.75 from each other (cosine), two claims of one story 0.2."""
Floats = NDArray[np.float32]


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


def digested(sample: Sample) -> Digest:
    """The digest of a sample, with vectors as the encoder might make them."""
    return digest(sample.reading, Vectorizer(sample))


class Vectorizer:
    """Stands in for `Meaning` for one article: what it says is known, so that no network is needed."""

    width = DIMENSIONS

    def __init__(self, sample: Sample) -> None:
        self._sample = sample

    def __call__(self, title: str | None, wordings: list[str]) -> tuple[Vectors, Floats]:
        """See `Meaning`. The same words have the same vector in every article."""
        rows = np.zeros((len(wordings), DIMENSIONS), np.float32)
        sample = self._sample
        text = sample.reading.article.text
        about = _unit(f"story {sample.story}")
        for row, topic, proposition in zip(rows, sample.topics, sample.reading.propositions, strict=True):
            own = _unit(proposition.span.of(text).lower())
            known = topic.partition("/")[0] == str(sample.story)
            row[:] = STORY * about + CLAIM * _unit(topic) + WORDING * own if known else own
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        denies = [p.polarity == "denies" for p in sample.reading.propositions]
        return np.rint(rows * 127).astype(np.int8), np.where(denies, 0.9, 0.02).astype(np.float32)


def _unit(of: str) -> Floats:
    """A direction at random, the same for the same words."""
    drawn = np.random.Generator(np.random.SFC64(number(of) & (2**63 - 1))).standard_normal(DIMENSIONS, np.float32)
    found: Floats = drawn / np.linalg.norm(drawn)
    return found
