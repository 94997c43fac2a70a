"""Vectors of propositions as an encoder would give them, drawn instead of computed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.synthetic.composing import Sample
from reportedly.corpus.digest import Digest, Vectors
from reportedly.corpus.making import digest
from reportedly.corpus.meaning import Meaning

WIDTH = 160
"""As many dimensions as the encoder that ships has."""
STORY, CLAIM, WORDS = 0.45, 0.75, 0.5
"""What a vector is made of, each a unit vector drawn at random: what the story is about, what is claimed, in which words.
Two reports of one claim then have a cosine of about 0.75, two claims of one story 0.2."""
DENIES, ASSERTS = 0.9, 0.02
"""What the encoder says of denial where there is one, and where there is none."""
Floats = NDArray[np.float32]


def digested(sample: Sample) -> Digest:
    """The digest of a sample as `Corpus.add` would make it, without the network."""
    return digest(sample.reading, cast(Meaning, _Drawn(sample)))


class _Drawn:
    """In the place of the encoder for one article, of which is known what it says."""

    width = WIDTH

    def __init__(self, sample: Sample) -> None:
        self._sample = sample

    def __call__(self, title: str | None, wordings: Sequence[str]) -> tuple[Vectors, Floats]:
        """As `Meaning`. The same words have the same vector in every article."""
        text, propositions = self._sample.reading.article.text, self._sample.reading.propositions
        story = _drawn(f"story {self._sample.story}")
        rows = np.zeros((len(wordings), WIDTH), np.float32)
        for row, topic, proposition in zip(rows, self._sample.topics, propositions, strict=True):
            row[:] = _drawn(proposition.span.of(text).lower())
            if topic is not None:
                row[:] = STORY * story + CLAIM * _drawn(topic) + WORDS * row
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        denials = [DENIES if p.polarity == "denies" else ASSERTS for p in propositions]
        return np.rint(rows * 127).astype(np.int8), np.array(denials, dtype=np.float32)


@lru_cache(1 << 14)
def _drawn(of: str) -> Floats:
    """A unit vector, the same for the same words."""
    found = np.random.Generator(np.random.PCG64(crc32(of.encode()))).standard_normal(WIDTH, np.float32)
    return found / np.linalg.norm(found)
