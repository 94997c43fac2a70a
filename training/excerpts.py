"""Pieces of articles as texts of their own: what users type or paste is often a sentence or two, and looks unlike an article."""

from __future__ import annotations

import random
from collections.abc import Iterator

import numpy as np

from reportedly.language import labels
from reportedly.language.features import features
from reportedly.language.windows import breaks
from training.corpus import Example, Frame


def excerpts(example: Example, share: float, rng: random.Random) -> Iterator[Example]:
    """About `share` of the example's words in runs of one to three sentences or paragraphs."""
    size = len(example.words)
    grades = breaks(example.words, example.shape.paragraph.tolist())
    left = share * size
    while left > 0:
        least = rng.choice((1, 1, 2))
        cuts = [*(i for i, grade in enumerate(grades) if grade >= least), size]
        at = rng.randrange(len(cuts) - 1)
        first, last = cuts[at], cuts[min(at + rng.choice((1, 1, 2, 3)), len(cuts) - 1)]
        left -= last - first
        if 3 <= last - first <= 240:
            yield excerpt(example, first, last)


def excerpt(example: Example, first: int, last: int) -> Example:
    """The words `[first, last)` as an example, with the frames whose cue they hold; spans are clipped to it."""
    paragraph = example.shape.paragraph[first:last]
    starts = np.diff(paragraph, prepend=paragraph[0]) > 0
    words = example.words[first:last]
    made = Example(f"{example.id}:{first}", words, features(words, starts.tolist()))
    made.labels = {name: tags[first:last] for name, tags in example.labels.items()}
    for frame in example.frames:
        if first <= frame.cue[0] and frame.cue[1] <= last:
            spans = [
                (kind, max(start, first) - first, min(end, last) - first)
                for kind, start, end in labels.spans(frame.roles)
                if start < last and end > first
            ]
            cue = (frame.cue[0] - first, frame.cue[1] - first)
            made.frames.append(Frame(cue, labels.tags(last - first, spans), frame.nested))
    return made
