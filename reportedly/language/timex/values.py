"""What an expression of time means, given when the article was published and the date told last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from reportedly.language.timex.anchor import Anchor, Parts, Value, count
from reportedly.language.timex.relative import ago, before, every, half, length, this
from reportedly.language.timex.words import (
    ADVERBS,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONS,
    WEEKDAYS,
)  # fmt: skip


def value(rule: str, parts: Parts, anchor: Anchor) -> Value:
    """Type and TIMEX3 value; None where nothing is known to resolve it against."""
    return MEANINGS[rule](parts, anchor)


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _weekday(word: str) -> int:
    return WEEKDAYS[word.lower().rstrip(".")]


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
    "ago": ago,
    "before": before,
    "bareago": lambda p, a: ("DATE", "PAST_REF"),
    "recent": lambda p, a: ("DATE", "PAST_REF"),
    "coming": lambda p, a: ("DATE", "FUTURE_REF"),
    "now": lambda p, a: ("DATE", "PRESENT_REF"),
    "past": lambda p, a: ("DURATION", length(count(p["n"]), p["u"])),
    "this": this,
    "every": every,
    "adverb": lambda p, a: ("SET", ADVERBS[p["w"].lower()]),
    "span": lambda p, a: ("DURATION", length(count(p["n"]), p["u"])),
    "half": lambda p, a: ("DURATION", half(p["u"])),
    "bare": lambda p, a: ("DURATION", length(None, p["u"])),
    "year": lambda p, a: ("DATE", p["y"]),
}
