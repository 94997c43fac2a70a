"""The only file that asks trafilatura: a page as a tree, its metadata, its body.

It is imported where it is used: it takes 0.15 s, which who reads plain text need not wait for.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

# Their remarks are no business of the user's terminal; a configured root logger still gets them.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself in its head and its JSON-LD."""

    title: str | None = None
    author: str | None = None
    sitename: str | None = None
    url: str | None = None


def parse_page(page: str) -> Any | None:
    """The lxml tree of `page`, None where there is no element in it."""
    # As bytes: lxml refuses a str with an encoding declaration, and the declaration may be wrong by now.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(page.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def page_metadata(tree: Any) -> Metadata:
    """Title, author, outlet and address; empty where trafilatura fails."""
    from trafilatura.metadata import extract_metadata

    try:
        # No date here: page_date asks for it, with more care.
        found = extract_metadata(tree, date_config={"extensive_search": False, "original_date": True})
    except Exception:  # pages of any shape come in, and none may end the run
        return Metadata()
    return Metadata(found.title or None, found.author or None, found.sitename or None, found.url or None)


def main_body(tree: Any, recall: bool = False) -> Any | None:
    """Trafilatura's tree of the article (`p`, `head`, `list`, `quote`, `ref`…), None where it finds none."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(tree, include_comments=False, include_links=True, favor_recall=recall)
    except Exception:  # as above
        return None
    return None if found is None or isinstance(found, dict) else found.body


def baseline_body(tree: Any) -> Any | None:
    """A tree of every paragraph of the page, or of its JSON-LD's article body."""
    from trafilatura import baseline

    try:
        return baseline(tree)[0]
    except Exception:  # as above
        return None
