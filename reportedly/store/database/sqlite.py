"""A corpus in one file."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from reportedly.errors import StoreError
from reportedly.store.database.backend import Row, Work
from reportedly.store.database.fts5 import Fts5
from reportedly.store.database.lock import locked

APPLICATION = 0x72707464
"""`application_id` of a corpus, by which `file` and we tell it from another program's database: "rptd"."""
CACHE = 64 << 10
"""Kibibytes of pages that a connection keeps."""
IDLE = 8
"""Connections that are kept open."""
CHECKPOINT = 16000
"""Pages that the log grows to before they go into the file: the more, the fewer are written twice."""

_DAMAGED = "restore it from a copy, or add its articles to a new one"
_LISTS = re.compile(r"IN (?:MANY|WORDS)\((:\w+)\)")


class Sqlite:
    """The `Backend` of a file. `patience` is how many seconds it waits while another process writes."""

    elsewhere = "name another file"
    dialect = sa.create_engine("sqlite://").dialect

    def __init__(self, path: Path, create: bool, readonly: bool, patience: float) -> None:
        self.path, self.readonly, self.patience = path, readonly, patience
        self.where = str(path)
        self.index = Fts5()
        look_at(path, create, readonly)
        self._uri = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
        self._idle: list[sqlite3.Connection] = []
        self._closed = False

    def take(self) -> sqlite3.Connection:
        """See `Backend`."""
        if self._closed:
            raise StoreError(self.where, "was closed", "open it again")
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def give(self, connection: sqlite3.Connection, fit: bool) -> None:
        """See `Backend`."""
        if fit and not self._closed and len(self._idle) < IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """See `Backend`."""
        self._closed = True
        while self._idle:
            self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._connected(self._uri)
        except sqlite3.OperationalError as error:
            if not self.readonly or error.sqlite_errorcode & 0xFF not in _CLOSED:
                raise
            # In a folder where nothing can be made, SQLite reads a file with a log only where told that it is alone.
            if _log(self.path):
                problem = (
                    "has a log that only who may write to its folder can read: it is being written, or was not closed"
                )
                raise StoreError(self.where, problem, "open it once, or copy it with its log, where you may") from error
            return self._connected(f"{self._uri}&immutable=1")

    def _connected(self, uri: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, self.patience, isolation_level=None, check_same_thread=False, cached_statements=256, uri=True
        )
        try:
            ((application, tables),) = connection.execute(_WHOSE)
            for pragma in ("query_only = ON",) if self.readonly else _WRITING:
                # Nothing is changed in what is not ours.
                if application == APPLICATION or not (application or tables):
                    self._patiently(connection, f"PRAGMA {pragma}")
            for pragma in _ALWAYS:
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection

    def _patiently(self, connection: sqlite3.Connection, statement: str) -> None:
        """SQLite does not wait for another process by itself where both are the first to open a file."""
        end = time.monotonic() + self.patience
        while True:
            try:
                connection.execute(statement)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.02)

    def sql(self, statement: str) -> str:
        """See `Backend`."""
        return _sql(statement)

    def many(self, cursor: sqlite3.Cursor, statement: str, rows: Sequence[Row]) -> None:
        """See `Backend`."""
        cursor.executemany(_sql(statement), rows)

    def given(self, parameters: dict[str, Any]) -> dict[str, Any]:
        """See `Backend`."""
        for name, value in parameters.items():
            if type(value) is list:
                parameters[name] = json.dumps(value)
        return parameters

    def begin(self, work: Work, write: bool) -> None:
        """See `Backend`."""
        work.cursor.execute("BEGIN IMMEDIATE" if write else "BEGIN")

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """See `Store.exclusive`."""
        lock = self.path.with_name(f"{self.path.name}-lock")
        held = locked(lock)
        try:
            held.__enter__()
        except OSError as error:
            raise StoreError(
                self.where, f"{lock.name} cannot be made beside it: {error.strerror}", _WRITABLE
            ) from error
        try:
            yield
        finally:
            held.__exit__(*sys.exc_info())

    def size(self, work: Work) -> int | None:
        """See `Backend`."""
        return sum(p.stat().st_size for p in (self.path, self.path.with_name(f"{self.path.name}-wal")) if p.exists())

    def prepare(self, work: Work) -> None:
        """See `Backend`."""
        work.run(f"PRAGMA application_id = {APPLICATION}")

    def has_table(self, work: Work, name: str) -> bool:
        """See `Backend`."""
        ours = work.value("PRAGMA application_id") == APPLICATION
        return ours and bool(work.value("SELECT count(*) FROM sqlite_schema WHERE name = :name", name=name))

    def is_foreign(self, work: Work) -> bool:
        """See `Backend`."""
        return bool(work.value("PRAGMA application_id") or work.value("SELECT count(*) FROM sqlite_schema"))

    def stream(self, work: Work, statement: sa.Select[Any]) -> Iterator[Row]:
        """See `Backend`."""
        return iter(work.connection.cursor().execute(*work.select(statement)))

    def explained(self, error: Exception) -> StoreError | None:
        """See `Backend`."""
        if not isinstance(error, sqlite3.Error):
            return None
        code = getattr(error, "sqlite_errorcode", None)
        problem, remedy = _MEANING.get((code or 0) & 0xFF, (f"cannot be used: {error}", _DAMAGED))
        return StoreError(self.where, problem.format(seconds=self.patience), remedy)


_CLOSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_WRITABLE = "allow writing to it and to its folder, or open it for reading only"
_MEANING = {
    sqlite3.SQLITE_BUSY: ("is being written by another process for {seconds:g} s", "try again when that is done"),
    sqlite3.SQLITE_LOCKED: ("is being written by another process for {seconds:g} s", "try again when that is done"),
    sqlite3.SQLITE_READONLY: ("is read-only", _WRITABLE),
    sqlite3.SQLITE_PERM: ("is not ours to open", _WRITABLE),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "see that its folder is there and may be written to"),
    sqlite3.SQLITE_FULL: ("the disk is full", "make room and try again; nothing that was there is lost"),
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written",
        "see that the disk works, has room and lets a file become so large; nothing that was there is lost",
    ),
    sqlite3.SQLITE_PROTOCOL: ("cannot be locked", "a corpus must lie on a disk of this machine, not of another"),
    sqlite3.SQLITE_NOTADB: ("is no corpus, or is damaged", "name another file, or restore it from a copy"),
    sqlite3.SQLITE_CORRUPT: ("is damaged", _DAMAGED),
}


_WHOSE = "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)"
# With a log, NORMAL loses nothing that was committed when a process is killed; a power failure may undo the last
# transactions, wholly, and what they did is done again.
# What is deleted need not be overwritten, as Debian's SQLite would: everything in a corpus was published.
_WRITING = ("journal_mode = WAL", "synchronous = NORMAL", f"wal_autocheckpoint = {CHECKPOINT}", "secure_delete = OFF")
_ALWAYS = (f"cache_size = -{CACHE}", "temp_store = MEMORY")


def look_at(path: Path, create: bool, readonly: bool) -> None:
    """Raises StoreError where a look at the file is enough to tell that it cannot be used so."""
    where, folder = str(path), path.parent
    if path.is_dir():
        raise StoreError(where, "is a folder", "name a file")
    if not path.exists():
        if readonly or not create:
            raise StoreError(where, "there is no corpus", f"make one with: reportedly add FILE… --corpus {path.name}")
        if not folder.is_dir():
            raise StoreError(where, f"there is no folder {folder}", "make it first, or name another")
    elif not readonly and not os.access(path, os.W_OK):
        raise StoreError(where, "is read-only", _WRITABLE)
    if not readonly and not os.access(folder, os.W_OK):
        raise StoreError(where, f"the folder {folder} is read-only", _WRITABLE)


def _log(path: Path) -> bool:
    """Whether there is something in the log that is not in the file yet."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


@lru_cache(512)
def _sql(statement: str) -> str:
    return _LISTS.sub(r"IN (SELECT value FROM json_each(\1))", statement)
