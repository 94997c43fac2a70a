"""Dates as they are written, as whole numbers that sort as they do: 2031-01-15T08:30 → 20310115083000."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from reportedly.errors import ValueRefused

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?)?)?", re.ASCII)
_HIGHEST = (9999, 12, 31, 24, 59, 60)
_DIGITS = 14
UNDATED = 0
_BEHIND = "~"
"""Sorts behind whatever may stand in a date."""


@lru_cache(1 << 16)
def written(text: str | None) -> int:
    """Its number, the first instant of what it means; `UNDATED` where it is None or no date."""
    return _number(text, "0") or UNDATED


def since(text: str) -> int:
    """The lowest number that is not before. Raises ValueRefused where it is no date."""
    return _asked(text, "0")


def until(text: str) -> int:
    """The highest number that is not after: the end of the day, where a day is given. Raises ValueRefused."""
    return _asked(text, "9")


def _asked(text: str, rest: str) -> int:
    number = _number(text, rest)
    if number is None:
        raise ValueRefused(f"{text!r} is no date; expected one like 2031-01-15, 2031-01 or 2031-01-15T08:30")
    return number


def _number(text: str | None, rest: str) -> int | None:
    match = _WRITTEN.match(text or "")
    if match is None or (match.end() < len(match.string) and match[4] is None):
        return None
    parts = [part for part in match.groups() if part]
    if any(int(part) > highest for part, highest in zip(parts, _HIGHEST, strict=False)) or "00" in parts[1:3]:
        return None
    return int("".join(parts).ljust(_DIGITS, rest))


def from_text(text: str) -> str:
    """The lowest date, as dates are kept, that is not before: `since` for whom they are texts. Raises ValueRefused."""
    since(text)
    return _canonical(text)


def until_text(text: str) -> str:
    """The highest one that is not after. Raises ValueRefused."""
    until(text)
    return _canonical(text) + _BEHIND


def _canonical(text: str) -> str:
    """The part that counts, in the form of `Article.published`."""
    match = _WRITTEN.match(text)
    assert match is not None
    day = "-".join(part for part in match.groups()[:3] if part)
    time = ":".join(part for part in match.groups()[3:] if part)
    return f"{day}T{time}" if time else day


def now() -> str:
    """The time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
