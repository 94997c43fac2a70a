"""Estimates of an article."""

from __future__ import annotations

from reportedly.claims.context import Context
from reportedly.model import Estimate


def estimates(context: Context) -> tuple[Estimate, ...]:
    """All of one article, in order of their first span."""
    return ()
