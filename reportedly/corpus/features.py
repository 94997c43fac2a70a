"""What two propositions of two articles have in common, as numbers for the scorer. Symmetric in the two articles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.digest import Digest, Told
from reportedly.corpus.words import STEM, words
from reportedly.text.language import stop_words

FEATURES = (
    "meaning", "article", "mutual", "margin", "figure_same", "figure_differs", "figure_one", "same_unit", "words", "stems",
    "both_names", "kind", "polarity", "source", "days", "length", "both_quoted", "both_deny", "date_differs",
)  # fmt: skip
LEAST = 0.25
"""Cosine below which two propositions are not looked at."""
Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Compared:
    """A digest with what comparing needs more than once. Safe to keep as long as the digest is the same."""

    digest: Digest

    @cached_property
    def vectors(self) -> Floats:
        """(reports, D), of length 1."""
        return self.digest.vectors.astype(np.float32) / np.float32(127)

    @cached_property
    def whole(self) -> Floats:
        """(D,)."""
        return self.digest.whole.astype(np.float32) / np.float32(127)

    @cached_property
    def bags(self) -> list[frozenset[str]]:
        """The content words of each proposition, cut to stems."""
        common = stop_words()
        return [frozenset(w[:STEM] for w in words(t.quote) if w not in common) for t in self.digest.told]

    @cached_property
    def names(self) -> list[frozenset[str]]:
        """Stems of the names in each proposition."""
        forms = self.digest.forms
        return [
            frozenset(w[:STEM] for i in t.forms for w in words(forms[i].name) if len(w) > 2) for t in self.digest.told
        ]

    @cached_property
    def sources(self) -> list[frozenset[str]]:
        """Stems of the words for who says each, all along its chain."""
        return [
            frozenset(w[:STEM] for hop in t.chain for w in words(hop.label or "") if w not in stop_words())
            for t in self.digest.told
        ]


def pairs(one: Compared, other: Compared, least: float = LEAST) -> tuple[Ints, Floats]:
    """Which propositions are worth scoring, (pairs, 2) numbers in `one` and `other`, and (pairs, features)."""
    if not len(one.vectors) or not len(other.vectors):
        return np.zeros((0, 2), np.int64), np.zeros((0, len(FEATURES)), np.float32)
    near = one.vectors @ other.vectors.T
    numbers = np.argwhere(near >= least)
    if not len(numbers):
        return numbers, np.zeros((0, len(FEATURES)), np.float32)
    best_row, best_column = near.max(1), near.max(0)
    article = float(one.whole @ other.whole)
    days = _days(one.digest, other.digest)
    rows = []
    for i, j in numbers.tolist():
        a, b = one.digest.told[i], other.digest.told[j]
        score = float(near[i, j])
        top = max(float(best_row[i]), float(best_column[j]))
        row = [score, article, float(score >= best_row[i]) + float(score >= best_column[j]), top - score]
        row += _figures(a, b)
        row += [_jaccard(one.bags[i], other.bags[j]), _overlap(one.bags[i], other.bags[j])]
        row += [float(len(one.names[i] & other.names[j]))]
        row += [
            float(a.kind == b.kind),
            float(a.polarity != b.polarity),
            _overlap(one.sources[i], other.sources[j]),
            days,
        ]
        row += [abs(np.log((len(a.quote) + 10) / (len(b.quote) + 10)))]
        row += [float(a.quoted and b.quoted), abs(a.denial - b.denial), _dates(a, b)]
        rows.append(row)
    return numbers, np.array(rows, dtype=np.float32)


def compatible(a: Told, b: Told) -> bool | None:
    """Whether two figures can be of one quantity at one time; None where one has none or the units differ."""
    if not (_counted(a) and _counted(b)):
        return None
    if a.unit != b.unit and {a.unit, b.unit} & {"percent"}:
        return None
    low = max(-np.inf if x.low is None else x.low for x in (a, b))
    high = min(np.inf if x.high is None else x.high for x in (a, b))
    if low > high:
        return False
    # "at least 15" and 15 agree; "at least 15" and 400 do not: nobody who knows 400 says so.
    firm = [x.low if x.low is not None else x.high for x in (a, b)]
    small, large = sorted(float(n) for n in firm if n is not None)
    return large <= 1.35 * small + 1


def _counted(told: Told) -> bool:
    return told.low is not None or told.high is not None


def _figures(a: Told, b: Told) -> list[float]:
    agree = compatible(a, b)
    exact = agree is True and (a.low, a.high) == (b.low, b.high)
    one = _counted(a) != _counted(b)
    same_unit = agree is not None and a.unit == b.unit
    return [float(agree is True) + float(exact), float(agree is False), float(one), float(same_unit)]


def _dates(a: Told, b: Told) -> float:
    """1 where both tell a day and the days differ."""
    days = [(t.date or "")[:10] for t in (a, b)]
    return float(all(len(d) == 10 for d in days) and days[0] != days[1])


def _days(one: Digest, other: Digest) -> float:
    if one.day is None or other.day is None:
        return 0.0
    return min(abs(one.day - other.day), 60) / 10


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
