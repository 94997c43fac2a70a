"""The index of words in PostgreSQL: vectors that we write ourselves, of words that we have folded, under GIN."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.store.database.backend import Work
from reportedly.store.query import Either, Phrase, Query

GAP = 8
"""Positions between title and text, so that no phrase goes over the border."""
LAST = 16383
"""The last position that PostgreSQL knows; what stands behind is found, in phrases it is not."""
LARGEST = 900_000
"""Bytes of a vector; PostgreSQL takes a mebibyte. What does not fit of an article of several books is not found."""


class Tsvector:
    """The `Index` in PostgreSQL."""

    report = "report_words.number"
    matches = "report_words.words @@ CAST(:query AS tsquery)"
    article = "article_words.number"
    found = "article_words.words @@ CAST(:query AS tsquery)"
    # 1 divides by the logarithm of the length; weights are of D, C, B and A, which is the title.
    best = "ts_rank(CAST('{0.2, 0, 0, 1}' AS real[]), article_words.words, CAST(:query AS tsquery), 1) DESC"

    def add_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """See `Index`."""
        vectors = [(number, vector(title.split(), text.split())) for number, title, text in rows]
        work.many("INSERT INTO article_words (number, words) VALUES (?, CAST(? AS tsvector))", vectors)

    def drop_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """See `Index`."""
        work.run("DELETE FROM article_words WHERE number IN MANY(:numbers)", numbers=[row[0] for row in rows])

    def add_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """See `Index`."""
        vectors = [(number, vector([], quote.split())) for number, quote in rows]
        work.many("INSERT INTO report_words (number, words) VALUES (?, CAST(? AS tsvector))", vectors)

    def drop_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """See `Index`."""
        work.run("DELETE FROM report_words WHERE number IN MANY(:numbers)", numbers=[row[0] for row in rows])

    def expression(self, query: Query) -> str:
        """See `Index`."""
        return expression(query)


def vector(title: Sequence[str], text: Sequence[str]) -> str:
    """Words with their places, as PostgreSQL writes them."""
    places: dict[str, list[str]] = {}
    size = 0
    for place, word, weight in _placed(title, text):
        there = places.get(word)
        if there is None:
            size += len(word.encode()) + 8
            there = places[word] = []
        size += 2
        if size > LARGEST:
            break
        there.append(f"{place}{weight}")
    return " ".join(f"'{word}':{','.join(there)}" for word, there in places.items() if there)


def _placed(title: Sequence[str], text: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    for place, word in enumerate(title, 1):
        yield min(place, LAST), word, "A"
    for place, word in enumerate(text, len(title) + GAP):
        yield min(place, LAST), word, ""


def expression(query: Query) -> str:
    """The query as a tsquery. Words are letters and digits only, so nothing in them need be escaped."""
    if isinstance(query, Phrase):
        *before, last = (f"'{word}'" for word in query.words)
        return f"({' <-> '.join([*before, last + (':*' if query.prefix else '')])})"
    if isinstance(query, Either):
        return f"({' | '.join(map(expression, query.parts))})"
    without = (f"!{expression(part)}" for part in query.without)
    return f"({' & '.join([*map(expression, query.parts), *without])})"
