"""The samples agree with each other: JSON lines, text files and pages carry the same articles."""

from __future__ import annotations

import json
import re
import struct
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (EXAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines()
]
BY_ID = {row["id"]: row for row in ROWS}
PAGES = sorted((EXAMPLES / "pages").glob("*.html"))


class Words(HTMLParser):
    """All text of a page, scripts included, white space as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.parts.append("\n")


def test_one_text_file_for_each_line() -> None:
    assert sorted(BY_ID) == sorted(path.stem for path in (EXAMPLES / "articles").iterdir())
    assert len(BY_ID) == len(ROWS) >= 10


@pytest.mark.parametrize("row", ROWS, ids=list(BY_ID))
def test_line_and_text_file_agree(row: dict[str, Any]) -> None:
    assert row["text"] == (EXAMPLES / "articles" / f"{row['id']}.txt").read_text(encoding="utf-8"), (
        "edit examples/articles.jsonl and the text file together"
    )


@pytest.mark.parametrize("row", ROWS, ids=list(BY_ID))
def test_fields_are_those_of_an_article(row: dict[str, Any]) -> None:
    assert list(row) == ["id", "outlet", "url", "title", "byline", "published", "language", "text"]
    assert datetime.fromisoformat(row["published"]).tzinfo is not None
    assert row["url"].split("/")[2].endswith(".example")
    assert 250 <= len(row["text"].split()) <= 700


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_carries_the_words_of_its_article(page: Path) -> None:
    row, reader = BY_ID[page.stem], Words()
    source = page.read_text(encoding="utf-8")
    reader.feed(source)
    assert set(row["text"].split()) - set("".join(reader.parts).split()) == set()
    assert row["published"] in source
    assert f'<link rel="canonical" href="{row["url"]}">' in source


def test_there_are_pages() -> None:
    assert len(PAGES) >= 3


def test_pictures_are_shown_and_small() -> None:
    root = EXAMPLES.parent
    shown = re.findall(
        r"!\[[^\]]{20,}\]\((docs/pictures/[^)]+\.png)\)", (root / "README.md").read_text(encoding="utf-8")
    )
    assert sorted(shown) == sorted(str(path.relative_to(root)) for path in (root / "docs" / "pictures").iterdir())
    for name in shown:
        data = (root / name).read_bytes()
        assert len(data) < 120_000
        assert struct.unpack(">I", data[16:20]) == (1280,), "make pictures draws them as wide as that"
