"""PROV-JSON (W3C member submission, 2013) through the `prov` package, which holds the whole document in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportedly.errors import Missing
from reportedly.serve.exports import provenance as terms
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.identifiers import NAMESPACE
from reportedly.serve.exports.provenance import Fact, provenance
from reportedly.serve.output import opened

PREFIX = "rep"


def _prov(chosen: Chosen, to: Path | None) -> int:
    try:
        from prov.model import ProvDocument
    except ImportError as error:
        raise Missing("PROV-JSON needs prov, which is not installed: pip install 'reportedly[exports]'") from error
    document = ProvDocument()
    document.add_namespace(PREFIX, NAMESPACE)
    bundles: dict[str, Any] = {}
    count = 0
    for statements in provenance(chosen):
        for each in statements:
            if each.bundle and each.bundle not in bundles:
                bundles[each.bundle] = document.bundle(_name(each.bundle))
            _add(bundles[each.bundle] if each.bundle else document, each.fact)
            count += 1
    with opened(to) as output:
        output.used = True
        document.serialize(output.text, format="json")
        output.text.write("\n")
    return count


def _add(to: Any, fact: Fact) -> None:
    """One record in a document or a bundle."""
    match fact:
        case terms.Thing():
            to.entity(_name(fact.id), [("prov:type", _type(to, fact.type)), *fact.facts])
        case terms.Agent():
            types = [("prov:type", _type(to, f"prov:{fact.kind}"))] if fact.kind else []
            to.agent(_name(fact.id), [*types, ("prov:label", fact.label)])
        case terms.Attributed():
            to.wasAttributedTo(_name(fact.thing), _name(fact.agent))
        case terms.Derived():
            evidence: list[tuple[str, str | float]] = [("rep:why", why) for why in fact.why]
            evidence += [("rep:score", fact.score)] if fact.score is not None else []
            relate = {None: to.wasDerivedFrom, "PrimarySource": to.hadPrimarySource, "Quotation": to.wasQuotedFrom}
            relate[fact.kind](_name(fact.thing), _name(fact.source), other_attributes=evidence)
        case terms.Specialized():
            to.specializationOf(_name(fact.thing), _name(fact.general))
        case terms.Member():
            to.hadMember(_name(fact.whole), _name(fact.thing))


def _name(local: str) -> str:
    return f"{PREFIX}:{local}"


def _type(to: Any, name: str) -> Any:
    return to.valid_qualified_name(name)


PROV = Format("prov", ".json", "W3C PROV as PROV-JSON: who derives what from whom, nested chains as bundles", _prov)
