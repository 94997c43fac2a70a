"""The stores that the contract is for, and a PostgreSQL server of our own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from reportedly.store.open import open_store
from reportedly.store.protocol import Store

KINDS = ("memory", "sqlite", "postgresql")
ROOM = 1 << 30
"""Bytes that a server may want."""
Opener = Callable[..., Store]
Fresh = Callable[[], AbstractContextManager[Store]]


def server_binaries() -> Path | None:
    """Where initdb and postgres are, the newest of several."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name, reverse=True)
    return next((folder for folder in found if (folder / "postgres").exists()), None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database in a server that is stopped afterwards; no other server is touched."""
    binaries = server_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server is installed (make postgres)")
    # A short path: the name of a socket may have about a hundred characters. In memory where that is large enough, for
    # each schema has some hundred files.
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=memory if roomy else "/tmp"))
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root.
        owner = next((u for u in pwd.getpwall() if u.pw_name == "postgres"), None) or pwd.getpwnam("nobody")
        user = owner.pw_uid
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    initdb = [binaries / "initdb", "-D", data, "-U", "reportedly", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    subprocess.run(initdb, check=True, capture_output=True, user=user, cwd=folder)
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "shared_buffers": "64MB",
        "autovacuum": "off",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([binaries / "postgres", "-D", data, *options], stderr=log, user=user, cwd=folder)
    try:
        _ready(binaries, folder, server)
        yield f"postgresql://reportedly@/postgres?host={folder}"
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing of it is wanted any more
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _ready(binaries: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + 60
    while subprocess.run([binaries / "pg_isready", "-h", folder, "-q"], check=False).returncode:
        assert server.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < end, "the PostgreSQL server does not answer"
        time.sleep(0.05)


@pytest.fixture(params=KINDS)
def addresses(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of a place for a new corpus of the kind that the test is run for, each time another."""
    kind = request.param
    server = request.getfixturevalue("postgresql") if kind == "postgresql" else ""

    def another() -> str:
        name = f"t{uuid.uuid4().hex}"
        return {"memory": "memory:", "sqlite": str(tmp_path / f"{name}.db"), "postgresql": f"{server}&schema={name}"}[
            kind
        ]

    return another


@pytest.fixture
def address(addresses: Callable[[], str]) -> str:
    """The place of one corpus."""
    return addresses()


@pytest.fixture
def opened(address: str) -> Iterator[Opener]:
    """Opens the same corpus again and again; closed afterwards."""
    stores: list[Store] = []

    def open_one(**how: bool) -> Store:
        stores.append(open_store(address, **how))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Opener) -> Store:
    """A new corpus."""
    return opened()


@pytest.fixture
def fresh(addresses: Callable[[], str]) -> Fresh:
    """A context manager for a new corpus, for tests that need many."""
    address = addresses()

    @contextmanager
    def another() -> Iterator[Store]:
        # A schema has some hundred files, so one is emptied rather than many made.
        server = address.startswith("postgresql:")
        store = open_store(address if server else addresses())
        if server:
            _emptied(address)
        try:
            yield store
        finally:
            store.close()

    return another


def _emptied(address: str) -> None:
    place, _, schema = address.partition("&schema=")
    with psycopg.connect(place) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename <> 'schema_version'", (schema,)
        )
        for (table,) in tables.fetchall():
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(schema, table)))
