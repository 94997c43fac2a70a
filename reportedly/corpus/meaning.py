"""What propositions mean, as vectors: near to each other where two articles tell the same in other words.

A small encoder (`training.train_claims`) that started from all-MiniLM-L6-v2, run over the wording of each proposition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.digest import Vectors
from reportedly.language.network import DEFAULT, MODELS, Ints, cores, padded, session
from reportedly.language.wordpiece import WordPiece

LONGEST = 96
"""Word pieces of a wording that are read."""
BATCH = 16
"""Wordings of one article that are run together, in order of length: what is together never depends on other articles."""
Floats = NDArray[np.float32]


class Meaning:
    """The trained encoder. Safe to share between threads."""

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        """Raises ModelError where the weights are missing or damaged."""
        folder = folder or MODELS / DEFAULT
        self._vocabulary = WordPiece.from_file(folder / "vocab.txt")
        self._run = session(folder / "claims.onnx")
        self._pool = ThreadPoolExecutor(threads or cores())

    def __call__(self, wordings: Sequence[str]) -> tuple[Vectors, Floats]:
        """Unit vectors times 127, (wordings, D) int8, and how surely each denies, (wordings,) in 0 to 1."""
        pieces = [piece_numbers(self._vocabulary, words) for words in wordings]
        order = sorted(range(len(pieces)), key=lambda i: (len(pieces[i]), i))
        batches = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        vectors = np.zeros((len(pieces), self.width), dtype=np.int8)
        denials = np.zeros(len(pieces), dtype=np.float32)
        for numbers, (found, denial) in zip(batches, self._all([[pieces[i] for i in b] for b in batches]), strict=True):
            vectors[numbers], denials[numbers] = np.rint(found * 127), denial
        return vectors, denials

    @property
    def width(self) -> int:
        """D."""
        size: int = self._run.get_outputs()[0].shape[-1]
        return size

    def _all(self, batches: Sequence[Sequence[Ints]]) -> Iterator[tuple[Floats, Floats]]:
        return self._pool.map(self._batch, batches)

    def _batch(self, pieces: Sequence[Ints]) -> tuple[Floats, Floats]:
        real = padded([np.ones(len(p), dtype=np.int64) for p in pieces])
        vectors, denials = self._run.run(None, {"pieces": padded(pieces), "real": real})
        return vectors, denials


def piece_numbers(vocabulary: WordPiece, words: str) -> Ints:
    """The pieces of a wording between the encoder's two ends."""
    inside = [n for word in words.split() for n in vocabulary.pieces(word)][: LONGEST - 2]
    return np.array([vocabulary.first, *inside, vocabulary.last], dtype=np.int64)


@cache
def meaning() -> Meaning:
    """The encoder that ships."""
    return Meaning()
