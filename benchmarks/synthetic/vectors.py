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
ALL, STORY, CLAIM, WORDS = 0.30, 0.10, 0.17, 0.43
"""What the square of a vector's length is made of: what all news have in common, what the story is about, what is claimed,
in which words. A cosine is what two have in common, as measured of the encoder on GUM's news and training/stories: 0.30
between propositions that have nothing to do with each other, 0.4 between claims of one story, 0.57 in one claim."""
SPREAD = 50
"""Dimensions in which the rest is drawn: cosines then vary by 0.1 (standard deviation), as the encoder's do."""
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
        story = f"story {self._sample.story}"
        rows = np.zeros((len(wordings), WIDTH), np.float32)
        for row, topic, proposition in zip(rows, self._sample.topics, propositions, strict=True):
            own = proposition.span.of(text).lower()
            # What is beside the matter has nothing in common with any story.
            parts = ((STORY + CLAIM + WORDS, own),) if topic is None else ((STORY, story), (CLAIM, topic), (WORDS, own))
            row[:SPREAD] = sum(np.sqrt(share) * _drawn(of) for share, of in parts)
            row[-1] = np.sqrt(ALL)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        denials = [DENIES if p.polarity == "denies" else ASSERTS for p in propositions]
        return np.rint(rows * 127).astype(np.int8), np.array(denials, dtype=np.float32)


@lru_cache(1 << 14)
def _drawn(of: str) -> Floats:
    """(SPREAD,), of length 1, the same for the same words."""
    found = np.random.Generator(np.random.PCG64(crc32(of.encode()))).standard_normal(SPREAD, np.float32)
    return found / np.linalg.norm(found)
