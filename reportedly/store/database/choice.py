"""Which claims are asked for, as one select."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from reportedly.store.database.backend import Index, Work
from reportedly.store.database.base import clean
from reportedly.store.database.settling import KINDS, STATUSES, actor_key, outlet_key, part_key
from reportedly.store.parts import Part
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
_USUAL = STATUSES.index("single-origin")
_RARE = {"origins": 3, "reports": 4}
"""From how many on so few claims have them that it is quicker to sort those than to look for them in order."""
_COMMON = 50_000
"""Reports from which on a word is common."""
_SOME = 20_000
"""Claims that are sorted as quickly as those are found which come first of many."""


class Choice:
    """What is asked for. Raises ValueRefused where its words or dates cannot be read."""

    def __init__(self, asked: Asked, index: Index) -> None:
        self._asked = asked
        self._since = None if asked.since is None else max(since(asked.since), UNDATED + 1)
        self._until = None if asked.until is None else until(asked.until)
        self._index = index
        self._query = None if asked.words is None else index.expression(parse(asked.words))
        # The rows of an actor or outlet hold all that is sorted and chosen by, so that they alone are looked through;
        # a country has those of its actors.
        keyed = asked.about or asked.outlet is not None or asked.country is not None
        self._table = _KEYS if keyed else _CLAIMS
        self._saying: list[int] = []
        self._number = self._table.c.claim if self._table is _KEYS else self._table.c.number

    def count(self, work: Work) -> sa.Select[Any]:
        """How many claims, whatever `most` and `skip` say."""
        keys = self._keys(work)
        number = sa.func.count(self._number.distinct()) if keys and len(keys[0]) > 1 else sa.func.count()
        where: list[Any] = [*self._where(keys), *self._worded(common=False)]
        return sa.select(number).select_from(self._table).where(*where)

    def select(self, work: Work) -> sa.Select[Any]:
        """Their numbers in order, with what they are sorted by."""
        keys, columns = self._keys(work), self._table.c
        order = [columns[name] for name in _ORDERS[self._asked.order]]
        common = self._query is not None and self._is_common(work, self._query)
        where: list[Any] = [*self._where(keys), *self._worded(common)]
        select = sa.select(self._number, *order, columns.id).where(*where)
        if keys and len(keys[0]) > 1:
            # A claim by two of the actors is there twice.
            select = select.distinct()
        if self._table is _CLAIMS and self._are_few(work, common):
            # Sorted by what no index holds, so that the index of what is rare is used and not that of the order.
            by = [(column + 0).desc() for column in order]
        else:
            by = [column.desc() for column in order]
        return select.order_by(*by, columns.id).limit(self._asked.most).offset(self._asked.skip or None)

    def _are_few(self, work: Work, common: bool) -> bool:
        asked = self._asked
        worded = asked.words is not None and not common
        rare = asked.min_origins >= _RARE["origins"] or asked.min_reports >= _RARE["reports"]
        if rare or worded or asked.articles or (asked.status and "single-origin" not in asked.status):
            return True
        if (asked.since is None and asked.until is None) or asked.order == "last":
            return False
        found = work.value(
            """SELECT count(*) FROM (SELECT 1 FROM claims WHERE last BETWEEN :since AND :until LIMIT :some) AS dated""",
            since=UNDATED + 1 if self._since is None else self._since,
            until=until("9999") if self._until is None else self._until,
            some=_SOME + 1,
        )
        return int(found) <= _SOME

    def _worded(self, common: bool) -> list[sa.TextClause]:
        """That one of the quotes is what the words ask for. What is common is looked for claim by claim, which soon
        gives a page; all that has it would be most of the corpus."""
        if self._query is None:
            return []
        report, matches = self._index.report, self._index.matches
        if common:
            said = f"""EXISTS (SELECT 1 FROM reports r JOIN report_words ON {report} = r.number
                WHERE r.claim = {self._number} AND {matches})"""
        else:
            said = f"""{self._number} IN (SELECT r.claim FROM reports r
                WHERE r.number IN (SELECT {report} FROM report_words WHERE {matches}))"""
        return [sa.text(said).bindparams(query=self._query)]

    def _is_common(self, work: Work, query: str) -> bool:
        found = f"SELECT 1 FROM report_words WHERE {self._index.matches} LIMIT :some"
        number = work.value(f"SELECT count(*) FROM ({found}) AS worded", query=query, some=_COMMON)
        return bool(number == _COMMON)

    def _keys(self, work: Work) -> list[list[int]]:
        """What a claim must have one of, of each list: the actors, the outlet, the country. The first is looked through."""
        asked = self._asked
        keys: list[list[int]] = []
        if asked.about:
            keys.append(_keys(work, asked.about, asked.part))
            self._saying = _keys(work, asked.about, "said-by") if asked.part == "about" else []
        if asked.outlet is not None:
            keys.append([outlet_key(asked.outlet)])
        if asked.country is not None:
            keys.append(_keys_of_country(work, asked.country))
        return keys

    def _beside(self, name: str, keys: list[int]) -> sa.Select[Any]:
        """Rows of the same claim with one of these keys."""
        columns, other = self._table.c, _KEYS.alias(name)
        same = [other.c[each] == columns[each] for each in ("low", "last", "claim")]
        return sa.select(sa.literal(1)).where(_one_of(other.c.key, keys), *same)

    def _where(self, keys: list[list[int]]) -> list[sa.ColumnElement[bool]]:
        asked, columns, number = self._asked, self._table.c, self._number
        where: list[sa.ColumnElement[bool]] = [_one_of(columns.key, each) for each in keys[:1]]
        for place, each in enumerate(keys[1:]):
            where.append(sa.exists(self._beside(f"other{place}", each)))
        if self._saying:
            # All at once: an actor of many names would be looked for by each of them beside each claim.
            said = sa.select(_KEYS.c.claim).where(_one_of(_KEYS.c.key, self._saying))
            where.append(self._number.not_in(said))
        if asked.min_origins > 0:
            where.append(columns.low >= asked.min_origins)
        if asked.min_reports > 1:
            where.append(columns.reports >= asked.min_reports)
        if asked.status:
            where.append(columns.status.in_(map(STATUSES.index, asked.status)))
            if "single-origin" not in asked.status:
                where.append(columns.status != sa.literal_column(str(_USUAL)))  # the words of its index
        if asked.kind:
            where.append(columns.kind.in_(map(KINDS.index, asked.kind)))
        if self._since is not None:
            where.append(columns.last >= self._since)
        if self._until is not None:
            where.append(columns.last.between(UNDATED + 1, self._until))
        if asked.articles:
            ids = sa.select(_ARTICLES.c.number).where(_ARTICLES.c.id.in_(map(clean, asked.articles)))
            where.append(number.in_(sa.select(_REPORTS.c.claim).where(_REPORTS.c.article.in_(ids))))
        return where


def _keys(work: Work, actors: tuple[str, ...], part: Part | None = None) -> list[int]:
    """What claims about these actors are found by: the forms that are theirs now, and ids that are of no form. Of
    those only what there is."""
    ids = list(set(map(clean, actors)))
    forms = work.rows("SELECT key FROM forms WHERE actor IN WORDS(:actors)", actors=ids)
    known = work.rows("SELECT key FROM forms WHERE key IN WORDS(:actors)", actors=ids)
    names = {*(key for (key,) in forms), *(set(ids) - {key for (key,) in known})}
    return _there(work, names, None if part == "about" else part)


def _keys_of_country(work: Work, country: str) -> list[int]:
    """The same of all actors with a form that is of it."""
    forms = work.rows(
        "SELECT key FROM forms WHERE actor IN (SELECT actor FROM forms WHERE country = :country)",
        country=clean(country),
    )
    return _there(work, {key for (key,) in forms})


def _there(work: Work, names: Collection[str], part: Part | None = None) -> list[int]:
    keys = sorted(map(actor_key, names) if part is None else (part_key(part, name) for name in names))
    return [key for key in keys if work.value("SELECT 1 FROM claim_keys WHERE key = :key LIMIT 1", key=key)]


def _one_of(column: sa.ColumnElement[int], keys: list[int]) -> sa.ColumnElement[bool]:
    return column == keys[0] if len(keys) == 1 else column.in_(keys)
