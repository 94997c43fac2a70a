"""The map: places with how often reports name them, as the rows have it, where they lie."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reportedly.corpus.atlas import Located
from reportedly.corpus.scenes import Spot
from reportedly.serve.web.app import application
from reportedly.serve.web.drawing import pins
from reportedly.serve.web.drawing.world import WORLD
from reportedly.serve.web.pages import places
from reportedly.store.corpus import Corpus
from reportedly.store.protocol import Asked
from tests.serve.web.conftest import BASE, SCRIPT, See, assert_clean, settings
from tests.serve.web.placed import hostile_strike, strike
from tests.serve.web.shown import parsed, refusal, rows, status, words

KYIV = {
    "place": "Kyiv", "country": "UKR", "admin1": "Kyiv City", "latitude": "50.45", "longitude": "30.52",
    "whole_country": "0", "reports": "2", "event_reports": "2", "claims": "1",
}  # fmt: skip
UKRAINE = {
    "place": "Ukraine", "country": "UKR", "admin1": "", "latitude": "49", "longitude": "32",
    "whole_country": "1", "reports": "2", "event_reports": "0", "claims": "1",
}  # fmt: skip
PIN = '//figure//a[contains(concat(" ", @class, " "), " pin ")]'


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What reports there are of Kyiv is known to the last one, whatever the reader finds in the samples."""
    return strike(tmp_path_factory.mktemp("strike") / "strike.db")


def spots(page: Any) -> list[str]:
    """Places of the list with the number of reports."""
    return [words(each) for each in page.xpath('//ul[@class="spots"]/li')]


def view(page: Any) -> list[float]:
    """Left, top, width and height of the part of the map that is shown."""
    return [float(number) for number in page.xpath("string(//figure/svg/@viewbox)").split()]


QUESTIONS = [
    ("", [KYIV, UKRAINE]),
    ("?told=events", [KYIV]),
    ("?outlet=mirror&sort=reports", [KYIV, UKRAINE]),
    ("?about=&min_reports=2&told=named", [KYIV, UKRAINE]),
    ("?until=2031-01-01", []),
    ("?outlet=nobody", []),
    ("?region=africa&place=UKR", [KYIV, UKRAINE]),
]


@pytest.mark.parametrize(("query", "expected"), QUESTIONS)
def test_the_address_says_what_is_shown_and_the_same_as_rows(
    client: TestClient, query: str, expected: list[dict[str, str]]
) -> None:
    page = parsed(client, f"/map{query}")
    names = [f"{'The country as a whole' if row is UKRAINE else row['place']} {row['reports']}" for row in expected]
    assert spots(page) == names
    assert status(page).startswith(f"{len(expected)} place")
    assert rows(client, f"/map.csv{query}") == expected
    records = client.get(f"/map.json{query}").json()
    assert [(each["spot"]["name"], str(each["reports"])) for each in records] == [
        (row["place"], row["reports"]) for row in expected
    ]


def test_a_country_has_what_its_places_have(client: TestClient) -> None:
    (land,) = parsed(client, "/map").xpath("//main//table/tbody/tr")
    assert land.xpath("string(th/a)") == "Ukraine"
    assert land.xpath("string(th/a/@href)") == "/map?region=UKR"
    # Of one claim, whose two reports name two places each, and tell of an event at one of them.
    assert land.xpath('td[@class="numbers"]/text()') == ["1", "4", "2"]


def test_pins_stand_where_the_places_lie(client: TestClient) -> None:
    page = parsed(client, "/map")
    kyiv, ukraine = page.xpath(PIN)
    assert kyiv.get("class").split() == ["pin", "event"]
    assert ukraine.get("class").split() == ["pin", "whole"]
    assert kyiv.get("aria-label") == "Kyiv: 2 reports, an event in 2"
    assert ukraine.get("aria-label") == "Ukraine: 2 reports"
    x, y = ([float(pin.xpath(f"string(circle/@{name})")) for pin in (kyiv, ukraine)] for name in ("cx", "cy"))
    assert x[0] < x[1], "Kyiv is west of the middle of Ukraine"
    assert y[0] < y[1], "and north of it"
    left, top, width, height = view(parsed(client, "/map?region=world"))
    # 30.5° east and 50.5° north: right of the middle, in the upper half of what is shown.
    assert left + width / 2 < x[0] < left + width
    assert top < y[0] < top + height / 2


@pytest.mark.parametrize(("region", "seen"), [("world", 2), ("europe", 2), ("pins", 2), ("ukr", 2), ("africa", 0)])
def test_a_part_of_the_map(client: TestClient, region: str, seen: int) -> None:
    page = parsed(client, f"/map?region={region}")
    assert len(page.xpath(PIN)) == seen
    assert ("2 places outside of this part" in page.xpath("string(//figcaption)")) == (seen == 0)
    assert len(page.xpath('//nav[@class="regions"]//a[@aria-current="true"]')) == 1
    assert len(spots(page)) == 2, "the list has all of them"
    assert (view(page)[2] < view(parsed(client, "/map?region=world"))[2]) == (region != "world")


def test_the_map_opens_where_the_pins_are(client: TestClient) -> None:
    page = parsed(client, "/map")
    assert page.xpath('string(//nav[@class="regions"]//a[@aria-current="true"])') == "Where pins are"
    assert view(page) == view(parsed(client, "/map?region=pins"))
    assert view(page)[2] < view(parsed(client, "/map?region=europe"))[2], "Kyiv and Ukraine are near each other"
    assert [words(tab) for tab in page.xpath('//nav[@class="regions"]//a')][:2] == ["Where pins are", "World"]


