"""Vectors of propositions as an encoder would give them, drawn instead of computed."""

from __future__ import annotations

from functools import lru_cache
from typing import cast
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.synthetic.made import reading
from benchmarks.synthetic.setting import Printed, claim_id
from reportedly.corpus.digest import Digest, Vectors
from reportedly.corpus.making import digest
from reportedly.corpus.meaning import Meaning
from reportedly.model import Reading
from reportedly.store.protocol import Entry

WIDTH = 128
"""As the encoder that ships has it."""
TOPIC, CLAIM, OWN = 0.45, 0.75, 0.48
"""Shares of what a proposition's vector is made of: its story's, its claim's and its own words' random unit vector."""
Floats = NDArray[np.float32]


class Prepared:
    """In the place of the encoder, for one reading: what was drawn for it."""

    def __init__(self, vectors: Vectors, denials: Floats) -> None:
        self._vectors, self._denials = vectors, denials

    def __call__(self, *wordings: object) -> tuple[Vectors, Floats]:
        """As `Meaning`, whatever it asks of an article."""
        return self._vectors, self._denials


def entry(article: Printed) -> Entry:
    """An article with its reading and digest, made without any network."""
    made = reading(article)
    return Entry(made, digested(article, made))


def digested(article: Printed, made: Reading) -> Digest:
    """The digest of a reading of it by `made.reading`."""
    rows, denials = [], []
    for _, line in article.lines:
        for clause in line.clauses:
            vector = TOPIC * _drawn(f"story {article.story}") + OWN * _drawn(clause.words)
            if clause.claim is not None:
                vector = vector + CLAIM * _drawn(claim_id(article.story, clause.claim))
            rows.append(vector / np.linalg.norm(vector))
            denials.append(0.95 if line.polarity == "denies" else 0.02)
    vectors = np.rint(np.array(rows, dtype=np.float32) * 127).astype(np.int8)
    return digest(made, cast(Meaning, Prepared(vectors, np.array(denials, dtype=np.float32))))


@lru_cache(1 << 14)
def _drawn(words: str) -> Floats:
    """A random unit vector, the same for the same words."""
    vector = np.random.Generator(np.random.PCG64(crc32(words.encode()))).standard_normal(WIDTH, dtype=np.float32)
    return vector / np.linalg.norm(vector)
