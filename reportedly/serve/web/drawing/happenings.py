"""When things happened against when they were reported: bars as long as their dates are vague, on one axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from reportedly.corpus.timeline import Moment
from reportedly.language.timex.interval import interval
from reportedly.serve.ledger.timeline import reported
from reportedly.serve.web.drawing.axis import Axis, axis
from reportedly.serve.web.drawing.axis import Moment as Stretch
from reportedly.serve.web.drawing.axis import moment as instant

WIDTH = 560.0
"""Pixels that the drawing has on a desk, about: so far apart stand the ticks. Places are percent of whatever it has."""
_EDGE = 14.0
"""Of them left free at either end, for marks are as wide on both sides of their place, and arrows go on beyond it."""
_WEEK = timedelta(days=8)
_LEAST = 1.2
"""Percent of the shortest bar: a day in a span of years must be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From `start` on, `width` wide; percent. `earlier` and `later`: it goes on beyond the beginning or end of the axis."""

    start: float
    width: float
    earlier: bool = False
    later: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A claim: `told` is its date in words, `happened` where it lies, `others` other dates that are told of it; `first`
    and `last` where its reports begin and end, None where they are undated; `reported` says the same in words."""

    moment: Moment
    told: str
    reported: str
    happened: Bar
    others: tuple[Bar, ...]
    first: float | None
    last: float | None


@dataclass(frozen=True, slots=True)
class Lane:
    """Rows that have something in common, which is empty where nothing was asked for."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it; places of the axis are percent."""

    lanes: tuple[Lane, ...]
    axis: Axis | None


def happenings(moments: Sequence[Moment], lane: Callable[[Moment], str]) -> Drawing:
    """Of these, in their order; `lane` says in which each stands, the lane of the first is first."""
    line = axis(_wanted([stretch for each in moments for stretch in _stretches(each)]), _EDGE, WIDTH - _EDGE)
    if line is None:
        return Drawing((), None)
    lanes: dict[str, list[Row]] = {}
    for each in moments:
        lanes.setdefault(lane(each), []).append(_row(each, line))
    return Drawing(tuple(Lane(label, tuple(rows)) for label, rows in lanes.items()), _percent(line))


def _wanted(stretches: Sequence[Stretch]) -> list[Stretch]:
    """What the axis must hold: all up to a week long. A year beside days of one week would leave a dot of them; its bar
    runs on beyond the ends. Where all are so long, all of them."""
    exact = [each for each in stretches if each.end - each.start <= _WEEK]
    return exact or list(stretches)


def _stretches(moment: Moment) -> Iterator[Stretch]:
    yield _stretch(moment.first, moment.last)
    yield from _reported(moment)


def _stretch(first: str, last: str) -> Stretch:
    return Stretch(_at(date.fromisoformat(first)), _at(_after(date.fromisoformat(last))))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _reported(moment: Moment) -> Iterator[Stretch]:
    for published in dict.fromkeys((moment.first_reported, moment.last_reported)):
        if (when := instant(published)) is not None:
            yield when


def _row(moment: Moment, line: Axis) -> Row:
    when = [_share(line, each.start) for each in _reported(moment)]
    return Row(
        moment,
        told(moment),
        reported(moment),
        _bar(moment.first, moment.last, line),
        tuple(_other(moment.others, line)),
        when[0] if when else None,
        when[-1] if when else None,
    )


def _other(values: Iterable[str], line: Axis) -> Iterator[Bar]:
    for value in values:
        if (days := interval(value)) is not None:
            yield _bar(str(days.first), str(days.last), line)


def _bar(first: str, last: str, line: Axis) -> Bar:
    stretch = _stretch(first, last)
    start, end = _share(line, stretch.start), _share(line, stretch.end)
    width = max(round(end - start, 2), _LEAST)
    earlier, later = stretch.start < line.pieces[0][0], stretch.end > line.pieces[-1][1]
    return Bar(min(start, _share(line, line.pieces[-1][1]) - width), width, earlier, later)


def _share(line: Axis, moment: datetime) -> float:
    return round(line.place(moment) / WIDTH * 100, 2)


def _percent(line: Axis) -> Axis:
    ticks = tuple(replace(tick, at=round(tick.at / WIDTH * 100, 2)) for tick in line.ticks)
    breaks = tuple(
        replace(each, at=round(each.at / WIDTH * 100, 2), width=round(each.width / WIDTH * 100, 2))
        for each in line.breaks
    )
    return replace(line, ticks=ticks, breaks=breaks)


_TOLD: Mapping[str, Callable[[str, str], str]] = {
    "day": lambda first, last: first,
    "week": lambda first, last: f"{first} to {last}",
    "month": lambda first, last: first[:7],
    "season": lambda first, last: f"{first[:7]} to {last[:7]}",
    "year": lambda first, last: first[:4],
    "decade": lambda first, last: f"{first[:4]}s",
    "century": lambda first, last: f"{first[:4]} to {last[:4]}",
}
_PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night"}


def told(moment: Moment) -> str:
    """Its date as exactly as it is told, and no more."""
    words = _TOLD[moment.precision](moment.first, moment.last)
    part = _PARTS.get(moment.date.partition("T")[2], "") if moment.precision == "day" else ""
    return f"{words}, {part}" if part else words
