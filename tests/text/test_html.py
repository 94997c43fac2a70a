"""Pages of the web: the article in them and what they say of themselves."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable

import pytest

from reportedly.errors import InputError, NoArticle, NotText
from reportedly.model import Article
from reportedly.text import Defaults, gather

Make = Callable[..., str]


def read(page: str | bytes, defaults: Defaults = Defaults()) -> Article:  # noqa: B008 - frozen
    data = page.encode() if isinstance(page, str) else page
    (item,) = gather(["-"], stdin=io.BytesIO(data), defaults=defaults)
    assert isinstance(item, Article), item
    return item


def refused(page: str | bytes) -> InputError:
    data = page.encode() if isinstance(page, str) else page
    (item,) = gather(["-"], stdin=io.BytesIO(data))
    assert isinstance(item, InputError), item
    assert "\n" not in str(item)
    return item


def test_the_body_without_the_menus(page: Make, paragraphs: tuple[str, ...]) -> None:
    article = read(page())
    assert article.text == "\n\n".join(paragraphs)
    assert article.title == "Talks to resume"
    assert article.language == "en"
    assert article.published is None
    assert article.outlet is None


def test_what_the_head_says(page: Make) -> None:
    head = (
        '<link rel="canonical" href="https://www.lowland.example/world/talks">'
        '<meta property="og:site_name" content="The Lowland Observer">'
        '<meta property="og:title" content="Talks to resume, says minister">'
        '<meta name="author" content="Jane Doe">'
        '<meta property="article:published_time" content="2025-07-14T08:30:00+02:00">'
    )
    article = read(page(head, attributes=' lang="en-GB"'), Defaults("Other", "1999-01-01"))
    assert article.outlet == "The Lowland Observer"
    assert article.url == "https://www.lowland.example/world/talks"
    assert article.title == "Talks to resume, says minister"
    assert article.byline == "Jane Doe"
    assert article.published == "2025-07-14T08:30:00+02:00"
    assert article.language == "en-GB"


@pytest.mark.parametrize(
    ("head", "byline", "credit"),
    [
        ('<meta name="author" content="Reuters">', None, "Reuters"),
        ('<meta name="author" content="Associated Press">', None, "Associated Press"),
        ('<meta name="author" content="Mercator">', "Mercator", None),
        ('<meta name="author" content="https://a.example/jane">', None, None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "AFP"}]}</script>',
            None,
            "AFP",
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "author": "TASS"}</script>', None, "TASS"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": [7, {"name": []}]}</script>',
            None,
            None,
        ),
    ],
)
def test_agencies_among_authors(page: Make, head: str, byline: str | None, credit: str | None) -> None:
    article = read(page(head))
    assert (article.byline, article.credit) == (byline, credit)


def test_a_long_page_in_linear_time(page: Make) -> None:
    start = time.process_time()
    assert len(read(page("", f"<p>{'word ' * 200_000}</p>")).text) > 1_000_000
    assert time.process_time() - start < 3


def test_a_file_of_nothing_but_comments_in_linear_time() -> None:
    start = time.process_time()
    assert read("<!---->" * 500 + "<!").text
    assert time.process_time() - start < 1


def test_outlet_of_the_user_beats_the_bare_host(page: Make) -> None:
    head = '<link rel="canonical" href="https://www.lowland.example/world/talks">'
    assert read(page(head)).outlet == "lowland.example"
    assert read(page(head), Defaults("The Observer")).outlet == "The Observer"


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta name="pubdate" content="2025-07-14">', "", "2025-07-14"),
        ("", '<p><time class="published" datetime="2025-07-14T10:00Z">Monday</time> in town.</p>', "2025-07-14T10:00Z"),
        ("", "<p>Copyright 2024 by the paper, all rights are kept.</p>", "1999-01-01"),
        ('<meta name="pubdate" content="next week">', "", "1999-01-01"),
        ('<script type="application/ld+json">{broken</script>', "", "1999-01-01"),
        ('<meta property="article:published_time" content="2025-07-14T24:61">', "", "2025-07-14"),
    ],
)
def test_date_of_publication_is_told_or_not_made_up(page: Make, head: str, body: str, published: str) -> None:
    assert read(page(head, body), Defaults(published="1999-01-01")).published == published


@pytest.mark.parametrize("wrap", [lambda record: record, lambda record: [record], lambda record: {"@graph": [record]}])
def test_date_of_json_ld(page: Make, wrap: Callable[[object], object]) -> None:
    record = wrap({"@type": ["NewsArticle"], "datePublished": "2025-07-14T08:30:00Z"})
    head = f'<script type="application/ld+json">{json.dumps(record)}</script>'
    assert read(page(head)).published == "2025-07-14T08:30:00Z"


def test_json_ld_of_endless_depth_does_no_harm(page: Make) -> None:
    head = f'<script type="application/ld+json">{"[" * 50_000}</script>'
    assert read(page(head)).published is None


def test_links_are_absolute_in_order_and_once(page: Make) -> None:
    head = '<link rel="canonical" href="https://lowland.example/world/talks">'
    body = (
        '<p>As <a href="https://kcna.example/1">state media said</a> and <a href="/world/old">we reported</a>, the '
        '<a href="https://kcna.example/1">same report</a>, <a href="mailto:a@b.example">a mail</a> and '
        '<a href="http://[oops">a broken one</a> were all there.</p>'
    )
    article = read(page(head, body))
    assert article.links == ("https://kcna.example/1", "https://lowland.example/world/old")
    assert (
        "As state media said and we reported, the same report, a mail and a broken one were all there." in article.text
    )


@pytest.mark.parametrize(
    "shell", ["{}", '<div class="embed">{}</div>', "<figure><div>{}<script></script></div></figure>"]
)
def test_an_embedded_post_keeps_its_signature(page: Make, paragraphs: tuple[str, ...], shell: str) -> None:
    post = (
        '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Nobody was hurt.<br>Nobody.</p>&mdash; '
        "Foreign Ministry (@MFA_Varenia) "
        '<a href="https://twitter.com/MFA_Varenia/status/1">July 14, 2025</a></blockquote>'
    )
    blocks = read(page("", shell.format(post))).text.split("\n\n")
    assert blocks[0] == paragraphs[0]
    assert blocks[1:4] == ["Nobody was hurt.", "Nobody.", "— Foreign Ministry (@MFA_Varenia) July 14, 2025"]
    assert blocks[4:] == list(paragraphs[1:])


def test_line_ends_of_the_source_do_not_break_an_embedded_post(page: Make) -> None:
    post = (
        '<blockquote class="twitter-tweet">\n<p>Nobody was\n  hurt.</p>\n&mdash;\n  Foreign Ministry\n(@MFA_Varenia)\n'
        '<a href="https://twitter.com/MFA_Varenia/status/1">July 14,\n 2025</a>\n</blockquote>'
    )
    blocks = read(page("", post)).text.split("\n\n")
    assert blocks[1:3] == ["Nobody was hurt.", "— Foreign Ministry (@MFA_Varenia) July 14, 2025"]


def test_times_of_a_live_blog_stay(page: Make) -> None:
    body = "<h3><time>21:50</time></h3><p>At <time>21:40</time> the minister left the building with his two aides.</p>"
    text = read(page("", body)).text
    assert "\n\n21:50\n\nAt 21:40 the minister left" in text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'),
        ("cp1252", ""),
        ("utf-16", '<meta charset="utf-16">'),
        ("utf-8-sig", ""),
    ],
)
def test_encodings(page: Make, encoding: str, declared: str) -> None:
    sentence = "The café’s owner, Zoë Müller, said – “no” – and closed the door behind her for the night."
    assert sentence in read(page(declared, f"<p>{sentence}</p>").encode(encoding)).text


def test_a_declared_east_european_encoding(page: Make) -> None:
    sentence = "The town of Łódź, said Mr Żółć, would be ready in a week and not a day later than that."
    data = page('<meta charset="iso-8859-2">', f"<p>{sentence}</p>").encode("iso-8859-2")
    assert sentence in read(data).text


def test_odd_characters_stay(page: Make) -> None:
    sentence = "She wrote 👩\u200d👧 and שלום and a\u200bb in the letter that the paper has seen, he said."
    assert sentence in read(page("", f"<p>{sentence}</p>")).text


@pytest.mark.parametrize(
    "document",
    [
        "<!DOCTYPE html><html></html>",
        "<html><body></body></html>",
        '<html><body><nav><a href="/">Home</a><a href="/a">About</a></nav></body></html>',
        "<!doctype html><html><head><title>Log in</title></head><body><form><input name=q></form></body>",
        "<!doctype html><html><body><script>var a = 'The minister said that it was so and so.';</script></body></html>",
        "<html><body><img src='a.png'></body></html>",
        "<p></p>",
        "<html><!-- only a comment, The minister said that it was so. --></html>",
    ],
)
def test_a_page_without_an_article(document: str) -> None:
    error = refused(document)
    assert isinstance(error, NoArticle)
    assert error.remedy


def test_a_binary_page() -> None:
    assert isinstance(refused(b"<html>\0\0\0\x01\x02</html>"), NotText)


@pytest.mark.parametrize(
    "document",
    [
        "<p>The minister said on Monday that the talks would resume.</p>",
        "<html><body><p>The minister said on Monday that the talks would resume.",
        "<div><div><p>The minister said on Monday that the talks would resume.</b></p></i></div>",
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>'
        "<p>The minister said on Monday that the talks would resume.</p></body></html>",
        "<!-- saved --><html><body>The minister said on Monday that the talks would resume.</body></html>",
    ],
)
def test_broken_and_small_pages_are_read(document: str) -> None:
    assert read(document).text == "The minister said on Monday that the talks would resume."


def test_a_page_of_endless_depth_is_read_or_refused_in_one_line() -> None:
    depth = 20_000
    page = (
        "<html><body>"
        + "<div>" * depth
        + "<p>The minister said on Monday that talks would resume.</p>"
        + "</div>" * depth
    )
    (item,) = gather(["-"], stdin=io.BytesIO(page.encode()))
    assert isinstance(item, (Article, InputError))
    assert "\n" not in str(item) or isinstance(item, Article)
