"""schema.org's Claim as JSON-LD: where it appears, where it first did, whose it is. Never ClaimReview: nobody rated it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.model import Article, Claim, Origin, Report
from reportedly.serve.exports.characters import encodable
from reportedly.serve.exports.chosen import Chosen
from reportedly.serve.exports.format import Format
from reportedly.serve.exports.identifiers import NAMESPACE, address, urn
from reportedly.serve.exports.json_list import write_list
from reportedly.serve.output import opened

SCHEMA = "https://schema.org"
CONTEXT = [SCHEMA, {"rep": NAMESPACE}]
_BODIES = ("organization", "country", "media", "group")


def _schema_org(chosen: Chosen, to: Path | None) -> int:
    with opened(to) as output:
        output.used = True
        head = f'{{"@context": {json.dumps(CONTEXT)}, "@graph": '
        return write_list(output.raw, head, (_claim(claim, chosen) for claim in chosen.claims()))


def _claim(claim: Claim, chosen: Chosen) -> dict[str, Any]:
    asserting = [report for report in claim.reports if report.stance == "asserts"]
    appearances = list(_appearances(asserting, chosen))
    dated = [each for each in appearances if "datePublished" in each]
    authors = [author for origin in claim.origins if (author := _author(origin, chosen))]
    return _known(
        {
            "@type": "Claim",
            "@id": urn("claim", claim.id),
            "text": encodable(claim.statement),
            "inLanguage": _language(asserting, chosen),
            "author": authors,
            "creditText": encodable("; ".join(origin.label for origin in claim.origins)),
            "appearance": appearances,
            "firstAppearance": dated[0] if dated and claim.first_reported else None,
            "rep:status": claim.status,
            "rep:independentOriginsLow": claim.independent_origins.low,
            "rep:independentOriginsHigh": claim.independent_origins.high,
        }
    )


def _appearances(reports: list[Report], chosen: Chosen) -> Iterator[dict[str, Any]]:
    """Each article that asserts it once, the earliest first, undated ones last."""
    seen: set[str] = set()
    for report in sorted(reports, key=lambda r: (r.published is None, r.published or "")):
        reading = chosen.reading(report.article)
        if report.article not in seen and reading:
            seen.add(report.article)
            yield _article(reading.article)


def _article(article: Article) -> dict[str, Any]:
    web = encodable(article.url) if article.url else None
    return _known(
        {
            "@type": "NewsArticle",
            "@id": encodable(address(article)),
            "url": web,
            "headline": article.title and encodable(article.title),
            "datePublished": article.published,
            "inLanguage": article.language,
            "publisher": article.outlet and {"@type": "NewsMediaOrganization", "name": encodable(article.outlet)},
        }
    )


def _author(origin: Origin, chosen: Chosen) -> dict[str, Any] | None:
    """A person or a body, which is what schema.org takes; who is neither for sure stands in `creditText` alone."""
    form = chosen.actor(origin.entity)
    kind = "Person" if form and form.kind == "person" else "Organization" if form and form.kind in _BODIES else None
    if form is None or kind is None:
        return None
    same = f"https://www.wikidata.org/entity/{form.wikidata}" if form.wikidata else None
    return _known(
        {"@type": kind, "@id": urn("actor", origin.entity or ""), "name": encodable(form.name), "sameAs": same}
    )


def _language(reports: list[Report], chosen: Chosen) -> str | None:
    """That of the articles, where they have one only."""
    found = {reading.article.language for report in reports if (reading := chosen.reading(report.article))}
    return found.pop() if len(found) == 1 else None


def _known(node: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}


SCHEMA_ORG = Format("schema-org", ".jsonld", "schema.org Claim: appearances, the first of them, authors", _schema_org)
