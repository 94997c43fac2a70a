"""Where what is reported lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.corpus.atlas import Atlas, Land, Located, lands
from reportedly.errors import ValueRefused
from reportedly.model import Claim
from reportedly.serve.web.downloads import csv_of, json_list_of
from reportedly.serve.web.drawing.pins import REGIONS, Map, drawn, key
from reportedly.serve.web.filters import Filters, said
from reportedly.serve.web.looking import Found, look, remembered
from reportedly.serve.web.question import Chip, Question, chosen, extended, question
from reportedly.serve.web.site import Page, of, respond
from reportedly.store.protocol import Asked, Order, Store
from reportedly.store.sights import Sighting

Told = Literal["named", "events"]
COLUMNS = "place country admin1 latitude longitude whole_country reports event_reports claims".split()
CLAIMS = 30
"""Claims that are listed of one place."""
PLACES, FOLDED = 12, 60
"""Places of a country that are listed, and how many more are folded away; CSV has all of them."""


@dataclass(frozen=True, slots=True)
class MapFilters(Filters):
    """`told`: places that reports name, or only those where they tell of an event. `region` is the part of the map,
    `place` the one that is looked at."""

    told: Told = "named"
    region: str = "pins"
    place: str | None = None

    @classmethod
    def read(cls, query: QueryParams) -> MapFilters:
        """See `Filters`."""
        return extended(
            cls,
            Filters.read(query),
            told=chosen(query, "told", get_args(Told)),
            region=_region(said(query, "region")),
            place=said(query, "place"),
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """The page: `looked` of `total` claims were looked at. `claims` are those of the place that is looked at, `there`."""

    question: Question
    filters: MapFilters
    map: Map | None = None
    lands: tuple[Land, ...] = ()
    places: int = 0
    looked: int = 0
    total: int = 0
    there: Located | None = None
    claims: tuple[Claim, ...] = ()

    regions = ("pins", "world", *(name for name in REGIONS if name != "world"))
    orders = get_args(Order)
    first, folded = PLACES, PLACES + FOLDED

    def key(self, located: Located) -> str:
        """What the address calls a place."""
        return key(located)

    def country(self, code: str) -> str:
        """A country's name."""
        return _countries().get(code, code or "At sea, and elsewhere")


def show(request: Request) -> Response:
    """The page."""
    site, filters = of(request), MapFilters.read(request.query_params)
    view = Shown(question(site, filters, _chips(filters)), filters)
    if view.question.unclear is not None:
        return respond(request, "places.html.j2", view)
    store, asked = site.store, filters.asked(site.corpus)
    found = remembered(site, ("places", filters.told, asked), lambda: _look(store, asked, filters.told))
    places = found.made
    there = next((each for each in places if key(each) == filters.place), None)
    return respond(
        request,
        "places.html.j2",
        replace(
            view,
            map=drawn(places, filters.region),
            lands=lands(places),
            places=len(places),
            looked=found.looked,
            total=found.total,
            there=there,
            claims=tuple(_claims(store, there.claims[:CLAIMS])) if there else (),
        ),
    )


def show_csv(request: Request) -> Response:
    """All places of all claims that are so."""
    return csv_of("map", COLUMNS, map(_row, _all(request)))


def show_json(request: Request) -> Response:
    """The same as a list of records, each with the ids of its claims."""
    return json_list_of(_all(request))


def _all(request: Request) -> Sequence[Located]:
    site, filters = of(request), MapFilters.read(request.query_params)
    return _places(site.store.sightings(filters.asked(site.corpus)), filters.told)


def _look(store: Store, asked: Asked, told: Told) -> Found[tuple[Located, ...]]:
    found = look(asked, store.how_many(asked), store.sightings, lambda sighting: sighting.reports)
    return Found(_places(found.made, told), found.looked, found.total)


def _places(sightings: Iterable[Sighting], told: Told) -> tuple[Located, ...]:
    atlas = Atlas()
    for each in sightings:
        reports = each.reports if told == "named" else each.events
        if reports:
            atlas.add(each.claim, each.spot, reports, each.events)
    return atlas.places()


def _row(located: Located) -> tuple[Any, ...]:
    spot = located.spot
    place = spot.name, spot.country or None, spot.admin1 or None, spot.latitude, spot.longitude, int(spot.whole)
    return (*place, located.reports, located.events, len(located.claims))


def _claims(store: Store, ids: Sequence[str]) -> Iterator[Claim]:
    # One may be gone since: another process has settled it anew.
    return (claim for each in ids if (claim := store.claim(each)) is not None)


def _chips(filters: MapFilters) -> Iterator[Chip]:
    if filters.told == "events":
        yield Chip("where something happened", filters.query(told="named"))


def _region(name: str | None) -> str:
    given = name or "pins"
    if given.lower() in (*REGIONS, "pins"):
        return given.lower()
    if given.upper() in _countries():
        return given.upper()
    raise ValueRefused(f"region is {given!r} (choose from {', '.join((*REGIONS, 'pins'))}, or a country's code as UKR)")


@cache
def _countries() -> dict[str, str]:
    from reportedly.language.gazetteer import states  # heavy

    return {code: state.name for code, state in states().items()}


PAGE = Page(
    "places",
    (
        Route("/map", show, name="map"),
        Route("/map.csv", show_csv, name="map.csv"),
        Route("/map.json", show_json, name="map.json"),
    ),
    label="Map",
)
