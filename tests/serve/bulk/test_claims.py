"""Claims of a result are those that a corpus makes of the same articles, to the last field, however it is cut and broken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.synthetic.composing import Sample
from reportedly.corpus.features import FEATURES
from reportedly.errors import StoreError
from reportedly.model import Claim, codec
from reportedly.serve.adding.run import Adding
from reportedly.serve.bulk.claims import archive
from reportedly.serve.bulk.claims.near import naming, sharing
from reportedly.serve.bulk.files import work
from reportedly.serve.bulk.report import sentence
from reportedly.serve.bulk.run import Bulk
from reportedly.serve.bulk.work import Outcome, Settings
from reportedly.store.open import open_store
from reportedly.store.protocol import Asked
from tests.serve.bulk.results import Breaking, Gone, claimed, claims, one_by_one, samples, settings, tables, written
from tests.serve.bulk.runs import Here

T = TypeVar("T")
R = TypeVar("R")


@pytest.fixture(scope="module")
def articles() -> list[Sample]:
    return samples(45, undated=12)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several chunks and buckets of a few articles."""
    monkeypatch.setattr(archive, "CHUNK", 8)
    monkeypatch.setattr(archive, "BUCKET", 20)


@pytest.fixture(scope="module")
def expected(articles: list[Sample]) -> dict[str, Claim]:
    return one_by_one(articles, articles[7].reading.article.id)


@pytest.fixture
def result(articles: list[Sample], tmp_path: Path) -> Path:
    return written(tmp_path / "result", articles, articles[7].reading.article.id)


@pytest.mark.usefixtures("small")
def test_claims_are_those_of_a_corpus(expected: dict[str, Claim], result: Path) -> None:
    report = claimed(result)
    found = claims(result)
    assert found == expected
    assert any(len({report.article for report in claim.reports}) > 2 for claim in found.values())
    assert any(claim.suggested for claim in found.values())
    assert any(report.article == "earlier" for claim in found.values() for report in claim.reports)
    made = report.claims
    assert made is not None
    assert (made.claims, made.reports) == (len(found), sum(len(claim.reports) for claim in found.values()))
    assert (made.links, made.derivations) == (count(result, "links"), count(result, "derivations"))
    assert not work(settings(result)).exists()


