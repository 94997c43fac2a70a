"""Reports by the beginning of their id."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.errors import ValueRefused
from reportedly.model import number_of

_SHOWN = 4


def numbers_of(beginning: str) -> tuple[int, int] | None:
    """Lowest and highest number of the reports whose id begins so; None where no id does."""
    beginning = beginning.strip().lower()
    if not 1 <= len(beginning) <= 16:
        return None
    try:
        return number_of(beginning.ljust(16, "0")), number_of(beginning.ljust(16, "f"))
    except ValueError:
        return None


def ambiguous(beginning: str, claims: Iterable[str]) -> ValueRefused:
    """That these claims, and perhaps more, have reports whose ids begin so."""
    named = sorted(claims)
    more = "…" if len(named) > _SHOWN else ""
    return ValueRefused(f"{beginning!r} begins the ids of reports of several claims: {', '.join(named[:_SHOWN])}{more}")
