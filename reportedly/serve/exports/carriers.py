"""Which claim a place of an article belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.model import Interval, Span, Status
from reportedly.serve.exports.chosen import Chosen


@dataclass(frozen=True, slots=True)
class Weight:
    """What a claim rests on; shared by all its reports."""

    claim: str
    status: Status
    independent_origins: Interval


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report, as much of it as is kept for each of a corpus (about 150 bytes)."""

    span: Span
    origin: str | None
    weight: Weight


class Carriers:
    """All reports of the chosen claims by article: one pass over the claims instead of a question an article."""

    def __init__(self, chosen: Chosen) -> None:
        self._by_article: dict[str, list[Carrier]] = {}
        for claim in chosen.claims():
            weight = Weight(claim.id, claim.status, claim.independent_origins)
            for report in claim.reports:
                self._by_article.setdefault(report.article, []).append(Carrier(report.span, report.origin, weight))

    def of(self, article: str, places: Iterable[Span]) -> Carrier | None:
        """The report that holds the first of `places` that any holds, else one that shares a character with one."""
        kept = self._by_article.get(article, ())
        places = list(places)
        for place in places:
            for each in kept:
                if each.span.holds(place):
                    return each
        return next((each for place in places for each in kept if each.span.meets(place)), None)
