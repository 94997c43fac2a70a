"""A text and what is known of it, made an Article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from reportedly.errors import ValueRefused
from reportedly.model import Article
from reportedly.text.address import canonical
from reportedly.text.furniture import find_furniture
from reportedly.text.language import guess_language
from reportedly.text.published import check_date

# Fit to be an article's id: no address of the web, not a mere number, which others would have as well, no novel.
_ID = re.compile(r"(?!https?:|\d+$)[A-Za-z0-9][\w.:,@/=+-]{3,79}", re.ASCII | re.IGNORECASE)


def content_id(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of `text` in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def told_id(said: str | None, url: str | None) -> str | None:
    """What a publisher calls an article if that is short and its own, else a hash of the address, however written.

    None where there is neither. `said` may be an address too; `url` is preferred, as the one that others link to.
    """
    if said and _ID.fullmatch(said):
        return said
    address = url or said
    return content_id(canonical(address)) if address else None


def article_from_text(
    text: str,
    id: str | None = None,  # noqa: A002 - the name of the field
    *,
    outlet: str | None = None,
    url: str | None = None,
    title: str | None = None,
    byline: str | None = None,
    published: str | None = None,
    language: str | None = None,
    credit: str | None = None,
    dateline: str | None = None,
    links: Sequence[str] = (),
) -> Article:
    """An Article of `text`, unchanged; `id` is a hash of it where none is given.

    Credit, byline and dateline are looked for in the text where they are not given; `language` is "en" where
    that is sure. Raises ValueRefused for a text without words or `published` that is no date.
    """
    if not text.strip():
        raise ValueRefused("the text is empty: expected at least one sentence")
    found = find_furniture(text)
    return Article(
        id=id or content_id(text),
        text=text,
        outlet=outlet,
        url=url,
        title=title,
        byline=byline or found.byline,
        published=None if published is None else check_date(published),
        language=language or guess_language(text),
        credit=credit or found.credit,
        dateline=dateline or found.dateline,
        links=tuple(links),
    )
