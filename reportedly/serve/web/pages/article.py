"""One article: its text with who says what, and beside it what of it is news, what is copied, and from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.errors import Missing, ValueRefused
from reportedly.model import Reading
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.tables import claim_rows, columns
from reportedly.serve.layers import LAYERS, Mark, layers
from reportedly.serve.page import Sheet, sheet
from reportedly.serve.web.beside import NOTHING, Beside, beside
from reportedly.serve.web.downloads import csv_of
from reportedly.serve.web.filters import number_in
from reportedly.serve.web.question import chosen
from reportedly.serve.web.review.showing import Said, of_article
from reportedly.serve.web.site import Page, of, respond
from reportedly.store.protocol import Asked, Store, Version

KEY = "r1"
"""With which the ids of the page begin, as those of the page that `read` writes."""
SWITCHES = ("attributions", *LAYERS)
Whole = Literal["neither", "alone", "shared"]
_NONE = "none"
"""What the address says where nothing is switched on."""


@dataclass(frozen=True, slots=True)
class Spread:
    """All that the page shows. `on` are the layers that are switched on, `whole` the list of claims that is shown in full;
    `number` is the version shown, of `versions`.

    `places` is how many marks stand before those of claims: the ids of the places of claims begin there.
    """

    sheet: Sheet
    attributions: int
    on: frozenset[str]
    beside: Beside
    places: int
    whole: Whole
    number: int
    versions: tuple[Version, ...]
    unfinished: bool
    said: tuple[Said, ...]

    switches = SWITCHES

    @property
    def latest(self) -> bool:
        """Whether it is the latest version, of which claims are made."""
        return self.number == len(self.versions)


def show(request: Request) -> Response:
    """The page; with `.json` behind the id its reading, with `.csv` its claims."""
    store, id_ = of(request).store, request.path_params["id"]
    reading = store.reading(id_)
    if reading is None:
        stem, _, ending = id_.rpartition(".")
        if ending == "json" and (found := _version(store, stem, request.query_params)) is not None:
            return Response(found[0].to_json().encode("utf-8", "backslashreplace"), media_type="application/json")
        if ending == "csv" and store.versions(stem):
            return _claims(store, stem)
    found = _version(store, id_, request.query_params)
    if found is None:
        raise Missing(f"there is no article {id_!r} in the corpus (look for it among the articles)")
    reading, versions, number = found
    every = tuple(layers(reading))
    latest = number == len(versions)
    around = beside(store, reading.article.id) if latest else NOTHING
    marks = (*every, *(Mark(None, report.span) for report in around.reports))
    view = Spread(
        sheet=sheet(reading, KEY, marks=marks),
        attributions=len(reading.attributions),
        on=switched(request.query_params),
        beside=around,
        places=len(every),
        whole=chosen(request.query_params, "whole", get_args(Whole)),
        number=number,
        versions=versions,
        unfinished=latest and not around.reports and bool(store.pending(1) or store.dirty(1)),
        said=of_article(store, reading.article.id),
    )
    return respond(request, "article.html.j2", view)


def switched(query: QueryParams) -> frozenset[str]:
    """The layers that an address switches on; attributions where it says nothing. Raises ValueRefused."""
    given = [part for each in query.getlist("layers") for part in each.split(",") if part]
    for each in given:
        if each not in (*SWITCHES, _NONE):
            raise ValueRefused(f"{each!r} is no layer (choose from {', '.join(SWITCHES)})")
    return frozenset(given) - {_NONE} if given else frozenset(SWITCHES[:1])


def _version(store: Store, id_: str, query: QueryParams) -> tuple[Reading, tuple[Version, ...], int] | None:
    """The reading of the version that the address asks for, all versions, and its number. Raises Missing."""
    versions = tuple(store.versions(id_))
    if not versions:
        return None
    number = number_in(query, "version", 1) if "version" in query else len(versions)
    reading = store.reading(id_, number)
    if reading is None:
        raise Missing(f"{id_!r} has no version {number} (there are {len(versions)})")
    return reading, versions, number


def _claims(store: Store, article: str) -> Response:
    kept = Chosen(store)
    every = (row for claim in store.claims(Asked(articles=(article,))) for row in claim_rows(claim, kept))
    return csv_of("claims", columns("claims"), (row for name, row in every if name == "claims"))


PAGE = Page("article", (Route("/articles/{id:path}", show, name="article"),))
