"""Feeds that are broken, or meant to break whoever reads them."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import InputError
from reportedly.model import Article
from reportedly.text import gather

HEAD = '<?xml version="1.0"?>\n<rss version="2.0">\n<channel><title>The Observer</title>\n'
TAIL = "</channel>\n</rss>"
ONE, TWO = (
    "<item><description>It rained.</description></item>\n",
    "<item><description>It snowed.</description></item>\n",
)


def read(feed: str) -> list[Article | InputError]:
    return list(gather(["-"], stdin=io.BytesIO(feed.encode())))


def texts(feed: str) -> list[str]:
    """Of articles their text, of errors what they say, in brackets."""
    return [item.text if isinstance(item, Article) else f"[{item}]" for item in read(feed)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("AT&T said no", "AT&T said no"),
        ("Q & A", "Q & A"),
        ("caf&eacute;&nbsp;au lait", "café au lait"),
        ("3 < 4 <5", "3 < 4 <5"),
        ("a\x0bb\x01c", "a b c"),
        ("&lt;b&gt;bold&lt;/b&gt; &amp;amp; &#38;amp; &quot;", 'bold & & "'),
        ("<x:1>It</x:1> <a:>rained</a:>", "It rained"),
        ("<![CDATA[<a href='https://a.example/?b=1&c=2'>AT&T</a> < 3]]>", "AT&T < 3"),
    ],
)
def test_what_can_be_mended_without_loss_is(written: str, meant: str) -> None:
    assert texts(f"{HEAD}<item><description>{written}</description></item>{TAIL}") == [meant]


def test_blanks_before_the_declaration_and_prefixes_that_nobody_declared() -> None:
    feed = f"\n \n{HEAD}<item><content:encoded>It rained.</content:encoded></item>{TAIL}"
    assert texts(feed) == ["It rained."]
    assert texts(f"\ufeff{HEAD}{ONE}{TAIL}") == ["It rained."]


@pytest.mark.parametrize(
    ("feed", "line", "found"),
    [
        (f"{HEAD}{ONE}<item><description>It hailed.<p></description></item>\n{TWO}{TAIL}", 5,
         ["It rained.", "It hailed.", "It snowed."]),
        (f"{HEAD}{ONE}<item><description>It hailed.</item>\n{TWO}{TAIL}", 5, ["It rained.", "It hailed.", "It snowed."]),
        (f"{HEAD}{ONE}{TWO}<item><description>It hai", 6, ["It rained.", "It snowed."]),
        (f"{HEAD}{ONE}{TWO}<item><description><![CDATA[It hai", 6, ["It rained.", "It snowed."]),
        (f"{HEAD}{ONE}{TWO}", 6, ["It rained.", "It snowed."]),
        (f"{HEAD}{ONE}{TAIL}\n<junk/>", 7, ["It rained."]),
        (f"{HEAD}{ONE}<item><description>&nosuch; It hailed.</description></item>{TAIL}", 5,
         ["It rained.", "&nosuch; It hailed."]),
        (f"{HEAD}<item><descr", 4, []),
    ],
)  # fmt: skip
def test_a_break_is_told_and_the_other_entries_are_read(feed: str, line: int, found: list[str]) -> None:
    fault, *rest = read(feed)
    assert isinstance(fault, InputError)
    assert fault.line == line
    assert str(fault).startswith(f"standard input, line {line}: is broken XML: ")
    assert fault.remedy
    assert "\n" not in str(fault)
    assert [item.text if isinstance(item, Article) else item for item in rest] == found


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"It rained.", "is no XML"),
        (b"", "is empty"),
        (b"<opml version='2.0'><body/></opml>", "is XML, but no feed (its outermost element is 'opml')"),
        (b"<nitf><body>It rained.</body></nitf>", "no feed"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "'urlset'"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"{}", "is no XML"),
    ],
)
def test_a_file_that_is_no_feed(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.xml").write_bytes(data)
    (item,) = gather([str(tmp_path / "a.xml")])
    assert isinstance(item, InputError)
    assert said in str(item)
    assert item.remedy


def test_a_page_under_the_suffix_of_a_feed(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>The mayor said that it would rain.</p></body></html>'
    (tmp_path / "a.xml").write_text(page, encoding="utf-8")
    (item,) = gather([str(tmp_path / "a.xml")])
    assert isinstance(item, Article)
    assert item.text == "The mayor said that it would rain."


def test_entities_are_not_read_from_files_nor_multiplied(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("SECRET", encoding="utf-8")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    document = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}"><!ENTITY e0 "boom">{bomb}]>'
    feed = f"{document}<rss><channel><item><description>It rained: &x; &e11;</description></item></channel></rss>"
    (tmp_path / "a.rss").write_text(feed, encoding="utf-8")
    (item,) = (item for item in gather([str(tmp_path / "a.rss")]) if isinstance(item, Article))
    assert "It rained" in item.text
    assert "SECRET" not in item.text
    assert "boom" not in item.text


@pytest.mark.parametrize(
    "piece",
    [
        "<![CDATA[",
        "<!--",
        "&",
        "<",
        "<item>",
        "&lt;p&gt;",
        "<a>",
        "]]>",
        "<description>&lt;a ",
        "&amp;nbsp;",
        "<?a?>",
        "<!--->",
    ],
)
def test_monotonous_feeds_in_linear_time(piece: str) -> None:
    start = time.process_time()
    list(read(HEAD + ONE + "<item><description>" + piece * (300_000 // len(piece))))
    assert time.process_time() - start < 3


@given(
    st.lists(
        st.sampled_from([HEAD, ONE, TWO, TAIL, "<item>", "<description>", "</item>", "<![CDATA[", "&a;", "<", "x"])
    )
)
def test_whatever_comes_is_read_or_refused(pieces: list[str]) -> None:
    for item in read(HEAD + "".join(pieces)):
        assert isinstance(item, Article) or (isinstance(item, InputError) and "\n" not in str(item))
