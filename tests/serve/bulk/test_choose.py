"""Which articles are read, and what they are called: as `gather` calls them, and as `add` would know them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reportedly.model import Article, codec
from reportedly.text import article_from_text, gather
from tests.serve.bulk.runs import REST, bulk, ids, rows

pytestmark = pytest.mark.usefixtures("fake_reader")


def article(text: str, id_: str, **more: Any) -> Article:
    return article_from_text(f"Ana said {text}.{REST}", id_, **more)


def lines(path: Path, *articles: Article) -> Path:
    path.write_text("".join(codec.dumps(each) + "\n" for each in articles))
    return path


def left_out(out: Path, path: Path) -> dict[str, int]:
    return {each.name: each.count for each in bulk(out, path).left_out}


def test_ids_are_those_of_gather(tmp_path: Path) -> None:
    for folder in ("a", "b/c", "d"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "news.txt").write_text(f"Ana said {folder}.{REST}")
    lines(tmp_path / "z.jsonl", *(article(str(n), "news") for n in range(3)), article("x", "other"))
    bulk(tmp_path / "out", tmp_path / "a", tmp_path / "b", tmp_path / "d", tmp_path / "z.jsonl")
    inputs = [str(tmp_path / name) for name in ("a", "b", "d", "z.jsonl")]
    expected = [getattr(item, "id", None) for item in gather(inputs)]
    assert ids(tmp_path / "out") == expected
    assert expected[:2] == ["news", "c/news"]


def test_a_thousand_of_one_id(tmp_path: Path) -> None:
    path = lines(tmp_path / "z.jsonl", *(article(str(n), "index") for n in range(1000)))
    bulk(tmp_path / "out", path)
    assert ids(tmp_path / "out") == ["index", *(f"index#{n}" for n in range(2, 1001))]


@pytest.mark.parametrize(
    ("articles", "kept", "why"),
    [
        # The same address, however written, with the same text: the first of those that tell most.
        (
            [
                article("a", "1", url="https://x.example/a"),
                article("a", "2", url="http://www.x.example/a/", title="A"),
                article("a", "3", url="https://x.example/a", title="A"),
            ],
            [("2", "1")],
            {"duplicate": 2},
        ),
        # With another text: the last.
        (
            [article(text, text, url="https://x.example/a") for text in ("a", "b", "c")],
            [("c", "a")],
            {"superseded": 2},
        ),
        # It went back to what it was.
        (
            [article(text, str(n), url="https://x.example/a") for n, text in enumerate(("a", "b", "a"))],
            [("0", None)],
            {"duplicate": 1, "superseded": 1},
        ),
        # One outlet's text under two addresses is one article; in another outlet it is a copy, which counts.
        (
            [
                article("a", "1", url="https://x.example/a", outlet="X"),
                article("a", "2", url="https://x.example/b", outlet="X"),
                article("a", "3", url="https://y.example/a", outlet="Y"),
            ],
            [("1", None), ("3", None)],
            {"duplicate": 1},
        ),
        # A text from nowhere is that of whoever has it.
        ([article("a", "1"), article("a", "2", outlet="X"), article("b", "3")], [("2", "1"), ("3", None)], {"duplicate": 1}),
    ],
)  # fmt: skip
def test_what_is_there_twice(
    articles: list[Article], kept: list[tuple[str, str | None]], why: dict[str, int], tmp_path: Path
) -> None:
    assert left_out(tmp_path / "out", lines(tmp_path / "in.jsonl", *articles)) == why
    assert rows(tmp_path / "out", "article", "known_as") == kept


def test_order_of_shards_is_that_of_the_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.serve.bulk.plan._FILES", 2)
    monkeypatch.setattr("reportedly.serve.bulk.extract.PART", 300)
    for n in range(7):
        lines(tmp_path / f"{n}.jsonl", *(article(f"{n}, {m}", f"{n}{m}") for m in range(3)))
    bulk(tmp_path / "out", *(tmp_path / f"{n}.jsonl" for n in range(7)))
    assert ids(tmp_path / "out") == [f"{n}{m}" for n in range(7) for m in range(3)]
