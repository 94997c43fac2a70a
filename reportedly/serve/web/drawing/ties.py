"""Who is tied to whom: names on the left and on the right, lines between them as thick as they are often told."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

ROW = 30
TOP = 14
LEFT, RIGHT = 36.0, 64.0
"""Percent of the width where lines begin and end: the names stand on either side of them."""
_LEAST, _MOST = 1.0, 9.0
"""Pixels of a line."""


@dataclass(frozen=True, slots=True)
class Tie:
    """From one to another; `strong` is the part of `weight` that is drawn dark. `kind` is a class of the stylesheet."""

    left: Hashable
    right: Hashable
    weight: int
    strong: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody, by key, and how much comes together there."""

    key: Hashable
    y: int
    weight: int


@dataclass(frozen=True, slots=True)
class Line:
    """A tie with its ends and thickness in pixels."""

    tie: Tie
    start: int
    end: int
    width: float
    strong: float


@dataclass(frozen=True, slots=True)
class Ties:
    """All of it. `left_out` is how many ties are not drawn."""

    height: int
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int


def ties(every: Sequence[Tie], most: int) -> Ties:
    """The heaviest so many on each side, and all that is between them."""
    right = _heaviest([(tie.right, tie.weight) for tie in every], most)
    held = [tie for tie in every if tie.right in right]
    left = _heaviest([(tie.left, tie.weight) for tie in held], most)
    kept = [tie for tie in held if tie.left in left]
    right = {key: weight for key, weight in right.items() if any(tie.right == key for tie in kept)}
    order = list(left)
    # Who is tied to the same stands near them, so that fewer lines cross.
    others = sorted(right, key=lambda key: _middle([t for t in kept if t.right == key], order))
    rows = max(len(left), len(right))
    starts, ends = _rows(order, rows), _rows(others, rows)
    heaviest = max((tie.weight for tie in kept), default=1)
    lines = [
        Line(t, starts[t.left], ends[t.right], _width(t.weight, heaviest), _width(t.strong, heaviest))
        for t in sorted(kept, key=lambda t: -t.weight)
    ]
    return Ties(
        height=rows * ROW + TOP,
        left=tuple(Node(key, starts[key], left[key]) for key in order),
        right=tuple(Node(key, ends[key], right[key]) for key in others),
        lines=tuple(lines),
        left_out=len(every) - len(kept),
    )


def _heaviest(told: Sequence[tuple[Hashable, int]], most: int) -> Mapping[Hashable, int]:
    count: Counter[Hashable] = Counter()
    for key, weight in told:
        count[key] += weight
    return dict(count.most_common(most))


def _middle(tied: Sequence[Tie], order: Sequence[Hashable]) -> float:
    total = sum(tie.weight for tie in tied)
    return sum(order.index(tie.left) * tie.weight for tie in tied) / total if total else 0.0


def _rows(keys: Sequence[Hashable], rows: int) -> dict[Hashable, int]:
    """Spread over the whole height."""
    apart = rows * ROW / max(len(keys), 1)
    return {key: round(TOP + (at + 0.5) * apart) for at, key in enumerate(keys)}


def _width(weight: int, heaviest: int) -> float:
    return round(max(math.sqrt(weight / heaviest) * _MOST, _LEAST), 1) if weight else 0.0
