"""What two propositions of two articles have in common, as numbers for the scorer. Symmetric in the two articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.compared import Compared, Floats, Ints, Rows
from reportedly.corpus.nearness import relatedness
from reportedly.corpus.traits import HAPPENING, NAMES, NUMBERED, RARE, SOURCES, WORDS, in_common

FEATURES = (
    "meaning", "related", "support", "mutual", "margin", "figure_same", "figure_differs", "figure_one", "same_unit", "words", "stems",
    "both_names", "kind", "polarity", "source", "length", "both_quoted", "both_deny", "date_differs",
    "rare", "rare_shared", "numbers_shared", "numbers_differ", "happening", "happening_same", "shorter", "longer",
    "deny_least", "deny_most", "negated", "both_negated",
)  # fmt: skip
LEAST = 0.25
"""Cosine below which two propositions are not looked at."""
UNIT = np.float32(1 / 127**2)
"""What makes a cosine of the product of two vectors of length 127."""
AGREEING = 1.35
"""How many times larger a figure may be than an open bound that still means it."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What tells, before all features are worked out, which pairs cannot come to a score that is kept: a weighted sum of
    the first features, positive for those that may. Nearly all pairs of unrelated articles end here."""

    meaning: float
    mutual: float
    margin: float
    bias: float

    @property
    def least(self) -> float:
        """Cosine below which no pair passes."""
        return -(self.bias + 2 * self.mutual) / self.meaning

    def __call__(self, meaning: Floats, mutual: Floats, margin: Floats) -> NDArray[np.bool_]:
        """(pairs,) each."""
        passes: NDArray[np.bool_] = (
            self.meaning * meaning + self.mutual * mutual + self.margin * margin + self.bias >= 0
        )
        return passes


def pairs(one: Compared, other: Compared, least: float = LEAST) -> tuple[Ints, Floats]:
    """Which propositions are worth scoring, (pairs, 2) numbers in `one` and `other`, and (pairs, features)."""
    numbers, features = pairs_with(one, [other], least)
    return numbers[:, 1:], features


def pairs_with(
    one: Compared, others: Sequence[Compared], least: float = LEAST, glance: Glance | None = None
) -> tuple[Ints, Floats]:
    """The same of one article with each of several, each pair blind to all others: (pairs, 3) numbers of the other, in
    `one` and in that other; (pairs, features). Those that a glance leaves."""
    numbers = np.array([k for k, other in enumerate(others) if len(other.vectors)], dtype=np.int64)
    if not len(one.vectors) or not len(numbers):
        return np.zeros((0, 3), np.int64), np.zeros((0, len(FEATURES)), np.float32)
    told = [others[k] for k in numbers]
    sizes = np.array([len(other.vectors) for other in told])
    starts = np.cumsum(sizes) - sizes
    near = one.vectors @ np.concatenate([other.vectors for other in told]).T * UNIT
    best, best_there = np.maximum.reduceat(near, starts, axis=1), near.max(0)
    least = max(least, glance.least) if glance else least
    i, j = np.divmod(np.flatnonzero(near >= least), near.shape[1])
    owner = np.repeat(np.arange(len(told)), sizes)[j]
    score, most, most_there = near[i, j], best[i, owner], best_there[j]
    mutual = (score >= most).astype(np.float32) + (score >= most_there)
    margin = np.maximum(most, most_there) - score
    if glance is not None:
        kept = np.flatnonzero(glance(score, mutual, margin))
        i, j, owner, score, mutual, margin = (x[kept] for x in (i, j, owner, score, mutual, margin))
    used, place = np.unique(owner, return_inverse=True)
    if not len(used):
        return np.zeros((0, 3), np.int64), np.zeros((0, len(FEATURES)), np.float32)
    began = np.cumsum(sizes[used]) - sizes[used]
    a, b = one.rows.at(i), Rows.joined([told[k].rows for k in used]).at(j - starts[owner] + began[place])
    common = in_common(a.sets, b.sets).T
    a, b = a.turned(), b.turned()
    columns = [
        score,
        np.array([relatedness(one.named, other.named) for other in told])[owner],
        _support(best, best_there, starts, i, j, owner),
        mutual,
        margin,
        *_figures(a.figures, b.figures),
        common[WORDS] / np.maximum(a.counts[WORDS] + b.counts[WORDS] - common[WORDS], 1),
        _overlap(a, b, common, WORDS),
        common[NAMES],
        a.plain[0] == b.plain[0],
        a.plain[1] != b.plain[1],
        _overlap(a, b, common, SOURCES),
        np.abs(a.plain[2] - b.plain[2]),
        (a.plain[3] > 0) & (b.plain[3] > 0),
        np.abs(a.plain[4] - b.plain[4]),
        (a.plain[5] != b.plain[5]) & (a.plain[5] > 0) & (b.plain[5] > 0),
        _overlap(a, b, common, RARE),
        common[RARE],
        common[NUMBERED] > 0,
        (a.counts[NUMBERED] > 0) & (b.counts[NUMBERED] > 0) & (common[NUMBERED] == 0),
        (a.counts[HAPPENING] > 0) & (b.counts[HAPPENING] > 0),
        common[HAPPENING] > 0,
        np.minimum(a.plain[2], b.plain[2]),
        np.maximum(a.plain[2], b.plain[2]),
        np.minimum(a.plain[4], b.plain[4]),
        np.maximum(a.plain[4], b.plain[4]),
        a.plain[6] != b.plain[6],
        (a.plain[6] > 0) & (b.plain[6] > 0),
    ]
    features = np.empty((len(FEATURES), len(i)), np.float32)
    for row, column in zip(features, columns, strict=True):
        row[:] = column
    return np.stack([numbers[owner], i, j - starts[owner]], 1), features.T


def _support(best: Floats, best_there: Floats, starts: Ints, i: Ints, j: Ints, owner: Ints) -> Floats:
    """Of pairs, by their numbers and that of the other article: how near the two articles come elsewhere. Of the
    propositions of either article but those of the pair, how near the two nearest come to any of the other; the lesser
    of the two articles counts. Who has one sentence in common, or repeats it, is of another story.

    `best` (propositions, others), `best_there` (propositions of all others), where those of each other start."""
    theirs = np.zeros((len(starts), int(np.diff(starts, append=len(best_there)).max()) + 3), np.float32)
    for row, part in zip(theirs, np.split(best_there, starts[1:]), strict=True):
        row[: len(part)] = part
    ours = np.concatenate([best.T, np.zeros((len(starts), 3), np.float32)], axis=1)
    most, most_there = (-np.sort(-side, axis=1)[:, :3] for side in (ours, theirs))
    # Without its own: a value is all that is asked for, so that it does not matter which of equals goes.
    here, there = (
        (np.where(own >= top[:, 0], top[:, 1], top[:, 0]), np.where(own >= top[:, 1], top[:, 2], top[:, 1]))
        for own, top in ((best[i, owner], most[owner]), (best_there[j], most_there[owner]))
    )
    nearest: Floats = np.stack([np.minimum(*both) for both in zip(here, there, strict=True)]).mean(0)
    return nearest


def _overlap(a: Rows, b: Rows, common: NDArray[np.int16], which: int) -> NDArray[np.float64]:
    """How much of the smaller of two sets is in the other; 0 where one is empty."""
    least = np.minimum(a.counts[which], b.counts[which])
    share: NDArray[np.float64] = common[which] / np.maximum(least, 1)
    return share


def _figures(a: NDArray[np.float64], b: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Whether figures agree (2 where they are the same), differ, only one has one, and count in the same unit."""
    both = (a[0] > 0) & (b[0] > 0)
    low, high = np.maximum(a[1], b[1]), np.minimum(a[2], b[2])
    firm = [np.where(np.isinf(x[1]), x[2], x[1]) for x in (a, b)]
    # "at least 15" and 15 agree; "at least 15" and 400 do not: nobody who knows 400 says so.
    small, large = np.minimum(*firm), np.maximum(*firm)
    agree = both & (low <= high) & (large <= AGREEING * small + 1)
    exact = agree & (a[1] == b[1]) & (a[2] == b[2])
    unit = both & (a[3] == b[3])
    return [agree + exact.astype(np.float64), both & ~agree, (a[0] > 0) != (b[0] > 0), unit]
