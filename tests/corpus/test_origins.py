from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.corpus.lineage import Carried, lineage
from reportedly.corpus.origins import origins
from reportedly.model import Interval
from tests.corpus.told import carried, form, made

MARESH = form("Ilda Maresh", "ministry spokeswoman", "colonel")
TEKELI = form("Ruzan Tekeli")


def counted(*reports: Carried) -> tuple[list[str], Interval]:
    withheld = {r.told.id: False for r in reports}
    found, interval, _ = origins(reports, lineage(reports, {}), {}, withheld)
    return [o.label for o in found], interval


def test_a_copy_never_adds_an_origin() -> None:
    wire = made(
        "w",
        ("Ilda Maresh", "Ordovian positions opened up"),
        outlet="Wire",
        published="2026-04-14T06:00",
        people=[MARESH],
    )
    copies = [
        made(
            f"c{n}",
            ("Ilda Maresh", "Ordovian positions opened up"),
            outlet=f"P{n}",
            published=f"2026-04-14T1{n}:00",
            people=[MARESH],
        )
        for n in range(5)
    ]
    assert counted(carried(wire), *map(carried, copies)) == (["Ilda Maresh"], Interval(1, 1))


def test_a_witness_is_an_origin_of_her_own() -> None:
    wire = made(
        "w", ("Ilda Maresh", "They fired from the ridge"), outlet="Wire", published="2026-04-14", people=[MARESH]
    )
    local = made(
        "l", ("Ruzan Tekeli", "It came from the ridge"), outlet="Courier", published="2026-04-14", people=[TEKELI]
    )
    labels, interval = counted(carried(wire), carried(local))
    assert sorted(labels) == ["Ilda Maresh", "Ruzan Tekeli"]
    assert interval.high == 2


def test_who_relays_an_outlet_has_its_origin() -> None:
    first = made(
        "f", ("two doctors", "seven bodies were brought in"), outlet="Halden Courier", published="2026-04-14T17:00"
    )
    relay = made(
        "r",
        ("Halden Courier", "seven dead men had reached the hospital"),
        outlet="Observer",
        published="2026-04-14T21:00",
    )
    assert counted(carried(first), carried(relay)) == (["two doctors"], Interval(1, 1))


def test_a_flat_assertion_adds_none_that_is_sure() -> None:
    first = made(
        "f", ("Ruzan Tekeli", "the shooting began at four"), outlet="Courier", published="2026-04-14", people=[TEKELI]
    )
    flat = made("x", ("", "there was shooting in the small hours"), outlet="Live", published="2026-04-15")
    again = made("y", ("", "small hours brought shooting there"), outlet="Wire", published="2026-04-16")
    assert counted(carried(first), carried(flat)) == (["Ruzan Tekeli"], Interval(1, 2))
    assert counted(carried(first), carried(flat), carried(again)) == (["Ruzan Tekeli"], Interval(1, 2))


def test_an_outlet_stands_for_what_has_no_source_at_all() -> None:
    assert counted(carried(made("x", ("", "there was shooting"), outlet="Live"))) == (["Live reporter"], Interval(1, 1))


def test_a_reporter_is_an_origin_for_what_the_reporter_saw() -> None:
    seen = made("x", ("", "I counted five covered stretchers"), outlet="Courier", published="2026-04-14")
    told = made(
        "y",
        ("Ruzan Tekeli", "five stretchers were carried out"),
        outlet="Voice",
        published="2026-04-14",
        people=[TEKELI],
    )
    assert counted(carried(seen), carried(told))[1] == Interval(2, 2)


def test_an_office_is_the_one_person_whom_the_article_names() -> None:
    brandt, novak = form("Ivo Brandt"), form("Ida Novak")
    lead, below = ("director of the clinic", "nine were hurt"), ("Ivo Brandt", "we had nine of them here")
    both = made("x", lead, below, outlet="Courier", published="2026-04-14", people=[brandt])
    more = made(
        "y", lead, below, ("Ida Novak", "nine came"), outlet="Voice", published="2026-04-14", people=[brandt, novak]
    )
    assert counted(*(carried(both, n) for n in range(2)))[1] == Interval(1, 1)
    assert counted(*(carried(more, n) for n in range(3)))[1].high == 3


def test_a_newspaper_may_have_it_from_one_who_is_named() -> None:
    first = made("f", ("Ruzan Tekeli", "the shooting began at four"), outlet="Courier", people=[TEKELI])
    relay = made("r", ("Lask Evening Post", "at four there was shooting"), outlet="Live")
    own = made("o", ("Lask Evening Post", "shots fell at four"), outlet="Lask Evening Post")
    assert counted(carried(first), carried(relay))[1] == Interval(1, 2)
    assert counted(carried(first), carried(own)) == (["Ruzan Tekeli"], Interval(1, 2))


@pytest.mark.parametrize(
    ("label", "voice", "origin"),
    [
        ("Lask Evening Post", "the army (Lask Evening Post", "the army"),
        ("PORT LASK", "PORT LASK, Varenia, May 3 (Wire) - Varenia's navy", "Varenia's navy"),
        ("UNICEF", "the agency", "UNICEF"),
    ],
)
def test_the_words_for_a_source_where_its_name_is_another(label: str, voice: str, origin: str) -> None:
    digest = made("x", (label, "the ship sank"), outlet="Digest")
    told = replace(digest.told[0], voice=voice)
    assert counted(carried(replace(digest, told=(told,))))[0] == [origin]
