"""A corpus in a schema of a PostgreSQL database."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from reportedly.errors import Missing, StoreError, ValueRefused
from reportedly.store.database.backend import Row, Work, told
from reportedly.store.database.tsvector import Tsvector

SCHEMA = "reportedly"
"""The schema where a corpus is, unless its address has `?schema=another`."""
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_SECRET = re.compile(r"pass", re.IGNORECASE)
_AT_ONCE = 500
_CONNECTING = 10
"""Seconds that a server has to answer, unless the address says otherwise (`?connect_timeout=`)."""


class PostgreSql:
    """The `Backend` of a database. `patience` is how many seconds it waits while another process writes."""

    elsewhere = "name another schema with ?schema="

    def __init__(self, address: str, readonly: bool, patience: float) -> None:
        try:
            url = sa.make_url(address)
        except (sa.exc.ArgumentError, ValueError):
            # The reason could quote the address, and so the password.
            raise ValueRefused(
                "the address of the corpus cannot be read; expected postgresql://user@host/database"
            ) from None
        self.where, self.readonly, self.patience = _shown(url), readonly, patience
        query = {name: value if isinstance(value, str) else value[-1] for name, value in url.query.items()}
        self.schema = query.pop("schema", SCHEMA)
        if not _NAME.fullmatch(self.schema):
            raise ValueRefused(f"{self.schema!r} is no name of a schema; expected small letters, digits and _")
        options = f"{query.pop('options', '')} -c search_path={self.schema} -c lock_timeout={int(patience * 1000)}"
        query = {"connect_timeout": str(_CONNECTING), "application_name": "reportedly", **query, "options": options}
        self.index = Tsvector()
        # Two numbers name a lock in the whole database: ours, and which of our locks in which schema.
        self._writing, self._working = (zlib.crc32(f"{kind} {self.schema}".encode()) - (1 << 31) for kind in _LOCKS)
        self._engine = _engine(url.set(drivername="postgresql+psycopg", query=query), self.where)

    @property
    def dialect(self) -> sa.Dialect:
        """See `Backend`."""
        return self._engine.dialect

    def take(self) -> Any:
        """See `Backend`."""
        return self._engine.raw_connection()

    def give(self, connection: Any, fit: bool) -> None:
        """See `Backend`."""
        if not fit:
            connection.invalidate()
        connection.close()

    def close(self) -> None:
        """See `Backend`."""
        self._engine.dispose()

    def sql(self, statement: str) -> str:
        """See `Backend`."""
        return _sql(statement)

    def many(self, cursor: Any, statement: str, rows: Sequence[Row]) -> None:
        """See `Backend`."""
        insert = _INSERT.fullmatch(statement)
        if insert is None:
            cursor.executemany(_sql(statement), rows)
            return
        with cursor.copy(f"COPY {insert[1]} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def given(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """See `Backend`."""
        return parameters

    def begin(self, work: Work, write: bool) -> None:
        """See `Backend`."""
        if write:
            work.run("SELECT pg_advisory_xact_lock(:ours, :which)", ours=_OURS, which=self._writing)
        else:
            work.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """See `Store.exclusive`."""
        with told(self):
            connection = self._engine.raw_connection()
        try:
            with told(self):
                work = Work(self, connection)
                # For as long as the session, not the transaction: a transaction that long would keep rows from being
                # cleaned up.
                work.run("SET lock_timeout = 0")
                work.run("SELECT pg_advisory_lock(:ours, :which)", ours=_OURS, which=self._working)
                connection.commit()
            yield
        finally:
            # Not back into the pool: with the connection goes the lock, even where the server is gone.
            connection.invalidate()
            connection.close()

    def size(self, work: Work) -> int | None:
        """See `Backend`."""
        size = work.value(
            """SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = :schema AND c.relkind = 'r'""",
            schema=self.schema,
        )
        return None if size is None else int(size)

    def prepare(self, work: Work) -> None:
        """See `Backend`."""
        encoding = work.value("SHOW server_encoding")
        if encoding != "UTF8":
            raise StoreError(self.where, f"keeps its texts as {encoding}", "make a database with ENCODING 'UTF8'")
        if not work.value("SELECT count(*) FROM pg_namespace WHERE nspname = :schema", schema=self.schema):
            work.run(f'CREATE SCHEMA "{self.schema}"')

    def has_table(self, work: Work, name: str) -> bool:
        """See `Backend`."""
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = :schema AND tablename = :name"
        return bool(work.value(tables, schema=self.schema, name=name))

    def is_foreign(self, work: Work) -> bool:
        """See `Backend`."""
        return bool(work.value("SELECT count(*) FROM pg_tables WHERE schemaname = :schema", schema=self.schema))

    def stream(self, work: Work, statement: sa.Select[Any]) -> Iterator[Row]:
        """See `Backend`."""
        with work.connection.cursor(name="streamed") as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(*work.select(statement))

    def explained(self, error: Exception) -> StoreError | None:
        """See `Backend`."""
        import psycopg

        if not isinstance(error, psycopg.Error):
            return None
        state = error.sqlstate or ""
        meaning = _MEANING.get(state) or _MEANING.get(state[:2])
        problem, remedy = meaning or ("answers: {words}", "see the server's log")
        words = " ".join(str(error).split())
        return StoreError(self.where, problem.format(seconds=self.patience, words=words), remedy)


_OURS = 0x72707464
_LOCKS = ("writing", "working")
_GONE = (
    "cannot be reached: {words}",
    "see that the server runs, and that host, port, database, user and password are right",
)
_REFUSED = ("does not let us in: {words}", "see user and password, in the address, in PGPASSWORD or in ~/.pgpass")
_MEANING = {
    "": _GONE,
    "08": _GONE,
    "57": ("was shut down, or ended our connection", "try again when the server runs"),
    "28": _REFUSED,
    "3D": ("there is no such database", "make it with createdb, or name another"),
    "25": ("is read-only", "name the server that takes changes, or open it for reading only"),
    "42501": ("does not let us do that", "grant CREATE on the database, or make the schema and grant it to the user"),
    "42P01": ("is damaged: a table is missing", "restore it from a copy, or name another with ?schema="),
    "55P03": ("is being written by another process for {seconds:g} s", "try again when that is done"),
    "53": ("the server has no room or no connection left", "make room and try again; nothing that was there is lost"),
    "40": ("another process got in the way", "try again"),
    "58": ("the server cannot read or write its files", "see its disk; restore the corpus from a copy if need be"),
    "XX": ("is damaged", "see the server's log; restore it from a copy"),
}
_LISTS = {"MANY": "bigint", "WORDS": "text"}
_LIST = re.compile(r"IN (MANY|WORDS)\((:\w+)\)")
# What only adds rows as they are can be copied, several times as fast.
_INSERT = re.compile(r"INSERT INTO (\w+ \([\w, ]+\)) VALUES \((?:(?:\?|CAST\(\? AS tsvector\))(?:, )?)+\)")
_NAMED = re.compile(r"(?<!:):([a-z]\w*)")


@lru_cache(512)
def _sql(statement: str) -> str:
    statement = _LIST.sub(lambda m: f"= ANY(CAST({m[2]} AS {_LISTS[m[1]]}[]))", statement)
    return _NAMED.sub(r"%(\1)s", statement).replace("?", "%s")


def _shown(url: sa.URL) -> str:
    """The address without anything secret."""
    query = {name: value for name, value in url.query.items() if not _SECRET.search(name)}
    return url.set(drivername="postgresql", query=query, password=None).render_as_string()


def _engine(url: sa.URL, where: str) -> sa.Engine:
    try:
        return sa.create_engine(url, pool_size=4, pool_pre_ping=True)
    except ImportError as error:
        raise Missing(f"{where}: PostgreSQL needs psycopg (pip install 'reportedly[postgresql]')") from error
