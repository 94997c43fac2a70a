"""Articles as they were read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reportedly.model import Article, Reading
from reportedly.store.database import blob
from reportedly.store.database.backend import Work
from reportedly.store.database.base import Base, clean
from reportedly.store.database.version import version as schema_version
from reportedly.store.protocol import Count, Outlet, Version

_AT_ONCE = 100


class Readings(Base):
    """`reading`, `readings`, `articles`, `versions`, `count`, `outlets`."""

    def reading(self, article: str, version: int | None = None) -> Reading | None:
        """See `Store`."""
        with self._reading() as work:
            data = work.value(
                """SELECT v.reading FROM articles a JOIN versions v ON v.article = a.number
                   WHERE a.number = :article AND v.version = coalesce(CAST(:version AS BIGINT), a.version)""",
                article=_number(work, article),
                version=version,
            )
            return None if data is None else blob.to_reading(data)

    def readings(self) -> Iterator[Reading]:
        """See `Store`."""
        after = 0
        with self._reading() as work:
            while True:
                found = work.rows(_READINGS, after=after, most=_AT_ONCE)
                if not found:
                    return
                after = found[-1][0]
                for _, data in found:
                    yield blob.to_reading(data)

    def articles(self, articles: Collection[str]) -> dict[str, Article]:
        """See `Store`."""
        asked = list(set(map(clean, articles)))
        with self._reading() as work:
            found = work.rows(
                """SELECT v.reading FROM articles a
                   JOIN versions v ON v.article = a.number AND v.version = a.version WHERE a.id IN WORDS(:asked)""",
                asked=asked,
            )
            every = [blob.to_article(data) for (data,) in found]
            return {article.id: article for article in every}

    def versions(self, article: str) -> list[Version]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows(
                "SELECT version, added, hash FROM versions WHERE article = :article ORDER BY version",
                article=_number(work, article),
            )
            return [Version(*row) for row in found]

    def count(self) -> Count:
        """See `Store`."""
        with self._reading() as work:
            row = work.row(
                """SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM versions),
                   (SELECT count(*) FROM reports), (SELECT count(*) FROM claims),
                   (SELECT count(*) FROM articles WHERE pending = 1), (SELECT count(*) FROM reports WHERE dirty = 1)"""
            )
            assert row is not None
            articles, versions, reports, claims, pending, dirty = row
            size = self._backend.size(work)
            return Count(articles, versions, reports, claims, pending, dirty, schema_version(work), size)

    def outlets(self) -> list[Outlet]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows(
                """SELECT outlet, count(*) AS articles, count(*) - count(published), min(published), max(published)
                   FROM articles GROUP BY outlet ORDER BY articles DESC, outlet IS NULL, outlet"""
            )
            return [Outlet(*row) for row in found]


_READINGS = """SELECT a.number, v.reading FROM articles a
    JOIN versions v ON v.article = a.number AND v.version = a.version
    WHERE a.number > :after ORDER BY a.number LIMIT :most"""


def _number(work: Work, article: str) -> int:
    """Of an article by its id, else by its address; 0, which is none's, where there is no such."""
    article = clean(article)
    number = work.value("SELECT number FROM articles WHERE id = :article", article=article)
    if number is None:
        number = work.value("SELECT article FROM addresses WHERE address = :article", article=article)
    return number or 0
