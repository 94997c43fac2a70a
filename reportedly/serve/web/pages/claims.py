"""The ledger: what is claimed, and how many independent origins stand behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.model import Claim, ClaimKind, Status
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.tables import claim_rows, columns
from reportedly.serve.tables import Row
from reportedly.serve.web.downloads import csv_of, json_list_of
from reportedly.serve.web.filters import Filters
from reportedly.serve.web.site import Page, of, respond
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked, Order

SIZE = 50
"""Claims on a page."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A page of claims: `total` is how many there are on all pages, `kept` how many in the corpus."""

    filters: Filters
    claims: tuple[Claim, ...]
    total: int
    kept: int
    pages: int
    outlets: tuple[str, ...]
    unfinished: bool

    kinds = get_args(ClaimKind)
    statuses = get_args(Status)
    orders = get_args(Order)

    @property
    def first(self) -> int:
        """The place of the first claim shown, from 1."""
        return (self.filters.page - 1) * SIZE + 1


def show(request: Request) -> Response:
    """A page of the ledger."""
    site, filters = of(request), Filters.read(request.query_params)
    store, asked = site.store, filters.asked(site.corpus)
    total = store.how_many(asked)
    view = Ledger(
        filters=filters,
        claims=tuple(store.claims(replace(asked, most=SIZE, skip=(filters.page - 1) * SIZE))),
        total=total,
        kept=store.count().claims,
        pages=max(1, -(-total // SIZE)),
        outlets=tuple(outlet.name for outlet in store.outlets() if outlet.name),
        unfinished=bool(store.pending(1) or store.dirty(1)),
    )
    return respond(request, "claims.html.j2", view)


def show_csv(request: Request) -> Response:
    """All claims asked for, on whatever page, with the columns of the table `claims` in exports.md."""
    corpus = of(request).corpus
    asked = Filters.read(request.query_params).asked(corpus)
    return csv_of("claims", columns("claims"), _rows(corpus, asked))


def show_json(request: Request) -> Response:
    """All claims asked for, on whatever page, as `reportedly claims` gives them."""
    corpus = of(request).corpus
    return json_list_of(corpus.store.claims(Filters.read(request.query_params).asked(corpus)))


def _rows(corpus: Corpus, asked: Asked) -> Iterator[Row]:
    chosen = Chosen(corpus.store)
    found = corpus.store.claims(asked)  # asked at once: what cannot be read is refused before anything is sent
    return (row for claim in found for name, row in claim_rows(claim, chosen) if name == "claims")


PAGE = Page(
    "claims",
    (
        Route("/claims", show, name="claims"),
        Route("/claims.csv", show_csv, name="claims.csv"),
        Route("/claims.json", show_json, name="claims.json"),
    ),
    label="Claims",
)
