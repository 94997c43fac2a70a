"""Commitments of an article."""

from __future__ import annotations

from reportedly.claims.context import Context
from reportedly.model import Commitment


def commitments(context: Context) -> tuple[Commitment, ...]:
    """All of one article, in order of their first span."""
    return ()
