"""Articles in Parquet."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from reportedly.errors import InputError
from reportedly.model import Article, codec
from reportedly.text import Defaults, article_from_text, gather


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return path


def test_a_row_is_what_a_line_of_json_is(tmp_path: Path) -> None:
    articles = [
        article_from_text(
            f"Ana Reyes said on Monday that {n} ships had left.",
            f"a{n}",
            outlet="Wire",
            url=f"https://wire.example/{n}",
            title="Ships leave",
            published="2031-01-15T10:00Z",
            links=("https://other.example/1",),
        )
        for n in range(200)
    ]
    path = write(tmp_path / "news.parquet", [{**codec.plain(a), "more": 1} for a in articles])
    (tmp_path / "news.jsonl").write_text("".join(codec.dumps(a) + "\n" for a in articles))
    found = list(gather([str(path)]))
    assert found == list(gather([str(tmp_path / "news.jsonl")]))
    assert len(found) == 200


@pytest.mark.parametrize(
    ("given", "published"),
    [(date(2031, 1, 15), "2031-01-15"), (datetime(2031, 1, 15, 8, 30, tzinfo=UTC), "2031-01-15T08:30:00+00:00")],
)
def test_dates_may_be_dates(given: date, published: str, tmp_path: Path) -> None:
    path = write(tmp_path / "news.parquet", [{"id": "a", "text": "Ana Reyes said so.", "published": given}])
    (article,) = gather([str(path)])
    assert isinstance(article, Article)
    assert article.published == published


def test_a_row_without_a_text_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "news.parquet", [{"id": "a", "text": "She said so."}, {"id": "b", "text": None}])
    article, error = gather([str(path)], defaults=Defaults(outlet="Wire"))
    assert article == replace(article_from_text("She said so.", "a"), outlet="Wire")
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}, row 2: ")


def test_from_a_stream_without_a_name(tmp_path: Path) -> None:
    data = write(tmp_path / "x", [{"id": "a", "text": "She said so."}]).read_bytes()
    assert [getattr(item, "id", item) for item in gather(["-"], stdin=io.BytesIO(data))] == ["a"]


@pytest.mark.parametrize("problem", ["is no whole Parquet file", 'has no column "text"'])
def test_what_cannot_be_read(problem: str, tmp_path: Path) -> None:
    path = write(tmp_path / "news.parquet", [{"id": "a", "words": "She said so."}])
    if "whole" in problem:
        path.write_bytes(path.read_bytes()[:-20])
    (error,) = gather([str(path)])
    assert isinstance(error, InputError)
    assert problem in str(error)
