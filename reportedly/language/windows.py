"""An article cut into windows that the network can see at once.

Contents never cross a paragraph in PolNeAR and sources seldom do, so windows hold whole paragraphs where they
can, else whole sentences. Each window owns the words that it decides on and sees some more on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

OWN, LEFT, RIGHT = 384, 48, 24  # word pieces; with the two ends below the encoder's 512
STOPS = frozenset((".", "!", "?", "…", ".”", '."'))
CLOSERS = frozenset(("”", '"', "’", "'", ")", "]", "''"))


class Window(NamedTuple):
    """Word numbers, half-open: it sees `[first, last)` and decides on `[own_first, own_last)`."""

    first: int
    last: int
    own_first: int
    own_last: int


def breaks(words: Sequence[str], paragraph: Sequence[int]) -> list[int]:
    """How good it is to cut before each word: 2 where a paragraph begins, 1 after a full stop, else 0."""
    found = [2] * len(words)
    for i in range(1, len(words)):
        if paragraph[i] == paragraph[i - 1]:
            before = words[i - 2] if words[i - 1] in CLOSERS and i > 1 else words[i - 1]
            found[i] = int(before in STOPS and words[i] not in CLOSERS)
    return found


def cut(
    sizes: Sequence[int], breaks: Sequence[int], own: int = OWN, left: int = LEFT, right: int = RIGHT
) -> list[Window]:
    """Windows that together own every word once, in order.

    `sizes[i]` is the number of pieces of word i, `breaks` as the function of that name gives it.
    No window sees more than `own + left + right` pieces, but for a single word that is larger.
    """
    total = [0, *accumulate(sizes)]
    windows, start = [], 0
    while start < len(sizes):
        end = _back_to_break(breaks, start, _reach(total, start, own))
        first, last = start, end
        while first > 0 and total[start] - total[first - 1] <= left:
            first -= 1
        while last < len(sizes) and total[last + 1] - total[end] <= right:
            last += 1
        windows.append(Window(first, last, start, end))
        start = end
    return windows


def _reach(total: Sequence[int], start: int, own: int) -> int:
    end = start + 1
    while end < len(total) - 1 and total[end + 1] - total[start] <= own:
        end += 1
    return end


def _back_to_break(breaks: Sequence[int], start: int, end: int) -> int:
    if end == len(breaks):
        return end
    for least in (2, 1):
        for at in range(end, start, -1):
            if breaks[at] >= least:
                return at
    return end
