"""Toponyms to coordinates, on entities of our own."""

from __future__ import annotations

import pytest

from reportedly.language.places import known, places
from reportedly.model import Entity, Place, Span

COUNTRIES = {"UKR": "Ukraine", "RUS": "Russia", "USA": "United States", "CAN": "Canada", "GBR": "United Kingdom"}


def found(text: str, name: str, *countries: str) -> Place | None:
    """Where `name` lies in an article that names these countries."""
    start = text.index(name)
    entities = [Entity("e1", "place", name, mentions=(Span(start, start + len(name)),))]
    entities += [Entity(f"c{i}", "country", COUNTRIES[c], country=c) for i, c in enumerate(countries)]
    return next((p for p in places(text, entities) if p.entity == "e1"), None)


@pytest.mark.parametrize(
    ("text", "countries", "wanted"),
    [
        ("Donetsk", (), ("UKR", 48.0, 37.8)),
        ("Donetsk", ("RUS",), ("RUS", 48.3, 40.0)),
        ("London", (), ("GBR", 51.5, -0.1)),
        ("London", ("CAN",), ("CAN", 43.0, -81.2)),
        ("Kiev", (), ("UKR", 50.5, 30.5)),
        ("Wonsan", (), ("PRK", 39.1, 127.4)),
        ("Washington", (), ("USA", 38.9, -77.0)),
        ("Florida", (), ("USA", 27.7, -81.7)),
        ("Donbass", (), ("UKR", 48.3, 38.0)),
        ("South China Sea", (), (None, 13.0, 114.0)),
        ("Sudzha", ("RUS",), ("RUS", 51.2, 35.3)),
    ],
)
def test_place(text: str, countries: tuple[str, ...], wanted: tuple[str | None, float, float]) -> None:
    place = found(text, text, *countries)
    assert place is not None
    assert (place.country, round(place.latitude, 1), round(place.longitude, 1)) == wanted


def test_a_region_called_so() -> None:
    city, region = found("in Kursk today", "Kursk"), found("in the Kursk region today", "Kursk")
    assert city is not None
    assert region is not None
    assert (city.latitude, region.latitude) == (51.73, 51.65)
    assert region.admin1 == "Kursk"


def test_a_small_town_needs_its_country() -> None:
    assert found("Sudzha", "Sudzha") is None


def test_what_nobody_knows() -> None:
    assert found("Varholm", "Varholm") is None
    assert list(known("Varholm")) == []


def test_countries_and_only_places() -> None:
    entities = [Entity("e1", "country", "Ukraine", country="UKR"), Entity("e2", "person", "Paris Hilton")]
    (place,) = places("Ukraine and Paris Hilton", entities)
    assert (place.entity, place.country) == ("e1", "UKR")
    assert 44 < place.latitude < 53
    assert 22 < place.longitude < 41
