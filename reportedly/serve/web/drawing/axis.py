"""Time along a line: where a moment stands, what is written below it, and where nothing happened for long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?", re.ASCII)
_STEPS = (
    *(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 180, 360, 720)),
    *(timedelta(days=days) for days in (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652, 18262)),
)
_EPOCH = datetime(1970, 1, 5, tzinfo=UTC)
"""A Monday: ticks of weeks stand on Mondays."""
_APART = 76.0
"""Units between two ticks, so that their words do not touch."""
_LONG = 0.3
"""A stretch in which nothing is, of this share of the whole, is drawn short."""
_BREAK = 44.0
"""Units of such a stretch."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was published: from `start` to before `end`, which are equal where a time of day is told.

    A time without a zone is taken for UTC.
    """

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across and what stands below it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A stretch from `at` to `at` + `width` that is drawn shorter than it was."""

    at: float
    width: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From `left` to `right`: `pieces` are stretches of time with where they begin and end."""

    pieces: tuple[tuple[datetime, datetime, float, float], ...]
    ticks: tuple[Tick, ...] = ()
    breaks: tuple[Break, ...] = ()

    def place(self, moment: datetime) -> float:
        """Where it stands; what lies outside stands at the end."""
        for since, until, left, right in self.pieces:
            if moment <= until:
                share = max((moment - since) / ((until - since) or timedelta(1)), 0.0)
                return round(left + share * (right - left), 1)
        return self.pieces[-1][3]


def moment(published: str | None) -> Moment | None:
    """Of a date or date-time as an article has it; None where it is none, or less exact than a day."""
    if published is None or not _WRITTEN.fullmatch(published):
        return None
    try:
        start = datetime.fromisoformat(published)
        start = (start if start.tzinfo else start.replace(tzinfo=UTC)).astimezone(UTC)
        return Moment(start, start if len(published) > 10 else start + timedelta(days=1))
    except (ValueError, OverflowError):
        return None


def axis(moments: Iterable[Moment], left: float, right: float) -> Axis | None:
    """For these moments; None where there are none."""
    ends = sorted({end for each in moments for end in (each.start, each.end)})
    if not ends:
        return None
    if len(ends) == 1:
        middle = ends[0]
        return Axis(
            ((middle, middle, (left + right) / 2, (left + right) / 2),), (Tick((left + right) / 2, _day(middle)),)
        )
    pieces, breaks = _pieces(ends, left, right)
    bare = Axis(pieces)
    return Axis(pieces, tuple(_ticks(bare, breaks)), breaks)


_Piece = tuple[datetime, datetime, float, float]


def _pieces(ends: Sequence[datetime], left: float, right: float) -> tuple[tuple[_Piece, ...], tuple[Break, ...]]:
    whole = ends[-1] - ends[0]
    # Of two ends alone, nothing is left to compare a stretch with.
    cut = [(a, b) for a, b in pairwise(ends) if len(ends) > 2 and b - a > _LONG * whole and b - a > timedelta(days=2)]
    even = whole - sum((b - a for a, b in cut), timedelta())
    unit = (right - left - _BREAK * len(cut)) / (even / timedelta(seconds=1)) if even else 0.0
    pieces: list[_Piece] = []
    breaks: list[Break] = []
    at, since = left, ends[0]
    for a, b in [*cut, (ends[-1], ends[-1])]:
        to = at + (a - since).total_seconds() * unit
        pieces.append((since, a, at, to))
        if b > a:
            pieces.append((a, b, to, to + _BREAK))
            breaks.append(Break(round(to, 1), _BREAK, f"{(b - a).days} days"))
            to += _BREAK
        at, since = to, b
    return tuple(pieces), tuple(breaks)


def _ticks(bare: Axis, breaks: Sequence[Break]) -> Iterator[Tick]:
    """At the finest step whose ticks do not crowd."""
    first, last = bare.pieces[0], bare.pieces[-1]
    shown = last[1] - first[0] - sum((b - a for a, b, *_ in bare.pieces if _is_break(bare, a, breaks)), timedelta())
    most = max((last[3] - first[2] - _BREAK * len(breaks)) / _APART, 1.0)
    step = next((step for step in _STEPS if shown / step <= most), _STEPS[-1])
    before, day = -_APART, None
    for since, until, *_ in bare.pieces:
        if _is_break(bare, since, breaks):
            continue
        moment = since if until == since else _EPOCH + -(-(since - _EPOCH) // step) * step
        while moment <= until:
            at = bare.place(moment)
            if at - before >= _APART or before < 0:
                yield Tick(at, _label(moment, step, moment.date() != day))
                before, day = at, moment.date()
            moment += step


def _is_break(bare: Axis, since: datetime, breaks: Sequence[Break]) -> bool:
    return any(a == since and each.at == round(left, 1) and b > a for a, b, left, _ in bare.pieces for each in breaks)


def _label(moment: datetime, step: timedelta, new_day: bool) -> str:
    if step >= timedelta(days=1):
        return _day(moment) if step < timedelta(days=300) else f"{moment:%Y}"
    day = f"{moment.day} {moment:%b}"
    if f"{moment:%H:%M}" == "00:00":
        return day
    return f"{day} {moment:%H:%M}" if new_day else f"{moment:%H:%M}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"
