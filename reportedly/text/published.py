"""When an article was published: the one form that the package accepts."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from reportedly.errors import ValueRefused

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)

_RFC_822 = re.compile(
    r"(?:[A-Z]{3,9}\.?,?\s+)?(?P<day>\d{1,2}\s+[A-Z]{3})[A-Z]{0,6}\.?\s+(?P<year>\d{4}|\d\d)"
    r"(?:\s+(?P<time>\d\d?:\d\d)(?P<seconds>:\d\d)?(?:\s+(?P<zone>\S{1,9}))?)?",
    re.ASCII | re.IGNORECASE,
)


def check_date(text: str) -> str:
    """`text` as an ISO 8601 date (`2025-07-14`) or date-time with an optional zone (`2025-07-14T08:30+09:00`).

    The precision and the zone stay as given; only blanks around it go and a blank before the time becomes `T`.
    Raises ValueRefused for anything else: no day is invented for *July 2025*.
    """
    given = text.strip()
    if not _ISO.fullmatch(given):
        raise ValueRefused(
            f"{text[:40]!r} is no date: expected year-month-day as in ISO 8601, e.g. --published 2025-07-14"
        )
    try:
        datetime.fromisoformat(given.upper())
    except ValueError as error:
        raise ValueRefused(
            f"{text[:40]!r} is no date of the calendar ({error}): expected e.g. --published 2025-07-14"
        ) from error
    return given.upper().replace(" ", "T")


def told_date(text: str) -> str | None:
    """What a feed or an agency says, in ISO 8601 or as in mail (`Mon, 14 Jul 2025 08:30 GMT`), as `check_date` gives it.

    None where it is no date. Seconds and zones that are not said are not made up, nor is a time: an unknown
    abbreviation of a zone is left out.
    """
    match = _RFC_822.fullmatch(text.strip())
    try:
        return _of_mail(match) if match else check_date(text)
    except (ValueError, ValueRefused):
        return None


def _of_mail(match: re.Match[str]) -> str:
    """Raises ValueError for a day that the calendar does not have."""
    time = f"{match['time'] or '00:00'}{match['seconds'] or ':00'}"
    read = parsedate_to_datetime(f"{match['day']} {match['year']} {time} {match['zone'] or '-0000'}")
    if match["time"] is None:
        return read.date().isoformat()
    return read.isoformat(timespec="seconds" if match["seconds"] else "minutes")
