"""A place in a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open `[start, end)` in Unicode code points of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def hold(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    """Whether every one of `inner` lies inside one of `outer`; false where `inner` is empty."""
    outer, inner = list(outer), list(inner)
    return bool(inner) and all(any(o.holds(i) for o in outer) for i in inner)
