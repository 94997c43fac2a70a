"""A corpus that may not be written, has no room, or is busy: the message says so, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reportedly.errors import StoreError, ValueRefused
from reportedly.store.open import open_store
from reportedly.store.protocol import Store
from tests.store import children
from tests.store.made import link

posix = pytest.mark.skipif(os.name != "posix", reason="users and limits of POSIX")


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that other users can enter."""
    folder = Path(tempfile.mkdtemp(prefix="reportedly-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def filled(path: Path, articles: int = 6) -> None:
    with closing(open_store(path)) as store:
        store.put([children.news(number) for number in range(articles)])


def answered(work: Any, *given: Any) -> Any:
    """What came of it in a process of a user who is not root."""
    with children.started(children.as_nobody, work, *given) as (_, connection):
        assert connection.poll(60)
        return connection.recv()


def test_read_by_intent(tmp_path: Path) -> None:
    filled(tmp_path / "c.db")
    before = (tmp_path / "c.db").read_bytes()
    with closing(open_store(tmp_path / "c.db", readonly=True)) as store:
        assert store.count().articles == 6
        for change in (lambda: store.put([]), lambda: link(store, "n1"), store.exclusive, lambda: store.settle([], [])):
            with pytest.raises(StoreError, match="is open for reading only") as raised:
                change()
            assert str(tmp_path / "c.db") in str(raised.value)
    assert (tmp_path / "c.db").read_bytes() == before


def test_one_reads_while_another_writes(tmp_path: Path) -> None:
    filled(tmp_path / "c.db")
    with (
        closing(open_store(tmp_path / "c.db")) as writer,
        closing(open_store(tmp_path / "c.db", readonly=True)) as reader,
    ):
        readings = reader.readings()
        next(readings)
        writer.put([children.news(7)])
        assert len(list(readings)) == 5, "of one moment"
        assert reader.count().articles == 7


@posix
def test_a_file_that_may_only_be_read(shared: Path) -> None:
    filled(shared / "c.db")
    (shared / "c.db").chmod(0o444)
    where, problem, remedy = answered(children.put_one, str(shared / "c.db"))
    assert (where, problem) == (str(shared / "c.db"), "is read-only")
    assert "for reading only" in remedy
    assert answered(children.count, str(shared / "c.db")) == 6


@posix
def test_a_folder_where_nothing_can_be_made(shared: Path) -> None:
    filled(shared / "c.db")
    (shared / "c.db").chmod(0o666)
    shared.chmod(0o755)
    where, problem, _ = answered(children.put_one, str(shared / "c.db"))
    assert (where, problem) == (str(shared / "c.db"), f"the folder {shared} is read-only")
    assert answered(children.put_one, str(shared / "new.db"))[1] == f"the folder {shared} is read-only"
    assert answered(children.count, str(shared / "c.db")) == 6
    assert [file.name for file in shared.iterdir()] == ["c.db"]
    # One that is open, or was killed, has a part of the corpus in its log.
    with closing(open_store(shared / "c.db")) as store:
        store.put([children.news(7)])
        (shared / "c.db-shm").chmod(0)
        where, problem, remedy = answered(children.count, str(shared / "c.db"))
        assert (where, problem[:9]) == (str(shared / "c.db"), "has a log")
        assert remedy
        (shared / "c.db-shm").chmod(0o644)
        assert answered(children.count, str(shared / "c.db")) == 7


@posix
def test_a_file_that_may_not_even_be_read(shared: Path) -> None:
    filled(shared / "c.db")
    (shared / "c.db").chmod(0)
    for work in (children.put_one, children.count):
        where, problem, remedy = answered(work, str(shared / "c.db"))
        assert where == str(shared / "c.db")
        assert problem in ("is read-only", "cannot be opened")
        assert remedy


@posix
@pytest.mark.parametrize("more", [0, 30_000, 200_000, 400_000])
def test_a_limit_on_the_size_of_files(tmp_path: Path, more: int) -> None:
    path = tmp_path / "c.db"
    filled(path)
    size = path.stat().st_size + more
    with children.started(children.within, size, str(path), range(10, 400)) as (_, connection):
        assert connection.poll(60)
        where, problem, remedy = connection.recv()
        done = connection.recv()
    assert where == str(path)
    assert problem in ("cannot be read or written", "the disk is full")
    assert "nothing that was there is lost" in remedy
    with closing(open_store(path)) as store:
        assert store.count().articles == 6 + done, "what was put before is there, and nothing of the last one"
        again = store.put([children.news(number) for number in range(10, 30)])
        assert [p.outcome for p in again].count("known") == min(done, 20)
    sound(path)


@pytest.mark.skipif(sys.platform != "linux", reason="a file system in memory, of Linux")
def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    try:
        path = disk / "c.db"
        done = until_full(path)
        shutil.copy(path, tmp_path / "copy.db")
        with closing(open_store(path, readonly=True)) as store:
            assert store.count().articles == done
        (disk / "filling").unlink()
        with closing(open_store(path)) as store:
            assert store.put([children.news(done)])[0].outcome == "new"
        sound(path)
    finally:
        subprocess.run(["umount", disk], check=True)


def until_full(path: Path) -> int:
    """Put articles on a small disk until it is full; how many there are."""
    done = 0
    with closing(open_store(path)) as store:
        store.put([children.news(done)])
        done += 1
        (path.parent / "filling").write_bytes(bytes(1_000_000))
        errors: list[StoreError] = []
        while not errors:
            try:
                store.put([children.news(done)])
                done += 1
            except StoreError as error:
                errors.append(error)
        assert (errors[0].where, errors[0].problem) == (str(path), "the disk is full")
        assert "nothing that was there is lost" in errors[0].remedy
        assert store.count().articles == done
    return done


def test_busy(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    filled(path)
    with closing(open_store(path, patience=0.2)) as store, closing(sqlite3.connect(path)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as raised:
            store.put([children.news(7)])
        assert raised.value.where == str(path)
        assert raised.value.problem == "is being written by another process for 0.2 s"
        assert raised.value.remedy == "try again when that is done"
        assert store.count().articles == 6, "reading goes on"
        other.execute("ROLLBACK")
        assert store.put([children.news(7)])[0].outcome == "new"


def test_busy_while_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        with closing(open_store(path, patience=0.2)) as store:
            assert store.count().articles == 6


def test_it_waits_as_long_as_it_may(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    filled(path)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    with closing(open_store(path, patience=30)) as store, closing(other):
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.4, lambda: other.execute("COMMIT"))
        timer.start()
        assert store.put([children.news(7)])[0].outcome == "new"
        timer.join()


def test_the_lock_cannot_be_made(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    filled(path)
    (tmp_path / "c.db-lock").mkdir()
    with closing(open_store(path)) as store:
        with pytest.raises(StoreError, match="-lock cannot be made beside it"), store.exclusive():
            pass
        assert store.count().articles == 6


def test_the_lock_is_gone_afterwards_whatever_happens(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "c.db")) as store:
        with pytest.raises(ZeroDivisionError), store.exclusive():
            raise ZeroDivisionError
        with store.exclusive():
            pass
    assert [file.name for file in tmp_path.iterdir()] == ["c.db"]


def test_closed(tmp_path: Path) -> None:
    store = open_store(tmp_path / "c.db")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.count()


@pytest.mark.parametrize("address", ["mysql://host/db", "https://example.org/c.db"])
def test_no_place_that_we_know(address: str) -> None:
    with pytest.raises(ValueRefused, match="expected a file or postgresql://"):
        open_store(address)


@pytest.mark.parametrize("kind", ["sqlite", "memory"])
def test_many_threads(tmp_path: Path, kind: str) -> None:
    """Some put, some read and some link, in one store."""
    failed: list[BaseException] = []

    def run(work: Any) -> None:
        try:
            work()
        except BaseException as error:
            failed.append(error)

    def look(store: Store) -> None:
        for _ in range(5):
            assert len(list(store.readings())) <= 40
            store.search("ferry")

    address = "memory:" if kind == "memory" else str(tmp_path / "c.db")
    with closing(open_store(address)) as store:
        works = [lambda at=at: [store.put([children.news(n)]) for n in range(at, 40, 4)] for at in range(4)]
        works += [lambda: children.grow(store)] * 3 + [lambda: look(store)] * 3
        threads = [threading.Thread(target=run, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        children.grow(store)
        count = store.count()
        assert (count.articles, count.pending, count.dirty) == (40, 0, 0)
        assert count.claims == 30


def sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
