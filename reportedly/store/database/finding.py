"""The search for articles, and lists of them."""

from __future__ import annotations

from typing import Any

from reportedly.model import Article
from reportedly.store.database import blob
from reportedly.store.database.backend import Index, Work
from reportedly.store.database.base import Base
from reportedly.store.protocol import ArticleOrder, Hit, Sought
from reportedly.store.query import Query, parse
from reportedly.store.snippet import beginning, snippet
from reportedly.store.written import from_text, until_text

_ORDERS: dict[ArticleOrder, str] = {
    "newest": "a.published IS NULL, a.published DESC",
    "oldest": "a.published IS NULL, a.published",
}


class Finding(Base):
    """`search`, `find`, `how_many_articles`."""

    def search(self, query: str, most: int = 20, skip: int = 0) -> list[Hit]:
        """See `Store`."""
        return self.find(Sought(query, most=most, skip=skip))

    def find(self, sought: Sought) -> list[Hit]:
        """See `Store`."""
        asked = _Asked(sought, self._backend.index)
        with self._reading() as work:
            found = asked.page(work)
        return [_hit(asked.query, blob.to_article(data)) for data in found]

    def how_many_articles(self, sought: Sought) -> int:
        """See `Store`."""
        asked = _Asked(sought, self._backend.index)
        with self._reading() as work:
            return asked.count(work)


class _Asked:
    """What is sought, as a select. Raises ValueRefused where its words or dates cannot be read."""

    def __init__(self, sought: Sought, index: Index) -> None:
        self._sought, self._index = sought, index
        self.query = None if sought.words is None else parse(sought.words)
        self._given: dict[str, Any] = {}
        self._where: list[str] = []
        if self.query is not None:
            self._given["query"] = index.expression(self.query)
            self._where.append(index.found)
        if sought.since is not None:
            self._given["since"] = from_text(sought.since)
            self._where.append("a.published >= :since")
        if sought.until is not None:
            self._given["until"] = until_text(sought.until)
            self._where.append("a.published <= :until")

    def page(self, work: Work) -> list[bytes]:
        """The readings of one page, in order, packed."""
        sought, (tables, where, given) = self._sought, self._from(work)
        best = sought.order == "best" and self.query is not None
        order = self._index.best if best else _ORDERS["newest" if sought.order == "best" else sought.order]
        numbers = work.rows(
            f"SELECT a.number FROM {tables}{where} ORDER BY {order}, a.number LIMIT :most OFFSET :skip",
            most=sought.most,
            skip=sought.skip,
            **given,
        )
        found: dict[int, bytes] = dict(work.rows(_READINGS, numbers=[number for (number,) in numbers]))
        return [found[number] for (number,) in numbers]

    def count(self, work: Work) -> int:
        """How many there are."""
        tables, where, given = self._from(work)
        return int(work.value(f"SELECT count(*) FROM {tables}{where}", **given))

    def _from(self, work: Work) -> tuple[str, str, dict[str, Any]]:
        where, given = list(self._where), dict(self._given)
        if self._sought.outlet is not None:
            # In whatever case, which SQLite knows of ASCII alone; there are far fewer outlets than articles.
            asked = self._sought.outlet.casefold()
            every = work.rows("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL")
            given["outlets"] = [name for (name,) in every if name.casefold() == asked]
            where.append("a.outlet IN WORDS(:outlets)")
        words = "" if self.query is None else f" JOIN article_words ON {self._index.article} = a.number"
        return f"articles a{words}", f" WHERE {' AND '.join(where)}" if where else "", given


_READINGS = """SELECT a.number, v.reading FROM articles a
    JOIN versions v ON v.article = a.number AND v.version = a.version WHERE a.number IN MANY(:numbers)"""


def _hit(query: Query | None, article: Article) -> Hit:
    shown = beginning(article.text) if query is None else snippet(query, article.text)
    return Hit(article.id, article.title, article.outlet, article.published, shown)
