"""The tables, read back by the csv module, pyarrow and pandas, and compared with the corpus."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas
import pyarrow
import pytest
from pandas.testing import assert_frame_equal
from pyarrow import parquet

from reportedly.serve.exports import export, frames
from reportedly.serve.exports.tables import TABLES

COLUMNS = {
    "articles": "article outlet published url title byline language credit dateline links characters text",
    "claims": "claim statement kind status origins_low origins_high credibility reports origins first_reported last_reported "
    "actors actor_names denied_by rivals suggested",
    "reports": "claim report article outlet published start end quote chain stance kind origin match derived_from why score "
    "low high unit date",
    "origins": "claim origin entity first_reported reports report_ids",
    "attributions": "article outlet published id parent chain source cue content mode polarity hedged confidence start end",
    "entities": "article outlet published id kind name roles country wikidata mentions",
    "dates": "article outlet published words value type start end",
    "places": "article outlet published entity name latitude longitude country admin1",
    "events": "article outlet published id type mode trigger actor recipient place date factuality attribution chain start end",
    "estimates": "article outlet published id words quantity low high unit status as_of attribution chain start end",
    "commitments": "article outlet published id kind by to what condition date attribution chain start end",
    "propositions": "article outlet published id kind polarity words attribution chain items start end",
}


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def expected(corpus: Any) -> dict[str, int]:
    """Rows of each table."""
    kinds = [name for name in COLUMNS if name not in ("articles", "claims", "reports", "origins")]
    return {
        "articles": len(corpus.articles),
        "claims": len(corpus.found),
        "reports": sum(len(claim.reports) for claim in corpus.found),
        "origins": sum(len(claim.origins) for claim in corpus.found),
        **{kind: sum(len(getattr(reading, kind)) for reading in corpus.articles) for kind in kinds},
    }


def test_tables_and_columns_are_pinned(corpus: Any, tmp_path: Path) -> None:
    assert {table.name: " ".join(column.name for column in table.columns) for table in TABLES} == COLUMNS
    export(corpus, tmp_path / "t", "csv")
    assert {path.stem for path in (tmp_path / "t").iterdir()} == set(COLUMNS)
    for name, columns in COLUMNS.items():
        with (tmp_path / "t" / f"{name}.csv").open(encoding="utf8", newline="") as lines:
            assert next(csv.reader(lines)) == columns.split()


def test_every_row_is_there(corpus: Any, tmp_path: Path) -> None:
    wanted = expected(corpus)
    assert all(wanted.values()), "the corpus has something of everything"
    assert export(corpus, tmp_path / "c", "csv") == sum(wanted.values())
    assert export(corpus, tmp_path / "p", "parquet") == sum(wanted.values())
    held = frames(corpus)
    for name, count in wanted.items():
        assert len(read_csv(tmp_path / "c" / f"{name}.csv")) == count
        assert parquet.read_metadata(tmp_path / "p" / f"{name}.parquet").num_rows == count
        assert len(held[name]) == count


def test_cells(corpus: Any, tmp_path: Path) -> None:
    export(corpus, tmp_path, "csv")
    first, relayed, *_ = read_csv(tmp_path / "reports.csv")
    text = next(row["text"] for row in read_csv(tmp_path / "articles.csv") if row["article"] == first["article"])
    assert text[int(first["start"]) : int(first["end"])] == first["quote"]
    assert relayed["chain"] == "Meridian Wire › Keshtan Defence Ministry"
    assert relayed["derived_from"] == "wire 1/ä"
    assert relayed["why"] == 'credits Meridian Wire; shares "12 people"'
    assert (relayed["low"], relayed["high"], relayed["score"]) == ("12", "", "0.875")
    claim, said = read_csv(tmp_path / "claims.csv")
    assert (claim["origins_low"], claim["origins_high"], claim["status"]) == ("2", "3", "confirmed")
    assert claim["actor_names"] == "Keshtan Defence Ministry; Ordovia"
    assert claim["suggested"] == "0c00000000000001"
    assert said["reports"] == "1"


def test_types_of_parquet(corpus: Any, tmp_path: Path) -> None:
    export(corpus, tmp_path, "parquet")
    types = {field.name: field.type for field in parquet.read_schema(tmp_path / "attributions.parquet")}
    assert types["hedged"] == pyarrow.bool_()
    assert types["confidence"] == pyarrow.float64()
    assert types["start"] == pyarrow.int64()
    assert types["chain"] == pyarrow.string()
    reports = parquet.read_table(tmp_path / "reports.parquet").to_pylist()
    assert [(row["low"], row["high"]) for row in reports] == [
        (12, 12),
        (12, None),
        (15, 15),
        (None, None),
        (None, None),
    ]
    assert reports[1]["article"] == "gazette"
    (places,) = [
        row for row in parquet.read_table(tmp_path / "places.parquet").to_pylist() if row["name"] == "Akureyri"
    ]
    assert (places["latitude"], places["longitude"]) == (65.68, -18.09)


@pytest.mark.parametrize("name", ["corpus", "hostile"])
def test_frames_equal_parquet(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    corpus: Any = request.getfixturevalue(name)
    export(corpus, tmp_path, "parquet")
    for table, frame in frames(corpus).items():
        again = pandas.read_parquet(tmp_path / f"{table}.parquet").astype(frame.dtypes.to_dict())
        assert_frame_equal(frame, again)


@pytest.mark.parametrize("name", ["corpus", "hostile"])
def test_pandas_reads_the_same_from_csv(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    corpus: Any = request.getfixturevalue(name)
    export(corpus, tmp_path, "csv")
    for table, frame in frames(corpus).items():
        again = pandas.read_csv(
            tmp_path / f"{table}.csv",
            dtype=frame.dtypes.to_dict(),
            keep_default_na=False,
            na_values=[""],
            lineterminator=None,
        )
        assert_frame_equal(frame, again)


def test_row_groups(corpus: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.serve.exports.table_files._BATCH", 2)
    export(corpus, tmp_path, "parquet")
    file = parquet.ParquetFile(tmp_path / "reports.parquet")
    assert file.metadata.num_row_groups == 3
    assert file.read().column("report").to_pylist() == [r.id for claim in corpus.found for r in claim.reports]


def test_what_csv_cannot_hold_is_marked_in_its_place(hostile: Any, tmp_path: Path) -> None:
    export(hostile, tmp_path, "csv")
    (row,) = read_csv(tmp_path / "articles.csv")
    text = hostile.articles[0].article.text
    assert row["text"] == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert len(row["text"]) == len(text)
