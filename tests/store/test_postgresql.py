"""What can be wrong with a server: told without the password, and put right without opening the corpus anew."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from reportedly.errors import StoreError, ValueRefused
from reportedly.store.open import open_store
from tests.store import children

ON_SERVER = pytest.mark.parametrize("addresses", ["postgresql"], indirect=True)


@pytest.fixture
def administrator(postgresql: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own to the server."""
    url = sa.make_url(postgresql)
    with psycopg.connect(host=str(url.query["host"]), user=url.username, dbname=url.database, autocommit=True) as made:
        yield made


def with_query(address: str, **more: str) -> str:
    return sa.make_url(address).update_query_dict(more).render_as_string(hide_password=False)


def refused(address: str, **how: Any) -> StoreError:
    with pytest.raises(StoreError) as raised, closing(open_store(address, **how)) as store:
        store.put([children.news(1)])
    assert raised.value.remedy
    assert "secret" not in str(raised.value)
    return raised.value


def test_no_server() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    error = refused(f"postgresql://ana:secret@127.0.0.1:{port}/news")
    assert error.where == f"postgresql://ana:***@127.0.0.1:{port}/news"
    assert "cannot be reached" in error.problem


@pytest.mark.parametrize(
    "address",
    ["postgresql://ana:secret@host:port/news", "postgresql://ana:secret@host/news?schema=Not%20One"],
)
def test_addresses_that_cannot_be_read(address: str) -> None:
    with pytest.raises(ValueRefused) as raised:
        open_store(address)
    assert "expected" in str(raised.value)
    assert "secret" not in str(raised.value)


@ON_SERVER
def test_no_database(address: str) -> None:
    error = refused(sa.make_url(address).set(database="nowhere").render_as_string())
    assert 'database "nowhere" does not exist' in error.problem
    assert "database" in error.remedy


@ON_SERVER
def test_no_user(address: str) -> None:
    error = refused(sa.make_url(address).set(username="nobody", password="secret").render_as_string(False))
    assert 'role "nobody" does not exist' in error.problem
    assert "user" in error.remedy


@ON_SERVER
def test_none_there(address: str) -> None:
    for how in ({"readonly": True}, {"create": False}):
        assert refused(address, **how).problem == "there is no corpus"


@ON_SERVER
def test_a_user_who_may_only_read(address: str, administrator: psycopg.Connection[Any]) -> None:
    with closing(open_store(address)) as store:
        store.put([children.news(1)])
    schema = sa.make_url(address).query["schema"]
    administrator.execute("DROP ROLE IF EXISTS reader")
    administrator.execute("CREATE ROLE reader LOGIN")
    administrator.execute(f"GRANT USAGE ON SCHEMA {schema} TO reader")
    administrator.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
    theirs = sa.make_url(address).set(username="reader").render_as_string()
    with closing(open_store(theirs, readonly=True)) as store:
        assert store.count().articles == 1
    error = refused(theirs)
    assert error.problem == "does not let us do that"
    administrator.execute("DROP OWNED BY reader")
    administrator.execute("DROP ROLE reader")


@ON_SERVER
def test_read_by_intent(address: str) -> None:
    with closing(open_store(address)) as store:
        store.put([children.news(1)])
    with closing(open_store(address, readonly=True)) as store:
        assert store.count().articles == 1
        with pytest.raises(StoreError, match="is open for reading only"):
            store.put([children.news(2)])


@ON_SERVER
def test_a_server_that_takes_no_changes(address: str) -> None:
    open_store(address).close()
    error = refused(with_query(address, options="-c default_transaction_read_only=on"))
    assert error.problem == "is read-only"


@ON_SERVER
def test_busy(address: str) -> None:
    with closing(open_store(address)) as store, closing(open_store(address, patience=0.2)) as other:
        store.put([children.news(1)])
        with store._writing():  # type: ignore[attr-defined]
            with pytest.raises(StoreError) as raised:
                other.put([children.news(2)])
            assert raised.value.problem == "is being written by another process for 0.2 s"
            assert other.count().articles == 1, "reading goes on"
        assert other.put([children.news(2)])[0].outcome == "new"


@ON_SERVER
def test_a_connection_that_is_ended(address: str, administrator: psycopg.Connection[Any]) -> None:
    with closing(open_store(address)) as store:
        store.put([children.news(1)])
        readings = store.readings()
        next(readings)
        administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reportedly'"
        )
        with pytest.raises(StoreError, match=r"was shut down, or ended our connection|cannot be reached"):
            list(readings)
        assert store.put([children.news(2)])[0].outcome == "new"
        assert store.count().articles == 2


@ON_SERVER
def test_two_corpora_in_one_database(address: str) -> None:
    other = with_query(address, schema="another_one")
    with closing(open_store(address)) as one, closing(open_store(other)) as two:
        one.put([children.news(1)])
        with one.exclusive(), two.exclusive():
            assert two.put([children.news(1)])[0].outcome == "new"
        assert (one.count().articles, two.count().articles) == (1, 1)


@ON_SERVER
def test_the_size_on_disk(address: str) -> None:
    with closing(open_store(address)) as store:
        size = store.count().bytes
        assert size
        store.put([children.news(number) for number in range(200)])
        assert (store.count().bytes or 0) > size


@ON_SERVER
def test_what_lies_in_the_way(address: str, tmp_path: Path) -> None:
    """A table is missing: someone took it away."""
    with closing(open_store(address)) as store:
        with store._writing() as work:  # type: ignore[attr-defined]
            work.run("DROP TABLE names")
        with pytest.raises(StoreError, match="a table is missing"):
            store.put([children.news(1)])
        assert store.count().articles == 0
