"""What an expression of time means, given when the article was published and the date told last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.language.timex.words import (
    ADVERBS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    SEASONS,
    UNITS,
    WEEKDAYS,
)  # fmt: skip
from reportedly.model.found import DateType

Parts = dict[str, str]
Value = tuple[DateType, str | None]


@dataclass(frozen=True)
class Anchor:
    """What an expression is resolved against.

    `now` is the day of publication, `told` the value of the date told last, `future` whether the verb looks ahead,
    `near` the year that the neighbourhood speaks of where it is not that of publication.
    """

    now: date | None
    told: str | None = None
    future: bool = False
    near: int | None = None

    def day(self) -> date | None:
        """The day told last, where it was told to the day."""
        try:
            return date.fromisoformat((self.told or "")[:10])
        except ValueError:
            return None


def value(rule: str, parts: Parts, anchor: Anchor) -> Value:
    """Type and TIMEX3 value; None where nothing is known to resolve it against."""
    return MEANINGS[rule](parts, anchor)


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _weekday(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


def _count(word: str) -> float | None:
    word = word.lower()
    tens, _, ones = word.partition("-")
    if word in NUMBERS:
        return NUMBERS[word]
    if tens in NUMBERS and ones in NUMBERS:
        return NUMBERS[tens] + NUMBERS[ones]
    try:
        return float(word)
    except ValueError:
        return None


def _unit(word: str) -> str:
    return UNITS[word.lower()]


def week(day: date) -> str:
    """ISO week, *2025-W28*."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def months(day: date, by: int) -> date:
    """The first of the month `by` months from a day's."""
    at = day.year * 12 + day.month - 1 + by
    return date(at // 12, at % 12 + 1, 1)


def _shifted(at: date, number: int, unit: str) -> str | None:
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


def _year_of(month: int, day: int | None, anchor: Anchor) -> int | None:
    """The year of a month told without: the nearest in the verb's direction."""
    if anchor.near:
        return anchor.near
    if anchor.now is None:
        return None
    now = (anchor.now.month, anchor.now.day if day else 0)
    if anchor.future:
        return anchor.now.year + ((month, day or 0) < now)
    return anchor.now.year - ((month, day or 0) > now)


def _written(year: int | None, month: int, day: int | None = None) -> str:
    return f"{year or 'XXXX'}-{month:02}" + (f"-{day:02}" if day else "")


def _calendar(p: Parts, a: Anchor) -> Value:
    month, day = _month(p["m"]), int(p["d"].rstrip("stndrh"))
    return _in_part(_written(int(p["y"]) if "y" in p else _year_of(month, day, a), month, day), p.get("p"))


def _in_part(day: str | None, part: str | None) -> Value:
    if part is None or day is None:
        return "DATE", day
    return "TIME", f"{day}T{PARTS[part.lower()]}"


def _slash(p: Parts, a: Anchor) -> Value:
    first, second, year = int(p["a"]), int(p["b"]), int(p["y"])
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    if first > 12 >= second:
        first, second = second, first
    elif second <= 12 and first != second:
        return "DATE", f"{year}"  # 7/12 may be either
    return "DATE", _written(year, first, second) if 0 < first <= 12 and 0 < second <= 31 else f"{year}"


def _this_month(p: Parts, a: Anchor) -> Value:
    month, word = _month(p["m"]), p["w"].lower()
    if a.now is None or word.split()[-1] in ("that", "same", "following", "preceding"):
        return "DATE", _written(_told_year(a), month)
    if word in ("this", "this past", "this coming"):
        return "DATE", _written(a.now.year, month)
    ahead = word.split()[-1] in ("next", "coming")
    year = a.now.year + (month <= a.now.month) if ahead else a.now.year - (month >= a.now.month)
    return "DATE", _written(year, month)


def _told_year(a: Anchor) -> int | None:
    text = (a.told or "")[:4]
    return int(text) if text.isdigit() and len(text) == 4 else a.now.year if a.now else None


def _quarter(p: Parts, a: Anchor) -> Value:
    number = (
        int(p["q"])
        if "q" in p
        else {"f": 1, "s": 2, "t": 3}[p["n"][0].lower()]
        if p["n"][0].isalpha()
        else int(p["n"][0])
    )
    number = 4 if p.get("n", "").lower() == "fourth" else number
    year = p.get("y") or p.get("z") or (str(a.now.year) if a.now else None)
    return "DATE", f"{year or 'XXXX'}-Q{number}"


STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(p: Parts, a: Anchor) -> Value:
    if "y" in p:
        return "DATE", f"{p['y']}-{SEASONS[p['t'].lower()]}"
    season, word = SEASONS[p["s"].lower()], p["w"].lower()
    if a.now is None:
        return "DATE", None
    begun = a.now.month >= STARTS[season]
    if word.split()[-1] in ("next", "coming"):
        return "DATE", f"{a.now.year + begun}-{season}"
    if word.split()[0] == "last":
        over = a.now.month >= STARTS[season] + 3
        return "DATE", f"{a.now.year - (not over)}-{season}"
    return "DATE", f"{_told_year(a) if word.split()[-1] in ('that', 'same') else a.now.year}-{season}"


def _century(p: Parts, a: Anchor) -> Value:
    word = p["n"].lower()
    number = int(word.rstrip("stndrh")) if word[0].isdigit() else ORDINALS[word]
    return "DATE", f"{number - 1:02}"


def _on_weekday(p: Parts, a: Anchor) -> Value:
    number = _weekday(p["d"])
    if "e" in p:
        return "SET", f"XXXX-WXX-{number}"
    if a.now is None:
        return _in_part(f"XXXX-WXX-{number}", p.get("p"))
    word = p.get("w", "").lower().split()[-1:] or [""]
    back = (a.now.isoweekday() - number) % 7
    if word[0] in ("last", "previous", "past"):
        day = a.now - timedelta(back or 7)
    elif word[0] in ("next", "coming"):
        day = a.now + timedelta((-back) % 7 or 7)
    elif word[0] == "following" and a.day():
        told = a.day()
        assert told is not None
        day = told + timedelta((number - told.isoweekday()) % 7 or 7)
    else:
        day = a.now + timedelta((-back) % 7) if a.future else a.now - timedelta(back)
    return _in_part(day.isoformat(), p.get("p"))


DEICTIC = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _deictic(p: Parts, a: Anchor) -> Value:
    word = p["d"].lower()
    day = (a.now + timedelta(DEICTIC[word])).isoformat() if a.now else None
    return _in_part(day, "night" if word == "tonight" else p.get("p"))


def _day_part(p: Parts, a: Anchor) -> Value:
    back = timedelta(1 if p["w"].lower() == "last" else 0)
    return _in_part((a.now - back).isoformat() if a.now else None, p["p"])


def _clock(p: Parts, a: Anchor) -> Value:
    if "w" in p:
        hour, minute = (12, "00") if p["w"].lower() == "noon" else (24, "00")
    elif "i" in p:
        hour, minute = int(p["i"]), p["n"]
    else:
        hour, minute = int(p["h"]) % 12 + (12 if p["x"][0] in "pP" else 0), p.get("m", "00")
    day = a.day() or a.now
    return "TIME", f"{day.isoformat() if day else ''}T{hour:02}:{minute}"


def _ago(p: Parts, a: Anchor) -> Value:
    number, unit, word = _count(p["n"]), _unit(p["u"]), p["w"].lower()
    if number is None or number != int(number):
        return "DATE", "PAST_REF" if word in ("ago", "earlier", "before that") else "FUTURE_REF"
    sign = -1 if word in ("ago", "earlier", "before that") else 1
    told = _told_day(a) if word not in ("ago", "hence") else None
    at = told or a.now
    return "DATE", _shifted(at, sign * int(number), unit) if at else None


def _before(p: Parts, a: Anchor) -> Value:
    at = _told_day(a)
    return "DATE", _shifted(at, -1 if p["w"].lower() == "before" else 1, _unit(p["u"])) if at else None


def _told_day(a: Anchor) -> date | None:
    """The date told last, its missing month and day the first ones."""
    for length, rest in ((10, ""), (7, "-01"), (4, "-01-01")):
        try:
            return date.fromisoformat((a.told or "")[:length] + rest)
        except ValueError:
            continue
    return None


def _this(p: Parts, a: Anchor) -> Value:
    word, unit = p["w"].lower(), _unit(p["u"])
    last = word.split()[-1]
    fromtold = last in ("that", "same", "following", "preceding") or word == "the previous"
    if unit in ("S", "H") or (unit == "M" and p["u"].lower() == "minute"):
        return "DATE", "PRESENT_REF" if word == "this" else None
    if fromtold:
        at = _told_day(a)
        step = {"following": 1, "preceding": -1, "previous": -1}.get(last, 0)
        return "DATE", _shifted(at, step, unit) if at else None
    if word in ("the past", "this past", "the next", "the coming") and unit not in ("WE", "D"):
        if word == "the next" and _told_day(a) and unit == "D":
            return "DATE", _shifted(_told_day(a) or date.min, 1, unit)
        return "DURATION", _length(1, p["u"])
    if word == "the next" and unit == "D":
        at = _told_day(a) or a.now
        return "DATE", _shifted(at, 1, unit) if at else None
    if a.now is None:
        return "DATE", None
    if unit == "WE":
        return "DATE", _weekend(word, a)
    return "DATE", _shifted(a.now, {"last": -1, "next": 1, "coming": 1, "past": -1}.get(last, 0), unit)


def _weekend(word: str, a: Anchor) -> str:
    """*this weekend*, told on a Monday of something done, is the one just over."""
    assert a.now is not None
    inside = a.now.isoweekday() >= 6
    last = word.split()[-1]
    back = last in ("last", "past") or (last == "this" and not inside and not a.future and a.now.isoweekday() <= 3)
    step = 1 if last in ("next",) else -1 if back else 0
    return week(a.now + timedelta(weeks=step)) + "-WE"


def _length(number: float | None, word: str) -> str:
    """An ISO 8601 duration; X where nobody counts."""
    unit = _unit(word)
    shown = "X" if number is None else f"{number:g}"
    if unit in ("DE", "CE") and number is not None:
        return f"P{number * (10 if unit == 'DE' else 100):g}Y"
    if word.lower() == "fortnight" and number is not None:
        return f"P{2 * number:g}W"
    timed = unit in ("S", "H") or word.lower() == "minute"
    return f"P{'T' if timed else ''}{shown}{unit}"


def _every(p: Parts, a: Anchor) -> Value:
    number = 2 if "o" in p else _count(p["n"]) if "n" in p else 1
    return "SET", _length(number, p.get("u") or p["v"])


def _lone_month(p: Parts, a: Anchor) -> Value:
    month = _month(p["m"])
    return "DATE", _written(_year_of(month, None, a), month)


MEANINGS: dict[str, Callable[[Parts, Anchor], Value]] = {
    "iso": lambda p, a: ("TIME", f"{p['v']}T{p['t']}") if "t" in p else ("DATE", p["v"]),
    "mdy": _calendar,
    "dmy": _calendar,
    "slash": _slash,
    "my": lambda p, a: ("DATE", _written(int(p["y"]), _month(p["m"]))),
    "thism": _this_month,
    "stagem": _lone_month,
    "month": _lone_month,
    "quarter": _quarter,
    "season": _season,
    "decade": lambda p, a: ("DATE", p["y"] if "y" in p else f"19{p['s']}"),
    "century": _century,
    "weekday": _on_weekday,
    "deictic": _deictic,
    "dayparts": _day_part,
    "clock": _clock,
    "ago": _ago,
    "before": _before,
    "bareago": lambda p, a: ("DATE", "PAST_REF"),
    "recent": lambda p, a: ("DATE", "PAST_REF"),
    "coming": lambda p, a: ("DATE", "FUTURE_REF"),
    "now": lambda p, a: ("DATE", "PRESENT_REF"),
    "past": lambda p, a: ("DURATION", _length(_count(p["n"]), p["u"])),
    "this": _this,
    "every": _every,
    "adverb": lambda p, a: ("SET", ADVERBS[p["w"].lower()]),
    "span": lambda p, a: ("DURATION", _length(_count(p["n"]), p["u"])),
    "bare": lambda p, a: ("DURATION", _length(None, p["u"])),
    "year": lambda p, a: ("DATE", p["y"]),
}
