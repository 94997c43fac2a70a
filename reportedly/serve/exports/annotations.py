"""W3C Web Annotation (2017) as JSON-LD: attributions by their roles, and reports of claims, each on its words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from reportedly.model import Article, Attribution, Claim, Hop, Reading, Report, Span
from reportedly.serve.exports.characters import encodable
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.identifiers import NAMESPACE, address, urn
from reportedly.serve.exports.json_list import write_list
from reportedly.serve.exports.selectors import quote
from reportedly.serve.items import told_by
from reportedly.serve.outline import hop_steps
from reportedly.serve.output import opened

ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = [
    ANNO,
    {
        "rep": NAMESPACE,
        "chain": {"@id": "rep:chain", "@container": "@list"},
        "role": "rep:role",
        "attribution": {"@id": "rep:attribution", "@type": "@id"},
        "claim": {"@id": "rep:claim", "@type": "@id"},
        "confidence": "rep:confidence",
        "sha256": "rep:sha256",
    },
]


def _annotations(chosen: Chosen, to: Path | None) -> int:
    head = (
        f'{{"@context": {json.dumps(CONTEXT)}, "id": "{urn("annotations")}", "type": "AnnotationCollection", '
        f'"label": "Who said what, read by reportedly", "first": {{"id": "{urn("annotations", "1")}", '
        f'"type": "AnnotationPage", "partOf": "{urn("annotations")}", "startIndex": 0, "items": '
    )
    with opened(to) as output:
        output.used = True
        return write_list(output.raw, head, _all(chosen), '}, "total": {count}}')


def _all(chosen: Chosen) -> Iterator[object]:
    for reading in chosen.readings():
        yield from _of_reading(reading)
    for claim in chosen.claims():
        for report in claim.reports:
            if reading_of := chosen.carried(report):
                yield _of_report(claim, report, reading_of.article)


def _of_reading(reading: Reading) -> Iterator[object]:
    article = reading.article
    hashed = _hash(article)
    for item in reading.attributions:
        for role, spans in (("source", item.source), ("cue", item.cue), ("content", item.content)):
            if spans:
                yield {
                    "id": urn("annotation", article.id, item.id, role),
                    "type": "Annotation",
                    "motivation": "identifying",
                    "attribution": urn("attribution", article.id, item.id),
                    "confidence": item.confidence,
                    "body": _bodies(role, _manner(item), item.chain),
                    "chain": _labels(item.chain),
                    "role": role,
                    "target": _targets(article, spans, hashed),
                }


def _of_report(claim: Claim, report: Report, article: Article) -> object:
    return {
        "id": urn("annotation", "report", report.id),
        "type": "Annotation",
        "motivation": "identifying",
        "claim": urn("claim", claim.id),
        "body": [
            *_bodies("report", (report.stance,), report.chain),
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "value": encodable(claim.statement),
            },
        ],
        "chain": _labels(report.chain),
        "role": "report",
        "target": _targets(article, [report.span], _hash(article)),
    }


def _bodies(role: str, tags: Iterable[str], chain: tuple[Hop, ...]) -> list[object]:
    """The role and what sets it apart as tags, the chain in one line as people read it."""
    named: list[object] = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (role, *tags)]
    line = f"according to {encodable(told_by(chain))}"
    return [*named, {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": line}]


def _manner(item: Attribution) -> tuple[str, ...]:
    return (item.mode, item.polarity, *(("hedged",) if item.hedged else ()))


def _labels(chain: tuple[Hop, ...]) -> list[str]:
    return [encodable(step.label) for step in hop_steps(chain)]


def _targets(article: Article, spans: Iterable[Span], hashed: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "SpecificResource",
            "source": encodable(address(article)),
            "sha256": hashed,
            "selector": [
                _quote(article.text, span),
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
        }
        for span in spans
    ]


def _quote(text: str, span: Span) -> dict[str, str]:
    found = quote(text, span)
    return {"type": "TextQuoteSelector", "exact": found.exact, "prefix": found.prefix, "suffix": found.suffix}


def _hash(article: Article) -> str:
    """Of the text that the places are counted in; a page may show other words around it."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


ANNOTATIONS = Format(
    "annotations", ".jsonld", "W3C Web Annotation: sources, cues, contents and reports on their words", _annotations
)
