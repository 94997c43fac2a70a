"""Which articles are sought, and in which order."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from reportedly.model import Article
from reportedly.store.memory.tables import Kept, Tables
from reportedly.store.protocol import Hit, Sought
from reportedly.store.query import Query, document, holds, needle, parse
from reportedly.store.query import wanted as phrases
from reportedly.store.snippet import beginning, snippet
from reportedly.store.written import from_text, until_text

TITLE = 5
"""How much more a word in the title is worth than one in the text."""


def wanted(tables: Tables, sought: Sought) -> list[Kept]:
    """All of them in order, whatever `most` and `skip` say."""
    tests = list(_tests(sought))
    found = [kept for kept in tables.articles.values() if all(test(_article(kept)) for test in tests)]
    found.sort(key=lambda kept: kept.number)
    if sought.order == "best" and sought.words is not None:
        query = parse(sought.words)
        return sorted(found, key=lambda kept: -_rank(query, kept))
    found.sort(key=lambda kept: _article(kept).published or "", reverse=sought.order != "oldest")
    return sorted(found, key=lambda kept: _article(kept).published is None)


def hit(query: Query | None, kept: Kept) -> Hit:
    """As a list shows it."""
    article = _article(kept)
    shown = beginning(article.text) if query is None else snippet(query, article.text)
    return Hit(article.id, article.title, article.outlet, article.published, shown)


def _article(kept: Kept) -> Article:
    return kept.versions[-1][1].article


def _tests(sought: Sought) -> Iterator[Callable[[Article], bool]]:
    if sought.words is not None:
        query = parse(sought.words)
        yield lambda article: holds(query, document(article.title or "", article.text))
    if sought.outlet is not None:
        outlet = sought.outlet.casefold()
        yield lambda article: (article.outlet or "").casefold() == outlet
    if sought.since is not None:
        lowest = from_text(sought.since)
        yield lambda article: article.published is not None and article.published >= lowest
    if sought.until is not None:
        highest = until_text(sought.until)
        yield lambda article: article.published is not None and article.published <= highest


def _rank(query: Query, kept: Kept) -> float:
    """How often it says what is wanted, the title counted more."""
    article = _article(kept)
    title, text = document(article.title or ""), document(article.text)
    needles = [needle(phrase) for phrase in phrases(query)]
    return sum(TITLE * title.count(n) + text.count(n) for n in needles) / math.sqrt(1 + text.count(" "))
