"""Processes that are killed while they write, and two that write at once."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Store
from reportedly.store.words import words
from tests.store import children

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals of POSIX"),
    pytest.mark.parametrize("addresses", ["sqlite", "postgresql"], indirect=True),
]

ROUNDS = 15
EDITS = [(number, 0) for number in range(72)] + [(number, 1) for number in range(0, 72, 5)]


def everything(store: Store) -> dict[str, Any]:
    """All that a corpus says, whatever the order in which it came."""
    ids = sorted(reading.article.id for reading in store.readings())
    digests = store.digests(ids)
    reports = [told.id for article in ids for told in digests[article].told]
    forms = store.forms()
    count = store.count()
    return {
        "readings": {reading.article.id: reading for reading in store.readings()},
        "versions": {article: [(v.number, v.hash) for v in store.versions(article)] for article in ids},
        "digests": {article: digest.told for article, digest in digests.items()},
        "places": store.places(reports),
        "links": store.links_of(reports, 0, 2),
        "resting": store.resting(ids),
        "claims": list(store.claims(Asked())),
        "forms": forms,
        "actors": store.actors([form.key for form in forms]),
        "count": (count.articles, count.versions, count.reports, count.claims, count.pending, count.dirty),
    }


def check(store: Store) -> None:
    """Whatever is there is wholly there, and nothing else is."""
    pending = set(store.pending(1000))
    dirty = set(store.dirty(10_000))
    reports: set[int] = set()
    for reading in store.readings():
        article = reading.article
        digest = store.digests([article.id])[article.id]
        assert [told.span.of(article.text) for told in digest.told] == [told.quote for told in digest.told]
        ours = {told.id for told in digest.told}
        assert set(store.places(ours)) == ours
        assert article.id in [hit.article for hit in store.search(words(article.text)[1], most=100)]
        assert article.id not in store.near(digest, 30)
        assert {form.key for form in digest.forms} <= {form.key for form in store.forms()}
        reports |= ours
        if article.id in pending:
            assert not ours & dirty
    claimed = [report.id for claim in store.claims(Asked()) for report in claim.reports]
    assert len(claimed) == len(set(claimed))
    count = store.count()
    unclaimed = count.reports - len(claimed)
    waiting = sum(len(store.digests([article])[article].told) for article in pending)
    assert count.reports == len(reports)
    assert unclaimed <= len(dirty) + waiting


def sound(path: Path) -> None:
    """SQLite finds nothing wrong with the file, nor with the words in it."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in ("article_words", "report_words"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")


@pytest.fixture(scope="module")
def undisturbed() -> dict[str, Any]:
    """What becomes of it where nobody is killed."""
    store = open_store("memory:")
    store.put([children.news(*edit) for edit in EDITS])
    children.grow(store)
    return everything(store)


def test_killed_many_times(address: str, undisturbed: dict[str, Any]) -> None:
    chance = random.Random(20311014)
    rounds = ROUNDS if "://" not in address else ROUNDS // 3
    killed = there = 0
    for _ in range(rounds):
        # Some of it again, as after a real kill, but not so much that nothing new comes before the next one.
        with children.started(children.add, address, EDITS[max(0, there - 6) :]) as (child, connection):
            for _ in range(chance.choice((1, 2, 3))):
                connection.recv()
            time.sleep(chance.choice((0, 0.003, 0.01, 0.03)))
            killed += child.is_alive()
            child.kill()
            child.join(60)
        if "://" not in address:
            sound(Path(address))
        with closing(open_store(address)) as store:
            check(store)
            there = store.count().versions
    assert killed > rounds // 2
    with children.started(children.add, address, EDITS) as (_, connection):
        children.outcomes(connection)
    with closing(open_store(address)) as store:
        assert everything(store) == undisturbed


def test_two_at_once(address: str) -> None:
    """Both make the corpus, add what partly is the same, and link; each article is new to one of them."""
    edits = [(number, 0) for number in range(60)]
    one, other = edits[:40], edits[20:][::-1]
    with (
        children.started(children.add, address, one) as (_, first),
        children.started(children.add, address, other) as (_, second),
    ):
        outcomes = children.outcomes(first) + children.outcomes(second)
    assert (outcomes.count("new"), outcomes.count("known")) == (60, 20)
    reference = open_store("memory:")
    reference.put([children.news(*edit) for edit in edits])
    children.grow(reference)
    with closing(open_store(address)) as store:
        check(store)
        assert everything(store) == everything(reference)


def test_the_lock_of_one_that_was_killed_is_free(address: str) -> None:
    with children.started(children.hold, address) as (child, connection):
        assert connection.recv() == "held"
        child.kill()
        child.join(60)
        with closing(open_store(address)) as store, store.exclusive():
            pass


def test_one_waits_for_the_lock_of_the_other(address: str) -> None:
    with children.started(children.hold, address) as (_, first):
        assert first.recv() == "held"
        with children.started(children.hold, address) as (_, second):
            assert not second.poll(0.5)
            first.send("let go")
            assert second.recv() == "held"
            second.send("let go")
