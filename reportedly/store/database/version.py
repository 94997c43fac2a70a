"""Which schema a corpus has."""

from __future__ import annotations

from reportedly.store.database.backend import Work

TABLE = "schema_version"


def version(work: Work) -> int:
    """The version of the schema; 0 where there is no corpus."""
    if not work.backend.has_table(work, TABLE):
        return 0
    return int(work.value(f"SELECT coalesce(max(version), 0) FROM {TABLE}"))
