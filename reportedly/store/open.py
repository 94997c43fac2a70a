"""A store by its address."""

from __future__ import annotations

import re
from pathlib import Path

from reportedly.errors import ValueRefused
from reportedly.store.database import Database
from reportedly.store.database.backend import Backend
from reportedly.store.database.postgresql import PostgreSql
from reportedly.store.database.sqlite import Sqlite
from reportedly.store.memory import Memory
from reportedly.store.migrations import migrate
from reportedly.store.protocol import Store

MEMORY = "memory:"
PATIENCE = 60.0
"""Seconds to wait while another process writes; it writes for some tenths of a second at a time."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")


def open_store(
    address: str | Path, *, create: bool = True, readonly: bool = False, patience: float = PATIENCE
) -> Store:
    """The corpus at an address: a file, `postgresql://user@host/database` (`?schema=name` for another than
    `reportedly`), or `memory:`, which is gone in the end.

    It is made where there is none, unless told otherwise. Raises StoreError where it cannot be opened, ValueRefused
    for an address of no kind that we know, and Missing where a library for it is not installed.
    """
    if address == MEMORY:
        return Memory()
    backend = _backend(address, create, readonly, patience)
    try:
        migrate(backend, create)
    except BaseException:
        backend.close()
        raise
    return Database(backend)


def _backend(address: str | Path, create: bool, readonly: bool, patience: float) -> Backend:
    scheme = _SCHEME.match(address) if isinstance(address, str) else None
    if scheme is None:
        return Sqlite(Path(address), create, readonly, patience)
    if scheme[1] not in ("postgresql", "postgres"):
        raise ValueRefused(f"no corpus is kept in {scheme[1]}; expected a file or postgresql://user@host/database")
    return PostgreSql(str(address), readonly, patience)
