"""The ledger: what is claimed, and how many independent origins stand behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.model import Claim
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.tables import claim_rows, columns
from reportedly.serve.hits import pieces
from reportedly.serve.tables import Row
from reportedly.serve.web.downloads import csv_of, json_list_of
from reportedly.serve.web.filters import Filters
from reportedly.serve.web.heads import Head
from reportedly.serve.web.looking import leaf
from reportedly.serve.web.question import Question, question
from reportedly.serve.web.site import Page, of, respond
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked, Order, Store
from reportedly.store.query import document, holds, parse
from reportedly.store.snippet import snippet

SIZE = 50
"""Claims on a page."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A page of claims: `total` is how many there are on all pages, `kept` how many in the corpus.

    `found` are quotes that have the words asked for, by claim, in pieces that say whether they are those words; of
    claims whose statement has none of them.
    """

    question: Question
    filters: Filters
    kept: int = 0
    claims: tuple[Head, ...] = ()
    total: int = 0
    found: Mapping[str, tuple[tuple[str, bool], ...]] = field(default_factory=dict)

    orders = get_args(Order)

    @property
    def pages(self) -> int:
        """How many there are, at least one."""
        return max(1, -(-self.total // SIZE))

    @property
    def first(self) -> int:
        """The place of the first claim shown, from 1."""
        return (self.filters.page - 1) * SIZE + 1


@dataclass(frozen=True, slots=True)
class _Rows:
    """What of the ledger is kept for a page of it: see `Ledger`."""

    heads: tuple[Head, ...]
    total: int
    found: Mapping[str, tuple[tuple[str, bool], ...]]


def show(request: Request) -> Response:
    """A page of the ledger."""
    site, filters = of(request), Filters.read(request.query_params)
    view = Ledger(question(site, filters), filters)
    if view.question.unclear is not None:
        return respond(request, "claims.html.j2", view)
    store, asked = site.store, filters.asked(site.corpus)
    page = replace(asked, most=SIZE, skip=(filters.page - 1) * SIZE)
    shown = leaf(site, ("ledger", page), lambda: _rows_of(store, page))
    return respond(
        request,
        "claims.html.j2",
        replace(
            view,
            kept=leaf(site, "all claims", lambda: store.how_many(Asked())),
            claims=shown.heads,
            total=shown.total,
            found=shown.found,
        ),
    )


def _rows_of(store: Store, page: Asked) -> _Rows:
    claims = list(store.claims(page))
    found = {} if page.words is None else dict(_found(page.words, claims))
    return _Rows(tuple(map(Head.of, claims)), store.how_many(page), found)


def show_csv(request: Request) -> Response:
    """All claims asked for, on whatever page, with the columns of the table `claims` in exports.md."""
    corpus = of(request).corpus
    asked = Filters.read(request.query_params).asked(corpus)
    return csv_of("claims", columns("claims"), _rows(corpus, asked))


def show_json(request: Request) -> Response:
    """All claims asked for, on whatever page, as `reportedly claims` gives them."""
    corpus = of(request).corpus
    return json_list_of(corpus.store.claims(Filters.read(request.query_params).asked(corpus)))


def _found(words: str, claims: Sequence[Claim]) -> Iterator[tuple[str, tuple[tuple[str, bool], ...]]]:
    """By claim, the first quote that answers the query, where its statement does not."""
    query = parse(words)
    for claim in claims:
        if not holds(query, document(claim.statement)):
            quotes = (report.quote for report in claim.reports if holds(query, document(report.quote)))
            if (quote := next(quotes, None)) is not None:
                yield claim.id, tuple(pieces(snippet(query, quote)))


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
