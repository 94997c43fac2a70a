"""When a page says that it was published: its metadata, else a date that stands in it; never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from reportedly.errors import ValueRefused
from reportedly.text.json_ld import articles
from reportedly.text.published import check_date

_META = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publishdate",
    "publish-date",
    "pubdate",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "citation_publication_date",
)


def find_published(tree: Any, page: str, url: str | None) -> str | None:
    """As `check_date` gives it, with time and zone where the page tells them; None where it tells no day."""
    for said in (*_of_json(tree), *_of_meta(tree), *_of_time(tree)):
        try:
            return check_date(said)
        except ValueRefused:
            continue
    return _of_htmldate(tree, page, url)


def _of_json(tree: Any) -> Iterator[str]:
    for article in articles(tree):
        if isinstance(said := article.get("datePublished"), str):
            yield said


def _of_meta(tree: Any) -> Iterator[str]:
    said: dict[str, str] = {}
    for meta in tree.xpath("//meta[@content]"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        said.setdefault(name.lower(), meta.get("content"))
    for name in _META:
        if name in said:
            yield said[name]


def _of_time(tree: Any) -> Iterator[str]:
    """Of `time` elements only those marked as the date of publication: others date comments and neighbours."""
    yield from tree.xpath("//time[@pubdate or @itemprop='datePublished' or contains(@class, 'published')]/@datetime")


def _of_htmldate(tree: Any, page: str, url: str | None) -> str | None:
    from htmldate import find_date  # here for the same reason as in page_tree

    try:
        # The extensive search makes a day of "© 2024"; the other one looks where dates of publication stand.
        found = find_date(tree, extensive_search=False, original_date=True, url=url)
    except Exception:  # pages of any shape come in, and none may end the run
        return None
    if not found:
        return None
    day = date.fromisoformat(found)
    return found if _stands_in(day, page) or _stands_in(day, url or "") else None


def _stands_in(day: date, words: str) -> bool:
    """Whether day, month and year stand side by side, in any usual order: else one of them was made up."""
    month = rf"(?:0?{day.month}|{day:%b}[a-z]*\.?)"
    number = rf"0?{day.day}(?:st|nd|rd|th)?"
    gap = r"[\s,./_-]{1,3}(?:of\s)?"
    orders = (
        rf"{day.year}{gap}{month}{gap}{number}",
        rf"{number}{gap}{month}{gap}{day.year}",
        rf"{month}{gap}{number}{gap}{day.year}",
        f"{day:%Y%m%d}",
    )
    return re.search(rf"(?<!\d)(?:{'|'.join(orders)})(?![\d])", words, re.IGNORECASE) is not None
