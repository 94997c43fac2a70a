"""Ids of claims, no longer than it takes to type them."""

from __future__ import annotations

from functools import lru_cache

from reportedly.errors import ValueRefused
from reportedly.store.protocol import Store

_LENGTHS = (6, 8, 10, 12)
"""Digits. Six tell 16 million apart: among a hundred thousand reports most need no more."""


class Short:
    """The beginning of a claim's id by which `Store.claim` finds it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._of = lru_cache(4096)(self._shortest)

    def __call__(self, claim: str) -> str:
        """The id itself where no shorter beginning will do."""
        return self._of(claim)

    def _shortest(self, claim: str) -> str:
        for length in _LENGTHS:
            try:
                if self._store.claim(claim[:length]) is not None:
                    return claim[:length]
            except ValueRefused:  # several claims begin so
                continue
        return claim
