"""What the stores in SQL share: connections, transactions, one way to say a statement, errors made into ours.

Statements are written once, with named parameters (`:article`) or, for many rows, with `?`. `x IN MANY(:numbers)` and
`x IN WORDS(:texts)` take a list of whatever length as one parameter, so that a statement is prepared once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.store.query import Query

Row = tuple[Any, ...]


class Index(Protocol):
    """The index of words of one kind of database. Rows are (number, text…); words are folded and spaced."""

    def add_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """Number, title and text."""

    def drop_articles(self, work: Work, rows: Sequence[tuple[int, str, str]]) -> None:
        """As they were added."""

    def add_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """Number and quote."""

    def drop_reports(self, work: Work, rows: Sequence[tuple[int, str]]) -> None:
        """As they were added."""

    def articles(self, work: Work, query: Query, most: int, skip: int) -> list[int]:
        """Numbers of the articles that a query asks for, best first."""

    def reports(self, query: Query) -> sa.TextClause:
        """A select of the numbers of the reports whose quote a query asks for."""


class Work:
    """One transaction: statements run in it."""

    __slots__ = ("backend", "connection", "cursor")

    def __init__(self, backend: Backend, connection: sa.Connection) -> None:
        self.backend, self.connection = backend, connection
        # Beneath SQLAlchemy's execution, whose work for each statement is several times the database's own.
        self.cursor: Any = connection.connection.cursor()

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
            self.cursor.executemany(self.backend.sql(statement), rows)


class Backend(Protocol):
    """One kind of database. `where` names the place, without a password."""

    where: str
    elsewhere: str
    """The remedy where the place is taken."""
    engine: sa.Engine
    readonly: bool

    @property
    def index(self) -> Index:
        """Its index of words."""

    def sql(self, statement: str) -> str:
        """A statement in the words of this database's driver."""

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


@contextmanager
def told(backend: Backend) -> Iterator[None]:
    """Errors of the driver as `StoreError`s, everything else as it is."""
    try:
        yield
    except Exception as error:
        explained = backend.explained(_cause(error))
        if explained is None:
            raise
        raise explained from error


def _cause(error: Exception) -> Exception:
    """What the driver raised, where SQLAlchemy passes it on."""
    original = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    return original if isinstance(original, Exception) else error


@contextmanager
def reading(backend: Backend) -> Iterator[Work]:
    """A transaction that sees one moment and changes nothing."""
    with told(backend), backend.engine.connect() as connection, connection.begin():
        work = Work(backend, connection)
        backend.begin(work, write=False)
        yield work


@contextmanager
def writing(backend: Backend) -> Iterator[Work]:
    """A transaction that writes; it waits for another one, and is undone by an exception."""
    if backend.readonly:
        raise refused(backend)
    with told(backend), backend.engine.connect() as connection, connection.begin():
        work = Work(backend, connection)
        backend.begin(work, write=True)
        yield work


def refused(backend: Backend) -> StoreError:
    """That it may not be changed."""
    return StoreError(backend.where, "is open for reading only", "open it without `readonly` to change it")
