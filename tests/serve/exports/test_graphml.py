"""The graph of derivations, read by networkx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx

from reportedly.serve.exports import export
from reportedly.serve.exports.identifiers import local


def graph(corpus: Any, to: Path) -> networkx.DiGraph:
    count = export(corpus, to / "g.graphml", "graphml")
    found = networkx.read_graphml(to / "g.graphml")
    assert found.is_directed()
    assert count == found.number_of_nodes() + found.number_of_edges()
    return found


def edges(found: networkx.DiGraph, relation: str) -> set[tuple[str, str]]:
    return {(one, other) for one, other, told in found.edges(data=True) if told["relation"] == relation}


def test_nodes(corpus: Any, tmp_path: Path) -> None:
    found = graph(corpus, tmp_path)
    kinds = networkx.get_node_attributes(found, "kind")
    assert {node for node, kind in kinds.items() if kind == "report"} == {
        local("report", report.id) for claim in corpus.found for report in claim.reports
    }
    assert {node for node, kind in kinds.items() if kind == "article"} == {
        local("article", "wire 1/ä"), local("article", "gazette"),
    }  # fmt: skip
    assert sum(kind == "origin" for kind in kinds.values()) == 3
    assert found.nodes[local("article", "gazette")]["outlet"] == "Port Ellery Gazette"
    assert found.nodes[local("report", "0a00000000000002")]["chain"] == "Meridian Wire › Keshtan Defence Ministry"
    assert found.nodes[local("report", "0a00000000000004")]["stance"] == "denies"


def test_edges(corpus: Any, tmp_path: Path) -> None:
    found = graph(corpus, tmp_path)
    rests = (local("report", "0a00000000000002"), local("article", "wire 1/ä"))
    assert edges(found, "derived_from") == {rests}
    assert found.edges[rests]["why"] == 'credits Meridian Wire; shares "12 people"'
    assert found.edges[rests]["score"] == 0.875
    assert edges(found, "in") == {
        (local("report", r.id), local("article", r.article)) for claim in corpus.found for r in claim.reports
    }
    origin = local("origin", "0a00000000000001", "1")
    assert {one for one, other in edges(found, "originates") if other == origin} == {
        local("report", "0a00000000000001"), local("report", "0a00000000000002"),
    }  # fmt: skip


def test_hostile_text(hostile: Any, tmp_path: Path) -> None:
    found = graph(hostile, tmp_path)
    told = hostile.found[0].statement
    for odd in ("\0", "\ud800", "\x07"):
        told = told.replace(odd, "\ufffd")
    # XML normalises line ends; everything else is as it was.
    assert found.nodes[local("origin", "r1", "1")]["label"].replace("\r\n", "\n") == told.replace("\r\n", "\n")
