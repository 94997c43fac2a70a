"""Claims made by hand in a store, as if articles with them had been added and linked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportedly.corpus.digest import Digest, Form, Told
from reportedly.model import Article, Claim, Reading, Report, Span, number_of
from reportedly.store.protocol import Entry, Store


def keep(store: Store, claims: Sequence[Claim], names: Mapping[str, Sequence[str]] | None = None) -> list[Claim]:
    """Put articles that carry these claims, and settle them. `names` are those of the actors, by id, that all of them
    have. Gives the claims with spans in their articles."""
    texts: dict[str, str] = {}
    placed: list[Claim] = []
    for claim in claims:
        reports = []
        for report in claim.reports:
            start = len(texts.setdefault(report.article, ""))
            texts[report.article] += report.quote + "\n"
            reports.append(replace(report, span=Span(start, start + len(report.quote))))
        placed.append(replace(claim, reports=tuple(reports)))
    forms = {actor: [_form(name) for name in spelled] for actor, spelled in (names or {}).items()}
    every = tuple(form for spelled in forms.values() for form in spelled)
    digests = [_digest(article, text, placed, every) for article, text in texts.items()]
    store.put([Entry(_reading(digest, texts[digest.article], placed), digest) for digest in digests])
    store.link(digests, [], [])
    for actor, spelled in forms.items():
        store.unsettled_blocks(10)
        store.assign([form.block for form in spelled], {form.key: actor for form in spelled})
    store.settle([number_of(report.id) for claim in placed for report in claim.reports], placed)
    return placed


def _form(name: str) -> Form:
    key = hashlib.sha256(name.encode()).hexdigest()[:16]
    return Form(key, name.split()[-1].lower(), name, "organization")


def _digest(article: str, text: str, claims: Iterable[Claim], forms: tuple[Form, ...]) -> Digest:
    hash_ = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    reports = _of(article, claims)
    told = tuple(
        Told(number_of(r.id), r.span, r.kind, r.stance, r.quote, r.chain, tuple(range(len(forms)))) for r in reports
    )
    return Digest(article, hash_, told, forms, outlet=reports[0].outlet)


def _reading(digest: Digest, text: str, claims: Iterable[Claim]) -> Reading:
    first = _of(digest.article, claims)[0]
    return Reading(Article(digest.article, text, outlet=first.outlet, published=first.published))


def _of(article: str, claims: Iterable[Claim]) -> list[Report]:
    return [report for claim in claims for report in claim.reports if report.article == article]
