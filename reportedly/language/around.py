"""The words around a cue among which its source and content are sought."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

REACH = 110  # words on either side of the cue; of PolNeAR's sources and contents 99.9 % lie nearer
_EDGES = np.array([1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 22, 28, 36, 46, 60, 80])
DISTANCES = 1 + 2 * len(_EDGES)


def around(cue: tuple[int, int], first: int, last: int) -> tuple[int, int]:
    """The words looked at for `cue`, both half-open, within `[first, last)`."""
    return max(first, cue[0] - REACH), min(last, cue[1] + REACH)


def distances(cue: tuple[int, int], first: int, last: int) -> NDArray[np.int64]:
    """For the words `[first, last)` the bucket of their distance to the cue, (last - first,) below DISTANCES; 0 inside the cue."""
    words = np.arange(first, last)
    after, before = words - cue[1] + 1, cue[0] - words
    bucket = np.searchsorted(_EDGES, np.maximum(after, before), side="right")
    return np.where(after > 0, bucket, np.where(before > 0, len(_EDGES) + bucket, 0)).astype(np.int64)
