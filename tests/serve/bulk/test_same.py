"""Many at once give what one by one gives, to the last field: by the real model, over the samples."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pandas
import pyarrow
import pytest
from pyarrow import dataset

from reportedly.claims.reading import load
from reportedly.corpus.making import digest
from reportedly.corpus.packing import pack
from reportedly.model import Article, Claim, Reading
from reportedly.serve.adding.run import Added, Adding
from reportedly.serve.bulk.lay import FOLDERS
from reportedly.serve.bulk.report import Report
from reportedly.serve.exports.tables import columns, reading_rows
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked
from reportedly.text import gather
from tests.serve.bulk.results import claimed, claims
from tests.serve.bulk.runs import ROOT, bulk, readings, rows
from tests.text.archives import answer, gzipped


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Texts, lines, pages and an archive; the pages are there twice, and the archive's once more."""
    folder = tmp_path_factory.mktemp("inputs")
    pages = sorted((ROOT / "examples" / "pages").glob("*.html"))
    records = (answer(f"https://archive.example/{page.stem}", page.read_bytes()) for page in pages)
    (folder / "crawl.warc.gz").write_bytes(gzipped(records))
    return [str(ROOT / "examples" / "articles.jsonl"), str(ROOT / "examples" / "pages"), str(folder)]


@pytest.fixture(scope="module")
def result(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    out = tmp_path_factory.mktemp("bulk") / "result"
    return out, bulk(out, *inputs)


def test_readings(inputs: list[str], result: tuple[Path, Report]) -> None:
    out, report = result
    reader = load()
    alone = {a.id: reader.read(a) for a in gather(inputs) if isinstance(a, Article)}
    found = readings(out)
    assert found
    assert [reading.to_json() for reading in found] == [alone[r.article.id].to_json() for r in found]
    left_out = sum(each.count for each in report.left_out)
    assert (len(found), len(found) + left_out) == (report.readings, len(alone))
    assert report.failed == ()


def test_tables(result: tuple[Path, Report]) -> None:
    out, _ = result
    expected: dict[str, list[tuple[object, ...]]] = {}
    for reading in readings(out):
        for table, row in reading_rows(reading):
            expected.setdefault(table, []).append(row)
    assert {"articles", "attributions", "events", "propositions"} <= set(expected)
    assert {folder.name for folder in out.iterdir() if folder.is_dir()} == set(FOLDERS)
    for table, all_of_it in expected.items():
        names = ", ".join(f'"{name}"' for name in columns(table))
        # The folder's name gives one more column, `day`, and none of its own takes its name.
        told = duckdb.sql(f"SELECT {names} FROM read_parquet('{out}/{table}/*/*.parquet', hive_partitioning = true)")
        assert sorted(map(repr, told.fetchall())) == sorted(map(repr, all_of_it))
    by_day = f"SELECT day, count(*) FROM read_parquet('{out}/articles/*/*.parquet') GROUP BY day ORDER BY day"
    assert next((str(day), n) for day, n in duckdb.sql(by_day).fetchall()) == ("2031-01-11", 1)
    days = dataset.partitioning(pyarrow.schema([("day", pyarrow.string())]), flavor="hive")
    frame = pandas.read_parquet(out / "attributions", partitioning=days)
    assert len(frame) == len(expected["attributions"])
    assert set(frame.columns) == {*columns("attributions"), "day"}


def content(corpus: Path | str) -> tuple[dict[str, Reading], list[Claim]]:
    with closing(open_store(corpus, create=False)) as store:
        return {reading.article.id: reading for reading in store.readings()}, list(store.claims(Asked()))


def test_claims(inputs: list[str], result: tuple[Path, Report], tmp_path: Path) -> None:
    one, other = tmp_path / "bulk.db", tmp_path / "add.db"
    added = Adding((), str(one), result=result[0]).run()
    Adding(inputs, str(other)).run()
    assert content(one) == content(other)
    assert (added.new, added.changed, added.known) == (result[1].readings, 0, 0)
    again = Adding((), str(one), result=result[0]).run()
    assert again == Added(0, 0, added.new, 0, 0, added.claims)
    assert content(one) == content(other)


def test_claims_by_joins(
    inputs: list[str], result: tuple[Path, Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `--claims` makes is what `add` and `claims` make, and `add --from` the same whether it compares or not."""
    monkeypatch.setattr("reportedly.serve.bulk.claims.archive.CHUNK", 5)
    out = tmp_path / "result"
    shutil.copytree(result[0], out)
    claimed(out)
    one, other = tmp_path / "bulk.db", tmp_path / "add.db"
    Adding(inputs, str(other)).run()
    expected = content(other)
    assert claims(out) == {claim.id: claim for claim in expected[1]}
    monkeypatch.setattr("reportedly.store.comparing.links_with", lambda one, others: pytest.fail("compared again"))
    Adding((), str(one), result=out).run()
    assert content(one) == expected


def test_claims_in_postgresql(result: tuple[Path, Report], postgresql: str, tmp_path: Path) -> None:
    file = tmp_path / "bulk.db"
    for corpus in (str(file), postgresql):
        Adding((), corpus, result=result[0]).run()
    assert content(postgresql) == content(file)


def test_digests(result: tuple[Path, Report]) -> None:
    digests = [packed for (packed,) in rows(result[0], "digest")]
    assert digests == [pack(digest(reading)) for reading in readings(result[0])]
