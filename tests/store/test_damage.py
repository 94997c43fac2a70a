"""Files that are no corpus, or not any more: each is told as what it is, and nothing is changed in what is not ours."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.errors import StoreError
from reportedly.store.database.sqlite import APPLICATION
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked, Store
from tests.store import children

FLIPS = 40


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A corpus as it lies on disk."""
    path = tmp_path_factory.mktemp("whole") / "corpus.db"
    with closing(open_store(path)) as store:
        store.put([children.news(number) for number in range(24)])
        children.grow(store)
        store.put([children.news(1, 1)])
    assert [file.name for file in path.parent.iterdir()] == ["corpus.db"], "a corpus that is closed is one file"
    return path.read_bytes()


def use(store: Store) -> None:
    """Look at everything, then add."""
    articles = [reading.article.id for reading in store.readings()]
    digests = store.digests(articles)
    reports = [told.id for digest in digests.values() for told in digest.told]
    for digest in digests.values():
        store.near(digest, 30)
        store.versions(digest.article)
    store.places(reports)
    store.links_of(reports, 0, 2)
    store.resting(articles)
    store.components(reports, 0.5)
    store.actors([form.key for form in store.forms()])
    store.find_actors("name1")
    store.search("ferry")
    claims = list(store.claims(Asked()))
    list(store.claims(Asked(about=("A1",), words="ferry OR lavrov", order="first")))
    store.claim(claims[0].id)
    store.count()
    store.outlets()
    store.put([children.news(number, 2) for number in range(0, 24, 3)] + [children.news(99)])


def refused(path: Path, **how: bool) -> StoreError:
    """What is said of it. It names the file, and what to do."""
    with pytest.raises(StoreError) as raised, closing(open_store(path, **how)) as store:
        use(store)
    error = raised.value
    assert error.where == str(path)
    assert str(error).startswith(f"{path}: ")
    assert error.remedy
    return error


def database(path: Path, application: int = 0) -> None:
    """Another program's."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            f"PRAGMA application_id = {application}; CREATE TABLE articles (x); INSERT INTO articles VALUES (1)"
        )


NO_CORPUS: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("The minister said no.\n" * 300), "is no corpus, or is damaged"),
    "a short text": (lambda path: path.write_text("No.\n"), "is no corpus, or is damaged"),
    "another program's": (database, "is no corpus but another program's"),
    "another program's, with its number": (lambda path: database(path, 42), "is no corpus but another program's"),
    "a picture": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000)), "is no corpus, or is damaged"),
}


@pytest.mark.parametrize("how", [{}, {"readonly": True}, {"create": False}], ids=["add", "read", "look"])
@pytest.mark.parametrize(("make", "problem"), NO_CORPUS.values(), ids=NO_CORPUS)
def test_what_is_no_corpus(tmp_path: Path, make: Callable[[Path], object], problem: str, how: dict[str, bool]) -> None:
    path = tmp_path / "news.db"
    make(path)
    before = path.read_bytes()
    assert refused(path, **how).problem == problem
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["news.db"]


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path).problem == "is a folder"


def test_no_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "no" / "news.db").problem == f"there is no folder {tmp_path / 'no'}"
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("how", [{"readonly": True}, {"create": False}], ids=["read", "look"])
def test_none_there(tmp_path: Path, how: dict[str, bool]) -> None:
    error = refused(tmp_path / "news.db", **how)
    assert error.problem == "there is no corpus"
    assert "reportedly add" in error.remedy
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_becomes_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "news.db").touch()
    assert refused(tmp_path / "news.db", readonly=True).problem == "there is no corpus"
    with closing(open_store(tmp_path / "news.db")) as store:
        use_new = store.put([children.news(1)])
    assert [placed.outcome for placed in use_new] == ["new"]


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.99])
def test_truncated(tmp_path: Path, whole: bytes, part: float) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(whole[: int(len(whole) * part)])
    assert refused(path).problem == "is damaged"


def test_flipped_bits_are_noticed_or_matter_to_nobody(tmp_path: Path, whole: bytes) -> None:
    chance = random.Random(20311014)
    path = tmp_path / "corpus.db"
    noticed: list[StoreError] = []
    for _ in range(FLIPS):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        for file in tmp_path.iterdir():
            file.unlink()
        path.write_bytes(data)
        try:
            with closing(open_store(path)) as store:
                use(store)
        except StoreError as error:
            noticed.append(error)
    assert len(noticed) > FLIPS // 3
    assert all(error.where == str(path) and error.remedy for error in noticed)


KEPT = {
    "reading": "UPDATE versions SET reading = :blob",
    "digest": "UPDATE digests SET digest = :blob",
    "claim": "UPDATE bodies SET body = :blob",
    "no claim": "DELETE FROM bodies",
    "no digest": "DELETE FROM digests",
    "why of links": "UPDATE links SET why = '[\"oops'",
    "why of derivations": "UPDATE resting SET why = ''",
    "a link to nowhere": "UPDATE links SET y = y + 100000",
    "no words": "DROP TABLE article_words",
    "no table": "DROP TABLE names",
}


@pytest.mark.parametrize("statement", KEPT.values(), ids=KEPT)
def test_a_record_that_is_torn(tmp_path: Path, whole: bytes, statement: str) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, {"blob": b"\0\1\2\3\4\5\6"} if ":blob" in statement else ())
    error = refused(path)
    assert error.problem == "is damaged" or error.problem.startswith("cannot be used: ")
    assert "restore it from a copy" in error.remedy


def test_a_corpus_is_told_by_its_number(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "corpus.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)


@pytest.mark.skipif(os.name != "posix", reason="file names of POSIX")
@pytest.mark.parametrize("name", ["a b?c#d%20.db", "ü\udcff.db", "-.db", "'\".db", ":memory:"])
def test_names_of_files_mean_nothing(tmp_path: Path, name: str) -> None:
    with closing(open_store(tmp_path / name)) as store:
        store.put([children.news(1)])
    with closing(open_store(tmp_path / name, readonly=True)) as store:
        assert store.count().articles == 1
    names = [file.name for file in tmp_path.iterdir()]
    # Who only reads may not take away the log, which is empty.
    assert {file.removesuffix("-wal").removesuffix("-shm") for file in names} == {name}
