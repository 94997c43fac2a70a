"""A page of the web: the article in it, without the menus around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from reportedly.errors import NoArticle
from reportedly.model import Article
from reportedly.text.compose import article_from_text
from reportedly.text.encoding import decode
from reportedly.text.furniture import split_authors
from reportedly.text.json_ld import authors
from reportedly.text.page_body import Body, find_body
from reportedly.text.page_date import find_published
from reportedly.text.page_tree import page_metadata, parse_page
from reportedly.text.source import Reader, Source

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{1,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
_OPENING = re.compile(
    # Possessive: else a file of nothing but comments has as many readings as ways to join them.
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:(?><!--.{0,2000}?-->)\s*)*+"
    rb"<(?:!doctype html|html|head|body|meta|title|article|main|section|div|p|h1)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)


def read(source: Source) -> Iterator[Article]:
    """One article. Raises NotText, and NoArticle where the page has no running text."""
    page = decode(source.whole(), source.name, source.charset or declared_charset(source.head))
    tree = parse_page(page)
    if tree is None:
        raise NoArticle(source.name, "has no HTML in it", "if it is plain text, name it .txt")
    about = _about(tree, source)  # before the body is looked for, which changes the tree
    published = find_published(tree, page, about.url)
    body = find_body(tree, about.title, about.url)
    if not isinstance(body, Body):
        raise NoArticle(
            source.name, f"has no article that can be found ({body})", "copy its text into a .txt file and give that"
        )
    yield article_from_text(
        body.text,
        source.stem,
        outlet=about.outlet or source.defaults.outlet or about.host,
        url=about.url,
        title=about.title,
        byline=about.byline,
        credit=about.credit,
        published=published or source.defaults.published,
        language=about.language,
        links=body.links,
    )


def declared_charset(head: bytes) -> str | None:
    """What the page's own first lines say of its encoding."""
    match = _CHARSET.search(head)
    return match[1].decode("ascii", "ignore") if match else None


@dataclass(frozen=True, slots=True)
class _About:
    outlet: str | None
    host: str | None
    url: str | None
    title: str | None
    byline: str | None
    credit: str | None
    language: str | None


def _about(tree: Any, source: Source) -> _About:
    found = page_metadata(tree)
    url = _address(tree, source.url) or found.url or source.url
    host = (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    # Where a page does not name its outlet, trafilatura gives the host: less than what the user may have said.
    named = found.sitename if found.sitename and found.sitename.lower().removeprefix("www.") != host else None
    byline, credit = _authors(tree, found.author)
    return _About(named, host, url, found.title, byline, credit, _language(tree))


def _authors(tree: Any, found: str | None) -> tuple[str | None, str | None]:
    """Byline and credit: agencies are told apart from people."""
    # Trafilatura takes no name of one word for an author, and so loses most agencies.
    said = found.split("; ") if found else authors(tree) or _lines(tree.xpath("//meta[@name='author']/@content"))
    return split_authors(said)


def _lines(said: list[str]) -> tuple[str, ...]:
    """Each that is not blank, in one line; addresses are no names."""
    return tuple(line for line in (" ".join(words.split()) for words in said) if line and "://" not in line)


def _address(tree: Any, base: str | None) -> str | None:
    """The canonical link, absolute; None where there is none or it cannot be made so."""
    for href in tree.xpath("//link[@rel='canonical']/@href"):
        try:
            url = urljoin(base or "", str(href).strip())
            if urlsplit(url).scheme in ("http", "https"):
                return url
        except ValueError:  # "http://[oops"
            continue
    return None


def _language(tree: Any) -> str | None:
    said = tree.xpath("string((//html/@lang | //html/@xml:lang | //body/@lang)[1])").strip()
    return said if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*", said) else None


READER = Reader(
    (".html", ".htm", ".xhtml"),
    ("text/html", "application/xhtml+xml"),
    lambda head: _OPENING.match(head.removeprefix(b"\xef\xbb\xbf")) is not None,
    read,
)
