"""How many distinctive names each article has, by which it is told whether it shares enough of them with another."""

from __future__ import annotations

from reportedly.store.database.backend import Work


def up(work: Work) -> None:
    """Make the column, and count."""
    number = "INTEGER" if work.backend.dialect.name == "sqlite" else "BIGINT"
    work.run(f"ALTER TABLE articles ADD COLUMN named {number} NOT NULL DEFAULT 0")
    counted = work.rows("SELECT article, count(*) FROM names GROUP BY article")
    work.many("UPDATE articles SET named = ? WHERE number = ?", [(count, article) for article, count in counted])
