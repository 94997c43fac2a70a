"""The index of words in SQLite: FTS5 without its own copy of the texts, of words that we have folded."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.store.database.backend import Work
from reportedly.store.query import Either, Phrase, Query

TITLE = 5.0
"""How much more a word in the title is worth than one in the text."""


class Fts5:
    """The `Index` in SQLite."""

    report = "report_words.rowid"
    matches = "report_words MATCH :query"
    article = "article_words.rowid"
    found = "article_words MATCH :query"
    best = f"bm25(article_words, {TITLE}, 1.0)"

    def add_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """See `Index`."""
        work.many("INSERT INTO article_words (rowid, title, text) VALUES (?, ?, ?)", rows)

    def drop_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """See `Index`."""
        drop = "INSERT INTO article_words (article_words, rowid, title, text) VALUES ('delete', ?, ?, ?)"
        work.many(drop, rows)

    def add_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """See `Index`."""
        work.many("INSERT INTO report_words (rowid, quote) VALUES (?, ?)", rows)

    def drop_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """See `Index`."""
        work.many("INSERT INTO report_words (report_words, rowid, quote) VALUES ('delete', ?, ?)", rows)

    def expression(self, query: Query) -> str:
        """See `Index`."""
        return expression(query)


def expression(query: Query) -> str:
    """The query as FTS5 says it. Words are in quotation marks, so that none of them means anything to it."""
    if isinstance(query, Phrase):
        return f'"{" ".join(query.words)}"' + ("*" if query.prefix else "")
    if isinstance(query, Either):
        return f"({' OR '.join(map(expression, query.parts))})"
    wanted = " AND ".join(map(expression, query.parts))
    return f"(({wanted}) NOT {expression(Either(query.without))})" if query.without else f"({wanted})"
