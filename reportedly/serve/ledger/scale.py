"""Figures on one scale, and drawn in characters: intervals below each other."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.serve.items import number

WIDTH = 14
"""Characters of a drawing."""
_ARROWS = 2
"""Characters on the right that only arrows of open intervals reach."""
_WIDE = 50
"""Where the largest figure is so many times the smallest, the scale is logarithmic."""
Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Scale:
    """From `least` (0, or the lowest below it) to `most` on `reach` + 1 characters, or what else is counted."""

    least: float
    most: float
    logarithmic: bool
    reach: int

    def place(self, value: float) -> int:
        """The character on which a value stands, from 0."""
        if math.isinf(value):
            share = 1.0 if value > 0 else 0.0
        elif self.logarithmic:
            share = math.log1p(value) / math.log1p(self.most)
        else:
            share = (value - self.least) / ((self.most - self.least) or 1.0)
        return round(share * self.reach)

    def header(self) -> str:
        """The two ends as figures, with what makes it no even scale between them."""
        left, right = number(self.least), number(self.most)
        between = self.reach + 1 - len(left) - len(right)
        middle = "log".center(between) if self.logarithmic and between >= 5 else " " * max(between, 1)
        return left + middle + right


def drawn(bounds: Iterable[Bounds], width: int = WIDTH) -> tuple[str, list[str]]:
    """A header, and below it `●` for one value, `├──┤` for a closed interval, `├──▶` and `◀──┤` for open ones."""
    every = list(bounds)
    on = scale([value for pair in every for value in pair if value is not None], width - 1 - _ARROWS)
    return on.header(), [_drawn(low, high, on, width) for low, high in every]


def _drawn(low: float | None, high: float | None, on: Scale, width: int) -> str:
    if low is None and high is None:
        return ""
    first = 0 if low is None else on.place(low)
    last = width - 1 if high is None else on.place(high)
    begin, end = ("◀" if low is None else "├"), ("▶" if high is None else "┤")
    if first >= last:
        return " " * last + ("●" if low is not None and high is not None else begin)
    return " " * first + begin + "─" * (last - first - 1) + end


def scale(values: Iterable[float], reach: int) -> Scale:
    """For what lies among these; logarithmic where they are far apart."""
    finite = [value for value in values if math.isfinite(value)]
    least, most = min(0.0, *finite, 0.0), max(0.0, *finite, 0.0)
    smallest = min((value for value in finite if value > 0), default=1.0)
    return Scale(least, most, least >= 0 and most / smallest > _WIDE, reach)
