"""The label sets of the network's heads, and spans as BILOU tags (Ratinov & Roth 2009).

A tag is 0 for outside, else `1 + 4 * kind + position` with the positions begin, inside, last, unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

ENTITIES = ("person", "organization", "place", "group", "event", "document")
ROLES = ("source", "content")
UPOS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
FEATURES = ("VerbForm", "Tense", "Mood", "Number", "Person", "Voice", "Degree")  # the morphology that is kept

KindSpan = tuple[int, int, int]
"""(kind, first word, word after the last)"""


def tags(length: int, spans: Iterable[KindSpan]) -> NDArray[np.int64]:
    """Spans that do not overlap as tags, shape (length,); where two overlap the first is kept."""
    found = np.zeros(length, dtype=np.int64)
    for kind, start, end in spans:
        if end <= start or found[start:end].any():
            continue
        base = 1 + 4 * kind
        if end - start == 1:
            found[start] = base + 3
        else:
            found[start], found[start + 1 : end - 1], found[end - 1] = base, base + 1, base + 2
    return found


def spans(tagged: Sequence[int] | NDArray[np.int64]) -> list[KindSpan]:
    """The inverse of `tags` for a lawful sequence."""
    found, start = [], 0
    for i, tag in enumerate(tagged):
        if tag == 0:
            continue
        kind, position = divmod(int(tag) - 1, 4)
        if position in (0, 3):
            start = i
        if position in (2, 3):
            found.append((kind, start, i + 1))
    return found


def lawful(kinds: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Which tag may follow which, shape (tags, tags) as [from, to]; which may begin and which may end, shape (tags,)."""
    size = 1 + 4 * kinds
    follows = np.zeros((size, size), dtype=bool)
    free = np.array([tag == 0 or (tag - 1) % 4 in (2, 3) for tag in range(size)])  # no span is open after it
    fresh = np.array([tag == 0 or (tag - 1) % 4 in (0, 3) for tag in range(size)])  # needs no open span before it
    follows[np.ix_(free, fresh)] = True
    for kind in range(kinds):
        base = 1 + 4 * kind
        for before in (base, base + 1):
            follows[before, base + 1] = follows[before, base + 2] = True
    return follows, fresh, free
