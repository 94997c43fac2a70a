"""Two articles compared: which of their propositions report the same claim. Symmetric, and blind to all other articles,
so that the order in which articles come changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.corpus.digest import Link
from reportedly.corpus.features import FEATURES, Compared, Floats, pairs
from reportedly.corpus.scorer import Scorer, scorer

SAME = 0.5
"""From this score on two reports count as of one claim."""
SUGGESTED = 0.3
"""From this score on a pair is kept, and shown as likely."""


def links(one: Compared, other: Compared, judge: Scorer | None = None) -> Iterator[Link]:
    """All pairs worth keeping, each with the lesser number first and with why."""
    numbers, features = pairs(one, other)
    if not len(numbers):
        return
    scores = (judge or scorer())(features)
    for (i, j), row, score in zip(numbers.tolist(), features, scores.tolist(), strict=True):
        if score >= SUGGESTED:
            a, b = sorted((one.digest.told[i].id, other.digest.told[j].id))
            yield Link(a, b, round(score, 4), why(row))


def why(row: Floats) -> tuple[str, ...]:
    """What spoke for a pair, in words with their values."""
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
    if value["polarity"]:
        found.append("one of them denies")
    return tuple(found)
