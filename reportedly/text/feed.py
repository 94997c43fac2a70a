"""Feeds, RSS 0.9 to 2.0 and Atom: an article an entry, or a reference where the feed has only the first lines of it."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urljoin, urlsplit

from reportedly.errors import NoArticle
from reportedly.text import html
from reportedly.text.address import canonical
from reportedly.text.compose import article_from_text, told_id
from reportedly.text.encoding import decode
from reportedly.text.feed_tree import child, children, markup, parse_feed, words
from reportedly.text.furniture import split_authors
from reportedly.text.page_body import Body, fragment_body
from reportedly.text.published import told_date
from reportedly.text.source import Item, Reader, Reference, Source

_TEASER = 60  # words; an entry shorter than that is the beginning of an article that stands elsewhere
_TEXTS = ("content:encoded", "atom:content", "content", "description", "atom:summary", "summary", "dc:description")
_DATES = (
    "pubdate", "atom:published", "published", "atom:issued", "issued", "dcterms:issued", "dc:date", "dcterms:created",
    "atom:updated", "updated", "atom:modified", "dcterms:modified",
)  # fmt: skip
_TITLES = ("title", "atom:title", "dc:title")
_READABLE = re.compile(r"(?:text|html|xhtml|text/html|text/plain|application/xhtml\+xml)?", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_OPENING = re.compile(
    rb"(?:\s|(?><\?.*?\?>)|(?><!--.*?-->)|<!DOCTYPE[^<>]*>)*+"
    rb"<(?:rss|rdf:RDF|(?:\w{1,20}:)?feed)[\s>]",
    re.DOTALL,
)


def read(source: Source) -> Iterator[Item]:
    """The entries, after the InputError that tells where the XML is broken. Raises InputError where it is no feed.

    A Reference comes only of a feed from the web: who reads a file does not expect to be on the network.
    """
    if not _recognises(source.head) and html.READER.recognises(source.head):
        yield from html.read(source)  # a page that was sent as XML
        return
    text = decode(source.whole(), source.name, source.charset or html.declared_charset(source.head))
    feed = parse_feed(text, source.name, source.url)
    if feed.fault:
        yield feed.fault
    elif not feed.entries:
        raise NoArticle(source.name, "is a feed without entries", "give one that has at least one")
    about = _About(
        _line(words(child(feed.about, *_TITLES))),
        words(child(feed.about, "atom:author", "author")),
        _language(feed.about),
    )
    for element in feed.entries:
        yield _entry(element, about, source)


@dataclass(frozen=True, slots=True)
class _About:
    """What the feed says for all its entries."""

    title: str | None
    author: str
    language: str | None


def _entry(element: Any, about: _About, source: Source) -> Item:
    title = _line(words(child(element, *_TITLES)))
    url = _link(element, source.url)
    elsewhere = url if source.url else None
    body = _body(element, title, url, source.url)
    if body is None and elsewhere is None:
        remedy = "save what its link leads to, and give that" if url else "leave it out"
        problem = f"the entry {title[:60]!r} has no text" if title else "an entry has no text"
        return NoArticle(source.name, problem, remedy, element.sourceline)
    byline, credit = split_authors(_authors(element, about))
    own = canonical(url or "")
    article = article_from_text(
        body.text if body else str(url),  # an empty text is refused
        told_id(words(child(element, "guid", "atom:id", "id")), url),
        outlet=_syndicated(element) or about.title,
        url=url,
        title=title,
        byline=byline,
        credit=credit,
        published=next(filter(None, (told_date(words(date)) for date in children(element, *_DATES))), None),
        language=_language(element) or about.language,
        links=[link for link in body.links if canonical(link) != own] if body else (),
    )
    if body is None or (elsewhere and len(body.text.split()) < _TEASER):
        return Reference(str(elsewhere), article if body else replace(article, text=""))
    return source.defaults.fill(article)


def _body(element: Any, title: str | None, url: str | None, document: str | None) -> Body | None:
    """The longest of the texts that the entry has: some give the first lines and the whole."""
    found = [_text(text, title, url, document) for text in children(element, *_TEXTS)]
    best = max(filter(None, found), key=lambda body: len(body.text.split()), default=None)
    if best is None:
        return None
    blocks = best.text.split("\n\n")
    while blocks and any(ending.fullmatch(blocks[-1]) for ending in _endings()):
        blocks.pop()
    return Body("\n\n".join(blocks), best.links) if blocks else None


def _text(element: Any, title: str | None, url: str | None, document: str | None) -> Body | None:
    if not _READABLE.fullmatch(element.get("type", "").partition(";")[0].strip()):
        return None
    said = markup(element)
    if _TAG.search(said):
        # Links are relative to the entry's page unless the feed has xml:base: readers of feeds do it so.
        return fragment_body(said, title, url if element.base in (None, document) else element.base)
    paragraphs = (_line(part) for part in re.split(r"\n\s*\n", said))
    text = "\n\n".join(filter(None, paragraphs))
    return Body(text, ()) if text else None


def _line(text: str) -> str | None:
    """Without tags and in one line: titles have HTML in them, escaped once more."""
    return " ".join(entities.unescape(_TAG.sub("", text)).split()) or None


def _link(element: Any, base: str | None) -> str | None:
    """The address of the entry's page, absolute."""
    for said in _links(element):
        try:
            url = urljoin(element.base or base or "", said)
            if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname:
                return url
        except ValueError:  # "http://[oops"
            continue
    return None


def _links(element: Any) -> Iterator[str]:
    yield from map(words, children(element, "feedburner:origlink"))  # where its own link leads by a detour
    for link in children(element, "link", "atom:link"):
        if link.get("rel", "alternate") in ("alternate", ""):
            yield (link.get("href") or words(link)).strip()
    for guid in children(element, "guid"):
        if "://" in words(guid) and guid.get("isPermaLink") != "false":
            yield words(guid)


def _syndicated(element: Any) -> str | None:
    """The outlet that an entry was taken over from, where a feed collects from several."""
    for source in children(element, "source", "atom:source"):
        if found := _line(words(child(source, *_TITLES, default=source))):
            return found
    return None


def _authors(element: Any, about: _About) -> list[str]:
    for name in ("dc:creator", "author", "atom:author"):
        if found := [who for author in children(element, name) if (who := _author(author))]:
            return list(dict.fromkeys(found))
    return [about.author] if about.author and about.author != about.title and "@" not in about.author else []


def _author(element: Any) -> str | None:
    """A name; a mere address is none."""
    said = words(child(element, "atom:name", "name", default=element))
    match = _MAIL.fullmatch(said)
    said = re.sub(r"^by:?\s+", "", match["name"] if match else said, flags=re.IGNORECASE)
    return None if "@" in said or "://" in said else _line(said)


def _language(element: Any) -> str | None:
    said = words(child(element, "dc:language", "language")) or element.get(f"{_XML}lang", "")
    return said if _LANGUAGE.fullmatch(said) else None


def _recognises(head: bytes) -> bool:
    # Without byte order marks, and as ASCII where it is UTF-16.
    return _OPENING.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")) is not None


@cache
def _endings() -> tuple[re.Pattern[str], ...]:
    table = json.loads(resources.files("reportedly.text").joinpath("data/feed.json").read_text("utf-8"))
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in table["endings"])


READER = Reader(
    (".xml", ".rss", ".atom"),
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
    _recognises,
    read,
)
