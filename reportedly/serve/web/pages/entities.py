"""Whoever articles name, those in most articles first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.serve.web.api.records import CorpusEntity
from reportedly.serve.web.downloads import csv_of, json_list_of
from reportedly.serve.web.filters import number_in, said
from reportedly.serve.web.site import Page, of, respond
from reportedly.serve.who import COLUMNS, Who, called
from reportedly.store.protocol import Store

SIZE = 50
"""On a page."""
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What the address asks for, as `filters` of a pager."""

    words: str | None
    page: int

    def query(self, page: int = 1) -> str:
        """The query of an address with another page."""
        pairs = [("q", self.words)] if self.words else []
        given = urlencode([*pairs, ("page", str(page))] if page > 1 else pairs)
        return f"?{given}" if given else ""


@dataclass(frozen=True, slots=True)
class Directory:
    """A page of entities: `total` is how many there are on all pages."""

    asked: Words
    entities: tuple[Who, ...]
    total: int

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.total // SIZE))


def show(request: Request) -> Response:
    """A page of them."""
    store, asked = of(request).store, _asked(request)
    found = called(store, asked.words, SIZE, (asked.page - 1) * SIZE)
    return respond(request, "entities.html.j2", Directory(asked, tuple(found), store.how_many_actors(asked.words)))


def show_csv(request: Request) -> Response:
    """All of them, a row a form, as `reportedly actors` gives them."""
    every = _every(of(request).store, _asked(request).words)
    return csv_of("entities", COLUMNS, (row for who in every for row in who.rows()))


def show_json(request: Request) -> Response:
    """All of them, with their forms."""
    return json_list_of(map(CorpusEntity.of, _every(of(request).store, _asked(request).words)))


def _asked(request: Request) -> Words:
    return Words(said(request.query_params, "q"), number_in(request.query_params, "page", 1))


def _every(store: Store, words: str | None) -> Iterator[Who]:
    skip = 0
    while some := called(store, words, _AT_ONCE, skip):
        yield from some
        skip += _AT_ONCE


PAGE = Page(
    "entities",
    (
        Route("/entities", show, name="entities"),
        Route("/entities.csv", show_csv, name="entities.csv"),
        Route("/entities.json", show_json, name="entities.json"),
    ),
    label="Entities",
)
