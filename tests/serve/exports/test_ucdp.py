"""UCDP GED's columns, read back by csv and pandas and held against the codebook."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest

from reportedly.model import Entity, Estimate, Interval, Place, Span
from reportedly.serve.exports import export
from reportedly.serve.exports.states import states
from reportedly.serve.exports.ucdp import UCDP_COLUMNS, _time, _where_precision, prio_grid
from reportedly.serve.exports.violence import Days, Told, Toll, Where, bounds, dead

GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)
NEVER = (
    "relid active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "dyad_name side_a_dset_id side_a_new_id side_b_dset_id side_b_new_id where_description adm_2 deaths_a deaths_b "
    "deaths_civilians deaths_unknown"
).split()


def rows(corpus: Any, to: Path) -> list[dict[str, str]]:
    export(corpus, to / "ged.csv", "ucdp")
    with (to / "ged.csv").open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, strict=True))


def test_columns_are_those_of_ged() -> None:
    assert ",".join(UCDP_COLUMNS) == GED
    assert len(UCDP_COLUMNS) == 49


def test_a_row(corpus: Any, tmp_path: Path) -> None:
    (row,) = rows(corpus, tmp_path)
    assert {name: value for name, value in row.items() if value} == {
        "id": "0a00000000000001",
        "year": "2026",
        "side_a": "Ordovia",
        "side_b": "12 people",
        "number_of_sources": "2",
        "source_article": '"Meridian Wire,2026-04-14,Twelve killed, ""ministry"" says";'
        '"Port Ellery Gazette,2026-04-15,Dozen dead in Akureyri"',
        "source_office": "Meridian Wire;Port Ellery Gazette",
        "source_date": "2026-04-14;2026-04-15",
        "source_headline": 'Twelve killed, "ministry" says;Dozen dead in Akureyri',
        "source_original": "Keshtan Defence Ministry; two doctors",
        "where_prec": "1",
        "where_coordinates": "Akureyri",
        "adm_1": "Norðurland eystra",
        "latitude": "65.68",
        "longitude": "-18.09",
        "geom_wkt": "POINT (-18.090000 65.680000)",
        "priogrid_gid": str(prio_grid(65.68, -18.09)),
        "country": "Iceland",
        "country_id": "395",
        "region": "Europe",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2026-04-13 00:00:00.000",
        "date_end": "2026-04-13 00:00:00.000",
        "high": "15",
        "low": "12",
        "gwnoa": "385",
    }


def test_what_coders_decide_stays_empty(corpus: Any, tmp_path: Path) -> None:
    for row in rows(corpus, tmp_path):
        assert not any(row[name] for name in NEVER)


def test_pandas_reads_numbers_as_numbers(corpus: Any, tmp_path: Path) -> None:
    rows(corpus, tmp_path)
    frame = pandas.read_csv(tmp_path / "ged.csv", parse_dates=["date_start", "date_end"])
    assert list(frame.columns) == GED.split(",")
    for name in (
        "latitude",
        "longitude",
        "low",
        "high",
        "number_of_sources",
        "date_prec",
        "where_prec",
        "priogrid_gid",
    ):
        assert pandas.api.types.is_numeric_dtype(frame[name]), name
    assert frame["date_start"].dt.date.tolist() == [date(2026, 4, 13)]
    assert frame["best"].isna().all()


def test_best_has_a_ground_only_where_independent_origins_agree(corpus: Any, tmp_path: Path) -> None:
    claim, *others = corpus.found
    wire, gazette, full = corpus.articles
    same = replace(gazette, estimates=(replace(gazette.estimates[0], low=12.0, high=12.0),))
    corpus.articles = (wire, same, full)
    (row,) = rows(corpus, tmp_path)
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "12")
    for changed in (
        replace(claim, independent_origins=Interval(1, 2)),
        replace(claim, status="contested"),
    ):
        corpus.found = (changed, *others)
        (row,) = rows(corpus, tmp_path)
        assert (row["low"], row["best"], row["high"]) == ("12", "", "12")


def test_only_a_state_that_acts_alone_has_its_number(corpus: Any, tmp_path: Path) -> None:
    wire, *others = corpus.articles
    for actors, side in ((("e1", "e2"), "Ordovia; Keshtan Defence Ministry"), (("e2",), "Keshtan Defence Ministry")):
        event = replace(wire.events[0], actor=actors, actor_spans=())
        corpus.articles = (replace(wire, events=(event,)), *others)
        (row,) = rows(corpus, tmp_path)
        assert (row["side_a"], row["gwnoa"], row["gwnob"]) == (side, "", "")


@pytest.mark.parametrize("factuality", ["planned", "denied"])
def test_what_is_planned_feared_or_denied_is_no_violence(factuality: Any, corpus: Any, tmp_path: Path) -> None:
    wire, gazette, full = corpus.articles
    planned = replace(
        wire,
        events=tuple(replace(event, factuality=factuality) for event in wire.events),
        estimates=tuple(replace(estimate, status="feared") for estimate in wire.estimates),
    )
    corpus.articles = (planned, replace(gazette, estimates=()), full)
    assert rows(corpus, tmp_path) == []


def told(*tolls: tuple[float | None, float | None]) -> list[Told]:
    return [Told(None, None, (), tuple(Toll(*each) for each in tolls))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tolls", "low", "high", "same"),
    [
        ([(12, 12), (15, 15)], 12, 15, False),
        ([(12, 12), (12, 12)], 12, 12, True),
        ([(12, None)], 12, None, False),
        ([(None, 20)], None, 20, False),
        ([(15, None), (10, 12)], 10, None, False),
        ([(None, 5), (10, 12)], None, 12, False),
        ([(12, None), (20, 20)], 12, 20, False),
        ([], None, None, False),
        ([(None, None)], None, None, False),
    ],
)
def test_bounds(tolls: list[tuple[float | None, float | None]], low: float, high: float, same: bool) -> None:
    found = bounds(told(*tolls))
    assert (found.low, found.high, found.same) == (low, high, same)


@pytest.mark.parametrize(
    ("quantity", "unit", "is_dead"),
    [
        ("people killed", "person", True),
        ("dead", "person", True),
        ("deaths", "death", True),
        ("bodies", "body", True),
        ("people killed or wounded", "person", False),
        ("people injured", "person", False),
        ("troops", "person", False),
        ("of those killed", "percent", False),
        ("cattle killed", "cattle", False),
        ("dollars lost, killed", "USD", False),
        ("Keshtani border guards killed", "guard", True),
    ],
)
def test_who_counts_as_dead(quantity: str, unit: str, is_dead: bool) -> None:
    assert dead(Estimate("q1", Span(0, 1), quantity, 1, 1, unit)) is is_dead


def test_a_number_of_those_who_were_killed_counts_the_dead() -> None:
    guards = Estimate("q1", Span(10, 22), "guards", 3, 3, "guard")
    assert not dead(guards)
    assert dead(guards, [Span(8, 22)])
    assert not dead(guards, [Span(30, 40)])


@pytest.mark.parametrize(
    ("first", "last", "precision", "year"),
    [
        (date(2026, 4, 13), date(2026, 4, 13), 1, 2026),
        (date(2026, 4, 13), date(2026, 4, 14), 2, 2026),
        (date(2026, 4, 13), date(2026, 4, 18), 2, 2026),
        (date(2026, 4, 13), date(2026, 4, 19), 3, 2026),
        (date(2026, 4, 13), date(2026, 4, 20), 4, 2026),
        (date(2026, 3, 1), date(2026, 3, 31), 4, 2026),
        (date(2026, 3, 1), date(2026, 4, 30), 5, 2026),
        (date(2024, 1, 1), date(2024, 12, 31), 5, 2024),
        (date(2025, 12, 30), date(2026, 1, 2), 2, None),
        (date(2020, 1, 1), date(2029, 12, 31), None, None),
    ],
)
def test_codes_of_dates(first: date, last: date, precision: int | None, year: int | None) -> None:
    found = _time(Days(first, last), event=True)
    assert (found["date_prec"], found["year"]) == (precision, year)
    assert found["event_clarity"] == (1 if precision == 1 else None)


@pytest.mark.parametrize(
    ("kind", "name", "place", "code"),
    [
        ("place", "Akureyri", (65.68, -18.09), 1),
        ("country", "Iceland", (64.0, -18.0), 6),
        ("place", "Crimea", (45.2, 34.3), None),
        ("place", "Nowhere at all", (1.0, 2.0), None),
    ],
)
def test_codes_of_places(kind: Any, name: str, place: tuple[float, float], code: int | None) -> None:
    assert _where_precision(Where(Entity("e1", kind, name), Place("e1", *place))) == code


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"),
    [
        (34.531094, 69.162796, 179779),
        (34.33333, 70.41667, 179061),
        (36.75, 68.75, 182658),
        (-90, -180, 1),
        (90, 180, 259200),
    ],
)
def test_cells_of_prio_grid(latitude: float, longitude: float, cell: int) -> None:
    """The first three are of rows that UCDP published."""
    assert prio_grid(latitude, longitude) == cell


def test_states() -> None:
    known = states()
    assert len({state.cow for state in known.values()}) == len(known) == len({state.gw for state in known.values()})
    assert (known["DEU"].cow, known["DEU"].gw, known["YEM"].cow, known["YEM"].gw) == (255, 260, 679, 678)
    assert [known[code].region for code in ("USA", "ISL", "CPV", "IRN", "EGY", "OMN", "AFG", "FJI", "SDN", "AZE")] == [
        "Americas", "Europe", "Africa", "Middle East", "Middle East", "Middle East", "Asia", "Asia", "Africa", "Europe",
    ]  # fmt: skip
