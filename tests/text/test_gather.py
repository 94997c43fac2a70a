"""Feeds from the web: the articles that their entries lead to, and what is left where a link fails."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.errors import InputError, Unreachable
from reportedly.model import Article
from reportedly.text import Defaults, Page, gather

FEED = "https://lowland.example/feed"
TEASER = "The minister said that talks would resume."
WHOLE = (
    "<p>The minister said on Monday that the talks would resume.</p><p>" + "She had been asked about it. " * 20 + "</p>"
)


def rss(*items: str) -> bytes:
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>Lowland Feeds</title>{entries}</channel></rss>".encode()


class Web:
    """Stands for `fetch`: what it has by address, and what it was asked for."""

    def __init__(self, **pages: bytes | str | Exception) -> None:
        self.pages = {f"https://lowland.example/{name}": page for name, page in pages.items()}
        self.asked: list[str] = []

    def __call__(self, url: str) -> Page:
        self.asked.append(url)
        page = self.pages.get(url, Unreachable(url, "answers with HTTP 404", "save the page"))
        if isinstance(page, Exception):
            raise page
        body = page if isinstance(page, bytes) else page.encode()
        return Page(url, body, "text/html" if isinstance(page, str) else "")

    def read(self, defaults: Defaults = Defaults()) -> list[Article | InputError]:  # noqa: B008 - frozen
        return list(gather([FEED], fetch=self, defaults=defaults))


@pytest.fixture
def story(page: Callable[..., str]) -> str:
    return page(
        '<meta property="og:site_name" content="The Lowland Observer"><meta name="author" content="John Roe">'
        '<link rel="canonical" href="https://lowland.example/world/talks">'
        '<meta property="article:published_time" content="2025-07-14">'
    )


ENTRY = f"<title>Talks</title><link>/talks</link><guid>talks-2025</guid><description>{TEASER}</description>"


def test_a_teaser_leads_to_its_article(story: str, paragraphs: tuple[str, ...]) -> None:
    web = Web(feed=rss(ENTRY + "<pubDate>Mon, 14 Jul 2025 08:30 GMT</pubDate>"), talks=story)
    (article,) = web.read(Defaults("Given", "1999-01-01"))
    assert isinstance(article, Article)
    assert article.text == "\n\n".join(paragraphs)
    assert (article.id, article.title, article.outlet) == ("talks-2025", "Talks", "Lowland Feeds")
    assert (article.byline, article.published) == ("John Roe", "2025-07-14T08:30+00:00")
    assert article.url == "https://lowland.example/world/talks"
    assert web.asked == [FEED, "https://lowland.example/talks"]


def test_the_page_says_what_the_feed_does_not(story: str) -> None:
    feed = rss(ENTRY).replace(b"<title>Lowland Feeds</title>", b"")
    (article,) = Web(feed=feed, talks=story).read(Defaults("Given", "1999-01-01"))
    assert isinstance(article, Article)
    assert (article.outlet, article.published) == ("The Lowland Observer", "2025-07-14")


def test_a_link_that_fails_is_told_and_the_teaser_is_read() -> None:
    error, article = Web(feed=rss(ENTRY)).read(Defaults(published="2025-07-14"))
    assert isinstance(error, Unreachable)
    assert str(error).startswith("https://lowland.example/talks: answers with HTTP 404 (")
    assert isinstance(article, Article)
    assert (article.text, article.url, article.id) == (TEASER, "https://lowland.example/talks", "talks-2025")
    assert (article.outlet, article.published) == ("Lowland Feeds", "2025-07-14")


def test_without_a_teaser_only_the_failure_is_told() -> None:
    (error,) = Web(feed=rss("<title>Talks</title><link>/talks</link>")).read()
    assert isinstance(error, Unreachable)


def test_without_a_teaser_the_article_is_read(story: str) -> None:
    (article,) = Web(feed=rss("<link>/talks</link>"), talks=story).read()
    assert isinstance(article, Article)
    assert article.title == "Talks to resume"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (OSError(5, "the network is\ndown"), "cannot be read: the network is"),
        (ValueError("odd address"), "cannot be read: odd address"),
        (b"%PDF-1.4", "is a PDF"),
        (b"", "is empty"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
        (rss(ENTRY, ENTRY), "is a feed or a list of articles"),
        (rss(ENTRY), "is a feed or a list of articles"),
        (b'{"text": "One."}\n{"text": "Two."}\n', "is a feed or a list of articles"),
    ],
)
def test_whatever_goes_wrong_with_a_link(page: bytes | str | Exception, said: str) -> None:
    error, article, other = Web(feed=rss(ENTRY, f"<description>{TEASER}</description>"), talks=page).read()
    assert isinstance(error, InputError)
    assert error.where == "https://lowland.example/talks"
    assert said in str(error)
    assert error.remedy
    assert isinstance(article, Article)
    assert isinstance(other, Article)
    assert (article.text, other.text) == (TEASER, TEASER)


def test_a_page_with_less_than_the_teaser_is_not_preferred() -> None:
    (article,) = Web(feed=rss(ENTRY), talks="<html><body><p>Log in to go on with this.</p></body></html>").read()
    assert isinstance(article, Article)
    assert article.text == TEASER


@pytest.mark.parametrize(
    "entry",
    [
        f"<link>/talks</link><description><![CDATA[{WHOLE}]]></description>",  # long enough
        f"<description>{TEASER}</description>",
        f"<link>ftp://lowland.example/talks</link><description>{TEASER}</description>",
        f"<link>file:///etc/hostname</link><description>{TEASER}</description>",
        f"<link>javascript:alert(1)</link><description>{TEASER}</description>",
    ],
)
def test_what_is_not_followed(entry: str) -> None:
    web = Web(feed=rss(entry))
    (article,) = web.read()
    assert isinstance(article, Article)
    assert web.asked == [FEED]


def test_a_feed_on_disk_or_piped_in_fetches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(rss(ENTRY.replace("/talks", "https://lowland.example/talks")))
    web = Web()
    for item in gather([str(path), "-"], stdin=io.BytesIO(path.read_bytes()), fetch=web):
        assert isinstance(item, Article)
        assert item.text == TEASER
    assert web.asked == []


def test_links_are_followed_one_by_one(story: str) -> None:
    web = Web(feed=rss(ENTRY, ENTRY), talks=story)
    items = gather([FEED], fetch=web)
    first, asked = next(items), len(web.asked)
    second = next(items)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (asked, len(web.asked)) == (2, 3)
    assert (first.id, second.id) == ("talks-2025", "talks-2025#2")


@pytest.mark.parametrize(
    "content_type", ["application/xml", "text/xml", "text/plain", "text/html", "", "application/atom+xml"]
)
def test_a_feed_is_a_feed_whatever_the_server_calls_it(content_type: str) -> None:
    feed = rss(f"<description>{TEASER}</description>")
    (article,) = gather([FEED], fetch=lambda url: Page(url, feed, content_type))
    assert isinstance(article, Article)
    assert article.text == TEASER
