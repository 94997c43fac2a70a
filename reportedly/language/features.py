"""What the network is told of a word besides its pieces: letter case, quotation marks, place in the layout.

The encoder is uncased and sees one window; these three small numbers give back what that loses.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

CASES = 7  # lower, Title, UPPER, mIxed, with a digit, punctuation, other (no case)
QUOTES = 4  # outside, inside, opening mark, closing mark
LAYOUTS = 8  # paragraph's number (0, 1, 2 to 3, later) and whether the word is its first

OPENING, CLOSING, EITHER = "“«„", "”»", '"'


class Features(NamedTuple):
    """Three arrays of shape (words,), int64, with values below CASES, QUOTES and LAYOUTS; and the paragraphs."""

    case: NDArray[np.int64]
    quote: NDArray[np.int64]
    layout: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    """(words,) the number of the paragraph that each word stands in, from 0."""


def features(words: Sequence[str], starts: Sequence[bool]) -> Features:
    """`starts[i]` says whether a paragraph begins at word i; the first word always begins one."""
    begins = np.array(starts, dtype=bool)
    if len(begins):
        begins[0] = True
    paragraph = np.cumsum(begins) - 1
    place = np.minimum(paragraph - (paragraph > 2), 3)
    if not paragraph.any():
        place = np.full_like(place, 3)  # a single paragraph is no headline
    return Features(
        np.array([case(w) for w in words], dtype=np.int64),
        quotes(words, begins),
        (2 * place + begins).astype(np.int64),
        paragraph.astype(np.int64),
    )


def case(word: str) -> int:
    """The class of the word's letters, below CASES."""
    if word.islower():
        return 0
    if any(c.isdigit() for c in word):
        return 4
    if word.istitle():
        return 1
    if word.isupper():
        return 2
    if not any(c.isalpha() for c in word):
        return 5
    return 3 if any(c.isupper() for c in word) else 6


def quotes(words: Sequence[str], starts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Whether each word stands in double quotation marks, (words,) int64 below QUOTES.

    A quotation ends with its paragraph: where it goes on, the next paragraph opens it again.
    """
    state = np.zeros(len(words), dtype=np.int64)
    inside = False
    for i, word in enumerate(words):
        if starts[i]:
            inside = False
        mark = word if len(word) == 1 else word[:1] if word in ("``", "''") else ""
        if mark and (mark in OPENING or mark == "`" or (mark in EITHER and not inside)):
            inside, state[i] = True, 2
        elif mark and (mark in CLOSING or mark in EITHER or (mark == "'" and word == "''")):
            inside, state[i] = False, 3
        elif inside:
            state[i] = 1
    return state
