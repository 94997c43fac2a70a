"""Articles compared with each other, and the reports that hang together for it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from functools import lru_cache

from reportedly.corpus.digest import Digest, Link, Resting
from reportedly.corpus.nearness import PART
from reportedly.model import id_of
from reportedly.store.database import blob
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.base import Base, clean
from reportedly.store.database.withdrawing import HOLDS, mark
from reportedly.store.linking import Component
from reportedly.store.placing import same

_LATEST_DAY = 1 << 40


class Linking(Base):
    """From `pending` to `resting`."""

    def pending(self, most: int) -> list[str]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows("SELECT id FROM articles WHERE pending = 1 ORDER BY number LIMIT :most", most=most)
            return [article for (article,) in found]

    def near(self, digest: Digest, days: int) -> list[str]:
        """See `Store`."""
        first, last = (1, _LATEST_DAY) if digest.day is None else (digest.day - days, digest.day + days)
        with self._reading() as work:
            found = work.rows(
                _NEAR,
                exact=list(set(digest.exact)),
                names=list(set(digest.names)),
                many=len(set(digest.names)),
                part=PART,
                first=max(first, 1),
                last=last,
                own=clean(digest.article),
            )
            return sorted(article for (article,) in found)

    def digests(self, articles: Collection[str]) -> dict[str, Digest]:
        """See `Store`."""
        with self._reading() as work:
            wanted = "SELECT id, number, version FROM articles WHERE id IN WORDS(:articles)"
            versions = {id_: (number, version) for id_, number, version in work.rows(wanted, articles=list(articles))}
            found = {id_: digest for id_, place in versions.items() if (digest := self._recent.get(place)) is not None}
            missing = {number: id_ for id_, (number, _) in versions.items() if id_ not in found}
            packed = "SELECT article, digest FROM digests WHERE article IN MANY(:articles)"
            for number, data in work.rows(packed, articles=list(missing)) if missing else ():
                id_ = missing[number]
                found[id_] = blob.to_digest(data)
                self._recent.keep(versions[id_], found[id_])
            return found

    def link(self, compared: Collection[Digest], links: Sequence[Link], resting: Sequence[Resting]) -> None:
        """See `Store`."""
        with self._writing() as work:
            self._done(work, compared)
            _tie(work, links)
            _rest(work, resting)

    def _done(self, work: Work, compared: Collection[Digest]) -> None:
        given = {clean(digest.article): digest for digest in compared}
        found = work.rows("SELECT number, id, version, hash FROM articles WHERE id IN WORDS(:ids)", ids=list(given))
        current = [
            number
            for number, id_, version, hash_ in found
            if given[id_].hash == hash_ and (version == 1 or same(given[id_], self._digest(work, number, version)))
        ]
        work.run("UPDATE articles SET pending = 0 WHERE number IN MANY(:articles)", articles=current)
        work.run("UPDATE reports SET dirty = 1 WHERE article IN MANY(:articles)", articles=current)

    def _digest(self, work: Work, number: int, version: int) -> Digest:
        """Of the latest version of an article, which has this number."""
        kept = self._recent.get((number, version))
        if kept is None:
            kept = blob.to_digest(work.value("SELECT digest FROM digests WHERE article = :number", number=number))
        return kept

    def dirty(self, most: int) -> list[int]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows("SELECT id FROM reports WHERE dirty = 1 ORDER BY id LIMIT :most", most=most)
            return [report for (report,) in found]

    def component(self, report: int, least: float) -> Component:
        """See `Store`."""
        return next(iter(self.components([report], least)), Component((report,), ()))

    def components(self, reports: Collection[int], least: float) -> list[Component]:
        """See `Store`."""
        with self._reading() as work:
            return _components(work, list(reports), least)

    def places(self, reports: Collection[int]) -> dict[int, str]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows(
                """SELECT r.id, a.id FROM reports r JOIN articles a ON a.number = r.article
                   WHERE r.id IN MANY(:reports)""",
                reports=list(reports),
            )
            return dict(found)

    def links_of(self, reports: Collection[int], least: float, below: float) -> list[Link]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows(
                """SELECT r.id, other.id, l.score, l.why FROM reports r JOIN links l ON l.x = r.number
                   JOIN reports other ON other.number = l.y
                   WHERE r.id IN MANY(:reports) AND l.score >= :least AND l.score < :below""",
                reports=list(reports),
                least=least,
                below=below,
            )
            links = {(min(x, y), max(x, y)): (score, why) for x, y, score, why in found}
            made = [Link(a, b, score, _whys(why)) for (a, b), (score, why) in links.items()]
            return sorted(made, key=lambda link: (-link.score, link.a, link.b))

    def settled(self, reports: Collection[int]) -> dict[int, tuple[str, int]]:
        """See `Store`."""
        with self._reading() as work:
            found = work.rows(
                """SELECT r.id, c.id, c.reports FROM reports r JOIN claims c ON c.number = r.claim
                   WHERE r.id IN MANY(:reports) AND r.dirty = 0""",
                reports=list(reports),
            )
            return {report: (id_of(claim), many) for report, claim, many in found}

    def resting(self, articles: Collection[str]) -> list[Resting]:
        """See `Store`."""
        with self._reading() as work:
            numbered = work.rows("SELECT number, id FROM articles WHERE id IN WORDS(:ids)", ids=list(articles))
            ids: dict[int, str] = dict(numbered)
            # By one end alone: by both, SQLite looks for every pair of them.
            found = work.rows(
                "SELECT later, earlier, score, why FROM resting WHERE later IN MANY(:articles)", articles=list(ids)
            )
            made = [Resting(ids[x], ids[y], score, _whys(why)) for x, y, score, why in found if y in ids]
            return sorted(made, key=lambda rest: (rest.later, rest.earlier))


_NEAR = """SELECT a.id FROM articles a JOIN (
        SELECT article, max(sure) AS sure, sum(shared) AS shared FROM (
            SELECT article, 1 AS sure, 0 AS shared FROM exact WHERE key IN MANY(:exact)
            UNION ALL
            SELECT article, 0, 1 FROM names WHERE name IN MANY(:names) AND day BETWEEN :first AND :last
            UNION ALL
            SELECT article, 0, 1 FROM names WHERE name IN MANY(:names) AND day = 0
        ) AS keys GROUP BY article
    ) AS found ON found.article = a.number
    WHERE a.id <> :own AND (sure = 1 OR shared * :part >= a.named OR shared * :part >= :many)"""
"""Of an article that shares no name and no key nothing is found, so that no count of nothing is enough."""
_LINK = """INSERT INTO links (x, y, score, why) VALUES (?, ?, ?, ?)
    ON CONFLICT (x, y) DO UPDATE SET score = excluded.score, why = excluded.why"""
_REST = """INSERT INTO resting (later, earlier, score, why) VALUES (?, ?, ?, ?)
    ON CONFLICT (later, earlier) DO UPDATE SET score = excluded.score, why = excluded.why"""


def _tie(work: Work, links: Sequence[Link]) -> None:
    """Numbers of reports are the same in a version of the same text, which may tell otherwise when it comes from."""
    ends = list({end for link in links for end in (link.a, link.b)})
    there = f"""SELECT r.id, r.number FROM reports r JOIN articles a ON a.number = r.article
        WHERE r.id IN MANY(:ends) AND {HOLDS}"""
    numbers: dict[int, int] = dict(work.rows(there, ends=ends))
    rows: list[Row] = []
    for link in links:
        a, b = numbers.get(link.a), numbers.get(link.b)
        if a is not None and b is not None:
            why = _json(link.why)
            rows += [(a, b, link.score, why), (b, a, link.score, why)]
    work.many(_LINK, sorted(rows))
    mark(work, sorted({row[0] for row in rows}))


def _rest(work: Work, resting: Sequence[Resting]) -> None:
    ids = list({clean(article) for rest in resting for article in (rest.later, rest.earlier)})
    there = f"SELECT a.id, a.number FROM articles a WHERE a.id IN WORDS(:ids) AND {HOLDS}"
    numbers: dict[str, int] = dict(work.rows(there, ids=ids))
    work.many(
        _REST,
        [
            (numbers[clean(rest.later)], numbers[clean(rest.earlier)], rest.score, _json(rest.why))
            for rest in resting
            if clean(rest.later) in numbers and clean(rest.earlier) in numbers
        ],
    )


def _components(work: Work, reports: list[int], least: float) -> list[Component]:
    seeds = [n for (n,) in work.rows("SELECT number FROM reports WHERE id IN MANY(:reports)", reports=reports)]
    links: dict[tuple[int, int], tuple[float, str]] = {}
    near: dict[int, list[int]] = {seed: [] for seed in seeds}
    border = seeds
    while border:
        found = work.rows("SELECT x, y, score, why FROM links WHERE x IN MANY(:border)", border=border)
        reached = set()
        for x, y, score, why in found:
            if x < y:
                links[x, y] = score, why
            if score >= least:
                near[x].append(y)
                reached.add(y)
        border = [number for number in reached if number not in near]
        near.update({number: [] for number in border})
    ids: dict[int, int] = dict(
        work.rows("SELECT number, id FROM reports WHERE number IN MANY(:numbers)", numbers=list(near))
    )
    if len(ids) < len(near):
        raise blob.Damaged  # a link to nowhere
    group = _groups(near)
    inside: dict[int, list[Link]] = {}
    for (x, y), (score, why) in links.items():
        if x in group and group[x] == group.get(y):
            a, b = sorted((ids[x], ids[y]))
            inside.setdefault(group[x], []).append(Link(a, b, score, _whys(why)))
    members: dict[int, list[int]] = {}
    for number, first in group.items():
        members.setdefault(first, []).append(ids[number])
    made = [
        Component(tuple(sorted(m)), tuple(sorted(inside.get(first, ()), key=lambda link: (link.a, link.b))))
        for first, m in members.items()
    ]
    return sorted(made, key=lambda component: component.reports)


def _groups(near: dict[int, list[int]]) -> dict[int, int]:
    """Each number with the one from which it was first reached."""
    group: dict[int, int] = {}
    for seed in near:
        if seed not in group:
            group[seed] = seed
            border = [seed]
            while border:
                for other in near[border.pop()]:
                    if other not in group:
                        group[other] = seed
                        border.append(other)
    return group


# Many links have the same reasons, and a component is read with all of its links.
@lru_cache(1 << 14)
def _json(why: tuple[str, ...]) -> str:
    return json.dumps(why, ensure_ascii=False)


@lru_cache(1 << 14)
def _whys(why: str) -> tuple[str, ...]:
    return tuple(json.loads(why))
