"""All articles: found by their words, by outlet and date, the newest first where nothing is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.serve.hits import COLUMNS, pieces, record, row
from reportedly.serve.web.downloads import csv_of, json_list_of
from reportedly.serve.web.filters import date_in, number_in, query_of, said
from reportedly.serve.web.question import OUTLETS, Chip, chosen
from reportedly.serve.web.site import Page, of, respond
from reportedly.store.protocol import ArticleOrder, Hit, Sought, Store

SIZE = 25
"""Articles on a page."""
_AT_ONCE = 500
"""Rows that are asked for together."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles, as the address says it; None is what nobody said. `page` counts from 1."""

    words: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    sort: ArticleOrder = "best"
    page: int = 1

    @classmethod
    def read(cls, query: QueryParams) -> Filters:
        """Of an address. Raises ValueRefused."""
        return cls(
            words=said(query, "words"),
            outlet=said(query, "outlet"),
            since=date_in(query, "since"),
            until=date_in(query, "until"),
            sort=chosen(query, "sort", get_args(ArticleOrder)),
            page=number_in(query, "page", 1),
        )

    def sought(self) -> Sought:
        """The same for a store: this page of it."""
        return Sought(self.words, self.outlet, self.since, self.until, self.sort, SIZE, (self.page - 1) * SIZE)

    def query(self, **changes: Any) -> str:
        """The query of an address, `?…` or nothing, with some of it changed; a change begins at the first page."""
        return query_of(self, **{"page": 1, **changes})

    def chips(self) -> Iterator[Chip]:
        """Those that are on."""
        if self.words is not None:
            yield Chip(f"words {self.words}", self.query(words=None))
        if self.outlet is not None:
            yield Chip(f"from {self.outlet}", self.query(outlet=None))
        if self.since is not None:
            yield Chip(f"published since {self.since}", self.query(since=None))
        if self.until is not None:
            yield Chip(f"published until {self.until}", self.query(until=None))


@dataclass(frozen=True, slots=True)
class Found:
    """An article of the list: `pieces` are words of it, and whether they are what was looked for."""

    hit: Hit
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of articles: `total` is how many there are on all pages, `kept` how many in the corpus."""

    filters: Filters
    chips: tuple[Chip, ...]
    outlets: tuple[str, ...]
    kept: int
    found: tuple[Found, ...]
    total: int

    orders = get_args(ArticleOrder)

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.total // SIZE))

    @property
    def first(self) -> int:
        """The place of the first article shown, from 1."""
        return (self.filters.page - 1) * SIZE + 1


def show(request: Request) -> Response:
    """A page of the list."""
    site, filters = of(request), Filters.read(request.query_params)
    store, sought = site.store, filters.sought()
    found = tuple(Found(hit, tuple(pieces(hit.snippet))) for hit in store.find(sought))
    view = Shelf(
        filters=filters,
        chips=tuple(filters.chips()),
        outlets=site.outlets()[:OUTLETS],
        kept=store.how_many_articles(Sought()),
        found=found,
        total=store.how_many_articles(sought),
    )
    return respond(request, "articles.html.j2", view)


def show_csv(request: Request) -> Response:
    """All articles asked for, on whatever page, as `reportedly search` gives them."""
    return csv_of("articles", COLUMNS, map(row, _every(request)))


def show_json(request: Request) -> Response:
    """All articles asked for, on whatever page, as `reportedly search` gives them."""
    return json_list_of(map(record, _every(request)))


def _every(request: Request) -> Iterator[Hit]:
    sought = replace(Filters.read(request.query_params).sought(), most=_AT_ONCE, skip=0)
    store = of(request).store
    first = store.find(sought)  # at once: what cannot be read is refused before anything is sent
    return _on(store, sought, first)


def _on(store: Store, sought: Sought, some: list[Hit]) -> Iterator[Hit]:
    while some:
        yield from some
        if len(some) < sought.most:
            return
        sought = replace(sought, skip=sought.skip + sought.most)
        some = store.find(sought)


PAGE = Page(
    "articles",
    (
        Route("/articles", show, name="articles"),
        Route("/articles.csv", show_csv, name="articles.csv"),
        Route("/articles.json", show_json, name="articles.json"),
    ),
    label="Articles",
)
