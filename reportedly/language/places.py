"""Places to coordinates: toponyms resolved with the countries and regions that the article names."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import log10
from typing import NamedTuple

from reportedly.language.gazetteer import DATA, capitals, fold, rows
from reportedly.model import Entity, Place

KNOWN_BY_ITSELF = 15_000
"""Inhabitants; a smaller town is only taken where the article names its country or region."""
NEAR_COUNTRY, NEAR_REGION, CALLED, CAPITAL = 4.0, 2.0, 3.0, 2.0
DIVISIONS = ("region", "oblast", "province", "state", "governorate", "county", "district", "prefecture")


class Known(NamedTuple):
    """One place of the gazetteer; `people` is how many live there, 0 where nobody is counted."""

    kind: str
    latitude: float
    longitude: float
    country: str | None
    admin1: str | None
    people: int


def places(text: str, entities: Sequence[Entity]) -> tuple[Place, ...]:
    """Where the entities that are places or countries lie, in their order; those that no gazetteer knows are left out.

    Of several places of one name the one counts whose country or region the article names, then the largest
    (Leidner 2007: *one referent per discourse*, population).
    """
    around = {e.country for e in entities if e.country}
    names = {fold(e.name) for e in entities}
    found = []
    for entity in entities:
        if entity.kind == "country" and entity.country:
            place = _country(entity.country)
        elif entity.kind == "place":
            key = fold(entity.name)
            place = _best(known(entity.name), around, names - {key}, _division(text, entity), capitals().get(key))
        else:
            continue
        if place:
            found.append(Place(entity.id, place.latitude, place.longitude, place.country, place.admin1))
    return tuple(found)


def known(name: str) -> Iterator[Known]:
    """Every place that goes by a name."""
    key = fold(name)
    for form in dict.fromkeys((key, key.removesuffix(" city"), *(key.removesuffix(f" {d}") for d in DIVISIONS))):
        if form in _areas():
            yield _areas()[form]
        lines = _lines()
        at = bisect_left(lines, form + "\t")
        while at < len(lines) and lines[at].startswith(form + "\t"):
            _, kind, latitude, longitude, country, admin1, people = lines[at].split("\t")
            yield Known(kind, float(latitude), float(longitude), country, admin1 or None, int(people))
            at += 1


def _best(
    candidates: Iterable[Known], around: set[str], names: set[str], division: bool, capital: str | None
) -> Known | None:
    scored = []
    for place in candidates:
        near = place.country in around
        near_region = fold(place.admin1 or "") in names
        if place.kind == "city" and place.people < KNOWN_BY_ITSELF and not (near or near_region):
            continue
        score = log10(place.people + 1) if place.people else 6.0  # areas are of our own list, made of what news name
        score += NEAR_COUNTRY * near + NEAR_REGION * near_region
        score += CALLED if division and place.kind == "region" else 1.0 if place.kind == "city" else 0.0
        score += CAPITAL * (capital == place.country and place.kind == "city")
        scored.append((score, place))
    return max(scored, default=(0.0, None))[1]


def _division(text: str, entity: Entity) -> bool:
    """Whether the text calls it a region: *the Kursk region*, *Donetsk Oblast*."""
    return any(text[m.end : m.end + 12].lstrip().lower().startswith(DIVISIONS) for m in entity.mentions) or fold(
        entity.name
    ).endswith(DIVISIONS)


@cache
def _lines() -> list[str]:
    return gzip.decompress((DATA / "places.tsv.gz").read_bytes()).decode().split("\n")


@cache
def _areas() -> dict[str, Known]:
    return {
        fold(name): Known("area", float(row["latitude"]), float(row["longitude"]), row["country"] or None, None, 0)
        for row in rows("areas.csv")
        for name in row["names"].split("|")
    }


@cache
def _country(code: str) -> Known | None:
    """A country's middle, by where its people live."""
    held = [line.split("\t") for line in _lines() if "\tregion\t" in line and f"\t{code}\t" in line]
    each = {tuple(fields[2:4]): int(fields[6]) for fields in held}
    people = sum(each.values())
    if not people:
        return None
    latitude = sum(float(a) * n for (a, _), n in each.items()) / people
    longitude = sum(float(b) * n for (_, b), n in each.items()) / people
    return Known("country", round(latitude, 2), round(longitude, 2), code, None, people)
