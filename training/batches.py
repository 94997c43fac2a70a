"""Examples to padded tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from reportedly.language import labels
from reportedly.language.around import around, distances
from reportedly.language.windows import LEFT, RIGHT, Window, breaks, cut
from reportedly.language.wordpiece import WordPiece
from training.corpus import UNKNOWN, Example

Items = list[tuple[Example, Window]]
"""Windows, each with the example that it is of."""


@dataclass(slots=True)
class Batch:
    """B windows; `labels` are (B, N) with UNKNOWN; cue tensors have K rows, `cue_row` naming each one's window."""

    pieces: Tensor
    shape: Tensor
    first: Tensor
    real: Tensor
    lengths: Tensor
    """(B,) words in each window."""
    labels: dict[str, Tensor]
    same_sentence: Tensor | None = None
    cue_row: Tensor | None = None
    cue: Tensor | None = None
    """(K, 2) first and last word of each cue in its window."""
    local: Tensor | None = None
    """(K, L) word numbers in the window."""
    distance: Tensor | None = None
    cue_lengths: Tensor | None = None
    roles: Tensor | None = None
    """(K, L) tags."""


@dataclass(slots=True)
class Cutter:
    """Makes windows of examples and batches of windows."""

    pieces: WordPiece
    cache: dict[str, list[tuple[int, ...]]] = field(default_factory=dict)

    def windows(self, example: Example, own: int, left: int = LEFT, right: int = RIGHT) -> list[Window]:
        """The example's windows at a given size."""
        sizes = [len(self.pieces.pieces(w)) for w in example.words]
        return cut(sizes, breaks(example.words, example.shape.paragraph.tolist()), own, left, right)

    def chunks(self, example: Example, size: int) -> list[Window]:
        """Whole sentences of a treebank document, about `size` words together."""
        assert example.sentence is not None
        found, start = [], 0
        n = len(example.words)
        while start < n:
            end = start + 1
            while end < n and (example.sentence[end] == example.sentence[end - 1] or end - start < size):
                end += 1
            if end - start <= 300:
                found.append(Window(start, end, start, end))
            start = end
        return found

    def batch(self, items: Sequence[tuple[Example, Window]]) -> Batch:
        """Pad and stack."""
        tokens, shapes, firsts = [], [], []
        for example, w in items:
            ids, shape, first = [self.pieces.first], [(0, 0, 0)], []
            for i in range(w.first, w.last):
                part = self.pieces.pieces(example.words[i])
                first.append(len(ids))
                ids += part
                shape += [(example.shape.case[i], example.shape.quote[i], example.shape.layout[i])] * len(part)
            ids.append(self.pieces.last)
            shape.append((0, 0, 0))
            tokens.append(ids[:512])
            shapes.append(shape[:512])
            firsts.append([min(f, 511) for f in first])
        made = Batch(
            pieces=padded(tokens, self.pieces.pad),
            shape=padded([np.array(s) for s in shapes], 0),
            first=padded(firsts, 0),
            real=padded([[1] * len(t) for t in tokens], 0),
            lengths=torch.tensor([len(f) for f in firsts]),
            labels={},
        )
        for name in {k for e, _ in items for k in e.labels}:
            made.labels[name] = padded([self._label(e, w, name) for e, w in items], UNKNOWN)
        if "head" in made.labels:
            sentences = padded([self._sentence(e, w) for e, w in items], -1)
            made.same_sentence = (sentences[:, :, None] == sentences[:, None, :]) & (sentences >= 0)[:, None, :]
        self._frames(made, items)
        return made

    @staticmethod
    def _label(example: Example, w: Window, name: str) -> np.ndarray:
        if name not in example.labels:
            return np.full(w.last - w.first, UNKNOWN)
        found = example.labels[name][w.first : w.last]
        return found - w.first if name == "head" else found

    @staticmethod
    def _sentence(example: Example, w: Window) -> np.ndarray:
        return np.full(w.last - w.first, -1) if example.sentence is None else example.sentence[w.first : w.last]

    @staticmethod
    def _frames(made: Batch, items: Sequence[tuple[Example, Window]]) -> None:
        rows, cues, local, distance, roles = [], [], [], [], []
        for row, (example, w) in enumerate(items):
            for frame in example.frames:
                if not (w.own_first <= frame.cue[0] and frame.cue[1] <= w.last and frame.cue[0] < w.own_last):
                    continue
                low, high = around(frame.cue, w.first, w.last)
                rows.append(row)
                cues.append((frame.cue[0] - w.first, frame.cue[1] - 1 - w.first))
                local.append(np.arange(low - w.first, high - w.first))
                distance.append(distances(frame.cue, low, high))
                clipped = [(k, max(s, low) - low, min(e, high) - low) for k, s, e in labels.spans(frame.roles)]
                roles.append(labels.tags(high - low, clipped))
        if rows:
            made.cue_row, made.cue = torch.tensor(rows), torch.tensor(cues)
            made.local, made.distance, made.roles = padded(local, 0), padded(distance, 0), padded(roles, 0)
            made.cue_lengths = torch.tensor([len(x) for x in local])


def padded(parts: Sequence[Sequence[int] | np.ndarray], fill: int) -> Tensor:
    """Stack arrays of unequal first length, (parts, longest, …) int64."""
    arrays = [np.asarray(p, dtype=np.int64) for p in parts]
    longest = max(len(a) for a in arrays)
    out = np.full((len(arrays), longest, *arrays[0].shape[1:]), fill, dtype=np.int64)
    for row, a in zip(out, arrays, strict=True):
        row[: len(a)] = a
    return torch.from_numpy(out)


def shuffled(items: Items, pieces: int, rng: random.Random) -> Iterator[Items]:
    """Batches of windows of like length, about `pieces` words in all, in random order."""
    items = sorted(items, key=lambda item: (item[1].last - item[1].first) + rng.random() * 30)
    batches, batch, longest = [], [], 0
    for item in items:
        longest = max(longest, item[1].last - item[1].first)
        if batch and longest * (len(batch) + 1) > pieces:
            batches.append(batch)
            batch, longest = [], item[1].last - item[1].first
        batch.append(item)
    batches.append(batch)
    rng.shuffle(batches)
    yield from batches
