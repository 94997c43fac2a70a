"""Events of an article."""

from __future__ import annotations

from reportedly.claims.context import Context
from reportedly.model import Event


def events(context: Context) -> tuple[Event, ...]:
    """All of one article, in order of their first span."""
    return ()
