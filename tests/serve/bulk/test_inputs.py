"""What bulk takes in: files from anywhere, and which of what is in them is worth reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from fsspec.spec import AbstractBufferedFile

from reportedly.model import codec
from reportedly.serve.bulk.plan import shards
from reportedly.serve.bulk.work import Failure
from reportedly.text import article_from_text
from tests.serve.bulk.runs import REST, bulk, ids, readings
from tests.text.archives import answer, gzipped

pytestmark = pytest.mark.usefixtures("fake_reader")
GERMAN = (
    "Der Minister sagte am Montag, dass die Verhandlungen mit dem Nachbarstaat vor dem Ende des Monats wieder aufgenommen "
    "werden, obwohl sich die Delegationen noch auf keinen Tag geeinigt haben. Die Behörden bestätigten den Bericht."
)
LINKS = "".join(f'<p><a href="/{n}">Ten things that happened on day {n}</a> and more to see</p>' for n in range(40))


def told(path: Path) -> list[str]:
    return (path / "failures.jsonl").read_text().splitlines()


def test_only_articles_in_english_are_read(page: Callable[..., str], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    front = f"<html><head><title>News</title></head><body><main><article>{LINKS}</article></main></body></html>"
    (folder / "a.html").write_text(page())
    (folder / "b.html").write_text(front)
    (folder / "c.txt").write_text(GERMAN)
    (folder / "d.txt").write_text("Ana Reyes said so, briefly.")  # whoever sends a text by itself means it
    (folder / "e.html").write_text(f"<html lang='en'><body><article><p>{REST.strip()}</p></article></body></html>")
    report = bulk(tmp_path / "out", folder)
    assert ids(tmp_path / "out") == ["a", "d"]
    assert {each.name: each.count for each in report.left_out} == {"language": 1, "no article": 1, "short": 1}
    assert bulk(tmp_path / "all", folder, everything=True).readings == 4


def test_from_an_address(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    for name in ("news/a.jsonl", "news/deep/b.jsonl", "news/c.bin"):
        text = f"Ana said {name}.{REST}"
        memory.pipe(f"/{name}", (codec.dumps(article_from_text(text, name)) + "\n").encode())
    bulk(tmp_path / "folder", "memory://news")
    bulk(tmp_path / "pattern", "memory://news/*.jsonl")
    report = bulk(tmp_path / "gone", "memory://news/gone.jsonl", "nosuch://news")
    assert ids(tmp_path / "folder") == ["news/a.jsonl", "news/deep/b.jsonl"]
    assert ids(tmp_path / "pattern") == ["news/a.jsonl"]
    assert [(f.cause, f.where) for f in report.failures] == [
        ("unreadable", "memory://news/gone.jsonl"),
        ("unreadable", "nosuch://news"),
    ]


class Remote(AbstractBufferedFile):  # type: ignore[misc]
    """A file as those of S3 and of the web are: `readline` takes no size."""

    def _fetch_range(self, start: int, end: int) -> bytes:
        return bytes(self.fs.cat_file(self.path, start, end))


def test_from_storage_that_is_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [codec.dumps(article_from_text(f"Ana said {name}.{REST}", name)) for name in "ab"]
    fsspec.filesystem("memory").pipe("/far/a.jsonl", "\n".join(records).encode())
    monkeypatch.setattr(MemoryFileSystem, "_open", lambda system, path, mode="rb", **_: Remote(system, path, mode))
    # The bytes themselves are taken from where the file lies.
    monkeypatch.setattr(MemoryFileSystem, "cat_file", lambda system, path, a, b: system.store[path].getvalue()[a:b])
    report = bulk(tmp_path / "out", "memory://far/*.jsonl")
    assert report.failures == ()
    assert ids(tmp_path / "out") == ["a", "b"]


def test_a_damaged_record_costs_nothing_but_itself(page: Callable[..., str], tmp_path: Path) -> None:
    records = [
        gzipped([answer(f"https://x.example/{n}", page(body=f"<p>Report {n}.</p>").encode())]) for n in range(20)
    ]
    middle = len(records[9]) // 2
    records[9] = records[9][:middle] + b"\xff\x00\xff" + records[9][middle + 3 :]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(records))
    report = bulk(tmp_path / "out", tmp_path / "crawl.warc.gz", outlet="X", published="2031-01-15")
    expected = [f"https://x.example/{n}" for n in range(20) if n != 9]
    assert [reading.article.url for reading in readings(tmp_path / "out")] == expected
    assert [f.problem.startswith("is damaged") for f in report.failures] == [True]
    assert len(told(tmp_path / "out")) == 1


def test_every_failure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"text": "Ana said so."}\nbroken\n{"text": "Ana said this."}\n')
    (folder / "b.parquet").write_bytes(b"PAR1 and no more")
    (folder / "c.txt").write_text("Ana said " + "that. " * 100)
    (folder / "d.txt").write_text(f"Ana said BREAKS.{REST}")
    monkeypatch.setattr("reportedly.serve.bulk.extract.LONGEST", 500)
    report = bulk(tmp_path / "out", folder, tmp_path / "gone.txt")
    assert report.readings == 2
    assert [(each.name, each.count) for each in report.failed] == [("long", 1), ("model", 1), ("unreadable", 3)]
    lines = [str(codec.loads(Failure, line)) for line in told(tmp_path / "out")]
    assert len(lines) == 5
    assert f"{folder / 'a.jsonl'}, line 2: is broken JSON" in lines[1]
    assert "the model failed: ValueError: a text that the model fails on" in lines[-1]


def test_a_reader_that_fails_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.serve.bulk import extract

    whole = extract.choose

    def broken(source: object) -> object:
        if "b.txt" in source.name:  # type: ignore[attr-defined]
            raise RuntimeError("a mistake")
        return whole(source)  # type: ignore[arg-type]

    monkeypatch.setattr(extract, "choose", broken)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"Ana said {name}.{REST}")
    report = bulk(tmp_path / "out", *(tmp_path / f"{name}.txt" for name in "abc"))
    assert ids(tmp_path / "out") == ["a", "c"]
    assert [(f.cause, f.problem) for f in report.failures] == [("reader", "the reader failed: RuntimeError: a mistake")]


def test_days_are_those_of_publication(tmp_path: Path) -> None:
    dates = ("2031-01-15", "2031-01-15T23:30:00-05:00", None)
    articles = [article_from_text(f"Ana said {n}.{REST}", f"a{n}", published=date) for n, date in enumerate(dates)]
    (tmp_path / "in.jsonl").write_text("".join(codec.dumps(each) + "\n" for each in articles))
    report = bulk(tmp_path / "out", tmp_path / "in.jsonl")
    folders = sorted(path.name for path in (tmp_path / "out" / "readings").iterdir())
    assert folders == ["day=2031-01-15", "day=__HIVE_DEFAULT_PARTITION__"]
    assert (report.readings, report.days, report.undated) == (3, 1, 1)


def test_files_of_a_day_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.serve.bulk.lay.FILE", 3)
    lines = (codec.dumps(article_from_text(f"Ana said {n}.{REST}", f"a{n}")) + "\n" for n in range(7))
    (tmp_path / "in.jsonl").write_text("".join(lines))
    bulk(tmp_path / "out", tmp_path / "in.jsonl")
    assert len(list(tmp_path.glob("out/events/day=*/part-*.parquet"))) == 3
    assert ids(tmp_path / "out") == [f"a{n}" for n in range(7)]


def test_shards_are_full_or_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.serve.bulk.plan._BYTES", 100)
    for n, size in enumerate((40, 40, 40, 500, 10)):
        (tmp_path / f"{n}.txt").write_text("a" * size)
    found, failures = shards([str(tmp_path), str(tmp_path / "0.txt")])
    assert [[Path(each.name).stem for each in shard.inputs] for shard in found] == [["0", "1"], ["2"], ["3"], ["4"]]
    assert failures == []
