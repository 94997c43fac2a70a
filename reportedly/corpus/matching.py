"""Two articles compared: which of their propositions report the same claim. Symmetric, and blind to all other articles,
so that the order in which articles come changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.corpus.compared import Compared, Floats
from reportedly.corpus.digest import Link
from reportedly.corpus.features import FEATURES, pairs_with
from reportedly.corpus.scorer import Scorer, scorer

SAME = 0.5
"""From this score on two reports hang together; whether they are of one claim, `MEAN` decides."""
MEAN = 0.22
"""Mean score between two groups of reports from which on they are one claim; chosen on our own stories, where
precision of pairs is about 0.7: what is joined should be right."""
RIVAL = 0.6
"""From this score on two propositions count the same thing, but for their figures."""
EXCLUDES = "another figure of the same thing"
HIDDEN = 0.05
"""Highest score of a pair that exclude each other: it is kept for that alone, and is no suggestion."""
_AT = {name: at for at, name in enumerate(FEATURES)}
_WHY = [_AT[name] for name in ("meaning", "mutual", "figure_same", "words", "both_names", "source")]
OPPOSING = 0.5
"""From this probability on one of a pair is said to deny what the other asserts."""
OPPOSED = "one denies what the other asserts"
SUGGESTED = 0.15
"""From this score on a pair is kept, and shown as likely."""


def links(one: Compared, other: Compared, judge: Scorer | None = None, least: float = SUGGESTED) -> Iterator[Link]:
    """All pairs worth keeping, of a score of `least` or more, each with the lesser number first and with why."""
    yield from links_with(one, [other], judge, least)


def links_with(
    one: Compared, others: Sequence[Compared], judge: Scorer | None = None, least: float = SUGGESTED
) -> Iterator[Link]:
    """The same of one article with each of several: at once, which is much quicker, and blind to each other."""
    judge = judge or scorer()
    numbers, features = pairs_with(one, others, glance=judge.glance if least >= SUGGESTED else None)
    if not len(numbers):
        return
    kept = np.flatnonzero(judge.may_reach(features, least) | apart(features))
    numbers, features = numbers[kept], features[kept]
    scores, opposed = judge(features)
    rival = rivals(features, judge)
    for at in np.flatnonzero((scores >= least) | rival).tolist():
        other, i, j = numbers[at].tolist()
        a, b = sorted((one.ids[i], others[other].ids[j]))
        score = min(float(scores[at]), HIDDEN) if rival[at] else float(scores[at])
        yield Link(a, b, round(score, 4), why(features[at], float(opposed[at]), bool(rival[at])))


def rivals(features: Floats, judge: Scorer) -> NDArray[np.bool_]:
    """Pairs that would be of one claim if their figures did not exclude each other: the same thing counted otherwise."""
    found = apart(features)
    if found.any():
        agreeing = features[found]
        agreeing[:, _AT["figure_differs"]], agreeing[:, _AT["numbers_differ"]] = 0, 0
        agreeing[:, _AT["figure_same"]] = 1
        found[found] = judge(agreeing)[0] >= RIVAL
    return found


def apart(features: Floats) -> NDArray[np.bool_]:
    """Pairs that count in one unit and to other figures."""
    differ: NDArray[np.bool_] = (features[:, _AT["figure_differs"]] > 0) & (features[:, _AT["same_unit"]] > 0)
    return differ


def why(row: Floats, opposed: float, rival: bool = False) -> tuple[str, ...]:
    """What spoke for a pair, in words with their values, OPPOSED and EXCLUDES among them where they hold."""
    meaning, mutual, same, words, names, source = row[_WHY].tolist()
    found = [f"meaning {meaning:.2f}"]
    if mutual == 2:
        found.append("nearest to each other in the two articles")
    if same:
        found.append("same figure" if same == 2 else "figures agree")
    if rival:
        found.append(EXCLUDES)
    if words >= 0.2:
        found.append(f"{words:.0%} of the words shared")
    if names:
        found.append(f"{names:.0f} names shared")
    if source:
        found.append("same source")
    if opposed >= OPPOSING:
        found.append(OPPOSED)
    return tuple(found)