def place(name: str, latitude: float, longitude: float, reports: int) -> Located:
    return Located(Spot(name, "", "", latitude, longitude), ("c",), reports, 0)


def test_one_place_far_away_leaves_no_heap_of_the_others() -> None:
    near = [place("Riga", 56.9, 24.1, 30), place("Tallinn", 59.4, 24.7, 20), place("Helsinki", 60.2, 24.9, 10)]
    alone, beside = pins.drawn(near, "pins"), pins.drawn([*near, place("Lima", -12.0, -77.0, 2)], "pins")
    assert (beside.view, beside.outside) == (alone.view, 1)
    assert pins.drawn([*near, place("Lima", -12.0, -77.0, 2)], "world").outside == 0


def test_places_of_weight_are_all_seen() -> None:
    there = [place("Riga", 56.9, 24.1, 30), place("Lima", -12.0, -77.0, 20)]
    assert pins.drawn(there, "pins").outside == 0
    assert pins.drawn([], "pins").view == WORLD


@pytest.mark.parametrize("number", [0, 1])
def test_a_pin_leads_to_the_claims_that_name_the_place(client: TestClient, corpus: Corpus, number: int) -> None:
    expected = [f"/claims/{each.claim}" for each in corpus.store.sightings(Asked())][number : number + 1]
    address = parsed(client, "/map?outlet=mirror").xpath(PIN)[number].get("href")
    page = parsed(client, address)
    section = page.xpath('//section[@id="place"]')[0]
    assert section.xpath("string(h2/span[1])") == ["Kyiv", "Ukraine"][number]
    assert section.xpath('.//ul[contains(@class, "claimed")]/li/a/@href') == expected
    assert section.xpath('string(.//a[.="close"]/@href)') == "/map?outlet=mirror"
    assert page.xpath(PIN)[number].get("class").split()[-1] == "at"


def test_a_place_that_no_claim_names(client: TestClient) -> None:
    for path in ("/map?place=0,0", "/map?place=UKR&until=2031-01-01", "/map?place=%3Cb%3E"):
        assert "No claim that is so names that place" in client.get(path).text
    assert "<b>" not in client.get("/map?place=%3Cb%3E").text


def test_what_is_left_out_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places.Shown, "first", 1)
    page = parsed(client, "/map")
    assert page.xpath("string(//main//table//summary)") == "1 place more"
    assert spots(page) == ["Kyiv 2", "The country as a whole 2"]
    monkeypatch.setattr(places.Shown, "folded", 1)
    assert spots(parsed(client, "/map")) == ["Kyiv 2", "and 1 in the rows"]
    monkeypatch.setattr(pins, "PINS", 1)
    page = parsed(client, "/map")
    assert len(page.xpath(PIN)) == 1
    assert "1 place with few reports not drawn" in page.xpath("string(//figcaption)")
    monkeypatch.setattr(places, "CLAIMS", 0)
    assert "1 claim more" in parsed(client, "/map?place=UKR").xpath('string(//section[@id="place"])')


def test_only_events_can_be_taken_away(client: TestClient) -> None:
    (chip,) = parsed(client, "/map?told=events&region=europe").xpath('//ul[@class="chips"]//a')
    assert "where something happened" in chip.text_content()
    assert chip.get("href") == "/map?region=europe"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("region=Atlantis", "region is 'Atlantis'. Choose from world, europe, middle-east"),
        ("region=Atlantis", "or a country's code as UKR"),
        ("told=lies", "told is 'lies'. Choose from named, events"),
        ("status=true", "'true' is no status"),
        ("min_reports=x", "min_reports is 'x'"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_what_cannot_be_read_is_told(client: TestClient, query: str, told: str, ending: str) -> None:
    assert told in refusal(client, f"/map{ending}?{query}")


def test_nothing_is_told_to_be_nothing(client: TestClient, tmp_path: Path) -> None:
    assert "No claim that is so names a place that we know" in client.get("/map?until=2031-01-01").text
    with Corpus(tmp_path / "empty.db") as corpus:
        empty = TestClient(application(corpus, settings()), BASE)
        text = empty.get("/map").text
        assert "No claim names a place that we know" in text
        assert "/map.csv" not in text
        assert empty.get("/map.json").json() == []
        assert empty.get("/map.csv").text.splitlines() == [",".join(places.COLUMNS)]


def test_hostile_names_are_text(tmp_path: Path) -> None:
    with Corpus(hostile_strike(tmp_path / "hostile.db"), create=False, readonly=True) as corpus:
        client = TestClient(application(corpus, settings()), BASE)
        for path in ("/map", "/map?place=UKR", "/map?told=events"):
            page = parsed(client, path)
            assert len(page.xpath(PIN)) == (1 if "told" in path else 2)
            assert not page.xpath("//main//script")
            assert SCRIPT in page.xpath("//main//table")[0].text_content()


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (390, False)])
@pytest.mark.parametrize("query", ["", "?region=ukr&place=UKR"])
def test_it_is_clean_with_pins_on_it(see: See, width: int, dark: bool, query: str) -> None:
    page = see(f"/map{query}", width=width, dark=dark)
    assert page.locator("figure a.pin").count() == 2
    assert page.locator("figure svg").first.is_visible()
    assert_clean(page)


def test_pins_by_the_keyboard_alone(see: See) -> None:
    page = see("/map", script=False)
    page.get_by_role("link", name="Kyiv: 2 reports, an event in 2").press("Enter")
    page.wait_for_url("**/map?place=50.45%2C30.52#place")
    assert page.locator("#place h2").inner_text().startswith("Kyiv")
