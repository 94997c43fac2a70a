"""What persons say of what was found, and links in order of their score, so that the doubtful ones are found at once."""

from __future__ import annotations

from reportedly.store.database.backend import Work

_TEXT = {"sqlite": "TEXT", "postgresql": 'TEXT COLLATE "C"'}


def up(work: Work) -> None:
    """`first` and `second` are ids of articles, which need not be there; `body` is JSON."""
    text = _TEXT[work.backend.dialect.name]
    work.run(
        f"""CREATE TABLE marks (
            number BIGINT NOT NULL PRIMARY KEY, id {text} NOT NULL UNIQUE, first {text} NOT NULL, second {text},
            heeded BIGINT NOT NULL, body {text} NOT NULL)"""
    )
    work.run("CREATE INDEX marks_first ON marks (first)")
    work.run("CREATE INDEX marks_second ON marks (second)")
    work.run("CREATE INDEX marks_heeded ON marks (number) WHERE heeded = 0")
    work.run("CREATE INDEX links_score ON links (score) WHERE x < y")
