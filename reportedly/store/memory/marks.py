"""What persons say of what was found, in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager

from reportedly.corpus.digest import Link
from reportedly.corpus.marks import Mark
from reportedly.store.marking import Likely
from reportedly.store.memory.asked import found
from reportedly.store.memory.tables import Tables


class Marks:
    """See `store.marking`."""

    _tables: Tables

    def _change(self) -> AbstractContextManager[Tables]:
        raise NotImplementedError

    def mark(self, marks: Sequence[Mark]) -> int:
        """See `Marking`."""
        with self._change() as tables:
            new = {mark.id: mark for mark in marks if mark.id not in tables.marks}
            tables.marks.update(new)
            tables.unheeded.update(dict.fromkeys(new))
            return len(new)

    def marks(self, articles: Collection[str] | None = None) -> list[Mark]:
        """See `Marking`."""
        every = self._tables.marks.values()
        about = [m for m in every if articles is None or any(place.article in articles for place in m.places)]
        return sorted(about, key=lambda mark: (mark.made, mark.id))

    def marked(self, mark: str) -> Mark | None:
        """See `Marking`."""
        return self._tables.marks.get(mark)

    def unheeded(self, most: int) -> list[Mark]:
        """See `Marking`."""
        return [self._tables.marks[id_] for id_ in self._tables.unheeded][:most]

    def heed(self, marks: Collection[Mark], reports: Collection[int]) -> None:
        """See `Marking`."""
        with self._change() as tables:
            tables.mark(report for report in reports if report in tables.reports)
            for mark in marks:
                tables.unheeded.pop(mark.id, None)

    def likely(self, likely: Likely) -> list[Link]:
        """See `Marking`."""
        tables = self._tables
        claims: set[str] | None = None
        if likely.asked is not None:
            last = None if likely.asked.most is None else likely.asked.skip + likely.asked.most
            claims = {claim.id for claim in found(tables, likely.asked)[likely.asked.skip : last]}
        places = {report: place for place, report in enumerate(tables.reports)}

        def wanted(link: Link) -> bool:
            ends = [tables.claim_of.get(end) for end in (link.a, link.b)]
            if not likely.least <= link.score < likely.below or (claims is not None and claims.isdisjoint(ends)):
                return False
            return likely.joined is None or (None not in ends and (ends[0] == ends[1]) is likely.joined)

        def order(link: Link) -> tuple[float, int, int]:
            first, second = sorted((places[link.a], places[link.b]))
            return round(abs(link.score - likely.near), 6), first, second

        ranked = sorted(filter(wanted, tables.links.values()), key=order)
        return ranked[likely.skip : likely.skip + likely.most]
