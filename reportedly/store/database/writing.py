"""Articles come into the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.corpus.digest import Digest, Form
from reportedly.model import Reading
from reportedly.store.database import blob
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.base import Base, clean, cleaned
from reportedly.store.database.naming import Change, reform
from reportedly.store.database.register import Register
from reportedly.store.database.scenes import scenes_of, write_scenes
from reportedly.store.database.settling import part_key
from reportedly.store.database.withdrawing import withdraw
from reportedly.store.parts import parts
from reportedly.store.placing import Known, completed, distinct, recognise
from reportedly.store.protocol import Entry, Placed
from reportedly.store.words import spaced
from reportedly.store.written import now


class Writing(Base):
    """`put`."""

    def put(self, entries: Sequence[Entry]) -> list[Placed]:
        """See `Store`."""
        with self._writing() as work:
            batch = Batch(work)
            placed = [_place(batch, entry) for entry in entries]
            batch.write()
            return placed


class Batch:
    """Rows of the tables that have many for each article, written together."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.added = now()
        self.article: int = work.value("SELECT coalesce(max(number), 0) FROM articles")
        self._report: int = work.value("SELECT coalesce(max(number), 0) FROM reports")
        self._begin()

    def _begin(self) -> None:
        self._digests: list[Row] = []
        self._names: list[Row] = []
        self._exact: list[Row] = []
        self._reports: list[Row] = []
        self._article_words: list[tuple[int, str, str]] = []
        self._report_words: list[tuple[int, str]] = []
        self._report_keys: list[Row] = []
        self._scenes: list[Reading] = []
        self._numbers: dict[int, int] = {}
        self._changes: list[Change] = []

    def add(self, number: int, digest: Digest, reading: Reading, before: Sequence[Form]) -> None:
        """All that stands on the latest version of an article; `before` are the forms of the one that it had."""
        day, article = digest.day or 0, reading.article
        played = parts(digest, reading)
        self._digests.append((number, blob.from_digest(digest)))
        self._names += [(name, day, number) for name in set(digest.names)]
        self._exact += [(key, number) for key in set(digest.exact)]
        for told in digest.told:
            self._report += 1
            self._reports.append((self._report, told.id, number, 0))
            self._numbers[told.id] = self._report
            self._report_words.append((self._report, spaced(told.quote)))
            self._report_keys += {(self._report, part_key(part, clean(form))) for part, form in played.get(told.id, ())}
        self._article_words.append((number, spaced(article.title or ""), spaced(article.text)))
        self._scenes.append(reading)
        self._changes.append(Change(number, before, digest.forms))

    def write(self) -> None:
        """Write what was added so far."""
        many, index = self.work.many, self.work.backend.index
        many("INSERT INTO digests (article, digest) VALUES (?, ?)", self._digests)
        # In order of their keys, so that what lies on one page is written to it together.
        many("INSERT INTO names (name, day, article) VALUES (?, ?, ?)", sorted(self._names))
        many("INSERT INTO exact (key, article) VALUES (?, ?)", sorted(self._exact))
        many("INSERT INTO reports (number, id, article, dirty) VALUES (?, ?, ?, ?)", self._reports)
        many("INSERT INTO report_keys (report, key) VALUES (?, ?)", sorted(self._report_keys))
        write_scenes(self.work, scenes_of(self._scenes, self._numbers))
        index.add_articles(self.work, self._article_words)
        index.add_reports(self.work, self._report_words)
        reform(self.work, self._changes)
        self._begin()


def _place(batch: Batch, entry: Entry) -> Placed:
    given, register = _clean(entry.digest), Register(batch.work, batch.write)
    known, outcome = recognise(given, cleaned(entry.reading.article.published), register)
    article = known.id if known else distinct(given.article, register)
    if known and outcome == "moved":
        _address(batch.work, given, known.number)
    if known is None or outcome == "changed":
        _keep(batch, entry, article, known)
    return Placed(article, outcome)


def _keep(batch: Batch, entry: Entry, id_: str, known: Known | None) -> None:
    """A new version of an article that is known, or the first of one that is not, which has this id."""
    work = batch.work
    before: Sequence[Form] = ()
    came = clean(entry.digest.article)
    if known:
        batch.write()
        last, article = withdraw(work, known.number)
        before = last.forms
        entry = completed(entry, article, last)
    else:
        batch.article += 1
    digest = entry.digest if entry.digest.article == id_ else entry.digest.renamed(id_)
    reading = entry.reading
    if reading.article.id != id_:
        reading = replace(reading, article=replace(reading.article, id=id_))
    article, given = reading.article, _clean(digest)
    number = known.number if known else batch.article
    row = {
        "number": number,
        "id": id_,
        "outlet": given.outlet,
        "title": cleaned(article.title),
        "published": cleaned(article.published),
        "day": given.day,
        "hash": given.hash,
        "named": len(set(given.names)),
    }
    work.run(_CHANGED if known else _NEW, given=came, **row)
    work.run(_VERSION, number=number, added=batch.added, reading=blob.from_reading(reading))
    _address(work, given, number)
    batch.add(number, digest, reading, before)


_NEW = """INSERT INTO articles (number, id, given, outlet, title, published, day, hash, named, version, pending)
    VALUES (:number, :id, :given, :outlet, :title, :published, :day, :hash, :named, 1, 1)"""
_CHANGED = """UPDATE articles SET outlet = :outlet, title = :title, published = :published, day = :day, hash = :hash,
    named = :named, version = version + 1, pending = 1 WHERE number = :number"""
_VERSION = """INSERT INTO versions (article, version, added, hash, outlet, reading)
    SELECT number, version, :added, hash, outlet, :reading FROM articles WHERE number = :number"""


def _address(work: Work, digest: Digest, number: int) -> None:
    """One that is another article's already stays so."""
    if digest.address:
        work.run(
            "INSERT INTO addresses (address, article) VALUES (:address, :number) ON CONFLICT (address) DO NOTHING",
            address=digest.address,
            number=number,
        )


def _clean(digest: Digest) -> Digest:
    """The digest with what the article is recognised by as it can be kept."""
    return replace(
        digest, article=clean(digest.article), outlet=cleaned(digest.outlet), address=cleaned(digest.address)
    )
