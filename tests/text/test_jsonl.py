"""JSON Lines and JSON documents."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError, NoArticle, NotText
from reportedly.model import Article
from reportedly.text import Defaults, article_from_text, gather

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\r\t")
WORDS = st.text(LETTERS, min_size=1).filter(lambda text: bool(text.strip()))
ARTICLES = st.builds(
    article_from_text,
    WORDS,
    id=WORDS,
    outlet=st.none() | WORDS,
    url=st.none() | WORDS,
    title=st.none() | WORDS,
    byline=st.none() | WORDS,
    published=st.none() | st.dates().map(str) | st.datetimes().map(lambda day: day.isoformat()),
    language=st.none() | st.sampled_from(["en", "fr", "zh-Hans"]),
    credit=st.none() | WORDS,
    dateline=st.none() | WORDS,
    links=st.lists(WORDS, max_size=3),
)


def read(data: bytes, defaults: Defaults = Defaults()) -> list[Article | InputError]:  # noqa: B008 - frozen
    return list(gather(["-"], stdin=io.BytesIO(data), defaults=defaults))


def lines(*records: Any) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@given(st.lists(ARTICLES, min_size=1, max_size=4, unique_by=lambda article: article.id), st.booleans())
def test_round_trip(articles: list[Article], ascii_only: bool) -> None:
    written = "\n".join(json.dumps(asdict(article), ensure_ascii=ascii_only) for article in articles)
    assert read(written.encode()) == articles


@given(ARTICLES)
def test_round_trip_of_a_reading(article: Article) -> None:
    reading = {"reportedly": "0.1.0", "article": asdict(article), "attributions": []}
    assert read(json.dumps(reading).encode()) == [article]
    assert read(json.dumps(reading, indent=2).encode()) == [article]


def test_a_list_and_a_single_object_over_several_lines(tmp_path: Path) -> None:
    records = [{"id": "a", "text": "It rained."}, {"text": "It snowed.", "links": None, "colour": "red"}]
    for name, value in (("many.json", records), ("one.json", records[1]), ("lines.json", None)):
        data = lines(*records) if value is None else json.dumps(value, indent=1).encode()
        (tmp_path / name).write_bytes(data)
    found = [item.text for item in gather([str(tmp_path)]) if isinstance(item, Article)]
    assert found == ["It rained.", "It snowed.", "It rained.", "It snowed.", "It snowed."]


def test_a_broken_line_is_named_and_the_others_are_read() -> None:
    data = lines({"text": "One."}) + b'{"text": "Two\n\n' + b'{"text": "caf\xe9"}\n' + lines({"text": "Four."})
    first, second, third, fourth = read(data)
    assert isinstance(first, Article)
    assert isinstance(second, InputError)
    assert isinstance(third, NotText)
    assert isinstance(fourth, Article)
    assert (second.line, third.line) == (2, 4)
    assert str(second).startswith("standard input, line 2: is broken JSON")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"text": 5}, "'text' is a number"),
        ({"text": None}, 'no "text"'),
        ({"text": " "}, 'no "text"'),
        ({"title": "No text"}, 'no "text"'),
        ({"article": {"title": "No text"}}, 'no "text"'),
        ({"article": "no object"}, 'no "text"'),
        ({"text": "Yes.", "outlet": ["A"]}, "'outlet' is a list"),
        ({"text": "Yes.", "title": {}}, "'title' is an object"),
        ({"text": "Yes.", "byline": True}, "'byline' is a truth value"),
        ({"text": "Yes.", "id": 7}, "'id' is a number"),
        ({"text": "Yes.", "links": "https://a.example"}, "'links' is no list"),
        ({"text": "Yes.", "links": [1]}, "'links' is no list"),
        ({"text": "Yes.", "published": "last week"}, "'published' is no date: 'last week'"),
        ({"text": "Yes.", "published": "2025-02-30"}, "'published' is no date"),
        ({"text": "A\0B"}, "NUL"),
        ({"text": "half \ud83d a face"}, "half a character"),
        ({"text": "Yes.", "title": "\ud83d"}, "half a character"),
        ([1, 2], "expected an object, found a list"),
        ("text", "expected an object, found a string"),
        (None, "expected an object, found null"),
    ],
)
def test_a_record_that_is_no_article(record: Any, said: str) -> None:
    good = {"text": "It rained."}
    first, second, third = read(lines(good, record, good))
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert isinstance(second, InputError)
    assert second.line == 2
    assert said in str(second)
    assert "\n" not in str(second)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"{}", 'no "text"'),
        (b'{"text": "It rained.", "n": ' + b"9" * 5000 + b"}", "beyond reason"),
        (b'{"text": ' + b"[" * 100_000, "beyond reason"),
        (b"\x1f\x8b\x08\x00\x01", "gzip"),
        (b"\xff\xfe{\x00}\x00", "not in UTF-8"),
        (b"It rained.", "broken JSON"),
    ],
)
def test_a_file_that_is_no_json_lines(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    (item,) = gather([str(path)])
    assert isinstance(item, InputError)
    assert said in str(item)
    assert "\n" not in str(item)


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "is empty"), (b"[]", "empty list"), (b"{", "broken JSON"), (b"[1]", "item 1")]
)
def test_a_file_that_is_no_json(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(data)
    (item,) = gather([str(path)])
    assert isinstance(item, InputError)
    assert said in str(item)


def test_defaults_fill_only_what_a_record_does_not_say() -> None:
    records = (
        {"text": "A.", "outlet": "Own", "published": "2020-01-01"},
        {"text": "B.", "outlet": "", "published": None},
    )
    first, second = read(lines(*records), Defaults("Given", "2025-07-14"))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.outlet, first.published) == ("Own", "2020-01-01")
    assert (second.outlet, second.published) == ("Given", "2025-07-14")


def test_ids_that_come_twice_are_numbered() -> None:
    records = [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}, {"id": "a#2", "text": "Three."}]
    assert [item.id for item in read(lines(*records)) if isinstance(item, Article)] == ["a", "a#2", "a#2#2"]


def test_a_mark_and_blank_lines_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + lines({"text": "One."}) + b"\r\n\n" + b'{"text": "Two."}'
    assert [item.text for item in read(data) if isinstance(item, Article)] == ["One.", "Two."]


def test_lines_longer_than_the_first_bytes_read() -> None:
    texts = ["long " * 3000, "short", "x" * 4096, "long " * 3000]
    assert [
        item.text for item in read(lines(*({"text": text} for text in texts))) if isinstance(item, Article)
    ] == texts


def test_no_article_is_an_input_error() -> None:
    (item,) = read(b'{"title": "No text"}')
    assert isinstance(item, NoArticle)
