"""Web Annotation, read by rdflib; every place is found again by its quote alone and is where the position says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import RDF

from reportedly.model import Span
from reportedly.serve.exports import export
from reportedly.serve.exports.identifiers import address, urn
from reportedly.serve.exports.selectors import quote
from tests.serve.exports.linked import linked_data

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
AS = rdflib.Namespace("http://www.w3.org/ns/activitystreams#")
REP = rdflib.Namespace("urn:reportedly:")


def annotations(corpus: Any, to: Path) -> dict[str, Any]:
    export(corpus, to / "a.jsonld", "annotations")
    found: dict[str, Any] = json.loads((to / "a.jsonld").read_text(encoding="utf8"))
    return found


def anchor(text: str, selector: dict[str, str]) -> list[int]:
    """Every place at which the quote with what is around it stands, as a reader would look for it."""
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    places, at = [], text.find(whole)
    while at >= 0:
        places.append(at + len(selector["prefix"]))
        at = text.find(whole, at + 1)
    return places


@pytest.mark.parametrize("name", ["corpus", "hostile"])
def test_the_quote_alone_finds_exactly_the_position(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    corpus: Any = request.getfixturevalue(name)
    texts = {
        address(r.article).replace("\ud800", "\ufffd"): r.article.text.replace("\ud800", "\ufffd")
        for r in corpus.articles
    }
    count = 0
    for item in annotations(corpus, tmp_path)["first"]["items"]:
        for target in item["target"]:
            text, (by_quote, by_place) = texts[target["source"]], target["selector"]
            assert text[by_place["start"] : by_place["end"]] == by_quote["exact"]
            assert anchor(text, by_quote) == [by_place["start"]]
            count += 1
    assert count >= 5


def test_one_for_each_role_and_each_report(corpus: Any, tmp_path: Path) -> None:
    found = annotations(corpus, tmp_path)
    items = found["first"]["items"]
    roles = sum(bool(role) for r in corpus.articles for a in r.attributions for role in (a.source, a.cue, a.content))
    reports = sum(len(claim.reports) for claim in corpus.found)
    assert found["total"] == len(items) == roles + reports == export(corpus, tmp_path / "b", "annotations")
    assert len({item["id"] for item in items}) == len(items)
    assert {item["role"] for item in items} == {"source", "cue", "content", "report"}


def test_body_has_chain_and_role(corpus: Any, tmp_path: Path) -> None:
    items = {item["id"]: item for item in annotations(corpus, tmp_path)["first"]["items"]}
    content = items[urn("annotation", "gazette", "a1", "content")]
    assert content["chain"] == ["Meridian Wire", "Keshtan Defence Ministry"]
    assert [body["value"] for body in content["body"]] == [
        "content", "indirect", "asserts", "according to Meridian Wire › Keshtan Defence Ministry",
    ]  # fmt: skip
    assert content["target"][0]["source"] == "urn:reportedly:article/gazette", "an article without an address"
    denial = items[urn("annotation", "report", "0a00000000000004")]
    assert denial["claim"] == urn("claim", "0a00000000000001")
    assert [body["value"] for body in denial["body"]][:2] == ["report", "denies"]
    pieces = items[urn("annotation", "strait", "a4", "content")]["target"]
    assert [target["selector"][0]["exact"] for target in pieces] == [
        "“We will keep the strait open,”",
        "“whatever the price.”",
    ]


def test_rdflib_reads_it(corpus: Any, tmp_path: Path) -> None:
    export(corpus, tmp_path / "a.jsonld", "annotations")
    found = linked_data((tmp_path / "a.jsonld").read_bytes()).default_graph
    (collection,) = found.subjects(RDF.type, AS.OrderedCollection)
    page = found.value(collection, AS.first)
    listed = list(found.items(found.value(page, AS["items"])))
    assert len(listed) == int(str(found.value(collection, AS.totalItems)))
    assert all((each, RDF.type, OA.Annotation) in found for each in listed)
    node = rdflib.URIRef(urn("annotation", "wire 1/ä", "a2", "content"))
    assert [str(each) for each in found.items(found.value(node, REP.chain))] == ["Baris Oltan"]
    target = found.value(node, OA.hasTarget)
    assert found.value(target, OA.hasSource) == rdflib.URIRef("https://meridianwire.example/akureyri?a=1&b=2")
    kinds = {found.value(each, RDF.type): each for each in found.objects(target, OA.hasSelector)}
    start = int(str(found.value(kinds[OA.TextPositionSelector], OA.start)))
    exact = str(found.value(kinds[OA.TextQuoteSelector], OA.exact))
    assert corpus.articles[0].article.text[start:].startswith(exact)
    tags = {str(found.value(body, RDF.value)) for body in found.objects(node, OA.hasBody)}
    assert {"content", "direct", "asserts"} <= tags


@given(st.text("ab \n🚢", min_size=1, max_size=300), st.data())
def test_any_place_of_any_text_is_told_from_all_others(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = quote(text, span)
    assert found.exact == span.of(text)
    assert anchor(text, {"prefix": found.prefix, "exact": found.exact, "suffix": found.suffix}) == [start]


def test_a_report_whose_text_is_gone_is_left_out(corpus: Any, tmp_path: Path) -> None:
    corpus.articles = corpus.articles[:1]
    items = annotations(corpus, tmp_path)["first"]["items"]
    assert not any("gazette" in target["source"] for item in items for target in item["target"])
