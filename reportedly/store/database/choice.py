"""Which claims are asked for, as one select."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from reportedly.store.database.backend import Index, Work
from reportedly.store.database.base import clean
from reportedly.store.database.settling import KINDS, STATUSES, actor_key, outlet_key
from reportedly.store.protocol import Asked, Order
from reportedly.store.query import parse
from reportedly.store.written import UNDATED, since, until

_FACETS = ("low", "reports", "first", "last", "kind", "status", "id")
_CLAIMS = sa.table("claims", *map(sa.column, ("number", *_FACETS)))
_KEYS = sa.table("claim_keys", *map(sa.column, ("key", "claim", *_FACETS)))
_REPORTS = sa.table("reports", *map(sa.column, ("number", "article", "claim")))
_ARTICLES = sa.table("articles", *map(sa.column, ("number", "id")))
_ORDERS: dict[Order, tuple[str, ...]] = {
    "origins": ("low", "last"),
    "reports": ("reports", "last"),
    "first": ("first",),
    "last": ("last",),
}


class Choice:
    """What is asked for. Raises ValueRefused where its words or dates cannot be read."""

    def __init__(self, asked: Asked, index: Index) -> None:
        self._asked = asked
        self._since = None if asked.since is None else max(since(asked.since), UNDATED + 1)
        self._until = None if asked.until is None else until(asked.until)
        self._words = None if asked.words is None else index.reports(parse(asked.words))
        # The rows of an actor or outlet hold all that is sorted and chosen by, so that they alone are looked through.
        self._table = _KEYS if asked.about or asked.outlet is not None else _CLAIMS
        self._number = self._table.c.claim if self._table is _KEYS else self._table.c.number

    def count(self, work: Work) -> sa.Select[Any]:
        """How many claims, whatever `most` and `skip` say."""
        number = self._number.distinct() if self._table is _KEYS else self._number
        return sa.select(sa.func.count(number)).where(*self._where(work))

    def select(self, work: Work) -> sa.Select[Any]:
        """Their numbers in order, with what they are sorted by."""
        columns = self._table.c
        order = [columns[name] for name in _ORDERS[self._asked.order]]
        select = sa.select(self._number, *order, columns.id).where(*self._where(work))
        if self._table is _KEYS:
            # A claim by two of the actors is there twice.
            select = select.distinct()
        ordered = select.order_by(*(column.desc() for column in order), columns.id)
        return ordered.limit(self._asked.most).offset(self._asked.skip or None)

    def _where(self, work: Work) -> list[sa.ColumnElement[bool]]:
        asked, columns, number = self._asked, self._table.c, self._number
        where: list[sa.ColumnElement[bool]] = []
        if asked.about:
            where.append(columns.key.in_(_keys(work, asked.about)))
            if asked.outlet is not None:
                other = _KEYS.alias("carried")
                same = other.c.key == outlet_key(asked.outlet), other.c.claim == number
                where.append(sa.exists(sa.select(sa.literal(1)).where(*same)))
        elif asked.outlet is not None:
            where.append(columns.key == outlet_key(asked.outlet))
        if asked.min_origins > 0:
            where.append(columns.low >= asked.min_origins)
        if asked.min_reports > 1:
            where.append(columns.reports >= asked.min_reports)
        if asked.status:
            where.append(columns.status.in_(map(STATUSES.index, asked.status)))
        if asked.kind:
            where.append(columns.kind.in_(map(KINDS.index, asked.kind)))
        if self._since is not None:
            where.append(columns.last >= self._since)
        if self._until is not None:
            where.append(columns.last.between(UNDATED + 1, self._until))
        if asked.articles:
            ids = sa.select(_ARTICLES.c.number).where(_ARTICLES.c.id.in_(map(clean, asked.articles)))
            where.append(number.in_(sa.select(_REPORTS.c.claim).where(_REPORTS.c.article.in_(ids))))
        if self._words is not None:
            where.append(number.in_(sa.select(_REPORTS.c.claim).where(_REPORTS.c.number.in_(self._words))))
        return where


def _keys(work: Work, actors: tuple[str, ...]) -> list[int]:
    """What claims about these actors are found by: the forms that are theirs now, and ids that are of no form."""
    ids = list(set(map(clean, actors)))
    forms = work.rows("SELECT key FROM forms WHERE actor IN WORDS(:actors)", actors=ids)
    known = work.rows("SELECT key FROM forms WHERE key IN WORDS(:actors)", actors=ids)
    return [actor_key(name) for name in {*(key for (key,) in forms), *(set(ids) - {key for (key,) in known})}]
