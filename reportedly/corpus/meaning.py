"""What propositions mean, as vectors: near to each other where two articles tell the same in other words.

A small encoder (`training.train_claims`) that started from all-MiniLM-L6-v2. Its lower layers read the wording of each
proposition by itself, its upper layers those of the article together, with a learned bias for how far apart they
stand: what *two so far* counts is told by its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.digest import Vectors
from reportedly.language.network import DEFAULT, MODELS, Ints, cores, session
from reportedly.language.wordpiece import WordPiece

LONGEST = 64
"""Word pieces of a wording that are read."""
WINDOW = 448
"""Word pieces that are read together."""
CHUNK = 96
"""Word pieces that are read side by side where each wording is read alone: what is fastest."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """Wordings read together, all arrays of T pieces: `place` is a piece's position in its wording, `block` the number
    of its wording, 0 for the title. `first` is the number of the first wording among all of the article."""

    pieces: Ints
    place: Ints
    block: Ints
    first: int
    count: int

    def chunks(self, most: int = CHUNK) -> tuple[Ints, Ints, Ints]:
        """Whole wordings side by side, some at a time, for the layers in which they do not see each other: (C, P) numbers
        of pieces, (C, P) of which wording each is, -1 for none, and (T,) where each piece stands among all C P."""
        held: list[list[int]] = [[]]
        for size in np.bincount(self.block).tolist():
            if held[-1] and sum(held[-1]) + size > most:
                held.append([])
            held[-1].append(size)
        sizes = np.array([sum(chunk) for chunk in held])
        ends = np.cumsum(sizes)
        places = np.arange(sizes.max())
        inside = places < sizes[:, None]
        chunk = np.where(inside, (ends - sizes)[:, None] + places, 0)
        return chunk, np.where(inside, self.block[chunk], -1), np.flatnonzero(inside)

    @property
    def pool(self) -> Floats:
        """(wordings, T): a row holds 1 / n at the n pieces of its wording."""
        rows = (self.block[None] == np.arange(1, self.count + 1)[:, None]).astype(np.float32)
        mean: Floats = rows / rows.sum(1, keepdims=True)
        return mean


def windows(vocabulary: WordPiece, title: str | None, wordings: Sequence[str]) -> Iterator[Window]:
    """All wordings in order, each in one window; the title stands before each window."""
    blocks = [_block(vocabulary, words) for words in wordings]
    head = _block(vocabulary, title)[: LONGEST // 2] if title else []
    first = 0
    while first < len(blocks):
        last, size = first + 1, len(head) + len(blocks[first])
        while last < len(blocks) and size + len(blocks[last]) <= WINDOW:
            size += len(blocks[last])
            last += 1
        parts = [(0, head), *enumerate(blocks[first:last], 1)]
        yield Window(
            np.array([n for _, part in parts for n in part], dtype=np.int64),
            np.array([i for _, part in parts for i in range(len(part))], dtype=np.int64),
            np.array([number for number, part in parts for _ in part], dtype=np.int64),
            first,
            last - first,
        )
        first = last


def _block(vocabulary: WordPiece, words: str) -> list[int]:
    inside = [n for word in words.split() for n in vocabulary.pieces(word)][: LONGEST - 2]
    return [vocabulary.first, *inside, vocabulary.last]


class Meaning:
    """The trained encoder. Safe to share between threads."""

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        """Raises ModelError where the weights are missing or damaged."""
        folder = folder or MODELS / DEFAULT
        self._vocabulary = WordPiece.from_file(folder / "vocab.txt")
        self._run = session(folder / "claims.onnx")
        self._pool = ThreadPoolExecutor(threads or cores())

    def __call__(self, title: str | None, wordings: Sequence[str]) -> tuple[Vectors, Floats]:
        """Unit vectors times 127, (wordings, D) int8, and how surely each denies, (wordings,) in 0 to 1."""
        if not wordings:
            return np.zeros((0, self.width), np.int8), np.zeros(0, np.float32)
        found = list(self._pool.map(self._window, windows(self._vocabulary, title, wordings)))
        vectors = np.concatenate([v for v, _ in found])
        return np.rint(vectors * 127).astype(np.int8), np.concatenate([d for _, d in found])

    @property
    def width(self) -> int:
        """D."""
        size: int = self._run.get_outputs()[0].shape[-1]
        return size

    def _window(self, window: Window) -> tuple[Floats, Floats]:
        chunk, within, back = window.chunks()
        given = {"pieces": window.pieces, "place": window.place, "block": window.block, "pool": window.pool}
        vectors, denials = self._run.run(None, given | {"chunk": chunk, "within": within, "back": back})
        return vectors, denials


@cache
def meaning() -> Meaning:
    """The encoder that ships."""
    return Meaning()
