"""GraphML (Brandes et al. 2002) of what rests on what, for networkx, Gephi, yEd and igraph; written as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from lxml import etree  # type: ignore[import-untyped]

from reportedly.model import Claim, Report
from reportedly.serve.exports.characters import xml
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.identifiers import local
from reportedly.serve.items import told_by
from reportedly.serve.output import opened

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE = "kind label outlet published url claim stance status chain"
_EDGE = "relation why score"
_NUMBERS = ("score",)
_JOINT = "; "

Value = str | float | None


@dataclass(frozen=True, slots=True)
class Node:
    """`kind` is article, report or origin; `facts` are values by names of `_NODE`."""

    id: str
    kind: Literal["article", "report", "origin"]
    facts: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """From what rests to what it rests on; `relation` is in (report in article), derived_from or originates."""

    source: str
    target: str
    relation: Literal["in", "derived_from", "originates"]
    why: tuple[str, ...] = ()
    score: float | None = None


def _graphml(chosen: Chosen, to: Path | None) -> int:
    count = 0
    with opened(to) as output:
        output.used = True
        with etree.xmlfile(output.raw, encoding="utf-8") as file:
            file.write_declaration()
            with file.element(_tag("graphml"), nsmap={None: _NAMESPACE}):
                for key in _keys():
                    file.write(key)
                with file.element(_tag("graph"), id="derivations", edgedefault="directed"):
                    for each in _parts(chosen):
                        file.write(_element(each))
                        count += 1
    return count


def _parts(chosen: Chosen) -> Iterator[Node | Edge]:
    """Nodes before the edges that need them; an article once, with the first claim that it carries."""
    articles: set[str] = set()
    for claim in chosen.claims():
        origins: dict[str, str] = {}
        for number, origin in enumerate(claim.origins, 1):
            id_ = origins[origin.label] = local("origin", claim.id, str(number))
            facts = (("label", origin.label), ("claim", claim.id), ("published", origin.first_reported))
            yield Node(id_, "origin", facts)
        for report in claim.reports:
            for article in (report.article, *((report.derived_from.article,) if report.derived_from else ())):
                if article not in articles:
                    articles.add(article)
                    yield _article(article, chosen)
            yield from _report(claim, report, origins.get(report.origin or ""))


def _report(claim: Claim, report: Report, origin: str | None) -> Iterator[Node | Edge]:
    id_ = local("report", report.id)
    facts = (
        ("label", report.quote), ("claim", claim.id), ("status", claim.status), ("stance", report.stance),
        ("outlet", report.outlet), ("published", report.published), ("chain", told_by(report.chain)),
    )  # fmt: skip
    yield Node(id_, "report", facts)
    yield Edge(id_, local("article", report.article), "in")
    if report.derived_from:
        rests = report.derived_from
        yield Edge(id_, local("article", rests.article), "derived_from", rests.why, rests.score)
    if origin:
        yield Edge(id_, origin, "originates")


def _article(article: str, chosen: Chosen) -> Node:
    reading = chosen.reading(article)
    if reading is None:
        return Node(local("article", article), "article", (("label", article),))
    known = reading.article
    facts = (
        ("label", known.title or article),
        ("outlet", known.outlet),
        ("published", known.published),
        ("url", known.url),
    )
    return Node(local("article", article), "article", facts)


def _element(part: Node | Edge) -> Any:
    if isinstance(part, Node):
        element = etree.Element(_tag("node"), id=part.id)
        values: tuple[tuple[str, Value], ...] = (("kind", part.kind), *part.facts)
    else:
        element = etree.Element(_tag("edge"), source=part.source, target=part.target)
        why = _JOINT.join(part.why) or None
        values = (("relation", part.relation), ("why", why), ("score", part.score))
    for name, value in values:
        if value is not None:
            etree.SubElement(element, _tag("data"), key=name).text = xml(str(value))
    return element


def _keys() -> Iterator[Any]:
    """What the values are called, once before all of them."""
    for where, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names.split():
            kind = "double" if name in _NUMBERS else "string"
            yield etree.Element(_tag("key"), {"id": name, "for": where, "attr.name": name, "attr.type": kind})


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


GRAPHML = Format(
    "graphml", ".graphml", "derivations as a graph: articles, reports, origins, and why each rests", _graphml
)
