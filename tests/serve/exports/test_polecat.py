"""POLECAT's columns, read back as its users read them: the csv module and pandas, separated by tabs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, get_args

import pandas
import pytest

from reportedly.model.found import EventType
from reportedly.serve.exports import export
from reportedly.serve.exports.polecat import OUR_COLUMNS, POLECAT_COLUMNS, QUADS

HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Primary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\t"
    "Recipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\t"
    "Placename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\t"
    "Publication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion"
)


def rows(corpus: Any, to: Path) -> list[dict[str, str]]:
    export(corpus, to / "events.tsv", "polecat")
    with (to / "events.tsv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", strict=True))


def test_columns_are_polecats_and_ours_after_them(corpus: Any, tmp_path: Path) -> None:
    assert "\t".join(POLECAT_COLUMNS) == HEADER
    assert len(POLECAT_COLUMNS) == 40
    rows(corpus, tmp_path)
    first = (tmp_path / "events.tsv").read_text(encoding="utf8").split("\n")[0]
    assert (
        first
        == HEADER + "\tChain\tOrigin\tFactuality\tIndependent Origins Low\tIndependent Origins High\tStatus\tClaim ID"
    )
    assert first.endswith("\t".join(OUR_COLUMNS))


def test_every_event_is_a_row(corpus: Any, tmp_path: Path) -> None:
    found = rows(corpus, tmp_path)
    assert [row["Event Type"] for row in found] == [e.type for reading in corpus.articles for e in reading.events]
    assert len({row["Event ID"] for row in found}) == len(found)


def test_a_row(corpus: Any, tmp_path: Path) -> None:
    row = rows(corpus, tmp_path)[0]
    assert {name: value for name, value in row.items() if value != "None" and name != "Version"} == {
        "Event ID": "wire 1/ä-v1",
        "Event Date": "2026-04-13",
        "Event Type": "ASSAULT",
        "Event Mode": "aerial",
        "Quad Code": "Material conflict",
        "Actor Name": "Ordovia",
        "Actor Country": "NOR",
        "Actor COW": "385",
        "Actor Name Raw": "Ordovian guns",
        "Recipient Name Raw": "12 people",
        "Placename": "Akureyri",
        "Province": "Norðurland eystra",
        "Country": "ISL",
        "Latitude": "65.68",
        "Longitude": "-18.09",
        "Raw Placename": "Akureyri",
        "Source": "Meridian Wire",
        "Publication Date": "2026-04-14",
        "Story People": "Baris Oltan",
        "Story Organizations": "Keshtan Defence Ministry",
        "Story Locations": "Ordovia; Akureyri",
        "Language": "en",
        "Chain": "Keshtan Defence Ministry",
        "Origin": "Keshtan Defence Ministry",
        "Factuality": "happened",
        "Independent Origins Low": "2",
        "Independent Origins High": "3",
        "Status": "confirmed",
        "Claim ID": "0a00000000000001",
    }
    assert row["Version"].startswith("reportedly ")


def test_events_of_no_claim(corpus: Any, tmp_path: Path) -> None:
    withdrew = rows(corpus, tmp_path)[1]
    assert (withdrew["Actor Name"], withdrew["Actor Name Raw"]) == ("None", "Oskan forces")
    assert (withdrew["Claim ID"], withdrew["Status"], withdrew["Factuality"]) == ("None", "None", "possible")


@pytest.mark.parametrize("name", ["corpus", "hostile"])
def test_a_line_is_a_row_whoever_reads_it(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    corpus: Any = request.getfixturevalue(name)
    found = rows(corpus, tmp_path)
    lines = (tmp_path / "events.tsv").read_bytes().decode().removesuffix("\n").split("\n")
    assert len(lines) == len(found) + 1
    assert {line.count("\t") for line in lines} == {46}
    frame = pandas.read_csv(tmp_path / "events.tsv", sep="\t", na_values=["None"], keep_default_na=False)
    assert len(frame) == len(found)
    assert list(frame.columns[:40]) == HEADER.split("\t")


def test_no_day_is_invented(hostile: Any, tmp_path: Path) -> None:
    (row,) = rows(hostile, tmp_path)
    assert hostile.articles[0].events[0].date == "2026-04"
    assert row["Event Date"] == "None"


def test_every_type_has_a_quad() -> None:
    assert set(QUADS) == set(get_args(EventType))
