"""When an article was published: the one form that the package accepts."""

from __future__ import annotations

import re
from datetime import datetime

from reportedly.errors import ValueRefused

_ISO = re.compile(
    r"\d{4}-\d\d-\d\d"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
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
