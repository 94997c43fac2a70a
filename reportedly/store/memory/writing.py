"""How a corpus in memory grows.

A change is made on a copy of the tables, which is put in their place at the end: an exception leaves nothing behind,
and whoever is reading goes on reading what there was.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from secrets import token_hex

from reportedly.corpus.digest import Digest, Link, Resting
from reportedly.model import Claim, number_of
from reportedly.store.memory.marks import Marks
from reportedly.store.memory.reading import Recall
from reportedly.store.memory.sights import Seen
from reportedly.store.memory.tables import Kept, Tables
from reportedly.store.parts import parts
from reportedly.store.placing import completed, distinct, recognise, same
from reportedly.store.protocol import Entry, Judgement, Placed, Version
from reportedly.store.written import now


class Memory(Marks, Seen, Recall):
    """A `Store` for tests, and for a look at some articles; it is gone when the program ends."""

    def __init__(self) -> None:
        super().__init__(Tables())
        self._writing = threading.Lock()
        self._working = threading.Lock()
        self._seen: dict[str, int] = {}

    @contextmanager
    def _change(self) -> Iterator[Tables]:
        with self._writing:
            tables = self._tables.copy()
            yield tables
            self._tables = tables
            self._state = token_hex(8)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """See `Store`."""
        with self._working:
            yield

    def put(self, entries: Sequence[Entry]) -> list[Placed]:
        """See `Store`."""
        with self._change() as tables:
            return [_place(tables, entry) for entry in entries]

    def link(self, compared: Collection[Digest], links: Sequence[Link], resting: Sequence[Resting]) -> None:
        """See `Store`."""
        with self._change() as tables:
            for digest in compared:
                kept = tables.articles.get(digest.article)
                if kept is not None and same(kept.digest, digest):
                    tables.articles[digest.article] = replace(kept, pending=False)
                    tables.mark(told.id for told in kept.digest.told)
            for link in links:
                if all(end in tables.reports and _holds(tables, tables.reports[end]) for end in (link.a, link.b)):
                    tables.tie(link)
                    tables.mark((link.a, link.b))
            for rest in resting:
                if _holds(tables, rest.later) and _holds(tables, rest.earlier):
                    tables.resting[rest.later, rest.earlier] = rest

    def settle(self, reports: Collection[int], claims: Sequence[Claim]) -> None:
        """See `Store`."""
        asked = set(reports)
        members = [[number_of(report.id) for report in claim.reports] for claim in claims]
        told = [report for claim in members for report in claim]
        if len(set(told)) < len(told) or not asked.issuperset(told):
            raise ValueError("a claim has a report that is in another one, or not among those to be settled")
        with self._change() as tables:
            there = {n for n in asked & tables.reports.keys() if _holds(tables, tables.reports[n])}
            tables.forget_claims(there)
            tables.dirty -= there
            for claim, numbers in zip(claims, members, strict=True):
                if there.issuperset(numbers):
                    tables.claims[claim.id] = claim
                    tables.claim_of.update(dict.fromkeys(numbers, claim.id))
                else:
                    tables.mark(there.intersection(numbers))

    def assign(self, blocks: Collection[str], actors: dict[str, str]) -> None:
        """See `Store`."""
        with self._change() as tables:
            ours = {key: named for key, named in tables.forms.items() if named.form.block in blocks and key in actors}
            for key, named in ours.items():
                if tables.actor(key) != actors[key]:
                    tables.mark(told.id for a in named.articles for told in tables.articles[a].digest.told)
                tables.actors[key] = actors[key]
            for block in blocks:
                if tables.unsettled.get(block) == self._seen.pop(block, tables.unsettled.get(block)):
                    tables.unsettled.pop(block, None)

    def unsettled_blocks(self, most: int) -> list[str]:
        """See `Store`."""
        tables = self._tables
        blocks = sorted(tables.unsettled)[:most]
        self._seen.update({block: tables.unsettled[block] for block in blocks})
        return blocks

    def judge(self, judgement: Judgement) -> None:
        """See `Store`."""
        with self._change() as tables:
            tables.judgements.append(judgement)
            pair = {judgement.a, judgement.b} & tables.forms.keys()
            tables.unsettle({tables.forms[key].form.block for key in pair})

    def close(self) -> None:
        """See `Store`."""


def _place(tables: Tables, entry: Entry) -> Placed:
    known, outcome = recognise(entry.digest, entry.reading.article.published, tables)
    article = known.id if known else distinct(entry.digest.article, tables)
    if entry.digest.address:
        tables.addresses.setdefault(entry.digest.address, article)
    if outcome in ("known", "moved"):
        return Placed(article, outcome)
    before = tables.articles.get(article)
    number = before.number if before else len(tables.articles) + 1
    given = before.given if before else entry.digest.article
    if before:
        entry = completed(entry, before.versions[-1][1].article, before.digest)
    digest, reading = entry.digest, entry.reading
    if article != digest.article:
        digest = digest.renamed(article)
    if article != reading.article.id:
        reading = replace(reading, article=replace(reading.article, id=article))
    if before:
        tables.withdraw(article)
    tables.reform(article, before.digest.forms if before else (), digest.forms)
    older = before.versions if before else ()
    version = Version(len(older) + 1, now(), digest.hash)
    tables.articles[article] = Kept(number, given, digest, (*older, (version, reading)))
    tables.reports.update(dict.fromkeys((told.id for told in digest.told), article))
    tables.parts.update(parts(digest, reading))
    return Placed(article, outcome)


def _holds(tables: Tables, article: str) -> bool:
    """Whether what was worked out for an article is of its latest version: it is new, or has been compared since."""
    kept = tables.articles.get(article)
    return kept is not None and not (kept.pending and len(kept.versions) > 1)
