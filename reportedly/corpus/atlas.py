"""Places across claims: how many reports name each, and of how many it is told that something happened there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.corpus.scenes import Spot


@dataclass(frozen=True, slots=True)
class Located:
    """A place by the name that most reports have for it. `claims` are ids, in the order in which they came; of `events` of
    the `reports` it is told that something happened there."""

    spot: Spot
    claims: tuple[str, ...]
    reports: int
    events: int


@dataclass(frozen=True, slots=True)
class Land:
    """A country (ISO 3166-1 alpha-3, empty for seas and what lies in none) with its places, most reports first. `claims`
    have any of them; a report that names two of them counts twice in `reports`."""

    country: str
    places: tuple[Located, ...]
    claims: int
    reports: int
    events: int


@dataclass(slots=True)
class _Count:
    names: Counter[Spot] = field(default_factory=Counter)
    claims: dict[str, None] = field(default_factory=dict)
    reports: int = 0
    events: int = 0


class Atlas:
    """Counts places as they are told of."""

    def __init__(self) -> None:
        self._places: dict[tuple[float, float, bool], _Count] = {}

    def add(self, claim: str, spot: Spot, reports: int, events: int) -> None:
        """That so many reports of a claim name it, and tell of an event there."""
        count = self._places.setdefault((spot.latitude, spot.longitude, spot.whole), _Count())
        count.names[spot] += reports
        count.claims[claim] = None
        count.reports += reports
        count.events += events

    def places(self) -> tuple[Located, ...]:
        """Most reports first."""
        made = [_located(count) for count in self._places.values()]
        return tuple(sorted(made, key=lambda p: (-p.reports, -p.events, p.spot)))


def lands(places: Iterable[Located]) -> tuple[Land, ...]:
    """By country, most reports first; what lies in none last."""
    found: dict[str, list[Located]] = {}
    for each in places:
        found.setdefault(each.spot.country, []).append(each)
    made = [_land(country, there) for country, there in found.items()]
    return tuple(sorted(made, key=lambda land: (not land.country, -land.reports, land.country)))


def _located(count: _Count) -> Located:
    spot = min(count.names, key=lambda each: (-count.names[each], each))
    return Located(spot, tuple(count.claims), count.reports, count.events)


def _land(country: str, places: Sequence[Located]) -> Land:
    claims = {claim for each in places for claim in each.claims}
    return Land(country, tuple(places), len(claims), sum(p.reports for p in places), sum(p.events for p in places))
