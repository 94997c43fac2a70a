"""Where claims lie, when it was, and who does what to whom in them, in memory: worked out when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from reportedly.corpus.scenes import Scene, Spot, scenes
from reportedly.corpus.timeline import happened
from reportedly.model import Claim, number_of
from reportedly.model.found import EventType, Factuality
from reportedly.store.memory.asked import found, shown
from reportedly.store.memory.tables import Tables
from reportedly.store.protocol import Asked
from reportedly.store.sights import Doing, Sighting, When


class Seen:
    """See `store.sights`."""

    _tables: Tables

    def sightings(self, asked: Asked) -> list[Sighting]:
        """See `Sights`."""
        sightings: list[Sighting] = []
        for claim, told in _scenes(self._tables, asked):
            reports: Counter[Spot] = Counter(spot for scene in told for spot in (*scene.events_at, *scene.named))
            events: Counter[Spot] = Counter(spot for scene in told for spot in scene.events_at)
            sightings += [Sighting(claim, spot, reports[spot], events[spot]) for spot in sorted(reports)]
        return sightings

    def doings(self, asked: Asked) -> list[Doing]:
        """See `Sights`."""
        tables, doings = self._tables, list[Doing]()
        for claim, told in _scenes(tables, asked):
            counted: Counter[tuple[EventType, Factuality, str, str]] = Counter()
            for scene in told:
                counted.update(
                    {
                        (deed.type, deed.factuality, tables.actor(deed.actor), tables.actor(deed.recipient))
                        for deed in scene.deeds
                    }
                )
            for (type_, factuality, actor, recipient), reports in sorted(counted.items()):
                if actor != recipient:
                    doings.append(Doing(claim, type_, factuality, actor or None, recipient or None, reports))
        return doings

    def happened(self, asked: Asked, when: When) -> Iterator[Claim]:
        """See `Sights`."""
        dated = _dated(self._tables, asked, when)
        page = dated[asked.skip : None if asked.most is None else asked.skip + asked.most]
        return (shown(self._tables, claim) for _, _, _, claim in page)

    def how_many_happened(self, asked: Asked, when: When) -> int:
        """See `Sights`."""
        return len(_dated(self._tables, asked, when))


def _dated(tables: Tables, asked: Asked, when: When) -> list[tuple[date, date, int, Claim]]:
    first, last = when.first, when.last
    every = ((claim, happened(claim)) for claim in found(tables, asked))
    dated = [(d.first, d.last, number_of(c.id), c) for c, d in every if d and d.last >= first and d.first <= last]
    return sorted(dated, key=lambda each: each[:3], reverse=when.newest)


def _scenes(tables: Tables, asked: Asked) -> Iterator[tuple[str, list[Scene]]]:
    """The claims asked for, by id, with the scenes of their reports."""
    by_article: dict[str, dict[int, Scene]] = {}
    last = None if asked.most is None else asked.skip + asked.most
    for claim in found(tables, asked)[asked.skip : last]:
        told = []
        for report in map(number_of, (report.id for report in claim.reports)):
            article = tables.reports[report]
            if article not in by_article:
                reading = tables.articles[article].versions[-1][1]
                by_article[article] = {scene.report: scene for scene in scenes(reading)}
            if report in by_article[article]:
                told.append(by_article[article][report])
        yield claim.id, told
