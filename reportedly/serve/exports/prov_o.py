"""PROV-O (W3C, 2013) as JSON-LD, claim by claim; bundles are named graphs. Its context is inside: nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.serve.exports import provenance as terms
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.identifiers import NAMESPACE
from reportedly.serve.exports.json_list import write_list
from reportedly.serve.exports.provenance import Fact, Statement, provenance
from reportedly.serve.output import opened

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rep": NAMESPACE,
    "rep:claim": {"@type": "@id"},
}
_RELATIONS = {None: "prov:wasDerivedFrom", "PrimarySource": "prov:hadPrimarySource", "Quotation": "prov:wasQuotedFrom"}


def _prov_o(chosen: Chosen, to: Path | None) -> int:
    with opened(to) as output:
        output.used = True
        head = f'{{"@context": {json.dumps(CONTEXT)}, "@graph": '
        return write_list(output.raw, head, _nodes(chosen))


def _nodes(chosen: Chosen) -> Iterator[object]:
    for statements in provenance(chosen):
        bundles: dict[str, list[Statement]] = {}
        for each in statements:
            if each.bundle:
                bundles.setdefault(each.bundle, []).append(each)
            else:
                yield _node(each.fact)
        for bundle, inside in bundles.items():
            yield {**_reference(bundle), "@graph": _all(inside)}


def _all(statements: Iterable[Statement]) -> list[object]:
    return [_node(each.fact) for each in statements]


def _node(fact: Fact) -> dict[str, Any]:
    """One fact; a processor joins those with the same @id."""
    match fact:
        case terms.Thing():
            facts = {"rdfs:label" if name == "prov:label" else name: value for name, value in fact.facts}
            return {**_reference(fact.id), "@type": ["prov:Entity", fact.type], **facts}
        case terms.Agent():
            kinds = ["prov:Agent", *([f"prov:{fact.kind}"] if fact.kind else [])]
            return {**_reference(fact.id), "@type": kinds, "rdfs:label": fact.label}
        case terms.Attributed():
            return {**_reference(fact.thing), "prov:wasAttributedTo": _reference(fact.agent)}
        case terms.Specialized():
            return {**_reference(fact.thing), "prov:specializationOf": _reference(fact.general)}
        case terms.Member():
            return {**_reference(fact.whole), "@type": "prov:Collection", "prov:hadMember": _reference(fact.thing)}
        case terms.Derived():
            return _derivation(fact)


def _derivation(fact: terms.Derived) -> dict[str, Any]:
    node: dict[str, Any] = {**_reference(fact.thing), _RELATIONS[fact.kind]: _reference(fact.source)}
    if fact.why or fact.score is not None:
        node["prov:qualifiedDerivation"] = {
            "@type": "prov:Derivation",
            "prov:entity": _reference(fact.source),
            "rep:why": list(fact.why),
            "rep:score": fact.score,
        }
    return node


def _reference(local: str) -> dict[str, str]:
    return {"@id": f"rep:{local}"}


PROV_O = Format("prov-o", ".jsonld", "the same provenance as PROV-O in JSON-LD, written claim by claim", _prov_o)
