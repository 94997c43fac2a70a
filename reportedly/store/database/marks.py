"""What persons say of what was found, and what asks for a look."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from reportedly.corpus.digest import Link
from reportedly.corpus.marks import Mark
from reportedly.model import codec
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.base import Base, clean
from reportedly.store.database.choice import Choice
from reportedly.store.database.withdrawing import mark as dirty
from reportedly.store.marking import Likely

FEW = 2000
"""Claims whose links are all looked at as soon as those are found which lie nearest to a score."""
_KEEP = """INSERT INTO marks (number, id, first, second, heeded, body) VALUES (?, ?, ?, ?, 0, ?)"""


class Marks(Base):
    """See `store.marking`."""

    def mark(self, marks: Sequence[Mark]) -> int:
        """See `Marking`."""
        given = {mark.id: mark for mark in marks}
        with self._writing() as work:
            known = {id_ for (id_,) in work.rows("SELECT id FROM marks WHERE id IN WORDS(:ids)", ids=list(given))}
            last = work.value("SELECT coalesce(max(number), 0) FROM marks")
            new = [(id_, mark) for id_, mark in given.items() if id_ not in known]
            work.many(_KEEP, [_row(number, *one) for number, one in enumerate(new, last + 1)])
            return len(new)

    def marks(self, articles: Collection[str] | None = None) -> list[Mark]:
        """See `Marking`."""
        with self._reading() as work:
            if articles is None:
                found = work.rows("SELECT body FROM marks")
            else:
                found = work.rows(
                    """SELECT body FROM marks WHERE first IN WORDS(:ids)
                       UNION SELECT body FROM marks WHERE second IN WORDS(:ids)""",
                    ids=list(map(clean, articles)),
                )
        return sorted((_mark(body) for (body,) in found), key=lambda mark: (mark.made, mark.id))

    def marked(self, mark: str) -> Mark | None:
        """See `Marking`."""
        with self._reading() as work:
            body = work.value("SELECT body FROM marks WHERE id = :id", id=clean(mark))
            return None if body is None else _mark(body)

    def unheeded(self, most: int) -> list[Mark]:
        """See `Marking`."""
        with self._reading() as work:
            found = work.rows("SELECT body FROM marks WHERE heeded = 0 ORDER BY number LIMIT :most", most=most)
            return [_mark(body) for (body,) in found]

    def heed(self, marks: Collection[Mark], reports: Collection[int]) -> None:
        """See `Marking`."""
        with self._writing() as work:
            found = work.rows("SELECT number FROM reports WHERE id IN MANY(:reports)", reports=list(reports))
            dirty(work, [number for (number,) in found])
            work.run("UPDATE marks SET heeded = 1 WHERE id IN WORDS(:ids)", ids=[mark.id for mark in marks])

    def likely(self, likely: Likely) -> list[Link]:
        """See `Marking`."""
        choice = None if likely.asked is None else Choice(likely.asked, self._backend.index)
        with self._reading() as work:
            claims: list[int] | None = None
            if choice is not None:
                claims = [row[0] for row in self._backend.stream(work, choice.select(work))]
            few = claims is not None and len(claims) <= FEW
            found = _of_few(work, likely, claims or []) if few else _nearest(work, likely, claims)
        return [Link(min(a, b), max(a, b), score, tuple(json.loads(why))) for a, b, score, why in found]


def _nearest(work: Work, likely: Likely, claims: list[int] | None) -> list[Row]:
    """From `near` down and from `near` up, each in the order of the index, so that the first ones are soon found."""
    where = "" if claims is None else " AND (a.claim IN MANY(:claims) OR b.claim IN MANY(:claims))"
    where += _joined(likely)
    last = likely.skip + likely.most
    given: dict[str, object] = {"most": last} | ({} if claims is None else {"claims": claims})
    found: list[Row] = []
    for low, high, order in (
        (likely.least, min(likely.near, likely.below), "DESC"),
        (max(likely.near, likely.least), likely.below, "ASC"),
    ):
        if low < high:
            select = f"""SELECT l.x, l.y, a.id, b.id, l.score, l.why FROM links l
                JOIN reports a ON a.number = l.x JOIN reports b ON b.number = l.y
                WHERE l.x < l.y AND l.score >= :low AND l.score < :high{where}
                ORDER BY l.score {order}, l.x, l.y LIMIT :most"""
            found += work.rows(select, low=low, high=high, **given)
    return _page(likely, found)


def _of_few(work: Work, likely: Likely, claims: list[int]) -> list[Row]:
    """All links of their reports: what few claims have stands too far apart in the index of scores."""
    found = work.rows(
        f"""SELECT DISTINCT CASE WHEN l.x < l.y THEN l.x ELSE l.y END, CASE WHEN l.x < l.y THEN l.y ELSE l.x END,
                CASE WHEN l.x < l.y THEN a.id ELSE b.id END, CASE WHEN l.x < l.y THEN b.id ELSE a.id END, l.score, l.why
            FROM reports a JOIN links l ON l.x = a.number JOIN reports b ON b.number = l.y
            WHERE a.claim IN MANY(:claims) AND l.score >= :low AND l.score < :high{_joined(likely)}""",
        claims=claims,
        low=likely.least,
        high=likely.below,
    )
    return _page(likely, found)


def _joined(likely: Likely) -> str:
    return "" if likely.joined is None else f" AND a.claim {'=' if likely.joined else '<>'} b.claim"


def _page(likely: Likely, found: list[Row]) -> list[Row]:
    found.sort(key=lambda row: (round(abs(row[4] - likely.near), 6), row[0], row[1]))
    return [row[2:] for row in found[likely.skip : likely.skip + likely.most]]


def _row(number: int, id_: str, mark: Mark) -> Row:
    first, second = (*(clean(place.article) for place in mark.places), None)[:2]
    return number, id_, first, second, clean(codec.dumps(mark))


def _mark(body: str) -> Mark:
    return codec.loads(Mark, body)
