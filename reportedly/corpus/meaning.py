"""What propositions mean, as vectors: near to each other where two articles tell the same in other words.

A small encoder (`training.train_claims`) reads the article a window at a time; the vector of a proposition is the mean
over its own pieces, so that it knows what stands around it (pronouns, *the minister*, *two so far*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.digest import Vectors
from reportedly.language.network import DEFAULT, MODELS, cores, session
from reportedly.language.wordpiece import WordPiece
from reportedly.model import Span

OWN, AROUND, TITLE = 256, 64, 32
"""Word pieces that a window decides on, sees besides on each side, and takes of the title."""
CHUNK = re.compile(r"\S+")
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of one window and, for the spans that it decides on, their numbers and their pieces `[start, end)`."""

    pieces: tuple[int, ...]
    numbers: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def pool(self) -> Floats:
        """(spans, pieces): a row holds 1 / n at the n pieces of its span."""
        rows = np.zeros((len(self.places), len(self.pieces)), dtype=np.float32)
        for row, (start, end) in zip(rows, self.places, strict=True):
            row[start:end] = 1 / (end - start)
        return rows


def windows(vocabulary: WordPiece, title: str | None, text: str, spans: Sequence[Span]) -> Iterator[Window]:
    """Windows that together decide on every span once. `spans` are code points of `text`; one that is blank, or longer
    than a window, is cut to what the window holds."""
    ids, starts = _pieces(vocabulary, text)
    head = [n for word in (title or "").split() for n in vocabulary.pieces(word)][:TITLE]
    places = [_place(starts, len(ids), span) for span in spans]
    order = sorted(range(len(spans)), key=lambda i: places[i])
    at = 0
    while at < len(order):
        first = places[order[at]][0]
        until = at + 1
        while until < len(order) and places[order[until]][1] - first <= OWN:
            until += 1
        last = max(min(places[i][1], first + OWN) for i in order[at:until])
        low, high = max(0, first - AROUND), min(len(ids), last + AROUND)
        before = [vocabulary.first, *head, *([vocabulary.last] if head else [])]
        shift = len(before) - low
        inside = tuple(
            (places[i][0] + shift, max(min(places[i][1], high), places[i][0] + 1) + shift) for i in order[at:until]
        )
        yield Window((*before, *ids[low:high], vocabulary.last), tuple(order[at:until]), inside)
        at = until


def _pieces(vocabulary: WordPiece, text: str) -> tuple[list[int], list[int]]:
    """The pieces of a text and, for each, where its word begins in code points."""
    ids: list[int] = []
    starts: list[int] = []
    for match in CHUNK.finditer(text):
        found = vocabulary.pieces(match[0])
        # A word's pieces share its letters evenly: near enough to tell where a span begins inside of it.
        step = len(match[0]) / len(found)
        starts += [match.start() + int(i * step) for i in range(len(found))]
        ids += found
    return ids or [vocabulary.unknown], starts or [0]


def _place(starts: Sequence[int], count: int, span: Span) -> tuple[int, int]:
    first = int(np.searchsorted(starts, span.start))
    last = int(np.searchsorted(starts, span.end))
    first = min(first, count - 1)
    return first, max(last, first + 1)


class Meaning:
    """The trained encoder. Safe to share between threads."""

    def __init__(self, folder: Path | None = None, threads: int | None = None) -> None:
        """Raises ModelError where the weights are missing or damaged."""
        folder = folder or MODELS / DEFAULT
        self._pieces = WordPiece.from_file(folder / "vocab.txt")
        self._run = session(folder / "claims.onnx")
        self._pool = ThreadPoolExecutor(threads or cores())

    def __call__(self, title: str | None, text: str, spans: Sequence[Span]) -> tuple[Vectors, Floats]:
        """Unit vectors of the spans times 127, (spans, D) int8, and how surely each denies, (spans,) in 0 to 1."""
        cut = list(windows(self._pieces, title, text, spans))
        found = list(self._pool.map(self._window, cut))
        order = np.array([n for w in cut for n in w.numbers], dtype=np.int64)
        if not len(order):
            return np.zeros((0, self.width), np.int8), np.zeros(0, np.float32)
        vectors = np.concatenate([v for v, _ in found])
        denials = np.concatenate([d for _, d in found])
        back = np.argsort(order)
        return np.rint(vectors[back] * 127).astype(np.int8), denials[back]

    @property
    def width(self) -> int:
        """D."""
        size: int = self._run.get_outputs()[0].shape[-1]
        return size

    def _window(self, window: Window) -> tuple[Floats, Floats]:
        given = {"pieces": np.array([window.pieces], dtype=np.int64), "pool": window.pool[None]}
        vectors, denials = self._run.run(None, given)
        return vectors[0], denials[0]


@cache
def meaning() -> Meaning:
    """The encoder that ships."""
    return Meaning()
