"""What is put on one quantity, as intervals on one scale: by who says it, each in order of time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.corpus.series import Series, Value
from reportedly.language.inflect import plural
from reportedly.serve.items import number
from reportedly.serve.ledger.estimates import figure
from reportedly.serve.ledger.scale import Scale, scale

REACH = 1000
"""Units of the scale."""
_ROOM = 1.15
_APART = 150
"""Units between two ticks, so that their words do not touch."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across and its figure."""

    at: int
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A value: from `start` to `end`, which are equal for one figure. `first` says that its teller had none before."""

    value: Value
    figure: str
    start: int
    end: int
    open_start: bool
    open_end: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """All values in one unit."""

    unit: str
    logarithmic: bool
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]


def plot(found: Series) -> Plot:
    """Who spoke first stands first."""
    on = scale((bound for value in found.values for bound in _bounds(value)), REACH)
    return Plot(
        unit=plural(found.unit) if found.unit.islower() and found.unit.isalpha() else found.unit,
        logarithmic=on.logarithmic,
        ticks=tuple(_ticks(on)),
        bars=tuple(_bars(found.values, on)),
    )


def _bounds(value: Value) -> Iterator[float]:
    """With room for the arrow of one that is open above."""
    if value.low is not None:
        yield value.low
    if value.high is not None:
        yield value.high
    elif value.low is not None and value.low > 0:
        yield value.low * _ROOM


def _bars(values: Iterable[Value], on: Scale) -> Iterator[Bar]:
    tellers: dict[str, list[Value]] = {}
    for value in values:
        tellers.setdefault(value.told_by, []).append(value)
    for told in tellers.values():
        for place, value in enumerate(told):
            low, high = value.low, value.high
            yield Bar(
                value=value,
                figure=figure(low, high),
                start=0 if low is None else on.place(low),
                end=REACH if high is None else on.place(high),
                open_start=low is None,
                open_end=high is None,
                first=place == 0,
            )


def _ticks(on: Scale) -> Iterator[Tick]:
    before = -_APART
    for value in _steps(on):
        if on.least <= value <= on.most and (at := on.place(value)) - before >= _APART:
            yield Tick(at, number(value))
            before = at


def _steps(on: Scale) -> list[float]:
    """Round figures across the scale."""
    if on.logarithmic:
        return [0.0, *(10.0**power for power in range(math.ceil(math.log10(max(on.most, 1))) + 1))]
    span = on.most - on.least
    if not span or not math.isfinite(span):
        return [on.least]
    size = 10 ** math.floor(math.log10(span))
    step = next(size * part for part in (0.2, 0.5, 1, 2, 5) if span / (size * part) <= 6)
    first = math.ceil(on.least / step)
    return [round(step * (first + place), 10) for place in range(8)]
