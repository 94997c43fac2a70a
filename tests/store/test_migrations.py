"""A corpus of an older schema, which is brought up to date, and of a newer one, which is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.store.database import Database
from reportedly.store.database.backend import Backend, Work, reading, writing
from reportedly.store.database.postgresql import PostgreSql
from reportedly.store.database.sqlite import Sqlite
from reportedly.store.database.version import version
from reportedly.store.migrations import STEPS, Step, migrate
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Store
from tests.store import children

pytestmark = pytest.mark.parametrize("addresses", ["sqlite", "postgresql"], indirect=True)
Backends = Callable[..., Backend]


@pytest.fixture
def backend(address: str) -> Iterator[Backends]:
    """Opens the place of the corpus without bringing it up to date."""
    made: list[Backend] = []

    def another(readonly: bool = False) -> Backend:
        postgresql = "://" in address
        made.append(PostgreSql(address, readonly, 5) if postgresql else Sqlite(Path(address), True, readonly, 5))
        return made[-1]

    yield another
    for each in made:
        each.close()


def notes(work: Work) -> None:
    """What a newer reportedly might need."""
    work.run("CREATE TABLE notes (article BIGINT NOT NULL, words TEXT NOT NULL)")
    work.run("INSERT INTO notes (article, words) SELECT number, title FROM articles")
    work.run("ALTER TABLE notes ADD COLUMN more BIGINT NOT NULL DEFAULT 7")


def broken(work: Work) -> None:
    """Fails when it is half done."""
    work.run("CREATE TABLE halves (half BIGINT NOT NULL)")
    work.run("INSERT INTO halves (half) VALUES (1)")
    raise ZeroDivisionError


NEWER: tuple[Step, ...] = (*STEPS, notes)


def content(store: Store) -> object:
    """What it says."""
    return list(store.readings()), list(store.claims(Asked()))


def filled(address: str) -> object:
    """Make a corpus with something in it, which it gives back."""
    with closing(open_store(address)) as store:
        store.put([children.news(number) for number in range(6)])
        children.grow(store)
        return content(store)


def test_a_new_corpus_has_the_newest(address: str, backend: Backends) -> None:
    with closing(open_store(address)) as store:
        assert store.count().schema == len(STEPS)
    with reading(backend()) as work:
        assert version(work) == len(STEPS)
        steps = work.rows("SELECT version, made FROM schema_version ORDER BY version")
        assert [step for step, _ in steps] == [number + 1 for number in range(len(STEPS))]
        assert all(made.endswith("+00:00") for _, made in steps)


def test_an_older_one_is_brought_up_to_date(address: str, backend: Backends) -> None:
    before = filled(address)
    newer = backend()
    migrate(newer, create=False, steps=NEWER)
    migrate(newer, create=False, steps=NEWER)
    with reading(newer) as work:
        assert version(work) == len(NEWER)
        assert work.rows("SELECT article, words, more FROM notes ORDER BY article")[:2] == [
            (1, "Title0", 7),
            (2, "Title1", 7),
        ]
    with closing(Database(newer)) as store:
        assert content(store) == before
        assert [placed.outcome for placed in store.put([children.news(9), children.news(1, 1)])] == ["new", "changed"]


def test_from_nothing_over_all_steps(backend: Backends) -> None:
    newer = backend()
    migrate(newer, create=True, steps=NEWER)
    with reading(newer) as work:
        assert version(work) == len(NEWER)
        assert work.rows("SELECT * FROM notes") == []


def test_a_step_that_fails_leaves_nothing(address: str, backend: Backends) -> None:
    before = filled(address)
    newer = backend()
    with pytest.raises(ZeroDivisionError):
        migrate(newer, create=False, steps=(*NEWER, broken))
    with reading(newer) as work:
        assert version(work) == len(STEPS)
        assert not newer.has_table(work, "notes")
        assert not newer.has_table(work, "halves")
    with closing(open_store(address)) as store:
        assert content(store) == before


def test_a_first_step_that_fails_leaves_nothing(address: str, backend: Backends) -> None:
    newer = backend()
    with pytest.raises(ZeroDivisionError):
        migrate(newer, create=True, steps=(broken,))
    with reading(newer) as work:
        assert version(work) == 0
        assert not newer.is_foreign(work)
    with closing(open_store(address)) as store:
        assert store.count().articles == 0


def test_one_that_may_only_be_read_is_not_changed(address: str, backend: Backends) -> None:
    before = filled(address)
    with pytest.raises(StoreError) as raised:
        migrate(backend(readonly=True), create=False, steps=NEWER)
    assert raised.value.where in str(raised.value)
    assert raised.value.problem == f"was made by an older reportedly (schema {len(STEPS)}; this one needs {len(NEWER)})"
    assert raised.value.remedy == "open it for writing once, which brings it up to date"
    with closing(open_store(address)) as store:
        assert content(store) == before


@pytest.mark.parametrize("how", [{}, {"readonly": True}, {"create": False}], ids=["add", "read", "look"])
def test_a_newer_one_is_left_alone(address: str, backend: Backends, how: dict[str, bool]) -> None:
    with closing(open_store(address)) as store:
        store.put([children.news(1)])
    newer = backend()
    migrate(newer, create=False, steps=NEWER)
    with pytest.raises(StoreError) as raised:
        open_store(address, **how)
    assert raised.value.problem == f"was made by a newer reportedly (schema {len(NEWER)}; this one knows {len(STEPS)})"
    assert "pip install --upgrade reportedly" in str(raised.value)
    with reading(newer) as work:
        assert version(work) == len(NEWER)
        assert work.value("SELECT count(*) FROM articles") == 1


def test_what_another_program_has_there_is_left_alone(address: str, backend: Backends) -> None:
    other = backend()
    with writing(other) as work:
        if "://" in address:
            other.prepare(work)
        work.run("CREATE TABLE articles (x BIGINT)")
    for how in ({}, {"readonly": True}, {"create": False}):
        with pytest.raises(StoreError, match="is no corpus but another program's") as raised:
            open_store(address, **how)
        assert raised.value.remedy == other.elsewhere
    with reading(other) as work:
        assert version(work) == 0
        assert not other.has_table(work, "versions")


def test_many_open_a_new_one_at_once(address: str) -> None:
    """Each finds it made, by itself or by another."""
    with (
        children.started(children.add, address, [(1, 0)]) as (_, first),
        children.started(children.add, address, [(1, 0)]) as (_, second),
        children.started(children.add, address, [(1, 0)]) as (_, third),
    ):
        outcomes = [outcome for each in (first, second, third) for outcome in children.outcomes(each)]
    assert sorted(outcomes) == ["known", "known", "new"]
