"""Places, deeds and days of claims, as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import sqlalchemy as sa

from reportedly.corpus.scenes import Spot
from reportedly.model import Claim, id_of
from reportedly.store.database.asking import fetched
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.base import Base
from reportedly.store.database.choice import Choice
from reportedly.store.protocol import Asked
from reportedly.store.sights import Doing, Sighting, When

_AT_ONCE = 2000
_PAGE = 200
_HAPPENINGS = sa.table("happenings", *map(sa.column, ("first", "last", "claim")))


class Sights(Base):
    """See `store.sights`."""

    def sightings(self, asked: Asked) -> list[Sighting]:
        """See `Sights`."""
        found: list[Sighting] = []
        for some in self._chosen(asked, _SPOTS):
            made = [
                (place, Sighting(id_, Spot(name, country, admin1, latitude, longitude, bool(whole)), reports, events))
                for place, id_, (name, country, admin1, latitude, longitude, whole, reports, events) in some
            ]
            found += [sighting for _, sighting in sorted(made, key=lambda pair: (pair[0], pair[1].spot))]
        return found

    def doings(self, asked: Asked) -> list[Doing]:
        """See `Sights`."""
        found: list[Doing] = []
        for some in self._chosen(asked, _DEEDS):
            for _, id_, (type_, factuality, actor, recipient, reports) in sorted(some):
                if actor != recipient:
                    found.append(Doing(id_, type_, factuality, actor or None, recipient or None, reports))
        return found

    def _chosen(self, asked: Asked, select: str) -> Iterator[list[tuple[int, str, Row]]]:
        """Rows of the claims asked for, some claims at a time: the place of the claim, its id, what the select gives."""
        choice = Choice(asked, self._backend.index)
        with self._reading() as work:
            numbers = [row[0] for row in self._backend.stream(work, choice.select(work))]
            each = iter(numbers)
            while some := list(islice(each, _AT_ONCE)):
                place = {number: at for at, number in enumerate(some)}
                rows = work.rows(select, claims=some)
                yield [(place[number], id_of(id_), tuple(rest)) for number, id_, *rest in rows]

    def happened(self, asked: Asked, when: When) -> Iterator[Claim]:
        """See `Sights`."""
        return self._happened(asked, when, _within(when), self._choice(asked))

    def how_many_happened(self, asked: Asked, when: When) -> int:
        """See `Sights`."""
        within, choice = _within(when), self._choice(asked)
        with self._reading() as work:
            chosen = _chosen(choice, work)
            select = sa.select(sa.func.count()).select_from(_dated(chosen)).where(within)
            return int(next(iter(self._backend.stream(work, select)))[0])

    def _happened(self, asked: Asked, when: When, within: sa.ColumnElement[bool], choice: Choice) -> Iterator[Claim]:
        with self._reading() as work:
            chosen, columns = _chosen(choice, work), _HAPPENINGS.c
            order = [columns.first, columns.last, chosen.c.id]
            select = sa.select(columns.claim, *order).select_from(_dated(chosen)).where(within)
            select = select.order_by(*(each.desc() if when.newest else each for each in order))
            rows = self._backend.stream(work, select.limit(asked.most).offset(asked.skip or None))
            while numbers := [row[0] for row in islice(rows, _PAGE)]:
                yield from fetched(work, numbers)

    def _choice(self, asked: Asked) -> Choice:
        return Choice(replace(asked, most=None, skip=0), self._backend.index)


def _chosen(choice: Choice, work: Work) -> sa.Subquery:
    return choice.select(work).order_by(None).subquery("chosen")


def _dated(chosen: sa.Subquery) -> sa.FromClause:
    return _HAPPENINGS.join(chosen, chosen.c[0] == _HAPPENINGS.c.claim)


def _within(when: When) -> sa.ColumnElement[bool]:
    columns = _HAPPENINGS.c
    return sa.and_(
        columns.last >= when.first.toordinal(),
        columns.first <= when.last.toordinal(),
    )


_SPOTS = """SELECT c.number, c.id, s.name, s.country, s.admin1, s.latitude, s.longitude, s.whole, count(*), sum(s.event)
    FROM claims c JOIN reports r ON r.claim = c.number JOIN spots s ON s.report = r.number
    WHERE c.number IN MANY(:claims)
    GROUP BY c.number, c.id, s.name, s.country, s.admin1, s.latitude, s.longitude, s.whole"""
_DEEDS = """SELECT c.number, c.id, d.type, d.factuality, coalesce(a.actor, d.actor), coalesce(b.actor, d.recipient),
      count(DISTINCT d.report)
    FROM claims c JOIN reports r ON r.claim = c.number JOIN deeds d ON d.report = r.number
    LEFT JOIN forms a ON a.key = d.actor LEFT JOIN forms b ON b.key = d.recipient
    WHERE c.number IN MANY(:claims)
    GROUP BY c.number, c.id, d.type, d.factuality, coalesce(a.actor, d.actor), coalesce(b.actor, d.recipient)"""
