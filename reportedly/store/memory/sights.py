"""Where claims lie and who does what to whom in them, in memory: worked out when it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from reportedly.corpus.scenes import Scene, Spot, scenes
from reportedly.model import number_of
from reportedly.model.found import EventType, Factuality
from reportedly.store.memory.asked import found
from reportedly.store.memory.tables import Tables
from reportedly.store.protocol import Asked
from reportedly.store.sights import Doing, Sighting


class Seen:
    """`sightings`, `doings`."""

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


def _scenes(tables: Tables, asked: Asked) -> Iterator[tuple[str, list[Scene]]]:
    """The claims asked for, by id, with the scenes of their reports."""
    by_article: dict[str, dict[int, Scene]] = {}
    last: Any = None if asked.most is None else asked.skip + asked.most
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