@pytest.mark.usefixtures("small")
def test_rivals_of_other_chunks(articles: list[Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here many pairs exclude each other, of which there are few else."""
    at = FEATURES.index("meaning")
    monkeypatch.setattr("reportedly.corpus.matching.rivals", lambda features, judge: features[:, at] * 100 % 3 < 1)
    out = written(tmp_path / "rivals", articles[:30])
    claimed(out)
    found = claims(out)
    assert any(claim.rivals for claim in found.values())
    assert found == one_by_one(articles[:30])


def count(out: Path, table: str) -> int:
    return len(duckdb.sql(f"SELECT * FROM read_parquet('{out}/{table}/*.parquet')").fetchall())


@pytest.mark.usefixtures("small")
def test_tables(expected: dict[str, Claim], result: Path) -> None:
    claimed(result)
    from_claims = duckdb.sql(
        f"""SELECT claim, statement, origins_low, actors, actor_names, record, "day"
            FROM read_parquet('{result}/claims/*/*.parquet', hive_partitioning = true)"""
    ).fetchall()
    assert len(from_claims) == len(expected)
    for id_, statement, low, actors, names, record, day in from_claims:
        claim = expected[id_]
        assert (statement, low) == (claim.statement, claim.independent_origins.low)
        assert codec.loads(Claim, record) == claim
        assert (str(day) if day else None) == (claim.first_reported[:10] if claim.first_reported else None)
        assert len((actors or "").split("|")) == len((names or "").split("|"))
    joined = f"""SELECT count(*), count(DISTINCT report) FROM read_parquet('{result}/reports/*/*.parquet') JOIN
        read_parquet('{result}/claims/*/*.parquet') USING (claim)"""
    reports = sum(len(claim.reports) for claim in expected.values())
    assert duckdb.sql(joined).fetchall() == [(reports, reports)]
    ((score, why),) = duckdb.sql(f"SELECT score, why FROM '{result}/links/*.parquet' LIMIT 1").fetchall()
    assert 0 < score <= 1
    assert json.loads(why)[0].startswith("meaning ")


def test_a_corpus_takes_the_links_over(
    expected: dict[str, Claim], result: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed(result)
    compared: list[object] = []
    monkeypatch.setattr("reportedly.store.comparing.links_with", lambda one, others: compared.append(one) or [])
    Adding((), str(tmp_path / "one.db"), result=result).run()
    with closing(open_store(tmp_path / "one.db", create=False)) as store:
        assert {claim.id: claim for claim in store.claims(Asked())} == expected
        assert store.count().pending == 0
    assert compared == []


def test_a_corpus_with_other_articles_compares_by_itself(few: Path, tmp_path: Path) -> None:
    articles = samples(16, undated=5)
    other = written(tmp_path / "other", articles[12:])
    claimed(few)
    expected = one_by_one(articles)
    for corpus, order in (("one.db", (other, few)), ("two.db", (few, other))):
        for result in order:
            Adding((), str(tmp_path / corpus), result=result).run()
        with closing(open_store(tmp_path / corpus, create=False)) as store:
            assert {claim.id: claim for claim in store.claims(Asked())} == expected


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve articles in three chunks and two buckets."""
    monkeypatch.setattr(archive, "CHUNK", 4)
    monkeypatch.setattr(archive, "BUCKET", 8)
    return written(tmp_path / "few", samples(12, undated=5))


def test_broken_off_after_any_task(few: Path, tmp_path: Path) -> None:
    whole = written(tmp_path / "whole", samples(12, undated=5))
    claimed(whole)
    for after in range(100):
        try:
            report = claimed(few, Breaking(after))
            break
        except Gone:
            continue
    assert after > 20
    assert tables(few) == tables(whole)
    assert report.claims is not None
    assert "claims from" in sentence(report, "few")
    assert claimed(few) == report


def test_a_task_that_ends_every_process_breaks_the_run_off(few: Path) -> None:
    class Losing(Here):
        def run(
            self, do: Callable[[Settings, T], R], settings: Settings, tasks: Iterable[T]
        ) -> Iterator[Outcome[T, R]]:
            for task in tasks:
                lost = do.__name__ == "compare" and getattr(task, "number", 0) == 1
                yield Outcome(task, None) if lost else next(super().run(do, settings, [task]))

    with pytest.raises(OSError, match="comparing articles: every process that did it ended"):
        claimed(few, Losing())
    assert claimed(few).claims is not None


def test_nothing_to_make_claims_of(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no result of"):
        Bulk((), settings(tmp_path), claims=True).prepare()
    empty = written(tmp_path / "empty", [])
    report = claimed(empty)
    assert report.claims is not None
    assert report.claims.claims == 0


def test_digests_of_another_encoder(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.serve.bulk.rows.encoder", lambda: b"another")
    with pytest.raises(StoreError, match="another version's encoder"):
        claimed(few)


def test_a_damaged_file_is_named(few: Path) -> None:
    path = next(few.glob("readings/day=*/*.parquet"))
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(StoreError, match=rf"{path.name}.*is damaged"):
        claimed(few)


KEYS = st.lists(st.sets(st.integers(-4, 4), max_size=4), max_size=12)


@given(KEYS)
def test_articles_that_share_a_key(found: list[set[int]]) -> None:
    rows = sorted((key, article) for article, keys in enumerate(found) for key in keys)
    keys, articles = np.array(rows, np.int64).reshape(-1, 2).T
    naive = [(a, b) for a in range(len(found)) for b in range(a + 1, len(found)) if found[a] & found[b]]
    assert list(zip(*map(np.ndarray.tolist, sharing(keys, articles)), strict=True)) == naive


DATED = st.lists(
    st.tuples(st.sampled_from([0, 1, 20, 31, 32, 70]), st.sets(st.integers(-20, 20), max_size=25)), max_size=12
)


@given(DATED, st.integers(0, 12))
def test_articles_that_share_names_near_each_other(found: list[tuple[int, set[int]]], at: int) -> None:
    at = min(at, len(found))
    chunks = [_chunk(found, 0, at), _chunk(found, at, len(found))]
    pairs = [
        pair
        for other, own in ((0, 0), (0, 1), (1, 1))
        for pair in zip(
            *(ends.tolist() for ends in naming(chunks[own], chunks[other], other * at, own * at)), strict=True
        )
    ]
    naive = [
        (a, b)
        for a, (day, names) in enumerate(found)
        for b, (later, others) in enumerate(found)
        if a < b
        and len(names & others) >= max(1, min(len(names), len(others)) / 10)
        and (not day or not later or abs(day - later) <= 30)
    ]
    assert sorted(pairs) == naive


def _chunk(found: list[tuple[int, set[int]]], first: int, last: int) -> dict[str, np.ndarray]:
    rows = sorted((name, at) for at in range(first, last) for name in found[at][1])
    names, articles = np.array(rows, np.int64).reshape(-1, 2).T
    return {"names": names, "articles": articles, "days": np.array([day for day, _ in found[first:last]], np.int64)}
