"""Where the marks of a figure stand, in percent of its width, so that it fits any screen and needs no script.

What a figure shows stands in a table beside it too.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.language.inflect import plural
from reportedly.language.timex.interval import Interval, interval
from reportedly.model import Estimate, Reading
from reportedly.serve.items import bounds, number, sections, told_by

_MARGIN = 3.0
"""Percent of the width that stays free on each side, for arrows and halves of ticks."""
_THINNEST = 0.8
"""Percent; a day among centuries must still be seen."""
_APART = 16.0
"""Percent between two ticks, so that their words do not touch on a phone."""
_LABEL = 46
"""Characters of a label that fit a phone."""
_WIDE = 50
"""Where the largest figure is so many times the smallest, the scale is logarithmic."""
_AWAY = ((7, "1 week"), (30, "1 month"), (365, "1 year"), (3652, "10 years"), (36525, "100 years"))
"""Days before and after publication, and what the tick says."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A mark from `start` to `end`, in percent. `open_start` and `open_end` go on beyond: an arrow."""

    label: str
    title: str
    start: float
    end: float
    open_start: bool = False
    open_end: bool = False

    @property
    def width(self) -> float:
        """Never so thin that nobody sees it."""
        return round(max(self.end - self.start, _THINNEST), 2)

    @property
    def point(self) -> bool:
        """Whether it is one value."""
        return self.start == self.end and not (self.open_start or self.open_end)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the figure and what it stands for."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Bars below each other, and the ticks behind them."""

    name: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def timeline(reading: Reading) -> Figure | None:
    """The dates as bars, the earliest first; the further from publication, the closer together they stand.

    News tell of this week and of the last century: on an even scale one of them would be a dot.
    """
    (found, *_) = sections(reading, ["dates"]) or (None,)
    if found is None:
        return None
    dated = [(days, item) for item in found.items if (days := interval(item.facts[0]))]
    if not dated:
        return None
    dated.sort(key=lambda pair: (pair[0].first, pair[0].last))
    published = interval((reading.article.published or "")[:10])
    now = published.first if published else max(days.last for days, _ in dated)
    place = _scale([_away(day, now) for days, _ in dated for day in (days.first, _end(days))] + [0.0])
    bars = tuple(
        Bar(
            _short(item.line),
            f"{item.facts[0]} ({days.precision}): {item.words}",
            place(_away(days.first, now)),
            place(_away(_end(days), now)),
        )
        for days, item in dated
    )
    ticks = [Tick(place(0.0), "published" if published else str(now))]
    ticks += [
        Tick(place(sign * _log(days)), mark + name) for days, name in _AWAY for sign, mark in ((-1, "−"), (1, "+"))
    ]
    return Figure("Timeline", bars, tuple(_apart(ticks)))


def estimate_figures(reading: Reading) -> tuple[Figure, ...]:
    """One figure for each unit in which there are at least two estimates, with what each source says."""
    units: dict[str, list[Estimate]] = {}
    for found in reading.estimates:
        if any(bound is not None for bound in (found.low, found.high)) and _finite(found):
            units.setdefault(found.unit, []).append(found)
    return tuple(_figure(unit, items) for unit, items in units.items() if len(items) > 1)


def _figure(unit: str, items: list[Estimate]) -> Figure:
    values = [bound for item in items for bound in (item.low, item.high) if bound is not None]
    smallest = min((value for value in values if value > 0), default=1.0)
    wide = min(values) >= 0 and max(values) / smallest > _WIDE
    scaled: Callable[[float], float] = math.log1p if wide else float
    top = 100.0 if unit == "percent" and min(values) >= 0 and max(values) <= 100 else max(values)
    place = _scale([scaled(min(0.0, *values)), scaled(top), scaled(top)])
    bars = []
    for item in sorted(items, key=lambda item: " ".join(item.quantity.casefold().split())):
        low, high = item.low, item.high
        if low is not None and high is not None and low > high:
            low, high = high, low
        told = f"{bounds(item)}: {' '.join(item.quantity.split())}"
        source = told_by(item.chain)
        bars.append(
            Bar(
                _short(f"{told.split(':')[0]} · {source.split(' › ')[-1]}"),
                f"{told}, according to {source}",
                _MARGIN / 2 if low is None else place(scaled(low)),
                100 - _MARGIN / 2 if high is None else place(scaled(high)),
                low is None,
                high is None,
            )
        )
    steps = [0.0, *(10.0**n for n in range(len(f"{top:.0f}") + 1))] if wide else [top * n / 4 for n in range(5)]
    ticks = [Tick(place(scaled(step)), number(float(f"{step:.3g}"))) for step in reversed(steps) if step <= top]
    return Figure(plural(unit) if unit.islower() and unit.isalpha() else unit, tuple(bars), tuple(_apart(ticks)))


def _scale(values: list[float]) -> Callable[[float], float]:
    """From a value to its place in percent, for what lies among `values`."""
    least, most = min(values), max(values)
    span = (most - least) or 1.0
    return lambda value: round(_MARGIN + (value - least) / span * (100 - 2 * _MARGIN), 2)


def _away(day: date, now: date) -> float:
    days = (day - now).days
    return math.copysign(_log(abs(days)), days)


def _log(days: int) -> float:
    return math.log1p(days / 2)


def _end(days: Interval) -> date:
    """Where a bar of whole days ends: with the next day."""
    return days.last + timedelta(days=1) if days.last < date.max else days.last


def _apart(ticks: list[Tick]) -> Iterator[Tick]:
    """Those inside the figure that do not touch one before them."""
    kept: list[Tick] = []
    for tick in ticks:
        if 0 <= tick.at <= 100 and all(abs(tick.at - other.at) >= _APART for other in kept):
            kept.append(tick)
            yield tick


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def _finite(found: Estimate) -> bool:
    return all(math.isfinite(bound) for bound in (found.low, found.high) if bound is not None)
