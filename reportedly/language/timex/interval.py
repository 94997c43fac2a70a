"""TIMEX3 values as intervals of days: a month is a month long, and no day in it is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}
"""The month with which each begins; northern, as TIMEX3 has no others."""
_VALUE = re.compile(
    r"""(?P<day>\d{4}-\d\d-\d\d)(?:T.*)?
      | (?P<week>\d{4})-W(?P<number>\d\d)(?:-(?P<weekend>WE))?
      | (?P<year_of_season>\d{4})-(?P<season>[A-Z]\w)
      | (?P<month>\d{4}-\d\d)
      | (?P<years>\d{2,4})""",
    re.X,
)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `first` to `last`, both included, as precise as told."""

    first: date
    last: date
    precision: str


def interval(value: str | None) -> Interval | None:
    """The days that a TIMEX3 value means; None where it names none (durations, sets, *recently*, relative ones)."""
    found = _VALUE.fullmatch(value or "")
    try:
        return _interval(found) if found else None
    except (ValueError, OverflowError):  # a thirteenth month, the year 0000, or the end of the last year
        return None


def _interval(found: re.Match[str]) -> Interval | None:
    if found["day"]:
        day = date.fromisoformat(found["day"])
        return Interval(day, day, "day")
    if found["week"]:
        begin = 6 if found["weekend"] else 1
        year, number = int(found["week"]), int(found["number"])
        return Interval(date.fromisocalendar(year, number, begin), date.fromisocalendar(year, number, 7), "week")
    if found["season"]:
        if found["season"] not in _SEASONS:
            return None
        year, month = int(found["year_of_season"]), _SEASONS[found["season"]]
        length = 6 if found["season"].startswith("H") else 3
        return Interval(date(year, month, 1), _month_after(year, month, length) - _DAY, "season")
    if found["month"]:
        year, month = map(int, found["month"].split("-"))
        return Interval(date(year, month, 1), _month_after(year, month, 1) - _DAY, "month")
    digits = found["years"]  # fewer than four: a decade (199), a century (19)
    first, last = (int(digits.ljust(4, fill)) for fill in "09")
    return Interval(date(first, 1, 1), date(last, 12, 31), ("century", "decade", "year")[len(digits) - 2])


def _month_after(year: int, month: int, months: int) -> date:
    ahead = month - 1 + months
    return date(year + ahead // 12, ahead % 12 + 1, 1)
