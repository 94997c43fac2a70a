"""What every store does with what persons say of its findings: the part of `protocol.Store` that is about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reportedly.corpus.digest import Link
from reportedly.corpus.marks import Mark

if TYPE_CHECKING:
    from reportedly.store.protocol import Asked


@dataclass(frozen=True, slots=True)
class Likely:
    """Which pairs of reports are wanted to be looked at: those with `least` <= score < `below` and, where `asked` is
    given, a report in one of the claims that it asks for (in whatever order, however many).

    `joined` says that the two are of one claim now, or that they are not; None is both. Those come first whose score is
    nearest to `near`, and of equals those whose reports came first.
    """

    near: float
    least: float = 0.0
    below: float = 2.0
    joined: bool | None = None
    asked: Asked | None = None
    most: int = 20
    skip: int = 0


class Marking(Protocol):
    """What persons said is kept, and waits to be heeded by who settles (`growing`)."""

    def mark(self, marks: Sequence[Mark]) -> int:
        """Keep what persons said; what was said already, to the letter, is not kept twice. How many were kept. They are
        unheeded until `heed` says otherwise."""

    def marks(self, articles: Collection[str] | None = None) -> list[Mark]:
        """All, or those about one of these articles (by id), oldest first."""

    def marked(self, mark: str) -> Mark | None:
        """One by its id."""

    def unheeded(self, most: int) -> list[Mark]:
        """In order of coming, at most so many."""

    def heed(self, marks: Collection[Mark], reports: Collection[int]) -> None:
        """These reports, as far as they are there, become dirty for what these marks say, and the marks are heeded."""

    def likely(self, likely: Likely) -> list[Link]:
        """Links that ask for a look; in order of `Likely`. Raises ValueRefused as `claims` does."""
