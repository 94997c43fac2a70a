"""Expressions that count from another day, and lengths of time."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.language.timex.anchor import Anchor, Parts, Value, count, unit_of

HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y", "minute": "PT30S"}


def week(day: date) -> str:
    """ISO week, *2025-W28*."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def months(day: date, by: int) -> date:
    """The first of the month `by` months from a day's."""
    at = day.year * 12 + day.month - 1 + by
    return date(at // 12, at % 12 + 1, 1)


def shifted(at: date, number: int, unit: str) -> str | None:
    """A whole number of units from a day, at the unit's own precision."""
    if unit == "Y":
        return f"{at.year + number:04}"
    if unit == "DE":
        return f"{(at.year + 10 * number) // 10:03}"
    if unit == "CE":
        return f"{(at.year + 100 * number) // 100:02}"
    if unit == "M":
        return months(at, number).isoformat()[:7]
    if unit == "Q":
        there = months(at, 3 * number)
        return f"{there.year}-Q{(there.month + 2) // 3}"
    if unit in ("W", "WE"):
        return week(at + timedelta(weeks=number)) + ("-WE" if unit == "WE" else "")
    return (at + timedelta(days=number)).isoformat() if unit == "D" else None


def ago(p: Parts, a: Anchor) -> Value:
    """*Two weeks ago*, *a month later*."""
    number, unit, word = count(p["n"]), unit_of(p["u"]), p["w"].lower()
    if clock(p["u"]):
        return "TIME", None  # the hour that it counts from is not known
    if number is None or number != int(number):
        return "DATE", "PAST_REF" if word in ("ago", "earlier", "before that") else "FUTURE_REF"
    sign = -1 if word in ("ago", "earlier", "before that") else 1
    told = told_day(a) if word not in ("ago", "hence") else None
    at = told or a.now
    return "DATE", shifted(at, sign * int(number), unit) if at else None


def clock(word: str) -> bool:
    """Whether a unit is shorter than a day; the designator of minutes is that of months too."""
    return unit_of(word) in ("S", "H") or word.lower() == "minute"


def before(p: Parts, a: Anchor) -> Value:
    """*The year before*."""
    at = told_day(a)
    return "DATE", shifted(at, -1 if p["w"].lower() == "before" else 1, unit_of(p["u"])) if at else None


def told_day(a: Anchor) -> date | None:
    """The date told last, its missing month and day the first ones."""
    for length, rest in ((10, ""), (7, "-01"), (4, "-01-01")):
        try:
            return date.fromisoformat((a.told or "")[:length] + rest)
        except ValueError:
            continue
    return None


def this(p: Parts, a: Anchor) -> Value:
    """*Last week*, *that year*, *the following day*."""
    word, unit = p["w"].lower(), unit_of(p["u"])
    last = word.split()[-1]
    fromtold = last in ("that", "same", "following", "preceding") or word == "the previous"
    if clock(p["u"]):
        return "DATE", "PRESENT_REF" if word == "this" else None
    if fromtold:
        at = a.last if unit == "D" else told_day(a)
        step = {"following": 1, "preceding": -1, "previous": -1}.get(last, 0)
        return "DATE", shifted(at, step, unit) if at else None
    if word in ("the past", "this past", "the next", "the coming") and unit not in ("WE", "D"):
        return "DURATION", length(1, p["u"])
    if word == "the next" and unit == "D":
        at = a.last or a.now
        return "DATE", shifted(at, 1, unit) if at else None
    if a.now is None:
        return "DATE", None
    if unit == "WE":
        return "DATE", weekend(word, a)
    return "DATE", shifted(a.now, {"last": -1, "next": 1, "coming": 1, "past": -1}.get(last, 0), unit)


def weekend(word: str, a: Anchor) -> str:
    """*this weekend*, told on a Monday of something done, is the one just over."""
    assert a.now is not None
    inside = a.now.isoweekday() >= 6
    last = word.split()[-1]
    back = last in ("last", "past") or (last == "this" and not inside and not a.future and a.now.isoweekday() <= 3)
    step = 1 if last in ("next",) else -1 if back else 0
    return week(a.now + timedelta(weeks=step)) + "-WE"


def length(number: float | None, word: str) -> str:
    """An ISO 8601 duration; X where nobody counts."""
    unit = unit_of(word)
    shown = "X" if number is None else f"{number:g}"
    if unit in ("DE", "CE") and number is not None:
        return f"P{number * (10 if unit == 'DE' else 100):g}Y"
    if word.lower() == "fortnight" and number is not None:
        return f"P{2 * number:g}W"
    return f"P{'T' if clock(word) else ''}{shown}{unit}"


def half(word: str) -> str | None:
    """*Half an hour*."""
    return HALVES.get(word.lower())


def every(p: Parts, a: Anchor) -> Value:
    """*Every other day*, *twice a week*."""
    number = 2 if "o" in p else count(p["n"]) if "n" in p else 1
    return "SET", length(number, p.get("u") or p["v"])
