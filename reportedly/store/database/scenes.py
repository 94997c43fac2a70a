"""Places and deeds of reports, kept by report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.corpus.scenes import scenes
from reportedly.model import Reading
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.base import clean


@dataclass(frozen=True, slots=True)
class Rows:
    """Of the two tables."""

    spots: Sequence[Row]
    deeds: Sequence[Row]


def scenes_of(readings: Iterable[Reading], numbers: Mapping[int, int]) -> Rows:
    """The rows of some readings; `numbers` gives the number of a report in this database by its own."""
    spots: list[Row] = []
    deeds: list[Row] = []
    for scene in (scene for reading in readings for scene in scenes(reading)):
        report = numbers.get(scene.report)
        if report is None:
            continue
        told = [*((spot, 1) for spot in scene.events_at), *((spot, 0) for spot in scene.named)]
        for part, (s, event) in enumerate(told):
            names = clean(s.name), clean(s.country), clean(s.admin1)
            spots.append((report, part, *names, s.latitude, s.longitude, int(s.whole), event))
        for part, d in enumerate(scene.deeds):
            deeds.append((report, part, d.type, d.mode, d.factuality, clean(d.actor), clean(d.recipient)))
    return Rows(spots, deeds)


def write_scenes(work: Work, rows: Rows) -> None:
    """Of reports that have none yet."""
    work.many(
        """INSERT INTO spots (report, part, name, country, admin1, latitude, longitude, whole, event)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        rows.spots,
    )
    work.many(
        "INSERT INTO deeds (report, part, type, mode, factuality, actor, recipient) VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows.deeds,
    )


def forget_scenes(work: Work, reports: list[int]) -> None:
    """Those of these reports, by number, are gone."""
    work.run("DELETE FROM spots WHERE report IN MANY(:reports)", reports=reports)
    work.run("DELETE FROM deeds WHERE report IN MANY(:reports)", reports=reports)
