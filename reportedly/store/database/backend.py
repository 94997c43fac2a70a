"""What the stores in SQL share: connections, transactions, one way to say a statement, errors made into ours.

Statements are written once, with named parameters (`:article`) or, for many rows, with `?`. `x IN MANY(:numbers)` and
`x IN WORDS(:texts)` take a list of whatever length as one parameter, so that a statement is prepared once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from types import TracebackType
from typing import Any, Protocol

import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.store.database.blob import Damaged
from reportedly.store.query import Query

Row = tuple[Any, ...]


class Index(Protocol):
    """The index of words of one kind of database. Rows are (number, text…); words are folded and spaced."""

    report: str
    """The column with a report's number, in `report_words`."""
    matches: str
    """The condition that the words of a row of `report_words` are what `:query` asks for."""
    article: str
    """The column with an article's number, in `article_words`."""
    found: str
    """The condition that the words of a row of `article_words` are what `:query` asks for."""
    best: str
    """What sorts those rows, the best answers first."""

    def add_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """Number, title and text."""

    def drop_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """As they were added."""

    def add_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """Number and quote."""

    def drop_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """As they were added."""

    def expression(self, query: Query) -> str:
        """The query in its own words."""


class Work:
    """One transaction: statements run in it. `connection` is the driver's own.

    SQLAlchemy says the schema and composes what is composed; what it does for each statement that is run would take
    several times as long as the database needs for most of ours.
    """

    __slots__ = ("backend", "connection", "cursor")

    def __init__(self, backend: Backend, connection: Any) -> None:
        self.backend, self.connection = backend, connection
        self.cursor: Any = connection.cursor()

    def rows(self, statement: str, **given: Any) -> list[Row]:
        """All rows of a select."""
        found: list[Row] = self.cursor.execute(self.backend.sql(statement), self.backend.given(given)).fetchall()
        return found

    def row(self, statement: str, **given: Any) -> Row | None:
        """The first row of a select."""
        found: Row | None = self.cursor.execute(self.backend.sql(statement), self.backend.given(given)).fetchone()
        return found

    def value(self, statement: str, **given: Any) -> Any:
        """The first column of the first row; None where there is none."""
        found = self.row(statement, **given)
        return None if found is None else found[0]

    def run(self, statement: str, **given: Any) -> None:
        """A statement that gives nothing back."""
        self.cursor.execute(self.backend.sql(statement), self.backend.given(given))

    def many(self, statement: str, rows: Sequence[Row]) -> None:
        """A statement for each row of parameters."""
        if rows:
            self.backend.many(self.cursor, statement, rows)

    def select(self, statement: sa.Select[Any]) -> tuple[str, Any]:
        """A composed select and its parameters, as the driver takes them."""
        made = statement.compile(dialect=self.backend.dialect, compile_kwargs={"render_postcompile": True})
        named = made.params
        return made.string, named if made.positiontup is None else tuple(named[name] for name in made.positiontup)


class Backend(Protocol):
    """One kind of database. `where` names the place, without a password."""

    where: str
    elsewhere: str
    """The remedy where the place is taken."""
    readonly: bool

    @property
    def dialect(self) -> sa.Dialect:
        """SQLAlchemy's."""

    @property
    def index(self) -> Index:
        """Its index of words."""

    def take(self) -> Any:
        """A connection of the driver for one transaction."""

    def give(self, connection: Any, fit: bool) -> None:
        """Have it back, `fit` to be used again or not."""

    def close(self) -> None:
        """Close all connections that are not in use."""

    def sql(self, statement: str) -> str:
        """A statement in the words of this database's driver."""

    def many(self, cursor: Any, statement: str, rows: Sequence[Row]) -> None:
        """Run a statement for each row of parameters, of which there is one at least."""

    def given(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """Parameters as its driver takes them."""

    def explained(self, error: Exception) -> StoreError | None:
        """What an error of the driver means to a user; None where it is none of the database's."""

    def begin(self, work: Work, write: bool) -> None:
        """What comes first in a transaction: it sees one moment; where it writes, no other one does from here on."""

    def exclusive(self) -> AbstractContextManager[None]:
        """See `Store.exclusive`."""

    def size(self, work: Work) -> int | None:
        """Bytes on disk."""

    def prepare(self, work: Work) -> None:
        """What a new corpus needs besides its tables, before they are made."""

    def has_table(self, work: Work, name: str) -> bool:
        """Whether there is a table of this name."""

    def is_foreign(self, work: Work) -> bool:
        """Whether, there being no corpus, there is something else."""

    def stream(self, work: Work, statement: sa.Select[Any]) -> Iterator[Row]:
        """The rows of a select, fetched as they are asked for."""


class Transaction:
    """A context manager that gives a `Work`: one moment where it reads, all or nothing where it writes.

    Errors of the driver come out as `StoreError`s.
    """

    __slots__ = ("_backend", "_work", "_write")

    def __init__(self, backend: Backend, write: bool) -> None:
        if write and backend.readonly:
            raise refused(backend)
        self._backend, self._write = backend, write

    def __enter__(self) -> Work:
        backend = self._backend
        with told(backend):
            connection = backend.take()
            try:
                self._work = Work(backend, connection)
                backend.begin(self._work, self._write)
            except BaseException:
                backend.give(connection, fit=False)
                raise
        return self._work

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        backend, connection = self._backend, self._work.connection
        fit = False
        try:
            with told(backend) if error is None else suppress(Exception):  # of two errors the first is the one to tell
                # A select that was not read to its end would hold on to its moment, and SQLite's file be left open.
                self._work.cursor.close()
                (connection.rollback if error else connection.commit)()
                fit = True
        finally:
            backend.give(connection, fit)
        if isinstance(error, Exception) and (explained := explain(backend, error)):
            raise explained from error


@contextmanager
def told(backend: Backend) -> Iterator[None]:
    """Errors of the driver as `StoreError`s, everything else as it is."""
    try:
        yield
    except Exception as error:
        if explained := explain(backend, error):
            raise explained from error
        raise


def explain(backend: Backend, error: Exception) -> StoreError | None:
    """What an error means to a user; None where it is not of the database."""
    # Nobody else writes what we decode: where SQLite's own words cannot be read, it quotes a schema that is torn.
    if isinstance(error, Damaged | json.JSONDecodeError | UnicodeDecodeError):
        return StoreError(backend.where, "is damaged", "restore it from a copy, or add its articles to a new one")
    if isinstance(error, sa.exc.DBAPIError) and isinstance(error.orig, Exception):
        error = error.orig  # SQLAlchemy passes on what the driver raised
    return backend.explained(error)


def reading(backend: Backend) -> Transaction:
    """A transaction that sees one moment and changes nothing."""
    return Transaction(backend, write=False)


def writing(backend: Backend) -> Transaction:
    """A transaction that writes; it waits for another one, and is undone by an exception."""
    return Transaction(backend, write=True)


def refused(backend: Backend) -> StoreError:
    """That it may not be changed."""
    return StoreError(backend.where, "is open for reading only", "open it without `readonly` to change it")
