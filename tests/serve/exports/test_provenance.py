"""PROV-JSON read back by the prov package, PROV-O by rdflib; both say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rdflib
from prov.model import ProvAgent, ProvAttribution, ProvBundle, ProvDerivation, ProvDocument, ProvEntity
from rdflib.namespace import PROV, RDF, RDFS

from reportedly.serve.exports import export
from reportedly.serve.exports.identifiers import urn
from tests.serve.exports.linked import linked_data

REP = rdflib.Namespace("urn:reportedly:")
FIRST, RELAYED, DOCTORS = (urn("report", f"0a0000000000000{n}") for n in (1, 2, 3))
QUOTED = urn("report", "0b00000000000001")


def document(corpus: Any, to: Path) -> ProvDocument:
    export(corpus, to / "prov.json", "prov")
    return ProvDocument.deserialize(str(to / "prov.json"), format="json")


def pairs(within: ProvBundle, kind: type, type_: str | None = None) -> set[tuple[str, str]]:
    """The two ends of all relations of a kind, as URIs; of derivations those of a type."""
    found = set()
    for record in within.get_records(kind):
        types = {str(each) for each in record.get_asserted_types()}
        if type_ is None or (type_ in types if type_ else not types):
            ends = [value.uri for _, value in record.formal_attributes if value is not None]
            found.add((ends[0], ends[1]))
    return found


def test_derivations_of_each_kind(corpus: Any, tmp_path: Path) -> None:
    found = document(corpus, tmp_path)
    ministry, doctors, oltan = (
        urn("claim", claim, "account", n)
        for claim, n in (("0a00000000000001", "1"), ("0a00000000000001", "2"), ("0b00000000000001", "1"))
    )
    assert pairs(found, ProvDerivation, "prov:PrimarySource") == {
        (FIRST, ministry), (RELAYED, ministry), (DOCTORS, doctors), (QUOTED, oltan),
    }  # fmt: skip
    assert pairs(found, ProvDerivation, "prov:Quotation") == {(QUOTED, oltan)}
    assert pairs(found, ProvDerivation, "") == {(RELAYED, urn("article", "wire 1/ä"))}
    (evidence,) = [r for r in found.get_records(ProvDerivation) if not r.get_asserted_types()]
    told = {str(name): value for name, value in evidence.extra_attributes}
    assert told["rep:score"] == 0.875
    assert {value for name, value in evidence.extra_attributes if str(name) == "rep:why"} == {
        "credits Meridian Wire", 'shares "12 people"',
    }  # fmt: skip


def test_who_it_is_attributed_to(corpus: Any, tmp_path: Path) -> None:
    found = pairs(document(corpus, tmp_path), ProvAttribution)
    assert (urn("article", "gazette"), urn("outlet", "port ellery gazette")) in found
    assert (FIRST, urn("actor", "k1")) in found
    assert (RELAYED, urn("name", "meridian wire")) in found
    assert (QUOTED, urn("actor", "k3")) in found
    assert (urn("claim", "0b00000000000001", "account", "1"), urn("actor", "k3")) in found
    assert (urn("claim", "0a00000000000001"), urn("software")) in found
    assert (DOCTORS, urn("report", "0a00000000000003", "source", "1")) not in found, "the origin is the same agent"


def test_a_nested_chain_is_a_bundle_that_its_outer_hop_vouches_for(corpus: Any, tmp_path: Path) -> None:
    found = document(corpus, tmp_path)
    (bundle,) = found.bundles
    inner = urn("report", "0a00000000000002", "says", "1")
    assert bundle.identifier.uri == inner
    assert (inner, urn("name", "meridian wire")) in pairs(found, ProvAttribution)
    utterance = urn("report", "0a00000000000002", "utterance", "2")
    assert pairs(bundle, ProvAttribution) == {(utterance, urn("actor", "k1"))}
    assert pairs(bundle, ProvDerivation) == {(RELAYED, utterance)}


def test_things_and_agents(corpus: Any, tmp_path: Path) -> None:
    found = document(corpus, tmp_path)
    entities = {record.identifier.uri: record for record in found.get_records(ProvEntity)}
    agents = {record.identifier.uri: record for record in found.get_records(ProvAgent)}
    assert len(list(found.get_records(ProvAgent))) == len(agents), "each is said once"
    assert entities[FIRST].value == {"Ordovian guns shelled Akureyri on April 13, killing 12 people"}
    assert {str(each) for each in agents[urn("actor", "k3")].get_asserted_types()} == {"prov:Person"}
    assert {str(each) for each in agents[urn("actor", "k1")].get_asserted_types()} == {"prov:Organization"}
    assert not agents[urn("claim", "0a00000000000001", "unnamed", "two doctors")].get_asserted_types()


@pytest.mark.parametrize("name", ["corpus", "hostile"])
def test_prov_json_comes_back_as_it_was(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    found = document(request.getfixturevalue(name), tmp_path)
    again = ProvDocument.deserialize(content=found.serialize(format="json"), format="json")
    assert again == found
    assert "endDocument" in found.get_provn()


def graph(corpus: Any, to: Path) -> rdflib.Dataset:
    export(corpus, to / "prov.jsonld", "prov-o")
    return linked_data((to / "prov.jsonld").read_bytes())


def ends(found: rdflib.Graph, relation: rdflib.URIRef) -> set[tuple[str, str]]:
    return {(str(one), str(other)) for one, _, other in found.triples((None, relation, None))}


def test_prov_o_says_the_same(corpus: Any, tmp_path: Path) -> None:
    said, found = document(corpus, tmp_path), graph(corpus, tmp_path)
    top = found.default_graph
    assert ends(top, PROV.hadPrimarySource) == pairs(said, ProvDerivation, "prov:PrimarySource")
    assert ends(top, PROV.wasQuotedFrom) == pairs(said, ProvDerivation, "prov:Quotation")
    assert ends(top, PROV.wasDerivedFrom) == pairs(said, ProvDerivation, "")
    assert ends(top, PROV.wasAttributedTo) == pairs(said, ProvAttribution)
    assert {str(each) for each in top.subjects(RDF.type, PROV.Agent)} == {
        record.identifier.uri for record in said.get_records(ProvAgent)
    }
    (bundle,) = said.bundles
    inner = found.graph(rdflib.URIRef(bundle.identifier.uri))
    assert ends(inner, PROV.wasAttributedTo) == pairs(bundle, ProvAttribution)
    assert ends(inner, PROV.wasDerivedFrom) == pairs(bundle, ProvDerivation)


def test_prov_o_can_be_asked(corpus: Any, tmp_path: Path) -> None:
    """Which independent accounts does an article's claim go back to, and whose are they?"""
    asked = """
        SELECT ?whose WHERE {
            <urn:reportedly:article/gazette> prov:hadMember/prov:hadPrimarySource/prov:wasAttributedTo/rdfs:label ?whose
        } ORDER BY ?whose"""
    found = graph(corpus, tmp_path).default_graph.query(asked, initNs={"prov": PROV, "rdfs": RDFS})
    assert [str(row[0]) for row in found] == ["Keshtan Defence Ministry", "two doctors"]


def test_evidence_in_prov_o(corpus: Any, tmp_path: Path) -> None:
    top = graph(corpus, tmp_path).default_graph
    (node,) = top.subjects(RDF.type, PROV.Derivation)
    assert float(top.value(node, REP.score)) == 0.875
    assert len(list(top.objects(node, REP.why))) == 2
    assert top.value(rdflib.URIRef(FIRST), REP.claim) == rdflib.URIRef(urn("claim", "0a00000000000001"))


def test_hostile_text_in_prov_o(hostile: Any, tmp_path: Path) -> None:
    found = graph(hostile, tmp_path)
    claim = rdflib.URIRef(urn("claim", "r1"))
    statement = hostile.found[0].statement
    assert str(found.default_graph.value(claim, RDFS.label)) == statement.replace("\ud800", "\ufffd")
    assert json.loads((tmp_path / "prov.jsonld").read_text(encoding="utf8"))
