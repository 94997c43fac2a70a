"""Who does what to whom across claims, by pair of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportedly.model.found import EventType, Factuality

Pair = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """What one does to the other, and in how many claims and reports."""

    type: EventType
    factuality: Factuality
    claims: int
    reports: int


@dataclass(frozen=True, slots=True)
class Dealing:
    """What one actor (id, None where nobody is named) does to another. `kinds` are in order of reports, most first;
    `claims` and `reports` are those of which it is not told that nothing was done."""

    actor: str | None
    recipient: str | None
    kinds: tuple[Kind, ...]
    claims: int
    reports: int


@dataclass(slots=True)
class _Count:
    claims: set[str] = field(default_factory=set)
    by_kind: dict[tuple[EventType, Factuality], set[str]] = field(default_factory=dict)
    reports: Counter[tuple[EventType, Factuality]] = field(default_factory=Counter)


class Dealings:
    """Counts deeds as they are told of."""

    def __init__(self) -> None:
        self._pairs: dict[Pair, _Count] = {}

    def add(self, claim: str, type_: EventType, factuality: Factuality, pair: Pair, reports: int) -> None:
        """That so many reports of a claim tell of it."""
        count, kind = self._pairs.setdefault(pair, _Count()), (type_, factuality)
        count.by_kind.setdefault(kind, set()).add(claim)
        count.reports[kind] += reports
        if factuality != "denied":
            count.claims.add(claim)

    def pairs(self) -> tuple[Dealing, ...]:
        """Those in which both are named first, then most reports."""

        def rank(each: Dealing) -> tuple[bool, int, int, str, str]:
            named = each.actor is not None and each.recipient is not None
            return not named, -each.reports, -each.claims, each.actor or "", each.recipient or ""

        return tuple(sorted(self._made(), key=rank))

    def _made(self) -> Iterator[Dealing]:
        for (actor, recipient), count in self._pairs.items():
            kinds = [Kind(*kind, len(count.by_kind[kind]), reports) for kind, reports in count.reports.items()]
            kinds.sort(key=lambda kind: (-kind.reports, kind.type, kind.factuality))
            done = sum(kind.reports for kind in kinds if kind.factuality != "denied")
            yield Dealing(actor, recipient, tuple(kinds), len(count.claims), done)
