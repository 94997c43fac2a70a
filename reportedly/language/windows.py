"""An article cut into windows that the network can see at once.

Contents never cross a paragraph in PolNeAR and sources seldom do, so windows hold whole paragraphs where they
can. Each window owns the words that it decides on and sees some more on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

OWN, LEFT, RIGHT = 320, 64, 32  # word pieces; with the two ends below the encoder's 512


class Window(NamedTuple):
    """Word numbers, half-open: it sees `[first, last)` and decides on `[own_first, own_last)`."""

    first: int
    last: int
    own_first: int
    own_last: int


def cut(sizes: Sequence[int], paragraph: Sequence[int], own: int = OWN, left: int = LEFT, right: int = RIGHT) -> list[Window]:
    """Windows that together own every word once, in order.

    `sizes[i]` is the number of pieces of word i, `paragraph[i]` the number of its paragraph (not falling).
    No window sees more than `own + left + right` pieces, but for a single word that is larger.
    """
    total = [0, *accumulate(sizes)]
    windows, start = [], 0
    while start < len(sizes):
        end = _reach(total, start, own)
        if end < len(sizes) and paragraph[end] != paragraph[start] and paragraph[end] == paragraph[end - 1]:
            end = _first_of_paragraph(paragraph, end)
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


def _first_of_paragraph(paragraph: Sequence[int], word: int) -> int:
    while paragraph[word - 1] == paragraph[word]:
        word -= 1
    return word
