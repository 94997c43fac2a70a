"""When it was that claims tell of, worked out for the claims that are there."""

from __future__ import annotations

from reportedly.store.database import blob
from reportedly.store.database.backend import Work
from reportedly.store.database.happenings import days_of, write_happenings

_AT_ONCE = 500


def up(work: Work) -> None:
    """Make the table and fill it, some claims at a time."""
    sqlite = work.backend.dialect.name == "sqlite"
    number = "INTEGER NOT NULL" if sqlite else "BIGINT NOT NULL"
    clustered = "PRIMARY KEY (first, last, claim))" + (" WITHOUT ROWID" if sqlite else "")
    # Days as proleptic Gregorian ordinals, both included.
    work.run(f"CREATE TABLE happenings (first {number}, last {number}, claim {number}, {clustered}")
    work.run("CREATE UNIQUE INDEX happenings_claim ON happenings (claim, first, last)")
    after = 0
    while found := work.rows(_BODIES, after=after, most=_AT_ONCE):
        write_happenings(work, [row for number, body in found for row in days_of(number, blob.to_claim(body))])
        after = found[-1][0]


_BODIES = "SELECT claim, body FROM bodies WHERE claim > :after ORDER BY claim LIMIT :most"
