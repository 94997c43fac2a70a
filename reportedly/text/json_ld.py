"""What a page says of its article in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_DEPTH = 6
_KINDS = ("Article", "Posting", "Report", "WebPage")  # ends of the names that schema.org has for them


def articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects that describe an article, outer ones first; what is broken is left out."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            yield from _articles(json.loads(script.text or "", strict=False), _DEPTH)
        except (ValueError, RecursionError):
            continue


def authors(tree: Any) -> tuple[str, ...]:
    """The names of those who wrote the first article that names any."""
    for article in articles(tree):
        said = article.get("author")
        people = said if isinstance(said, list) else [said]
        names = [person.get("name") if isinstance(person, dict) else person for person in people]
        if found := tuple(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip()):
            return found
    return ()


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and depth:
        kind = value.get("@type")
        if any(str(name).endswith(_KINDS) for name in (kind if isinstance(kind, list) else [kind])):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), depth - 1)
    elif isinstance(value, list) and depth:
        for item in value:
            yield from _articles(item, depth - 1)
