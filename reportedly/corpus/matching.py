"""Two articles compared: which of their propositions report the same claim. Symmetric, and blind to all other articles,
so that the order in which articles come changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from reportedly.corpus.digest import Link
from reportedly.corpus.features import FEATURES, Compared, Floats, pairs
from reportedly.corpus.scorer import Scorer, scorer

SAME = 0.5
"""From this score on two reports count as of one claim."""
OPPOSING = 0.5
"""From this probability on one of a pair is said to deny what the other asserts."""
OPPOSED = "one denies what the other asserts"
SUGGESTED = 0.3
"""From this score on a pair is kept, and shown as likely."""


def links(one: Compared, other: Compared, judge: Scorer | None = None, least: float = SUGGESTED) -> Iterator[Link]:
    """All pairs worth keeping, of a score of `least` or more, each with the lesser number first and with why."""
    numbers, features = pairs(one, other)
    if not len(numbers):
        return
    scores, opposed = (judge or scorer())(features)
    for at in np.flatnonzero(scores >= least).tolist():
        i, j = numbers[at].tolist()
        a, b = sorted((one.digest.told[i].id, other.digest.told[j].id))
        yield Link(a, b, round(float(scores[at]), 4), why(features[at], float(opposed[at])))


def why(row: Floats, opposed: float) -> tuple[str, ...]:
    """What spoke for a pair, in words with their values; the last is OPPOSED where one denies what the other asserts."""
    value = dict(zip(FEATURES, row.tolist(), strict=True))
    found = [f"meaning {value['meaning']:.2f}"]
    if value["mutual"] == 2:
        found.append("nearest to each other in the two articles")
    if value["figure_same"]:
        found.append("same figure" if value["figure_same"] == 2 else "figures agree")
    if value["figure_differs"]:
        found.append("figures differ")
    if value["words"] >= 0.2:
        found.append(f"{value['words']:.0%} of the words shared")
    if value["both_names"]:
        found.append(f"{value['both_names']:.0f} names shared")
    if value["source"]:
        found.append("same source")
    if opposed >= OPPOSING:
        found.append(OPPOSED)
    return tuple(found)
