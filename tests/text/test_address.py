"""Two ways to write one address become one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportedly.text import canonical

PIECES = st.sampled_from(
    ["http://", "HTTPS://", "//", "www.", "m.", "amp.", "a.example", "Ä.example", "[::1]", ":80", ":443", ":8080", ":x",
     "/", "/amp", "/a%2fb", "%7E", "%", "%%341", "?", "utm_source=x", "&", "b=2", "a=1", "ref", "=", "#", "#a", " ",
     "\n", "user@", "é", "．", "."]
)  # fmt: skip


@pytest.mark.parametrize(
    "url",
    [
        "https://lowland.example/world/talks",
        "http://www.lowland.example/world/talks",
        " HTTPS://WWW.Lowland.Example:443/world/talks/ \n",
        "http://lowland.example:80/world/talks#comments",
        "https://m.lowland.example/world/talks?utm_source=feed&utm_medium=rss",
        "https://amp.lowland.example/world/talks/amp/",
        "https://www.m.lowland.example/world/talks?fbclid=1&gclid=2&CMP=share&ref=home&",
        "https://lowland.example./world/%74alks?%75tm_source=feed",
        "https://reader:secret@lowland.example/world/talks",
    ],
)
def test_one_address_however_it_is_written(url: str) -> None:
    assert canonical(url) == "https://lowland.example/world/talks"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://lowland.example/", "https://lowland.example"),
        ("https://lowland.example/?p=12&utm_id=3", "https://lowland.example?p=12"),
        ("https://lowland.example/a?id=7&b=2&a=1", "https://lowland.example/a?a=1&b=2&id=7"),
        ("https://lowland.example/a?reference=1", "https://lowland.example/a?reference=1"),
        ("https://lowland.example/A", "https://lowland.example/A"),  # a path may tell them apart
        ("https://lowland.example/camp", "https://lowland.example/camp"),
        ("http://lowland.example:8080/a", "https://lowland.example:8080/a"),
        ("https://m.me/a", "https://m.me/a"),
        ("https://news.lowland.example/a", "https://news.lowland.example/a"),
        ("https://zürich.example/é?ü=1", "https://xn--zrich-kva.example/%C3%A9?%C3%BC=1"),
        ("https://lowland.example/a%2fb%7ec", "https://lowland.example/a%2Fb~c"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_what_tells_addresses_apart_stays(url: str, kept: str) -> None:
    assert canonical(url) == kept


@pytest.mark.parametrize(
    "text",
    ["", "talks", "lowland.example/a", "/world/talks", "mailto:a@b.example", "ftp://a.example/b", "http://", "https://[oops",
     "https://a.example:port/", "https://a b.example/", "urn:newsml:a", "https://..", "https://\ud83d.example/"],
)  # fmt: skip
def test_what_is_no_address_comes_back_as_it_is(text: str) -> None:
    assert canonical(f" {text} ") == text


@given(st.lists(PIECES, max_size=12).map("".join) | st.text())
@example("http://x.example:443/")
@example("https://a.example/%%341")
@example("https://ｗｗｗ．a.example/amp/amp//")
def test_twice_is_once(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once


@given(st.text())
def test_nothing_is_raised(text: str) -> None:
    assert canonical(f"https://{text}") == canonical(f"https://{text}").strip()
    assert isinstance(canonical(f"https://a.example/{text}"), str)
