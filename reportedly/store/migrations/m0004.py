"""Where reports lie, and who does what to whom in them: `corpus.scenes`, worked out for the articles that are there."""

from __future__ import annotations

from reportedly.store.database import blob
from reportedly.store.database.backend import Work
from reportedly.store.database.scenes import scenes_of, write_scenes

_AT_ONCE = 100


def up(work: Work) -> None:
    """Make the tables and fill them, some articles at a time."""
    sqlite = work.backend.dialect.name == "sqlite"
    text = "TEXT NOT NULL" if sqlite else 'TEXT COLLATE "C" NOT NULL'
    number = "INTEGER NOT NULL" if sqlite else "BIGINT NOT NULL"
    degrees = "REAL NOT NULL" if sqlite else "DOUBLE PRECISION NOT NULL"
    # `report` is a report's number; `part` counts what one has.
    rest = f"report {number}, part {number}"
    clustered = "PRIMARY KEY (report, part))" + (" WITHOUT ROWID" if sqlite else "")
    place = f"name {text}, country {text}, admin1 {text}, latitude {degrees}, longitude {degrees}"
    work.run(f"CREATE TABLE spots ({rest}, {place}, whole {number}, event {number}, {clustered}")
    deed = f"type {text}, mode {text}, factuality {text}, actor {text}, recipient {text}"
    work.run(f"CREATE TABLE deeds ({rest}, {deed}, {clustered}")
    after = 0
    while found := work.rows(_READINGS, after=after, most=_AT_ONCE):
        numbers: dict[int, int] = dict(work.rows(_REPORTS, articles=[number for number, _ in found]))
        write_scenes(work, scenes_of((blob.to_reading(data) for _, data in found), numbers))
        after = found[-1][0]


_READINGS = """SELECT a.number, v.reading FROM articles a
    JOIN versions v ON v.article = a.number AND v.version = a.version
    WHERE a.number > :after ORDER BY a.number LIMIT :most"""
_REPORTS = "SELECT id, number FROM reports WHERE article IN MANY(:articles)"
