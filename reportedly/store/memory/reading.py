"""How a corpus in memory is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reportedly.corpus.digest import Digest, Link, Resting
from reportedly.corpus.nearness import related
from reportedly.model import Article, Claim, Reading
from reportedly.store.linking import Component
from reportedly.store.memory.asked import found, shown
from reportedly.store.memory.naming import Naming
from reportedly.store.memory.sought import hit, wanted
from reportedly.store.memory.tables import Kept, Tables
from reportedly.store.prefix import ambiguous, numbers_of
from reportedly.store.protocol import Asked, Count, Hit, Outlet, Sought, Version
from reportedly.store.query import parse


class Recall(Naming):
    """The half of a `Store` that only reads."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self._state = ""

    def state(self) -> str:
        """See `Store`."""
        return self._state

    # what linking needs

    def pending(self, most: int) -> list[str]:
        """See `Store`."""
        return [article for article, kept in self._tables.articles.items() if kept.pending][:most]

    def near(self, digest: Digest, days: int) -> list[str]:
        """See `Store`."""
        others = (kept.digest for article, kept in self._tables.articles.items() if article != digest.article)
        return sorted(other.article for other in others if _near(digest, other, days))

    def digests(self, articles: Collection[str]) -> dict[str, Digest]:
        """See `Store`."""
        return {a: self._tables.articles[a].digest for a in articles if a in self._tables.articles}

    def dirty(self, most: int) -> list[int]:
        """See `Store`."""
        return sorted(self._tables.dirty)[:most]

    def component(self, report: int, least: float) -> Component:
        """See `Store`."""
        return next(iter(self.components([report], least)), Component((report,), ()))

    def components(self, reports: Collection[int], least: float) -> list[Component]:
        """See `Store`."""
        tables = self._tables
        whole: list[Component] = []
        done: set[int] = set()
        for report in tables.reports.keys() & set(reports):
            if report not in done:
                component = _component(tables, report, least)
                done.update(component.reports)
                whole.append(component)
        return sorted(whole, key=lambda component: component.reports)

    def places(self, reports: Collection[int]) -> dict[int, str]:
        """See `Store`."""
        return {report: self._tables.reports[report] for report in reports if report in self._tables.reports}

    def links_of(self, reports: Collection[int], least: float, below: float) -> list[Link]:
        """See `Store`."""
        tables = self._tables
        pairs = {pair for report in reports for pair in tables.ends.get(report, ())}
        links = [tables.links[pair] for pair in pairs if least <= tables.links[pair].score < below]
        return sorted(links, key=lambda link: (-link.score, link.a, link.b))

    def settled(self, reports: Collection[int]) -> dict[int, tuple[str, int]]:
        """See `Store`."""
        tables = self._tables
        claims = {report: tables.claim_of[report] for report in reports if report in tables.claim_of}
        clean = {report: claim for report, claim in claims.items() if report not in tables.dirty}
        return {report: (claim, len(tables.claims[claim].reports)) for report, claim in clean.items()}

    def resting(self, articles: Collection[str]) -> list[Resting]:
        """See `Store`."""
        both = set(articles)
        return [rest for pair, rest in sorted(self._tables.resting.items()) if both.issuperset(pair)]

    # articles

    def reading(self, article: str, version: int | None = None) -> Reading | None:
        """See `Store`."""
        kept = self._kept(article)
        if kept is None or (version is not None and not 1 <= version <= len(kept.versions)):
            return None
        return kept.versions[-1 if version is None else version - 1][1]

    def articles(self, articles: Collection[str]) -> dict[str, Article]:
        """See `Store`."""
        kept = self._tables.articles
        return {each: kept[each].versions[-1][1].article for each in articles if each in kept}

    def readings(self) -> Iterator[Reading]:
        """See `Store`."""
        return (kept.versions[-1][1] for kept in self._tables.articles.values())

    def versions(self, article: str) -> list[Version]:
        """See `Store`."""
        kept = self._kept(article)
        return [] if kept is None else [version for version, _ in kept.versions]

    def _kept(self, article: str) -> Kept | None:
        tables = self._tables
        return tables.articles.get(article) or tables.articles.get(tables.addresses.get(article, ""))

    def search(self, query: str, most: int = 20, skip: int = 0) -> list[Hit]:
        """See `Store`."""
        return self.find(Sought(query, most=most, skip=skip))

    def find(self, sought: Sought) -> list[Hit]:
        """See `Store`."""
        query = None if sought.words is None else parse(sought.words)
        return [hit(query, kept) for kept in wanted(self._tables, sought)[sought.skip : sought.skip + sought.most]]

    def how_many_articles(self, sought: Sought) -> int:
        """See `Store`."""
        return len(wanted(self._tables, sought))

    # claims

    def claim(self, claim_or_report: str) -> Claim | None:
        """See `Store`."""
        tables = self._tables
        between = numbers_of(claim_or_report)
        if between is None:
            return None
        low, high = between
        claims = sorted({claim for report, claim in tables.claim_of.items() if low <= report <= high})
        if len(claims) > 1:
            raise ambiguous(claim_or_report, claims)
        return shown(tables, tables.claims[claims[0]]) if claims else None

    def claims(self, asked: Asked) -> Iterator[Claim]:
        """See `Store`."""
        tables = self._tables
        last = None if asked.most is None else asked.skip + asked.most
        page = found(tables, asked)[asked.skip : last]
        return (shown(tables, claim) for claim in page)

    def how_many(self, asked: Asked) -> int:
        """See `Store`."""
        return len(found(self._tables, asked))

    def count(self) -> Count:
        """See `Store`."""
        tables = self._tables
        kept = tables.articles.values()
        return Count(
            articles=len(kept),
            versions=sum(len(k.versions) for k in kept),
            reports=len(tables.reports),
            claims=len(tables.claims),
            pending=sum(k.pending for k in kept),
            dirty=len(tables.dirty),
            schema=0,
        )

    def outlets(self) -> list[Outlet]:
        """See `Store`."""
        dates: dict[str | None, list[str | None]] = {}
        for reading in self.readings():
            dates.setdefault(reading.article.outlet, []).append(reading.article.published)
        counted = [_outlet(name, published) for name, published in dates.items()]
        return sorted(counted, key=lambda o: (-o.articles, o.name is None, o.name or ""))


def _outlet(name: str | None, published: list[str | None]) -> Outlet:
    dated = sorted(each for each in published if each is not None)
    first, last = (dated[0], dated[-1]) if dated else (None, None)
    return Outlet(name, len(published), len(published) - len(dated), first, last)


def _near(one: Digest, other: Digest, days: int) -> bool:
    if not set(one.exact).isdisjoint(other.exact):
        return True
    apart = 0 if one.day is None or other.day is None else abs(one.day - other.day)
    return apart <= days and related(one.names, other.names)


def _component(tables: Tables, report: int, least: float) -> Component:
    members, border = {report}, [report]
    while border:
        for pair in tables.ends.get(border.pop(), ()):
            for end in pair:
                if end not in members and tables.links[pair].score >= least:
                    members.add(end)
                    border.append(end)
    pairs = {pair for member in members for pair in tables.ends.get(member, ()) if members.issuperset(pair)}
    return Component(tuple(sorted(members)), tuple(tables.links[pair] for pair in sorted(pairs)))
