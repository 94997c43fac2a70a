"""schema.org's Claim, read by rdflib."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import rdflib
from rdflib.namespace import RDF

from reportedly.serve.exports import export
from reportedly.serve.exports.identifiers import urn
from tests.serve.exports.linked import linked_data

SCHEMA = rdflib.Namespace("http://schema.org/")
REP = rdflib.Namespace("urn:reportedly:")
SHELLING = rdflib.URIRef(urn("claim", "0a00000000000001"))
WIRE = rdflib.URIRef("https://meridianwire.example/akureyri?a=1&b=2")


def graph(corpus: Any, to: Path) -> rdflib.Graph:
    assert export(corpus, to / "c.jsonld", "schema-org") == len(corpus.found)
    return linked_data((to / "c.jsonld").read_bytes()).default_graph


def test_claims(corpus: Any, tmp_path: Path) -> None:
    found = graph(corpus, tmp_path)
    assert set(found.subjects(RDF.type, SCHEMA.Claim)) == {
        rdflib.URIRef(urn("claim", claim.id)) for claim in corpus.found
    }
    assert str(found.value(SHELLING, SCHEMA.text)) == corpus.found[0].statement
    assert int(str(found.value(SHELLING, REP.independentOriginsLow))) == 2
    assert str(found.value(SHELLING, REP.status)) == "confirmed"


def test_appearances(corpus: Any, tmp_path: Path) -> None:
    found = graph(corpus, tmp_path)
    assert set(found.objects(SHELLING, SCHEMA.appearance)) == {WIRE, rdflib.URIRef(urn("article", "gazette"))}
    assert list(found.objects(SHELLING, SCHEMA.firstAppearance)) == [WIRE]
    assert str(found.value(WIRE, SCHEMA.headline)) == 'Twelve killed, "ministry" says'
    assert str(found.value(WIRE, SCHEMA.datePublished)) == "2026-04-14T06:42:00+00:00"
    assert str(found.value(found.value(WIRE, SCHEMA.publisher), SCHEMA.name)) == "Meridian Wire"


def test_authors_are_origins_that_are_known_to_be_somebody(corpus: Any, tmp_path: Path) -> None:
    found = graph(corpus, tmp_path)
    (ministry,) = found.objects(SHELLING, SCHEMA.author)
    assert ministry == rdflib.URIRef(urn("actor", "k1"))
    assert (ministry, RDF.type, SCHEMA.Organization) in found
    assert str(found.value(ministry, SCHEMA.sameAs)) == "https://www.wikidata.org/entity/Q1"
    assert str(found.value(SHELLING, SCHEMA.creditText)) == "Keshtan Defence Ministry; two doctors"
    assert (rdflib.URIRef(urn("actor", "k3")), RDF.type, SCHEMA.Person) in found


def test_nobody_has_rated(corpus: Any, tmp_path: Path) -> None:
    export(corpus, tmp_path / "c.jsonld", "schema-org")
    text = (tmp_path / "c.jsonld").read_text(encoding="utf8")
    assert "ClaimReview" not in text
    assert "Rating" not in text


def test_hostile_text(hostile: Any, tmp_path: Path) -> None:
    found = graph(hostile, tmp_path)
    claim = rdflib.URIRef(urn("claim", "r1"))
    assert str(found.value(claim, SCHEMA.text)) == hostile.found[0].statement.replace("\ud800", "\ufffd")


def test_without_dates_nothing_is_first(corpus: Any, tmp_path: Path) -> None:
    from dataclasses import replace

    corpus.articles = tuple(replace(r, article=replace(r.article, published=None)) for r in corpus.articles)
    corpus.found = tuple(
        replace(c, first_reported=None, reports=tuple(replace(r, published=None) for r in c.reports))
        for c in corpus.found
    )
    export(corpus, tmp_path / "c.jsonld", "schema-org")
    assert all("firstAppearance" not in node for node in json.loads((tmp_path / "c.jsonld").read_bytes())["@graph"])
