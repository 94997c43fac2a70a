"""Feeds: RSS 2.0, RSS 1.0 and Atom 1.0, their entries, and what is broken in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from reportedly.errors import InputError, NoArticle
from reportedly.model import Article
from reportedly.text import Defaults, content_id, gather

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
)
TALKS = "The minister said on Monday that the talks would resume."


def rss(*items: str, about: str = "<title>The Lowland Observer</title>") -> str:
    entries = "\n".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?>\n<rss version="2.0" {NAMESPACES}><channel>{about}\n{entries}\n</channel></rss>'


def rdf(*items: str) -> str:
    entries = "".join(f'<item rdf:about="urn:x">{item}</item>' for item in items)
    return (
        '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns="http://purl.org/rss/1.0/" {NAMESPACES}><channel rdf:about="urn:y"><title>The Lowland Observer</title>'
        f'<items><rdf:Seq><rdf:li rdf:resource="urn:x"/></rdf:Seq></items></channel>{entries}</rdf:RDF>'
    )


def atom(*entries: str, about: str = "<title>The Lowland Observer</title>") -> str:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{about}{inner}</feed>'


def read(feed: str | bytes, defaults: Defaults = Defaults()) -> list[Article | InputError]:  # noqa: B008 - frozen
    data = feed.encode() if isinstance(feed, str) else feed
    return list(gather(["-"], stdin=io.BytesIO(data), defaults=defaults))


def article(feed: str | bytes) -> Article:
    (item,) = read(feed)
    assert isinstance(item, Article), item
    return item


def texts(feed: str | bytes) -> list[str]:
    """Of articles their text, of errors what they say, in brackets."""
    return [item.text if isinstance(item, Article) else f"[{item}]" for item in read(feed)]


ENTRIES = {
    "rss": rss(
        "<title>Talks to resume</title><link>https://www.lowland.example/talks?utm_source=rss</link>"
        '<guid isPermaLink="false">lowland-2025-07-14-talks</guid><pubDate>Mon, 14 Jul 2025 08:30:00 GMT</pubDate>'
        f"<dc:creator>By Jane Doe</dc:creator><description>{TALKS}</description>"
    ),
    "rdf": rdf(
        "<title>Talks to resume</title><link>https://www.lowland.example/talks?utm_source=rss</link>"
        f"<dc:identifier>x</dc:identifier><dc:date>2025-07-14T08:30:00+00:00</dc:date><dc:creator>Jane Doe</dc:creator>"
        f"<description>{TALKS}</description>"
    ),
    "atom": atom(
        '<title>Talks to resume</title><link rel="enclosure" href="https://lowland.example/a.mp3"/>'
        '<link href="https://www.lowland.example/talks?utm_source=rss"/><id>lowland-2025-07-14-talks</id>'
        "<updated>2025-07-15T00:00:00Z</updated><published>2025-07-14T08:30:00+00:00</published>"
        f"<author><name>Jane Doe</name><email>jane@lowland.example</email></author><summary>{TALKS}</summary>"
    ),
}


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_entry_is_an_article(kind: str) -> None:
    found = article(ENTRIES[kind])
    named = content_id("https://lowland.example/talks") if kind == "rdf" else "lowland-2025-07-14-talks"
    assert found == Article(
        id=named,
        text=TALKS,
        outlet="The Lowland Observer",
        url="https://www.lowland.example/talks?utm_source=rss",
        title="Talks to resume",
        byline="Jane Doe",
        published="2025-07-14T08:30:00+00:00",
    )


@pytest.mark.parametrize("suffix", [".xml", ".rss", ".atom"])
def test_a_file(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"feed{suffix}").write_text(ENTRIES["atom"], encoding="utf-8")
    (found,) = gather([str(tmp_path)])
    assert isinstance(found, Article)
    assert found.text == TALKS


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (f"<description>&lt;p&gt;{TALKS}&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description>", f"{TALKS}\n\nTwo."),
        (f"<description><![CDATA[<p>{TALKS}</p><p>A&nbsp;B &amp; C</p>]]></description>", f"{TALKS}\n\nA B & C"),
        (f"<description>Short.</description><content:encoded><![CDATA[<p>{TALKS}</p>]]></content:encoded>", TALKS),
        (f"<description>{TALKS}</description><content:encoded><![CDATA[<img src='a'/>]]></content:encoded>", TALKS),
        (f"<description>{TALKS}\n\n  She left.\n</description>", f"{TALKS}\n\nShe left."),
        ("<description>Smith &amp;amp; Sons: 3 &amp;lt; 4</description>", "Smith & Sons: 3 < 4"),
        (f"<description><p>{TALKS}</p><p>Two.</p></description>", f"{TALKS}\n\nTwo."),
        (f"<media:description>No.</media:description><description>{TALKS}</description>", TALKS),
        (f"<title>Talks</title><description>&lt;h1&gt;Talks&lt;/h1&gt;{TALKS}</description>", TALKS),
        (f"<description>&lt;p&gt;{TALKS}&lt;/p&gt;&lt;p&gt;The post &lt;a href='/'&gt;Talks&lt;/a&gt; appeared first on "
         "&lt;a href='/'&gt;The Observer&lt;/a&gt;.&lt;/p&gt;</description>", TALKS),
        (f"<description>&lt;p&gt;{TALKS}&lt;/p&gt;&lt;figure&gt;&lt;figcaption&gt;A&lt;/figcaption&gt;&lt;/figure&gt;"
         "&lt;script&gt;x&lt;/script&gt;</description>", TALKS),
    ],
)  # fmt: skip
def test_the_text_of_an_entry(entry: str, text: str) -> None:
    assert article(rss(entry)).text == text


@pytest.mark.parametrize(
    "content",
    [
        f'<content type="html">&lt;p&gt;One &lt;a href="/b"&gt;two&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;{TALKS}&lt;/p&gt;</content>',
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <a href="/b">two</a>.</p><p>{TALKS}</p>'
        "</div></content>",
        f'<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>One <h:a href="/b">two</h:a>.</h:p>'
        f"<h:p>{TALKS}</h:p></h:div></content>",
    ],
)
def test_content_of_atom(content: str) -> None:
    found = article(atom(f'<link href="https://lowland.example/a"/>{content}'))
    assert found.text == f"One two.\n\n{TALKS}"
    assert found.links == ("https://lowland.example/b",)


def test_content_that_is_no_text_is_left_out() -> None:
    assert article(atom(f'<content type="image/png">iVBORw0KGgo=</content><summary>{TALKS}</summary>')).text == TALKS


def test_addresses_are_relative_to_xml_base() -> None:
    entry = '<link href="talks"/><content type="html">&lt;a href="b"&gt;Two&lt;/a&gt; words.</content>'
    feed = atom(entry).replace("<feed", '<feed xml:base="https://lowland.example/world/"')
    assert (article(feed).url, article(feed).links) == (
        "https://lowland.example/world/talks",
        ("https://lowland.example/world/b",),
    )


@pytest.mark.parametrize(
    ("author", "byline", "credit"),
    [
        ("<author>jane@lowland.example (Jane Doe)</author>", "Jane Doe", None),
        ("<author>jane@lowland.example</author>", None, None),
        ("<dc:creator>https://lowland.example/jane</dc:creator>", None, None),
        ("<dc:creator>Jane Doe</dc:creator><dc:creator>John Roe</dc:creator>", "Jane Doe; John Roe", None),
        ("<dc:creator>Jane Doe</dc:creator><author>Someone</author>", "Jane Doe", None),
        ("<dc:creator>AFP</dc:creator>", None, "AFP"),
        ("", None, None),
    ],
)
def test_authors(author: str, byline: str | None, credit: str | None) -> None:
    found = article(rss(f"{author}<description>{TALKS}</description>"))
    assert (found.byline, found.credit) == (byline, credit)


@pytest.mark.parametrize(("name", "byline"), [("Jane Doe", "Jane Doe"), ("The Lowland Observer", None)])
def test_the_author_of_a_whole_feed(name: str, byline: str | None) -> None:
    about = f"<title>The Lowland Observer</title><author><name>{name}</name></author>"
    assert article(atom(f"<summary>{TALKS}</summary>", about=about)).byline == byline


def test_a_syndicated_entry_has_the_outlet_that_it_comes_from() -> None:
    first, second, third = read(
        rss(
            f'<source url="https://upland.example/feed">The Upland Post</source><description>{TALKS}</description>',
            f"<description>{TALKS}</description>",
            f"<atom:source><atom:title>Coast Daily</atom:title></atom:source><description>{TALKS}</description>",
        )
    )
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(third, Article)
    assert (first.outlet, second.outlet, third.outlet) == ("The Upland Post", "The Lowland Observer", "Coast Daily")


def test_defaults_fill_what_the_feed_does_not_say() -> None:
    entry = f"<description>{TALKS}</description>"
    (bare,) = read(rss(entry, about=""), Defaults("Given", "2025-07-01"))
    (said,) = read(rss(entry + "<pubDate>14 Jul 2025</pubDate>"), Defaults("Given", "2025-07-01"))
    assert isinstance(bare, Article)
    assert isinstance(said, Article)
    assert (bare.outlet, bare.published) == ("Given", "2025-07-01")
    assert (said.outlet, said.published) == ("The Lowland Observer", "2025-07-14")


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ("<guid>urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a</guid>", "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"),
        ("<guid>tag:lowland.example,2025:/world/7</guid>", "tag:lowland.example,2025:/world/7"),
        ("<guid>https://www.lowland.example/a/</guid>", content_id("https://lowland.example/a")),
        ("<guid>1234</guid><link>http://lowland.example/a</link>", content_id("https://lowland.example/a")),
        (f"<guid>{'x' * 200}</guid><link>http://lowland.example/a</link>", content_id("https://lowland.example/a")),
        ("<guid>two words</guid><link>http://lowland.example/a#b</link>", content_id("https://lowland.example/a")),
        ("", content_id(TALKS)),
    ],
)
def test_ids(entry: str, named: str) -> None:
    assert article(rss(f"{entry}<description>{TALKS}</description>")).id == named


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("<link>talks</link>", None),
        ("<link>ftp://lowland.example/a</link>", None),
        ("<link>http://[oops</link><guid>https://lowland.example/a</guid>", "https://lowland.example/a"),
        ('<link/><atom:link rel="self" href="https://lowland.example/feed"/>', None),
        ('<guid isPermaLink="false">https://lowland.example/?p=1</guid>', None),
    ],
)
def test_links(entry: str, url: str | None) -> None:
    assert article(rss(f"{entry}<description>{TALKS}</description>")).url == url


def test_titles_in_one_line_and_without_tags() -> None:
    found = article(
        rss(f"<title>Smith &amp;amp; &lt;b&gt;Sons&lt;/b&gt;\n 3 &amp;lt; 4</title><description>{TALKS}</description>")
    )
    assert found.title == "Smith & Sons 3 < 4"


def test_languages() -> None:
    about = "<title>T</title><language>en-gb</language>"
    feed = rss(
        f"<description>{TALKS}</description>",
        f"<dc:language>fr</dc:language><description>{TALKS}</description>",
        about=about,
    )
    assert [item.language for item in read(feed) if isinstance(item, Article)] == ["en-gb", "fr"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    feed = rss("<description>The café’s owner said “no”.</description>")
    data = feed.replace('"1.0"', f'"1.0" encoding="{encoding.removesuffix("-sig")}"')
    # Who writes Latin-1 means Windows-1252, as with pages.
    found = article(data.encode("cp1252" if encoding == "iso-8859-1" else encoding))
    assert found.text == "The café’s owner said “no”."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rss(), "is a feed without entries"),
        (atom(), "is a feed without entries"),
        (rdf(), "is a feed without entries"),
        (rss("<title>Talks</title>"), "line 3: the entry 'Talks' has no text (leave it out)"),
        (rss("<link>https://a.example/a</link>"), "line 3: an entry has no text (save what its link leads to"),
        (rss("<description>&lt;img src='a'&gt;</description>"), "an entry has no text"),
        (rss("<description>Comments</description>"), "an entry has no text"),
    ],
)
def test_what_holds_no_article(data: str, said: str) -> None:
    (error,) = read(data)
    assert isinstance(error, NoArticle)
    assert said in str(error)
    assert error.remedy


def test_entries_without_a_text_do_not_stop_the_others() -> None:
    assert texts(rss("<title>One</title>", f"<description>{TALKS}</description>"))[1] == TALKS
