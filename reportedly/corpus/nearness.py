"""Which articles are worth comparing. Rules of two articles alone, so that what else there is changes nothing."""

from __future__ import annotations

from collections.abc import Collection

DAYS = 30
"""How far apart two articles may lie that are compared because they share names."""
PART = 10
"""One in so many of the distinctive names of the article that has fewer must stand in the other too.

A short report names a handful, of which one will do; two long ones that each name forty share two or three by chance.
"""


def related(one: Collection[int], other: Collection[int]) -> bool:
    """Whether two articles share enough of their names (`Digest.names`) to be of one story."""
    return relatedness(frozenset(one), frozenset(other)) * PART >= 1


def relatedness(one: frozenset[int], other: frozenset[int]) -> float:
    """How many of the names of the article that has fewer are in the other, 0 to 1; 0 where one has none."""
    return len(one & other) / max(1, min(len(one), len(other)))
