"""Agencies' own JSON: ninjs 1.x, 2.x and 3.x, as a document and a line each."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError, NoArticle
from reportedly.model import Article
from reportedly.text import content_id, gather

TALKS = "The minister said on Monday that the talks would resume."
HTML = f"<p>{TALKS}</p><p>See <a href='https://lowland.example/b'>more</a>.</p>"
URI = "urn:newsml:wire.example:20250714:talks"
ONE = {
    "uri": URI,
    "type": "text",
    "pubstatus": "usable",
    "firstcreated": "2025-07-13T20:00:00Z",
    "versioncreated": "2025-07-14T08:30:00+02:00",
    "language": "en-GB",
    "provider": "Lowland Wire",
    "byline": "By Jane Doe",
    "headline": "Talks to resume",
    "body_text": TALKS,
    "body_xhtml": HTML,
    "located": "Lowtown",
    "subject": [{"name": "politics"}],
}
TWO = {
    "uri": URI,
    "type": "text",
    "pubstatus": "usable",
    "firstcreated": "2025-07-13T20:00:00Z",
    "versioncreated": "2025-07-14T08:30:00+02:00",
    "language": "en-GB",
    "provider": {"name": "Lowland Wire"},
    "by": "Jane Doe",
    "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Talks to resume"}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": TALKS * 3},
        {"role": "nitf", "contenttype": "application/xml", "value": f"<nitf>{HTML * 9}</nitf>"},
        {"role": "html", "contenttype": "text/html; charset=utf-8", "value": HTML},
    ],
}
THREE = {
    "uri": URI,
    "pubStatus": "usable",
    "versionCreated": "2025-07-14T08:30:00+02:00",
    "language": "en-GB",
    "infoSources": [{"role": "http://cv.example/author", "name": "No"}, {"role": "x:provider", "name": "Lowland Wire"}],
    "by": "Jane Doe",
    "headlines": [{"value": "<b>Talks</b> to resume"}],
    "bodies": [{"contentType": "application/xhtml+xml", "value": f"<html><head><title>T</title></head><body><h1>Talks to "
                f"resume</h1>{HTML}</body></html>"}],
}  # fmt: skip
WHOLE = Article(
    id=URI,
    text=f"{TALKS}\n\nSee more.",
    outlet="Lowland Wire",
    title="Talks to resume",
    byline="Jane Doe",
    published="2025-07-14T08:30:00+02:00",
    language="en-GB",
    links=("https://lowland.example/b",),
)


def read(*items: Any) -> list[Article | InputError]:
    return list(gather(["-"], stdin=io.BytesIO(b"".join(json.dumps(item).encode() + b"\n" for item in items))))


def article(item: dict[str, Any]) -> Article:
    (found,) = read(item)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("version", [ONE, TWO, THREE], ids=["1.x", "2.x", "3.x"])
def test_each_version(version: dict[str, Any], tmp_path: Path) -> None:
    assert article(version) == WHOLE
    (tmp_path / "a.json").write_text(json.dumps(version, indent=2), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(version), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps(version), encoding="utf-8")
    (tmp_path / "d.json").write_text(json.dumps([version]), encoding="utf-8")
    for path in tmp_path.iterdir():
        assert list(gather([str(path)])) == [WHOLE]


def test_between_records_of_our_own() -> None:
    own = {"id": "a", "text": "It rained.", "uri": "urn:x", "body_text": "No."}
    first, second, third = read(own, TWO, {"article": {"id": "b", "text": "It snowed."}, "uri": "urn:y"})
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert (first.text, second, third.text) == ("It rained.", WHOLE, "It snowed.")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"body_text": f" {TALKS}\n\nTwo.\n"}, f"{TALKS}\n\nTwo."),  # plain text keeps its lines
        ({"body_main": "Smith & Sons: 3 < 4, he said."}, "Smith & Sons: 3 < 4, he said."),
        ({"body_richtext": f"<p>{TALKS}</p> <p>Two.</p>", "body_main": f"{TALKS} Two."}, f"{TALKS}\n\nTwo."),
        ({"body_xhtml": "<img/>", "body_text": TALKS}, TALKS),
        ({"bodies": [{"value": TALKS}]}, TALKS),
        ({"bodies": [{"value": f"{TALKS}<br/>Two."}]}, f"{TALKS}\nTwo."),
        ({"bodies": [7, {"value": 7}, {"role": 7, "contenttype": None, "value": TALKS}]}, TALKS),
        ({"bodies": "no list", "body_text": TALKS}, TALKS),
    ],
)
def test_the_text(fields: dict[str, Any], text: str) -> None:
    assert article({"uri": URI, **fields}).text == text


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"byline": "AFP"}, "credit", "AFP"),
        ({"byline": "AFP"}, "byline", None),
        ({"byline": ["Jane"]}, "byline", None),
        ({"source": "Lowland Wire"}, "outlet", "Lowland Wire"),
        ({"infosource": [{"rel": "publisher", "name": "Lowland Wire"}]}, "outlet", "Lowland Wire"),
        ({"infosource": [7], "copyrightholder": "Lowland Wire"}, "outlet", "Lowland Wire"),
        ({"headline_main": "Talks"}, "title", "Talks"),
        ({"title": "Talks"}, "title", "Talks"),
        ({"firstcreated": "2025-07-14T08:30:00+0000"}, "published", "2025-07-14T08:30:00+0000"),
        ({"versioncreated": "soon", "contentcreated": "2025-07-14"}, "published", "2025-07-14"),
        ({"versioncreated": 7}, "published", None),
        ({"uri": "https://www.wire.example/a/"}, "url", "https://www.wire.example/a/"),
        ({"uri": "https://www.wire.example/a/"}, "id", content_id("https://wire.example/a")),
        ({"uri": f"urn:{'x' * 100}"}, "id", content_id(f"urn:{'x' * 100}")),
        ({"uri": None}, "id", content_id(TALKS)),
    ],
)
def test_fields(fields: dict[str, Any], field: str, value: str | None) -> None:
    assert getattr(article({"uri": URI, "body_text": TALKS, **fields}), field) == value


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ({**ONE, "pubstatus": "canceled"}, "line 1: is 'canceled': its provider has taken it back"),
        ({**TWO, "pubstatus": "withheld"}, "line 1: is 'withheld'"),
        ({**THREE, "pubStatus": "canceled"}, "line 1: is 'canceled'"),
        ({"uri": URI, "type": "picture", "headline": "A picture"}, "is ninjs (picture) without a text"),
        ({"uri": URI}, "is ninjs (no type) without a text"),
        ({"uri": URI, "body_text": " "}, "without a text"),
        ({"bodies": [{"contenttype": "application/xml", "value": "<nitf/>"}]}, "without a text"),
        ({"bodies": []}, "without a text"),
    ],
)
def test_what_is_not_to_be_read(item: dict[str, Any], said: str) -> None:
    error, other = read(item, ONE)
    assert isinstance(error, NoArticle)
    assert said in str(error)
    assert error.remedy
    assert isinstance(other, Article)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from([TALKS, HTML, "usable"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "role", "name"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*ONE, *TWO, *THREE, "infosource", "source"]), VALUES))
def test_whatever_the_fields_hold_is_read_or_refused(item: dict[str, Any]) -> None:
    (found,) = read({"uri": URI, **item})
    assert isinstance(found, (Article, InputError))
